"""A network as an SVG picture, for papers and for places where no script may run."""

import math
from functools import cache
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined

from naeringsgraf.analysis.layout import Side
from naeringsgraf.analysis.network import THEME, Edge, Network, Node, Unit
from naeringsgraf.analysis.networks.narrowing import check_size
from naeringsgraf.analysis.order import sort_key
from naeringsgraf.views.characters import keep_xml
from naeringsgraf.views.pyvis_adapter import SHAPES, size_of, width_of
from naeringsgraf.views.texts import count, load_texts, name_row, tell_places, write_day

_WIDTH: Final = 1200
_TOP: Final = 90.0
_ROW: Final = 0.75
"""Pixels a unit of height, as on the page."""

_BOLD: Final = 1.2
"""How much wider bold letters are, in the widest of the fonts that are named."""
_LETTER: Final = 7.6
"""Width of a letter of 14 pixels on average, somewhat generous; only the browser knows fonts exactly."""

_MARGIN: Final = 90.0
"""Room at both sides of marks that stand in no columns, for half a name."""

_LINE: Final = 17.0
"""Height of a line of text."""

_LONGEST: Final = 44
"""Letters of a name before it is cut."""

ACTOR_COLOUR: Final = "#16324a"
AREA_COLOURS: Final = ("#1f6f5c", "#8a5200", "#5a4aa0", "#a32f4b", "#1f6592", "#5f6b12", "#8d3f86", "#5d5248")
"""Those of base.css, each with a contrast of more than 4.5 to white."""


MOST_DRAWN: Final = 2000
"""Marks of a picture; with more, nothing in it can be told apart."""


def write_network_svg(network: Network, *, title: str | None = None) -> str:
    """Write the picture, names and numbers included; the same network gives the same text.

    In columns every mark has its name; elsewhere the marks with the most lines have theirs, as far as names have room,
    and the others tell it when pointed at.

    Raises:
        CallError: there are more marks than `MOST_DRAWN`.
    """
    check_size(network, MOST_DRAWN, 20 * MOST_DRAWN)
    texts = load_texts(network.language)
    sketch = _sketch(network)
    last = max((meeting.date for meeting in network.meetings if meeting.date), default=None)
    foot = [count(texts, "quotes", len(network.quotes))] if network.quotes else []
    foot += [count(texts, "documents", len(network.meetings))] if network.meetings else []
    if last:
        foot.append(texts["data_until"].replace("{date}", write_day(last, network.language)))
    bottom = _TOP + sketch.height
    return str(
        _load_template().render(
            width=_WIDTH,
            height=round(bottom + 78),
            language=network.language,
            title=keep_xml(title or texts.get(f"title_{network.kind}", texts["title"])),
            description=texts["network_description"],
            lines=[sketch.draw_line(edge) for edge in network.edges],
            marks=[sketch.draw_mark(node) for node in network.nodes],
            foot=[
                {"y": round(bottom + 24), "text": " · ".join(foot)},
                {"y": round(bottom + 42), "text": "".join(tell_places(network.counted, texts, network.language)[:1])},
                {"y": round(bottom + 60), "text": texts["licence_data"]},
            ],
        )
    )


def sketch_network(network: Network) -> dict[str, Any]:
    """Give lines and marks as SVG draws them, for a page that colours them by its own style.

    "box" is where they lie, as the attribute viewBox; lines and marks stand in the order of the network's.
    """
    sketch = _sketch(network)
    return {
        "box": f"0 {_TOP - 40:.0f} {_WIDTH} {sketch.height + 60:.0f}",
        "width": _WIDTH,
        "height": round(sketch.height + 60),
        "lines": [sketch.draw_line(edge) for edge in network.edges],
        "marks": [sketch.draw_mark(node) for node in network.nodes],
    }


def _sketch(network: Network) -> "_Sketch":
    return _Sketch(network) if all(node.side for node in network.nodes) else _Free(network)


