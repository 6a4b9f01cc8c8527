"""What narrows a page: themes, municipalities, period, bodies, organisations of speakers, and what is recorded.

Each value tells how many sentences it would leave, whatever else of its kind is chosen; a choice can be taken away; and
where nothing is left, the page says which choice to take away.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final

from naeringsgraf.analysis.choosing import find_actors, find_themes
from naeringsgraf.analysis.counts import Axis, Choice, Counts, Value, count, read_marker
from naeringsgraf.analysis.evidence import Evidence
from naeringsgraf.analysis.finding import list_names, take_set
from naeringsgraf.analysis.naming import Naming
from naeringsgraf.analysis.places import PlaceTime
from naeringsgraf.analysis.scope import find_bodies
from naeringsgraf.analysis.trace import ALL_KINDS, MUNICIPALITIES
from naeringsgraf.days import read_since, read_until
from naeringsgraf.model.meeting import ActorKind
from naeringsgraf.web.pages.view import View

LISTED: Final = 12
"""Values of a facet that are links; the rest are chosen from a list."""

_AXES: Final = {
    "theme": Axis.THEME,
    "municipality": Axis.MUNICIPALITY,
    "body": Axis.BODY,
    "organisation": Axis.ORGANISATION,
    "basis": Axis.BASIS,
}
_PERIOD: Final = ("since", "until")

PASSING: Final = ("cell", "from", "format", "place")
"""What is no longer meant when a choice changes."""


_ANY: Final = Choice()

Kinds = Collection[ActorKind | str]


@dataclass(frozen=True, slots=True)
class Offer:
    """One value of a facet."""

    id: str
    label: str
    count: int
    chosen: bool
    place: str
    """Address of the page with it chosen, or with the choice taken away."""


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow the page."""

    name: str
    label: str
    offers: tuple[Offer, ...]
    """Those that are links: what is chosen, then the largest."""
    others: tuple[Offer, ...]
    """The rest, by name."""
    chosen: int


@dataclass(frozen=True, slots=True)
class Chip:
    """One choice that can be taken away."""

    name: str
    label: str
    place: str


@dataclass(frozen=True, slots=True)
class WayOut:
    """A choice that hides everything, and what there would be without it."""

    label: str
    count: int
    place: str


