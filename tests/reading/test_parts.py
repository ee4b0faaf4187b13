"""Dates, languages, encodings, formats and cues by themselves."""

import subprocess
import sys
from datetime import date

import pytest

from counterclaim.reading import dates
from counterclaim.reading.cues import Role, load
from counterclaim.reading.encoding import decode
from counterclaim.reading.formats import Format, tell
from counterclaim.reading.languages import detect


@pytest.mark.parametrize(
    "text",
    [
        *("August 9, 2017", "Aug. 9, 2017", "9 August 2017", "9th of August, 2017", "2017-08-09"),
        *("Wed 09 Aug 2017", "Wednesday, August 9, 2017 at 10:32 am", "2017-08-09T10:32:00.5Z"),
        *(
            "الأربعاء 9 آب/أغسطس 2017",
            "9 أغسطس 2017",
            "09-Aug-2017",
            "2017/08/09",
            "9 August 2017 | 10:32 GMT",
            "2017-08-09 10:32:00+02:00",
        ),
    ],
)
def test_full_dates(text: str) -> None:
    assert dates.parse(text) == date(2017, 8, 9)


@pytest.mark.parametrize(
    "text",
    [
        *("08/09/2017", "August 2017", "August 9", "2017", "31 February 2017", "2017-13-01", ""),
        *("on 9 August 2017 the army", "12017-08-09", "9 August 20170"),
    ],
)
def test_no_full_dates(text: str) -> None:
    assert dates.parse(text) is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Rebels take Aleppo", "en"),
        ("Dozens killed", "en"),
        ("ISIS attack Raqqa", "en"),
        ("The army shelled the town, residents said.", "en"),
        ("القوات السورية تسيطر على مدينة حلب بعد قتال عنيف", "ar"),
        ("ارتش سوریه شهر حلب را پس از نبردهای سنگین گرفت", "fa"),
        ("L'armée syrienne a pris la ville d'Alep après de violents combats", "fr"),
        ("Сирийская армия заняла город Алеппо после тяжёлых боёв", "ru"),
        ("Suriye ordusu şiddetli çatışmaların ardından Halep şehrine girdi", "tr"),
        ("PMU", None),
        ("12:30", None),
    ],
)
def test_languages(text: str, language: str | None) -> None:
    assert detect(text) == language


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("The café’s owner said “we fled”", "cp1252"),
        ("القوات السورية تسيطر على حلب بعد قتال عنيف", "cp1256"),
        ("Войска вошли в город Алеппо", "cp1251"),
        ("The army shelled the town", "utf-16"),
    ],
)
def test_encodings(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded is not None
    assert decoded.text == text


def test_broken_utf8_stays_utf8() -> None:
    decoded = decode("قصف الجيش البلدة".encode() + b"\xff")
    assert decoded is not None
    assert (decoded.assumed, decoded.lost) == ("UTF-8", 1)


def test_a_page_cannot_name_a_codec_that_is_no_character_set() -> None:
    decoded = decode(b"abc \xe9 \\u0041 and more words", declared="unicode_escape")
    assert decoded is not None
    assert "\\u0041" in decoded.text


@pytest.mark.parametrize(
    ("head", "form"),
    [
        (b"\x1f\x8b", Format.GZIP),
        (b"WARC/1.0\r\n", Format.WARC),
        (b"\n%PDF-1.4", Format.PDF),
        (b'<?xml version="1.0"?>\n<!-- x --><rss version="2.0">', Format.FEED),
        (b"<!-- saved --><html>", Format.HTML),
        (b'\xef\xbb\xbf{"text": "a"}', Format.JSON_LINES),
        (b"[South Front](#) 9 August 2017", Format.TEXT),
        (b"[Updated] The army said", Format.TEXT),
        (b"<3 is no markup", Format.TEXT),
        (b"\x00\x01\x02", Format.BINARY),
        (b"{\\rtf1 text}", Format.FOREIGN),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related;", Format.FOREIGN),
    ],
)
def test_formats(head: bytes, form: Format) -> None:
    assert tell(head)[0] is form


def test_every_cue_says_why_and_no_id_is_given_twice() -> None:
    cues = load().cues
    assert all(cue.why for cue in cues)
    assert len({cue.id for cue in cues}) == len(cues)
    assert not [cue.id for cue in cues if cue.role is Role.STAMP]


@pytest.mark.parametrize(
    "line",
    [
        "Get short URL 0 612",
        "Community standardsDiscussion Comment via Facebook",
        "Share this: Facebook | Twitter",
        "12 comments",
        "Read more: Ten dead in raid",
        "READ ALSO: Ten dead in raid",
        "Sign up for our newsletter",
        "Follow us on Twitter",
        "Advertisement",
        "If you value what we do, help us go on doing it.",
        "If you read us, please consider a small gift: five dollars keeps one reporter online.",
        "Click here to subscribe",
        "Support us on Patreon: https://patreon.com/x",
        "www.example.org",
    ],
)
def test_furniture(line: str) -> None:
    found = load().match(line)
    assert found is not None
    assert found[0].role is Role.FURNITURE


@pytest.mark.parametrize(
    "line",
    [
        "The opposition said it would share power with the government.",
        "Donors pledged support for refugees in Lebanon, the United Nations said.",
        "Save the Children said that two of its hospitals were hit.",
        "Follow-up strikes hit the village on Monday, activists said.",
        "By Tuesday the army had taken the town, and the rebels had left.",
        "Print shops in the town were burned down by the militants.",
        "Photographs showed damage to the market of the town.",
    ],
)
def test_prose_is_no_furniture(line: str) -> None:
    found = load().match(line)
    assert found is None or found[0].role in (Role.BYLINE, Role.CREDIT)


def test_naming_the_room_loads_no_reader() -> None:
    heavy = "trafilatura lxml lingua pypdf warcio feedparser httpx charset_normalizer pydantic"
    script = (
        "import sys, counterclaim.reading; "
        f"print([name for name in {heavy.split()!r} if name in sys.modules])"
    )
    shown = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert shown.stdout.strip() == "[]"
