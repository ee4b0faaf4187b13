"""The ledger of who holds what."""

from datetime import date

from counterclaim.linking.control import ledger, notices, who_held
from counterclaim.linking.linker import Linker
from counterclaim.model import Holding, Stance

from .linking_reports import Report, speaker


def gains(id_: str, by: str, on: str, *, to: str = "islamic-state", **more: object) -> Report:
    report = Report(id_, published=on)
    report.says(
        f"{by} took Raqqa from {to}.", "territory-gained", by=[by], to=[to], at="Raqqa", on=on,
        **more,  # type: ignore[arg-type]
    )  # fmt: skip
    return report


def test_a_day_between_two_tellings_is_held_and_one_after_the_last_is_not(linker: Linker) -> None:
    reports = [
        gains("a", "islamic-state", "2014-01-12", to="ahrar-al-sham"),
        gains("b", "syrian-democratic-forces", "2017-10-17"),
    ]
    found = [n for r in reports for n in notices(r.coded, linker.sides)]
    spans = ledger(found, linker.sides)

    def held(day: str) -> dict[str, Holding]:
        answers = who_held(spans, date.fromisoformat(day))
        return {a.span.holder: a.holding for a in answers}

    assert held("2013-01-01") == {}
    assert held("2015-06-01") == {"islamic-state": Holding.BRACKETED}
    assert held("2017-10-17")["syrian-democratic-forces"] is Holding.TOLD
    assert held("2018-01-01") == {"syrian-democratic-forces": Holding.LAST_TOLD}


def test_a_denied_capture_is_contested(linker: Linker) -> None:
    denied = gains(
        "b", "syrian-democratic-forces", "2017-10-17", stance=Stance.DENIED,
        sources=[speaker("islamic-state")],
    )  # fmt: skip
    reports = [gains("a", "syrian-democratic-forces", "2017-10-17"), denied]
    found = [n for r in reports for n in notices(r.coded, linker.sides)]
    spans = {s.holder: s for s in ledger(found, linker.sides)}
    assert spans["syrian-democratic-forces"].contested
    assert "islamic-state denies it" in spans["syrian-democratic-forces"].reason


def test_a_part_and_its_whole_hold_a_place_together(linker: Linker) -> None:
    reports = [gains("a", "tiger-forces", "2017-08-01"), gains("b", "sy-army", "2017-08-02")]
    found = [n for r in reports for n in notices(r.coded, linker.sides)]
    holders = {s.holder for s in ledger(found, linker.sides)}
    assert len(holders & {"tiger-forces", "sy-army"}) == 1
