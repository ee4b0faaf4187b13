"""Records as tables of other libraries: the same columns whatever is in them."""

from pathlib import Path

import pandas
import polars
import pyarrow

import counterclaim as cc


def test_a_table_has_the_records_and_their_types(db: Path) -> None:
    with cc.open(db) as opened:
        events = list(opened.events())
        table = opened.events().to_arrow()
        assert isinstance(table, pyarrow.Table)
        assert table.column("id").to_pylist() == [event.id for event in events]
        assert table.column("grade").to_pylist() == [event.grade.value for event in events]
        first = next(event for event in events if event.date)
        row = table.column("date").to_pylist()[events.index(first)]
        assert (row["start"], row["end"]) == (first.date.start, first.date.end)


def test_columns_do_not_depend_on_what_is_there(db: Path) -> None:
    with cc.open(db) as opened:
        none = opened.claims(kind="air-strike", place="Nowhere at all").to_arrow()
        assert none.num_rows == 0
        assert none.schema == opened.claims().to_arrow().schema


def test_polars_and_pandas_get_every_record(db: Path) -> None:
    with cc.open(db) as opened:
        claims = list(opened.claims())
        frame = opened.claims().to_polars()
        assert isinstance(frame, polars.DataFrame)
        kinds = frame.unnest("claim")["kind"].to_list()
        assert kinds == [stored.claim.kind for stored in claims]
        flat = opened.claims().to_pandas()
        assert isinstance(flat, pandas.DataFrame)
        assert flat["claim.kind"].to_list() == kinds
