"""The encoding that a web page says it is in."""

import re

from naeringsgraf.reading.decoding import decode

_DECLARED = re.compile(
    rb"""<meta\b[^<>]*\bcharset\s*=\s*["']?\s*([\w.:-]+)|<\?xml\b[^<>]*\bencoding\s*=\s*["']([\w.:-]+)""", re.IGNORECASE
)
_ONE_BYTE = re.compile(r"(?:iso[-_]?8859[-_]?|windows-|cp-?|ibm-?)\d+|latin-?\d|(?:us-)?ascii|macintosh|x-mac-roman")
_ALSO_CALLED = {
    "x-mac-roman": "macintosh",
    **dict.fromkeys(("iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"), "cp1252"),
}
"""As browsers understand these names."""
_HEAD = 4096
"""Bytes of a page in which it declares its encoding."""


def decode_declared(raw: bytes, name: str) -> tuple[str, str]:
    """Give the text of a page and the name of its encoding.

    A byte order mark and strict UTF-8 go before what the page declares; that is believed where it is one of the usual
    encodings of one byte and decodes all of it. Else the encoding is found as for plain text.

    Raises:
        SourceError: the file is empty, or is no text.
    """
    found = _DECLARED.search(raw[:_HEAD])
    declared = (found[1] or found[2]).decode(errors="replace").lower() if found else ""
    if not _ONE_BYTE.fullmatch(declared) or b"\0" in raw or _is_utf8(raw):
        return decode(raw, name)
    try:
        return raw.decode(_ALSO_CALLED.get(declared, declared)), declared
    except (UnicodeDecodeError, LookupError):
        return decode(raw, name)


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
