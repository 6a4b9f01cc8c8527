"""PDF: text with its place on the page, read as people read it."""

from itertools import count

from naeringsgraf.errors import SourceError
from naeringsgraf.reading.columns import order_pages
from naeringsgraf.reading.content import Content
from naeringsgraf.reading.lines import TextBuilder
from naeringsgraf.reading.pages import strip_pages
from naeringsgraf.reading.paragraphs import write_regions
from naeringsgraf.reading.printed import Page

MAX_PAGES = 5_000
MAX_CHARACTERS = 20 * 1024 * 1024
_MEANINGLESS = 0.1
"""Share of characters without meaning, from which nothing of a document can be trusted."""


def read_pdf(raw: bytes, name: str) -> Content:
    """Read a PDF: columns one after the other, tables row by row, without page heads and feet.

    Raises:
        SourceError: it needs a password, is broken or too large, or its text cannot be read.
    """
    pages = _read_pages(raw, name)
    regions = list(order_pages(strip_pages(pages)))
    numbers = count(1)
    for region in regions:
        for row in region.rows:
            row.number = next(numbers)
    builder = TextBuilder()
    write_regions(regions, builder)
    return Content(builder, pages=len(pages))


def _read_pages(raw: bytes, name: str) -> list[Page]:
    # Loading pdfium takes time, which only those who read a PDF should wait.
    from naeringsgraf.reading.pdfium import count_pages, open_pdf, read_page

    if not raw.strip():
        raise SourceError(name, "the file is empty; take it away or put the minutes in it")
    pages, characters, meaningless = [], 0, 0
    with open_pdf(raw, name) as document:
        total = count_pages(document)
        if total > MAX_PAGES:
            raise SourceError(name, f"has {total:,} pages; the limit is {MAX_PAGES:,}, so split it by meeting")
        for number in range(1, total + 1):
            page, length, unknown = read_page(document, number)
            pages.append(page)
            characters += length
            meaningless += unknown
            if characters > MAX_CHARACTERS:
                raise SourceError(name, f"holds more than {MAX_CHARACTERS:,} characters of text; split it by meeting")
    if not any(page.pieces for page in pages):
        raise SourceError(name, "there is no text in it, perhaps it is scanned: run OCR first")
    if meaningless > _MEANINGLESS * characters:
        raise SourceError(name, "the letters of its text have no meaning (glyphs without Unicode): run OCR first")
    return pages
