"""Read -> find names -> parse -> code: whole reports through the real coder."""

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import jsonschema
import pytest

from counterclaim.model import Article, Claim, CodedArticle, Issue
from counterclaim.model.record import dump_coded, dump_coded_bytes, schema
from counterclaim.pipeline import EXTRAS, Coder, code_inputs

ROOT = Path(__file__).parents[1]
SAMPLES = sorted((ROOT / "src" / "counterclaim" / "samples").glob("*-*.*"))
WIRE = ROOT / "src" / "counterclaim" / "samples" / "wire.jsonl"
SEED = ROOT.parent / "shared" / "reports" / "south-front-2017-08-09.txt"


def coded_inputs(coder: Coder, *inputs: Path) -> list[CodedArticle]:
    found = list(code_inputs(inputs, coder=coder))
    assert all(isinstance(f, CodedArticle) for f in found)
    return [f for f in found if isinstance(f, CodedArticle)]


@pytest.mark.parametrize("path", [*SAMPLES, WIRE], ids=lambda path: path.name)
def test_a_samples_record_is_what_the_schema_says(coder: Coder, path: Path) -> None:
    validator = jsonschema.Draft202012Validator(schema())
    for coded in code_inputs([path], coder=coder, extras=EXTRAS):
        assert isinstance(coded, CodedArticle)
        record = json.loads(dump_coded_bytes(coded))
        validator.validate(record)
        assert set(record) >= {"article", "claims", "relations", "issues", *EXTRAS}


def test_extras_are_there_only_where_asked_for(coder: Coder) -> None:
    article = Article(id="a", text="Rebels attacked Hama on Monday, SANA said.", sha256="")
    assert not EXTRAS & set(dump_coded(coder.code(article)))
    one = dump_coded(coder.code(article, extras=frozenset({"dates"})))
    assert EXTRAS & set(one) == {"dates"}
    assert [d["text"] for d in one["dates"]] == ["Monday"]
    every = coder.code(article, extras=EXTRAS)
    assert [a.source and a.source.text for a in every.attributions or ()] == ["SANA"]
    assert "sana" in {m.actor for m in every.mentions or ()}


def test_extras_change_no_claim(coder: Coder) -> None:
    (coded,) = coded_inputs(coder, SAMPLES[0])
    assert coder.code(coded.article, extras=EXTRAS).claims == coded.claims


def test_an_article_in_another_language_is_kept_and_not_coded(coder: Coder) -> None:
    arabic = next(path for path in SAMPLES if "furat" in path.name)
    (coded,) = coded_inputs(coder, arabic)
    assert coded.article.language == "ar"
    assert coded.article.text
    assert (coded.claims, coded.relations) == ((), ())
    (issue,) = coded.issues
    assert issue.code == "not-english"
    asked = coder.code(coded.article, extras=EXTRAS)
    assert (asked.mentions, asked.attributions, asked.dates) == ((), (), ())


def test_an_empty_text_gives_nothing(coder: Coder) -> None:
    coded = coder.code(Article(id="a", text="", sha256=""), extras=EXTRAS)
    assert (coded.claims, coded.relations, coded.issues) == ((), (), ())
    assert (coded.mentions, coded.attributions, coded.dates) == ((), (), ())


