"""Reads a map of municipalities that a user gives, as GeoJSON or TopoJSON: which outline belongs to which number."""

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from naeringsgraf.errors import CallError
from naeringsgraf.given import read_given

Point = tuple[float, float]
Ring = tuple[Point, ...]

_NUMBERS: Final = ("kommunenummer", "KOMMUNENUMMER", "kommunenr", "KOMMUNENR", "komm_nr")
"""Names that a feature may give its number by, tried in this order; some writers drop the zero before it."""
_NAMES: Final = ("kommunenavn", "KOMMUNENAVN", "navn", "NAVN", "name")


@dataclass(frozen=True, slots=True)
class Unit:
    """One municipality of a map."""

    number: str
    """Four digits."""
    name: str
    """As the map has it; "" where it has none."""
    rings: tuple[Ring, ...]
    """Closed lines, holes among them, x to the east and y to the north."""


def read_map(path: Path) -> tuple[Unit, ...]:
    """Read the units of a map, by number; several features of one number are one unit.

    Raises:
        CallError: it cannot be read, is neither of the two formats, or holds no municipality with a number.
    """
    try:
        content = json.loads(read_given(path))
        features = list(_list_features(content))
        found: dict[str, Unit] = {}
        for feature in features:
            number = _read_number(feature)
            rings = tuple(_read_rings(feature["geometry"])) if number else ()
            if number and rings:
                before = found.get(number, Unit(number, _read_name(feature), ()))
                found[number] = Unit(number, before.name, (*before.rings, *rings))
    except OSError as problem:
        raise CallError(f"{path} cannot be read ({problem.strerror}); name a GeoJSON or TopoJSON file") from None
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, OverflowError, RecursionError):
        raise CallError(f"{path} is no GeoJSON or TopoJSON of municipalities; check which file it is") from None
    if not found:
        names = ", ".join(_NUMBERS[:3])
        raise CallError(f"{path} holds no municipality: no feature has a number of four digits as one of {names} …")
    return tuple(found[number] for number in sorted(found))


def project(units: Sequence[Unit]) -> tuple[Unit, ...]:
    """Lay units out flat: degrees are drawn together towards the pole, metres of a flat map stay as they are."""
    points = [point for unit in units for ring in unit.rings for point in ring]
    if max(max(abs(x), abs(y)) for x, y in points) > 360:
        return tuple(units)
    # The cone of 1SP Lambert's map around the middle of what is shown; angles are kept, which is what outlines need.
    lons, lats = [x for x, _ in points], [y for _, y in points]
    middle, around = math.radians((min(lons) + max(lons)) / 2), math.radians((min(lats) + max(lats)) / 2)
    cone = math.sin(around) or 1e-9

    def lay(point: Point) -> Point:
        lon, lat = math.radians(point[0]), math.radians(min(max(point[1], -89.0), 89.0))
        radius = math.cos(around) / cone
        radius *= (math.tan(math.pi / 4 + around / 2) / math.tan(math.pi / 4 + lat / 2)) ** cone
        angle = cone * (lon - middle)
        return radius * math.sin(angle), -radius * math.cos(angle)

    return tuple(Unit(unit.number, unit.name, tuple(tuple(map(lay, ring)) for ring in unit.rings)) for unit in units)


def _list_features(content: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    if content["type"] == "Topology":
        arcs = list(_read_arcs(content))
        for thing in content["objects"].values():
            for each in thing.get("geometries", [thing]):
                yield {**each, "geometry": _join_arcs(each, arcs)}
    else:
        yield from content["features"]


def _read_number(feature: Mapping[str, Any]) -> str | None:
    properties = feature.get("properties") or {}
    named = next((properties[name] for name in _NUMBERS if properties.get(name) is not None), None)
    # An id may be a mere count of the features: only what has the zero before it, or needs none, is taken for a number.
    digits = str(feature.get("id", "")) if named is None else str(named).zfill(4)
    is_count = named is None and not isinstance(feature.get("id"), str)
    return digits if len(digits) == 4 and digits.isascii() and digits.isdecimal() and not is_count else None


def _read_name(feature: Mapping[str, Any]) -> str:
    properties = feature.get("properties") or {}
    return next((str(properties[name]) for name in _NAMES if isinstance(properties.get(name), str)), "")


def _read_rings(geometry: Mapping[str, Any]) -> Iterator[Ring]:
    written = geometry.get("coordinates", ())
    for polygon in {"Polygon": [written], "MultiPolygon": written}.get(geometry["type"], []):
        for ring in polygon:
            points = tuple((float(point[0]), float(point[1])) for point in ring)
            if len(points) > 3 and all(math.isfinite(x) and math.isfinite(y) for x, y in points):
                yield points


def _read_arcs(topology: Mapping[str, Any]) -> Iterator[list[Point]]:
    """Give the arcs of a topology; quantised ones are steps from point to point."""
    transform = topology.get("transform")
    for arc in topology["arcs"]:
        if transform is None:
            yield [(float(point[0]), float(point[1])) for point in arc]
            continue
        (scale_x, scale_y), (move_x, move_y) = transform["scale"], transform["translate"]
        x = y = 0
        points = []
        for step in arc:
            x, y = x + step[0], y + step[1]
            points.append((x * scale_x + move_x, y * scale_y + move_y))
        yield points


def _join_arcs(thing: Mapping[str, Any], arcs: Sequence[list[Point]]) -> dict[str, Any]:
    """Give a geometry of a topology with coordinates instead of arcs."""

    def join(ring: Iterable[int]) -> list[Point]:
        points: list[Point] = []
        for number in ring:
            arc = arcs[number] if number >= 0 else arcs[~number][::-1]
            points += arc[1:] if points else arc
        return points

    kind, written = thing.get("type"), thing.get("arcs") or []
    if kind == "Polygon":
        return {"type": kind, "coordinates": [join(ring) for ring in written]}
    if kind == "MultiPolygon":
        return {"type": kind, "coordinates": [[join(ring) for ring in polygon] for polygon in written]}
    return {"type": kind}
