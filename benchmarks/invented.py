"""Nothing invented: ``python benchmarks/invented.py [--errors]``.

Claims per 100 sentences where there should be none:

- news: 2,000 sentences of business news (meantime), epidemics (geovirus) and local news (lgl), in
  articles drawn with a fixed seed. Of lgl, only articles whose headline holds no word of crime, war
  or protest (``CRIME``); their texts aren't looked at, so some true crimes stay in, and so do
  meetings of heads of state: all are counted as wrong.
- indiapolice: sentences of reports in which none has a label. The labels tell what the police did
  and nothing else, so these reports hold riots, killings and demands too: the first figure, of
  all sentences, is no error rate; the second is over sentences without a word of ``EVENTS``.
"""

import random
import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence

from coded import Record, article, code, coder, line, rows, say

from counterclaim.model import Article

SEED = 20261124
SENTENCES = 2000
ARTICLES = {"meantime": 50, "lgl": 110, "geovirus": 100}

CRIME = re.compile(
    r"""shoot|shot|gun|murder|homicid|kill|slay|stab|arrest|police|sheriff|deput|jail|prison|inmate|
    robber|burglar|rape|kidnap|riot|protest|troop|soldier|military|army|marine|bomb|war\b|arson|
    assault|attack|charged|crime|court|trial|sentenc|guilty|suspect|cop\b|cops\b|drug|fatal|
    iraq|afghan|gaza|israel|veteran|guard|navy|weapon""",
    re.IGNORECASE | re.VERBOSE,
)
EVENTS = re.compile(
    r"""kill|dead|death|die|murder|massacre|lynch|shot|shoot|fir(?:ed|ing)|attack|assault|stab|
    injur|wound|casualt|victim|riot|mob|violen|clash|unrest|burn|torch|arson|loot|ransack|destr|
    damag|vandal|stone|blast|bomb|explo|arrest|detain|custody|jail|police|army|troops|forces|
    deploy|protest|demonstrat|bandh|strike|rally|demand|urge|appeal|ask|call|condemn|accus|blame|
    alleg|critic|warn|threat|reject|refus|support|meet|met|talk|visit|agree|fled|flee|refugee|
    evacuat|relief|aid|compensat|rape|kidnap|curfew|ban""",
    re.IGNORECASE | re.VERBOSE,
)


def indiapolice() -> list[Article]:
    """The reports whose every sentence is unlabelled."""
    return [
        article(row)
        for row in rows("indiapolice")
        if not any(s["labels"] for s in row["gold"]["sentences"])
    ]


def news() -> list[Article]:
    """Articles drawn from the three sets."""
    draw = random.Random(SEED)
    out: list[Article] = []
    for name, wanted in ARTICLES.items():
        kept = [r for r in rows(name) if name != "lgl" or not CRIME.search(r["meta"]["title"])]
        out += [article(row) for row in draw.sample(kept, min(wanted, len(kept)))]
    draw.shuffle(out)
    return out


def sentences(text: str) -> list[tuple[int, int]]:
    """The spans of the sentences of a text."""
    return [(span.start, span.end) for span in coder().parser.sentences(text)]


def measure(name: str, articles: Sequence[Article], errors: bool) -> None:
    """Claims per 100 sentences, of the first 2,000 and of those without a word of events."""
    seen: Counter[str] = Counter()
    claims: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    for record in code(f"invented-{name}", articles):
        text = record["article"]["text"]
        for start, end in sentences(text):
            if seen["all"] == SENTENCES:
                break
            here = [c for c in record["claims"] if start <= c["sentence"][0] < end]
            kinds.update(c["kind"] for c in here)
            for part in ("all", "bare") if not EVENTS.search(text[start:end]) else ("all",):
                seen[part] += 1
                claims[part] += len(here)
            if errors:
                show(name, here, text, " ".join(text[start:end].split())[:260])
    for part, label in (("all", name), ("bare", f"{name}, no word of events")):
        rate = 100 * claims[part] / max(1, seen[part])
        line(f"{label}: per 100 sentences", rate, "< 2", "none", f"   n {seen[part]}")
    say(f"  {', '.join(f'{kind} {n}' for kind, n in kinds.most_common())}")


def show(name: str, claims: Iterable[Record], text: str, sentence: str) -> None:
    """Print the claims of a sentence."""
    for claim in claims:
        say(f"  {name} {claim['kind']} {text[slice(*claim['span'])]!r} :: {sentence}")


def main() -> None:
    """Print both figures."""
    errors = "--errors" in sys.argv
    measure("indiapolice", indiapolice(), errors)
    measure("news", news(), errors)


if __name__ == "__main__":
    main()
