"""Dates and times in the forms that minutes write them in, bokmål and nynorsk."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("januar jan", "februar feb", "mars mar", "april apr", "mai", "juni jun", "juli jul", "august aug",
         "september sept sep", "oktober okt", "november nov", "desember des"),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_FIRST_MONTH = _MONTH.replace("month>", "month1>")
_WEEKDAY = r"(?:man|mån|tirs|tys|ons|tors|fre|lør|laur|søn|sun)dag,?\s+(?:den\s+)?"
_DATES = re.compile(
    rf"""(?<![\w/.,-])(?:
        (?P<y1>\d{{4}})-(?P<m1>\d{{2}})-(?P<d1>\d{{2}})
      | (?P<d3>\d{{1,2}})\.?(?:\s*(?:{_FIRST_MONTH}\s*)?(?:[-–]|og|til)\s*(?P<last>\d{{1,2}}))?
        \.?\s*{_MONTH}(?:\s*,?\s*(?P<y3>\d{{4}}))?
      | {_WEEKDAY}(?P<d4>\d{{1,2}})[./](?P<m4>\d{{1,2}})\.?(?![./]?\d|-\d{{4}}(?!\d))
      | (?P<d2>\d{{1,2}})\s?[./-]\s?(?P<m2>\d{{1,2}})\s?[./-]\s?(?P<y2>\d{{4}}|\d{{2}})
    )(?!\d|[a-zæøå%])""",
    re.IGNORECASE | re.VERBOSE,
)
_DIGIT = re.compile(r"\d")
"""What every date has; most lines have none, and looking for a date in them would take forty times as long."""
_SPAN_OF_TIME = re.compile(
    r"(?<![\d.,/-])(?:kl\.?\s*|klokka\s*|klokken\s*)?(?P<h1>[01]?\d|2[0-4])[.:]?(?P<m1>[0-5]\d)?"
    r"\s*(?:[-–—]|til|to)\s*(?:\w{2,5}dag\s*(?:den\s*)?)?#*\s*(?:kl\.?\s*|klokka\s*)?(?P<h2>[01]?\d|2[0-4])[.:]?(?P<m2>[0-5]\d)?(?!\d|[./]\d)",
    re.IGNORECASE,
)
_YEARS = re.compile(r"(?:19|20)\d\d\s*[-–—]\s*(?:19|20)\d\d")
_ONE_TIME = re.compile(r"(?:kl\.?|klokka|klokken)\s*(?P<h>[01]?\d|2[0-4])(?:[.:]?(?P<m>[0-5]\d))?(?!\d)", re.IGNORECASE)
_BARE_TIME = re.compile(r"(?<![\d./-])(?P<h>[01]?\d|2[0-4])[.:](?P<m>[0-5]\d)(?::\d\d)?(?![\d.]|\s*(?:kr|%))")
_HOURS = {
    "ett": 1, "ein": 1, "en": 1, "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "sju": 7, "syv": 7, "åtte": 8,
    "ni": 9, "ti": 10, "elleve": 11, "elve": 11, "tolv": 12,
}  # fmt: skip
_SPOKEN = rf"(?:(?P<part>kvart over|kvart på|halv)\s+)?(?P<hour>{'|'.join(sorted(_HOURS, key=len, reverse=True))})"
_SPOKEN_END = _SPOKEN.replace("part>", "part2>").replace("hour>", "hour2>")
_SPOKEN_SPAN = re.compile(
    rf"(?:(?:fra|frå)\s+(?:klokka\s+|klokken\s+|kl\.?\s+)?|(?:klokka|klokken|kl\.?|,)\s+(?=\S+\s+(?:\S+\s+)?til\b)){_SPOKEN}"
    rf"\s+til\s+{_SPOKEN_END}(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text. `date` is None where the day cannot exist, or no year is known."""

    begins: int
    ends: int
    printed: str
    date: dt.date | None
    last: dt.date | None = None
    """The last day of a stretch of days written as one: "15.–16. september 2016"."""
    has_year: bool = True


