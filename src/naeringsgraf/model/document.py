"""A file as text: one normalised string and the lines in it, each knowing where it stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

HIDDEN = "█"
"""Stands in a text for each letter and digit of what is private, such as an identity number."""


class LineKind(StrEnum):
    """What the layout of the file says a line is."""

    HEADING = "heading"
    TEXT = "text"
    LIST_ITEM = "list_item"
    TABLE_ROW = "table_row"
    FRONT_MATTER = "front_matter"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the normalised text, in code points, end exclusive."""

    begins: int
    ends: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line of content. List markers and heading marks stand outside `begins`/`ends`; blank lines are no lines."""

    text: str
    """Exactly `document.text[begins:ends]`."""
    begins: int
    ends: int
    number: int
    """Line of the source file, first is 1; the count of the line itself where the format has no lines (DOCX, HTML)."""
    kind: LineKind = LineKind.TEXT
    level: int = 0
    """Depth: of a heading 1–6, of a list item 1 and up, of other lines the indentation in columns."""
    block: int = 0
    """Lines of one paragraph, list item or table carry the same number."""
    strong: bool = False
    """The whole line was printed bold."""
    marker: str = ""
    """The list marker as printed, "-" or "3."; empty where there is none."""
    cells: tuple[Span, ...] = ()
    """The columns of a table row, or of a line whose columns are set apart by tabs or wide blanks; else empty."""
    struck: bool = False
    """The whole line was printed struck through."""
    page: int | None = None
    """Page of the source, first is 1. None where the format has no pages."""
    merged: tuple[int, ...] = ()
    """Indices of the cells that are empty because a cell above reaches into this row."""


@dataclass(frozen=True, slots=True)
class PageSpan:
    """The text that stands on one page."""

    number: int
    """Of the page in the source, first is 1."""
    begins: int
    ends: int


@dataclass(frozen=True, slots=True)
class Document:
    """One source file, read. Every offset in the project points into `text`."""

    slug: str
    """Name of the document, from its file name; unique in one build."""
    path: str
    """As given, relative to the folder that was read; always with forward slashes."""
    sha256: str
    """Of the bytes of the file, hexadecimal."""
    media_type: str
    text: str
    """NFC, line ends are "\\n", no control characters but tab and newline."""
    lines: tuple[Line, ...]
    front_matter: Mapping[str, Any] = field(default_factory=dict)
    """YAML before a Markdown text; empty where there is none."""
    encoding: str | None = None
    """Of the characters in the file; None where the format is no text."""
    pages: int | None = None
    """How many the source has; None where the format has no pages."""

    def find_pages(self) -> tuple[PageSpan, ...]:
        """Tell which stretch of the text stands on which page; pages without text are left out."""
        pages: dict[int, PageSpan] = {}
        for line in self.lines:
            if line.page is not None:
                begins = pages[line.page].begins if line.page in pages else line.begins
                pages[line.page] = PageSpan(line.page, begins, line.ends)
        return tuple(pages.values())
