"""Bytes to characters, saying what was assumed."""

import codecs
import re
from dataclasses import dataclass

from counterclaim.reading.characters import exact

# Byte order marks, longest first: UTF-32's begins with UTF-16's.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
"""How a stream begins in which a line's end isn't one byte."""
# A page may name any codec; Python also has ones that aren't character sets (punycode, rot13).
_CHARACTER_SETS = re.compile(
    r"(?:utf[-_]?(?:8|16|32)|iso[-_]?8859|latin|windows|cp|x-?cp|koi8|mac|gb|big5|euc|shift|sjis"
    r"|tis|iso[-_]?ir|us-?ascii|ascii)[\w-]*",
    re.IGNORECASE,
)
# What browsers read these as (WHATWG Encoding, 4.2): pages say Latin-1 and mean its Windows cousin.
_MEANT = dict.fromkeys(
    ("iso-8859-1", "iso8859-1", "iso_8859-1", "latin-1", "latin1", "ascii", "us-ascii"), "cp1252"
)
# The encodings that reports of these wars came in before UTF-8.
_CANDIDATES = [
    *("cp1252", "cp1256", "cp1251", "koi8_r", "iso8859_6", "cp1254", "cp1255", "gb18030"),
    *("utf_16_le", "utf_16_be"),
]
_SAMPLE = 65_536


@dataclass(frozen=True, slots=True)
class Decoded:
    """The characters, and the encoding where it had to be guessed, with bytes lost to it."""

    text: str
    assumed: str | None = None
    lost: int = 0

    @property
    def remark(self) -> str | None:
        """What a person should know about it, else ``None``."""
        if self.assumed is None:
            return None
        if self.lost:
            return (
                f"isn't clean {self.assumed}; {self.lost} unreadable places were replaced by "
                "U+FFFD; save it as UTF-8 if names look wrong"
            )
        return f"isn't UTF-8; read as {self.assumed}; save it as UTF-8 if names look wrong"


def decode(data: bytes, *, declared: str | None = None) -> Decoded | None:
    """The characters of ``data``, or ``None`` where no encoding makes sense of it.

    In order: byte order mark, UTF-8, the encoding that the document declares, UTF-8 with a few
    broken places, Windows Latin for text that is ASCII but for some letters, and what
    charset-normalizer makes of it.
    """
    marked = _marked(data)
    if marked is not None:
        return marked
    text = _strict(data, "utf-8")
    if text is None and declared:
        text = _declared(data, declared)
    return Decoded(text) if text is not None else _broken_utf8(data) or _guess(data)


def _marked(data: bytes) -> Decoded | None:
    for mark, name in _MARKS:
        if data.startswith(mark):
            text = data.decode(name, errors="replace")
            lost = text.count("\ufffd")
            label = name.removesuffix("-sig").upper()
            return Decoded(exact(text), assumed=label if lost else None, lost=lost)
    return None


def _strict(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except (UnicodeError, LookupError):
        return None


def _declared(data: bytes, declared: str) -> str | None:
    name = declared.strip().strip("\"'").lower()
    if not _CHARACTER_SETS.fullmatch(name):
        return None
    return _strict(data, _MEANT.get(name, name))


def _broken_utf8(data: bytes) -> Decoded | None:
    """UTF-8 with broken places, where whole characters beyond ASCII outweigh them four to one."""
    text = data.decode("utf-8", errors="replace")
    lost = text.count("\ufffd")
    whole = sum(1 for character in text if character > "\x7f") - lost
    return Decoded(text, assumed="UTF-8", lost=lost) if whole >= 4 * lost else None


def _guess(data: bytes) -> Decoded | None:
    beyond_ascii = len(data.translate(None, bytes(range(128))))
    name = "cp1252" if beyond_ascii * 10 < len(data) else _best(data[:_SAMPLE])
    if name is None:
        return None
    text = exact(data.decode(name, errors="replace"))
    return Decoded(text, assumed=name.replace("cp", "windows-"), lost=text.count("\ufffd"))


def _best(sample: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=_CANDIDATES).best()
    return best.encoding if best is not None else None
