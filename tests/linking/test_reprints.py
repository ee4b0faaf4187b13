from dataclasses import replace
from datetime import date

from counterclaim.linking.credits import credits_of
from counterclaim.linking.reprints import compare, find_reprints, periods
from counterclaim.model import Article, Origin

from .linking_reports import OTHER, STORY


def article(id_: str, text: str, **fields: object) -> Article:
    made = Article(id=id_, text=text, sha256=id_, published=date(2017, 3, 22))
    return replace(made, **fields)  # type: ignore[arg-type]


WIRE = article("wire", STORY, publisher="Levant Wire")


def test_a_copy_names_its_original_and_what_it_altered() -> None:
    copy = article(
        "copy",
        STORY.replace("Thirty-three", "Thirty-five"),
        publisher="Harbor Daily",
        origin=Origin(publisher="Levant Wire"),
    )
    found = compare(copy, WIRE)
    assert found is not None
    assert (found.article, found.original, found.stated) == ("copy", "wire", True)
    assert "names Levant Wire" in found.reason


def test_without_a_credit_the_earlier_is_the_original() -> None:
    later = article("a", f"{OTHER} {STORY}", publisher="B", published=date(2017, 3, 23))
    found = compare(later, WIRE)
    assert found is not None
    assert (found.article, found.original, found.stated) == ("a", "wire", False)
    assert "came out first (2017-03-22)" in found.reason


def test_an_article_cut_to_a_third_is_found() -> None:
    long = article("long", f"{STORY} {OTHER}", publisher="Levant Wire")
    words = long.text.split()
    cut = article("cut", " ".join(words[: len(words) // 3]), publisher="C")
    assert set(find_reprints({"long": long, "cut": cut})) == {"cut"}


def test_a_text_repeated_under_every_story_makes_no_reprint() -> None:
    standing = " ".join(STORY.split()[-20:])
    one = article("one", f"{OTHER} {standing}", publisher="D")
    other = article("other", f"{OTHER[::-1]} {standing}", publisher="D")
    assert compare(one, other) is None


def test_months_later_the_same_formulas_are_no_reprint() -> None:
    late = article("late", STORY[:230] + OTHER, publisher="E", published=date(2017, 9, 1))
    assert compare(late, WIRE) is None


def test_a_chain_of_copies_points_to_the_first() -> None:
    second = article("second", f"{STORY} {OTHER}", publisher="F", published=date(2017, 3, 23))
    third = article("third", f"{STORY} {OTHER}!", publisher="G", published=date(2017, 3, 24))
    found = find_reprints({a.id: a for a in (WIRE, second, third)})
    assert {r.article: r.original for r in found.values()} == {"second": "wire", "third": "wire"}


def test_the_order_of_arrival_does_not_matter() -> None:
    copies = [article(f"n{n}", f"{STORY} {n}", published=date(2017, 3, 23)) for n in range(5)]
    articles = [WIRE, *copies]
    forward = find_reprints({a.id: a for a in articles})
    backward = find_reprints({a.id: a for a in reversed(articles)})
    assert forward == backward


def test_articles_a_fortnight_apart_share_a_period() -> None:
    for start in range(40):
        first = date.fromordinal(736000 + start)
        second = date.fromordinal(736000 + start + 13)
        assert set(periods(first)) & set(periods(second))


def test_credits_in_a_dateline_and_at_the_end() -> None:
    dateline = article("x", "BEIRUT (Levant Wire) - A bomb exploded.", publisher="Harbor Daily")
    assert [c.outlet for c in credits_of(dateline)] == ["Levant Wire"]
    assert credits_of(replace(dateline, publisher="Levant Wire")) == ()
    end = article("y", "A bomb exploded. - REUTERS", publisher="Z")
    assert [c.outlet for c in credits_of(end)] == ["REUTERS"]
