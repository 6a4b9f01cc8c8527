"""The days that a question is about."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from naeringsgraf.analysis.evidence import Quote
from naeringsgraf.days import Day, check_period, read_since, read_until


@dataclass(frozen=True, slots=True)
class Period:
    """From one day to another, both in it; None leaves that side open."""

    since: dt.date | None = None
    until: dt.date | None = None

    def holds(self, day: dt.date | None) -> bool:
        """Tell whether a day is in it. What has no day is in no period but that of all days."""
        if self.since is None and self.until is None:
            return True
        return day is not None and (self.since or day) <= day <= (self.until or day)

    @property
    def asked(self) -> dict[str, str | None]:
        """What a shipped query is asked with."""
        return {
            "since": self.since.isoformat() if self.since else None,
            "until": self.until.isoformat() if self.until else None,
        }

    def tell(self, quotes: Iterable[Quote]) -> Iterator[str]:
        """Say in English how many sentences are left out because their meeting has no day."""
        undated = sum(quote.date is None for quote in quotes) if self.since or self.until else 0
        if undated:
            yield f"{undated} sentences left out, for their meeting has no date."


def read_period(since: Day, until: Day) -> Period:
    """Read the days that a caller wrote.

    Raises:
        CallError: there is no such day, or the period ends before it begins.
    """
    first, last = read_since(since), read_until(until)
    check_period(first, last)
    return Period(first, last)
