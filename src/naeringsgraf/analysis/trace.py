"""Which municipality raised which theme, since when, and in which words: a table whose every number is its quotes."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from naeringsgraf.analysis.answers import Answers
from naeringsgraf.analysis.choosing import Names, find_actors, find_themes
from naeringsgraf.analysis.counting import Counted, Counting
from naeringsgraf.analysis.evidence import Evidence, Quote, RegionFacts, read_evidence, read_known
from naeringsgraf.analysis.finding import Finding, Value, share, take_set
from naeringsgraf.analysis.narrowing import EVERYTHING, Narrowing, read_narrowing
from naeringsgraf.analysis.order import sort_key
from naeringsgraf.analysis.period import Period, read_period
from naeringsgraf.analysis.places import Merger, PlaceTime, read_place_time
from naeringsgraf.analysis.rows import Row
from naeringsgraf.analysis.trace_columns import COLUMN_OF_MEETING, By, Column, ThemeColumns, column_key
from naeringsgraf.analysis.turnout import Appearance, Turnout, count_turnout, read_appearances
from naeringsgraf.days import Day
from naeringsgraf.errors import CallError
from naeringsgraf.model.meeting import ActorKind

__all__ = ["ALL_KINDS", "MUNICIPALITIES", "By", "Cell", "Column", "Trace", "lay_out", "trace"]

MUNICIPALITIES: Final = (ActorKind.MUNICIPALITY,)
ALL_KINDS: Final = tuple(ActorKind)


@dataclass(frozen=True, slots=True)
class Cell:
    """What one row said under one column. There are no empty cells."""

    row: Row
    column: Column
    quotes: tuple[Quote, ...]
    """By date and place in the text, each once."""
    own_turns: int | None = None
    """All turns of the row in the period: in the column's meetings, or in all where columns are themes. None where they
    were not counted."""
    meetings_attended: int | None = None
    """All meetings, of the same, at which the row was present or something was said for it."""

    @property
    def statements(self) -> int:
        """The number shown: how many sentences."""
        return len(self.quotes)

    @property
    def turns(self) -> int:
        """In how many turns they stand."""
        return len({quote.turn for quote in self.quotes})

    @property
    def meetings(self) -> int:
        """In how many meetings they were said."""
        return len({quote.meeting.document for quote in self.quotes})

    @property
    def share_of_turns(self) -> float | None:
        """Share of the row's own turns, 0 to 1."""
        return share(self.turns, self.own_turns)

    @property
    def share_of_meetings(self) -> float | None:
        """Share of the meetings the row attended, 0 to 1."""
        return share(self.meetings, self.meetings_attended)

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
    asked_actors: tuple[str, ...] = ()
    """Names of those asked for, on any day, whether they said anything or not; empty for all."""
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
    narrowed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """"body", "organisation" or "basis" → what of it is counted alone, by name; a basis by its word."""
    asked_with: Mapping[str, Any] = field(default_factory=dict)
    """What the shipped query is asked with to give the same rows."""

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

    def to_finding(self) -> Finding:
        """Give the cells as rows, put in order by the code points of the names as a query does it."""
        cells = sorted(self.cells, key=lambda cell: (cell.row.label, cell.row.id, cell.column.label, cell.column.id))
        return Finding(
            "trace" if self.by is By.THEME else f"trace-by-{self.by}",
            (*_ROW, str(self.by), f"{self.by}_id", *_NUMBERS),
            tuple(_describe_cell(cell) for cell in cells),
            tuple(cell.quotes for cell in cells),
            tuple(self.notes()),
            self.asked_with,
        )

    def to_dicts(self) -> list[dict[str, Any]]:
        """Give one plain dict a cell, for CSV and pandas; numbers, ISO days and strings only."""
        return self.to_finding().to_dicts()

    def to_quote_dicts(self) -> list[dict[str, Any]]:
        """Give one plain dict a sentence and cell, for CSV and pandas."""
        return self.to_finding().to_quote_dicts()

    def notes(self) -> list[str]:
        """Say in English what the numbers count and what is not among them, one line each."""
        notes = ["Numbers are sentences; turns are told beside them. A sentence with two themes stands under both."]
        if any(cell.own_turns is not None for cell in self.cells):
            notes.append("Shares are of all turns of the row, and of the meetings it was present or heard at.")
        for theme, narrower in sorted(self.included.items()):
            notes.append(f'"{theme}" includes the narrower {", ".join(narrower)}.')
        notes += [f"Only {kind} {', '.join(names)}." for kind, names in self.narrowed.items()]
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
        return self.counted.tell()

    @property
    def counted(self) -> Counted:
        """Tell who stands behind the rows."""
        return Counted(self.rows, self.places, self.moved, self.mergers, self.include_regions, self.regions)


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
    level: int | None = None,
    body: Names = None,
    organisation: Names = None,
    basis: Names = None,
    with_sentences: bool = True,
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
        level: count every theme under the one above it at this level of the thesaurus, 1 at the top; one that stands
            higher stands for itself. The columns are then themes, and themes asked for only limit what is counted.
        body: name or id of the bodies whose meetings count, also for shares; None for all.
        organisation: name or id of those whom the speaker represented at the meeting; None for all.
        basis: "recorded", "inferred" or "reviewed", of the sentences that count; None for all.
        with_sentences: False reads none, so that nothing is counted; for what is asked, which a graph of any size tells
            at once.

    Raises:
        CallError: a name or day is not known; near names are told. Or a level is asked for that is none.
    """
    evidence = read_evidence(graph, language) if with_sentences else read_known(graph, language)
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
        level=level,
        language=language,
        appearances=read_appearances(graph) if with_sentences else None,
        narrowing=read_narrowing(graph, evidence, body, organisation, basis, read_place_time(places)),
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
    level: int | None = None,
    language: str = "nb",
    appearances: Iterable[Appearance] | None = None,
    narrowing: Narrowing = EVERYTHING,
) -> Trace:
    """Lay out sentences that are read already; otherwise as `trace`.

    Without `appearances` there are no shares; `language` is that of the labels in `evidence`.
    """
    period = read_period(since, until)
    themes = find_themes(evidence, theme)
    chosen_kinds = {ActorKind(kind) for kind in kinds}
    of_kind = find_actors(evidence, None, chosen_kinds)
    wanted = find_actors(evidence, municipality, chosen_kinds)
    by = _choose_columns(by, themes, level)
    within = ThemeColumns(evidence, themes, include_narrower, level)
    counting = Counting(evidence, read_place_time(places), include_regions, of_kind, wanted)
    chosen = [quote for quote in evidence.quotes if narrowing.holds(quote) and within.of(quote)]
    dated = [quote for quote in chosen if period.holds(quote.date)]
    shown = [quote for quote in dated if counting.actors_of(quote)]
    rows = counting.make_rows(shown)
    meant = [each for each in appearances if narrowing.holds_meeting(each.meeting)] if appearances is not None else None
    turnout = _count_turnout(meant, counting, period, by) if meant is not None else None
    cells = _fill(shown, lambda quote: {rows[actor] for actor in counting.actors_of(quote)}, within, by, turnout)
    ask_everyone = municipality is None
    listed = tuple(sorted(set(rows.values()), key=lambda row: (sort_key(row.label), row.id)))
    return Trace(
        rows=listed,
        columns=tuple(sorted({cell.column for cell in cells}, key=lambda column: column_key(column, by))),
        cells=cells,
        by=by,
        asked=tuple(evidence.themes.label(each) for each in themes),
        asked_actors=tuple(sorted({evidence.actors[actor].label for actor in wanted}, key=sort_key))
        if municipality
        else (),
        since=period.since,
        until=period.until,
        included=within.tell_included(shown) if level is None else {},
        without_actor=sum(quote.actor is None for quote in dated) if ask_everyone else 0,
        other_actors=len([q for q in dated if q.actor and not counting.actors_of(q)]) if ask_everyone else 0,
        undated=sum(quote.date is None for quote in chosen) if period.since or period.until else 0,
        places=counting.places,
        moved=counting.find_moved(rows),
        mergers=tuple(merger for row in listed for merger in counting.lines.find_mergers(row.name, row.members)),
        include_regions=include_regions,
        regions=counting.find_regions(shown),
        narrowed=narrowing.name(evidence),
        asked_with=take_set(
            {
                "theme": themes,
                "level": level,
                "narrower": None if include_narrower else "no",
                "municipality": sorted(wanted) if municipality else None,
                "kind": sorted(chosen_kinds) if len(chosen_kinds) < len(ActorKind) else None,
                **narrowing.asked,
                **period.asked,
                "places": str(counting.places),
                "regions": "yes" if include_regions else None,
                "language": language if by is By.THEME else None,
            }
        ),
    )


def _choose_columns(by: By | str | None, themes: Collection[str], level: int | None) -> By:
    chosen = By(by) if by else By.MEETING if len(themes) == 1 and level is None else By.THEME
    if level is not None and chosen is not By.THEME:
        raise CallError(f"a level is one of themes, and the columns are to be {chosen}s; leave one of the two out")
    return chosen


def _count_turnout(appearances: Iterable[Appearance], counting: Counting, period: Period, by: By) -> Turnout:
    column_of = COLUMN_OF_MEETING.get(by)
    return count_turnout(
        [each for each in appearances if period.holds(each.meeting.date)],
        counting.rows_for,
        lambda meeting: column_of(meeting).id if column_of else "",
    )


_ROW: Final = ("actor", "kind", "actor_id")
_NUMBERS: Final = (
    *("statements", "through_region", "turns", "own_turns", "share_of_turns"),
    *("meetings", "meetings_attended", "share_of_meetings", "first", "last"),
)


def _describe_cell(cell: Cell) -> tuple[Value, ...]:
    return (
        *(cell.row.label, str(cell.row.kind), cell.row.id, cell.column.label, cell.column.id),
        *(cell.statements, cell.through_region, cell.turns, cell.own_turns, cell.share_of_turns),
        *(cell.meetings, cell.meetings_attended, cell.share_of_meetings, _iso(cell.first), _iso(cell.last)),
    )


def _fill(
    quotes: Iterable[Quote],
    rows_of: Callable[[Quote], Collection[Row]],
    within: ThemeColumns,
    by: By,
    turnout: Turnout | None,
) -> tuple[Cell, ...]:
    column_of = COLUMN_OF_MEETING.get(by)
    gathered: defaultdict[tuple[Row, Column], list[Quote]] = defaultdict(list)
    for quote in quotes:
        for row in rows_of(quote):
            for column in [column_of(quote.meeting)] if column_of else within.of(quote):
                gathered[row, column].append(quote)
    cells = []
    for (row, column), found in gathered.items():
        key = row.id, column.id if column_of else ""
        turns = turnout.turns.get(key) if turnout else None
        cells.append(Cell(row, column, tuple(found), turns, turnout.meetings.get(key) if turnout else None))
    return tuple(sorted(cells, key=lambda cell: (sort_key(cell.row.label), cell.row.id, column_key(cell.column, by))))


def _once(quotes: Iterable[Quote]) -> tuple[Quote, ...]:
    each = {quote.id: quote for quote in quotes}
    return tuple(sorted(each.values(), key=lambda quote: quote.place))


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
