"""Word documents: the text as it would be printed with all changes accepted, paragraphs, lists and tables kept apart.

Left out: deleted, moved-away and hidden text, field codes, comments, headers and footers, and footnotes, which stand
apart from the sentences and would be given to whoever spoke last.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import chain, takewhile

from lxml import etree

from naeringsgraf.model.document import LineKind
from naeringsgraf.reading.blocks import Block, Paragraph, Runs, write_blocks
from naeringsgraf.reading.content import Content, check_length
from naeringsgraf.reading.lines import TextBuilder
from naeringsgraf.reading.numerals import read_count
from naeringsgraf.reading.walking import Opened, TooDeepError, walk
from naeringsgraf.reading.word.columns import OpenTable
from naeringsgraf.reading.word.names import NAMESPACES, Names, name_in, read_switch, read_val
from naeringsgraf.reading.word.numbering import Numbering
from naeringsgraf.reading.word.package import Package
from naeringsgraf.reading.word.signs import COMPATIBILITY, MATH, SYMBOLS, Sign, list_signs
from naeringsgraf.reading.word.styles import Style, Styles, read_outline

_MAX_DEPTH = 200
_MARKER = re.compile(r"[^\w\s]|o|\(?(?:\d{1,3}|[a-zæøå]|[ivx]+)[.)]", re.IGNORECASE)
"""What the lines of a document take as a marker; "Sak 3" and "1.2" are words of the line."""
_ALTERNATE = f"{COMPATIBILITY}AlternateContent"
_FALLBACK = f"{COMPATIBILITY}Fallback"
_PLAIN = Style()


@dataclass(slots=True)
class _Properties:
    """What a paragraph itself says; None where it leaves the word to its style."""

    style: str | None = None
    number: str | None = None
    """The list it is an item of; "0" takes it out of the list of its style."""
    depth: int | None = None
    heading: int | None = None
    mark_deleted: bool = False
    """Its end was deleted, so that the next paragraph goes on in it."""


_NO_PROPERTIES = _Properties()

Handler = Callable[[etree._Element], Opened | None]


def read_docx(raw: bytes, name: str) -> Content:
    """Read a Word document.

    Raises:
        SourceError: it is none, is damaged, has a password, or is made to be too large or too deep.
    """
    package = Package(raw, name)
    root = package.parse(package.main)
    names = next(
        (name_in(space) for space in NAMESPACES if root is not None and root.tag == f"{{{space}}}document"), None
    )
    body = root.find(names.body) if root is not None and names else None
    if names is None or body is None:
        raise package.refuse("is no Word document inside; open it in Word and save it as .docx")
    styles = Styles(package.read(package.find_related("styles", "styles.xml")), names)
    reader = _Reader(package, names, styles)
    builder = TextBuilder()
    write_blocks(reader.read(body), builder)
    return Content(builder)


class _Reader:
    def __init__(self, package: Package, names: Names, styles: Styles) -> None:
        self._package = package
        self._names = names
        self._val = names.val
        self._styles = styles
        self._numbering: Numbering | None = None
        self._handlers = self._list_handlers()
        self._signs = list_signs(names)
        self._sinks: list[list[Block]] = [[]]
        """Where blocks go: the document, or the innermost open cell."""
        self._tables: list[OpenTable] = []
        self._runs: Runs | None = None
        self._carried: Runs | None = None
        """What stands before a deleted paragraph mark: the next paragraph goes on from it."""
        self._properties = _NO_PROPERTIES
        self._style = Style()
        self._length = 0
        self._fields: list[bool] = []
        """For each open field, whether its code is being read."""
        self._boxes: list[etree._Element] = []

    def _list_handlers(self) -> Mapping[str, Handler]:
        names = self._names
        same = ("ins", "moveTo", "smartTag", "customXml", "hyperlink", "fldSimple", "sdtContent", "bdo", "dir")
        return {
            **{getattr(names, tag): self._pass for tag in same},
            f"{MATH}oMath": self._pass,
            f"{MATH}oMathPara": self._pass,
            f"{MATH}r": self._read_run,
            names.r: self._read_run,
            names.p: self._open_paragraph,
            names.sdt: self._open_control,
            _ALTERNATE: self._choose,
            names.tbl: self._open_table,
            names.tr: self._open_row,
            names.tc: self._open_cell,
        }

    def read(self, body: etree._Element) -> list[Block]:
        """Read everything that is printed, in order.

        Raises:
            SourceError: the elements are nested too deep.
        """
        try:
            walk((iter(body), self._end_carried), self._enter, _MAX_DEPTH)
        except TooDeepError as problem:
            reason = f"is nested more than {_MAX_DEPTH} deep; save its text as a new document"
            raise self._package.refuse(reason) from problem
        return self._sinks[0]

    def _enter(self, element: etree._Element) -> Opened | None:
        handle = self._handlers.get(element.tag)
        return handle(element) if handle else None

    def _pass(self, element: etree._Element) -> Opened:
        return iter(element), None

    def _open_control(self, element: etree._Element) -> Opened | None:
        """Content of a form; a field nobody filled in shows a request to do so, which is no content."""
        properties = element.find(self._names.sdtPr)
        empty = properties.find(self._names.showingPlcHdr) if properties is not None else None
        return None if read_switch(empty, self._val) else (iter(element), None)

    def _choose(self, element: etree._Element) -> Opened | None:
        """One content in two forms, for new programs and for old ones: read once."""
        chosen = element.find(f"{COMPATIBILITY}Choice")
        chosen = element.find(_FALLBACK) if chosen is None else chosen
        return (iter(chosen), None) if chosen is not None else None

    # Paragraphs

    def _open_paragraph(self, element: etree._Element) -> Opened | None:
        first = element[0] if len(element) else None
        if first is not None and first.tag == self._names.pPr:
            self._properties = self._read_properties(first)
        else:
            self._properties = _NO_PROPERTIES
        self._style = self._styles.find(self._properties.style or self._styles.default)
        self._runs = self._carried or Runs()
        self._carried = None
        children, handlers, run = iter(element), self._handlers, self._names.r
        for child in children:
            tag = child.tag
            if tag == run:
                self._read_run(child)
            elif tag in handlers:
                return chain((child,), children), self._close_paragraph
        return self._close_paragraph()

    def _read_properties(self, element: etree._Element) -> _Properties:
        if not len(element):
            return _NO_PROPERTIES
        names, found = self._names, _Properties()
        for child in element:
            tag = child.tag
            if tag == names.pStyle:
                found.style = child.get(self._val)
            elif tag == names.numPr:
                listed = child.find(names.numId)
                found.number = listed.get(self._val) if listed is not None else None
                found.depth = read_val(child.find(names.ilvl), self._val)
            elif tag == names.outlineLvl:
                found.heading = read_outline(read_val(child, self._val) or 0)
            elif tag == names.rPr:
                found.mark_deleted = any(change.tag in (names.del_, names.moveFrom) for change in child)
        return found

    def _close_paragraph(self) -> Opened | None:
        if self._properties.mark_deleted:
            self._carried, self._runs = self._runs, None
            return None
        if self._runs:
            self._end_paragraph(self._runs)
            self._runs = None
        # The code of a field ends with its paragraph, so that a field left open does not swallow the document.
        self._fields = [False] * len(self._fields)
        if not self._boxes:
            return None
        boxes, self._boxes = self._boxes, []
        return chain.from_iterable(boxes), self._end_carried

    def _end_carried(self) -> None:
        if self._carried:
            self._end_paragraph(self._carried)
            self._carried = None

    def _end_paragraph(self, runs: Runs) -> None:
        heading = self._properties.heading
        heading = self._style.heading if heading is None else heading
        number = self._properties.number or self._style.numbering
        depth, marker = self._count_item(number) if number and number != "0" else (0, "")
        worded = bool(marker) and (bool(heading) or not _MARKER.fullmatch(marker))
        lines = runs.close(marker if worded else "")
        self._length += 1 + sum(len(line.text) + 1 for line in lines)
        check_length(self._length, self._package.name)
        if heading and lines:
            paragraph = Paragraph(lines, LineKind.HEADING, min(heading, 6))
        elif marker and not (worded and lines):
            paragraph = Paragraph(lines, LineKind.LIST_ITEM, depth + 1, marker)
        else:
            paragraph = Paragraph(lines)
        self._sinks[-1].append(paragraph)

    def _count_item(self, number: str) -> tuple[int, str]:
        """Tell how deep in a list the paragraph stands, and its marker as printed."""
        if self._numbering is None:
            part = self._package.find_related("numbering", "numbering.xml")
            self._numbering = Numbering(self._package.parse(part), self._names, self._styles)
        depth = self._properties.depth if self._properties.number else self._style.depth
        if depth is None:
            depth = self._numbering.find_depth(number, self._style.numbered_by)
        depth = max(0, min(depth, 8))
        return depth, self._numbering.mark(number, depth)

    # Runs

    def _read_run(self, element: etree._Element) -> None:
        runs, style, signs = self._runs, self._style, self._signs
        strong, struck, shown = style.bold, style.struck, not style.hidden
        stack = [iter(element)]
        while stack:
            for child in stack[-1]:
                sign = signs.get(child.tag)
                if sign is Sign.LOOK:
                    if len(child):
                        strong, struck, shown = self._read_look(child)
                elif sign is Sign.FIELD:
                    self._turn_field(child)
                elif sign is None or not shown or runs is None or True in self._fields:
                    continue
                elif sign is Sign.TEXT:
                    runs.add(child.text or "", strong, struck)
                elif sign is Sign.BREAK:
                    runs.break_line()
                elif sign is Sign.DRAWING:
                    self._find_boxes(child)
                elif sign is Sign.CHOICE:
                    chosen = self._choose(child)
                    if chosen:
                        stack.append(chosen[0])
                        break
                elif sign is Sign.SYMBOL:
                    printed = SYMBOLS.get(child.get(self._names.char, "").upper(), " ")
                    runs.add(printed, strong, struck)
                else:
                    runs.add("-" if sign is Sign.HYPHEN else "\t", strong, struck)
            else:
                stack.pop()

    def _read_look(self, element: etree._Element) -> tuple[bool | None, bool | None, bool]:
        """Tell whether a run is bold, struck, and shown at all."""
        names, style, own = self._names, self._style, _PLAIN
        bold = struck = hidden = None
        for child in element:
            tag = child.tag
            if tag == names.b:
                bold = read_switch(child, self._val)
            elif tag in (names.strike, names.dstrike):
                struck = struck or read_switch(child, self._val)
            elif tag == names.vanish:
                hidden = read_switch(child, self._val)
            elif tag == names.rStyle:
                own = self._styles.find(child.get(self._val, ""))
        if bold is None:
            # Bold in the style of a run within a bold paragraph sets the words apart by not being bold.
            bold = bool(own.bold) ^ bool(style.bold)
        struck = own.struck or style.struck if struck is None else struck
        hidden = own.hidden or style.hidden if hidden is None else hidden
        return bold, struck, not hidden

    def _turn_field(self, element: etree._Element) -> None:
        kind = element.get(self._names.fldCharType)
        if kind == "begin":
            self._fields.append(True)
        elif self._fields:
            self._fields.pop()
            if kind == "separate":
                self._fields.append(False)

    def _find_boxes(self, element: etree._Element) -> None:
        """Keep the text boxes of a drawing until the paragraph they are fixed to has ended."""
        again = (_FALLBACK, self._names.txbxContent)
        for box in element.iter(self._names.txbxContent):
            between = takewhile(lambda parent: parent is not element, box.iterancestors())
            if not any(parent.tag in again for parent in between):
                self._boxes.append(box)

    # Tables

    def _open_table(self, element: etree._Element) -> Opened:
        self._end_carried()
        grid = element.find(self._names.tblGrid)
        widths = [read_count(column.get(self._names.w), 0) for column in grid] if grid is not None else []
        self._tables.append(OpenTable(widths))
        return iter(element), self._close_table

    def _close_table(self) -> None:
        self._sinks[-1] += self._tables.pop().grid.close()

    def _open_row(self, element: etree._Element) -> Opened | None:
        properties = element.find(self._names.trPr)
        skipped = 0
        if properties is not None:
            if properties.find(self._names.del_) is not None or read_switch(
                properties.find(self._names.hidden), self._val
            ):
                return None
            skipped = read_val(properties.find(self._names.gridBefore), self._val) or 0
        if self._tables:
            self._tables[-1].begin_row(skipped)
        return iter(element), None

    def _open_cell(self, element: etree._Element) -> Opened | None:
        if not self._tables:
            return iter(element), None
        names, table = self._names, self._tables[-1]
        span, upwards, sideways = 1, False, False
        first = element[0] if len(element) else None
        for child in first if first is not None and first.tag == names.tcPr else ():
            tag = child.tag
            if tag == names.gridSpan:
                span = read_val(child, self._val) or 1
            elif tag == names.vMerge:
                upwards = child.get(self._val) != "restart"
            elif tag == names.hMerge:
                sideways = child.get(self._val) != "restart"
        columns = table.take(span)
        if upwards or sideways:
            table.grid.add((), columns, goes_on=upwards)
            return None
        self._sinks.append([])
        return iter(element), partial(self._close_cell, columns)

    def _close_cell(self, columns: int) -> None:
        self._end_carried()
        self._tables[-1].grid.add(self._sinks.pop(), columns)
