"""The records as JSON: what ``code --jsonl`` writes, the store keeps and ``schema`` describes.

Keys and their order are the fields of the records. Spans are ``[start, end]``, dates ISO 8601,
unknown is ``null`` or ``[]``. ``mentions``, ``attributions`` and ``dates`` are left out where they
weren't asked for; every other key is always there. The same record gives the same bytes.

Kept out of ``counterclaim.model`` itself, since it loads pydantic.
"""

from typing import Any

from pydantic import TypeAdapter, ValidationError

from counterclaim.model.article import Article
from counterclaim.model.claim import Claim, Relation
from counterclaim.model.coded import CodedArticle
from counterclaim.model.issue import Issue

Json = dict[str, Any]

EXTRAS = ("mentions", "attributions", "dates")
"""The parts of a coded article that are there only where asked for."""


class RecordError(ValueError):
    """Text that is no record of the kind asked for. The message names the field and the reason."""


_adapters: dict[type, TypeAdapter[Any]] = {}


def adapter(kind: type) -> TypeAdapter[Any]:
    """The adapter of one kind of record, made once: it takes tens of milliseconds."""
    if kind not in _adapters:
        _adapters[kind] = TypeAdapter(kind)
    return _adapters[kind]


def dump[Record: (Article, Claim, Relation, Issue)](record: Record) -> Json:
    """One record as plain JSON values."""
    values: Json = adapter(type(record)).dump_python(record, mode="json")
    return values


def dump_bytes[Record: (Article, Claim, Relation, Issue)](record: Record) -> bytes:
    """One record as UTF-8 JSON without line breaks."""
    return adapter(type(record)).dump_json(record)


def load_bytes[Record: (Article, Claim, Relation, Issue)](
    kind: type[Record], text: str | bytes
) -> Record:
    """The record that :func:`dump_bytes` wrote; unknown keys are passed over.

    Raises :class:`RecordError` where ``text`` is none.
    """
    record: Record = _validate(kind, text)
    return record


def dump_coded(coded: CodedArticle) -> Json:
    """A coded article as plain JSON values, keys as in docs/record.md."""
    values: Json = adapter(CodedArticle).dump_python(coded, mode="json", exclude=_absent(coded))
    return values


def dump_coded_bytes(coded: CodedArticle) -> bytes:
    """A coded article as one line of ``code --jsonl``: UTF-8, without the line break."""
    return adapter(CodedArticle).dump_json(coded, exclude=_absent(coded))


def load_coded(line: str | bytes) -> CodedArticle:
    """The coded article of one line of ``code --jsonl``.

    Raises :class:`RecordError` where the line is none.
    """
    coded: CodedArticle = _validate(CodedArticle, line)
    return coded


def schema() -> Json:
    """The JSON Schema (2020-12) of one line of ``code --jsonl``."""
    described = adapter(CodedArticle).json_schema(mode="serialization")
    for part in (described, *described["$defs"].values()):
        _require_all(part)
    described["required"] = [key for key in described["required"] if key not in EXTRAS]
    for key in EXTRAS:
        described["properties"][key] = _without_null(described["properties"][key])
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **described}


def _absent(coded: CodedArticle) -> set[str]:
    return {key for key in EXTRAS if getattr(coded, key) is None}


def _require_all(described: Json) -> None:
    """Every key is always written, so a reader may rely on it; defaults are of no use to it."""
    if properties := described.get("properties"):
        described["required"] = list(properties)
        for field in properties.values():
            field.pop("default", None)


def _without_null(described: Json) -> Json:
    options = [option for option in described["anyOf"] if option != {"type": "null"}]
    return {"title": described["title"], **options[0]}


def _validate(kind: type, text: str | bytes) -> Any:
    try:
        return adapter(kind).validate_json(text)
    except ValidationError as error:
        raise RecordError(_in_words(kind, error)) from error


def _in_words(kind: type, error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    field = ".".join(str(part) for part in first["loc"]) or "the whole"
    return f"not a record of {kind.__name__}: {field}: {first['msg']}"
