"""What narrows a network: the facets of the other pages, or, where lines stand on who met, those that say something."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Final

from naeringsgraf.analysis.counts import Axis, Choice, Value
from naeringsgraf.analysis.finding import list_names
from naeringsgraf.analysis.networks.kinds import OF_MEETINGS
from naeringsgraf.analysis.order import sort_key
from naeringsgraf.analysis.period import read_period
from naeringsgraf.analysis.scope import find_bodies, find_body
from naeringsgraf.analysis.trace import ALL_KINDS, MUNICIPALITIES
from naeringsgraf.analysis.turnout import Appearance, read_appearances
from naeringsgraf.model.meeting import ActorKind
from naeringsgraf.web.pages.choice import FACETS
from naeringsgraf.web.pages.facets import Facets, Kinds
from naeringsgraf.web.pages.view import View

_OF_ALL: Final = "theme-theme"
"""The kind in which everybody's sentences count, those that nobody is named for too."""

_OWN_KINDS: Final = {"cluster-theme": (ActorKind.CLUSTER,), _OF_ALL: ALL_KINDS}
"""Kind of network → kinds of actors that it is about by itself; municipalities for all others."""


class MeetingFacets(Facets):
    """Municipalities and bodies by the number of meetings they were at, or held.

    Who met says nothing of themes, of whom a speaker stood for, or of how a sentence comes to count.
    """

    unit = "facets_meetings"

    def find_values(self, axis: Axis) -> Iterable[Value]:
        """Give municipalities or bodies that can be chosen."""
        if axis is Axis.BODY:
            rows = self.choice.row
            present = [each for each in self._present if rows is None or self.naming.find(each.actor) in rows]
            return self._count(present, lambda each: find_body(each.meeting) or "")
        if axis is Axis.MUNICIPALITY:
            bodies = find_bodies(self.view.graph, self.known, self.choice.body)
            held = [each for each in self._present if not bodies or find_body(each.meeting) in bodies]
            municipal = [each for each in held if self.naming.is_municipality(each.actor)]
            return self._count(municipal, lambda each: self.naming.find(each.actor))
        return ()

    @property
    def _present(self) -> list[Appearance]:
        """Who was present in the period."""
        period = read_period(self.choice.since, self.choice.until)
        every = read_appearances(self.view.graph)
        return [each for each in every if each.turn is None and period.holds(each.meeting.date)]

    def _count(self, present: Iterable[Appearance], value_of: Callable[[Appearance], str]) -> list[Value]:
        found: defaultdict[str, set[str]] = defaultdict(set)
        for each in present:
            found[value_of(each)].add(each.meeting.document)
        values = [Value(id, self.naming.label(id), len(meetings)) for id, meetings in found.items() if id]
        return sorted(values, key=lambda value: (sort_key(value.label), value.id))


def make_facets(view: View, kind: str) -> Facets:
    """Make the facets of a kind of network.

    Raises:
        CallError: a name or day is not known, and the like.
    """
    if kind in OF_MEETINGS:
        return MeetingFacets(view)
    everyone = view.choice.one("kinds", among=("all",)) == "all"
    facets = Facets(view, kinds=ALL_KINDS if everyone else _own(kind), within=Choice(unnamed=kind == _OF_ALL))
    # A choice that came along from another page may be of an actor of another kind.
    return facets if is_of_kind(facets, kind) else Facets(view, kinds=ALL_KINDS, within=facets.choice)


def is_of_kind(facets: Facets, kind: str) -> bool:
    """Tell whether all actors chosen are such as a kind of network is about by itself."""
    actors = [facets.known.actors[row] for row in list_names(facets.choice.row) if row in facets.known.actors]
    return all(actor.kind in _own(kind) for actor in actors)


def _own(kind: str) -> Kinds:
    return _OWN_KINDS.get(kind, MUNICIPALITIES)


def list_followed(kind: str) -> tuple[str, ...]:
    """Give the names of the facets that narrow a kind of network."""
    return ("municipality", "body", "since", "until") if kind in OF_MEETINGS else FACETS