class Facets:
    """The facets of one page."""

    unit = ""
    """Key of what the numbers are, where they are no sentences."""

    def __init__(
        self, view: View, *, level: int | None = None, kinds: Kinds = MUNICIPALITIES, within: Choice = _ANY
    ) -> None:
        """Read what the query string chooses.

        Args:
            view: the page.
            level: of the thesaurus, under which themes are counted; None for each theme.
            kinds: of actors that are counted for.
            within: what the page is about in any case.

        Raises:
            CallError: a name or day is not known, and the like.
        """
        self.view = view
        self.known: Evidence = read_marker(view.graph, view.language).known
        self._kinds = kinds
        self.naming = Naming(self.known, PlaceTime.AS_OF)
        self.choice = self._read(level, within)
        self.counts: Counts = self.recount(self.choice)

    def recount(self, choice: Choice) -> Counts:
        """Count anew for another choice."""
        return count(self.view.graph, choice, self.view.language)

    def _read(self, level: int | None, within: Choice) -> Choice:
        chosen = self.view.choice
        return replace(
            within,
            theme=self._several("theme"),
            row=sorted(self._find_rows(chosen.several("municipality"))) if chosen.several("municipality") else None,
            body=self._several("body"),
            organisation=self._several("organisation"),
            since=chosen.one("since") or None,
            until=chosen.one("until") or None,
            basis=self._several("basis"),
            level=level,
            kinds=self._kinds,
        )

    def _several(self, name: str) -> Sequence[str] | None:
        return self.view.choice.several(name) or None

    def _find_rows(self, names: Iterable[str]) -> frozenset[str]:
        return self.naming.find_wanted(list(names), ALL_KINDS)

    @property
    def members(self) -> list[str] | None:
        """Ids of all actors of the rows chosen, as `trace` is asked for them; None where none are chosen."""
        return None if self.choice.row is None else self._list_members(list_names(self.choice.row))

    def _list_members(self, rows: Collection[str]) -> list[str]:
        every = find_actors(self.known, None, set(ALL_KINDS))
        return sorted(actor for actor in every if self.naming.find(actor) in rows)

    @cached_property
    def asked(self) -> dict[str, Any]:
        """Give what is chosen as a shipped query is asked with it; what is not chosen is left out."""
        view, organisations = self.view, self.view.choice.several("organisation")
        return take_set(
            {
                "theme": list(view.choice.several("theme")),
                "municipality": self.members,
                "body": sorted(find_bodies(view.graph, self.known, view.choice.several("body"))),
                "organisation": self._list_members(self._find_rows(organisations)) if organisations else None,
                "basis": list(view.choice.several("basis")),
                "since": self.choice.since,
                "until": self.choice.until,
            }
        )

    # What is chosen

    @cached_property
    def chips(self) -> list[Chip]:
        """Give each choice, in the order of the query string, with the address of the page without it."""
        return [
            Chip(name, f"{self._title(name)}: {self._name(name, value)}", self._without(name, value))
            for name, value in dict.fromkeys(self.view.choice.pairs)
            if value and (name in _AXES or name in _PERIOD)
        ]

    def _title(self, name: str) -> str:
        others = name == "municipality" and self._kinds is not MUNICIPALITIES
        return self.view.texts["row_actor" if others else f"facet_{name}"]

    def _name(self, name: str, value: str) -> str:
        if name in _PERIOD:
            return self.view.day(read_since(value) if name == "since" else read_until(value))
        if name == "basis":
            return self.view.texts[f"basis_name_{value}"]
        return ", ".join(sorted({self._label(name, id) for id in self._find(name, value)})) or value

    def _label(self, name: str, id: str) -> str:
        return self.known.themes.label(id) if name == "theme" else self.naming.label(id)

    def _find(self, name: str, value: str) -> Iterable[str]:
        """Give the ids that a value of the query string stands for."""
        match name:
            case "theme":
                return find_themes(self.known, value)
            case "municipality" | "organisation":
                return self._find_rows([value])
            case "body":
                return find_bodies(self.view.graph, self.known, value)
        return [value]

    def _without(self, name: str, value: str) -> str:
        return self.view.link(self.view.asked.path, self.view.choice.drop(name, value).without(*PASSING))

    # What can be chosen

    @cached_property
    def listed(self) -> list[Facet]:
        """Give the facets that have anything to choose; the period is chosen by its days."""
        facets = [self._make(name, self.find_values(axis)) for name, axis in _AXES.items()]
        return [facet for facet in facets if facet.offers]

    def find_values(self, axis: Axis) -> Iterable[Value]:
        """Give what can be chosen of an axis, in order, each with the number that it would leave."""
        return self.counts.facet(axis)

    def _make(self, name: str, values: Iterable[Value]) -> Facet:
        written = {id: value for value in self.view.choice.several(name) for id in self._find(name, value)}
        offers = [self._offer(name, value, written) for value in values]
        largest = sorted(offers, key=lambda offer: (not offer.chosen, -offer.count))
        first = largest[: max(LISTED, len(written))]
        shown = {offer.id for offer in first}
        return Facet(
            name,
            self._title(name),
            tuple(first),
            tuple(offer for offer in offers if offer.id not in shown),
            len(self.view.choice.several(name)),
        )

    def _offer(self, name: str, value: Value, written: dict[str, str]) -> Offer:
        chosen = value.id in written
        added = self.view.choice.add(name, value.id).without(*PASSING)
        place = self._without(name, written[value.id]) if chosen else self.view.link(self.view.asked.path, added)
        label = self.view.texts[f"basis_name_{value.id}"] if name == "basis" else value.label
        return Offer(value.id, label, value.count, chosen, place)

    def hidden(self, *names: str) -> list[tuple[str, str]]:
        """Give what a form must carry along that sets these names itself."""
        return [(name, value) for name, value in self.view.choice.without(*names, *PASSING).pairs if value]

    @property
    def period(self) -> dict[str, str | bool]:
        """Give the days that are chosen, as a form takes them, and whether any day is known."""
        meetings = read_marker(self.view.graph, self.view.language).columns.meetings
        return {
            "known": any(meeting.date for meeting in meetings),
            "since": _write(read_since(self.choice.since)),
            "until": _write(read_until(self.choice.until)),
        }

    # When nothing is left

    @cached_property
    def ways_out(self) -> list[WayOut]:
        """Give the choices without which there would be something, the one with most first."""
        found = []
        for name in dict.fromkeys(chip.name for chip in self.chips):
            changes: dict[str, Any] = {"row" if name == "municipality" else name: None}
            label = ", ".join(chip.label for chip in self.chips if chip.name == name)
            if left := self.recount(replace(self.choice, **changes)).total:
                found.append(WayOut(label, left, self._drop_all(name)))
        return sorted(found, key=lambda way: -way.count)

    def _drop_all(self, name: str) -> str:
        return self.view.link(self.view.asked.path, self.view.choice.without(name, *PASSING))

    @property
    def start_again(self) -> str:
        """Address of the page with nothing chosen."""
        return self.view.link(self.view.asked.path, self.view.choice.without(*_AXES, *_PERIOD, *PASSING))


def _write(day: dt.date | None) -> str:
    return day.isoformat() if day else ""


def read_facets(view: View) -> Facets:
    """Read the facets of a page whose query string also tells at which level themes are gathered, and for whom.

    Raises:
        CallError: as for `Facets`.
    """
    return Facets(view, level=view.choice.number("level", 0, 0, 9) or None, kinds=read_kinds(view))


def read_kinds(view: View) -> Kinds:
    """Read for which kinds of actors a page counts.

    Raises:
        CallError: they are chosen in another way.
    """
    return ALL_KINDS if view.choice.one("actors", among=("all",)) == "all" else MUNICIPALITIES
