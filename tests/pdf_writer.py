"""A PDF small enough to be written by a test: strings and rules at coordinates, in Helvetica with WinAnsi encoding."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 595, 842
"""Points, of a page of A4."""


@dataclass(frozen=True)
class Put:
    """A string whose baseline begins at a place, `y` points below the top of the page."""

    x: float
    y: float
    text: str
    size: float = 11
    bold: bool = False
    spread: float = 0.0
    """Points added to each blank, as in justified text."""


@dataclass(frozen=True)
class Rule:
    """A horizontal line."""

    x: float
    y: float
    width: float


def write_pdf(*pages: Sequence[Put | Rule], trailer: str = "", private: bool = False) -> bytes:
    """Write a PDF; `trailer` is added to its trailer, and `private` gives its letters no meaning in Unicode."""
    meaning = "/ToUnicode 5 0 R" if private else ""
    font = f"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica%s /Encoding /WinAnsiEncoding {meaning} >>"
    cmap = b"1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfrange <20> <7E> <E020> endbfrange"
    objects = [b"", b"", (font % "").encode(), (font % "-Bold").encode(), _stream(cmap)]
    kids = []
    for page in pages:
        objects.append(_stream(b"\n".join(_draw(each) for each in page)))
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents {len(objects)} 0 R "
            "/Resources << /Font << /F0 3 0 R /F1 4 0 R >> >> >>".encode()
        )
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>".encode()
    written, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    return (
        written
        + (
            f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\n"
            f"startxref\n{len(written)}\n%%EOF\n"
        ).encode()
    )


def stack(x: float, y: float, lines: Sequence[str], *, leading: float = 13.5, size: float = 11) -> list[Put]:
    """Put lines below each other; an empty one leaves half a line free, and one within "**" is bold."""
    placed = []
    for line in lines:
        if not line:
            y += leading / 2
            continue
        placed.append(Put(x, y, line.strip("*"), size, bold=line.startswith("**")))
        y += leading
    return placed


def _stream(content: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)


def _draw(each: Put | Rule) -> bytes:
    if isinstance(each, Rule):
        return b"%.2f %.2f m %.2f %.2f l S" % (each.x, HEIGHT - each.y, each.x + each.width, HEIGHT - each.y)
    text = each.text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    place = b"/F%d %.2f Tf %.2f Tw %.2f %.2f Td" % (each.bold, each.size, each.spread, each.x, HEIGHT - each.y)
    return b"BT %s (%s) Tj ET" % (place, text)
