"""What the colours and shapes of a network tell: one entry a kind of mark, area of themes or community."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from naeringsgraf.analysis.network import THEME, Network, Node
from naeringsgraf.analysis.order import sort_key
from naeringsgraf.views.pyvis_adapter import shape_of

COLOURS: Final = 8
"""Of areas and communities; with more areas they come round again, and communities share the last."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry; it explains a mark, and filters by it."""

    key: str
    """"kind:municipality", "area:Grønn omstilling", "community:2"."""
    section: str
    """"kind", "area" or "community"."""
    label: str
    shape: str
    colour: int | None
    """Below `COLOURS`; None for the one colour of all that is neither of an area nor of a community."""
    count: int
    """How many marks."""


@dataclass(frozen=True)
class Legend:
    """The entries, and which of them each mark belongs to."""

    entries: tuple[Entry, ...]
    numbers: tuple[int, ...]
    """For each mark of the network, the place of its entry among `entries`."""

    def section(self, name: str) -> list[Entry]:
        """Give the entries of one section."""
        return [entry for entry in self.entries if entry.section == name]


def make_legend(network: Network, labels: Mapping[str, str], texts: Mapping[str, str]) -> Legend:
    """Group the marks: themes by area, other marks by kind, or by community where all are of one kind."""
    communities = _are_told_by_community(network)
    keys = [_find_key(node, communities) for node in network.nodes]
    counts = Counter(keys)
    members: defaultdict[tuple[str, str], list[Node]] = defaultdict(list)
    for node, key in zip(network.nodes, keys, strict=True):
        members[key].append(node)
    ordered = sorted(counts, key=lambda key: (("kind", "community", "area").index(key[0]), _order(key)))
    areas = [key for key in ordered if key[0] == "area"]
    entries = tuple(
        Entry(
            key=":".join(key),
            section=key[0],
            label=_name(key, members[key], labels, texts),
            shape=shape_of(members[key][0].kind),
            colour=_choose_colour(key, areas),
            count=counts[key],
        )
        for key in ordered
    )
    places = {key: at for at, key in enumerate(ordered)}
    return Legend(entries, tuple(places[key] for key in keys))


def _are_told_by_community(network: Network) -> bool:
    kinds = {node.kind for node in network.nodes}
    return len(kinds) == 1 and kinds != {THEME} and len({node.community for node in network.nodes}) > 1


def _find_key(node: Node, communities: bool) -> tuple[str, str]:
    if node.kind == THEME:
        return "area", node.group
    if communities:
        # Those beyond the seventh share an entry, for more colours than eight are not told apart.
        return "community", str(min(node.community or COLOURS, COLOURS))
    return "kind", node.kind


def _order(key: tuple[str, str]) -> tuple[object, ...]:
    return sort_key(key[1]) if key[0] == "area" else (key[1],)


def _choose_colour(key: tuple[str, str], areas: Sequence[tuple[str, str]]) -> int | None:
    if key[0] == "area":
        return areas.index(key) % COLOURS
    return int(key[1]) - 1 if key[0] == "community" else None


def _name(key: tuple[str, str], members: Sequence[Node], labels: Mapping[str, str], texts: Mapping[str, str]) -> str:
    section, name = key
    if section == "area":
        return name
    if section == "kind":
        return texts[f"kind_{name}"]
    if int(name) == COLOURS:
        return texts["community_others"]
    strongest = min(members, key=lambda node: (-node.degree, -node.quotes))
    return texts["community"].replace("{name}", labels[strongest.id])
