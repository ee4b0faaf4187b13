"""Deciding: who may, on what, and how it is written down."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Self

from counterclaim.model import Act, Claim, Decision, Draft, Person, Role
from counterclaim.model.decision import ON_CLAIMS
from counterclaim.model.record import dump_bytes
from counterclaim.review.correcting import Correction, blank_claim, corrected
from counterclaim.review.lookups import Names
from counterclaim.store import StoredArticle, StoredClaim
from counterclaim.store.decided import Standing, coders_of, decided_claim, live
from counterclaim.store.decisions import DecisionFilter, DecisionWriter
from counterclaim.store.queue import QueueReader
from counterclaim.store.rulings import ClaimMark, event_change

_OF_CODERS = ON_CLAIMS | {Act.JOIN, Act.PART, Act.UNDO}


class ReviewError(ValueError):
    """A decision can't be made. The message says why and what to do.

    ReviewError
    ├── NothingThereError  what it is on isn't there
    ├── NotAllowedError    this person may not
    └── MeanwhileError     someone else decided on it since it was looked at
    """


class NothingThereError(ReviewError):
    """What is to be decided on isn't there, or isn't such that it can be."""


class NotAllowedError(ReviewError):
    """The person's role, or the blind coding of the article, doesn't allow it."""


class MeanwhileError(ReviewError):
    """The claim is another than the one that was looked at."""


@dataclass(frozen=True, slots=True)
class Looked:
    """A claim as one person sees it, in its article. ``blind`` where they code it without seeing
    the others."""

    stored: StoredArticle
    standing: Standing
    blind: bool

    @property
    def sentence(self) -> str:
        """The words of the claim's sentence."""
        return self.stored.article.wording(self.standing.claim.sentence)


def state_of(standing: Standing) -> str:
    """A short hash that is another when anything of the claim or of what was decided on it is."""
    decided = standing.decision.number if standing.decision is not None else 0
    told = dump_bytes(standing.claim) + f"|{decided}".encode()
    return sha256(told).hexdigest()[:16]


def may(person: Person, act: Act) -> bool:
    """Whether a person's role allows an act at all."""
    if person.role is Role.CURATOR:
        return True
    return person.role is Role.CODER and act in _OF_CODERS


