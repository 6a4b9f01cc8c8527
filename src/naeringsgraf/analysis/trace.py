"""Which municipality raised which theme, since when, and in which words: a table whose every number is its quotes."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any, Final

from naeringsgraf.analysis.answers import Answers
from naeringsgraf.analysis.choosing import Names, find_actors, find_themes
from naeringsgraf.analysis.counting import Counting
from naeringsgraf.analysis.evidence import Evidence, Quote, RegionFacts, read_evidence
from naeringsgraf.analysis.order import sort_key
from naeringsgraf.analysis.places import Merger, PlaceTime, read_place_time
from naeringsgraf.analysis.rows import Row
from naeringsgraf.days import Day, check_period, read_since, read_until
from naeringsgraf.model.meeting import ActorKind

MUNICIPALITIES: Final = (ActorKind.MUNICIPALITY,)
ALL_KINDS: Final = tuple(ActorKind)


class By(StrEnum):
    """What the columns of the table are."""

    THEME = "theme"
    MEETING = "meeting"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Column:
    """One theme, meeting or year."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Cell:
    """What one row said under one column. There are no empty cells."""

    row: Row
    column: Column
    quotes: tuple[Quote, ...]
    """By date and place in the text, each once."""

    @property
    def statements(self) -> int:
        """The number shown: how many sentences."""
        return len(self.quotes)

    @property
    def turns(self) -> int:
        """In how many turns they stand."""
        return len({quote.turn for quote in self.quotes})

    @property
    def through_region(self) -> int:
        """How many of the sentences were said for a region that the row's municipality belongs to."""
        return sum(quote.actor not in self.row.members for quote in self.quotes)

    @property
    def first(self) -> dt.date | None:
        """Day of the first; None where no meeting has a day."""
        return min((quote.date for quote in self.quotes if quote.date), default=None)

    @property
    def last(self) -> dt.date | None:
        """Day of the last."""
        return max((quote.date for quote in self.quotes if quote.date), default=None)


