"""How many sentences there are of each municipality, theme, body, period …: any two of these as a table, in an instant.

The numbers are those of `trace`, which holds the sentences too. They are counted anew for each choice, from columns
that a graph keeps, so that a page can follow every turn of a filter.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Final, cast

import numpy as np

from naeringsgraf.analysis.answers import Answers, shorten_iri
from naeringsgraf.analysis.choosing import Names, find_actors, find_themes
from naeringsgraf.analysis.columns import NONE, Numbers, read_columns
from naeringsgraf.analysis.counting import Counting
from naeringsgraf.analysis.evidence import MeetingFacts, read_known
from naeringsgraf.analysis.finding import list_names
from naeringsgraf.analysis.marks import NOTHING, Axis, Marker, Marks, Mask
from naeringsgraf.analysis.narrowing import check_bases
from naeringsgraf.analysis.order import sort_key
from naeringsgraf.analysis.period import read_period
from naeringsgraf.analysis.places import PlaceTime, read_place_time
from naeringsgraf.analysis.rows import Row, find_row
from naeringsgraf.analysis.scope import find_bodies
from naeringsgraf.analysis.trace import ALL_KINDS, MUNICIPALITIES
from naeringsgraf.analysis.trace_columns import Column, ThemeColumns
from naeringsgraf.analysis.turnout import Appearance, Turnout, count_turnout
from naeringsgraf.days import Day
from naeringsgraf.model.meeting import ActorKind

__all__ = ["Axis", "Choice", "Counts", "Table", "Value", "Whole", "count", "read_marker"]

_PERIODS: Final = frozenset((Axis.YEAR, Axis.QUARTER, Axis.MONTH))
_BY_TIME: Final = _PERIODS | {Axis.MEETING}


@dataclass(frozen=True, slots=True)
class Choice:
    """Which sentences are counted, and for whom. What one filter names is added up; the filters narrow each other."""

    theme: Names = None
    """Labels in any language, or ids; None for all."""
    municipality: Names = None
    """Names, numbers or ids of actors, taken as `trace` takes them; None for all."""
    row: Names = None
    """Ids of rows as the counts tell them, each with all actors in it; None for all."""
    body: Names = None
    """Names or ids of who held the meeting; None for all, also those not known."""
    organisation: Names = None
    """Names or ids of whom the speaker represented, each with all actors in its row; None for all."""
    since: Day = None
    until: Day = None
    basis: Names = None
    """"recorded", "inferred" or "reviewed"; None for all."""
    include_narrower: bool = True
    level: int | None = None
    kinds: Collection[ActorKind | str] = MUNICIPALITIES
    places: PlaceTime | str = PlaceTime.AS_OF
    include_regions: bool = False
    among: Collection[str] | None = None
    """Ids of the only sentences that can count, such as those of one mode; None for all."""
    unthemed: bool = False
    """Whether sentences that raise no theme count too, where none is chosen."""
    unnamed: bool = False
    """Whether sentences said for nobody named count too, where nobody is chosen."""


class Whole(StrEnum):
    """What a share is one of."""

    TURN = "turns"
    MEETING = "meetings"


@dataclass(frozen=True, slots=True)
class Value:
    """One value of an axis, and how many sentences would be counted if it were the only one chosen."""

    id: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Table:
    """Numbers of sentences by two axes. A sentence that stands in several cells is one in each total."""

    rows: tuple[Column, ...]
    columns: tuple[Column, ...]
    cells: Numbers
    """Rows × columns."""
    row_totals: Numbers
    column_totals: Numbers
    through_region: Numbers
    """Rows × columns: how many were said for a region that the row's municipality belongs to. Zeros where rows are
    something else."""


def count(graph: Answers, choice: Choice = Choice(), language: str = "nb") -> "Counts":
    """Count sentences that raise a theme, with themes named in this language. Nothing is read twice of a lasting graph.

    Raises:
        CallError: a name or day is not known; near names are told. Or a level is asked for that is none.
    """
    marker = read_marker(graph, language)
    return Counts(marker, find_bodies(graph, marker.known, choice.body), choice)


def read_marker(graph: Answers, language: str = "nb") -> Marker:
    """Read what each sentence has of each axis, and what is known of themes, actors and places; once."""
    key = f"marks {language}"
    if not graph.lasting or key not in graph.kept:
        marker = Marker(read_columns(graph), read_known(graph, language))
        if not graph.lasting:
            return marker
        graph.kept[key] = marker
    return cast(Marker, graph.kept[key])


class Counts:
    """The counts of one choice, each made when it is asked for."""

    def __init__(self, marker: Marker, bodies: frozenset[str], choice: Choice) -> None:
        """Take in the choice, and the ids of the bodies that it names; see `count`."""
        self._marker = marker
        self._choice = choice
        known, kinds = marker.known, {ActorKind(kind) for kind in choice.kinds}
        self._bodies = bodies
        self._period = read_period(choice.since, choice.until)
        self._places = read_place_time(choice.places)
        self._of_kind = find_actors(known, None, kinds)
        self._counting = self._make_counting(find_actors(known, choice.municipality, kinds))
        self._themes = find_themes(known, choice.theme)
        self._within = ThemeColumns(known, self._themes, choice.include_narrower, choice.level)
        self._organisations = self._find_organisations()
        self._bases = check_bases(choice.basis)
        self._masks: dict[Axis, Mask] = {}

    @cached_property
    def total(self) -> int:
        """All sentences counted, each once."""
        return int(self._shown.sum())

    @cached_property
    def without_actor(self) -> int:
        """Sentences that would be counted if anybody were named for them; 0 where municipalities are chosen."""
        return self._count_others(self._marker.actors == NONE)

    @cached_property
    def other_actors(self) -> int:
        """Sentences said for actors of kinds that are not asked for; 0 where municipalities are chosen."""
        return self._count_others((self._marker.actors != NONE) & ~self._meet(Axis.MUNICIPALITY))

    @cached_property
    def undated(self) -> int:
        """Sentences of anybody left out because their meeting has no day; 0 where no period is asked for."""
        if not (self._period.since or self._period.until):
            return 0
        return int((self._meet_all_but(Axis.MUNICIPALITY, *_PERIODS) & np.isnat(self._marker.days)).sum())

    def table(self, rows: Axis = Axis.MUNICIPALITY, columns: Axis = Axis.THEME) -> Table:
        """Count by two axes, both in the order of `trace`. What has no sentence is in neither."""
        down, across = (self._mark(axis).of_sentences(self._shown) for axis in (rows, columns))
        mine, other = down.pairs.join(across.pairs)
        shape = len(down.values), len(across.values)
        at = down.pairs.value[mine] * shape[1] + across.pairs.value[other]
        through = at[down.through[mine]] if down.through is not None else at[:0]
        cells, regional = (np.bincount(each, minlength=shape[0] * shape[1]).reshape(shape) for each in (at, through))
        first, second = _list_counted(down, rows), _list_counted(across, columns)
        return Table(
            tuple(down.values[at] for at in first),
            tuple(across.values[at] for at in second),
            cells[np.ix_(first, second)],
            down.count()[first],
            across.count()[second],
            regional[np.ix_(first, second)],
        )

    def facet(self, axis: Axis) -> tuple[Value, ...]:
        """Give the values of an axis, whatever of this axis is chosen now, in the order of `table`.

        Those that would count nothing are left out. A theme has what is narrower counted with it, as when it is chosen.
        """
        marks = self._mark_widely(axis).of_sentences(self._meet_all_but(*(_PERIODS if axis in _PERIODS else {axis})))
        counts = marks.count()
        listed = [(marks.values[at], int(counts[at])) for at in _list_counted(marks, axis)]
        return tuple(Value(value.id, value.label, number) for value, number in listed if value.id not in NOTHING)

    def rows(self) -> tuple[Row, ...]:
        """Give whom sentences are counted for, with the actors in each, by label; as `trace` does."""
        actors = self._marker.columns.actors
        said_for = {actors[at] for at in np.unique(self._marker.actors[self._shown])}
        counted = {each for actor in said_for for each in self._counting.actors_for(actor)}
        rows = [row for row in set(self._counting.make_rows_of(counted).values()) if self._is_chosen(row.id)]
        return tuple(sorted(rows, key=lambda row: (sort_key(row.label), row.id)))

    def count_by_actor(self) -> dict[str, int]:
        """Give id of whom sentences are said for → how many of those counted; by itself, and not in its row."""
        said_for = self._marker.actors[self._shown]
        numbers = np.bincount(said_for[said_for != NONE], minlength=len(self._marker.columns.actors))
        return {self._marker.columns.actors[at]: int(numbers[at]) for at in np.flatnonzero(numbers).tolist()}

    def list_statements(self, within: Mapping[Axis, str]) -> dict[MeetingFacts, list[str]]:
        """Give the ids of the sentences counted that have one value of each of some axes, by meeting.

        Meetings are by day, those without one last, and then by document; all sentences of the choice where no axis is
        named. What has no sentence gives none.
        """
        mask = self._shown
        for axis, id in within.items():
            mask = mask & self._mark(axis).of_values([id]).cover(len(mask))
        columns = self._marker.columns
        found: defaultdict[MeetingFacts, list[str]] = defaultdict(list)
        for at in np.flatnonzero(mask).tolist():
            found[columns.meetings[columns.meeting[columns.turn[at]]]].append(columns.statements[at])
        return dict(sorted(found.items(), key=lambda each: (each[0].date or dt.date.max, each[0].document)))

    def gather(self, rows: Axis, columns: Axis, whole: Whole) -> dict[tuple[str, str], int]:
        """Give row and column → number of turns or meetings that have a sentence of both."""
        down, across = (self._mark(axis).of_sentences(self._shown) for axis in (rows, columns))
        mine, other = down.pairs.join(across.pairs)
        at = down.pairs.value[mine] * len(across.values) + across.pairs.value[other]
        turns = self._marker.columns.turn[down.pairs.of[mine]]
        units = turns if whole is Whole.TURN else self._marker.columns.meeting[turns]
        each = np.unique(np.stack([at, units]), axis=1)[0] if at.size else at
        found, numbers = np.unique(each, return_counts=True)
        return {
            (down.values[cell // len(across.values)].id, across.values[cell % len(across.values)].id): number
            for cell, number in zip(found.tolist(), numbers.tolist(), strict=True)
        }

    def count_turnout(self, appearances: Iterable[Appearance], column_of: Callable[[MeetingFacts], str]) -> Turnout:
        """Count what there was of each row in the meetings of the choice: turns on any theme, and meetings.

        Args:
            appearances: who spoke and who was present, in all meetings.
            column_of: gives what numbers are told apart by; always the same where they are not.
        """
        meant = [each for each in appearances if self._is_meant(each.meeting)]
        return count_turnout(meant, self._make_counting(self._of_kind).rows_for, column_of)

    def _is_meant(self, meeting: MeetingFacts) -> bool:
        body = shorten_iri(meeting.body) if meeting.body else None
        return self._period.holds(meeting.date) and (not self._bodies or body in self._bodies)

    # What sentences have of each axis

    def _mark(self, axis: Axis) -> Marks:
        """Mark by what is chosen of an axis, where the choice tells what its values are."""
        if axis is Axis.MUNICIPALITY:
            return self._rows
        if axis is Axis.THEME:
            return self._theme_columns
        return self._mark_widely(axis)

    def _mark_widely(self, axis: Axis) -> Marks:
        """Mark by all values of an axis."""
        match axis:
            case Axis.MUNICIPALITY:
                if not self._chooses_rows:
                    return self._rows
                return self._marker.mark_rows(self._make_counting(self._of_kind))
            case Axis.THEME:
                return self._marker.themes_with_broader if self._choice.include_narrower else self._marker.themes_alone
            case Axis.ORGANISATION:
                return self._represented
        return self._marker.mark(axis)

    @cached_property
    def _rows(self) -> Marks:
        marks = self._marker.mark_rows(self._counting)
        return marks if self._choice.row is None else marks.of_values(list_names(self._choice.row))

    @cached_property
    def _theme_columns(self) -> Marks:
        chooses = self._themes or self._choice.level is not None
        return self._marker.mark_themes(self._within) if chooses else self._marker.themes_alone

    @cached_property
    def _represented(self) -> Marks:
        return self._marker.mark_organisations(self._places)

    # Which sentences are meant

    @cached_property
    def _shown(self) -> Mask:
        return self._meet_all_but()

    def _meet_all_but(self, *axes: Axis) -> Mask:
        """Tell which sentences can count, and meet the filters of all other axes."""
        mask = self._possible
        for axis in (Axis.MUNICIPALITY, Axis.THEME, Axis.ORGANISATION, Axis.BODY, Axis.BASIS, Axis.YEAR):
            if axis not in axes:
                mask = mask & self._meet(axis)
        return mask

    @cached_property
    def _possible(self) -> Mask:
        marker, among = self._marker, self._choice.among
        mask = self._every if self._choice.unthemed else marker.themes_alone.cover(len(marker.actors))
        if among is None:
            return mask
        wanted = frozenset(among)
        return mask & np.fromiter((id in wanted for id in marker.columns.statements), np.bool_, len(mask))

    @property
    def _every(self) -> Mask:
        return np.ones_like(self._marker.actors, np.bool_)

    def _meet(self, axis: Axis) -> Mask:
        if axis not in self._masks:
            self._masks[axis] = self._filter(axis)
        return self._masks[axis]

    def _filter(self, axis: Axis) -> Mask:
        chosen = {Axis.ORGANISATION: self._organisations, Axis.BODY: self._bodies, Axis.BASIS: self._bases}
        if axis is Axis.YEAR:
            return self._hold()
        if self._lets_all_through(axis) or (axis in chosen and not chosen[axis]):
            return self._every
        marks = self._mark(axis)
        if ids := chosen.get(axis):
            marks = marks.of_values(ids)
        return marks.cover(len(self._marker.actors))

    def _lets_all_through(self, axis: Axis) -> bool:
        """Tell whether sentences count that have nothing of this axis."""
        if axis is Axis.THEME:
            return self._choice.unthemed and not self._themes
        return axis is Axis.MUNICIPALITY and self._choice.unnamed and not self._chooses_rows

    def _hold(self) -> Mask:
        """Tell which sentences are of the period; one without a day is of none but that of all days."""
        days, mask = self._marker.days, self._every
        if self._period.since:
            mask = mask & (days >= np.datetime64(self._period.since))
        if self._period.until:
            mask = mask & (days <= np.datetime64(self._period.until))
        return mask

    # What is chosen

    def _make_counting(self, wanted: set[str]) -> Counting:
        return Counting(self._marker.known, self._places, self._choice.include_regions, self._of_kind, wanted)

    def _find_organisations(self) -> frozenset[str]:
        if not list_names(self._choice.organisation):
            return frozenset()
        actors = find_actors(self._marker.known, self._choice.organisation, set(ALL_KINDS))
        return frozenset(find_row(self._counting.lines, actor, self._places) for actor in actors)

    @property
    def _chooses_rows(self) -> bool:
        return self._choice.municipality is not None or self._choice.row is not None

    def _is_chosen(self, row: str) -> bool:
        return self._choice.row is None or row in list_names(self._choice.row)

    def _count_others(self, others: Mask) -> int:
        if self._chooses_rows:
            return 0
        return int((self._meet_all_but(Axis.MUNICIPALITY) & others).sum())


def _list_counted(marks: Marks, axis: Axis) -> list[int]:
    """Give the places of the values that any sentence has, in order: by time, or by label as people sort it."""
    return sorted(np.unique(marks.pairs.value).tolist(), key=lambda at: _order_key(marks.values[at], axis))


def _order_key(value: Column, axis: Axis) -> tuple[object, ...]:
    return (*([value.label] if axis in _BY_TIME else sort_key(value.label)), value.id)
