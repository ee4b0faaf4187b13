"""Which characters a text keeps.

Two rules. ``tidy`` is for documents that we take apart ourselves: line ends become ``\\n``, and
what no reader sees goes: control characters, bidirectional controls, zero-width characters, soft
hyphens, byte order marks, tag characters. Zero-width joiners stay between letters of scripts that
spell with them (Arabic to Sinhala). Every other character stays as it is, composed or not.

``exact`` is for a text that came with offsets of others (JSON lines): nothing moves. Only what no
file and no database can hold, lone surrogates and NUL, becomes U+FFFD, one for one.
"""

import re

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x85\u2028]")
_PAGE_ENDS = re.compile("[\x0c\u2029]")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_STRAY_JOINER = re.compile("(?<![\u0600-\u0dff])[\u200c\u200d]|[\u200c\u200d](?![\u0600-\u0dff])")
_UNHOLDABLE = re.compile("[\x00\ud800-\udfff]")

_A_COMMA = 700  # characters that hold one in nearly any English text


def exact(text: str) -> str:
    """The text with every code point in its place; see the module's second rule."""
    return _UNHOLDABLE.sub("\ufffd", text)


def tidy(text: str) -> str:
    """The text without what no reader sees; see the module's first rule."""
    text = _PAGE_ENDS.sub("\n\n", _LINE_ENDS.sub("\n", text))
    text = _STRAY_JOINER.sub("", _UNSEEN.sub("", text))
    return exact(text)


def has_letters(text: str) -> bool:
    """True where there is something to read at all."""
    return any(character.isalpha() for character in text)


def lost_commas(text: str) -> bool:
    """True for a text of some length with hardly a comma in it."""
    return len(text) > _A_COMMA // 2 and text.count(",") * _A_COMMA < len(text)
