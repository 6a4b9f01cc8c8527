"""Words that together mean a theme: "gjenvinning" near "bilbatterier" is recycling of batteries."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from naeringsgraf.model.names import ThingId
from naeringsgraf.registers.tables import Row, read_rows
from naeringsgraf.registers.themes import load_themes
from naeringsgraf.resources import find_resource

_GROUPS = ("first", "second", "third")
_NUMBER = re.compile(r"[1-9][0-9]{0,2}")


@dataclass(frozen=True, slots=True)
class Collocation:
    """A theme, and the groups of words of which one each must stand in a sentence."""

    theme: ThingId
    groups: tuple[tuple[str, ...], ...]
    """Two or three; lower case. A word that ends in "*" may go on: "gjenvinn*"."""
    within: int
    """Most words from the first of them to the last."""
    instead_of: tuple[ThingId, ...]
    """Themes that the same words do not mean besides."""


@cache
def load_collocations() -> tuple[Collocation, ...]:
    """Give the shipped collocations in the order of the file; read once."""
    return read_collocations(find_resource("data", "themes", "collocations.csv"))


def read_collocations(path: Path) -> tuple[Collocation, ...]:
    """Read a table of collocations.

    Raises:
        RegisterError: a row names an unknown theme, has fewer than two groups of words, or no number of words.
    """
    return tuple(
        _read_collocation(row) for row in read_rows(path, ("theme", "first", "second", "third", "within", "instead_of"))
    )


def _read_collocation(row: Row) -> Collocation:
    groups = tuple(words for column in _GROUPS if (words := row.read_list(column)))
    within = row.read_text("within")
    if len(groups) < 2:
        raise row.make_error("words that go together need at least a first and a second group")
    if not _NUMBER.fullmatch(within):
        raise row.make_error(f"within {within!r} is no number of words; write for instance 6")
    lowered = tuple(tuple(word.lower() for word in words) for words in groups)
    instead = tuple(_read_theme(row, name) for name in row.read_list("instead_of"))
    return Collocation(_read_theme(row, row.read_text("theme")), lowered, int(within), instead)


def _read_theme(row: Row, name: str) -> ThingId:
    theme = ThingId(f"theme/{name}")
    if theme not in load_themes():
        raise row.make_error(f"{name!r} is no theme of themes.ttl; write its id")
    return theme
