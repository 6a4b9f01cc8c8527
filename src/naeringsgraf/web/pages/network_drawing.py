"""The picture of a network: lines and marks for SVG in the page, or plain values for the canvas."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from naeringsgraf.analysis.network import Node
from naeringsgraf.views.characters import keep_xml, write_script_json
from naeringsgraf.views.network_islands import Islands, place_islands
from naeringsgraf.views.network_picture import sketch_network
from naeringsgraf.views.pyvis_adapter import shape_of, size_of, width_of
from naeringsgraf.web.pages.network_known import Drawn
from naeringsgraf.web.pages.network_panel import Choice, name_edge, tell_weight
from naeringsgraf.web.pages.view import View

_SPREAD: Final = 4
"""Pixels of the canvas a unit of the islands' places."""

_LETTER: Final = 14.0
"""Width of a letter on the canvas, somewhat generous, and half the height of a line."""

_LONGEST: Final = 40
"""Letters of a name before it is cut; whole names stand in panel and table."""


def draw_marks(view: View, drawn: Drawn, chosen: Choice | None) -> dict[str, Any]:
    """Give what the template draws: each mark and line with its address, and whether it belongs to what is chosen."""
    network, labels = drawn.network, drawn.labels(view.texts)
    sketch = sketch_network(network)
    tones = list_tones(view, drawn)
    near = chosen.near if chosen else frozenset()
    lines = [
        {
            **line,
            "tone": tones[drawn.numbers[edge.target]],
            "number": at,
            "place": view.here(select=edge.id),
            "told": f"{name_edge(edge, network, labels)}: {tell_weight(view, network, edge.weight)}",
            "near": edge.id in near,
        }
        for at, (edge, line) in enumerate(zip(network.edges, sketch["lines"], strict=True))
    ]
    marks = [
        {
            **mark,
            "tone": tones[at],
            "number": at,
            "place": view.here(select=node.id),
            "told": tell_mark(view, drawn, node.id),
            "near": node.id in near,
            "hidden": drawn.hidden.get(node.id, 0),
        }
        for at, (node, mark) in enumerate(zip(network.nodes, sketch["marks"], strict=True))
    ]
    return {**sketch, "lines": lines, "marks": marks}


def pack_marks(view: View, drawn: Drawn) -> str:
    """Write marks and lines as JSON for the script that draws them on a canvas."""
    network, labels = drawn.network, drawn.labels(view.texts)
    legend = drawn.legend(view.texts)
    places = place_islands(network, legend.numbers)
    tones = list_tones(view, drawn)
    named = _choose_names(network.nodes, places, labels)
    nodes = [
        {
            "id": node.id,
            "label": keep_xml(labels[node.id][:_LONGEST]) if at in named else "",
            "told": keep_xml(tell_mark(view, drawn, node.id)[:200]),
            "x": places.xs[at] * _SPREAD,
            "y": places.ys[at] * _SPREAD,
            "size": size_of(node.quotes or node.meetings),
            "shape": shape_of(node.kind),
            "tone": tones[at],
        }
        for at, node in enumerate(network.nodes)
    ]
    edges = [
        [drawn.numbers[edge.source], drawn.numbers[edge.target], min(width_of(edge.weight), 4.0)]
        for edge in network.edges
    ]
    return write_script_json({"nodes": nodes, "edges": edges, "directed": network.directed})


def _choose_names(nodes: Sequence[Node], places: Islands, labels: Mapping[str, str]) -> set[int]:
    """Give the numbers of the marks whose names have room, those that most is said of first."""
    taken: list[tuple[float, float, float]] = []
    named = set()
    for at in sorted(range(len(nodes)), key=lambda at: (-(nodes[at].quotes or nodes[at].meetings), at)):
        half = min(len(labels[nodes[at].id]), _LONGEST) * _LETTER / 2
        x, y = places.xs[at] * _SPREAD, places.ys[at] * _SPREAD
        if all(abs(x - other) >= half + room or abs(y - height) >= 3 * _LETTER for other, height, room in taken):
            taken.append((x, y, half))
            named.add(at)
    return named


def list_tones(view: View, drawn: Drawn) -> list[str]:
    """Give for each mark the name of its colour, "actor" or "area-0" and on, as base.css has them."""
    legend = drawn.legend(view.texts)
    colours = [legend.entries[number].colour for number in legend.numbers]
    return ["actor" if colour is None else f"area-{colour}" for colour in colours]


def tell_mark(view: View, drawn: Drawn, id: str) -> str:
    """Say what a mark is, what it stands on, and how much around it is not shown."""
    node = drawn.network.nodes[drawn.numbers[id]]
    number = view.count("quotes", node.quotes) if node.quotes else view.count("meetings", node.meetings)
    told = f"{drawn.labels(view.texts)[id]}: {number}"
    return f"{told}, {view.count('network_hidden', drawn.hidden[id])}" if id in drawn.hidden else told
