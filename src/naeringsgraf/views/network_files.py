"""Networks as files for other programs: GraphML, GEXF, node-link JSON, CSV of the lines, SVG."""

import io
import json
from typing import TYPE_CHECKING, Any, Final

from naeringsgraf import __version__
from naeringsgraf.analysis.evidence import Quote
from naeringsgraf.analysis.network import Edge, Network
from naeringsgraf.errors import CallError
from naeringsgraf.views.characters import keep_xml
from naeringsgraf.views.network_page import write_network_page
from naeringsgraf.views.network_picture import write_network_svg
from naeringsgraf.views.table import Table, write_csv

if TYPE_CHECKING:
    import networkx as nx

NETWORK_FORMATS: Final = ("html", "graphml", "gexf", "json", "csv", "svg")

_NOTE: Final = "Holds names of persons as they stand in the minutes."


def write_network(network: Network, form: str, *, excel: bool = False, **page: Any) -> str:
    """Write a network in one of `NETWORK_FORMATS`; the same network gives the same text.

    Args:
        network: what to write.
        form: one of `NETWORK_FORMATS`.
        excel: for "csv", semicolons and a byte order mark.
        page: for "html" and "svg", what `write_network_page` and `write_network_svg` take besides.

    Raises:
        CallError: there is no such form.
    """
    match form:
        case "html":
            return write_network_page(network, **page)
        case "graphml":
            return write_graphml(network)
        case "gexf":
            return write_gexf(network)
        case "json":
            return write_node_link(network)
        case "csv":
            return write_csv(tabulate_edges(network), excel=excel)
        case "svg":
            return write_network_svg(network, title=page.get("title"))
    raise CallError(f"a network cannot be written as {form!r}; choose one of {', '.join(NETWORK_FORMATS)}")


def write_graphml(network: Network) -> str:
    """Write GraphML, whose lines carry their number of sentences as weight and the sentences as text."""
    import networkx as nx

    out = io.BytesIO()
    # By way of the standard library's XML: with lxml, where that is installed, the bytes would differ.
    nx.write_graphml_xml(make_networkx_graph(network), out, encoding="utf-8", prettyprint=True)
    return out.getvalue().decode("utf-8") + "\n"


def write_gexf(network: Network) -> str:
    """Write GEXF with the places of the marks; it does not say when it was written, so that bytes stay equal."""
    from networkx.readwrite.gexf import GEXFWriter

    graph = make_networkx_graph(network)
    for node in network.nodes:
        graph.nodes[node.id]["viz"] = {"position": {"x": node.x, "y": -node.y, "z": 0.0}}
    writer = GEXFWriter(graph, encoding="utf-8", prettyprint=True, version="1.2draft")
    for meta in writer.xml.iter("meta"):
        meta.attrib.pop("lastmodifieddate", None)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue().decode("utf-8") + "\n"


def write_node_link(network: Network) -> str:
    """Write node-link JSON, as networkx and d3 read it; each line holds its sentences whole."""
    graph = {
        "kind": network.kind,
        "language": network.language,
        "note": _NOTE,
        "places": network.counted.places if network.counted else None,
        "counted": network.counted.tell() if network.counted else [],
        "version": __version__,
    }
    nodes = [
        {
            "id": node.id,
            "label": node.label,
            "kind": node.kind,
            "group": node.group,
            "statements": node.quotes,
            "degree": node.degree,
            "x": node.x,
            "y": node.y,
        }
        for node in network.nodes
    ]
    edges = [
        _describe_edge(edge) | {"quotes": [describe_quote(quote) for quote in edge.quotes]} for edge in network.edges
    ]
    whole = {"directed": False, "multigraph": False, "graph": graph, "nodes": nodes, "edges": edges}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def tabulate_edges(network: Network) -> Table:
    """Give one row a line, with the labels of both its ends."""
    labels = {node.id: node.label for node in network.nodes}
    through = ("through_region",) if network.counted and network.counted.include_regions else ()
    header = ("source", "source_label", "target", "target_label", "weight", *through, "turns", "first", "last")
    rows = [
        _describe_edge(edge) | {"source_label": labels[edge.source], "target_label": labels[edge.target]}
        for edge in network.edges
    ]
    return Table.from_dicts(rows, header)


def make_networkx_graph(network: Network) -> "nx.Graph[str]":
    """Make a `networkx.Graph`; its attributes are what GraphML and GEXF can hold: text and numbers."""
    import networkx as nx

    places = str(network.counted.places) if network.counted else ""
    graph: nx.Graph[str] = nx.Graph(kind=network.kind, note=_NOTE, places=places)
    for node in network.nodes:
        graph.add_node(
            node.id,
            label=keep_xml(node.label),
            kind=node.kind,
            group=keep_xml(node.group),
            statements=node.quotes,
            x=node.x,
            y=node.y,
        )
    for edge in network.edges:
        described = _describe_edge(edge)
        attributes = {key: described[key] or "" for key in ("weight", "turns", "first", "last")}
        attributes["through_region"] = edge.through_region
        graph.add_edge(
            edge.source, edge.target, **attributes, quotes=keep_xml("\n".join(map(_tell_quote, edge.quotes)))
        )
    return graph


def describe_quote(quote: Quote) -> dict[str, Any]:
    """Give a sentence as plain values, with all that says where it stands."""
    return {
        "statement": quote.id,
        "text": quote.text,
        "mode": quote.mode,
        "speaker": quote.speaker or quote.speaker_printed,
        "said_for": quote.said_for,
        "date": quote.date.isoformat() if quote.date else None,
        "meeting": quote.meeting.label,
        "item": quote.item,
        "document": quote.meeting.document,
        "source": quote.meeting.source,
        "begins": quote.begins,
        "ends": quote.ends,
        "rule": quote.rule,
        "basis": quote.basis,
    }


def _describe_edge(edge: Edge) -> dict[str, Any]:
    return {
        "source": edge.source,
        "target": edge.target,
        "weight": edge.weight,
        "through_region": edge.through_region,
        "turns": edge.turns,
        "first": edge.first.isoformat() if edge.first else None,
        "last": edge.last.isoformat() if edge.last else None,
    }


def _tell_quote(quote: Quote) -> str:
    return f"«{quote.text}» {quote.speaker or quote.speaker_printed or ''} ({quote.meeting.label})"
