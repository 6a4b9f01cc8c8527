"""Networks as files: a page, pictures, and the formats of other programs."""

from typing import Any, Final

from naeringsgraf.analysis.network import Network
from naeringsgraf.errors import CallError
from naeringsgraf.views.network_page import write_network_page
from naeringsgraf.views.network_picture import write_network_svg
from naeringsgraf.views.networks.cytoscape import write_cytoscape
from naeringsgraf.views.networks.describing import tabulate_edges
from naeringsgraf.views.networks.gexf import write_gexf
from naeringsgraf.views.networks.graphml import write_graphml
from naeringsgraf.views.networks.nodelink import write_node_link
from naeringsgraf.views.networks.pajek import write_pajek
from naeringsgraf.views.networks.picture import write_network_png
from naeringsgraf.views.table import write_csv, write_tsv

NETWORK_FORMATS: Final = ("html", "graphml", "gexf", "pajek", "cytoscape", "json", "csv", "tsv", "svg", "png")

NETWORK_ENDINGS: Final = {"htm": "html", "net": "pajek", "cyjs": "cytoscape"}
"""Endings of files that are not the name of their format."""


def write_network(network: Network, form: str, *, excel: bool = False, **page: Any) -> str | bytes:
    """Write a network in one of `NETWORK_FORMATS`; the same network gives the same text.

    Args:
        network: what to write.
        form: one of `NETWORK_FORMATS`; "json" is node-link, "csv" and "tsv" are the lines.
        excel: for "csv", semicolons and a byte order mark.
        page: for "html", "svg" and "png", what their functions take besides.

    Raises:
        CallError: there is no such form, or it needs what is not installed.
    """
    match form:
        case "html":
            return write_network_page(network, **page)
        case "graphml":
            return write_graphml(network)
        case "gexf":
            return write_gexf(network)
        case "pajek":
            return write_pajek(network)
        case "cytoscape":
            return write_cytoscape(network)
        case "json":
            return write_node_link(network)
        case "csv":
            return write_csv(tabulate_edges(network), excel=excel)
        case "tsv":
            return write_tsv(tabulate_edges(network))
        case "svg":
            return write_network_svg(network, title=page.get("title"))
        case "png":
            return write_network_png(network, title=page.get("title"))
    raise CallError(f"a network cannot be written as {form!r}; choose one of {', '.join(NETWORK_FORMATS)}")
