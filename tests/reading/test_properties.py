"""Whatever the bytes: no exception, whole texts, messages of one line. See ``make torture``."""

import string

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reading_helpers import ATOM, FEED, LEAD, PAGE, SAVED, packed, pdf, warc, web_page

from counterclaim.model import Article
from counterclaim.reading import read_bytes

SEEDS = [
    *(
        text.encode()
        for text in (SAVED, web_page(), FEED, ATOM, LEAD, f"---\ntitle: a\n---\n{LEAD}")
    ),
    *(pdf([["Army enters", LEAD], ["It denied it."]]), packed(LEAD.encode())),
    *(
        warc([("https://x.example/1", "text/html", PAGE)], packed=zipped)
        for zipped in (True, False)
    ),
    b'{"id": "a", "text": "He said so.", "published": "2017-03-05", "origin": {"url": "x"}}\n' * 3,
]
BITS = [
    *(bytes([byte]) for byte in b"<>&\x00\xff\n[]()*_{}\"'\\#-"),
    *(b"\n\n", b"---\n", b"](", b"<p>", b"</div>", b"By ", b"2017-03-05", b"<!ENTITY", b"%PDF-"),
    *(
        "\u202e\u200b\ufeff\u0301é".encode(),
        b"WARC/1.0\r\n",
        b"Content-Length: 9999\r\n",
        b"9" * 30,
    ),
]
_CALM = settings(
    deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A document with up to six pieces of it cut out, doubled or replaced."""
    data = draw(st.sampled_from(SEEDS))
    for _ in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 60)))
        piece = draw(
            st.one_of(st.sampled_from(BITS), st.binary(max_size=8), st.just(data[start:end] * 2))
        )
        data = data[:start] + piece * draw(st.sampled_from([1, 1, 30])) + data[end:]
    return data


def check(data: bytes) -> None:
    for result in read_bytes(data, path="f.x"):
        if isinstance(result, Article):
            assert result.id
            assert result.text.strip()
            assert "" not in (result.title, result.publisher, result.rights, result.language)
            assert "" not in result.authors + result.themes + result.regions + result.dossiers
            repr(result).encode()
            result.text.encode()
        else:
            assert result.message.startswith("f.x")
            assert result.message.isprintable()
            assert result.code


@_CALM
@given(st.binary(max_size=500))
def test_any_bytes(data: bytes) -> None:
    check(data)


@_CALM
@given(mutated())
def test_damaged_documents(data: bytes) -> None:
    check(data)


@_CALM
@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    check(text.encode("utf-8", "replace"))


@_CALM
@given(st.text(alphabet=string.printable + "\u202e\u200b\ufeffé\u0301", min_size=1, max_size=200))
def test_a_line_of_json_keeps_its_text(text: str) -> None:
    import json

    results = list(read_bytes(json.dumps({"id": "a", "text": text}).encode()))
    kept = [result.text for result in results if isinstance(result, Article)]
    assert kept in ([text], [])
    assert kept or not any(character.isalpha() for character in text)


@_CALM
@given(mutated())
def test_the_same_bytes_give_the_same_articles(data: bytes) -> None:
    assert list(read_bytes(data)) == list(read_bytes(data))
