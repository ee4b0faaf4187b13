"""The chain of decisions, and what claims say as values."""

import json
from dataclasses import replace
from hashlib import sha256

from counterclaim.model import Act, Decision
from counterclaim.model.decision import FIRST_PREVIOUS

ONE = Decision(
    by="Åsa", act=Act.REJECT, subject="c-1", article="a", sentence="It rained.", before="{}",
    number=1, at="2026-11-24T12:00:00+00:00", previous=FIRST_PREVIOUS,
)  # fmt: skip


def test_the_digest_is_what_the_documentation_says() -> None:
    fields = [
        "Åsa", "reject", "c-1", "a", "It rained.", "{}", None, None, False, None,
        1, "2026-11-24T12:00:00+00:00", FIRST_PREVIOUS,
    ]  # fmt: skip
    told = json.dumps(fields, separators=(",", ":"), ensure_ascii=True)
    assert ONE.digest == sha256(told.encode()).hexdigest()


def test_every_field_counts() -> None:
    others = [
        replace(ONE, by="Ask"), replace(ONE, act=Act.ACCEPT), replace(ONE, why="because"),
        replace(ONE, blind=True), replace(ONE, number=2), replace(ONE, sentence="It snowed."),
        replace(ONE, previous="1" * 64), replace(ONE, undoes=1),
    ]  # fmt: skip
    assert len({ONE.digest, *(other.digest for other in others)}) == len(others) + 1
