"""A map as an SVG picture: every municipality coloured by how many sentences were said for it."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from naeringsgraf import __version__
from naeringsgraf.analysis.placing import Placed
from naeringsgraf.views.heat_steps import list_steps, step_of_number
from naeringsgraf.views.map_file import Ring, Unit, project
from naeringsgraf.views.pages import clean, load_page

_HEIGHT: Final = 900
_WIDEST: Final = 900
_FINE: Final = 0.6
"""Pixels that two points of an outline are apart at least."""


@dataclass(frozen=True, slots=True)
class MapPicture:
    """A map laid out for drawing."""

    width: int
    height: int
    units: tuple[dict[str, Any], ...]
    """By number: `number`, `name`, `count`, `step` (0 for none) and `path`, the d of an SVG path."""
    legend: tuple[dict[str, Any], ...]
    """Steps that occur, each with the least and most number that has it."""


def lay_out_map(units: Sequence[Unit], placed: Placed) -> MapPicture:
    """Fit a map into a picture; no unit is lost, however small."""
    flat = project(units)
    points = [point for unit in flat for ring in unit.rings for point in ring]
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    low, high = min(y for _, y in points), max(y for _, y in points)
    scale = min(_WIDEST / ((right - left) or 1.0), _HEIGHT / ((high - low) or 1.0))
    shown = {unit.number for unit in flat}
    counts = {spot.number: spot.count for spot in placed.on_map if spot.number in shown}
    largest = max(counts.values(), default=0)
    drawn = tuple(
        {
            "number": unit.number,
            "name": placed.names.get(unit.number) or unit.name or unit.number,
            "count": counts.get(unit.number, 0),
            "step": step_of_number(counts[unit.number], largest) if unit.number in counts else 0,
            "path": _write_path(unit, left, high, scale),
        }
        for unit in flat
    )
    told = [(step_of_number(count, largest), float(count), str(count)) for count in counts.values() if count]
    return MapPicture(
        math.ceil((right - left) * scale), math.ceil((high - low) * scale), drawn, tuple(list_steps(told))
    )


def write_map_svg(picture: MapPicture, texts: Mapping[str, str], language: str, title: str, foot: Sequence[str]) -> str:
    """Write the picture as a file of its own, with what it shows and whose map it is at its foot."""
    return load_page("map.svg.j2").render(
        picture=picture,
        texts=texts,
        language=language,
        title=title,
        foot=clean(list(foot)),
        version=__version__,
    )


def _write_path(unit: Unit, left: float, high: float, scale: float) -> str:
    """Write outlines with no more points than can be seen; the longest ring of a unit always stays."""
    rings = [_thin([((x - left) * scale, (high - y) * scale) for x, y in ring]) for ring in unit.rings]
    seen = [ring for ring in rings if len(ring) > 3] or [max(rings, key=len)]
    return "".join("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in ring) + "Z" for ring in seen)


def _thin(ring: Sequence[tuple[float, float]]) -> Ring:
    kept = [ring[0]]
    for point in ring[1:-1]:
        if math.dist(point, kept[-1]) >= _FINE:
            kept.append(point)
    return (*kept, ring[-1])