class ReviewRoom:
    """Where decisions are made. Every method may raise :class:`ReviewError` or
    :class:`~counterclaim.store.StoreError`."""

    def __init__(self, reader: QueueReader, writer: DecisionWriter) -> None:
        self.reader = reader
        self._writer = writer

    @classmethod
    def open(cls, where: str) -> Self:
        """The room of the file or ``postgresql://`` address."""
        return cls(QueueReader.open(where), DecisionWriter.open(where))

    def close(self) -> None:
        """Lets go of the database."""
        self.reader.close()
        self._writer.close()

    def look(self, who: Person, article: str, claim: str) -> Looked:
        """A claim as ``who`` sees it."""
        return self._look(claim, *self.article(who, article))

    def _look(
        self, claim: str, stored: StoredArticle, standings: Sequence[Standing], blind: bool
    ) -> Looked:
        found = next((s for s in standings if s.claim.id == claim), None)
        if found is None and not blind:
            found = self._added_blind(stored, claim)
        if found is None:
            raise NothingThereError(f"{claim}: the article has no such claim; load the page again")
        return Looked(stored, found, blind)

    def _added_blind(self, stored: StoredArticle, claim: str) -> Standing | None:
        """A claim that one of those who code an article blind added, for a third to settle."""
        found = next((b for b in self.reader.ballots(stored) if b.claim.id == claim), None)
        return None if found is None else Standing(claim=found.claim, coded=found.coded)

    def article(self, who: Person, article: str) -> tuple[StoredArticle, list[Standing], bool]:
        """The newest version of an article with its claims as ``who`` sees them, rejected ones
        too, and whether they code it blind."""
        stored = self.reader.find_article(article)
        if stored is None or stored.article.id != article:
            raise NothingThereError(f"{article}: there is no such article")
        blind = who.name in self.coders(article)
        viewer = who.name if blind else None
        return stored, self.reader.standings(stored, viewer=viewer), blind

    def coders(self, article: str) -> tuple[str, ...]:
        """Who codes an article blind."""
        return coders_of(live(self.reader.decisions(DecisionFilter(article=article))))

    def decide(
        self,
        who: Person,
        act: Act,
        article: str,
        claim: str,
        *,
        seen: str | None = None,
        why: str | None = None,
    ) -> Decision:
        """Accepts or rejects a claim. ``seen`` is the :func:`state_of` what was looked at."""
        looked = self._look_to_decide(who, act, article, claim, seen)
        return self._add([_on_claim(who, act, looked, looked.standing.claim, why)])[0]

    def decide_all(
        self, who: Person, act: Act, claims: Iterable[tuple[str, str]], *, why: str | None = None
    ) -> list[Decision]:
        """Accepts or rejects many claims, all or none: pairs of an article's and a claim's id."""
        drafts = []
        articles: dict[str, tuple[StoredArticle, list[Standing], bool]] = {}
        for article, claim in dict.fromkeys(claims):
            _check_role(who, act)
            if article not in articles:
                articles[article] = self.article(who, article)
            looked = self._look(claim, *articles[article])
            if looked.blind:
                self._check_unsettled(article, claim)
            drafts.append(_on_claim(who, act, looked, looked.standing.claim, why))
        if not drafts:
            raise NothingThereError("no claim was chosen; mark some first")
        return self._add(drafts)

    def correct(
        self,
        who: Person,
        article: str,
        claim: str,
        wanted: Correction,
        names: Names,
        *,
        seen: str | None = None,
        why: str | None = None,
    ) -> Decision:
        """Keeps a claim as corrected; as accepted, where nothing was changed.

        Raises :class:`~counterclaim.review.CorrectionError`, too.
        """
        looked = self._look_to_decide(who, Act.CORRECT, article, claim, seen)
        before = looked.standing.claim
        after = corrected(before, looked.stored.article, wanted, names)
        act = Act.ACCEPT if after == before else Act.CORRECT
        return self._add([_on_claim(who, act, looked, after, why)])[0]

    def add(
        self,
        who: Person,
        article: str,
        wanted: Correction,
        names: Names,
        *,
        why: str | None = None,
    ) -> Decision:
        """Keeps a claim that the coder missed.

        Raises :class:`~counterclaim.review.CorrectionError`, too.
        """
        _check_role(who, Act.ADD)
        stored, standings, blind = self.article(who, article)
        if wanted.told is None:
            raise NothingThereError("choose the words that tell the event first")
        known = [s.claim.sentence for s in standings]
        blank = blank_claim(stored.article, wanted.told, known)
        after = corrected(blank, stored.article, wanted, names)
        draft = Draft(
            by=who.name,
            act=Act.ADD,
            subject=after.id,
            article=article,
            sentence=stored.article.wording(after.sentence),
            after=dump_bytes(after).decode(),
            why=why or None,
            blind=blind,
        )
        return self._add([draft])[0]

    def adopt(
        self, who: Person, article: str, claim: str, coder: str, *, why: str | None = None
    ) -> Decision:
        """Settles a claim as one of those who code its article blind has it."""
        _check_role(who, Act.ASSIGN)
        looked = self._look_to_decide(who, Act.ACCEPT, article, claim, None)
        if looked.blind:
            raise NotAllowedError("who codes an article doesn't settle it; ask a third")
        ballots = self.reader.ballots(looked.stored)
        vote = next((b.votes.get(coder) for b in ballots if b.claim.id == claim), None)
        if vote is None:
            raise NothingThereError(f"{coder} hasn't decided on this claim")
        after = decided_claim(vote)
        act = Act.CORRECT if vote.act is Act.ADD else vote.act
        return self._add([_on_claim(who, act, looked, after, why)])[0]

    def judge_link(
        self, who: Person, one: str, other: str, *, same: bool, why: str | None = None
    ) -> Decision:
        """Says that two claims tell the same happening, or that they don't."""
        act = Act.JOIN if same else Act.PART
        _check_role(who, act)
        marks = [_mark(self._claim(id_)) for id_ in (one, other)]
        if marks[0].claim == marks[1].claim:
            raise NothingThereError("a link is between two claims; name another")
        groups = [marks] if same else [[marks[0]], [marks[1]]]
        return self._add([_on_events(who, act, one, None, groups, why)])[0]

    def merge(self, who: Person, events: Sequence[str], *, why: str | None = None) -> Decision:
        """Makes several events one."""
        _check_role(who, Act.MERGE)
        before = {id_: self._claims_of(id_) for id_ in dict.fromkeys(events)}
        if len(before) < 2:
            raise NothingThereError("name another event to put this one together with")
        marks = [mark for claims in before.values() for mark in claims]
        return self._add([_on_events(who, Act.MERGE, events[0], before, [marks], why)])[0]

    def split(
        self, who: Person, event: str, away: Sequence[str], *, why: str | None = None
    ) -> Decision:
        """Makes an event two: these claims of it, and the rest."""
        _check_role(who, Act.SPLIT)
        marks = self._claims_of(event)
        groups = [[m for m in marks if m.claim in away], [m for m in marks if m.claim not in away]]
        if not all(groups):
            raise NothingThereError("mark some of the event's claims, not all and not none of them")
        return self._add([_on_events(who, Act.SPLIT, event, {event: marks}, groups, why)])[0]

    def discount(self, who: Person, event: str, *, why: str | None) -> Decision:
        """Throws an event out, for a reason."""
        _check_role(who, Act.DISCOUNT)
        if not (why or "").strip():
            raise NothingThereError("say why the event is thrown out: the reason is shown with it")
        marks = self._claims_of(event)
        return self._add([_on_events(who, Act.DISCOUNT, event, {event: marks}, [marks], why)])[0]

    def assign(
        self, who: Person, article: str, coders: Sequence[str], *, why: str | None = None
    ) -> Decision:
        """Gives an article to people to code without seeing each other's decisions."""
        _check_role(who, Act.ASSIGN)
        names = list(dict.fromkeys(name.strip() for name in coders if name.strip()))
        if len(names) < 2:
            raise NothingThereError("name two people or more; one alone agrees with nobody")
        stored = self.reader.find_article(article)
        if stored is None:
            raise NothingThereError(f"{article}: there is no such article")
        draft = Draft(
            by=who.name,
            act=Act.ASSIGN,
            subject=stored.article.id,
            article=stored.article.id,
            after=json.dumps({"coders": names}),
            why=why or None,
        )
        return self._add([draft])[0]

    def undo(self, who: Person, number: int, *, why: str | None = None) -> Decision:
        """Takes a decision back. It stays on record, and undoing the undoing brings it back."""
        _check_role(who, Act.UNDO)
        found = self.reader.find_decision(number)
        if found is None:
            raise NothingThereError(f"there is no decision {number}")
        if found.by != who.name and who.role is not Role.CURATOR:
            raise NotAllowedError(f"decision {number} is {found.by}'s; a curator can undo it")
        holding = live(self.reader.decisions(DecisionFilter(subject=found.subject)))
        if found.act is not Act.UNDO and found not in holding:
            raise NothingThereError(f"decision {number} is undone already")
        draft = Draft(
            by=who.name,
            act=Act.UNDO,
            subject=found.subject,
            article=found.article,
            sentence=found.sentence,
            before=found.after,
            after=found.before,
            why=why or None,
            blind=found.blind,
            undoes=number,
        )
        return self._add([draft])[0]

    def last_of(self, who: Person) -> Decision | None:
        """The last decision of a person that still holds."""
        own = self.reader.decisions(DecisionFilter(by=who.name))
        undoing = self.reader.decisions(DecisionFilter(act=Act.UNDO))
        known = {d.number: d for d in (*own, *undoing)}
        holding = live(known[number] for number in sorted(known))
        return next((d for d in reversed(holding) if d.by == who.name), None)

    def _look_to_decide(
        self, who: Person, act: Act, article: str, claim: str, seen: str | None
    ) -> Looked:
        _check_role(who, act)
        looked = self.look(who, article, claim)
        if looked.blind:
            self._check_unsettled(article, claim)
        if seen and seen != state_of(looked.standing):
            by = looked.standing.decision
            told = f"{by.by} decided on it" if by is not None else "it was coded again"
            raise MeanwhileError(
                f"{told} meanwhile; load the page again and look at it as it is now"
            )
        return looked

    def _check_unsettled(self, article: str, claim: str) -> None:
        holding = live(self.reader.decisions(DecisionFilter(article=article)))
        since = max(d.number for d in holding if d.act is Act.ASSIGN)
        settled = [d for d in holding if d.subject == claim and not d.blind and d.number > since]
        if settled:
            raise NotAllowedError(
                f"{settled[-1].by} has settled this claim; it is closed to coders"
            )

    def _claim(self, claim: str) -> StoredClaim:
        found = self.reader.find_claim(claim)
        if found is None:
            raise NothingThereError(f"{claim}: there is no such claim")
        return found

    def _claims_of(self, event: str) -> list[ClaimMark]:
        found = self.reader.find_event(event)
        if found is None:
            raise NothingThereError(f"{event}: there is no such event; it may have changed")
        return [_mark(self._claim(id_)) for id_ in found.claims]

    def _add(self, drafts: Sequence[Draft]) -> list[Decision]:
        return self._writer.add(drafts)


