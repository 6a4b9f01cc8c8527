"""Names that a caller may have meant."""

from collections.abc import Iterable
from typing import Final

from rapidfuzz import fuzz, process

from naeringsgraf.analysis.order import sort_key
from naeringsgraf.errors import CallError
from naeringsgraf.registers.folding import fold_name

_KINDS: Final = {"mark": "mark of this network"}
"""What is said of a kind, where its name alone would not tell."""

_NEAR_ENOUGH: Final = 70.0
"""Of 100. Lower, a word of two letters is near to almost everything."""


def suggest_names(asked: str, known: Iterable[str], most: int = 3) -> list[str]:
    """Give the known names nearest to the one asked for, best first; none where nothing is near."""
    names = sorted(set(known), key=sort_key)
    found = process.extract(
        asked, names, scorer=fuzz.WRatio, processor=fold_name, limit=most, score_cutoff=_NEAR_ENOUGH
    )
    return [name for name, _, _ in found]


def unknown_name(kind: str, asked: str, known: Iterable[str], next_step: str) -> CallError:
    """Make the error that a name is not known, with the nearest ones and where to look."""
    near = suggest_names(asked, known)
    told = f"no {_KINDS.get(kind, kind)} is called {asked!r}; "
    told += f"did you mean {_join_choices(near)}? {next_step[0].upper()}{next_step[1:]}" if near else next_step
    return CallError(told, f"unknown_{kind}", asked=asked, near="; ".join(near))


def _join_choices(names: list[str]) -> str:
    *others, last = (f'"{name}"' for name in names)
    return f"{', '.join(others)} or {last}" if others else last
