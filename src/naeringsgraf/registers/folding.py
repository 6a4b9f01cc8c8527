"""The form in which names are compared, so that "SØR-VARANGER" and "Sør Varanger" are one."""

import re
import unicodedata
from functools import lru_cache

_LETTERS = {"ä": "æ", "ö": "ø", "ŋ": "n", "đ": "d", "ŧ": "t", "å": "å"}
_SELDOM = 0x3000
"""From here on letters are of scripts that no name is in, and are not kept."""
_BETWEEN_WORDS = re.compile(r"[\s\-\u2010-\u2015\u2212]+")


@lru_cache(maxsize=16_384)
def fold_name(name: str) -> str:
    """Give the form of a name to look it up by: casefolded, without accents, hyphens as blanks.

    æ, ø and å are letters of their own and stay; Swedish and Kven ä and ö count as æ and ø. Sámi letters lose their
    marks, since Statistics Norway writes Porsángu where the mapping authority has Porsáŋgu.
    """
    plain = unicodedata.normalize("NFC", name).casefold().translate(_PLAIN)
    return _BETWEEN_WORDS.sub(" ", plain).strip()


class _Plain(dict[int, str]):
    """The number of a letter → the letter without its marks, which is looked up the first time that it is met."""

    def __missing__(self, number: int) -> str:
        letter = chr(number)
        plain = _LETTERS.get(letter) or unicodedata.normalize("NFD", letter)[0]
        if number < _SELDOM:
            self[number] = plain
        return plain


_PLAIN = _Plain()
