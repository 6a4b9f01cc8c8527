"""Where in the file a remark of an evaluation belongs."""

import re
from collections.abc import Iterable, Iterator, Sequence

from naeringsgraf.checking.comparing import fold
from naeringsgraf.model.document import Line

_BETWEEN = re.compile(r"[\[\]:;,()=|→]")
_LEAST = 2
"""Letters that a piece of text must have to tell a place."""
_BROKEN = 14
"""Letters of a longer piece that are looked for where the whole of it is broken over lines."""


def find_line(lines: Sequence[Line], texts: Iterable[str]) -> int | None:
    """Give the number of the first line that holds the most telling piece of the texts; None where none does."""
    folded = [fold(line.text) for line in lines]
    for piece in _cut(texts):
        for line, text in zip(lines, folded, strict=True):
            if re.search(rf"(?<!\w){re.escape(piece)}", text):
                return line.number
    return None


def _cut(texts: Iterable[str]) -> Iterator[str]:
    """Give the pieces between brackets, colons and commas, those of the first text first and the longest of each."""
    for text in texts:
        pieces = sorted((fold(piece) for piece in _BETWEEN.split(text)), key=len, reverse=True)
        for piece in pieces:
            if len(piece) >= _LEAST:
                yield piece
                yield piece[:_BROKEN]
