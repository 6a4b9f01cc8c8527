"""The door to pdfium: the pages of a PDF as pieces of text with their place. Nothing is drawn, run or fetched.

A call to pdfium costs more than the work it does, so only the first and last character of each word are asked for their
boxes, the font only where a piece begins and ends, and each question is put for all of a page in one go.
"""

import ctypes
import math
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise, repeat
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium

from naeringsgraf.errors import SourceError
from naeringsgraf.reading.decoding import normalise
from naeringsgraf.reading.printed import TIGHT_GAP, WIDE_GAP, Page, Piece

_FPDF_ERR_PASSWORD = 4
_HYPHENS = (0x02, 0xFFFE)
_PLAIN = re.compile(r"[ -~\r\n ¡-¬®-ÿ–—‘’“”„…•]*\Z")
_LIGATURES = {0xFB00 + at: text for at, text in enumerate(("ff", "fi", "fl", "ffi", "ffl", "st", "st"))}
_SPACES = dict.fromkeys((0x09, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), " ")
# Bullets of Symbol and Wingdings, which have no meaning as letters.
_BULLETS = dict.fromkeys((0xF0B7, 0xF0A7, 0xF0D8, 0xF0FC, 0xF076, 0xF06C, 0xF06E, 0xF0A8, 0xF0E0, 0x25AA), "•")
_CLEANED = {
    **_LIGATURES,
    **_SPACES,
    **_BULLETS,
    0xF02D: "-",
    **dict.fromkeys(_HYPHENS, "-"),
    0x2010: "-",
    0x2011: "-",
    0x0B: " ",
}
_MEANINGLESS = re.compile("[\ufffd\ue000-\uf8ff\x00-\x01\x03-\x08]")
_MARKED = re.compile(r"(?P<word>[^\W\d_]+)[.,;:!?]?(?P<mark>\d{1,2})(?![\w.,:/])")
_UNITS = ("m", "km", "dm", "cm", "mm")
_LOWERED_SIZE = 0.8
"""Share of the size of the letters before it, up to which a figure is a footnote mark."""
_HEIGHT = 0.86
"""Ems, times the height of a box, which goes from the lowest to the highest point of the font."""
_USUAL_GAPS = 1.5
"""Times the least gap of a line, from which one may part columns; those of a justified line are all alike."""
_SURE_GAP = 2.0
"""Ems, from which a gap parts columns in any line."""
_BOLD = re.compile(rb"bold|black|heavy|demi")
_LONG_RULE = 20.0
"""Points."""
_THIN_RULE = 2.0
_DOT = (1.0, 8.0)
"""Points across, of the bullets that browsers draw."""
_AT_ONCE = 1024
"""Characters that are asked about in one go."""


@contextmanager
def open_pdf(raw: bytes, name: str) -> Iterator[pdfium.FPDF_DOCUMENT]:
    """Open a PDF; it is closed at the end.

    Raises:
        SourceError: it needs a password, or is no PDF that can be read.
    """
    document = pdfium.FPDF_LoadMemDocument64(raw, len(raw), None)
    if not document:
        if pdfium.FPDF_GetLastError() == _FPDF_ERR_PASSWORD:
            raise SourceError(name, "needs a password; save a copy without one")
        raise SourceError(name, "is a broken PDF, or none; open it in a PDF program and save it anew")
    try:
        yield document
    finally:
        pdfium.FPDF_CloseDocument(document)


def count_pages(document: pdfium.FPDF_DOCUMENT) -> int:
    """Give the number of pages."""
    return int(pdfium.FPDF_GetPageCount(document))


