"""The record that others build on: keys, spans, dates, bytes and schema."""

import json
from dataclasses import fields, replace
from datetime import date

import jsonschema
import pytest

from counterclaim.model import (
    AcledType,
    ActorRef,
    Article,
    Attribution,
    Claim,
    CodedArticle,
    DatePrecision,
    DateRef,
    Passage,
    PlaceRef,
    PlaceRelation,
    PloverType,
    Relation,
    Span,
    Speaker,
    Stance,
)
from counterclaim.model.record import (
    RecordError,
    dump_coded,
    dump_coded_bytes,
    load_coded,
    schema,
)

WORDS = Span(0, 5)
ACTOR = ActorRef(text="rebels", span=WORDS, attributes=(("type", "rebel"),))
PLACE = PlaceRef(text="Raqqa", span=WORDS, relation=PlaceRelation.NEAR, latitude=35.95)
CLAIM = Claim(
    id="c1",
    sentence=Span(0, 20),
    span=WORDS,
    kind="air-strike",
    stance=Stance.DENIED,
    sources=(Speaker(text="SANA", span=WORDS, cue="said"),),
    initiators=(ACTOR,),
    recipients=(),
    place=PLACE,
    date=DateRef(
        text="on 7 August",
        span=WORDS,
        start=date(2017, 8, 7),
        end=date(2017, 8, 7),
        precision=DatePrecision.DAY,
    ),
    casualties=(),
    weapons=(),
    acled=AcledType(event_type=None, sub_event_type=None),
    plover=PloverType(event=None, mode=None),
    confidence=0.5,
)
CODED = CodedArticle(
    article=Article(id="a", text="Ṭabqa – الطبقة \U0001f600", sha256="0" * 64),
    claims=(CLAIM,),
    relations=tuple(
        Relation(
            id=f"r{number}",
            sentence=WORDS,
            kind="controls",
            subject=ACTOR,
            object=thing,
            stance=Stance.ASSERTED,
            sources=(),
        )
        for number, thing in enumerate((ACTOR, PLACE))
    ),
)


def test_the_keys_are_the_contract() -> None:
    record = dump_coded(CODED)
    assert list(record) == ["article", "claims", "relations", "issues"]
    assert list(record["article"]) == [field.name for field in fields(Article)]
    assert record["claims"][0]["sentence"] == [0, 20]
    assert record["claims"][0]["date"]["start"] == "2017-08-07"
    assert record["claims"][0]["place"]["gazetteer_id"] is None
    assert record["claims"][0]["recipients"] == []
    assert record["article"]["origin"] is None


def test_extra_parts_are_there_only_where_asked_for() -> None:
    coded = replace(CODED, mentions=(), dates=None)
    assert list(dump_coded(coded))[4:] == ["mentions"]
    said = Attribution(source=None, cue=None, content=Passage("x", WORDS))
    assert dump_coded(replace(CODED, attributions=(said,)))["attributions"] == [
        {"source": None, "cue": None, "content": {"text": "x", "span": [0, 5]}}
    ]


def test_what_is_written_is_read_back_and_written_alike() -> None:
    line = dump_coded_bytes(CODED)
    assert b"\n" not in line
    assert load_coded(line) == CODED
    assert dump_coded_bytes(load_coded(line)) == line
    assert json.loads(line) == dump_coded(CODED)


def test_unknown_keys_are_passed_over() -> None:
    record = dump_coded(CODED)
    record["claims"][0]["event"] = "e1"
    assert load_coded(json.dumps(record)) == CODED


def test_a_wrong_record_is_told_by_its_field() -> None:
    record = dump_coded(CODED)
    record["claims"][0]["stance"] = "doubted"
    with pytest.raises(RecordError, match=r"claims\.0\.stance: .*'asserted'"):
        load_coded(json.dumps(record))


def test_the_schema_is_valid_and_holds() -> None:
    described = schema()
    jsonschema.Draft202012Validator.check_schema(described)
    validator = jsonschema.Draft202012Validator(described)
    validator.validate(dump_coded(replace(CODED, mentions=())))
    assert described["required"] == ["article", "claims", "relations", "issues"]
    record = dump_coded(CODED)
    del record["claims"][0]["place"]
    assert not validator.is_valid(record)
