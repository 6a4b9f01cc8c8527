"""Bytes to normalised text: NFC, line ends as newline, nothing that no parser or screen can bear."""

import codecs
import re
import unicodedata

from naeringsgraf.errors import SourceError
from naeringsgraf.reading.codepages import guess_code_page, name_code_page, undo_second_encoding

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Letters that are common in Norwegian text read with the wrong table, and hardly occur otherwise.
_DOUBLY_ENCODED = re.compile("Ã[\u00a5\u00b8\u00a6\u02dc\u2026\u2020\u00a9\u0085\u0086\u0098]")
_TWICE = ", encoded twice"
_UNWANTED = re.compile(
    "[\u0000-\u0008\u000b\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u200b-\u200f\u202a-\u202e"
    "\u2060-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
# No language stacks more marks on a letter, and putting thousands in order takes their number squared.
_MARK = "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_STACKED = re.compile(f"({_MARK}{{30}}){_MARK}+")
# Many a rule looks on from each character of a word or a gap to its end, which in a word without end takes its length
# squared. No word of the minutes that were measured, addresses of the web included, has half as many characters.
_LONGEST_WORD = 500
_WIDEST_GAP = 200
_ENDLESS = re.compile(rf"(?<!\S)(\S{{{_LONGEST_WORD}}})\S+")
_GAPING = re.compile(rf"(?<![ \t])([ \t]{{{_WIDEST_GAP}}})[ \t]+")
_CUT = re.compile(rf"(?<!\S)\S{{{_LONGEST_WORD}}}…(?!\S)")
_LINE_ENDS = re.compile("\r\n?|[\u000b\u0085\u2028\u2029]")
MAX_CHARACTERS = 2_000_000
"""Of one document; the longest minutes seen have a tenth of that."""


def read_text(raw: bytes, path: str) -> tuple[str, str]:
    """Give the normalised text of a file and the name of the encoding it was in; a form feed is a line end.

    Raises:
        SourceError: the file is empty, is no text, or is too long.
    """
    pages, encoding = read_pages(raw, path)
    return "\n".join(pages), encoding


def read_pages(raw: bytes, path: str) -> tuple[list[str], str]:
    """Give the normalised text of each page, as form feeds part them, and the name of the encoding it was in.

    Raises:
        SourceError: the file is empty, is no text, or is too long.
    """
    # No encoding takes more than four bytes a character, so that this much cannot be a text that is let through.
    if len(raw) > 4 * MAX_CHARACTERS:
        raise _tell_length(path, f"more than {MAX_CHARACTERS:,}")
    decoded, encoding = decode(raw, path)
    pages = [normalise(page) for page in decoded.split("\f")]
    length = sum(map(len, pages))
    if length > MAX_CHARACTERS:
        raise _tell_length(path, f"{length:,}")
    return pages, encoding


def describe_doubt(text: str, encoding: str | None) -> str | None:
    """Say what is doubtful about how a text was decoded; None where nothing is."""
    if encoding and encoding.endswith(_TWICE):
        return "the text was encoded twice, and repaired"
    if encoding in ("mac-roman", "cp865"):
        return f"the encoding is not told; {encoding} is guessed, since it gives the most Norwegian words"
    if "\ufffd" in text:
        return "characters here could not be read"
    return "a word here has no end, and was cut" if _CUT.search(text) else None


def decode(raw: bytes, path: str) -> tuple[str, str]:
    """Give the text of a file and the name of the encoding it was in.

    A byte order mark wins; then strict UTF-8; then UTF-16 without a mark, told by its zero bytes; else Windows-1252,
    unless an older code page gives more Norwegian words. Text that was encoded twice ("SÃ¥") is repaired.

    Raises:
        SourceError: the file is empty, or is no text.
    """
    if not raw.strip():
        raise SourceError(path, "the file is empty; take it away or put the minutes in it")
    text, encoding = _decode(raw, path)
    if len(_DOUBLY_ENCODED.findall(text)) > 2:
        text, encoding = undo_second_encoding(text), encoding + _TWICE
    unreadable = sum(c == "\ufffd" or c == "\0" for c in text)
    if unreadable * 100 > len(text):
        raise SourceError(path, "this is no text file; save the minutes as .md or .txt")
    return text, encoding


def _decode(raw: bytes, path: str) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return raw.decode(encoding, errors="replace"), encoding
    try:
        return raw.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    zeros_even, zeros_odd = raw[0::2].count(0), raw[1::2].count(0)
    if max(zeros_even, zeros_odd) * 4 > len(raw):
        encoding = "utf-16-be" if zeros_even > zeros_odd else "utf-16-le"
        return raw.decode(encoding, errors="replace"), encoding
    if raw.count(0):
        raise SourceError(path, "this is no text file; save the minutes as .md or .txt")
    page = guess_code_page(raw)
    return raw.decode(page, errors="replace"), name_code_page(page)


def normalise(text: str) -> str:
    """Compose letters, make every line end a newline, and drop control, zero-width and direction characters.

    Normalising twice is normalising once.
    """
    text = _LINE_ENDS.sub("\n", text).replace("\f", "\n\f").replace("\u00a0", " ").replace("\u202f", " ")
    text = _STACKED.sub(r"\1", _UNWANTED.sub("", text).replace("\f", ""))
    # Once more, since composing may have made two marks of one.
    return cut_endless(_STACKED.sub(r"\1", unicodedata.normalize("NFC", text)))


def cut_endless(text: str) -> str:
    """Cut words without end, with "…" for what is cut, and gaps that no page is wide enough for."""
    if len(text) <= _WIDEST_GAP:
        return text
    return _GAPING.sub(r"\1", _ENDLESS.sub(r"\1…", text))


def _tell_length(path: str, length: str) -> SourceError:
    return SourceError(path, f"holds {length} characters; the limit is {MAX_CHARACTERS:,}, so split it by meeting")
