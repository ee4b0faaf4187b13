"""All questions together, over every sample report and over texts that came damaged."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from counterclaim.codebook.kinds import kind_rows
from counterclaim.model import Article, Claim, CodedArticle, Issue, PlaceRef, Span
from counterclaim.model.record import dump_coded_bytes
from counterclaim.pipeline import EXTRAS, Coder, code_inputs

from .told import claims_of, kinds_of, one_claim, place_of, tolls, wordings, wrong

SAMPLES = Path(__file__).parents[2] / "src" / "counterclaim" / "samples"


@pytest.fixture(scope="module")
def samples(coder: Coder) -> list[CodedArticle]:
    """Every sample report, coded with all extras."""
    found = list(code_inputs([SAMPLES], coder=coder, extras=EXTRAS))
    assert not [f for f in found if isinstance(f, Issue)]
    return [f for f in found if isinstance(f, CodedArticle)]


def parts(coded: CodedArticle) -> Iterator[tuple[str | None, Span | None]]:
    """Wording and span of everything that was coded."""
    for claim in coded.claims:
        yield from parts_of_claim(claim)
    for relation in coded.relations:
        for end in (relation.subject, relation.object, *relation.sources):
            yield end.text, end.span
    for named in (*(coded.mentions or ()), *(coded.dates or ())):
        yield named.text, named.span
    for told in coded.attributions or ():
        for passage in (told.source, told.cue, told.content):
            if passage is not None:
                yield passage.text, passage.span


def parts_of_claim(claim: Claim) -> Iterator[tuple[str | None, Span | None]]:
    for part in (*claim.sources, *claim.initiators, *claim.recipients, *claim.weapons):
        yield part.text, part.span
    for loss in claim.casualties:
        yield loss.text, loss.span
    if claim.place is not None:
        yield claim.place.text, claim.place.span
    if claim.date is not None:
        yield claim.date.text, claim.date.span


def test_a_span_always_holds_its_wording(samples: list[CodedArticle]) -> None:
    broken = [
        (coded.article.id, text, span and span.of(coded.article.text))
        for coded in samples
        for text, span in parts(coded)
        if span is not None and span.of(coded.article.text) != text
    ]
    assert broken == []


def test_what_has_a_wording_has_a_span(samples: list[CodedArticle]) -> None:
    loose = [
        (coded.article.id, part)
        for coded in samples
        for claim in coded.claims
        for part in (*claim.sources, *claim.initiators, *claim.recipients, *claim.weapons)
        if part.span is None or not part.text.strip()
    ]
    assert loose == []


def test_claims_lie_in_their_sentence(samples: list[CodedArticle]) -> None:
    for coded in samples:
        for claim in coded.claims:
            assert claim.sentence.contains(claim.span)
            assert 0 <= claim.sentence.start < claim.sentence.end <= len(coded.article.text)


def test_ids_are_their_own(samples: list[CodedArticle]) -> None:
    for kind in ("claims", "relations"):
        ids = [record.id for coded in samples for record in getattr(coded, kind)]
        assert len(ids) == len(set(ids)) > 10


def test_values_stay_within_their_bounds(samples: list[CodedArticle]) -> None:
    for claim in (c for coded in samples for c in coded.claims):
        assert claim.kind in kind_rows()
        assert 0 < claim.confidence <= 1
        for loss in claim.casualties:
            assert loss.low is None or loss.high is None or loss.low <= loss.high
            assert (loss.low, loss.high) != (None, None)
        if claim.date is not None and claim.date.start and claim.date.end:
            assert claim.date.start <= claim.date.end


def test_a_pin_comes_with_all_its_values_or_none(samples: list[CodedArticle]) -> None:
    ends = [c.place for s in samples for c in s.claims if c.place]
    ends += [r.object for s in samples for r in s.relations if isinstance(r.object, PlaceRef)]
    for place in ends:
        assert (place.latitude is None) == (place.longitude is None)
        assert (place.latitude is None) or place.gazetteer_id is not None


def test_every_english_sample_tells_something(samples: list[CodedArticle]) -> None:
    silent = {c.article.id for c in samples if not c.claims and c.article.language != "ar"}
    assert silent == set()


def test_the_same_input_gives_the_same_bytes(coder: Coder, samples: list[CodedArticle]) -> None:
    again = [coder.code(coded.article, extras=EXTRAS) for coded in samples]
    assert [dump_coded_bytes(a) for a in again] == [dump_coded_bytes(s) for s in samples]


# --- damaged texts -------------------------------------------------------------------------------

WHOLE = (
    "On Monday, air strikes hit a market in Ariha, a town in Idlib province, killing at least nine "
    "people, the Syrian Observatory for Human Rights said. Islamic State's fighters attacked the "
    "Syrian army's positions near Palmyra, a military source said. Rebels shelled the village of "
    "Nubl, wounding three children, residents said. On Sunday, the army took the village of "
    "Badush, which had been held by the group, killing 12 militants."
)
LISTS = (
    WHOLE + " According to residents, shells fired by the army killed three people in Douma. The "
    "army took the villages of Khafsah, Maskanah and Deir Hafer on Tuesday."
)


@pytest.mark.parametrize(
    "whole",
    [
        WHOLE,
        wrong(LISTS, why="lost commas behind an opening according to and in a list of places"),
    ],
)
def test_a_text_without_commas_and_apostrophes_tells_the_same_events(
    coder: Coder, whole: str
) -> None:
    kept, lost = claims_of(coder, whole), claims_of(coder, re.sub("[,']", "", whole))
    assert [c.kind for c in lost] == [c.kind for c in kept]
    assert [tolls(c.casualties) for c in lost] == [tolls(c.casualties) for c in kept]
    assert [wordings(c.sources) for c in lost] == [wordings(c.sources) for c in kept]


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        ("SYRIAN ARMY TAKES THE TOWN OF SUKHNA.", "territory-gained", ("in", "SUKHNA")),
        ("AIR STRIKES KILLED NINE CIVILIANS IN THE TOWN OF ARIHA.", "air-strike", ("in", "ARIHA")),
        ("REBELS ATTACKED A CHECKPOINT NEAR HAMA ON MONDAY.", "attack", ("near", "HAMA")),
    ],
)
def test_all_capitals(coder: Coder, text: str, kind: str, place: tuple[str, str]) -> None:
    claim = one_claim(coder, text)
    assert (claim.kind, place_of(claim)) == (kind, place)


@pytest.mark.parametrize(
    ("headline", "kinds"),
    [
        ("Syrian army captures town near Palmyra", ["territory-gained"]),
        ("Twin bombings kill 30 in Damascus", ["bombing"]),
        ("Iraqi forces retake village from IS", ["territory-gained"]),
        wrong(
            "Turkey shells Kurdish fighters near Afrin",
            ["shelling"],
            why="shells behind a name is read as a noun",
        ),
        ("Nine killed in air strikes on Idlib market", ["air-strike"]),
    ],
)
def test_headlines(coder: Coder, headline: str, kinds: list[str]) -> None:
    assert kinds_of(coder, headline) == kinds


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n\n",
        ".",
        "...",
        "?!",
        "\u200b\ufeff",
        "((((",
        '"""',
        "12",
        "killed",
        "Killed. Wounded. Dead.",
        "said said said",
        "of of of of",
        "😀 " * 50,
        "\u0642\u062a\u0644 " * 20,
        "the " * 2000,
        "killed 12, " * 300,
        "a" * 5000,
        "Near Raqqa, near Raqqa, near Raqqa.",
        "\x00\x01\x02",
        "e\u0301" * 10,
        "He said she said they said it said.",
    ],
)
def test_any_text_is_borne(coder: Coder, text: str) -> None:
    coded = coder.code(Article(id="odd", text=text, sha256=""), extras=EXTRAS)
    for wording, span in parts(coded):
        assert span is None or span.of(text) == wording


def test_two_articles_dont_touch_each_other(coder: Coder) -> None:
    first = "The PMU (People's Mountain Union) attacked the village of Maan."
    alone = claims_of(coder, WHOLE)
    claims_of(coder, first)
    assert claims_of(coder, WHOLE) == alone
