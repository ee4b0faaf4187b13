"""What becomes one event, what stays two, and how it is graded."""

import random

from counterclaim.linking.linker import Linked, Linker
from counterclaim.linking.summary import summarise
from counterclaim.model import Category, Event, Field, Grade, Origin, Policy, Stance

from .linking_reports import Report, akashat, loss, speaker

SOHR = "syrian-observatory-for-human-rights"


def largest(linked: Linked) -> Event:
    return max(linked.events, key=lambda event: len(event.members))


def test_rival_means_toll_and_denial_of_one_incident_are_one_event(linker: Linker) -> None:
    event = largest(linker.link([akashat().coded]))
    assert len(event.claims) == 5
    assert event.grade is Grade.CONTESTED
    assert "denied by us-led-coalition" in event.reason
    what = next(f for f in event.versions if f.field is Field.WHAT)
    assert {v.value for v in what.versions} >= {"air-strike", "shelling"}
    assert event.place is not None and event.place.name == "Akashat"
    assert str(event.date and event.date.start) == "2017-08-07"


def test_every_link_has_a_score_and_a_reason(linker: Linker) -> None:
    event = largest(linker.link([akashat().coded]))
    assert all(0 < m.score <= 1 and m.reason for m in event.members)
    denial = next(m for m in event.members if m.stance is Stance.DENIED)
    assert "sets the denial against it" in denial.reason


def test_carried_values_are_never_written_into_the_claim(linker: Linker) -> None:
    coded = akashat().coded
    linker.link([coded])
    assert [c.place is None for c in coded.claims] == [False, True, True, True, True]


def two_strikes() -> Report:
    report = Report("two", published="2017-04-05")
    report.says(
        "Warplanes bombed the market of Douma in the morning and killed 12 people.",
        "air-strike", at="Douma", on="2017-04-05", losses=[loss(12, 12)],
    )  # fmt: skip
    report.says(
        "In the evening another raid on Douma hit a school and killed 4.",
        "air-strike", at="Douma", on="2017-04-05", losses=[loss(4, 4)],
    )  # fmt: skip
    return report


def test_two_strikes_on_one_town_and_day_stay_two(linker: Linker) -> None:
    other = Report("other", published="2017-04-05", publisher="Second Paper")
    other.says(
        "At least 12 people died in the morning when planes bombed the market of Douma.",
        "air-strike", at="Douma", on="2017-04-05", losses=[loss(12, None)],
    )  # fmt: skip
    events = linker.link([two_strikes().coded, other.coded]).events
    assert sorted(len(e.claims) for e in events) == [1, 2]


def test_different_days_are_different_events(linker: Linker) -> None:
    reports = []
    for n, when in enumerate(("2017-04-05", "2017-04-08")):
        report = Report(f"r{n}", published=when)
        report.says("Planes bombed Idlib.", "air-strike", at="Idlib", on=when)
        reports.append(report.coded)
    assert len(linker.link(reports).events) == 2


def _reprinted() -> list[Report]:
    """One wire story, a reprint of it, and a paper that asked the same monitor."""
    sentence = "A raid on a school in Raqqa killed 33 people, the Observatory said on Wednesday."
    tail = "The building was full of families who had fled from three provinces, neighbours added."
    out = []
    for id_, publisher, origin in (
        ("wire", "Levant Wire", None),
        ("copy", "Harbor Daily", Origin(publisher="Levant Wire")),
        ("asked", "Third Paper", None),
    ):
        report = Report(id_, "2017-03-22", publisher, origin)
        words = sentence if id_ != "asked" else "The Observatory counts 33 dead in a Raqqa school."
        report.says(
            words, "air-strike", at="Raqqa", on="2017-03-21", losses=[loss(33, 33)],
            sources=[speaker(SOHR)],
        )  # fmt: skip
        report.sentences.append(tail if id_ != "asked" else "It gave no names.")
        out.append(report)
    return out


def test_a_reprint_and_papers_quoting_one_monitor_are_one_origin(linker: Linker) -> None:
    linked = linker.link([r.coded for r in _reprinted()])
    assert {r.article: r.original for r in linked.reprints.values()} == {"copy": "wire"}
    event = largest(linked)
    assert len(event.articles) == 3
    assert [o.actor for o in event.origins] == [SOHR]
    assert event.grade is Grade.WEAK
    assert "in 3 articles" in event.reason


def test_own_words_of_two_outlets_are_two_origins(linker: Linker) -> None:
    reports = []
    for id_, publisher in (("a", "First Paper"), ("b", "Second Paper")):
        report = Report(id_, "2017-03-22", publisher)
        report.says(
            f"A raid killed people in Raqqa, as {publisher} saw.", "air-strike", at="Raqqa",
            on="2017-03-21",
        )  # fmt: skip
        reports.append(report.coded)
    event = largest(linker.link(reports))
    assert (event.grade, len(event.origins)) == (Grade.FAIR, 2)


