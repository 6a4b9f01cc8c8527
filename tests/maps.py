"""Small maps of municipalities, made and not drawn: each is a square."""

import itertools
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

SIDE = 0.4


def make_square(at: int, wide: int = 20) -> list[list[float]]:
    """Give the corners of a square on a grid, in degrees."""
    x, y = 5 + SIDE * (at % wide), 58 + SIDE * (at // wide)
    return [[x, y], [x + SIDE, y], [x + SIDE, y + SIDE], [x, y + SIDE], [x, y]]


def write_geojson(path: Path, numbers: Iterable[str], name: str = "kommunenummer") -> Path:
    """Write a map on which each number is a square."""
    features = [
        {
            "type": "Feature",
            "properties": {name: number},
            "geometry": {"type": "Polygon", "coordinates": [make_square(at)]},
        }
        for at, number in enumerate(numbers)
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


def write_topojson(path: Path, numbers: Iterable[str]) -> Path:
    """Write the same as a topology: every square is one arc of steps, the second half of it taken backwards."""
    arcs: list[Any] = []
    geometries: list[Any] = []
    for at, number in enumerate(numbers):
        corners = [[round((x - 5) * 100), round((y - 58) * 100)] for x, y in make_square(at)]
        forward, backward = corners[:3], corners[2:][::-1]
        for points in (forward, backward):
            steps = [points[0], *([b[0] - a[0], b[1] - a[1]] for a, b in itertools.pairwise(points))]
            arcs.append(steps)
        geometries.append({"type": "Polygon", "properties": {"KOMMUNENR": number}, "arcs": [[2 * at, ~(2 * at + 1)]]})
    topology = {
        "type": "Topology",
        "transform": {"scale": [0.01, 0.01], "translate": [5, 58]},
        "objects": {"municipalities": {"type": "GeometryCollection", "geometries": geometries}},
        "arcs": arcs,
    }
    path.write_text(json.dumps(topology), encoding="utf-8")
    return path
