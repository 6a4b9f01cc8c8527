"""Tells the code page of a text that is no Unicode by the Norwegian words in it, and undoes an encoding done twice."""

import re
from functools import cache
from importlib.resources import files
from typing import Final

USUAL: Final = "cp1252"
"""What Windows wrote for twenty years; it also reads Latin-1."""

_OTHERS: Final = ("mac_roman", "cp865")
"""The Macintosh before 2001, and DOS in Norway."""

_NAMES: Final = {"cp1252": "windows-1252", "mac_roman": "mac-roman", "cp865": "cp865"}
_SAMPLE: Final = 200_000
"""Bytes that are looked at; whoever wrote them did not change code page in between."""
_LEAST: Final = 2
"""So many more words than the usual code page another one must give."""

_WORD: Final = re.compile(r"[^\W\d_]+")
# A lead byte and those that follow it, each read as a character of Windows-1252 or, where it has none, of Latin-1.
_TWICE: Final = re.compile(
    r"[\u00c3\u00c5\u00e2][\u0080-\u00bf\u0152-\u0178\u02c6\u02dc\u2013-\u2122\u20ac\u017d\u017e]{1,2}"
)


def guess_code_page(raw: bytes) -> str:
    """Give the code page that makes the most Norwegian words of these bytes; the usual one unless another is clear."""
    sample = raw[:_SAMPLE]
    usual = _count_words(sample, USUAL)
    best = max(_OTHERS, key=lambda page: _count_words(sample, page))
    return best if _count_words(sample, best) >= max(_LEAST, 2 * usual) else USUAL


def name_code_page(page: str) -> str:
    """Give the name that is told of a code page."""
    return _NAMES[page]


def undo_second_encoding(text: str) -> str:
    """Repair what was UTF-8, was taken for Windows-1252 or Latin-1, and was encoded again: "SÃ¥" is "Så".

    Each letter is repaired for itself, since such texts are often put together from several.
    """
    return _TWICE.sub(lambda found: _undo(found.group()), text)


def _undo(letters: str) -> str:
    # The second of two may belong to the next letter, and the first two then are one.
    for cut in (len(letters), 2):
        try:
            return b"".join(map(_to_byte, letters[:cut])).decode("utf-8") + letters[cut:]
        except UnicodeError:
            continue
    return letters


def _to_byte(letter: str) -> bytes:
    try:
        return letter.encode("cp1252")
    except UnicodeEncodeError:
        return letter.encode("latin-1")


def _count_words(raw: bytes, page: str) -> int:
    known = _load_words()
    return sum(word.casefold() in known for word in _WORD.findall(raw.decode(page, errors="replace")))


@cache
def _load_words() -> frozenset[str]:
    text = files(__package__).joinpath("words_with_letters.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())