def read_page(document: pdfium.FPDF_DOCUMENT, number: int) -> tuple[Page, int, int]:
    """Read one page (first is 1): its pieces, how many characters it has, and how many of them have no meaning.

    A page that pdfium cannot load is empty.
    """
    page = pdfium.FPDF_LoadPage(document, number - 1)
    if not page:
        return Page(number, []), 0, 0
    try:
        text_page = pdfium.FPDFText_LoadPage(page)
        if not text_page:
            return Page(number, []), 0, 0
        try:
            return _PageReader(page, text_page, number).read()
        finally:
            pdfium.FPDFText_ClosePage(text_page)
    finally:
        pdfium.FPDF_ClosePage(page)


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a page, by the indices of their characters."""

    starts: np.ndarray
    ends: np.ndarray
    """Of their last characters."""
    line: np.ndarray
    """Number of the line of each word."""


class _PageReader:
    def __init__(self, page: pdfium.FPDF_PAGE, text_page: pdfium.FPDF_TEXTPAGE, number: int) -> None:
        self._page = page
        self._text_page = text_page
        self._number = number
        self._plain_page = ctypes.cast(text_page, _Address)
        self._bold: dict[int, bool] = {}
        self._turned = 0
        """Quarter turns to the left by which most of the text is turned."""

    def read(self) -> tuple[Page, int, int]:
        codes, text = self._read_text()
        meaningless = len(_MEANINGLESS.findall(text.translate(_BULLETS))) if _MEANINGLESS.search(text) else 0
        width = float(pdfium.FPDF_GetPageWidthF(self._page))
        pieces = self._read_pieces(codes, text) if text else []
        rules: list[tuple[float, float, float]] = []
        if _may_have_drawings(pieces):
            rules, dots = self._read_drawings()
            pieces += _find_bullets(dots, pieces)
        return Page(self._number, pieces, width, rules), len(text), meaningless

    def _read_text(self) -> tuple[np.ndarray, str]:
        """The characters of the page in pdfium's order, one code and one character for each of its indices."""
        count = pdfium.FPDFText_CountChars(self._text_page)
        if count <= 0:
            return np.zeros(0, np.uint16), ""
        buffer = (ctypes.c_ushort * (count + 1))()
        written = pdfium.FPDFText_GetText(self._text_page, 0, count, buffer)
        codes = np.frombuffer(buffer, np.uint16)[:count]
        if written != count + 1 or bool(((codes >= 0xD800) & (codes < 0xE000)).any()):
            each = [pdfium.FPDFText_GetUnicode(self._text_page, at) for at in range(count)]
            codes = np.array([code if 0 < code < 0xFFFF else 0xFFFD for code in each], np.uint16)
        return codes, codes.tobytes().decode("utf-16-le", errors="replace")

    def _read_pieces(self, codes: np.ndarray, text: str) -> list[Piece]:
        words = _find_words(codes)
        if not len(words.starts):
            return []
        self._turned = self._find_turn(words.starts)
        first, last = self._boxes(words.starts), self._boxes(words.ends)
        left, right, low, size = first[:, 0], last[:, 2], first[:, 3], first[:, 1] - first[:, 3]
        gap = left[1:] - right[:-1]
        em = np.minimum(size[1:], size[:-1]) * _HEIGHT
        usual = _USUAL_GAPS * _least_gaps(gap, words.line)
        cut = (
            (words.line[1:] != words.line[:-1])
            | (gap > np.clip(usual, WIDE_GAP * em, _SURE_GAP * em))
            | (gap < -2 * size[1:])
            | (np.abs(low[1:] - low[:-1]) > 0.5 * size[1:])
            | ((gap > usual) & _find_tight(gap, left, size))
        )
        heads = np.concatenate(([0], np.flatnonzero(cut) + 1))
        tails = np.concatenate((heads[1:], [len(words.starts)])) - 1
        places = left[heads], right[tails], right[heads] - left[heads]
        return list(self._make_pieces(codes, text, words.starts[heads], words.ends[tails], places))

    def _make_pieces(
        self, codes: np.ndarray, text: str, starts: np.ndarray, ends: np.ndarray, places: Iterable[np.ndarray]
    ) -> Iterator[Piece]:
        raised = self._find_raised(codes, text)
        plain = _PLAIN.match(text) is not None
        sizes, baselines, bold = self._find_sizes(starts), self._find_baselines(starts), self._find_bold(starts, ends)
        spans, sides = zip(starts.tolist(), ends.tolist(), strict=True), (each.tolist() for each in places)
        for (begins, last), x0, x1, word, size, y, strong in zip(spans, *sides, sizes, baselines, bold, strict=True):
            words = text[begins : last + 1]
            if raised:
                words = "".join(char for at, char in enumerate(words, begins) if at not in raised)
            if not plain or "  " in words:
                words = _clean(words)
            if words:
                yield Piece(words, x0, x1, y, size, word, strong)

    def _boxes(self, indices: np.ndarray) -> np.ndarray:
        """Left, top, right and bottom of the boxes of some characters, as wide and high as their font makes them."""
        sides = _BOX.ask(self._plain_page, indices).astype(float)
        if self._turned == 1:
            return np.stack((sides[:, 3], -sides[:, 0], sides[:, 1], -sides[:, 2]), axis=1)
        if self._turned:
            sides = -sides[:, [2, 3, 0, 1]]
        return sides if self._turned != 3 else np.stack((sides[:, 3], -sides[:, 0], sides[:, 1], -sides[:, 2]), axis=1)

    def _find_turn(self, starts: np.ndarray) -> int:
        """Tell which way most of three words run; the others are read as they come."""
        some = starts[[0, len(starts) // 2, -1]]
        turns = [
            round(math.atan2(b, a) / (math.pi / 2)) % 4 for a, b, *_ in _MATRIX.ask(self._plain_page, some).tolist()
        ]
        return max(turns, key=turns.count)

    def _find_sizes(self, indices: np.ndarray) -> Iterator[float]:
        """Give the sizes of the fonts of some characters, as they are shown."""
        matrices = _MATRIX.ask(self._plain_page, indices)[:, 2:4].tolist()
        known: dict[tuple[float, float, float], float] = {}
        for size, (c, d) in zip(map(_get_size, repeat(self._plain_page), indices.tolist()), matrices, strict=True):
            if (size, c, d) not in known:
                known[size, c, d] = round(size * math.hypot(c, d), 1) or 1.0
            yield known[size, c, d]

    def _find_baselines(self, indices: np.ndarray) -> list[float]:
        """Give the baselines of some characters, counted downwards."""
        origins = _ORIGIN.ask(self._plain_page, indices)
        across = origins[:, 0] if self._turned % 2 else origins[:, 1]
        baselines: list[float] = (across if self._turned in (1, 2) else -across).tolist()
        return baselines

    def _find_bold(self, starts: np.ndarray, ends: np.ndarray) -> Iterator[bool]:
        """Tell of some pieces whether their first and last characters are both bold."""
        for first, last in zip(self._find_fonts(starts), self._find_fonts(ends), strict=True):
            yield self._is_bold(first) and self._is_bold(last)

    def _find_fonts(self, indices: np.ndarray) -> Iterator[int]:
        """Give the addresses of the fonts of some characters; 0 where one has none. Good while the page is open."""
        objects = map(_get_text_object, repeat(self._plain_page), indices.tolist())
        return (font or 0 for font in map(_get_font, objects))

    def _is_bold(self, key: int) -> bool:
        if key not in self._bold:
            font = ctypes.cast(key, pdfium.FPDF_FONT)
            buffer = ctypes.create_string_buffer(200)
            if key:
                pdfium.FPDFFont_GetBaseFontName(font, buffer, len(buffer))
            named = _BOLD.search(buffer.value.lower()) is not None
            self._bold[key] = named or (key > 0 and pdfium.FPDFFont_GetWeight(font) >= 600)
        return self._bold[key]

    def _find_raised(self, codes: np.ndarray, text: str) -> frozenset[int]:
        """Indices of small figures right after a word: marks of footnotes. Those of "m2" stay."""
        found: set[int] = set()
        digit = (codes >= 48) & (codes <= 57)
        for at in (np.flatnonzero(digit[1:] & ~digit[:-1] & (codes[:-1] > 32)) + 1).tolist():
            begins = max(text.rfind(" ", 0, at), text.rfind("\n", 0, at)) + 1
            mark = _MARKED.search(text, begins, at + 4)
            if not mark or mark.start("mark") != at or mark["word"] in _UNITS:
                continue
            own, other = self._boxes(np.array([at, at - 1]))
            if own[1] - own[3] < _LOWERED_SIZE * (other[1] - other[3]):
                found.update(range(at, mark.end()))
        return frozenset(found)

    def _read_drawings(self) -> tuple[list[tuple[float, float, float]], list[tuple[float, float]]]:
        """Horizontal lines with the upper and lower sides of boxes, and the places of dots as bullets are drawn."""
        rules, dots = [], []
        sides = [ctypes.c_float() for _ in range(4)]
        for at in range(pdfium.FPDFPage_CountObjects(self._page)):
            drawn = pdfium.FPDFPage_GetObject(self._page, at)
            if pdfium.FPDFPageObj_GetType(drawn) != pdfium.FPDF_PAGEOBJ_PATH:
                continue
            if not pdfium.FPDFPageObj_GetBounds(drawn, *sides):
                continue
            left, bottom, right, top = (side.value for side in sides)
            if right - left >= _LONG_RULE:
                rules.append((-top, left, right))
                if top - bottom > _THIN_RULE:
                    rules.append((-bottom, left, right))
            elif _DOT[0] < right - left < _DOT[1] and 0.7 < (top - bottom) / (right - left) < 1.4:
                dots.append((left, -bottom))
        return rules, dots


class _Address(ctypes.c_void_p):
    """An address that stays one when a function gives it back."""


def _call_plainly(function: Any, result: Any) -> Callable[..., Any]:
    """Give a function of pdfium that takes numbers and addresses as they come, for half the time of a call."""
    return ctypes.PYFUNCTYPE(result)(ctypes.cast(function, ctypes.c_void_p).value or 0)


class _Question:
    """A function of pdfium that writes some numbers about a character, put for many characters in one go."""

    def __init__(self, function: Any, count: int, kind: type[np.number[Any]], apart: bool = False) -> None:
        """It writes `count` numbers of a kind: beside each other, or each to an address of its own (`apart`)."""
        self._function = _call_plainly(function, None)
        self._answers = np.zeros((_AT_ONCE, count), kind)
        begins, (row, column) = self._answers.ctypes.data, self._answers.strides
        # Making an address costs half as much as the call it is for.
        self._addresses = [
            [_Address(begins + row * at + column * offset) for at in range(_AT_ONCE)]
            for offset in range(count if apart else 1)
        ]

    def ask(self, page: _Address, indices: np.ndarray) -> np.ndarray:
        """Give a row of numbers for each of these characters; 0 where pdfium knows none."""
        given = []
        for begins in range(0, len(indices), _AT_ONCE):
            some = indices[begins : begins + _AT_ONCE].tolist()
            self._answers.fill(0)
            deque(map(self._function, repeat(page), some, *self._addresses), maxlen=0)
            given.append(self._answers[: len(some)].copy())
        return given[0] if len(given) == 1 else np.concatenate(given)


_BOX = _Question(pdfium.FPDFText_GetLooseCharBox, 4, np.float32)
_MATRIX = _Question(pdfium.FPDFText_GetMatrix, 6, np.float32)
_ORIGIN = _Question(pdfium.FPDFText_GetCharOrigin, 2, np.float64, apart=True)
_get_size = _call_plainly(pdfium.FPDFText_GetFontSize, ctypes.c_double)
_get_text_object = _call_plainly(pdfium.FPDFText_GetTextObject, _Address)
_get_font = _call_plainly(pdfium.FPDFTextObj_GetFont, ctypes.c_void_p)


def _find_words(codes: np.ndarray) -> _Words:
    blank = (codes == 32) | (codes == 13) | (codes == 10) | (codes == 0xA0) | (codes == 9)
    # Where a hyphen ends a line, pdfium gives a code of its own for it and no line end.
    parted = (codes == _HYPHENS[0]) | (codes == _HYPHENS[1])
    starts = np.flatnonzero(~blank & np.concatenate(([True], blank[:-1] | parted[:-1])))
    ends = np.flatnonzero(~blank & np.concatenate((blank[1:] | parted[:-1], [True])))
    line = np.cumsum((codes == 10) | np.concatenate(([False], parted[:-1])))
    return _Words(starts, ends, line[starts])


def _least_gaps(gap: np.ndarray, line: np.ndarray) -> np.ndarray:
    """Give for each gap the least one of its line; 0 where the line has less than two."""
    if not len(gap):
        return gap
    same = line[1:] == line[:-1]
    first = np.flatnonzero(np.concatenate(([True], ~same)))
    words = np.diff(np.concatenate((first, [len(line)])))
    least = np.minimum.reduceat(np.concatenate((np.where(same, gap, np.inf), [np.inf])), first)
    found: np.ndarray = np.repeat(np.where(words > 2, least, 0.0), words)[:-1]
    return found


def _may_have_drawings(pieces: Sequence[Piece]) -> bool:
    """Tell whether some pieces stand beside each other or are set in, as in tables and lists."""
    if len(pieces) < 2:
        return False
    left = min(piece.x0 for piece in pieces)
    apart = sum(one.y == other.y or other.x0 > left + other.size for one, other in pairwise(pieces))
    return apart > 1


def _find_bullets(dots: Sequence[tuple[float, float]], pieces: Sequence[Piece]) -> list[Piece]:
    """Give a bullet for each dot drawn right before a piece."""
    bullets = []
    for x, y in dots:
        for piece in pieces:
            if 0 < piece.x0 - x < 2.5 * piece.size and -0.1 * piece.size < piece.y - y < 0.8 * piece.size:
                bullets.append(Piece("•", x, x + 1, piece.y, piece.size, 1.0, piece.bold))
                break
    return bullets


def _find_tight(gap: np.ndarray, left: np.ndarray, size: np.ndarray) -> np.ndarray:
    """Tell which rather narrow gaps part two columns: what follows begins where something after a wide gap does."""
    tight = (gap > TIGHT_GAP * size[1:]) & (gap < 2 * WIDE_GAP * size[1:])
    if not tight.any():
        return tight
    edges = np.sort(left[1:][gap > WIDE_GAP * size[1:]])
    if not len(edges):
        return np.zeros_like(tight)
    at = np.searchsorted(edges, left[1:])
    near = np.minimum(
        np.abs(edges[np.minimum(at, len(edges) - 1)] - left[1:]), np.abs(edges[np.maximum(at - 1, 0)] - left[1:])
    )
    found: np.ndarray = tight & (near < 0.2 * size[1:])
    return found


def _clean(text: str) -> str:
    return " ".join(normalise(text.translate(_CLEANED)).split())
