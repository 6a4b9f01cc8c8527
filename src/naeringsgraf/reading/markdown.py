"""Markdown, also as PDF converters leave it: broken bold, doubled list numbers, stray marks.

The text that is kept is what a reader sees: no emphasis marks, no link targets, no comments. markdown-it reads the
structure; what is ours is the repair of what converters break.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from naeringsgraf.model.document import LineKind
from naeringsgraf.reading.content import Content
from naeringsgraf.reading.decoding import read_text
from naeringsgraf.reading.frontmatter import read_front_matter
from naeringsgraf.reading.lines import TextBuilder
from naeringsgraf.reading.runin import ends_title
from naeringsgraf.reading.wordlists import load_function_words

# A run of blanks is tried from its beginning only, or a long one would take its length squared.
_KRAMDOWN = re.compile(r"(?<!\s)\s*\{[:#][^{}\n]*\}\s*$")
_STRAY_BOLD = re.compile(r"(?<!\s)\s*\*\*\s*$|^\s*\*\*(?=\S)|\*\*")
_TAG = re.compile(r"<[^<>]*>")
_LAST_WORD = re.compile(r"[^\W\d_]+\Z")
_WHOLE_WORD = 7
"""Letters; two runs so long, of which the first ends as words do, are words each."""
_WORD_ENDS = ("en", "et", "ene", "ane", "er", "ar", "sk", "lig", "leg")
_LONGEST_HALF = 100
"""Characters of the first half of a word that was broken."""


@dataclass
class _Piece:
    """One printed line of an inline token."""

    text: str = ""
    strong: list[bool] = field(default_factory=list)
    struck: list[bool] = field(default_factory=list)

    def add(self, text: str, strong: bool, struck: bool) -> None:
        self.text += text
        self.strong += [strong] * len(text)
        self.struck += [struck] * len(text)

    def part_title(self) -> list["_Piece"]:
        """Part it behind the numbered title in bold that it begins with."""
        bold = next((at for at, strong in enumerate(self.strong) if not strong and not self.text[at].isspace()), 0)
        if not bold or not ends_title(self.text[:bold], self.text[bold:]):
            return [self]
        cuts = (slice(bold), slice(bold, None))
        return [_Piece(self.text[cut], self.strong[cut], self.struck[cut]) for cut in cuts]

    def strip_end(self) -> None:
        cut = len(self.text.rstrip())
        self.text = self.text[:cut]
        del self.strong[cut:], self.struck[cut:]


_UNDERLINED = re.compile(
    r"(?:\A|(?<=\n\n))(?P<title>[^\W_a-zæøå](?:[^\n|:.]{1,80}|[^\n|.]{1,80}(?=\n=))(?<![\s.:,;]))"
    r"\n(?P<drawn>={3,}|-{3,})[ \t]*(?=\n|\Z)"
)
"""A lone line with a line drawn below it; one that is drawn with dashes may part a label from what follows."""


def read_markdown(raw: bytes, name: str) -> Content:
    """Read Markdown, with YAML between two lines of "---" before it as data.

    Raises:
        SourceError: the bytes are no text, or the front matter is no plain YAML.
    """
    text, encoding = read_text(raw, name)
    front, body, first_line = _split_front_matter(text, name)
    builder = TextBuilder()
    for number, line in enumerate(text.split("\n")[1 : first_line - 2] if front else (), start=2):
        content = line.lstrip(" -")
        if content.strip():
            lead = line[: len(line) - len(content)]
            builder.add(content.strip(), number, kind=LineKind.FRONT_MATTER, level=len(lead), before=lead)
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable(["code", "lheading"])
    _Reader(builder, _words_of(body), first_line).read(parser.parse(_mark_underlined(body)))
    return Content(builder, front, encoding)


def _mark_underlined(body: str) -> str:
    """Mark a title that a line is drawn below, as "# Title", and take the line away; as many lines as before.

    The rule of Markdown would take in the whole paragraph above any such line, as often as not a list of people.
    """
    return _UNDERLINED.sub(lambda found: f"{'#' if found['drawn'][0] == '=' else '##'} {found['title']}\n", body)


def _split_front_matter(text: str, name: str) -> tuple[dict[str, Any], str, int]:
    """Part YAML between two lines of "---" from the text; give it, the rest, and the line the rest begins at."""
    if not text.startswith("---\n"):
        return {}, text, 1
    head, mark, body = text[4:].partition("\n---\n")
    if not mark:
        return {}, text, 1
    return read_front_matter(head, name), body, head.count("\n") + 4


class _Reader:
    def __init__(self, builder: TextBuilder, words: frozenset[str], first_line: int) -> None:
        self.builder = builder
        self._words = words
        self._first_line = first_line
        self._lists: list[str] = []
        """The marker of each list we are in, outermost first; "" where it is used up."""
        self._marker = ""
        self._before = ""
        self._row: list[str] | None = None
        self._heading = 0

    def read(self, tokens: Sequence[Token]) -> None:
        number = self._first_line
        for token in tokens:
            if token.map:
                number = self._first_line + token.map[0]
            kind = token.type
            if kind in ("heading_open", "paragraph_open", "table_open", "bullet_list_open", "ordered_list_open"):
                self._open(token)
            elif kind in ("bullet_list_close", "ordered_list_close"):
                self._lists.pop()
            elif kind == "list_item_open":
                self._begin_item(token)
            elif kind == "tr_open":
                self._row = []
            elif kind == "tr_close":
                self._end_row(number)
            elif kind == "inline":
                self._inline(token, number)
            elif kind == "fence":
                self.builder.new_block()
                for offset, line in enumerate(token.content.split("\n")):
                    if line.strip():
                        self.builder.add(line.strip(), number + 1 + offset)

    def _open(self, token: Token) -> None:
        if token.type.endswith("list_open"):
            self._lists.append("")
            if len(self._lists) == 1:
                self.builder.new_block()
            return
        self._heading = int(token.tag[1]) if token.type == "heading_open" else 0
        if not token.hidden and not self._before:
            self.builder.new_block()

    def _begin_item(self, token: Token) -> None:
        marker = f"{token.info}{token.markup}" if token.info else token.markup
        self._marker = marker
        indent = "  " * (len(self._lists) - 1)
        self._before = f"{self._before}{marker} " if self._before else f"{indent}{marker} "
        self.builder.block += 1

    def _end_row(self, number: int) -> None:
        row = self._row or []
        self._row = None
        if any(row):
            self.builder.add_row(row, number)

    def _inline(self, token: Token, number: int) -> None:
        if self._row is not None:
            self._row.append(" ".join(p.text for p in self._pieces(token)).strip().replace("\t", " "))
            return
        for offset, piece in enumerate(self._pieces(token)):
            for part in piece.part_title():
                self._line(part, number + offset)
        self._heading = 0

    def _line(self, piece: _Piece, number: int) -> None:
        kind = LineKind.HEADING if self._heading else LineKind.LIST_ITEM if self._lists else LineKind.TEXT
        stray = "**" in piece.text
        text = _KRAMDOWN.sub("", _STRAY_BOLD.sub("", piece.text)).strip()
        if not text:
            return
        inked = [bold for char, bold in zip(piece.text, piece.strong, strict=True) if not char.isspace()]
        struck = [s for char, s in zip(piece.text, piece.struck, strict=True) if not char.isspace()]
        self.builder.add(
            text,
            number,
            kind=kind,
            level=self._heading or len(self._lists),
            strong=stray or (bool(inked) and all(inked)),
            struck=bool(struck) and all(struck[: len(text) // 2]),
            before=self._before,
            marker=self._marker,
        )
        self._before = self._marker = ""

    def _pieces(self, token: Token) -> Iterator[_Piece]:
        """Split an inline token into the lines a reader sees."""
        piece, bold, struck, after = _Piece(), 0, 0, ""
        children = token.children or []
        for at, child in enumerate(children):
            kind = child.type
            if kind in ("softbreak", "hardbreak") or (kind == "html_inline" and child.content.startswith("<br")):
                yield piece
                piece = _Piece()
            elif kind in ("text", "code_inline", "text_special"):
                if after == "strong_close" and child.content.isspace():
                    piece.add(" ", bold > 0, struck > 0)
                    after = "gap"
                    continue
                piece.add(child.content, bold > 0, struck > 0)
            elif kind == "strong_open":
                if after == "link_close" and piece.text:
                    # A converter dropped the line break between a link and the bold label after it.
                    yield piece
                    piece = _Piece()
                bold += 1
                after = "reopened" if after == "gap" else kind
                if after == "reopened":
                    following = next((c.content for c in islice(children, at + 1, None) if c.content), "")
                    piece = self._join(piece, following)
                continue
            elif kind == "strong_close":
                bold -= 1
            elif kind in ("s_open", "s_close"):
                struck += 1 if kind == "s_open" else -1
            if kind != "text" or child.content:
                after = kind
        yield piece

    def _join(self, piece: _Piece, following: str) -> _Piece:
        """Take back the blank between two bold runs where it parts a word: "Ru** **nden" is "Runden"."""
        left = _LAST_WORD.search(piece.text[-_LONGEST_HALF:].rstrip())
        right = re.match(r"[^\W\d_]+", following)
        parted = right is not None and left is not None and self._is_one_word(left.group(), right.group())
        if parted or following[:1] in (":", ",", "."):
            piece.strip_end()
        return piece

    def _is_one_word(self, left: str, right: str) -> bool:
        whole, folded = (left + right).casefold(), right.casefold()
        if not right[0].islower():
            # A title whose first letter is larger than its capitals: "G ODKJENNING".
            large = len(left) == 1 and left.isupper() and right.isupper() and len(right) > 1
            return large and (whole in self._words or (left not in "IÅÆØ" and folded not in self._words))
        if whole in self._words:
            return True
        if len(left) >= _WHOLE_WORD and len(right) >= _WHOLE_WORD and left.casefold().endswith(_WORD_ENDS):
            return False
        return folded not in self._words and folded not in load_function_words()


def _words_of(text: str) -> frozenset[str]:
    """Every word that stands whole in the text, so that the halves of a broken one can be told apart."""
    pieces = _TAG.sub(" ", text).split()
    broken = {at for at, (left, right) in enumerate(pairwise(pieces)) if left.endswith("**") and right.startswith("**")}
    whole = " ".join(piece for at, piece in enumerate(pieces) if at not in broken and at - 1 not in broken)
    return frozenset(word.casefold() for word in re.findall(r"[^\W\d_]+", whole))
