"""Measure the extraction on the labelled minutes and print the figures in the form of floors.toml.

    python tests/quality/measure.py > tests/quality/floors.toml

Floors only rise: before putting a lower figure in, say in a commit of its own why.
"""

import math
import os
import sys
from pathlib import Path

from naeringsgraf.checking.evaluation import evaluate_folder
from naeringsgraf.checking.scores import Scores

HERE = Path(__file__).parent
CHECKOUT = HERE.parents[1]

SETS = {
    "labelled": Path(os.environ.get("NAERINGSGRAF_MINUTES") or CHECKOUT.parent / "shared" / "minutes"),
    "project": HERE / "minutes",
    "later": HERE / "later",
    "third": HERE / "third",
    "fourth": HERE / "fourth",
    "fifth": HERE / "fifth",
    "sixth": HERE / "sixth",
    "seventh": HERE / "seventh",
}
"""Name → folder with gold/ and texts. The first lies beside the checkout, where it lies at all; all but the
second were written by other hands, the last six after the parser."""

FAMILIES_OF = "labelled"
"""The set whose families are told."""

ALL = "all"
"""The part of a set that is all of its documents; the other parts are formats and families."""

DIGITS = 3


def measure(name: str) -> Scores | None:
    """Score one set; None where its folder is not there."""
    folder = SETS[name]
    return evaluate_folder(folder) if (folder / "gold").is_dir() else None


def list_parts(name: str, scores: Scores) -> dict[str, dict[str, float]]:
    """Give part → figure → score, each rounded down so that it can be reached again.

    Parts are all documents, each format, and of the first set each family; in the others each document is its own.
    """
    chosen: dict[str, dict[str, str]] = {ALL: {}}
    chosen |= {f"format-{form}": {"format": form} for form in scores.formats}
    if name == FAMILIES_OF:
        chosen |= {family: {"family": family} for family in scores.families}
    parts: dict[str, dict[str, float]] = {}
    for part, choice in chosen.items():
        values = {figure: scores.score(figure, **choice) for figure in scores.figures}
        parts[part] = {figure: round_down(value) for figure, value in values.items() if value is not None}
    return parts


def round_down(value: float) -> float:
    """Cut to three digits; binary fractions a hair below their decimal value keep it."""
    scale = int(10**DIGITS)
    return math.floor(value * scale + 1e-6) / scale


def show_floors() -> str:
    """Write the present figures of every set that is there as TOML."""
    lines = ["# The least that each figure may be; written by tests/quality/measure.py. Floors only rise."]
    for name in SETS:
        scores = measure(name)
        for part, values in list_parts(name, scores).items() if scores else ():
            lines += ["", f"[{name}.{part}]", *(f'"{figure}" = {value:.{DIGITS}f}' for figure, value in values.items())]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(show_floors())
