"""A network over moving windows of time: one row for each window and line."""

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from naeringsgraf.analysis.answers import Answers
from naeringsgraf.analysis.network import Network
from naeringsgraf.analysis.networks.kinds import find_network
from naeringsgraf.analysis.networks.readings import read_once
from naeringsgraf.days import Day, check_period, read_since, read_until
from naeringsgraf.errors import CallError

_LENGTH: Final = re.compile(r"([1-9]\d{0,3})\s*([ym])")
_MOST: Final = 1000
"""Windows of one series."""


@dataclass(frozen=True)
class Window:
    """A part of a series."""

    since: dt.date
    until: dt.date
    """Last day, which belongs to it."""
    network: Network
    """Its marks and lines, without places; none where nothing was said or nobody met."""


def draw_series(
    graph: Answers,
    kind: str,
    window: str,
    step: str | None = None,
    *,
    since: Day = None,
    until: Day = None,
    **choice: Any,
) -> list[Window]:
    """Give a network for each window, the first from the first day, the last the first that reaches the last day.

    Args:
        graph: what answers the queries.
        kind: of the networks.
        window: how long each is: "2y" for two years, "6m" for six months.
        step: how far each begins after the one before; None for as long as a window is, so that none overlap.
        since: first day; None for the first of the year in which the network's first meeting was.
        until: last day; None for that of the network's last meeting.
        choice: what the function of the kind takes besides.

    Raises:
        CallError: a length or name is not known, or there would be more than a thousand windows.
    """
    months, stride = read_length(window, "window"), read_length(step or window, "step")
    readings = read_once(graph)
    first, last = read_since(since), read_until(until)
    check_period(first, last)
    if first is None or last is None:
        days = [meeting.date for meeting in find_network(readings, kind, **choice).meetings if meeting.date]
        if not days:
            return []
        first, last = first or days[0].replace(month=1, day=1), last or days[-1]
    return [
        Window(begins, ends, find_network(readings, kind, since=begins, until=ends, **choice))
        for begins, ends in list_windows(first, last, months, stride)
    ]


def list_windows(first: dt.date, last: dt.date, months: int, stride: int) -> list[tuple[dt.date, dt.date]]:
    """Give first and last day of each window.

    Raises:
        CallError: there would be more than a thousand.
    """
    windows = []
    for begins, ends in _step_on(first, months, stride):
        if begins > last:
            break
        windows.append((begins, ends))
        if len(windows) > _MOST:
            raise CallError(f"there would be more than {_MOST} windows; take a longer --step or a shorter period")
        if ends >= last:
            break
    return windows


def read_length(length: str, name: str) -> int:
    """Give a length of time in months.

    Raises:
        CallError: it is none.
    """
    found = _LENGTH.fullmatch(length.strip().lower())
    if not found:
        raise CallError(f'{name} {length!r} is no length of time; write "2y" for years or "6m" for months')
    return int(found[1]) * (12 if found[2] == "y" else 1)


def _step_on(first: dt.date, months: int, stride: int) -> Iterator[tuple[dt.date, dt.date]]:
    number = 0
    while True:
        begins = _add_months(first, number * stride)
        yield begins, _add_months(first, number * stride + months) - dt.timedelta(days=1)
        number += 1


def _add_months(day: dt.date, months: int) -> dt.date:
    at = day.year * 12 + day.month - 1 + months
    year, month = divmod(at, 12)
    try:
        return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
    except ValueError:
        raise CallError(f"a window from {day} on goes beyond the year 9999; take a shorter one") from None
