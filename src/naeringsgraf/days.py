"""Days as a caller writes them: a day, or a month or year that stands for its first or last day."""

import calendar
import datetime as dt
import re
from typing import Final

from naeringsgraf.errors import CallError

_DAY: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")

Day = dt.date | str | int | None
"""A date, a year, or text such as "2022", "2022-11" or "2022-11-04"; None leaves that side open."""


def read_since(day: Day) -> dt.date | None:
    """Give the first day of a period.

    Raises:
        CallError: there is no such day.
    """
    return _read_day(day, "since", last=False)


def read_until(day: Day) -> dt.date | None:
    """Give the last day of a period, which belongs to it.

    Raises:
        CallError: there is no such day.
    """
    return _read_day(day, "until", last=True)


def check_period(since: dt.date | None, until: dt.date | None) -> None:
    """See that a period does not end before it begins.

    Raises:
        CallError: it does.
    """
    if since and until and until < since:
        told = f"the period ends ({until}) before it begins ({since}); swap --since and --until"
        raise CallError(told, "period", since=str(since), until=str(until))


def _read_day(day: Day, side: str, *, last: bool) -> dt.date | None:
    if day is None or isinstance(day, dt.date):
        return day
    found = _DAY.fullmatch(str(day).strip())
    if not found:
        told = f"{side} {day!r} is no day; write it as 2022, 2022-11 or 2022-11-04"
        raise CallError(told, "no_day", name=side, asked=str(day))
    year = int(found[1])
    month = int(found[2]) if found[2] else (12 if last else 1)
    try:
        longest = calendar.monthrange(year, month)[1]
        return dt.date(year, month, int(found[3]) if found[3] else (longest if last else 1))
    except (ValueError, calendar.IllegalMonthError):
        told = f"{side} {day!r} is not in the calendar; write it as 2022, 2022-11 or 2022-11-04"
        raise CallError(told, "no_date", name=side, asked=str(day)) from None
