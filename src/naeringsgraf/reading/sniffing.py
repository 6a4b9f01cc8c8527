"""What a file is, told by its first bytes. The ending must agree, or the message says what the file really is.

A kind is a line in `KINDS`. A format that is read (`formats.py`) needs one where other files could be taken for it.
"""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Final

from naeringsgraf.errors import SourceError

_HEAD: Final = 4096
"""Bytes that tell a kind."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file that is known by its content."""

    name: str
    """With its article: "a Word file"."""
    endings: tuple[str, ...]
    """Those that agree with the content, the usual one first."""
    matches: Callable[[bytes], bool]
    advice: str = "save it as text, PDF or .docx"
    """What to do where the kind is not read."""


def _begins(*beginnings: bytes) -> Callable[[bytes], bool]:
    return lambda raw: raw.startswith(beginnings)


def _looks_like(pattern: bytes) -> Callable[[bytes], bool]:
    compiled = re.compile(pattern, re.IGNORECASE)
    return lambda raw: compiled.match(raw[:_HEAD]) is not None


def _is_zip_with(part: bytes) -> Callable[[bytes], bool]:
    """A zip archive names its parts in plain bytes, at the latest in the directory at its end."""
    return lambda raw: raw.startswith(b"PK\x03\x04") and part in raw


KINDS: Final = (
    Kind("a PDF file", (".pdf",), _looks_like(rb"(?:\xef\xbb\xbf)?\s{0,64}%PDF-\d")),
    Kind("a Word file", (".docx",), _is_zip_with(b"word/document")),
    Kind("an Excel file", (".xlsx",), _is_zip_with(b"xl/workbook")),
    Kind("a PowerPoint file", (".pptx",), _is_zip_with(b"ppt/presentation")),
    Kind(
        "an OpenDocument (LibreOffice) file",
        (".odt", ".ods", ".odp"),
        _is_zip_with(b"application/vnd.oasis.opendocument"),
        "open it in LibreOffice and save it as .docx",
    ),
    # What a .docx lacks to be one, its reader knows better.
    Kind("a zip archive", (".zip", ".docx"), _begins(b"PK\x03\x04", b"PK\x05\x06"), "unpack it first"),
    Kind(
        "an old Word file, or one with a password,",
        (".doc", ".xls", ".ppt", ".msg"),
        _begins(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        "open it in Word and save it as .docx, without a password",
    ),
    Kind("a rich text (RTF) file", (".rtf",), _begins(b"{\\rtf"), "open it in Word and save it as .docx"),
    Kind(
        "a picture",
        (".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".webp", ".bmp"),
        _looks_like(rb"\x89PNG\r\n|\xff\xd8\xff|GIF8[79]a|II\*\0|MM\0\*|RIFF.{4}WEBP|BM.{4}\0\0\0\0"),
        "have its text recognised (OCR) and save that",
    ),
    Kind("a packed archive", (".gz", ".7z", ".rar", ".xz", ".bz2"),
         _begins(b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a", b"\xfd7zXZ", b"BZh"),
         "unpack it and name the files in it"),
    Kind("a mail", (".eml",), _looks_like(rb"(?:Return-Path|Received|Delivered-To|MIME-Version): "), "save its text"),
    Kind("a web page", (".html", ".htm", ".xhtml"), _looks_like(
        rb"(?:\xef\xbb\xbf)?\s{0,256}(?:<\?xml[^>]{0,200}>\s{0,64})?(?:<!doctype html|<html[\s>])"
    )),
)  # fmt: skip
"""In the order of asking: the first that fits is what the file is."""


def find_kind(raw: bytes) -> Kind | None:
    """Tell what a file is by its content; None for text, and for what is not known."""
    return next((kind for kind in KINDS if kind.matches(raw)), None)


def check_kind(raw: bytes, name: str, ending: str, readable: Collection[str]) -> None:
    """Make sure that the content of a file agrees with the ending of its name.

    Args:
        raw: the content.
        name: what the file is called in messages.
        ending: of its name, in lower case, with the point; "" where there is none.
        readable: the endings that can be read.

    Raises:
        SourceError: it is something else than its name says, or of a kind that cannot be read.
    """
    kind = find_kind(raw)
    if kind is not None and ending not in kind.endings:
        raise SourceError(name, f"is {kind.name} {_name_ending(ending)}; {_advise(kind, readable)}")
    if ending in readable:
        return
    if kind is not None:
        raise SourceError(name, f"is {kind.name} which cannot be read; {_advise(kind, readable)}")
    raise SourceError(name, f"is {_name_ending(ending)}, which cannot be read; save it as .md or .txt")


def _name_ending(ending: str) -> str:
    return f"named {ending}" if ending else "named without an ending"


def _advise(kind: Kind, readable: Collection[str]) -> str:
    fitting = kind.endings[0] if kind.endings[0] in readable else None
    return f"rename it to {fitting}" if fitting else kind.advice