def _check_role(who: Person, act: Act) -> None:
    if not may(who, act):
        raise NotAllowedError(f"a {who.role.value} can't {act.value}; ask a curator")


def _on_claim(who: Person, act: Act, looked: Looked, after: Claim, why: str | None) -> Draft:
    return Draft(
        by=who.name,
        act=act,
        subject=looked.standing.claim.id,
        article=looked.stored.article.id,
        sentence=looked.sentence,
        before=dump_bytes(looked.standing.claim).decode(),
        after=None if act is Act.REJECT else dump_bytes(after).decode(),
        why=why or None,
        blind=looked.blind,
    )


def _on_events(
    who: Person,
    act: Act,
    subject: str,
    before: dict[str, list[ClaimMark]] | None,
    groups: Sequence[Sequence[ClaimMark]],
    why: str | None,
) -> Draft:
    was = {id_: [mark.claim for mark in marks] for id_, marks in (before or {}).items()}
    return Draft(
        by=who.name,
        act=act,
        subject=subject,
        before=json.dumps({"events": was}) if was else None,
        after=event_change(groups),
        why=why or None,
    )


def _mark(stored: StoredClaim) -> ClaimMark:
    return ClaimMark(stored.claim.id, stored.article.id, stored.sentence, stored.claim.kind)
