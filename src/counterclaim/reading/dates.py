"""Full calendar dates as pages write them. Without its day, month or year a date is none here."""

import re
from calendar import month_abbr, month_name
from datetime import date

_MONTHS = {
    name.lower(): number
    for names in (month_name, month_abbr)
    for number, name in enumerate(names)
    if name
} | {"sept": 9}
# Arabic months, as written in the Levant and Iraq and as written elsewhere.
_ARABIC = (
    *(("كانون الثاني", "يناير"), ("شباط", "فبراير"), ("آذار", "مارس"), ("نيسان", "أبريل")),
    *(("أيار", "مايو"), ("حزيران", "يونيو"), ("تموز", "يوليو"), ("آب", "أغسطس")),
    *(("أيلول", "سبتمبر"), ("تشرين الأول", "أكتوبر"), ("تشرين الثاني", "نوفمبر")),
    ("كانون الأول", "ديسمبر"),
)
_MONTHS |= {name: number for number, names in enumerate(_ARABIC, 1) for name in names}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_WEEKDAY = (
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+"
    r"|(?:الأحد|الاثنين|الإثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت)،?\s+)?"
)
_DATE = re.compile(
    rf"(?<!\w){_WEEKDAY}(?:"
    r"(?P<y1>\d{4})[-/.](?P<m1>\d{1,2})[-/.](?P<d1>\d{1,2})"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+(?P<m2>{_MONTH})\b"
    rf"(?:/(?:{_MONTH}))?\.?,?[\s-]+(?P<y2>\d{{4}})"
    rf"|(?P<m3>{_MONTH})\b\.?\s+(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y3>\d{{4}})"
    r")(?!\d)",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"^[T\s,|@-]*(?:at\s+)?\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?\s*"
    r"(?:[ap]\.?m\.?)?\s*(?:Z|UTC|GMT|[A-Z]{2,4}|[+-]\d{2}:?\d{2})?",
    re.IGNORECASE,
)


def is_month(text: str) -> bool:
    """True for a month's name, in English or Arabic."""
    return text.lower() in _MONTHS


def find(text: str) -> tuple[date, str, str] | None:
    """The first full date in ``text``, with what stands before and after it (clock time dropped).

    Day and month must be told apart by the wording: ``05/06/2017`` is nothing.
    """
    match = _DATE.search(text)
    if match is None:
        return None
    day = _date(match)
    if day is None:
        return None
    after = text[match.end() :]
    return day, text[: match.start()], _CLOCK.sub("", after, count=1)


def parse(text: str) -> date | None:
    """The date that ``text`` is, nothing else standing beside it but a clock time."""
    found = find(text)
    if found is None:
        return None
    day, before, after = found
    return day if not (before + after).strip(" \t.,;:()|") else None


def _date(match: re.Match[str]) -> date | None:
    year, month, day = (
        next(value for key in "123" if (value := match[f"{part}{key}"])) for part in "ymd"
    )
    number = int(month) if month.isdigit() else _MONTHS[month.lower()]
    try:
        return date(int(year), number, int(day))
    except ValueError:
        return None
