"""The extraction is never worse than it was: every figure on the labelled minutes stays on or above its floor."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

import measure
import pytest

FLOORS: dict[str, dict[str, dict[str, float]]] = tomllib.loads(
    (Path(__file__).parent / "floors.toml").read_text(encoding="utf-8")
)


def list_below(floors: Mapping[str, Mapping[str, float]], now: Mapping[str, Mapping[str, float]]) -> list[str]:
    """Name every figure below its floor, with both numbers; a figure that is no longer measured is below."""
    return [
        f"{part}: {figure} {now.get(part, {}).get(figure)} < {floor}"
        for part, figures in floors.items()
        for figure, floor in figures.items()
        if (now.get(part, {}).get(figure) or 0.0) < floor
    ]


@pytest.mark.parametrize("name", measure.SETS)
def test_no_figure_is_below_its_floor(name: str) -> None:
    """Precision and recall are regression figures; `naeringsgraf evaluate FOLDER --errors` shows what went wrong."""
    scores = measure.measure(name)
    if scores is None:
        pytest.skip(f"the minutes of the set {name} are not at {measure.SETS[name]}")

    assert list_below(FLOORS.get(name, {}), measure.list_parts(name, scores)) == []


def test_figure_below_its_floor_is_named() -> None:
    """So is one that is not measured any more."""
    floors = {"all": {"agenda": 0.9, "decisions": 0.8, "persons": 0.5}}

    assert list_below(floors, {"all": {"agenda": 0.9, "decisions": 0.799}}) == [
        "all: decisions 0.799 < 0.8",
        "all: persons None < 0.5",
    ]


def test_score_is_rounded_down() -> None:
    """A floor that is pinned must be reachable by the same extraction."""
    assert [measure.round_down(value) for value in (2 / 3, 1.0, 0.29)] == [0.666, 1.0, 0.29]
