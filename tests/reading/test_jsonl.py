"""JSON lines and JSON documents."""

import json
from datetime import date

from reading_helpers import LEAD, one, problems

from counterclaim.model import Article, Media, Origin
from counterclaim.reading import Limits, read_bytes

ODD = "  Tags Syria  \r\n\u202eGet short URL 0 612\u200b e\u0301\n\n** x **  "


def lines(*rows: object) -> bytes:
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)


def test_the_text_is_kept_exactly() -> None:
    assert one(lines({"text": ODD})).text == ODD


def test_what_no_file_can_hold_is_replaced_in_place() -> None:
    assert one(b'{"text": "a\\ud800b\\u0000c said"}').text == "a\ufffdb\ufffdc said"


def test_every_field() -> None:
    article = one(
        lines(
            {
                "id": 7,
                "title": " Army enters ",
                "authors": ["Rana Haddad", ""],
                "publisher": "",
                "published": "2017-03-05T23:59:00+02:00",
                "origin": {"publisher": "North Post", "published": "2017-03-04", "url": None},
                "url": "https://l.example/1",
                "language": "en",
                "regions": ["Middle East"],
                "themes": "War",
                "dossiers": ["SYRIA"],
                "media": [{"kind": "image", "credit": "Hill News"}],
                "rights": "(c) Levant Courier",
                "text": LEAD,
                "gold": {"x": 1},
            }
        )
    )
    assert (article.id, article.title, article.authors) == ("7", "Army enters", ("Rana Haddad",))
    assert (article.publisher, article.published) == (None, date(2017, 3, 5))
    assert article.origin == Origin(publisher="North Post", published=date(2017, 3, 4))
    assert (article.url, article.language) == ("https://l.example/1", "en")
    assert (article.regions, article.themes) == (("Middle East",), ("War",))
    assert article.media == (Media(kind="image", credit="Hill News"),)
    assert article.rights == "(c) Levant Courier"


def test_no_date_is_guessed() -> None:
    assert one(lines({"text": f"Wed 05 Apr 2017 {LEAD}"})).published is None


def test_ids_without_id_are_of_the_lines_bytes() -> None:
    first, second = read_bytes(lines({"text": LEAD}, {"text": LEAD + " "}), path="a/set.jsonl")
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert first.id == f"set-{first.sha256[:12]}"
    assert first.id != second.id


def test_a_broken_line_is_named_and_the_rest_goes_on() -> None:
    rows = [json.dumps({"id": str(number), "text": LEAD}) for number in range(1, 21)]
    rows[16] = '{"id": "17", "text": '
    results = list(read_bytes("\n".join(rows).encode(), path="set.jsonl"))
    assert sum(isinstance(found, Article) for found in results) == 19
    assert problems("\n".join(rows), path="set.jsonl") == [
        "set.jsonl, line 17: isn't valid JSON (Expecting value, column 22); "
        "mend the line or leave it out"
    ]
    assert results[16].line == 17  # type: ignore[union-attr]


def test_messages() -> None:
    good = {"text": LEAD}
    assert problems(lines(good, {"id": "a"}, {"text": " "}, {"text": 5}, [1], good)) == [
        "report.txt, line 2: has no field `text`; give the article's text there",
        "report.txt, line 3: its `text` is empty; give the article's text there",
        "report.txt, line 4: its `text` isn't a text; give the article's text there",
        "report.txt, line 5: must be a JSON object with a field `text`",
    ]
    assert problems(lines({"text": LEAD, "published": "soon", "media": 3})) == [
        "report.txt, line 1: field `published`: 'soon' isn't a date; write it as 2017-08-10; "
        "read without it",
        "report.txt, line 1: field `media`: 3 can't be used (input should be a valid tuple); "
        "read without it",
    ]
    assert problems(lines(good) + '{"text": "café said"}\n'.encode("cp1252")) == [
        "report.txt, line 2: isn't UTF-8; read as windows-1252; save it as UTF-8 if names look "
        "wrong"
    ]
    assert problems(b'{"text": "x"}\n{"text":' + b"[" * 100_000) == [
        "report.txt, line 2: isn't valid JSON (nested too deeply); mend the line or leave it out"
    ]
    assert problems(lines(good, good, {"text": LEAD * 9}), limits=Limits(line=200)) == [
        "report.txt, line 3: is longer than 200 bytes and was skipped; split it into articles"
    ]


def test_a_broken_first_line() -> None:
    data = b'{"text": broken}\n' + lines({"text": LEAD}, {"text": LEAD})
    assert len(problems(data)) == 1
    assert len(list(read_bytes(data))) == 3


def test_a_document_over_several_lines() -> None:
    rows = [{"id": "a", "text": LEAD}, {"id": "b", "text": LEAD}]
    found = list(read_bytes(json.dumps(rows, indent=2).encode()))
    assert [article.id for article in found] == ["a", "b"]  # type: ignore[union-attr]
    assert one(json.dumps(rows[0], indent=2)).id == "a"


def test_byte_order_marks() -> None:
    assert one(b"\xef\xbb\xbf" + lines({"id": "a", "text": LEAD})).id == "a"
    assert one(lines({"id": "a", "text": LEAD}).decode().encode("utf-16")).id == "a"
