"""Checked strings: the local names that things go by, and how a text becomes one."""

import re
import unicodedata
from typing import NewType

ThingId = NewType("ThingId", str)
"""Path of a thing below the base, such as "municipality/3005-2020" or "theme/gront-industriloft".

A full IRI is minted from it in one place, `mapping/iri.py`.
"""

Slug = NewType("Slug", str)
"""Lower-case ASCII letters, digits and single hyphens, never empty."""

_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "ð": "d", "þ": "th", "ł": "l", "đ": "d", "ŋ": "n", "ß": "ss"})


def make_slug(text: str) -> Slug:
    """Turn a name into the part of an IRI it goes by: "Grønt industriløft" becomes "gront-industriloft".

    Two texts that differ only in case, accents or punctuation get the same slug; a text without any letter or digit
    becomes "x".
    """
    lowered = unicodedata.normalize("NFC", text).casefold().translate(_LETTERS)
    plain = "".join(c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c))
    return Slug(re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "x")
