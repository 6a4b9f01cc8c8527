"""What a person's name looks like, and how one is taken apart."""

import re

from naeringsgraf.model.lexicon import Lexicon
from naeringsgraf.parsing.vocabulary import load_pattern

_NO_NAME = load_pattern("entries", "no_name")
_PARTICLES = frozenset(
    ["von", "van", "de", "der", "den", "af", "av", "la", "le", "el", "al", "bin", "ibn", "zu", "dos", "da", "di", "du"]
)
_LETTERS = "A-ZÆØÅÁÄÖÜÉČŠŽŁŃŚŻŊĐÀÈÌÒÙÂÊÎÔÛÇÑÐÞ"
CAPITAL = rf"[{_LETTERS}]"
REST_OF_NAME = rf"(?:[^\W\d_]|[’'])*(?:-[{_LETTERS}a-zæøå](?:[^\W\d_]|[’'])*)*"
NAME_TOKEN = rf"{CAPITAL}{REST_OF_NAME}"
"""One word of a name: a capital, then letters; hyphens bind ("Krogh-Larsen")."""
INITIAL = rf"[{_LETTERS}]\."
_PARTICLE = "|".join(sorted(_PARTICLES))
_NAME = re.compile(rf"(?:{NAME_TOKEN}|{INITIAL})(?: (?:(?:{_PARTICLE}) ){{0,2}}(?:{NAME_TOKEN}|{INITIAL}))*\Z")


def is_name_shaped(text: str, most: int = 6) -> bool:
    """Tell whether the text has the form of a name: capitalised words, at most `most` of them, no digits."""
    words = text.split()
    if not 1 <= len(words) <= most or not _NAME.match(text):
        return False
    return not any(len(w) > 2 and w.isupper() for w in words)


def is_person_like(text: str, lexicon: Lexicon) -> bool:
    """Tell whether the text is likely a person: shaped like a name, and no known place or organisation."""
    folded = text.casefold()
    if not is_name_shaped(text) or folded in lexicon.organisations or _NO_NAME.match(text):
        return False
    words = folded.split()
    given = any(part in lexicon.given_names for part in (words[0], words[-1], words[0].split("-")[0]))
    if folded in lexicon.places and not given:
        return False
    return given or len(words) >= 2


def turn_name(name: str, lexicon: Lexicon) -> str:
    """Put the given name first: "Halvorsrud Kari Elisabeth" becomes "Kari Elisabeth Halvorsrud".

    A name is turned only where its first word is no known given name, its last is no likely surname, and all words
    after the first are known given names; or where a comma says so.
    """
    if "," in name:
        surname, _, given = name.partition(",")
        return f"{given.strip()} {surname.strip()}".strip()
    words = name.split()
    if len(words) < 2:
        return name
    known = [_is_given(word, lexicon) for word in words]
    if not known[0] and all(known[1:]):
        return " ".join([*words[1:], words[0]])
    return name


def turn_surname(name: str, lexicon: Lexicon) -> str:
    """Put the given name first in a list that prints surnames first: "Berg Kari", where Berg is a given name too."""
    first, *rest = name.split()
    if rest and first.casefold() in lexicon.surnames and all(_is_given(word, lexicon) for word in rest):
        return " ".join([*rest, first])
    return name


def begins_with_given(name: str, lexicon: Lexicon) -> bool:
    """Tell whether the first word of a name is a known given name; of a double one, either part."""
    first = name.split()[0].casefold()
    return first in lexicon.given_names or any(part in lexicon.given_names for part in first.split("-"))


def _is_given(word: str, lexicon: Lexicon) -> bool:
    folded = word.casefold()
    return folded in lexicon.given_names or all(part in lexicon.given_names for part in folded.split("-"))
