"""The formats that can be read: a format is a file of this folder and a line in this list."""

from collections.abc import Mapping
from dataclasses import dataclass

from naeringsgraf.reading.content import Reader
from naeringsgraf.reading.docx import read_docx
from naeringsgraf.reading.html import read_html
from naeringsgraf.reading.markdown import read_markdown
from naeringsgraf.reading.pdf import read_pdf
from naeringsgraf.reading.plaintext import read_plaintext


@dataclass(frozen=True, slots=True)
class Format:
    """How files of one kind are called and read."""

    media_type: str
    read: Reader


_MARKDOWN = Format("text/markdown", read_markdown)
_PLAIN = Format("text/plain", read_plaintext)
_WORD = Format("application/vnd.openxmlformats-officedocument.wordprocessingml.document", read_docx)
_HTML = Format("text/html", read_html)

FORMATS: Mapping[str, Format] = {
    ".md": _MARKDOWN,
    ".markdown": _MARKDOWN,
    ".txt": _PLAIN,
    ".text": _PLAIN,
    ".docx": _WORD,
    ".html": _HTML,
    ".htm": _HTML,
    ".pdf": Format("application/pdf", read_pdf),
}
"""File ending → format."""
