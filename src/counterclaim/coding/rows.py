"""The members of a row of people counted one by one, where the parse lost some of them.

"Killing nine children and 14 others", "200 defectors, 90 soldiers and 80 civilians were killed":
the order of the words tells what the parse of a text without commas doesn't.
"""

from collections.abc import Sequence

from spacy.tokens import Token

from counterclaim.coding.numbers import Quantity
from counterclaim.coding.syntax import conjuncts, first_conjunct
from counterclaim.coding.view import View

_REACH = 12
_HARMED = frozenset({"injured", "wounded", "killed", "dead", "hurt", "missing", "captured"})
_ENDS = frozenset({"including", "among", "when", "while", "after", "as", ";", "but", "that"})


def counted_behind(view: View, verb: Token, heads: Sequence[Token]) -> list[Token]:
    """The people counted behind "and" after a verb's object, up to the next verb."""
    last = max((h.i for h in heads), default=-1)
    if last <= verb.i:
        return []
    out: list[Token] = []
    for token in verb.doc[last + 1 : last + 1 + _REACH]:
        if token.lower_ in _ENDS or (_tells(token) and token.lower_ not in _HARMED):
            break
        if token.dep_ != "cc" and token.lower_ != "and":
            continue
        counted = _counted(view, token)
        if counted is not None and all(counted.i != h.i for h in heads):
            out.append(counted)
    return out


def counted_before(view: View, heads: Sequence[Token]) -> list[Token]:
    """The people counted right before the first of a verb's subjects, joined by a comma."""
    out: list[Token] = []
    at = heads[0] if heads and view.quantity(heads[0]) is None else None
    while at is not None and (member := _joined_before(view, at)) is not None:
        out.insert(0, member)
        at = member
    return [m for m in out if all(m.i != h.i for h in heads)]


def respective(view: View, place: Token) -> Quantity | None:
    """ "Strikes on Hass and Ariha killed 12 and 7 people respectively": the number of one place."""
    if not any(t.lower_ == "respectively" for t in place.doc):
        return None
    row = [t.i for t in conjuncts(first_conjunct(place))]
    numbers = [q for t in place.doc if (q := view.quantity(t)) is not None]
    if len(numbers) == len(row) > 1 and place.i in row:
        return numbers[row.index(place.i)]
    return None


def counted_at(view: View, place: Token) -> Quantity | None:
    """ "Killed 54, including nine in Ansari and five in Marja": the number told of one place."""
    doc = place.doc
    if not any(t.lower_ == "including" for t in doc[: place.i]):
        return None
    at = place.i - 1
    while at > 0 and place.i - at <= _REACH // 2 and doc[at].lower_ != "in":
        at -= 1
    if at <= 0 or doc[at].lower_ != "in":
        return None
    near = [q for t in doc[max(0, at - 2) : at] if (q := view.quantity(t)) is not None]
    return near[-1] if near else None


def _joined_before(view: View, head: Token) -> Token | None:
    numbers = [t.i for t in head.lefts if view.quantity(t) is not None]
    first = min(numbers, default=None)
    if first is None or first < 2 or head.doc[first - 1].text not in {",", "and"}:
        return None
    member = head.doc[first - 2]
    counted = any(view.quantity(c) is not None for c in member.children)
    return member if counted and view.is_people(member) else None


def _counted(view: View, conjunction: Token) -> Token | None:
    """The noun, or else the number, that "and" adds to the row."""
    number = next(iter(conjunction.doc[conjunction.i + 1 : conjunction.i + 2]), None)
    if number is None or view.quantity(number) is None:
        return None
    behind = number.doc[number.i + 1 : number.i + 4]
    if any(t.lower_ in _HARMED for t in behind):
        return None
    noun = next((t for t in behind if view.is_people(t) or t.lower_ == "others"), None)
    return noun if noun is not None and view.quantity(noun) is None else None


def _tells(token: Token) -> bool:
    return token.pos_ in {"VERB", "AUX"} and token.dep_ not in {"acl", "amod", "relcl"}
