"""The sentences behind one number, word for word: as a page, and as the panel beside the matrix."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from naeringsgraf.analysis.counts import Axis, Counts
from naeringsgraf.analysis.evidence import MeetingFacts, Quote
from naeringsgraf.analysis.naming import Naming
from naeringsgraf.analysis.places import PlaceTime
from naeringsgraf.analysis.quoting import Clue, read_clues, read_some
from naeringsgraf.errors import CallError
from naeringsgraf.views.pages import describe_quote
from naeringsgraf.web.pages.asked import Reply
from naeringsgraf.web.pages.facets import Facets, read_facets
from naeringsgraf.web.pages.view import View

FOLD: Final = 30
"""Sentences on one page."""

_BETWEEN: Final = "~"
_TIMES: Final = (Axis.MEETING, Axis.YEAR, Axis.QUARTER, Axis.MONTH)


def name_cell(row: str = "", column: str = "") -> str:
    """Give what a cell is called in an address; a side that is left out stands for the total."""
    return f"{row}{_BETWEEN}{column}"


@dataclass(frozen=True, slots=True)
class Cell:
    """Which number is asked about: what its sentences have in common, besides what the facets choose."""

    row: str
    """Id of the municipality or other actor; empty for all."""
    column: str
    """Id of the theme; empty for all."""
    at: tuple[Axis, str] | None
    """Meeting, month, quarter or year; None for all."""

    @property
    def within(self) -> dict[Axis, str]:
        """Give what the sentences have in common."""
        named = {Axis.MUNICIPALITY: self.row, Axis.THEME: self.column}
        return {**{axis: id for axis, id in named.items() if id}, **dict([self.at] if self.at else [])}


def read_cell(view: View) -> Cell | None:
    """Read which number is asked about; None where none is.

    Raises:
        CallError: it is written in another way.
    """
    written, at = view.choice.one("cell"), view.choice.one("at")
    if not written:
        return None
    row, between, column = written.partition(_BETWEEN)
    axis, _, id = at.partition(":")
    if not between or (at and (axis not in _TIMES or not id)):
        told = f"a cell is a row and a column with ~ between, not {written[:80]!r}"
        raise CallError(told, "cell", asked=written[:80])
    return Cell(row, column, (Axis(axis), id) if at else None)


class Panel:
    """The sentences of one number, a page of them at a time."""

    def __init__(self, facets: Facets, cell: Cell, counts: Counts | None = None, name: str = "") -> None:
        """Take in what is chosen, and the number.

        Args:
            facets: of the page.
            cell: the number.
            counts: what it is one of, where that is less than all that is chosen.
            name: of that part.
        """
        self._view = facets.view
        self._facets = facets
        self._cell = cell
        self._name = name
        self._listed: Mapping[MeetingFacts, list[str]] = (counts or facets.counts).list_statements(cell.within)
        self.count = sum(map(len, self._listed.values()))
        """Of sentences: the number that is asked about."""
        self._first = self._view.choice.number("from", 0, 0, max(0, self.count - 1))

    @property
    def title(self) -> str:
        """Name the row and the column, and the time where one is asked about."""
        view, known = self._view, self._facets.known
        row = Naming(known, PlaceTime.AS_OF).label(self._cell.row) if self._cell.row else ""
        column = known.themes.label(self._cell.column) if self._cell.column else ""
        named = [part for part in (self._name, row, column, self._tell_time()) if part]
        return " – ".join(named) or view.texts["evidence_all"]

    def _tell_time(self) -> str:
        if self._cell.at is None:
            return ""
        meetings = {f"{meeting.date} {meeting.body_label}" for meeting in self._listed}
        axis, id = self._cell.at
        return next(iter(meetings), id) if axis is Axis.MEETING else id

    @property
    def told(self) -> str:
        """Say how many sentences and meetings, and from which day to which."""
        view = self._view
        days = [view.day(meeting.date) for meeting in self._listed if meeting.date]
        period = " – ".join(dict.fromkeys([days[0], days[-1]])) if days else ""
        counted = [view.count("statements", self.count), view.count("meetings", len(self._listed)), period]
        return " · ".join(part for part in counted if part)

    @cached_property
    def quotes(self) -> list[dict[str, Any]]:
        """Give the sentences of this page, each with where it stands and why it is counted."""
        view, base = self._view, self._view.graph.base
        quotes = read_some(view.graph, base, self._facets.known, self._listed, self._first, FOLD)
        clues = read_clues(view.graph, base, quotes)
        return [self._tell(quote, clues[quote.id]) for quote in quotes]

    def _tell(self, quote: Quote, clues: list[Clue]) -> dict[str, Any]:
        view = self._view
        told = describe_quote(quote, view.texts, view.language)
        return {
            **told,
            "tags": [
                view.texts[f"mode_{quote.mode}"],
                view.texts[f"basis_name_{quote.basis}" if quote.basis else "facets_basis_none"],
                *([view.texts["constructed"]] if quote.meeting.constructed else []),
            ],
            "link": view.link_thing(f"{quote.meeting.document}/text#{quote.id.partition('#')[2]}"),
            "rule": _tell_rule(view, quote.rule or ""),
            "clues": [self._tell_clue(clue) for clue in clues],
        }

    def _tell_clue(self, clue: Clue) -> dict[str, str]:
        return {
            "text": clue.text,
            "theme": self._facets.known.themes.label(clue.theme),
            "why": _tell_rule(self._view, clue.rule),
            "confidence": self._view.number(clue.confidence),
        }

    @property
    def shown(self) -> str:
        """Say which of the sentences are on this page; "" where all are."""
        last = min(self._first + FOLD, self.count)
        return "" if self.count <= FOLD else f"{self._first + 1}–{last} / {self.count}"

    @property
    def earlier(self) -> str | None:
        """Address of the sentences before; None on the first page."""
        before = self._first - FOLD
        return self._view.here(**{"from": before if before > 0 else None}) if self._first else None

    @property
    def later(self) -> str | None:
        """Address of the sentences after; None on the last page."""
        after = self._first + FOLD
        return self._view.here(**{"from": after}) if after < self.count else None

    @property
    def close(self) -> str:
        """Address of the matrix without the panel."""
        return self._view.link("/", self._view.choice.without("cell", "at", "from"))

    @property
    def alone(self) -> str:
        """Address of the panel as a page of its own."""
        return self._view.link("/evidence", self._view.choice)


def show(view: View) -> Reply:
    """Show the sentences as a page; all of the choice where no number is asked about."""
    facets = read_facets(view)
    panel = Panel(facets, read_cell(view) or Cell("", "", None))
    title = f"{view.texts['evidence_title']}: {panel.title}"
    return view.render("evidence.html.j2", title=title, facets=facets, panel=panel)


def _tell_rule(view: View, rule: str) -> str:
    """Say in words what a rule goes by; its name where there are no words for it."""
    return view.texts.get(f"evidence_rule_{rule.replace('-', '_')}", rule)
