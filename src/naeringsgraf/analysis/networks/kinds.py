"""The kinds of network there are, and how one is drawn by its name."""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from naeringsgraf.analysis.answers import Answers
from naeringsgraf.analysis.evidence import Evidence
from naeringsgraf.analysis.narrowing import EVERYTHING, read_narrowing
from naeringsgraf.analysis.network import Network
from naeringsgraf.analysis.networks.attendance import draw_co_attendance, draw_people_bodies
from naeringsgraf.analysis.networks.communities import Method, find_communities, join_communities
from naeringsgraf.analysis.networks.measures import measure_network
from naeringsgraf.analysis.networks.narrowing import check_size, draw_around, keep_heaviest, keep_strongest
from naeringsgraf.analysis.networks.placing import place_network
from naeringsgraf.analysis.networks.raised import draw_cluster_theme, draw_municipality_theme
from naeringsgraf.analysis.networks.readings import read_once
from naeringsgraf.analysis.networks.replies import draw_replies
from naeringsgraf.analysis.networks.shared_themes import draw_shared_themes
from naeringsgraf.analysis.networks.theme_theme import draw_theme_theme
from naeringsgraf.analysis.places import PlaceTime, read_place_time
from naeringsgraf.errors import CallError

Draw = Callable[..., Network]

KINDS: Final[Mapping[str, Draw]] = {
    "municipality-theme": draw_municipality_theme,
    "cluster-theme": draw_cluster_theme,
    "municipality-municipality": draw_shared_themes,
    "theme-theme": draw_theme_theme,
    "replies": draw_replies,
    "co-attendance": draw_co_attendance,
    "people-bodies": draw_people_bodies,
}
"""Name → what finds its marks and lines."""

OF_MEETINGS: Final = frozenset(("co-attendance", "people-bodies"))
"""Kinds whose lines stand on who met, and not on sentences."""

_NARROWING: Final = ("body", "organisation", "basis")

MOST_MARKS: Final = 20_000
MOST_LINES: Final = 500_000
"""Of a whole network; more cannot be written within the memory of a laptop."""


def draw_network(
    graph: Answers,
    kind: str = "municipality-theme",
    *,
    around: str | None = None,
    depth: int = 1,
    least: float | None = None,
    top: int | None = None,
    communities: Method | str = Method.LOUVAIN,
    aggregate: bool = False,
    **choice: Any,
) -> Network:
    """Draw the network of a kind, with communities, measures and places; the same graph gives the same network.

    Args:
        graph: what answers the queries, or `Readings` of it where several networks are drawn.
        kind: one of `KINDS`.
        around: label or id of a mark, or any name of a theme: only what is at most `depth` lines from it.
        depth: 1 or 2.
        least: only lines of this weight or more.
        top: only so many marks, the strongest.
        communities: "louvain", or "leiden" where igraph is installed.
        aggregate: one mark for each community.
        choice: what the function of the kind takes.

    Raises:
        CallError: there is no network of that kind, it cannot be asked with something, it is too large, or a name or
            day is not known.
    """
    readings = read_once(graph)
    network, rings = narrow_network(
        readings, find_network(readings, kind, **choice), around=around, depth=depth, least=least, top=top
    )
    check_size(network, MOST_MARKS, MOST_LINES)
    network = find_communities(network, communities)
    if aggregate:
        network, rings = find_communities(join_communities(network), communities), []
    return place_network(measure_network(network), rings)


def narrow_network(
    graph: Answers,
    network: Network,
    *,
    around: str | None = None,
    depth: int = 1,
    least: float | None = None,
    top: int | None = None,
) -> tuple[Network, list[list[str]]]:
    """Give the part of a network that is asked for, as for `draw_network`, and its marks by their distance from one.

    Raises:
        CallError: there is no mark that it could be drawn around, or a number cannot be.
    """
    if least is not None:
        network = keep_heaviest(network, least)
    rings: list[list[str]] = []
    if around is not None:
        # A theme goes by its names in every language.
        names = read_once(graph).known(network.language).themes.find(around)
        network, rings = draw_around(network, around, depth, names)
        network = replace(network, asked={**network.asked, "around": around, "depth": str(depth)})
    if top is not None:
        network = keep_strongest(network, top)
        kept = {node.id for node in network.nodes}
        rings = [[id for id in ring if id in kept] for ring in rings]
    return network, rings


def find_network(graph: Answers, kind: str, **choice: Any) -> Network:
    """Give the marks and lines of a kind of network alone: no communities, measures or places.

    What stands on sentences can be narrowed by `body`, `organisation` and `basis` as a trace can.

    Raises:
        CallError: there is no network of that kind, it cannot be asked with something, or a name or day is not known.
    """
    if kind not in KINDS:
        raise CallError(f"there is no network of the kind {kind!r}; there is {', '.join(KINDS)}")
    taken = list_choices(kind)
    for name in choice:
        if name not in taken:
            raise CallError(f"the network {kind} cannot be asked with {name!r}; it takes {', '.join(taken)}")
    readings = read_once(graph)
    known = readings.known(choice.get("language", "nb"))
    narrowing = EVERYTHING
    if kind not in OF_MEETINGS:
        body, organisation, basis = (choice.pop(name, None) for name in _NARROWING)
        places = read_place_time(choice.get("places", PlaceTime.AS_OF))
        narrowing = read_narrowing(readings, known, body, organisation, basis, places)
    network = KINDS[kind](readings if narrowing == EVERYTHING else readings.narrow(narrowing), **choice)
    return replace(network, asked={**_name_asked(network, known), **narrowing.name(known)})


def _name_asked(network: Network, known: Evidence) -> dict[str, str | tuple[str, ...]]:
    """Give what was asked for by its labels, each once, where it was asked for by ids."""
    return {
        name: each
        if isinstance(each, str)
        else tuple(dict.fromkeys(known.actors[one].label if one in known.actors else one for one in each))
        for name, each in network.asked.items()
    }


def list_choices(kind: str) -> tuple[str, ...]:
    """Give the names of what a kind of network can be asked with."""
    function = draw_municipality_theme if kind == "cluster-theme" else KINDS[kind]
    own = tuple(inspect.signature(function).parameters)[1:]
    return own if kind in OF_MEETINGS else own + _NARROWING