def find_dates(text: str, year: int | None = None) -> Iterator[FoundDate]:
    """Give each date in `text`; one without a year gets `year`.

    31.02.2022 is found, with `date` None, since it looks like a date and is none.
    """
    if not _DIGIT.search(text):
        return
    for match in _DATES.finditer(text):
        groups = match.groupdict()
        if groups["d2"] and not _is_date_like(groups, match.group()):
            continue
        day = int(groups["d1"] or groups["d2"] or groups["d3"] or groups["d4"])
        month = _month_of(groups, "month") or int(groups["m1"] or groups["m2"] or groups["m4"])
        printed_year = groups["y1"] or groups["y2"] or groups["y3"]
        its_year = _full_year(printed_year) if printed_year else year
        last = _make_date(its_year, month, int(groups["last"])) if groups["last"] else None
        date = _make_date(its_year, _month_of(groups, "month1") or month, day)
        begins = match.start("d4") if groups["d4"] else match.start()
        yield FoundDate(begins, match.end(), text[begins : match.end()], date, last, bool(printed_year))


def _month_of(groups: dict[str, str | None], name: str) -> int | None:
    printed = groups[name]
    return _MONTHS[printed.lower()] if printed else None


def find_times(text: str) -> tuple[dt.time | None, dt.time | None]:
    """Give the first start and end told in `text`: "kl. 09.00 – 11.00", "0830-1100", "fra ti til kvart over tolv"."""
    without_dates = _hide_dates(text)
    for match in _SPAN_OF_TIME.finditer(without_dates):
        named = match.group().lower().startswith("k")
        written = named or (match["m1"] and match["m2"] and not _YEARS.fullmatch(match.group()))
        start, end = _make_time(match["h1"], match["m1"]), _make_time(match["h2"], match["m2"])
        if written and start and end:
            return start, end
    spoken = _SPOKEN_SPAN.search(without_dates)
    if spoken:
        begins, ends = _spoken_time(spoken["part"], spoken["hour"]), _spoken_time(spoken["part2"], spoken["hour2"])
        # Spoken hours are those of the clock's face: "halv ti til tre" ends in the afternoon.
        return begins, ends.replace(hour=ends.hour + 12) if ends < begins and ends.hour < 12 else ends
    match_one = _ONE_TIME.search(without_dates) or _BARE_TIME.search(without_dates)
    if match_one:
        return _make_time(match_one["h"], match_one["m"]), None
    return None, None


def _hide_dates(text: str) -> str:
    """The text with a "#" for each character of a date."""
    parts, at = [], 0
    for found in find_dates(text):
        parts += [text[at : found.begins], "#" * (found.ends - found.begins)]
        at = found.ends
    return "".join([*parts, text[at:]])


def _is_date_like(groups: dict[str, str | None], printed: str) -> bool:
    """Tell 04.11.22 from a section number; a two-figure year needs the same mark on both sides, and a month."""
    marks = re.findall(r"[./-]", printed)
    same = len(set(marks)) == 1 or (marks == ["/", "-"])
    return same and 1 <= int(groups["m2"] or 0) <= 12 and 1 <= int(groups["d2"] or 0) <= 31


def _full_year(printed: str) -> int:
    year = int(printed)
    return year if year > 99 else 2000 + year if year < 70 else 1900 + year


def _make_date(year: int | None, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day) if year else None
    except ValueError:
        return None


def _make_time(hour: str | None, minute: str | None) -> dt.time | None:
    return dt.time(int(hour) % 24, int(minute or 0)) if hour else None


def _spoken_time(part: str | None, hour: str) -> dt.time:
    minutes = _HOURS[hour.lower()] * 60 + {"kvart over": 15, "kvart på": -15, "halv": -30}.get((part or "").lower(), 0)
    return dt.time(minutes // 60 % 24, minutes % 60)