@dataclass(frozen=True)
class Trace:
    """The table. Its cells hold all numbers; nothing is counted twice within a cell or a total."""

    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    cells: tuple[Cell, ...]
    """Row by row, column by column."""
    by: By
    asked: tuple[str, ...] = ()
    """Labels of the themes asked for; empty for all."""
    since: dt.date | None = None
    until: dt.date | None = None
    included: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Label of a theme asked for → labels of the narrower ones counted with it."""
    without_actor: int = 0
    """Sentences on these themes in this period that nobody is named for."""
    other_actors: int = 0
    """Sentences said for actors of kinds that were not asked for."""
    undated: int = 0
    """Sentences left out because their meeting has no day, when a period is asked for."""
    places: PlaceTime = PlaceTime.AS_OF
    moved: tuple[tuple[str, str], ...] = ()
    """Name on the day and name of today, where they differ and rows are rolled forward; sorted."""
    mergers: tuple[Merger, ...] = ()
    """Rows that go on under one name with other ground than before."""
    include_regions: bool = False
    regions: tuple[RegionFacts, ...] = ()
    """Regions whose sentences are counted in their members, by label."""

    @cached_property
    def quotes(self) -> tuple[Quote, ...]:
        """All sentences of the table, each once, by date and place in the text."""
        return _once(quote for cell in self.cells for quote in cell.quotes)

    def find(self, row: Row, column: Column) -> Cell | None:
        """Give the cell; None where it is empty."""
        return self._places.get((row.id, column.id))

    def quotes_of_row(self, row: Row) -> tuple[Quote, ...]:
        """Give all sentences of a row, each once, though it may stand under several themes."""
        return _once(quote for cell in self.cells if cell.row.id == row.id for quote in cell.quotes)

    def quotes_of_column(self, column: Column) -> tuple[Quote, ...]:
        """Give all sentences of a column, each once."""
        return _once(quote for cell in self.cells if cell.column.id == column.id for quote in cell.quotes)

    @cached_property
    def _places(self) -> dict[tuple[str, str], Cell]:
        return {(cell.row.id, cell.column.id): cell for cell in self.cells}

    def to_dicts(self) -> list[dict[str, Any]]:
        """Give one plain dict a cell, for CSV and pandas; numbers, ISO days and strings only."""
        return [describe_cell(cell, self.by, self.include_regions) for cell in self.cells]

    def to_quote_dicts(self) -> list[dict[str, Any]]:
        """Give one plain dict a sentence and cell, for CSV and pandas."""
        return [describe_quote(cell, quote, self.by) for cell in self.cells for quote in cell.quotes]

    def notes(self) -> list[str]:
        """Say in English what the numbers count and what is not among them, one line each."""
        notes = ["Numbers are sentences; turns are told beside them. A sentence with two themes stands under both."]
        for theme, narrower in sorted(self.included.items()):
            notes.append(f'"{theme}" includes the narrower {", ".join(narrower)}.')
        notes += self.tell_places()
        if self.without_actor:
            notes.append(f"{_count(self.without_actor, 'sentence')} on this said for nobody named: not in the table.")
        if self.other_actors:
            notes.append(f"{_count(self.other_actors, 'sentence')} on this said for others than those shown.")
        if self.undated:
            notes.append(f"{_count(self.undated, 'sentence')} left out, for their meeting has no date.")
        return notes

    def tell_places(self) -> list[str]:
        """Say in English which municipalities the rows are, and how regions are counted."""
        if self.places is PlaceTime.AS_OF:
            told = ["A municipality stands under its name on the day (as-of); a new number alone makes no new row."]
        else:
            told = ["Municipalities are rolled forward to those of today, where one has taken over (today)."]
        if self.moved:
            told.append(f"Counted under the name of today: {', '.join(f'{old} → {new}' for old, new in self.moved)}.")
        if split := [row.label for row in self.rows if row.split]:
            told.append(f"Left under the old name, for several took over: {', '.join(split)}.")
        if self.mergers:
            told.append(f"One name, but more ground since a merger: {', '.join(map(_tell_merger, self.mergers))}.")
        return told + (self._tell_regions() if self.include_regions else [])

    def _tell_regions(self) -> list[str]:
        if not self.regions:
            return ["Sentences for regions would be counted in their members; there are none here."]
        listed = ", ".join(f"{region.label} (members as of {_iso(region.as_of)})" for region in self.regions)
        return [
            f"Sentences for a region are counted in each of its members: {listed}.",
            "In parentheses: how many of a number come through a region.",
        ]


def trace(
    graph: Answers,
    theme: Names = None,
    municipality: Names = None,
    since: Day = None,
    until: Day = None,
    *,
    by: By | str | None = None,
    include_narrower: bool = True,
    kinds: Collection[ActorKind | str] = MUNICIPALITIES,
    language: str = "nb",
    places: PlaceTime | str = PlaceTime.AS_OF,
    include_regions: bool = False,
) -> Trace:
    """Lay out who raised which theme, with the sentences.

    Args:
        graph: what answers the queries.
        theme: label in any language, or id, of one or more themes; None for all.
        municipality: name, number or id of one or more of those spoken for; None for all.
        since: first day, or a year or month; None from the beginning.
        until: last day, or a year or month, which belongs to the period; None to the end.
        by: what the columns are; None for meetings when one theme is asked for, else themes.
        include_narrower: count what is narrower than a theme asked for under it, each sentence once.
        kinds: whom to show; municipalities alone unless asked for. `ALL_KINDS` for everyone.
        language: of the themes' labels, "nb", "nn" or "en".
        places: "as-of" for municipalities by their name on the day of the meeting, "today" to roll them forward to the
            one that has taken over; one that was split stays under its old name, and is marked.
        include_regions: count what is said for a region in each municipality that belongs to it, too.

    Raises:
        CallError: a name or day is not known; near names are told.
    """
    evidence = read_evidence(graph, language)
    return lay_out(
        evidence,
        theme,
        municipality,
        since,
        until,
        by=by,
        include_narrower=include_narrower,
        kinds=kinds,
        places=places,
        include_regions=include_regions,
    )


def lay_out(
    evidence: Evidence,
    theme: Names = None,
    municipality: Names = None,
    since: Day = None,
    until: Day = None,
    *,
    by: By | str | None = None,
    include_narrower: bool = True,
    kinds: Collection[ActorKind | str] = MUNICIPALITIES,
    places: PlaceTime | str = PlaceTime.AS_OF,
    include_regions: bool = False,
) -> Trace:
    """Lay out sentences that are read already; otherwise as `trace`."""
    first, last = read_since(since), read_until(until)
    check_period(first, last)
    themes = find_themes(evidence, theme)
    of_kind = find_actors(evidence, None, {ActorKind(kind) for kind in kinds})
    wanted = find_actors(evidence, municipality, {ActorKind(kind) for kind in kinds})
    within = _ThemeColumns(evidence, themes, include_narrower)
    counting = Counting(evidence, read_place_time(places), include_regions, of_kind, wanted)
    chosen = [quote for quote in evidence.quotes if within.of(quote)]
    dated = [quote for quote in chosen if _is_within(quote, first, last)]
    shown = [quote for quote in dated if counting.actors_of(quote)]
    rows = counting.make_rows(shown)
    by = By(by) if by else (By.MEETING if len(themes) == 1 else By.THEME)
    column_of = within.of if by is By.THEME else (_meeting_column if by is By.MEETING else _year_column)
    cells = _fill(shown, lambda quote: {rows[actor] for actor in counting.actors_of(quote)}, column_of, by)
    ask_everyone = municipality is None
    listed = tuple(sorted(set(rows.values()), key=lambda row: (sort_key(row.label), row.id)))
    return Trace(
        rows=listed,
        columns=_list_columns(cells, by),
        cells=cells,
        by=by,
        asked=tuple(evidence.themes.label(each) for each in themes),
        since=first,
        until=last,
        included=within.tell_included(shown),
        without_actor=sum(quote.actor is None for quote in dated) if ask_everyone else 0,
        other_actors=len([q for q in dated if q.actor and not counting.actors_of(q)]) if ask_everyone else 0,
        undated=sum(quote.date is None for quote in chosen) if first or last else 0,
        places=counting.places,
        moved=counting.find_moved(rows),
        mergers=tuple(merger for row in listed for merger in counting.lines.find_mergers(row.name, row.members)),
        include_regions=include_regions,
        regions=counting.find_regions(shown),
    )


def describe_cell(cell: Cell, by: By, include_regions: bool = False) -> dict[str, Any]:
    """Give a cell as a plain dict."""
    return {
        **_describe_place(cell, by),
        "statements": cell.statements,
        **({"through_region": cell.through_region} if include_regions else {}),
        "turns": cell.turns,
        "first": _iso(cell.first),
        "last": _iso(cell.last),
    }


def describe_quote(cell: Cell, quote: Quote, by: By) -> dict[str, Any]:
    """Give one sentence of a cell as a plain dict, with everything that says where it stands."""
    return {**_describe_place(cell, by), **quote.to_dict()}


def _describe_place(cell: Cell, by: By) -> dict[str, Any]:
    return {
        "actor": cell.row.label,
        "kind": str(cell.row.kind),
        "actor_id": cell.row.id,
        str(by): cell.column.label,
        f"{by}_id": cell.column.id,
    }


class _ThemeColumns:
    """Which columns a sentence stands under: the themes asked for, rolled up, or else each of its own."""

    def __init__(self, evidence: Evidence, asked: Sequence[str], include_narrower: bool) -> None:
        self._themes = evidence.themes
        self._asked = {
            theme: frozenset({theme}) | (evidence.themes.narrower(theme) if include_narrower else frozenset())
            for theme in asked
        }

    def of(self, quote: Quote) -> list[Column]:
        """Give the columns of a sentence; none when it is about something else."""
        raised = set(quote.themes)
        ids = [asked for asked, all_of in self._asked.items() if raised & all_of] if self._asked else quote.themes
        return [Column(theme, self._themes.label(theme)) for theme in ids]

    def tell_included(self, quotes: Iterable[Quote]) -> dict[str, tuple[str, ...]]:
        """Say which narrower themes of those asked for do occur."""
        raised = {theme for quote in quotes for theme in quote.themes}
        told = {}
        for asked, all_of in self._asked.items():
            narrower = [self._themes.label(theme) for theme in (raised & all_of) - {asked}]
            if narrower:
                told[self._themes.label(asked)] = tuple(sorted(narrower, key=sort_key))
        return told


def _meeting_column(quote: Quote) -> list[Column]:
    meeting = quote.meeting
    label = " ".join(part for part in (_iso(meeting.date), meeting.body_label) if part)
    return [Column(meeting.document, label or meeting.label)]


def _year_column(quote: Quote) -> list[Column]:
    year = str(quote.date.year) if quote.date else "no date"
    return [Column(year, year)]


def _fill(
    quotes: Iterable[Quote],
    rows_of: Callable[[Quote], Collection[Row]],
    columns_of: Callable[[Quote], list[Column]],
    by: By,
) -> tuple[Cell, ...]:
    gathered: defaultdict[tuple[Row, Column], list[Quote]] = defaultdict(list)
    for quote in quotes:
        for row in rows_of(quote):
            for column in columns_of(quote):
                gathered[row, column].append(quote)
    cells = [Cell(row, column, tuple(found)) for (row, column), found in gathered.items()]
    return tuple(sorted(cells, key=lambda cell: (sort_key(cell.row.label), cell.row.id, _column_key(cell.column, by))))


def _list_columns(cells: Iterable[Cell], by: By) -> tuple[Column, ...]:
    return tuple(sorted({cell.column for cell in cells}, key=lambda column: _column_key(column, by)))


def _column_key(column: Column, by: By) -> tuple[Any, ...]:
    # Labels of meetings and years begin with the day, so they sort by time.
    return (*(sort_key(column.label) if by is By.THEME else (column.label,)), column.id)


def _is_within(quote: Quote, since: dt.date | None, until: dt.date | None) -> bool:
    if quote.date is None:
        return since is None and until is None
    return (since is None or since <= quote.date) and (until is None or quote.date <= until)


def _tell_merger(merger: Merger) -> str:
    return f"{merger.label} ({merger.year}{', with ' if merger.others else ''}{', '.join(merger.others)})"


def _once(quotes: Iterable[Quote]) -> tuple[Quote, ...]:
    each = {quote.id: quote for quote in quotes}
    return tuple(sorted(each.values(), key=lambda quote: quote.place))


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
