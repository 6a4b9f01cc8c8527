"""Page heads, page feet and page numbers: what is printed again on page after page is no part of the minutes."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from statistics import median_low

from naeringsgraf.reading.printed import Page, Row, group_rows

_NUMBER = re.compile(
    r"[-–—|\s]*(?:(?:side|sidetal|page|s\.)\s*:?\s*)?(?P<page>\d{1,4})(?:\s*(?:av|of|/|\()\s*\d{1,4}\)?)?[-–—|.\s]*\Z",
    re.IGNORECASE,
)
_SAID = re.compile(r"[-–—|\s]*(?:side|page|s\.)\s*:?\s*\d|[-–—|\s]*\d+\s*(?:av|of)\s*\d", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{3}")
_DIGITS = re.compile(r"\d+")
_DEEPEST = 6
"""Rows of a head or foot."""
_SHARE = 0.4
"""Of the pages, from which a row is taken for a head or foot; left and right pages may differ."""
_FEW = 4
"""Pages, up to which a head or foot must stand on all but one."""
_SENTENCE = re.compile(r"[A-ZÆØÅ][^\d@/]*\s[^\d@/]*[.!?]\Z")
"""What is said and not printed on every page: "Saken tas til orientering."; a foot has an address or a number in it."""
_LEEWAY = 25.0
"""Points by which a head or foot may stand higher or lower on another page: some two lines."""

Place = tuple[float | None, float]
"""Width of the page, and how far down a row stands on it; the same for all where it is not known."""


def is_page_number(text: str, page: int) -> bool:
    """Tell whether a row says which page this is: "Side 2 av 7", "- 2 -", or "2" on page 2."""
    found = _NUMBER.match(text)
    return found is not None and (bool(_SAID.match(text)) or int(found["page"]) == page)


def strip_pages(pages: Sequence[Page]) -> list[Page]:
    """Take page heads, feet and numbers off.

    The head of the first page stays, less the number, for it may be the only title there is.
    """
    rows = [group_rows(page.pieces, page.number) for page in pages]
    texts = [[row.text for row in each] for each in rows]
    bodies = find_bodies(texts, [[(page.width, row.y) for row in each] for page, each in zip(pages, rows, strict=True)])
    stripped = []
    for at, (page, (first, end)) in enumerate(zip(pages, bodies, strict=True)):
        kept = rows[at][first:end]
        if at == 0:
            heads = [[piece for piece in row.pieces if is_title(piece.text)] for row in rows[at][:first]]
            kept = [*(Row(pieces, page.number) for pieces in heads if pieces), *kept]
        pieces = [piece for row in kept for piece in row.pieces]
        stripped.append(replace(page, pieces=pieces, rows=kept))
    return stripped


def is_title(text: str) -> bool:
    """Tell whether a row of a page head has words, which a page number or the time of printing lacks."""
    return _WORD.search(text) is not None and not _SAID.match(text)


def find_bodies(
    pages: Sequence[Sequence[str]], places: Sequence[Sequence[Place]] | None = None
) -> list[tuple[int, int]]:
    """Give for each page, as the texts of its rows, the first row of its body and the row after its last.

    Rows are told by their order, from outside inwards, by being repeated with other digits, and where places are given,
    by standing where the same row stands on other pages.
    """
    known = places or [[(None, 0.0)] * len(rows) for rows in pages]
    rows = [list(zip(*each, strict=True)) for each in zip(pages, known, strict=True)]
    heads = _peel(rows)
    feet = _peel([list(reversed(each[head:])) for each, head in zip(rows, heads, strict=True)])
    return [(head, len(each) - foot) for each, head, foot in zip(rows, heads, feet, strict=True)]


def _peel(pages: Sequence[Sequence[tuple[str, Place]]]) -> list[int]:
    """Count the outermost rows of each page that are repeated on others."""
    depths = [0] * len(pages)
    written = sum(bool(rows) for rows in pages)
    enough = max(2, written - 1 if written <= _FEW else _SHARE * written)
    everywhere: Counter[str] = Counter()
    for depth in range(_DEEPEST):
        outermost = {
            at: rows[depth]
            for at, rows in enumerate(pages)
            if depths[at] == depth and depth < len(rows) and not _is_said(rows[depth][0], few=written <= _FEW)
        }
        for at in [at for at, (text, _) in outermost.items() if is_page_number(text, at + 1)]:
            depths[at] += 1
            del outermost[at]
        masks = _keep_in_place({at: (_mask(text), place) for at, (text, place) in outermost.items()})
        counts = Counter(masks.values())
        if not everywhere and any(count >= enough for count in counts.values()):
            everywhere.update(_mask(text) for rows in pages for text, _ in rows)
        for at, mask in masks.items():
            # "Enstemmig vedtatt." ends several pages, but stands inside of them too.
            if counts[mask] >= enough and everywhere[mask] - counts[mask] <= counts[mask] / 2:
                depths[at] += 1
    return depths


def _is_said(text: str, *, few: bool) -> bool:
    """Tell a row that announces what follows, and on few pages a sentence: two of them may end alike by chance."""
    return text.endswith(":") or (few and _SENTENCE.match(text) is not None)


def _keep_in_place(rows: Mapping[int, tuple[str, Place]]) -> dict[int, str]:
    """Keep what stands at the height at which the same stands on most pages as wide.

    "Saken tas til orientering." may be the last row of every page, but then it ends the last one further up. Of two
    pages either is the measure of the other.
    """
    heights: defaultdict[tuple[str, float | None], list[float]] = defaultdict(list)
    for mask, (width, y) in rows.values():
        heights[mask, width].append(y)
    usual = {key: median_low(found) for key, found in heights.items()}
    return {at: mask for at, (mask, (width, y)) in rows.items() if abs(y - usual[mask, width]) <= _LEEWAY}


def _mask(text: str) -> str:
    return " ".join(_DIGITS.sub("#", text.casefold()).split())