def test_own_act_is_acceptance_enemy_act_an_accusation(linker: Linker) -> None:
    accepts, accuses = Report("accepts"), Report("accuses")
    accepts.says(
        "The coalition acknowledged that it had struck Raqqa.", "air-strike",
        by=["us-led-coalition"], at="Raqqa", on="2017-08-01", sources=[speaker("us-led-coalition")],
    )  # fmt: skip
    accuses.says(
        "Islamic State said that the coalition had bombed Maadan.", "air-strike",
        by=["us-led-coalition"], at="Maadan", on="2017-08-01", sources=[speaker("islamic-state")],
    )  # fmt: skip
    confirmed, accused = (linker.link([r.coded]).events[0] for r in (accepts, accuses))
    assert confirmed.grade is Grade.CONFIRMED
    assert accused.grade is Grade.WEAK
    assert "accusing its enemy" in accused.reason


def test_a_denial_of_another_event_contests_nothing(linker: Linker) -> None:
    report = Report("r", published="2017-08-09")
    report.says(
        "A raid killed 12 people in Raqqa.", "air-strike", at="Raqqa", on="2017-08-07",
        sources=[speaker(SOHR)],
    )  # fmt: skip
    report.says(
        "Moscow denied a raid on Idlib of 1 August.", "air-strike", at="Idlib", on="2017-08-01",
        sources=[speaker("ru-state")], stance=Stance.DENIED,
    )  # fmt: skip
    grades = {e.place.name: e.grade for e in linker.link([report.coded]).events if e.place}
    assert grades["Raqqa"] is Grade.WEAK


def test_a_lone_accuser_whom_all_others_deny_is_discounted(linker: Linker) -> None:
    report = Report("r", published="2017-08-09")
    common = {"at": "Raqqa", "on": "2017-08-07", "by": ["us-led-coalition"]}
    report.says(
        "Islamic State said the coalition bombed Raqqa.", "air-strike",
        sources=[speaker("islamic-state")], **common,
    )  # fmt: skip
    for who in ("us-led-coalition", "syrian-democratic-forces"):
        report.says(
            f"{who} denied the raid on Raqqa.", "air-strike", sources=[speaker(who)],
            stance=Stance.DENIED, **common,
        )  # fmt: skip
    event = largest(linker.link([report.coded]))
    assert event.grade is Grade.DISCOUNTED
    assert "only islamic-state tells it" in event.reason


def test_a_corrected_toll_shows_how_the_numbers_moved(linker: Linker) -> None:
    reports = []
    for n, (when, toll) in enumerate((("2017-04-04", 58), ("2017-04-05", 86))):
        report = Report(f"r{n}", when)
        report.says(
            f"The Observatory counts {toll} dead in Douma.", "chemical-attack", at="Douma",
            on="2017-04-04", losses=[loss(toll, toll)], sources=[speaker(SOHR)],
        )  # fmt: skip
        reports.append(report.coded)
    event = largest(linker.link(reports))
    field = next(f for f in event.versions if f.field is Field.LOSSES)
    assert [(v.value, v.revised_to) for v in field.versions] == [("58", "86"), ("86", None)]
    assert field.agreement == "agreed"


def test_a_summary_exists_only_under_a_named_policy(linker: Linker) -> None:
    reports = []
    for n, (low, high) in enumerate(((12, 12), (40, 70), (40, None))):
        report = Report(f"r{n}", "2017-08-08", f"Paper {n}")
        report.says(
            f"Fighters died in Raqqa, {n} witnesses of paper {n} say so.", "air-strike",
            at="Raqqa", on="2017-08-07", losses=[loss(low, high, category=Category.COMBATANT)],
        )  # fmt: skip
        reports.append(report.coded)
    event = largest(linker.link(reports))
    field = next(f for f in event.versions if f.field is Field.LOSSES)
    assert field.agreement == "disputed"
    told = {p: (s.low, s.high) for p in Policy if (s := summarise(event, p)).policy is p}
    assert told == {
        Policy.LOWEST: (12, 12),
        Policy.HIGHEST: (40, None),
        Policy.MEDIAN: (40, 40),
        Policy.RANGE: (12, None),
    }


def test_what_is_only_announced_makes_no_event(linker: Linker) -> None:
    report = Report("r")
    report.says("The army will storm Raqqa.", "attack", at="Raqqa", stance=Stance.INTENDED)
    assert linker.link([report.coded]).events == []


def test_twenty_random_orders_give_the_same_groups(linker: Linker) -> None:
    coded = [r.coded for r in (*_reprinted(), two_strikes(), akashat())]
    expected = {e.claims for e in linker.link(coded).events}
    chance = random.Random(5)
    for _ in range(20):
        chance.shuffle(coded)
        assert {e.claims for e in linker.link(coded).events} == expected