class _Sketch:
    """Fits the places of a network to the width of the picture."""

    def __init__(self, network: Network) -> None:
        self.language = network.language
        rows = network.counted.rows if network.counted else ()
        split = {row.id: name_row(row, load_texts(network.language)) for row in rows if row.split}
        self.labels = {node.id: _cut(keep_xml(split.get(node.id, node.label))) for node in network.nodes}
        self._nodes = {node.id: node for node in network.nodes}
        xs = [node.x for node in network.nodes] or [0.0]
        ys = [node.y for node in network.nodes] or [0.0]
        self._west, self._east, self._north = min(xs), max(xs), min(ys)
        self._left, self._right = self._room(Side.LEFT), self._room(Side.RIGHT)
        self.height = (max(ys) - self._north) * _ROW + 30
        groups = sorted({node.group for node in network.nodes if node.kind == THEME}, key=sort_key)
        self._colours = {group: AREA_COLOURS[at % len(AREA_COLOURS)] for at, group in enumerate(groups)}

    def draw_line(self, edge: Edge) -> dict[str, Any]:
        """Give the curve between two marks."""
        (x, y), (to_x, to_y) = self._place(edge.source), self._place(edge.target)
        bend = round((to_x - x) * 0.45, 1)
        return {
            "path": f"M{x},{y}C{round(x + bend, 1)},{y},{round(to_x - bend, 1)},{to_y},{to_x},{to_y}",
            "colour": self._colour(self._nodes[edge.target]),
            "width": width_of(edge.weight),
        }

    def draw_mark(self, node: Node) -> dict[str, Any]:
        """Give a mark with its name, which stands outside of it or, in the middle column, in a box with it."""
        x, y = self._place(node.id)
        size = size_of(_count_behind(node))
        boxed, left = node.side is Side.MIDDLE, node.side is Side.LEFT
        size = min(size, 8.0) if boxed else size
        box = round(_BOLD * _measure(self.labels[node.id]) + 2 * size + 26, 1) if boxed else None
        shift = round(-box / 2 + 10 + size, 1) if box else 0
        away = size + 7
        return {
            "x": x,
            "y": y,
            "label": self.labels[node.id],
            "told": self._tell(node),
            "outline": draw_outline(SHAPES.get(node.kind, "hexagon"), size),
            "colour": self._colour(node),
            "bold": node.kind != THEME,
            "box": box,
            "shift": shift,
            "down": 5,
            "text": round(shift + size + 7, 1) if boxed else (-away if left else away),
            "anchor": "end" if left else "start",
        }

    def _tell(self, node: Node) -> str:
        number, noun = (node.quotes, "quotes") if node.quotes else (node.meetings, "documents")
        if not number:
            return self.labels[node.id]
        return f"{self.labels[node.id]}: {count(load_texts(self.language), noun, number)}"

    def _place(self, node: str) -> tuple[float, float]:
        place = self._nodes[node]
        share = (place.x - self._west) / (self._east - self._west) if self._east > self._west else 0.5
        x = self._left + share * (_WIDTH - self._left - self._right)
        return round(x, 1), round(_TOP + (place.y - self._north) * _ROW, 1)

    def _room(self, side: Side) -> float:
        longest = max((_measure(self.labels[node.id]) for node in self._nodes.values() if node.side is side), default=0)
        return longest + 50.0

    def _colour(self, node: Node) -> str:
        return self._colours.get(node.group, ACTOR_COLOUR) if node.kind == THEME else ACTOR_COLOUR