def test_what_cant_be_read_is_an_issue_and_the_rest_goes_on(coder: Coder, tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text(
        "Rebels attacked the village of Maan near Hama on Monday, and the army shelled the town of "
        "Morek, activists said. Nine people were killed in the shelling, the activists said.",
        encoding="utf-8",
    )
    missing, coded = code_inputs([tmp_path / "none.txt", report], coder=coder)
    assert isinstance(missing, Issue)
    assert isinstance(coded, CodedArticle)
    assert {c.kind for c in coded.claims} == {"attack", "shelling"}


def test_two_coders_give_the_same_bytes(coder: Coder) -> None:
    with_own_gazetteer = Coder(registry=coder.registry)
    try:
        for coded in coded_inputs(coder, *SAMPLES[:3]):
            assert dump_coded_bytes(with_own_gazetteer.code(coded.article)) == dump_coded_bytes(
                coded
            )
    finally:
        with_own_gazetteer.gazetteer.close()


# --- what the samples tell -----------------------------------------------------------------------


def told(
    claims: Iterable[Claim], kind: str, *, stance: str | None = None, words: str = ""
) -> list[Claim]:
    """Claims of a kind, by stance and by a word of who did it or of where."""
    return [
        c
        for c in claims
        if c.kind == kind
        and stance in (None, c.stance.value)
        and words in " ".join([*(a.text for a in c.initiators), c.place.text if c.place else ""])
    ]


def test_one_gas_attack_is_told_and_denied(coder: Coder) -> None:
    wire = {c.article.id: c for c in coded_inputs(coder, WIRE)}
    claims = wire["lw-20170404-khan-sheikhoun"].claims
    assert told(claims, "chemical-attack", stance="speculated")
    (denied,) = told(claims, "chemical-attack", stance="denied")
    assert {a.actor for a in denied.initiators} == {s.actor for s in denied.sources}
    assert told(claims, "air-strike", stance="denied")


def test_captures_and_their_places(coder: Coder) -> None:
    (report,) = (p for p in SAMPLES if p.name == "euphrates-desk-2017-05-10.txt")
    (coded,) = coded_inputs(coder, report)
    taken = told(coded.claims, "territory-gained")
    assert any(c.place and "Tabqa" in c.place.text for c in taken)
    assert told(coded.claims, "air-strike", words="Turkish")


# --- the seed report -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def seed(coder: Coder) -> CodedArticle:
    """The seed report; not everybody has it."""
    if not SEED.is_file():
        pytest.skip("the seed report isn't here")
    (coded,) = coded_inputs(coder, SEED)
    return coded


def test_the_seed_report_is_read_whole(seed: CodedArticle) -> None:
    article = seed.article
    assert (article.publisher, article.published) == ("Global Research", date(2017, 8, 10))
    assert article.text.startswith("Syrian Arab Army (SAA) Tiger Forces")
    assert article.text.rstrip(".").endswith("independent regional player")


def test_every_capture_of_the_seed_report_is_a_claim(seed: CodedArticle) -> None:
    taken = told(seed.claims, "territory-gained")
    places = {c.place.text for c in taken if c.place}
    assert places >= {"Jabir", "Numaysah", "Khamisiyah", "Wadi Susah"}
    assert places >= {"Tal Assadi", "Tal Jarin", "Tal Riyadh", "Bi'r Saboun"}
    assert all({a.actor for a in c.initiators} & {"tiger-forces", "sy-army"} for c in taken)


def test_rival_versions_of_one_attack_stand_side_by_side(seed: CodedArticle) -> None:
    (attack,) = told(seed.claims, "attack")
    assert (attack.stance.value, attack.initiators[0].actor) == ("alleged", "islamic-state")
    tolls = {(loss.effect.value, loss.low, loss.high) for loss in attack.casualties}
    assert tolls == {("killed", 40, 70), ("destroyed", 6, None)}
    assert attack.date is not None and attack.date.start == date(2017, 8, 7)
    coalition = [c for c in seed.claims if "us-led-coalition" in {a.actor for a in c.initiators}]
    versions = {
        (c.kind, c.stance.value, c.sources[-1].actor or c.sources[-1].text)
        for c in coalition
        if c.sources
    }
    assert versions >= {
        ("air-strike", "asserted", "initial reports"),
        ("shelling", "asserted", "kataib-sayyid-al-shuhada"),
        ("air-strike", "denied", "us-led-coalition"),
    }


def test_the_seed_reports_claims_rest_on_its_words(seed: CodedArticle) -> None:
    text = seed.article.text
    for claim in seed.claims:
        for part in (*claim.sources, *claim.initiators, *claim.recipients):
            assert part.span is not None and part.span.of(text) == part.text
