"""What the columns of a trace are: themes, meetings, years or bodies, and which of them a sentence stands under."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from naeringsgraf.analysis.answers import shorten_iri
from naeringsgraf.analysis.evidence import Evidence, MeetingFacts, Quote, Themes
from naeringsgraf.analysis.order import sort_key
from naeringsgraf.errors import CallError

NO_DATE: Final = "no date"
NO_BODY: Final = "no body"


class By(StrEnum):
    """What the columns of the table are."""

    THEME = "theme"
    MEETING = "meeting"
    YEAR = "year"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Column:
    """One theme, meeting, year or body."""

    id: str
    label: str


class ThemeColumns:
    """Which columns a sentence stands under: the themes asked for, those of a level, or else each of its own."""

    def __init__(self, evidence: Evidence, asked: Sequence[str], include_narrower: bool, level: int | None) -> None:
        """Take in the themes asked for; none for all.

        Raises:
            CallError: there is no such level, or a theme asked for stands below it.
        """
        self._themes = evidence.themes
        self._level = level
        self._asked = {
            theme: frozenset({theme}) | (evidence.themes.narrower(theme) if include_narrower else frozenset())
            for theme in asked
        }
        _check_level(self._themes, asked, level)

    def of(self, quote: Quote) -> list[Column]:
        """Give the columns of a sentence; none when it is about something else."""
        ids = {id for theme in quote.themes for id in self.of_theme(theme)}
        return [Column(theme, self._themes.label(theme)) for theme in self._put_in_order(ids)]

    def of_theme(self, theme: str) -> list[str]:
        """Give the ids of the columns of a sentence that raises this theme; none where nobody asked for it."""
        if self._level is not None:
            within = not self._asked or any(theme in all_of for all_of in self._asked.values())
            return [self._themes.at_level(theme, self._level)] if within else []
        return [asked for asked, all_of in self._asked.items() if theme in all_of] if self._asked else [theme]

    def _put_in_order(self, ids: set[str]) -> list[str]:
        """Give columns as they were asked for, else by id."""
        return [id for id in self._asked if id in ids] if self._asked and self._level is None else sorted(ids)

    def tell_included(self, quotes: Iterable[Quote]) -> dict[str, tuple[str, ...]]:
        """Say which narrower themes of those asked for do occur."""
        raised = {theme for quote in quotes for theme in quote.themes}
        told = {}
        for asked, all_of in self._asked.items():
            narrower = [self._themes.label(theme) for theme in (raised & all_of) - {asked}]
            if narrower:
                told[self._themes.label(asked)] = tuple(sorted(narrower, key=sort_key))
        return told


def _check_level(themes: Themes, asked: Sequence[str], level: int | None) -> None:
    if level is None:
        return
    if level < 1:
        raise CallError(f"there is no level {level}; 1 is the top of the thesaurus", "no_level", level=str(level))
    for theme in asked:
        if themes.level(theme) > level:
            stands = themes.level(theme)
            label = themes.label(theme)
            told = f'"{label}" stands at level {stands}; ask for level {stands} or more'
            raise CallError(told, "level_above", theme=label, level=str(stands))


def meeting_column(meeting: MeetingFacts) -> Column:
    """Give the column of a meeting: its day and body, else what its document is called."""
    told = [part for part in (meeting.date.isoformat() if meeting.date else None, meeting.body_label) if part]
    return Column(meeting.document, " ".join(told) or meeting.label)


def year_column(meeting: MeetingFacts) -> Column:
    """Give the column of the year of a meeting."""
    year = str(meeting.date.year) if meeting.date else NO_DATE
    return Column(year, year)


def body_column(meeting: MeetingFacts) -> Column:
    """Give the column of the body that held a meeting, under all its names."""
    if meeting.body is None or meeting.body_label is None:
        return Column(NO_BODY, NO_BODY)
    return Column(shorten_iri(meeting.body), meeting.body_label)


COLUMN_OF_MEETING: Final[dict[By, Callable[[MeetingFacts], Column]]] = {
    By.MEETING: meeting_column,
    By.YEAR: year_column,
    By.BODY: body_column,
}
"""For tables whose columns do not depend on what is said."""


def column_key(column: Column, by: By) -> tuple[Any, ...]:
    """Give what columns are put in order by."""
    # Labels of meetings and years begin with the day, so they sort by time.
    by_name = by in (By.THEME, By.BODY)
    return (*(sort_key(column.label) if by_name else (column.label,)), column.id)
