"""The shipped registry in a form that loads in a moment.

Reading and checking the registry's YAML and folding its names takes seconds. What comes out is
kept as one JSON file in the user's cache folder, under a hash of everything that it is made from,
so that a change of the data or of the folding makes a new one. A cache that can't be read or
written is no fault: the registry is then compiled anew.
"""

import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

from counterclaim.model import Actor, ActorType, DatePrecision, Link, PartialDate, ZonedName
from counterclaim.names.words import name_keys

Row = tuple[str, str, bool]
"""An actor's id, one of its names, and whether this name is ambiguous."""

_KEPT = 4
_LINKS = ("part_of", "allied_with", "opposed_to", "backed_by", "successor_of")


@dataclass(frozen=True, slots=True)
class Compiled:
    """All actors, and the rows of every name under its folded words with single spaces; the
    beginnings of longer names have an empty list."""

    actors: Mapping[str, Actor]
    index: dict[str, list[Row]]


def compile_actors(actors: Mapping[str, Actor]) -> Compiled:
    """Index actors by their names."""
    index: dict[str, list[Row]] = {}
    for actor in actors.values():
        add_names(index, actor)
    return Compiled(actors, index)


def add_names(index: dict[str, list[Row]], actor: Actor) -> None:
    """Put an actor's names into an index."""
    for name in actor.names:
        keys = name_keys(name.text)
        if not keys or not all(keys):
            continue
        for size in range(1, len(keys)):
            index.setdefault(" ".join(keys[:size]), [])
        index.setdefault(" ".join(keys), []).append((actor.id, name.text, name.ambiguous))


def remove_names(index: dict[str, list[Row]], actor: Actor) -> None:
    """Take an actor's names out of an index."""
    for key in {" ".join(name_keys(name.text)) for name in actor.names}:
        if key in index:
            index[key] = [row for row in index[key] if row[0] != actor.id]


def load_compiled() -> Compiled:
    """The shipped registry, from the cache where it is there. Raises ``CodebookError``."""
    path = cache_folder() / f"actors-{_fingerprint()}.json"
    kept = _read(path)
    if kept is not None:
        return kept
    from counterclaim.codebook.actors import load_actors

    made = compile_actors(load_actors())
    with suppress(OSError):
        _write(path, made)
    return made


def cache_folder() -> Path:
    """The folder for what can be made anew at any time (not created)."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
        return base / "counterclaim" / "Cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "counterclaim"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "counterclaim"


def _fingerprint() -> str:
    """A hash of the data and of the code that the compiled form depends on."""
    package = files("counterclaim")
    data = package / "codebook" / "data" / "actors"
    sources = sorted(data.iterdir(), key=lambda item: item.name)
    sources += [package / "codebook" / "actors.py", package / "model" / "actor.py"]
    sources += [package / "codebook" / "data" / "names.yaml"]
    sources += [package / "names" / f"{name}.py" for name in ("compiled", "words", "spelling")]
    digest = hashlib.sha256()
    for source in sources:
        if source.is_file():
            content = source.read_bytes()
            digest.update(f"{source.name} {len(content)}\n".encode())
            digest.update(content)
    return digest.hexdigest()[:24]


def _read(path: Path) -> Compiled | None:
    try:
        stored = json.loads(path.read_bytes())
        return Compiled(StoredActors(stored["actors"]), stored["index"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _write(path: Path, made: Compiled) -> None:
    """Write whole or not at all; older files beyond a few are removed."""
    content = {
        "actors": {actor.id: _record(actor) for actor in made.actors.values()},
        "index": made.index,
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False, encoding="utf-8") as new:
        json.dump(content, new, ensure_ascii=False, separators=(",", ":"))
    Path(new.name).replace(path)
    others = sorted(path.parent.glob("actors-*.json"), key=lambda p: p.stat().st_mtime)
    for old in others[:-_KEPT]:
        old.unlink(missing_ok=True)


def _record(actor: Actor) -> dict[str, Any]:
    record: dict[str, Any] = {
        "name": actor.name,
        "names": [(n.text, n.script, n.ambiguous) for n in actor.names],
        "type": actor.type.value,
        "country": actor.country,
        "wikidata": actor.wikidata,
        "source": actor.source,
        "context": actor.context,
        "dates": [_dated(actor.since), _dated(actor.until)],
    }
    for field in _LINKS:
        links: Iterable[Link] = getattr(actor, field)
        record[field] = [(li.actor, _dated(li.since), _dated(li.until)) for li in links]
    return record


def _dated(day: PartialDate | None) -> tuple[str, str, str] | None:
    if day is None or day.start is None or day.end is None:
        return None
    return day.start.isoformat(), day.end.isoformat(), day.precision.value


class StoredActors(Mapping[str, Actor]):
    """Actors made from their stored records when they are first asked for."""

    def __init__(self, records: dict[str, dict[str, Any]]) -> None:
        self._records = records
        self._made: dict[str, Actor] = {}

    def __getitem__(self, actor_id: str) -> Actor:
        made = self._made.get(actor_id)
        if made is None:
            made = self._made[actor_id] = _actor(actor_id, self._records[actor_id])
        return made

    def __iter__(self) -> Iterator[str]:
        return iter(self._records)

    def __len__(self) -> int:
        return len(self._records)


def _actor(actor_id: str, record: dict[str, Any]) -> Actor:
    since, until = record["dates"]
    links = {field: tuple(map(_link, record[field])) for field in _LINKS}
    return Actor(
        id=actor_id,
        name=record["name"],
        names=tuple(ZonedName(text=t, script=s, ambiguous=a) for t, s, a in record["names"]),
        type=ActorType(record["type"]),
        country=record["country"],
        wikidata=record["wikidata"],
        source=record["source"],
        context=tuple(record["context"]),
        since=_day(since),
        until=_day(until),
        **links,
    )


def _link(stored: tuple[str, Any, Any]) -> Link:
    actor, since, until = stored
    return Link(actor=actor, since=_day(since), until=_day(until))


def _day(stored: tuple[str, str, str] | None) -> PartialDate | None:
    if stored is None:
        return None
    start, end, precision = stored
    return PartialDate(date.fromisoformat(start), date.fromisoformat(end), DatePrecision(precision))
