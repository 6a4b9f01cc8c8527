"""Words that name a theme too broadly to count beside others: "prosjekt", "klyngen", "veier"."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from naeringsgraf.model.names import ThingId
from naeringsgraf.registers.tables import check_unique, read_rows
from naeringsgraf.registers.themes import load_themes
from naeringsgraf.resources import find_resource


@cache
def load_general() -> Mapping[ThingId, tuple[str, ...]]:
    """Give the shipped list: theme → beginnings of its general words; none where all its words are. Read once."""
    return read_general(find_resource("data", "themes", "general.csv"))


def read_general(path: Path) -> Mapping[ThingId, tuple[str, ...]]:
    """Read a table of general words.

    Raises:
        RegisterError: a row names an unknown theme, or one that stands in an earlier row.
    """
    rows = [(row, ThingId(f"theme/{row.read_text('theme')}")) for row in read_rows(path, ("theme", "words"))]
    check_unique(rows)
    for row, theme in rows:
        if theme not in load_themes():
            raise row.make_error(f"{theme} is no theme of themes.ttl; write its id without theme/")
    return {theme: tuple(word.lower() for word in row.read_list("words")) for row, theme in rows}


def is_general(theme: ThingId, printed: str) -> bool:
    """Tell whether a theme, named by the words printed, gives way to others of the same turn."""
    words = load_general().get(theme)
    return words is not None and (not words or printed.lower().startswith(words))
