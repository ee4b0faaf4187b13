"""Coded articles -> reprints, links, events: the whole of linking in one place."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from counterclaim.linking.account import Account, accounts_of
from counterclaim.linking.actors import Sides
from counterclaim.linking.blocking import article_pairs, block_pairs, keys_of
from counterclaim.linking.carry import carry
from counterclaim.linking.events import make_event, with_links
from counterclaim.linking.grouping import components, group
from counterclaim.linking.ids import Group, name_groups
from counterclaim.linking.reprints import find_reprints
from counterclaim.linking.rulings import NO_RULINGS, Rulings
from counterclaim.linking.same_event import Judge, Link
from counterclaim.linking.told import Told
from counterclaim.linking.where import Grounds
from counterclaim.model import Article, Claim, CodedArticle
from counterclaim.model.event import Event, Reprint, Trace
from counterclaim.names.gazetteer import Gazetteer
from counterclaim.names.registry import Registry


@dataclass(frozen=True, slots=True)
class Linked:
    """What linking some articles gave."""

    reprints: Mapping[str, Reprint]
    links: Sequence[Link]
    events: Sequence[Event]
    traces: Sequence[Trace] = field(default=())


@dataclass(frozen=True, slots=True)
class Grouped:
    """The groups of claims that tell one happening each, and what they were made from."""

    reprints: Mapping[str, Reprint]
    links: Sequence[Link]
    told: Mapping[str, Told]
    groups: Sequence[Group]


class Linker:
    """Links coded articles. Holds the registry and, where there is one, the gazetteer."""

    def __init__(self, registry: Registry, gazetteer: Gazetteer | None = None) -> None:
        self.sides = Sides(registry)
        self.grounds = Grounds(gazetteer)
        self.judge = Judge(self.sides, self.grounds)

    def accounts(
        self, coded: CodedArticle, *, original: Article | None = None, superseded: bool = False
    ) -> list[Account]:
        """The claims of one article made ready, with what they take from their neighbours."""
        plain = accounts_of(coded, self.sides, original=original, superseded=superseded)
        spans = {claim.id: claim.sentence for claim in coded.claims}
        text = coded.article.text
        return carry(plain, [spans[account.id].of(text) for account in plain])

    def links_within(self, accounts: Sequence[Account]) -> list[Link]:
        """The links between claims of one article."""
        found = (self.judge.link(a, b) for a, b in article_pairs(accounts))
        return [link for link in found if link is not None]

    def links_between(self, accounts: Sequence[Account]) -> list[Link]:
        """The links between claims of different articles."""
        keys = (keys_of(account, self.grounds) for account in accounts)
        out = []
        for n, m in block_pairs(keys):
            one, other = accounts[n], accounts[m]
            if one.article != other.article and (link := self.judge.link(one, other)) is not None:
                out.append(link)
        return out

    def groups(
        self,
        accounts: Mapping[str, Account],
        links: Iterable[Link],
        rulings: Rulings = NO_RULINGS,
    ) -> list[Group]:
        """The groups of claims that tell one happening each, those of one claim too. The links are
        as :meth:`Rulings.links` gives them."""
        out: list[Group] = []
        linked: set[str] = set()
        for part in components(links):
            inside = {id_: accounts[id_] for link in part for id_ in (link.one, link.other)}
            linked.update(inside)
            out += group(inside, part, self.judge.forbidden, rulings)
        return sorted([*out, *((id_,) for id_ in accounts if id_ not in linked)])

    def events(
        self,
        groups: Mapping[Group, str],
        told: Mapping[str, Told],
        links: Sequence[Link],
        rulings: Rulings = NO_RULINGS,
    ) -> Iterator[Event]:
        """The events of named groups, by id. What was only ever intended makes none."""
        by_claim: dict[str, list[Link]] = {}
        for link in links:
            by_claim.setdefault(link.one, []).append(link)
        for members, id_ in sorted(groups.items(), key=lambda item: item[1]):
            inside = [told[claim] for claim in members]
            if any(t.account.happened for t in inside):
                near = [link for claim in members for link in by_claim.get(claim, ())]
                linked = with_links(inside, near)
                thrown_out = rulings.why_thrown_out(members)
                yield make_event(id_, linked, self.sides, self.grounds, thrown_out=thrown_out)

    def link(
        self, coded: Iterable[CodedArticle], *, before: Mapping[str, str] | None = None
    ) -> Linked:
        """Everything at once: for a batch, a test, a benchmark. ``before`` maps claims to the ids
        of the events that they were in."""
        found = self.group(coded)
        named, traces = name_groups(found.groups, before or {}, founding(found.told))
        events = list(self.events(named, found.told, found.links))
        return Linked(found.reprints, found.links, events, traces)

    def group(self, coded: Iterable[CodedArticle]) -> Grouped:
        """The first half of :meth:`link`: reprints, links and groups."""
        articles = {c.article.id: c for c in sorted(coded, key=lambda c: c.article.id)}
        texts = {id_: c.article for id_, c in articles.items()}
        reprints = find_reprints(texts)
        told: dict[str, Told] = {}
        links: list[Link] = []
        for id_, c in articles.items():
            reprint = reprints.get(id_)
            original = texts[reprint.original] if reprint is not None else None
            accounts = self.accounts(c, original=original)
            links += self.links_within(accounts)
            told |= _told(c, accounts)
        ready = [t.account for t in told.values()]
        links += self.links_between(ready)
        groups = self.groups({a.id: a for a in ready}, links)
        return Grouped(reprints, links, told, groups)


def _told(coded: CodedArticle, accounts: Sequence[Account]) -> dict[str, Told]:
    claims: dict[str, Claim] = {claim.id: claim for claim in coded.claims}
    return {a.id: Told(claims[a.id], coded.article, a) for a in accounts}


def founding(told: Mapping[str, Told]) -> dict[str, tuple[str, str]]:
    """What founds an event: the claim that came out first, then the one of the smallest id."""
    return {id_: (str(t.published or "9999"), id_) for id_, t in told.items()}
