"""Plain text: lines as they stand, columns by wide gaps, paragraphs by blank lines.

Text that a PDF was turned into keeps its page breaks as form feeds, and with them page heads, feet, columns of running
text and parted words, which are dealt with as in a PDF.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import dropwhile, groupby, zip_longest

from naeringsgraf.model.document import LineKind
from naeringsgraf.reading.columns import has_columns, order_pages
from naeringsgraf.reading.content import Content
from naeringsgraf.reading.decoding import read_pages
from naeringsgraf.reading.hyphens import Hyphens
from naeringsgraf.reading.lines import TextBuilder, find_cells, find_marker
from naeringsgraf.reading.pages import find_bodies, is_title
from naeringsgraf.reading.paragraphs import is_closed, write_regions
from naeringsgraf.reading.printed import Page, Piece

_QUOTED = re.compile(r"(?:>[ \t]?)+")
"""What mail puts before each line of a message that is answered or passed on."""
_FEWEST_QUOTED = 3
"""Lines in a row that are quoted, one of them with nothing or another ">" behind the mark; fewer are a list."""
_PIECE = re.compile(r"\S+(?: \S+)*")
_EM = 2.0
"""Characters, taken as half as wide as they are high."""
_LEADING = 1.2 * _EM
_ROUGH = 0.15
"""Share of the width of a column by which lines in letters of any width differ from those counted in characters."""


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    number: int
    """Of the file, first is 1."""
    page: int | None


def read_plaintext(raw: bytes, name: str) -> Content:
    """Read plain text. Blank lines end a paragraph; the text of each line is kept, but for words parted at its end.

    Raises:
        SourceError: the bytes are no text.
    """
    texts, encoding = read_pages(raw, name)
    # A converter ends each page with a form feed, the last one too.
    paged = len(texts) > 1
    if paged and not texts[-1].strip():
        texts.pop()
    pages = _split_lines(texts, paged)
    if paged:
        pages = _strip(pages)
    builder = TextBuilder()
    printed = [_make_page(lines, number) for number, lines in enumerate(pages, 1)]
    if has_columns(printed):
        regions = list(order_pages(printed))
        for region in regions:
            region.slack = _ROUGH * (region.right - region.left)
            for row in region.rows:
                row.number = round(row.y / _LEADING)
        write_regions(regions, builder)
    else:
        _write_lines(_mend(_join_pages(pages)), builder)
    return Content(builder, encoding=encoding, pages=len(pages) if paged else None)


def _split_lines(texts: Sequence[str], paged: bool) -> list[list[_Line]]:
    """The lines of each page, numbered through the file; blank ones too."""
    pages, number = [], 1
    for page, text in enumerate(texts, 1):
        lines = _unquote(text.split("\n"))
        pages.append([_Line(line, at, page if paged else None) for at, line in enumerate(lines, number)])
        number += len(lines) - 1
    return pages


def _unquote(lines: Sequence[str]) -> list[str]:
    """Take the marks of quoted mail off: "> Til stede:" and ">> 1) Jernbanen"; a list that is marked so keeps them."""
    unquoted: list[str] = []
    for is_quoted, group in groupby(lines, key=lambda line: line.startswith(">")):
        run = list(group)
        marks = [_QUOTED.match(line) for line in run]
        nested = any(
            mark and (">" in mark[0][1:] or mark.end() >= len(line.rstrip()))
            for mark, line in zip(marks, run, strict=True)
        )
        is_mail = is_quoted and len(run) >= _FEWEST_QUOTED and nested
        unquoted += (
            [line[mark.end() :] if mark else line for mark, line in zip(marks, run, strict=True)] if is_mail else run
        )
    return unquoted


def _strip(pages: Sequence[list[_Line]]) -> list[list[_Line]]:
    """Take page heads, feet and numbers off; the head of the first page stays where it is a title."""
    written = [[line for line in lines if line.text.strip()] for lines in pages]
    bodies = find_bodies([[line.text.strip() for line in lines] for lines in written])
    stripped = []
    for at, (lines, (first, end)) in enumerate(zip(written, bodies, strict=True)):
        kept = {line.number for line in lines[first:end]}
        if at == 0:
            kept |= {line.number for line in lines[:first] if is_title(line.text)}
        stripped.append([line if line.number in kept else _Line("", line.number, line.page) for line in pages[at]])
    return stripped


def _make_page(lines: Sequence[_Line], number: int) -> Page:
    """Take each character for half an em wide, and each line for as high as lines mostly are."""
    pieces = [
        Piece(found[0], found.start(), found.end(), line.number * _LEADING, _EM, len(found[0].split(" ", 1)[0]))
        for line in lines
        for found in _PIECE.finditer(line.text)
    ]
    return Page(number, pieces)


def _join_pages(pages: Sequence[Sequence[_Line]]) -> list[_Line]:
    """Put pages one after the other, with a blank line between unless a sentence goes on."""
    joined = list(pages[0])
    for lines in pages[1:]:
        body = list(dropwhile(_is_blank, lines))
        while joined and _is_blank(joined[-1]):
            joined.pop()
        if joined and body and (is_closed(joined[-1].text.rstrip()) or not body[0].text.lstrip()[0].islower()):
            joined.append(_Line("", joined[-1].number, joined[-1].page))
        joined += body
    return joined


def _mend(lines: Sequence[_Line]) -> Iterator[_Line]:
    """Make words whole that were parted at the end of a line; tables are left as they are."""
    hyphens = Hyphens(line.text.strip() for line in lines)
    rest: str | None = None
    for line, following in zip_longest(lines, lines[1:]):
        text = line.text if rest is None else rest
        rest = None
        if following and not find_cells(text, 0) and not find_cells(following.text, 0):
            mended = hyphens.mend(text.rstrip(), following.text.strip())
            if mended:
                text, rest = mended
                indent = len(following.text) - len(following.text.lstrip())
                rest = rest and " " * indent + rest
        if text.strip() or not line.text.strip():
            yield replace(line, text=text)


def _write_lines(lines: Iterable[_Line], builder: TextBuilder) -> None:
    for line in lines:
        stripped = line.text.strip()
        if not stripped:
            builder.new_block()
            continue
        builder.page = line.page
        found = find_marker(stripped)
        marker = found.group(1) if found else ""
        builder.add(
            stripped[found.end() :] if found else stripped,
            line.number,
            kind=LineKind.LIST_ITEM if marker else LineKind.TEXT,
            level=len(line.text) - len(line.text.lstrip()),
            before=line.text[: line.text.index(stripped)] + (stripped[: found.end()] if found else ""),
            marker=marker,
        )


def _is_blank(line: _Line) -> bool:
    return not line.text.strip()
