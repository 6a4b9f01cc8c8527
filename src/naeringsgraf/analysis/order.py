"""The order of Norwegian words: æ, ø and å come last, «aa» is å, accents and case do not matter."""

import unicodedata
from functools import lru_cache
from typing import Final

_LAST: Final = {"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}"}
"""The three last letters, as the characters that follow z."""


# The same few names are sorted for each page; taking a name apart letter by letter costs more than remembering it.
@lru_cache(maxsize=16_384)
def sort_key(text: str) -> tuple[str, str]:
    """Give what to sort a name by; names that differ only in case or accents keep one order too."""
    letters = unicodedata.normalize("NFC", text).casefold().replace("aa", "å")
    return "".join(_LAST.get(letter) or _drop_accents(letter) for letter in letters), text


def _drop_accents(letter: str) -> str:
    return "".join(part for part in unicodedata.normalize("NFD", letter) if not unicodedata.combining(part))