class _Free(_Sketch):
    """Fits places that are in no columns to the picture, as wide and high as they are to each other."""

    def __init__(self, network: Network) -> None:
        super().__init__(network)
        self._directed = network.directed
        self._is_share = network.unit in (Unit.JACCARD, Unit.COSINE)
        width = (self._east - self._west) or 1.0
        self._scale = min(1.0, (_WIDTH - 2 * _MARGIN) / width)
        self._indent = (_WIDTH - width * self._scale) / 2
        ys = [node.y for node in network.nodes] or [0.0]
        self.height = (max(ys) - self._north) * self._scale + 50
        self._named = self._choose_names(network)

    def draw_line(self, edge: Edge) -> dict[str, Any]:
        """Give the straight line between two marks; where it has a direction, it bends and ends in an arrow."""
        (x, y), (to_x, to_y) = self._place(edge.source), self._place(edge.target)
        path = f"M{x},{y}L{to_x},{to_y}"
        if self._directed:
            # To the right of the way, so that an answer and the answer to it are two lines.
            bend_x, bend_y = (x + to_x) / 2 - (to_y - y) * 0.12, (y + to_y) / 2 + (to_x - x) * 0.12
            path = f"M{x},{y}Q{round(bend_x, 1)},{round(bend_y, 1)},{to_x},{to_y}"
            path += _draw_arrow((bend_x, bend_y), (to_x, to_y), self._size(self._nodes[edge.target]))
        width = 1.2 + 3 * edge.weight if self._is_share else min(width_of(edge.weight), 4.0)
        return {"path": path, "colour": self._colour(self._nodes[edge.target]), "width": round(width, 1)}

    def draw_mark(self, node: Node) -> dict[str, Any]:
        """Give a mark, with its name below where there is room."""
        x, y = self._place(node.id)
        size = self._size(node)
        return {
            "x": x,
            "y": y,
            "label": self.labels[node.id] if node.id in self._named else "",
            "told": self._tell(node),
            "outline": draw_outline(SHAPES.get(node.kind, "hexagon"), size),
            "colour": self._colour(node),
            "bold": False,
            "box": None,
            "shift": 0,
            "text": 0,
            "down": round(size + 13, 1),
            "anchor": "middle",
        }

    def _size(self, node: Node) -> float:
        return round(size_of(_count_behind(node)) * max(self._scale, 0.3) * 0.8, 1)

    def _place(self, node: str) -> tuple[float, float]:
        place = self._nodes[node]
        x, y = self._indent + (place.x - self._west) * self._scale, (place.y - self._north) * self._scale
        return round(x, 1), round(_TOP + y, 1)

    def _choose_names(self, network: Network) -> set[str]:
        """Give the marks whose names have room, those with the most lines first."""
        taken: list[tuple[float, float, float]] = []
        named = set()
        for node in sorted(network.nodes, key=lambda node: (-node.degree, node.id)):
            x, y = self._place(node.id)
            half, y = _measure(self.labels[node.id]) / 2 + 3, y + self._size(node)
            if all(abs(x - other) >= half + room or abs(y - height) >= _LINE for other, height, room in taken):
                taken.append((x, y, half))
                named.add(node.id)
        return named


def _draw_arrow(bend: tuple[float, float], tip: tuple[float, float], away: float) -> str:
    """Give two strokes that end a line at the rim of a mark."""
    angle = math.atan2(tip[1] - bend[1], tip[0] - bend[0])
    x, y = tip[0] - (away + 2) * math.cos(angle), tip[1] - (away + 2) * math.sin(angle)
    strokes = [(x - 9 * math.cos(angle + turn), y - 9 * math.sin(angle + turn)) for turn in (-0.45, 0.45)]
    ends = [f"M{round(x, 1)},{round(y, 1)}L{round(to_x, 1)},{round(to_y, 1)}" for to_x, to_y in strokes]
    return "".join(ends)


def draw_outline(shape: str, size: float) -> str:
    """Give the outline of a mark as an SVG path around 0,0."""

    def at(*factors: float) -> list[float]:
        return [round(factor * size, 1) for factor in factors]

    if shape == "square":
        (low, high) = at(-1, 1)
        return f"M{low},{low}H{high}V{high}H{low}Z"
    if shape == "diamond":
        (low, high) = at(-1.3, 1.3)
        return f"M0,{low}L{high},0L0,{high}L{low},0Z"
    if shape == "triangle":
        top, right, bottom, left = at(-1.15, 1.2, 1, -1.2)
        return f"M0,{top}L{right},{bottom}H{left}Z"
    if shape == "hexagon":
        far, near, up = at(1.2, 0.6, 1)
        return f"M{-far},0L{-near},{-up}H{near}L{far},0L{near},{up}H{-near}Z"
    return f"M{-size},0A{size},{size},0,1,1,{size},0A{size},{size},0,1,1,{-size},0Z"


def _count_behind(node: Node) -> int:
    """Give what a mark grows by; where neither sentences nor meetings stand behind it, its lines."""
    return node.quotes or node.meetings or node.degree


def _measure(label: str) -> float:
    return len(label) * _LETTER


def _cut(label: str) -> str:
    return label if len(label) <= _LONGEST else f"{label[: _LONGEST - 1].rstrip()}…"


@cache
def _load_template() -> Any:
    environment = Environment(
        loader=PackageLoader("naeringsgraf.views"),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    return environment.get_template("network.svg.j2")
