"""Networks as GEXF 1.3 for Gephi: places, sizes, communities, and days, so that Gephi's timeline works.

A mark and a line last from the day of the first meeting that they stand on to that of the last. What has no day lasts
always. The file does not say when it was written, so that bytes stay equal.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final
from xml.etree import ElementTree

from naeringsgraf import __version__
from naeringsgraf.analysis.network import Edge, Network, Node
from naeringsgraf.views.characters import keep_xml
from naeringsgraf.views.networks.describing import NOTE, describe_node, list_attributes
from naeringsgraf.views.pyvis_adapter import size_of

_NAMESPACE: Final = "http://gexf.net/1.3"
_VIZ: Final = "http://gexf.net/1.3/viz"
_TYPES: Final = {str: "string", int: "integer", float: "double"}
_APART: Final = ("id", "label", "x", "y", "weight")
"""What GEXF has a place of its own for."""

Spell = tuple[dt.date, dt.date]
Weights = Mapping[tuple[str, str], Sequence[tuple[Spell, float]]]
"""(source, target) → its weights over time."""


def write_gexf(network: Network, weights: Weights | None = None) -> str:
    """Write GEXF 1.3.

    Args:
        network: what to write.
        weights: for a series, what each line weighs in each window; a line then lasts in these windows alone.
    """
    root = ElementTree.Element("gexf", {"xmlns": _NAMESPACE, "xmlns:viz": _VIZ, "version": "1.3"})
    meta = ElementTree.SubElement(root, "meta")
    ElementTree.SubElement(meta, "creator").text = f"naeringsgraf {__version__}"
    ElementTree.SubElement(meta, "description").text = keep_xml(" ".join((network.kind, *network.notes, NOTE)))
    graph = ElementTree.SubElement(root, "graph", _describe_graph(network, weights))
    _write_nodes(graph, network)
    _write_edges(graph, network, weights)
    ElementTree.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'


def _describe_graph(network: Network, weights: Weights | None) -> dict[str, str]:
    told = {"defaultedgetype": "directed" if network.directed else "undirected", "idtype": "string"}
    days = [day for edge in network.edges for day in edge.days]
    days += [day for each in (weights or {}).values() for spell, _ in each for day in spell]
    if not days:
        return {**told, "mode": "static"}
    limits = {"start": min(days).isoformat(), "end": max(days).isoformat()}
    return {**told, "mode": "dynamic", "timeformat": "date", "timerepresentation": "interval", **limits}


def _write_nodes(graph: ElementTree.Element, network: Network) -> None:
    described = [_clean(describe_node(node)) for node in network.nodes]
    titles = _declare(graph, "node", described)
    lasting = _find_lasting(network.edges)
    nodes = ElementTree.SubElement(graph, "nodes")
    for node, values in zip(network.nodes, described, strict=True):
        attributes = {"id": keep_xml(node.id), "label": keep_xml(node.label), **lasting.get(node.id, {})}
        element = ElementTree.SubElement(nodes, "node", attributes)
        _write_values(element, values, titles)
        _write_look(element, node)


def _write_look(element: ElementTree.Element, node: Node) -> None:
    # Gephi's y goes up.
    place = {"x": str(node.x), "y": str(-node.y + 0.0), "z": "0.0"}
    ElementTree.SubElement(element, "viz:position", place)
    ElementTree.SubElement(element, "viz:size", {"value": str(size_of(node.quotes or node.meetings))})


def _write_edges(graph: ElementTree.Element, network: Network, weights: Weights | None) -> None:
    described = [_clean(list_attributes(edge, network)) for edge in network.edges]
    titles = _declare(graph, "edge", described)
    if weights is not None:
        over_time = ElementTree.SubElement(graph, "attributes", {"class": "edge", "mode": "dynamic"})
        ElementTree.SubElement(over_time, "attribute", {"id": "weight", "title": "weight", "type": "double"})
    edges = ElementTree.SubElement(graph, "edges")
    for number, (edge, values) in enumerate(zip(network.edges, described, strict=True)):
        ends = {"id": str(number), "source": keep_xml(edge.source), "target": keep_xml(edge.target)}
        lasts = _last(edge.first, edge.last) if weights is None else {}
        element = ElementTree.SubElement(edges, "edge", {**ends, "weight": str(float(edge.weight)), **lasts})
        listed = _write_values(element, values, titles)
        if weights is not None:
            _write_windows(element, listed, weights[edge.source, edge.target])


def _write_windows(
    element: ElementTree.Element, values: ElementTree.Element, weights: Iterable[tuple[Spell, float]]
) -> None:
    spells = ElementTree.SubElement(element, "spells")
    for (begins, ends), weight in weights:
        lasts = _last(begins, ends)
        ElementTree.SubElement(spells, "spell", lasts)
        ElementTree.SubElement(values, "attvalue", {"for": "weight", "value": str(float(weight)), **lasts})


def _declare(graph: ElementTree.Element, kind: str, described: Sequence[Mapping[str, Any]]) -> Mapping[str, str]:
    """Declare the attributes that occur, and give name → id."""
    types: dict[str, str] = {}
    for values in described:
        for name, value in values.items():
            types.setdefault(name, _TYPES[type(value)])
    listed = ElementTree.SubElement(graph, "attributes", {"class": kind, "mode": "static"})
    titles = {}
    for name, form in types.items():
        titles[name] = f"{kind}-{name}"
        ElementTree.SubElement(listed, "attribute", {"id": titles[name], "title": name, "type": form})
    return titles


def _write_values(
    element: ElementTree.Element, values: Mapping[str, Any], titles: Mapping[str, str]
) -> ElementTree.Element:
    listed = ElementTree.SubElement(element, "attvalues")
    for name, value in values.items():
        ElementTree.SubElement(listed, "attvalue", {"for": titles[name], "value": str(value)})
    return listed


def _find_lasting(edges: Iterable[Edge]) -> dict[str, dict[str, str]]:
    """Give mark → from when to when; a mark one of whose lines has no day lasts always."""
    days: dict[str, list[tuple[dt.date | None, dt.date | None]]] = {}
    for edge in edges:
        for end in (edge.source, edge.target):
            days.setdefault(end, []).append((edge.first, edge.last))
    return {
        id: _last(min(first for first, _ in found if first), max(last for _, last in found if last))
        for id, found in days.items()
        if all(first and last for first, last in found)
    }


def _last(first: dt.date | None, last: dt.date | None) -> dict[str, str]:
    return {"start": first.isoformat(), "end": last.isoformat()} if first and last else {}


def _clean(described: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: keep_xml(value) if isinstance(value, str) else value
        for name, value in described.items()
        if name not in _APART
    }
