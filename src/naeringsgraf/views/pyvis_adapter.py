"""The one door to pyvis: a network as pyvis's own, and the JavaScript of vis-network that its wheel carries.

pyvis is imported inside functions, for it draws in IPython. Its lists are filled here in one pass, since its own
`add_node` and `add_edge` look through all that is there each time; its templates are never used, for they run what is
written in titles and headings.
"""

import math
import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from naeringsgraf.analysis.network import Edge, Network, Node

if TYPE_CHECKING:
    from pyvis.network import Network as PyvisNetwork

SHAPES: Final = {"theme": "dot", "person": "dot", "municipality": "square", "region": "diamond", "cluster": "triangle"}
"""Kind of a node → shape; all other actors are hexagons, so that no kind is told by colour alone."""

_OTHER_SHAPE: Final = "hexagon"
_BUNDLE: Final = ("templates", "lib", "vis-9.1.2", "vis-network.min.js")
_SOURCE_MAP: Final = re.compile(r"\n?//# sourceMappingURL=[^\n]*\s*\Z")
_END_OF_SCRIPT: Final = re.compile(r"</(?=script)", re.IGNORECASE)


def make_pyvis_network(network: Network) -> "PyvisNetwork":
    """Make a `pyvis.network.Network` with fixed places; edges carry the ids of their sentences as "quotes".

    Raises:
        TypeError: a node or edge holds something that is neither text nor a finite number; it is named.
    """
    from pyvis.network import Network as PyvisNetwork

    made = PyvisNetwork()
    nodes = {node.id: _check(node.id, _describe_node(node)) for node in network.nodes}
    edges = {edge.id: _check(edge.id, _describe_edge(edge)) for edge in network.edges}
    made.nodes, made.edges = list(nodes.values()), list(edges.values())
    made.node_ids, made.node_map = list(nodes), nodes
    made.toggle_physics(False)
    return made


@cache
def read_vis_script() -> str:
    r"""Give the JavaScript of vis-network as it may stand inside a script element.

    The file has CR LF, which a browser turns into LF before it hashes, so they are read as LF. It also holds U+0085
    within strings: it must never be split into lines by `splitlines`.
    """
    # Found without importing pyvis, which takes longer than to write a page.
    package = find_spec("pyvis")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("pyvis is not installed, and vis-network comes with it")
    text = Path(package.origin).parent.joinpath(*_BUNDLE).read_text(encoding="utf-8")
    return _END_OF_SCRIPT.sub(r"<\\/", _SOURCE_MAP.sub("\n", text.replace("\r\n", "\n")))


def shape_of(kind: str) -> str:
    """Give the shape of the marks of a kind, as vis-network calls it."""
    return SHAPES.get(kind, _OTHER_SHAPE)


def size_of(quotes: int) -> float:
    """Give half the width of a mark: its area grows with the number of sentences, up to a limit."""
    return round(min(6.0 + 2.2 * math.sqrt(quotes), 22.0), 1)


def width_of(quotes: float) -> float:
    """Give the width of a line; twenty sentences and more are drawn alike."""
    return round(1.2 + 1.6 * math.sqrt(min(max(quotes, 1), 20) - 1), 1)


def _describe_node(node: Node) -> dict[str, Any]:
    return {
        "id": node.id,
        "label": node.label,
        "shape": shape_of(node.kind),
        "kind": node.kind,
        "group": node.group,
        "size": size_of(node.quotes),
        "x": node.x,
        "y": node.y,
        "side": str(node.side or ""),
        "count": node.quotes,
        "physics": False,
    }


def _describe_edge(edge: Edge) -> dict[str, Any]:
    return {
        "id": edge.id,
        "from": edge.source,
        "to": edge.target,
        "width": width_of(edge.weight),
        "count": edge.weight,
        "quotes": [quote.id for quote in edge.quotes],
    }


def _check(name: str, described: dict[str, Any]) -> dict[str, Any]:
    for key, value in described.items():
        listed = value if isinstance(value, list) else [value]
        for each in listed:
            plain = type(each) in (str, int, bool) or (type(each) is float and math.isfinite(each))
            if not plain:
                raise TypeError(f"{name!r}: {key} is {each!r}, which is neither text nor a finite number")
    return described
