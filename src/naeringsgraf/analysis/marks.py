"""What each sentence has of what sentences are told apart by: its rows, themes, body, day …, as pairs of numbers."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from naeringsgraf.analysis.columns import NONE, Columns, Numbers, Pairs
from naeringsgraf.analysis.counting import Counting
from naeringsgraf.analysis.evidence import Evidence, MeetingFacts
from naeringsgraf.analysis.places import PlaceTime
from naeringsgraf.analysis.rows import Row, make_rows
from naeringsgraf.analysis.trace_columns import (
    NO_BODY,
    NO_DATE,
    Column,
    ThemeColumns,
    body_column,
    meeting_column,
    year_column,
)
from naeringsgraf.model.meeting import ActorKind

Mask = NDArray[np.bool_]
"""Sentence, or pair → whether it is meant."""

NOT_TOLD: Final = "not told"
NOTHING: Final = frozenset((NO_BODY, NO_DATE, NOT_TOLD))
"""Ids of what stands where a sentence has none."""


class Axis(StrEnum):
    """What sentences are told apart by."""

    MUNICIPALITY = "municipality"
    """The rows that they count for; other actors than municipalities where their kind is asked for."""
    THEME = "theme"
    ORGANISATION = "organisation"
    """The row of whom the speaker represented; a sentence without a known speaker has none."""
    BODY = "body"
    MEETING = "meeting"
    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"
    MODE = "mode"
    BASIS = "basis"


@dataclass(frozen=True, slots=True)
class Marks:
    """What each sentence has of one axis: one value, several or none."""

    pairs: Pairs
    """Sentence and place of the value in `values`."""
    values: tuple[Column, ...]
    through: Mask | None = None
    """Of each pair, whether the sentence was said for a region that the row's municipality belongs to."""

    def only(self, chosen: Mask) -> "Marks":
        """Keep some of the pairs."""
        through = None if self.through is None else self.through[chosen]
        return Marks(Pairs(self.pairs.of[chosen], self.pairs.value[chosen]), self.values, through)

    def of_sentences(self, mask: Mask) -> "Marks":
        """Keep the pairs of the sentences meant."""
        return self.only(mask[self.pairs.of])

    def of_values(self, ids: Collection[str]) -> "Marks":
        """Keep the pairs with the values that have these ids."""
        wanted = np.array([value.id in ids for value in self.values], np.bool_)
        return self.only(wanted[self.pairs.value])

    def cover(self, sentences: int) -> Mask:
        """Tell which of so many sentences have any value."""
        covered = np.zeros(sentences, np.bool_)
        covered[self.pairs.of] = True
        return covered

    def count(self) -> Numbers:
        """Give value → number of sentences."""
        return np.bincount(self.pairs.value, minlength=len(self.values))


def quarter_column(meeting: MeetingFacts) -> Column:
    """Give the column of the quarter of a meeting: "2023-Q1"."""
    quarter = f"{meeting.date.year}-Q{(meeting.date.month + 2) // 3}" if meeting.date else NO_DATE
    return Column(quarter, quarter)


def month_column(meeting: MeetingFacts) -> Column:
    """Give the column of the month of a meeting: "2023-01"."""
    month = meeting.date.isoformat()[:7] if meeting.date else NO_DATE
    return Column(month, month)


_OF_MEETING: Final[dict[Axis, Callable[[MeetingFacts], Column]]] = {
    Axis.BODY: body_column,
    Axis.MEETING: meeting_column,
    Axis.YEAR: year_column,
    Axis.QUARTER: quarter_column,
    Axis.MONTH: month_column,
}


