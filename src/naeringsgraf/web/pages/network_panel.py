"""What is chosen in a network: a mark with its lines, or a line with what it stands on; and the table."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from naeringsgraf.analysis.network import Edge, Network, Unit
from naeringsgraf.analysis.networks.communities import COMMUNITY
from naeringsgraf.web.pages.choice import LANGUAGE
from naeringsgraf.web.pages.network_known import Drawn
from naeringsgraf.web.pages.tables import Cell, Shown, cut, show_quote
from naeringsgraf.web.pages.view import View

_TIES: Final = 30
"""Lines of a mark that are listed before the reader asks for all."""

_QUOTES: Final = 20

_ROWS: Final = 100
"""Lines of the table before the reader asks for all."""

_STRONGEST: Final = 10

_COUNTS: Final = {
    Unit.SENTENCES: "quotes",
    Unit.TURNS: "turns",
    Unit.MEETINGS: "meetings",
    Unit.THEMES: "themes",
}
"""Unit of a weight → what is counted; likenesses count nothing."""

_THINGS: Final = frozenset({"body", "cluster", "company", "county", "municipality", "organisation", "party"}) | {
    "person",
    "region",
    "secretariat",
    "theme",
}


@dataclass(frozen=True)
class Choice:
    """What is chosen, as the panel tells it."""

    id: str
    title: str
    near: frozenset[str]
    """Ids of the marks and lines that belong to it."""
    thing: str | None = None
    """Address of the page of a mark."""
    around: str | None = None
    """Address of the network around a mark."""
    hidden: str = ""
    """How many marks around it are not shown; empty where all are."""
    told: str = ""
    ties: Shown | None = None
    quotes: Shown | None = None
    meetings: Shown | None = None
    members: Shown | None = None
    evidence: str | None = None
    """Address of all its sentences, with their facets."""


def describe_choice(view: View, drawn: Drawn, id: str) -> Choice | None:
    """Tell what is chosen by its id; None where nothing is, or what is not drawn."""
    if id in drawn.edges:
        return _describe_edge(view, drawn, drawn.edges[id])
    return _describe_mark(view, drawn, id) if id in drawn.numbers else None


def list_strongest(view: View, drawn: Drawn) -> list[tuple[Cell, str]]:
    """Give the heaviest lines, a way in where nothing is chosen."""
    heaviest = sorted(drawn.network.edges, key=lambda edge: -edge.weight)[:_STRONGEST]
    return [_describe_tie(view, drawn, edge, None) for edge in heaviest]


def list_rows(view: View, drawn: Drawn, chosen: Choice | None) -> Shown:
    """Give the lines as rows, those of what is chosen first, then the heaviest; the first of many."""
    near = chosen.near if chosen else frozenset()
    labels = drawn.labels(view.texts)
    # The lines stand in order already, and sorting keeps it where weights are the same.
    edges = sorted(drawn.network.edges, key=lambda edge: (bool(near) and edge.id not in near, -edge.weight))
    listed = cut(view, "rows", edges, _ROWS)
    rows = [
        {
            "source": Cell(labels[edge.source], view.here(select=edge.source)),
            "target": Cell(labels[edge.target], view.here(select=edge.target)),
            "weight": Cell(
                write_weight(drawn.network, edge.weight),
                view.here(select=edge.id),
                told=f"{tell_weight(view, drawn.network, edge.weight)}: {name_edge(edge, drawn.network, labels)}",
            ),
            "meetings": len(edge.meetings),
            "first": view.day(edge.first),
            "last": view.day(edge.last),
            "near": edge.id in near,
        }
        for edge in listed.entries
    ]
    return replace(listed, entries=rows)


def name_edge(edge: Edge, network: Network, labels: Mapping[str, str]) -> str:
    """Name a line by its ends."""
    return f"{labels[edge.source]} {'→' if network.directed else '–'} {labels[edge.target]}"


def tell_weight(view: View, network: Network, weight: float) -> str:
    """Give a weight with its unit: "3 setninger", "0,25 (Jaccard)"."""
    if network.unit in _COUNTS:
        return view.count(_COUNTS[network.unit], round(weight))
    return f"{write_weight(network, weight)} ({view.texts[f'network_unit_{network.unit}']})"


def write_weight(network: Network, weight: float) -> str:
    """Write a weight as a number."""
    return str(round(weight)) if network.unit in _COUNTS else f"{weight:.2f}"


def _describe_edge(view: View, drawn: Drawn, edge: Edge) -> Choice:
    network = drawn.network
    meetings = [(view.link_thing(meeting.document), meeting.label) for meeting in edge.met]
    shared = [network.labels.get(theme, theme) for theme in edge.themes]
    return Choice(
        edge.id,
        name_edge(edge, network, drawn.labels(view.texts)),
        frozenset({edge.id, edge.source, edge.target}),
        told=view.tell("shared", list=", ".join(shared)) if shared else tell_weight(view, network, edge.weight),
        quotes=cut(view, "quotes", [show_quote(view, quote) for quote in edge.quotes], _QUOTES)
        if edge.quotes
        else None,
        meetings=cut(view, "met", meetings, _TIES) if meetings else None,
        evidence=_link_edge(view, drawn, edge),
    )


def _link_edge(view: View, drawn: Drawn, edge: Edge) -> str | None:
    """Give the address of the sentences of a line from an actor to a theme; None for lines of other sorts."""
    if not edge.target.startswith("theme/") or edge.source.startswith(("theme/", COMMUNITY)):
        return None
    network, choice = drawn.network, view.choice.only("body", "organisation", "basis", "since", "until", LANGUAGE)
    rows = network.counted.rows if network.counted else ()
    # A row of today holds what other rows hold on the day of the meeting.
    for actor in next((row.members for row in rows if row.id == edge.source), (edge.source,)):
        choice = choice.add("municipality", actor)
    # Where themes were asked for, what is narrower is counted with them.
    about = {"theme": edge.target} if view.choice.several("theme") else {"cell": f"~{edge.target}"}
    return view.link("/evidence", choice.add("actors", "all"), **about)


def _describe_mark(view: View, drawn: Drawn, id: str) -> Choice:
    ties = drawn.at_mark.get(id, [])
    near = {id, *(end for edge in ties for end in (edge.id, edge.source, edge.target))}
    members = drawn.members.get(id)
    is_thing = id.partition("/")[0] in _THINGS
    hidden = drawn.hidden.get(id, 0)
    return Choice(
        id,
        drawn.labels(view.texts)[id],
        frozenset(near),
        thing=view.link_thing(id) if is_thing else None,
        around=view.link("/network", view.choice.without("select", "top", "least", "all"), around=id)
        if is_thing
        else None,
        hidden=view.count("network_hidden", hidden) if hidden else "",
        told=view.count("lines", len(ties)),
        ties=cut(view, "ties", [_describe_tie(view, drawn, edge, id) for edge in ties], _TIES),
        members=cut(view, "members", [_link_member(view, node.id, node.label) for node in members], _TIES)
        if members
        else None,
    )


def _link_member(view: View, id: str, label: str) -> Cell:
    return Cell(label, view.link("/network", view.choice.without("select", "all"), around=id))


def _describe_tie(view: View, drawn: Drawn, edge: Edge, mark: str | None) -> tuple[Cell, str]:
    labels = drawn.labels(view.texts)
    name = name_edge(edge, drawn.network, labels)
    if mark is not None:
        arrow = ("→ " if edge.source == mark else "← ") if drawn.network.directed else ""
        name = arrow + labels[edge.target if edge.source == mark else edge.source]
    return Cell(name, view.here(select=edge.id)), tell_weight(view, drawn.network, edge.weight)
