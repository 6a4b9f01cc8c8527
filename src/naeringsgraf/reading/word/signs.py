"""What stands within a run of a Word document."""

from collections.abc import Mapping
from enum import Enum, auto

from naeringsgraf.reading.word.names import Names

COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
SYMBOLS = {
    "F0B7": "•", "F0A7": "•", "F06F": "☐", "F0A8": "☐", "F0FE": "☒", "F078": "☒", "F0FC": "✓", "F0E0": "→", "F02D": "-",
}  # fmt: skip
"""Places in symbol fonts that stand for something a line can say."""


class Sign(Enum):
    """What an element within a run is."""

    LOOK = auto()
    TEXT = auto()
    TAB = auto()
    HYPHEN = auto()
    BREAK = auto()
    SYMBOL = auto()
    FIELD = auto()
    DRAWING = auto()
    CHOICE = auto()
    """One content in two forms."""


def list_signs(names: Names) -> Mapping[str, Sign]:
    """Give the name of each element that can stand within a run, and what it is."""
    return {
        names.rPr: Sign.LOOK,
        names.t: Sign.TEXT,
        f"{MATH}t": Sign.TEXT,
        names.tab: Sign.TAB,
        names.ptab: Sign.TAB,
        names.noBreakHyphen: Sign.HYPHEN,
        names.br: Sign.BREAK,
        names.cr: Sign.BREAK,
        names.sym: Sign.SYMBOL,
        names.fldChar: Sign.FIELD,
        names.drawing: Sign.DRAWING,
        names.pict: Sign.DRAWING,
        names.object: Sign.DRAWING,
        f"{COMPATIBILITY}AlternateContent": Sign.CHOICE,
    }
