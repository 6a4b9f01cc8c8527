"""Reading PDF and Word files, beside pdfminer.six and python-docx."""

import io
from collections.abc import Iterator, Sequence
from functools import partial

import docx
from docx.styles.style import ParagraphStyle
from docx.table import Table
from docx.text.paragraph import Paragraph
from pdfminer.high_level import extract_text

from benchmarks.documents import write_docx, write_pdf_file
from benchmarks.generate import Minutes
from benchmarks.pairing import Pair
from naeringsgraf.model.document import Document, LineKind
from naeringsgraf.reading.read import read_bytes

Line = tuple[str, bool, bool, bool]
"""Text, and whether all of it is a heading, bold, struck."""


def make_pairs(minutes: Sequence[Minutes]) -> Iterator[Pair]:
    """Give the comparisons of readers over the same files."""
    pdfs = [write_pdf_file(each) for each in minutes]
    words = [write_docx(each, number) for number, each in enumerate(minutes)]
    pairs = [
        (person.name, f"{person.place} {each.municipality}")
        for each in minutes
        for person in (*each.present, *each.absent)
    ]  # fmt: skip
    ours, theirs = [_read(data, "mote.pdf").text for data in pdfs], [extract_text(io.BytesIO(data)) for data in pdfs]
    yield Pair(
        "G10",
        "PDF to text",
        lambda: [_read(data, "mote.pdf").text for data in pdfs],
        lambda: [extract_text(io.BytesIO(data)) for data in pdfs],
        _list_words,
        "pdfminer.six",
        floor=20,
        remark=f"the same words; name and organisation of {len(pairs)} on one line: ours {_count_whole(ours, pairs)}, "
        f"the peer {_count_whole(theirs, pairs)}; ours also finds columns, tables, bold text and paragraphs",
    )
    yield Pair(
        "G10",
        "DOCX to lines with style",
        lambda: [_read(data, "mote.docx") for data in words],
        lambda: [_read_with_peer(data) for data in words],
        _list_lines,
        "python-docx",
        floor=20,
        remark="text of paragraphs and tables; whether a heading, bold, struck",
        show_peer=_list_peer_lines,
    )


def _read(data: bytes, name: str) -> Document:
    return read_bytes(data, name)


def _list_words(texts: object) -> list[str]:
    assert isinstance(texts, list)
    return [f"{at} {word}" for at, text in enumerate(texts) for word in text.split()]


def _count_whole(texts: Sequence[str], pairs: Sequence[tuple[str, str]]) -> int:
    """Count the people whose organisation stands on the same line as their name."""
    lines = [line for text in texts for line in text.splitlines()]
    told = {" ".join(line.split()) for line in lines}
    return sum(f"{name} {place}" in told for name, place in pairs)


def _list_lines(documents: object) -> list[str]:
    assert isinstance(documents, list)
    return [
        str((at, " ".join(line.text.split()), line.kind is LineKind.HEADING, line.strong, line.struck))
        for at, document in enumerate(documents)
        for line in document.lines
    ]


def _list_peer_lines(documents: object) -> list[str]:
    assert isinstance(documents, list)
    return [str((at, *line)) for at, lines in enumerate(documents) for line in lines if line[0]]


def _read_with_peer(data: bytes) -> list[Line]:
    lines = []
    for block in docx.Document(io.BytesIO(data)).iter_inner_content():
        if isinstance(block, Table):
            lines += [
                _join([[_read_paragraph(p) for p in cell.paragraphs] for cell in row.cells]) for row in block.rows
            ]
        else:
            lines.append(_read_paragraph(block))
    return lines


def _join(cells: Sequence[Sequence[Line]]) -> Line:
    parts = [line for cell in cells for line in cell if line[0]]
    return " ".join(line[0] for line in parts), False, all(line[2] for line in parts), all(line[3] for line in parts)


def _read_paragraph(paragraph: Paragraph) -> Line:
    style = paragraph.style
    text = " ".join(paragraph.text.split())
    runs = [run for run in paragraph.runs if run.text.strip()]
    name = (style.name or "") if style is not None else ""
    styled = partial(_find_in_style, style)
    bold = bool(runs) and all(_either(run.bold, styled("bold")) for run in runs)
    struck = bool(runs) and all(_either(run.font.strike, styled("strike")) for run in runs)
    return text, name.lower().startswith("heading"), bold, struck


def _either(own: bool | None, of_style: bool | None) -> bool:
    return bool(of_style if own is None else own)


def _find_in_style(style: object, what: str) -> bool | None:
    """Go up the styles that a style is based on until one says it."""
    while isinstance(style, ParagraphStyle):
        told: bool | None = getattr(style.font, what)
        if told is not None:
            return told
        style = style.base_style
    return None