class Marker:
    """Tells what the sentences of one graph have of each axis."""

    def __init__(self, columns: Columns, known: Evidence) -> None:
        """Take in what was read of the graph."""
        self.columns = columns
        self.known = known
        self._sentences = np.arange(len(columns.statements))
        self._made: dict[Axis, Marks] = {}

    @cached_property
    def actors(self) -> Numbers:
        """Sentence → whom it was said for."""
        return self.columns.actor[self.columns.turn]

    @cached_property
    def are_municipalities(self) -> Mask:
        """Actor → whether it is one; and a last place, which `NONE` points to, for nobody."""
        known = self.known.actors
        kinds = [known[actor].kind if actor in known else None for actor in self.columns.actors]
        return np.array([*(kind is ActorKind.MUNICIPALITY for kind in kinds), False], np.bool_)

    @cached_property
    def days(self) -> NDArray[np.datetime64]:
        """Sentence → day of its meeting."""
        return self.columns.days[self._meetings]

    @cached_property
    def _meetings(self) -> Numbers:
        return self.columns.meeting[self.columns.turn]

    def mark(self, axis: Axis) -> Marks:
        """Mark by what no choice changes: all but rows, columns and organisations."""
        if axis not in self._made:
            self._made[axis] = self._mark(axis)
        return self._made[axis]

    def _mark(self, axis: Axis) -> Marks:
        if axis is Axis.MODE:
            return self._mark_by(self.columns.mode, [Column(mode, mode) for mode in self.columns.modes])
        if axis is Axis.BASIS:
            bases = (*self.columns.bases, NOT_TOLD)
            told = np.where(self.columns.basis == NONE, len(bases) - 1, self.columns.basis)
            return self._mark_by(told, [Column(basis, basis) for basis in bases])
        return self._mark_by(self._meetings, [_OF_MEETING[axis](meeting) for meeting in self.columns.meetings])

    def _mark_by(self, numbers: Numbers, columns: Sequence[Column]) -> Marks:
        return self._spread(Pairs(self._sentences, numbers), [[column] for column in columns])

    def mark_themes(self, within: ThemeColumns) -> Marks:
        """Mark by the columns that a sentence stands under for its themes."""
        return self._mark_themes(within.of_theme)

    @cached_property
    def themes_with_broader(self) -> Marks:
        """Mark by each theme raised, and by all that are broader."""
        return self._mark_themes(self.known.themes.with_broader)

    @cached_property
    def themes_alone(self) -> Marks:
        """Mark by each theme raised."""
        return self._mark_themes(lambda theme: [theme])

    def _mark_themes(self, columns_of: Callable[[str], Iterable[str]]) -> Marks:
        label = self.known.themes.label
        return self._spread(
            self.columns.raised, [[Column(id, label(id)) for id in columns_of(theme)] for theme in self.columns.themes]
        )

    def mark_rows(self, counting: Counting) -> Marks:
        """Mark by the rows that a sentence counts for."""
        actors = self.columns.actors
        rows = counting.make_rows_of({each for actor in actors for each in counting.actors_for(actor)})
        marks = self._spread(self._said_for, [[rows[each] for each in counting.actors_for(actor)] for actor in actors])
        places = {value.id: at for at, value in enumerate(marks.values)}
        own = [places[rows[actor].id] if actor in counting.wanted else NONE for actor in actors]
        return replace(marks, through=np.array(own, np.intp)[self.actors[marks.pairs.of]] != marks.pairs.value)

    def mark_organisations(self, places: PlaceTime) -> Marks:
        """Mark by the row of whom the speaker represented."""
        rows = make_rows(self.known, self.known.follow_places(), self.columns.actors, places)
        sentences, at = Pairs(self.columns.turn, self._sentences).join(self.columns.represented)
        pairs = Pairs(sentences, self.columns.represented.value[at])
        return self._spread(pairs, [[rows[actor]] for actor in self.columns.actors])

    @property
    def _said_for(self) -> Pairs:
        return Pairs.of_arrays(self._sentences, self.actors)

    def _spread(self, pairs: Pairs, values_of: Sequence[Sequence[Column | Row]]) -> Marks:
        """Put the values that each second stands for in its place."""
        every = sorted({Column(each.id, each.label) for values in values_of for each in values}, key=lambda v: v.id)
        places = {value.id: at for at, value in enumerate(every)}
        listed = [(at, places[each.id]) for at, values in enumerate(values_of) for each in values]
        stands_for = Pairs.of_arrays(*np.array(listed, np.intp).reshape(-1, 2).T)
        mine, other = Pairs(pairs.value, pairs.of).join(stands_for)
        return Marks(Pairs.of_arrays(pairs.of[mine], stands_for.value[other]), tuple(every))
