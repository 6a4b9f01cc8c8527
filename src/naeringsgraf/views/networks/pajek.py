"""Networks as Pajek's .net: vertices with places, then arcs where lines have a direction, else edges."""

import re
from typing import Final

from naeringsgraf.analysis.network import Network

_LONGEST: Final = 120
"""Characters of a name; programs that read the format have buffers of their own."""

_BREAKS: Final = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029\ud800-\udfff]+")


def write_pajek(network: Network) -> str:
    """Write a .net file; names are made to fit, for the format has no escapes.

    A quotation mark becomes ”, a backslash /, and whatever breaks a line a blank. Long names are cut. Names that are
    equal then get their id behind them, since some programs take the name for the identity.
    """
    names = _make_names(network)
    xs, ys = [node.x for node in network.nodes], [node.y for node in network.nodes]
    lines = [f"*Vertices {len(network.nodes)}"]
    for number, node in enumerate(network.nodes, 1):
        x, y = _share(node.x, xs), _share(node.y, ys)
        lines.append(f'{number} "{names[node.id]}" {x:.4f} {y:.4f} 0.5')
    lines.append("*Arcs" if network.directed else "*Edges")
    numbers = {node.id: number for number, node in enumerate(network.nodes, 1)}
    lines += [f"{numbers[edge.source]} {numbers[edge.target]} {edge.weight}" for edge in network.edges]
    return "".join(f"{line}\n" for line in lines)


def _make_names(network: Network) -> dict[str, str]:
    taken: set[str] = set()
    names: dict[str, str] = {}
    for node in network.nodes:
        name = _fit(node.label)
        if name in taken:
            name = f"{name} ({_fit(node.id)})"
        while name in taken:
            name += "'"
        taken.add(name)
        names[node.id] = name
    return names


def _fit(text: str) -> str:
    plain = _BREAKS.sub(" ", text).replace('"', "”").replace("\\", "/").strip()
    return (f"{plain[: _LONGEST - 1]}…" if len(plain) > _LONGEST else plain) or "?"


def _share(at: float, every: list[float]) -> float:
    low, high = min(every), max(every)
    # Pajek's picture goes from 0 to 1 each way; a margin keeps names within it.
    return 0.05 + 0.9 * (at - low) / (high - low) if high > low else 0.5
