"""The actor registry's data files, read and checked.

Two forms: ``actors/*.yaml`` (one entry an actor) and ``actors/countries.csv`` (one row a state,
from which :func:`state_actors` makes the state, its government, armed forces, air force, navy,
police and nationals). Every problem names file, line and entry.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from counterclaim.codebook.tables import CodebookError
from counterclaim.model import Actor, ActorType, Link, PartialDate, ZonedName
from counterclaim.model.dates import parse_partial

_COUNTRIES = "actors/countries.csv"
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")


def _dated(value: object) -> PartialDate | None:
    return None if value is None else parse_partial(str(value))


Dated = Annotated[PartialDate | None, BeforeValidator(_dated)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", arbitrary_types_allowed=True, populate_by_name=True)


class _LinkEntry(_Strict):
    actor: str
    since: Dated = None
    until: Dated = None

    def link(self) -> Link:
        return Link(actor=self.actor, since=self.since, until=self.until)


class _ActorEntry(_Strict):
    id: str
    name: str
    type: ActorType
    names: list[str] = []
    arabic: list[str] = []
    ambiguous: list[str] = []
    context: list[str] = []
    country: str | None = None
    wikidata: str | None = None
    since: Dated = None
    until: Dated = None
    part_of: list[_LinkEntry] = []
    allied_with: list[_LinkEntry] = []
    opposed_to: list[_LinkEntry] = []
    backed_by: list[_LinkEntry] = []
    successor_of: list[_LinkEntry] = []
    source: str | None = None

    def actor(self) -> Actor:
        return Actor(
            id=self.id,
            name=self.name,
            names=_zoned(self.name, self.names, self.arabic, self.ambiguous),
            type=self.type,
            country=self.country,
            wikidata=self.wikidata,
            since=self.since,
            until=self.until,
            part_of=_links(self.part_of),
            allied_with=_links(self.allied_with),
            opposed_to=_links(self.opposed_to),
            backed_by=_links(self.backed_by),
            successor_of=_links(self.successor_of),
            source=self.source,
            context=tuple(self.context),
        )


class _Extension(_Strict):
    extends: str
    names: list[str] = []
    arabic: list[str] = []
    ambiguous: list[str] = []
    part_of: list[_LinkEntry] = []
    allied_with: list[_LinkEntry] = []
    opposed_to: list[_LinkEntry] = []
    backed_by: list[_LinkEntry] = []
    source: str | None = None


@dataclass(frozen=True, slots=True)
class _Located:
    file: str
    line: int
    value: dict[str, Any]

    def error(self, problem: str) -> CodebookError:
        label = self.value.get("id") or self.value.get("extends") or "entry without id"
        return CodebookError(self.file, f"line {self.line}, {label}", problem)


def _links(entries: Iterable[_LinkEntry]) -> tuple[Link, ...]:
    return tuple(entry.link() for entry in entries)


def _zoned(
    name: str, names: Iterable[str], local: Iterable[str], ambiguous: Iterable[str]
) -> tuple[ZonedName, ...]:
    doubtful = list(ambiguous)
    out: dict[str, ZonedName] = {}
    for text in [name, *names]:
        if text not in doubtful:
            out.setdefault(text, ZonedName(text=text, script="latin"))
    for text in local:
        out.setdefault(text, ZonedName(text=text, script="local"))
    for text in doubtful:
        out.setdefault(text, ZonedName(text=text, script="latin", ambiguous=True))
    return tuple(out.values())


_RENAMED = {"from": "since", "to": "until"}


def _renamed(value: object) -> object:
    """``from`` and ``to`` of the files are ``since`` and ``until`` in the records."""
    if isinstance(value, dict):
        return {_RENAMED.get(k, k): _renamed(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_renamed(v) for v in value]
    return value


def _located(text: str, file: str) -> Iterator[_Located]:
    """Entries of one YAML file with the line that each starts on."""
    loader = yaml.CSafeLoader(text)
    try:
        node = loader.get_single_node()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        entry = f"line {mark.line + 1}" if mark is not None else None
        problem = getattr(error, "problem", None) or error
        raise CodebookError(file, entry, f"is no YAML ({problem})") from error
    if node is None:
        return
    if not isinstance(node, yaml.SequenceNode):
        raise CodebookError(file, None, "must be a list of entries, each starting with '- id:'")
    for item in node.value:
        value = loader.construct_object(item, deep=True)
        line = item.start_mark.line + 1
        if not isinstance(value, dict):
            raise CodebookError(file, f"line {line}", f"an entry must be a mapping, got {value!r}")
        renamed = _renamed(value)
        assert isinstance(renamed, dict)
        yield _Located(file, line, renamed)


def _validated[T: BaseModel](model: type[T], entry: _Located) -> T:
    try:
        return model.model_validate(entry.value)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise entry.error(f"{where}: {first['msg']} (got {first['input']!r})") from error


_PARTS: tuple[tuple[str, ActorType, str], ...] = (
    ("state", ActorType.STATE, ""),
    ("government", ActorType.GOVERNMENT, "government"),
    ("army", ActorType.MILITARY, "army"),
    ("air-force", ActorType.MILITARY, "air force"),
    ("navy", ActorType.MILITARY, "navy"),
    ("police", ActorType.POLICE, "police"),
)
_PART_NAMES = {
    "government": ("government", "regime", "authorities", "administration", "officials"),
    "army": (
        "army",
        "military",
        "armed forces",
        "forces",
        "troops",
        "soldiers",
        "security forces",
        "army forces",
        "military forces",
        "ground forces",
        "army troops",
        "army soldiers",
        "defense forces",
        "defence forces",
    ),
    "air-force": (
        "air force",
        "air forces",
        "warplanes",
        "warplane",
        "jets",
        "aircraft",
        "fighter jets",
        "planes",
        "aviation",
        "helicopters",
    ),
    "navy": ("navy", "naval forces", "warships"),
    "police": ("police", "police forces"),
}


def _split(cell: str | None) -> list[str]:
    return [part.strip() for part in (cell or "").split("|") if part.strip()]


def state_actors(rows: Iterable[dict[str, str]]) -> Iterator[Actor]:
    """The actors that each state has by template.

    The rows are those of ``countries.csv``. A capital and other metonyms stand for the government
    but are ambiguous: "Damascus said" is the government, "in Damascus" is the city; grammar
    decides where the name stands.
    """
    for row in rows:
        yield from _of_state(row)


def _of_state(row: dict[str, str]) -> Iterator[Actor]:
    code = row["iso2"].upper()
    slug = code.lower()
    name = row["name"]
    adjectives = _split(row["adjective"])
    heads = [*adjectives, *_possessives([name, *_split(row["other_names"])])]
    for part, kind, words in _PARTS:
        if part == "state":
            names = [name, *_split(row["other_names"])]
            doubtful: list[str] = []
            local = _split(row.get("arabic"))
            label = name
        else:
            label = f"{adjectives[0] if adjectives else name} {words}"
            names = [f"{head} {noun}" for head in heads for noun in _PART_NAMES[part]]
            names += _of_forms(part, [name, *_split(row["other_names"])])
            doubtful = []
            if part == "government":
                doubtful = [*_split(row["capital"])]
                names += _split(row.get("metonyms"))
            local = []
        yield Actor(
            id=f"{slug}-{part}",
            name=label,
            names=_zoned(label, names, local, doubtful),
            type=kind,
            country=code,
            wikidata=row.get("wikidata") or None if part == "state" else None,
            part_of=() if part == "state" else (Link(actor=f"{slug}-state"),),
            source=row.get("source") or None,
        )
    plural = _split(row["demonym_plural"])
    if plural:
        known = {name, *_split(row["other_names"]), *plural}
        adjective = [word for word in adjectives[:1] if word not in known]
        nationals = [*plural, *_split(row["demonym_singular"]), *adjective]
        yield Actor(
            id=f"{slug}-nationals",
            name=plural[0],
            names=_zoned(plural[0], nationals, [], []),
            type=ActorType.CIVILIANS,
            country=code,
            source=row.get("source") or None,
        )


def _possessives(names: Iterable[str]) -> list[str]:
    return [f"{name}'s" for name in names]


def _of_forms(part: str, names: Iterable[str]) -> list[str]:
    if part != "government":
        return []
    return [f"{word} of {name}" for name in names for word in ("government", "regime")]


def _country_rows(folder: Traversable) -> Iterator[dict[str, str]]:
    table = folder / "countries.csv"
    lines = table.read_text(encoding="utf-8").splitlines()
    for number, row in enumerate(csv.DictReader(lines), start=2):
        if not row.get("iso2") or not row.get("name"):
            raise CodebookError(_COUNTRIES, f"line {number}", "iso2 and name must be filled")
        yield row


def _shipped_entries(folder: Traversable) -> Iterator[_Located]:
    for file in sorted(folder.iterdir(), key=lambda item: item.name):
        if file.name.endswith(".yaml"):
            yield from _located(file.read_text(encoding="utf-8"), f"actors/{file.name}")


def _extended(actor: Actor, extension: _Extension) -> Actor:
    names = _zoned(
        actor.name,
        [
            *(n.text for n in actor.names if n.script == "latin" and not n.ambiguous),
            *extension.names,
        ],
        [*(n.text for n in actor.names if n.script == "local"), *extension.arabic],
        [*(n.text for n in actor.names if n.ambiguous), *extension.ambiguous],
    )
    return replace(
        actor,
        names=names,
        part_of=actor.part_of + _links(extension.part_of),
        allied_with=actor.allied_with + _links(extension.allied_with),
        opposed_to=actor.opposed_to + _links(extension.opposed_to),
        backed_by=actor.backed_by + _links(extension.backed_by),
    )


def _add(actors: dict[str, Actor], entry: _Located, *, override: bool) -> None:
    if "extends" in entry.value:
        extension = _validated(_Extension, entry)
        if extension.extends not in actors:
            raise entry.error(f"extends an actor that isn't there: {extension.extends}")
        actors[extension.extends] = _extended(actors[extension.extends], extension)
        return
    made = _validated(_ActorEntry, entry)
    if not _SLUG.match(made.id):
        raise entry.error("id must be lower-case letters, digits and single hyphens")
    if made.id in actors and not override:
        raise entry.error("this id is taken; ids must be unique")
    if made.since and made.until and made.since.start and made.until.end:  # noqa: SIM102
        if made.since.start > made.until.end:
            raise entry.error("'from' is later than 'to'")
    actors[made.id] = made.actor()


def _check_links(actors: dict[str, Actor], entries: Iterable[_Located]) -> None:
    for entry in entries:
        for field in ("part_of", "allied_with", "opposed_to", "backed_by", "successor_of"):
            for link in entry.value.get(field) or ():
                if link["actor"] not in actors:
                    raise entry.error(f"{field} names an actor that isn't there: {link['actor']}")


def load_actors(extra: Path | None = None) -> dict[str, Actor]:
    """All actors by id; ``extra`` is a user's own YAML file, which may add and override.

    Raises :class:`CodebookError` naming file, line and entry.
    """
    if extra is None:
        return dict(_shipped())
    return {**_shipped(), **user_actors(extra, _shipped())}


def user_actors(path: Path, shipped: Mapping[str, Actor]) -> dict[str, Actor]:
    """The actors that a user's own YAML file adds or changes, on top of the ``shipped`` ones.

    Raises :class:`CodebookError` naming file, line and entry.
    """
    actors = dict(shipped)
    entries = list(_user_entries(path))
    for entry in entries:
        _add(actors, entry, override=True)
    _check_links(actors, entries)
    return {id_: actor for id_, actor in actors.items() if shipped.get(id_) is not actor}


def _user_entries(path: Path) -> Iterator[_Located]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CodebookError(str(path), None, f"can't be read ({error})") from error
    yield from _located(text, str(path.resolve()))


@cache
def _shipped() -> dict[str, Actor]:
    folder = files("counterclaim.codebook") / "data" / "actors"
    actors = {actor.id: actor for actor in state_actors(_country_rows(folder))}
    entries = sorted(_shipped_entries(folder), key=lambda entry: "extends" in entry.value)
    for entry in entries:
        _add(actors, entry, override=False)
    _check_links(actors, entries)
    return actors
