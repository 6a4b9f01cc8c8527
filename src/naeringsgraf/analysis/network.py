"""Networks drawn from the table of who raised what; every line knows its sentences."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from naeringsgraf.analysis.answers import Answers
from naeringsgraf.analysis.choosing import Names
from naeringsgraf.analysis.evidence import Quote, Themes, read_evidence
from naeringsgraf.analysis.layout import Place, Side, place_columns
from naeringsgraf.analysis.places import PlaceTime
from naeringsgraf.analysis.trace import MUNICIPALITIES, By, Cell, Trace, lay_out
from naeringsgraf.days import Day
from naeringsgraf.model.meeting import ActorKind

THEME = "theme"
"""Kind of a node that is a theme; the others have the kind of their actor."""


@dataclass(frozen=True, slots=True)
class Node:
    """One mark: a municipality (or other actor) or a theme."""

    id: str
    """"municipality/3005-2020", "theme/batteri"."""
    label: str
    kind: str
    """"theme", or the kind of actor: "municipality", "region", ..."""
    group: str
    """Label of the broadest theme above a theme; the kind for an actor."""
    quotes: int
    """How many sentences it stands behind, each once."""
    degree: int
    """How many lines it has."""
    x: float
    y: float
    side: Side


@dataclass(frozen=True, slots=True)
class Edge:
    """That an actor raised a theme, with the sentences."""

    source: str
    """Id of the actor."""
    target: str
    """Id of the theme."""
    quotes: tuple[Quote, ...]
    """By date and place in the text."""
    through_region: int = 0
    """How many of them were said for a region that the actor belongs to."""

    @property
    def id(self) -> str:
        """The same in every export of the same graph."""
        return f"{self.source} {self.target}"

    @property
    def weight(self) -> int:
        """How many sentences."""
        return len(self.quotes)

    @property
    def turns(self) -> int:
        """In how many turns they stand."""
        return len({quote.turn for quote in self.quotes})

    @property
    def first(self) -> dt.date | None:
        """Day of the first; None where no meeting has a day."""
        return min((quote.date for quote in self.quotes if quote.date), default=None)

    @property
    def last(self) -> dt.date | None:
        """Day of the last."""
        return max((quote.date for quote in self.quotes if quote.date), default=None)


@dataclass(frozen=True)
class Network:
    """Marks and lines, sorted; there is no mark without a line, and no line twice."""

    kind: str
    """"municipality-theme"."""
    nodes: tuple[Node, ...]
    """Actors, then themes, each by label."""
    edges: tuple[Edge, ...]
    """By actor, then theme."""
    language: str
    """Of the themes' labels."""
    table: Trace
    """The table it is drawn from."""

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """All sentences behind it, each once."""
        return self.table.quotes


def municipality_theme_network(
    graph: Answers,
    theme: Names = None,
    municipality: Names = None,
    since: Day = None,
    until: Day = None,
    *,
    include_narrower: bool = True,
    kinds: Collection[ActorKind | str] = MUNICIPALITIES,
    language: str = "nb",
    places: PlaceTime | str = PlaceTime.AS_OF,
    include_regions: bool = False,
) -> Network:
    """Draw who raised which theme; the arguments are those of `trace`, and so are the numbers.

    Raises:
        CallError: a name or day is not known; near names are told.
    """
    evidence = read_evidence(graph, language)
    table = lay_out(
        evidence,
        theme,
        municipality,
        since,
        until,
        by=By.THEME,
        include_narrower=include_narrower,
        kinds=kinds,
        places=places,
        include_regions=include_regions,
    )
    edges = tuple(Edge(cell.row.id, cell.column.id, cell.quotes, cell.through_region) for cell in table.cells)
    return Network("municipality-theme", _make_nodes(table, evidence.themes), edges, language, table)


def _make_nodes(table: Trace, themes: Themes) -> tuple[Node, ...]:
    weights = {(cell.row.id, cell.column.id): float(cell.statements) for cell in table.cells}
    places = place_columns([row.id for row in table.rows], [column.id for column in table.columns], weights)
    degrees = _count_lines(table.cells)
    actors = [
        _make_node(row.id, row.label, str(row.kind), str(row.kind), table.quotes_of_row(row), degrees, places)
        for row in table.rows
    ]
    topics = [
        _make_node(
            column.id,
            column.label,
            THEME,
            themes.label(themes.top(column.id)),
            table.quotes_of_column(column),
            degrees,
            places,
        )
        for column in table.columns
    ]
    return (*actors, *topics)


def _make_node(
    id: str,
    label: str,
    kind: str,
    group: str,
    quotes: Collection[Quote],
    degrees: dict[str, int],
    places: dict[str, Place],
) -> Node:
    place = places[id]
    return Node(id, label, kind, group, len(quotes), degrees[id], place.x, place.y, place.side)


def _count_lines(cells: Iterable[Cell]) -> dict[str, int]:
    degrees: defaultdict[str, int] = defaultdict(int)
    for cell in cells:
        degrees[cell.row.id] += 1
        degrees[cell.column.id] += 1
    return degrees
