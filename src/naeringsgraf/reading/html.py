"""Web pages: the content of the page as it would be shown, without menus, notices, scripts and hidden parts.

Nothing is fetched, and the walk over the elements is a loop. The parser looks through all open elements at each new
one, and all attributes of an element at each new one, so pages with tens of thousands are refused before that.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from selectolax.lexbor import LexborHTMLParser, LexborNode

from naeringsgraf.errors import SourceError
from naeringsgraf.model.document import LineKind
from naeringsgraf.reading.blocks import Block, Grid, Paragraph, Runs, write_blocks
from naeringsgraf.reading.content import Content, check_length
from naeringsgraf.reading.declared import decode_declared
from naeringsgraf.reading.lines import TextBuilder
from naeringsgraf.reading.numerals import print_letter, print_roman, read_count
from naeringsgraf.reading.page import Page
from naeringsgraf.reading.sniffing import find_kind
from naeringsgraf.reading.walking import Opened, walk

_BLANKS = re.compile("[ \t\n\r\f]+")
_TAG = re.compile("<(/?)([a-z][a-z0-9]*)", re.IGNORECASE)
_CLOSED_BY_OTHERS = frozenset((
    "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta", "option", "p",
    "param", "source", "tbody", "td", "tfoot", "th", "thead", "tr", "track", "wbr",
))  # fmt: skip
_TAG_AND_ATTRIBUTES = re.compile("<[a-z](?:\"[^\"]*\"|'[^']*'|[^\"'>]+)*+", re.IGNORECASE)
_VALUES = re.compile("\"[^\"]*\"|'[^']*'")
_MOST_ATTRIBUTES = 2_000
_LONGEST_TAG = 4 * _MOST_ATTRIBUTES
"""Characters; shorter ones cannot have too many attributes."""
_DEEPEST = 10_000
_MOST_MARKUP = 4
"""Characters of a page for each one that minutes may have."""
_STRONG = frozenset(("b", "strong", "th"))
_STRUCK = frozenset(("del", "s", "strike"))
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dir", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "hr", "legend", "main", "menu", "nav",
    "p", "pre", "search", "section", "summary",
))  # fmt: skip
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_WEIGHT_STYLE = re.compile(r"font-weight\s*:\s*([a-z]+|\d+)", re.I)
_LIGHT = frozenset(("normal", "lighter", "100", "200", "300", "400", "500", "inherit", "initial", "unset"))
_FIXED_STYLE = re.compile(r"white-space\s*:\s*pre\b", re.I)
_DEFINED = 4
"""Columns that browsers set in what defines a term."""
_ALL_ROWS = 65534
"""What `rowspan="0"` means: as many as there are."""
_STRUCK_STYLE = re.compile(r"text-decoration[\w-]*\s*:[^;]*line-through", re.I)
_TYPE_STYLE = re.compile(r"list-style(?:-type)?\s*:[^;]*\b(lower|upper)-(alpha|latin|roman)", re.I)
_COUNTERS: dict[str, Callable[[int], str]] = {
    "a": print_letter,
    "A": lambda count: print_letter(count).upper(),
    "i": print_roman,
    "I": lambda count: print_roman(count).upper(),
}


def read_html(raw: bytes, name: str) -> Content:
    """Read a web page.

    Raises:
        SourceError: it is no page, or no text.
    """
    kind = find_kind(raw)
    if kind and ".html" not in kind.endings:
        raise SourceError(name, f"is {kind.name} and no web page; {kind.advice}")
    text, encoding = decode_declared(raw, name)
    check_length(len(text) // _MOST_MARKUP, name)
    if _is_too_deep(text):
        raise SourceError(name, f"leaves more than {_DEEPEST:,} elements open; save its text as .docx or .txt")
    if _has_too_many_attributes(text):
        raise SourceError(
            name, f"has more than {_MOST_ATTRIBUTES:,} attributes in a tag; save its text as .docx or .txt"
        )
    body = LexborHTMLParser(text.replace("\0", "")).body
    builder = TextBuilder()
    if body is not None:
        write_blocks(_Reader(Page(body)).read(), builder)
    check_length(len(builder.text), name)
    return Content(builder, encoding=encoding)


def _is_too_deep(text: str) -> bool:
    if text.count("<") <= _DEEPEST:
        return False
    depth = 0
    for found in _TAG.finditer(text):
        if found[2].lower() not in _CLOSED_BY_OTHERS:
            depth += -1 if found[1] else 1
            if depth > _DEEPEST:
                return True
    return False


def _has_too_many_attributes(text: str) -> bool:
    long = (tag[0] for tag in _TAG_AND_ATTRIBUTES.finditer(text) if tag.end() - tag.start() > _LONGEST_TAG)
    return any(len(_VALUES.sub("", tag).split()) > _MOST_ATTRIBUTES for tag in long)


class _List:
    """A list that is open, and how far it is counted."""

    def __init__(self, node: LexborNode) -> None:
        attributes = node.attributes
        style = _TYPE_STYLE.search(attributes.get("style") or "")
        kind = attributes.get("type") or "1"
        if style:
            letter = "i" if style[2].lower() == "roman" else "a"
            kind = letter.upper() if style[1].lower() == "upper" else letter
        self._print = _COUNTERS.get(kind, str)
        self._ordered = node.tag == "ol"
        self._next = read_count(attributes.get("start"), 1)

    def mark(self, item: LexborNode) -> str:
        """Count an item, and give its marker as shown."""
        if not self._ordered:
            return "•"
        count = read_count(item.attributes.get("value"), self._next)
        self._next = count + 1
        return f"{self._print(count)}."


class _Reader:
    def __init__(self, page: Page) -> None:
        self._page = page
        self._sinks: list[list[Block]] = [[]]
        """Where blocks go: the document, or the innermost open cell."""
        self._grids: list[Grid] = []
        self._lists: list[_List] = []
        self._runs = Runs()
        self._heading = 0
        self._marker = ""
        self._look = _Look()
        self._defining = 0
        """How many lists of definitions are open."""
        self._term_ended = False
        """A term with a colon was read: its definition goes on in the same line."""

    def read(self) -> list[Block]:
        """Read everything that is shown, in order."""
        walk((self._page.root.iter(include_text=True), self._end_paragraph), self._enter)
        return self._sinks[0]

    def _enter(self, node: LexborNode) -> Opened | None:
        tag = node.tag or ""
        if tag == "-text":
            self._add_text(node.text_content or "")
            return None
        if self._page.is_left_out(node) or (tag == "sup" and _is_note(node)):
            return None
        if tag == "br":
            self._runs.break_line()
            return None
        leave = self._open(tag, node)
        before, self._look = self._look, self._look.change(tag, node)
        if self._look != before:
            leave = partial(self._look_again, before, leave)
        return node.iter(include_text=True), leave

    def _look_again(self, look: "_Look", leave: Callable[[], None] | None) -> None:
        if leave:
            leave()
        self._look = look

    def _open(self, tag: str, node: LexborNode) -> Callable[[], None] | None:
        if tag in _HEADINGS:
            self._end_paragraph()
            self._heading = _HEADINGS[tag]
            return self._end_heading
        if tag in ("ol", "ul"):
            self._end_paragraph()
            self._lists.append(_List(node))
            return self._end_list
        if tag == "li":
            self._end_paragraph()
            self._marker = self._lists[-1].mark(node) if self._lists else ""
            return self._end_item
        if tag in ("table", "tr", "td", "th"):
            return self._open_table(tag, node)
        if tag in ("dl", "dt"):
            self._end_paragraph()
            self._defining += tag == "dl"
            return self._end_definitions if tag == "dl" else self._end_term
        if tag == "dd":
            self._end_block()
            self._runs.set_in(_DEFINED)
            return self._end_defined
        if tag in _BLOCKS:
            self._end_block()
            return self._end_block
        if tag == "span" and "mso-tab-count" in (node.attributes.get("style") or ""):
            self._add("\t")
        return None

    def _open_table(self, tag: str, node: LexborNode) -> Callable[[], None] | None:
        self._end_paragraph()
        if tag == "table":
            self._grids.append(Grid())
            return self._end_table
        if not self._grids:
            return self._end_paragraph
        if tag == "tr":
            self._grids[-1].begin_row()
            return None
        self._sinks.append([])
        attributes = node.attributes
        columns, rows = (read_count(attributes.get(key), 1) for key in ("colspan", "rowspan"))
        return partial(self._end_cell, columns, rows or _ALL_ROWS)

    def _add_text(self, text: str) -> None:
        if not self._look.fixed:
            self._add(_BLANKS.sub(" ", text))
            return
        self._runs.fixed = True
        for at, line in enumerate(text.split("\n")):
            if at:
                self._runs.break_line()
            self._add(line)

    def _add(self, text: str) -> None:
        if text.strip():
            self._term_ended = False
        self._runs.add(text, self._look.strong, self._look.struck)

    # Ends

    def _end_paragraph(self) -> None:
        lines, self._runs = self._runs.close(), Runs()
        if not lines:
            return
        if self._heading:
            self._sinks[-1].append(Paragraph(lines, LineKind.HEADING, self._heading))
            # A heading that was never closed would take in all that follows.
            self._heading = 0
        elif self._lists:
            self._sinks[-1].append(Paragraph(lines, LineKind.LIST_ITEM, len(self._lists), self._marker))
            self._marker = ""
        else:
            self._sinks[-1].append(Paragraph(lines))

    def _end_block(self) -> None:
        """End a paragraph; among definitions, only its line: a term and what defines it belong together."""
        if not self._defining:
            self._end_paragraph()
        elif not self._term_ended and self._runs.has_begun_line():
            self._runs.break_line()

    def _end_heading(self) -> None:
        self._end_paragraph()
        self._heading = 0

    def _end_list(self) -> None:
        self._end_paragraph()
        self._lists.pop()

    def _end_item(self) -> None:
        self._end_paragraph()
        self._marker = ""

    def _end_term(self) -> None:
        self._term_ended = self._runs.ends_with(":")
        if self._term_ended:
            self._runs.add(" ")
        else:
            self._end_block()

    def _end_defined(self) -> None:
        self._end_block()
        self._runs.set_in(0)

    def _end_definitions(self) -> None:
        self._end_paragraph()
        self._defining -= 1
        self._term_ended = False

    def _end_cell(self, columns: int, rows: int) -> None:
        self._end_paragraph()
        self._grids[-1].add(self._sinks.pop(), columns, rows)

    def _end_table(self) -> None:
        self._end_paragraph()
        self._sinks[-1] += self._grids.pop().close()


@dataclass(frozen=True, slots=True)
class _Look:
    """How characters are shown."""

    strong: bool = False
    struck: bool = False
    fixed: bool = False
    """Blanks and line ends are shown as they are."""

    def change(self, tag: str, node: LexborNode) -> "_Look":
        """Tell how they are shown within an element."""
        style = node.attributes.get("style") or ""
        weight = _WEIGHT_STYLE.search(style)
        strong = weight[1].lower() not in _LIGHT if weight else self.strong or tag in _STRONG
        struck = self.struck or tag in _STRUCK or bool(_STRUCK_STYLE.search(style))
        fixed = self.fixed or tag == "pre" or bool(_FIXED_STYLE.search(style))
        return _Look(strong, struck, fixed)


def _is_note(node: LexborNode) -> bool:
    """Tell the mark of a footnote: a raised link within the page."""
    link = node.css_first("a")
    return link is not None and (link.attributes.get("href") or "").startswith("#")
