"""Lines that a reader of Markdown or plain text took for list items, though their number is the day of a date."""

import re
from dataclasses import replace

from naeringsgraf.model.document import Document, Line, LineKind
from naeringsgraf.parsing.dates import find_dates

_DAY = re.compile(r"\d{1,2}\.\Z")


def mend_dates(document: Document) -> Document:
    """Give "4. februar 2020" back its day, where it stands at the beginning of a line."""
    lines = tuple(_mend(document, line) for line in document.lines)
    return document if lines == document.lines else replace(document, lines=lines)


def _mend(document: Document, line: Line) -> Line:
    if not _DAY.match(line.marker):
        return line
    begins = document.text.rfind(line.marker, 0, line.begins)
    text = document.text[begins : line.ends]
    first = next(find_dates(text, 2000), None)
    if first is None or first.begins or "\n" in text:
        return line
    return replace(line, text=text, begins=begins, marker="", kind=LineKind.TEXT, level=0)
