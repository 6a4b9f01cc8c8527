"""Tell names of those who can be represented from names of people."""

import re
from functools import lru_cache

from naeringsgraf.model.lexicon import Lexicon
from naeringsgraf.parsing.names import NAME_TOKEN, begins_with_given, is_name_shaped
from naeringsgraf.parsing.offices import read_office
from naeringsgraf.parsing.vocabulary import load_pattern

_AFFILIATION = load_pattern("entries", "affiliation")
_INSTITUTION = load_pattern("entries", "institution")
_WORKPLACE = load_pattern("entries", "workplace")
_CAME_FROM = re.compile(r"\s(?:fra|frå)\s")
"""In no name of those who send people, but behind the name of a person who came."""
_PERSON_AT = re.compile(rf"(?P<given>{NAME_TOKEN})(?: {NAME_TOKEN}){{1,2}} (?:i|ved|hos|på) (?=[A-ZÆØÅ])")
"""How a person with whom they came from begins: "Kari Lie i Vang Bygg AS"."""
_SURE_ENDS = ("regionen", "klyngen", "klynga", "rådet", "forum")
"""A single word behind a name that ends so is no surname."""
_LONGEST_NAME = 8
"""Words; a longer run of capitals is no name."""


@lru_cache(maxsize=2048)
def is_affiliation(text: str, lexicon: Lexicon) -> bool:
    """Tell whether a text names somebody who can be represented, rather than a person."""
    if is_known(text, lexicon) or text.casefold() in lexicon.places:
        return True
    person = _PERSON_AT.match(text)
    if not text[:1].isupper() or _CAME_FROM.search(text) or (person and begins_with_given(person["given"], lexicon)):
        return False
    if _AFFILIATION.search(text):
        return True
    words = text.split()
    if len(words) > 1 and _WORKPLACE.search(text):
        return True
    return len(words) > 1 and bool(_INSTITUTION.search(text)) and words[0].casefold() not in lexicon.given_names


def is_known(text: str, lexicon: Lexicon) -> bool:
    """Known, and no bare place, which might as well be a surname: "Vik", "Grimstad"."""
    folded = text.casefold()
    if folded in lexicon.organisations or folded.startswith("sekretariat"):
        return True
    if folded in lexicon.places:
        return " " in folded or folded.endswith(("regionen", "-regionen"))
    spaced = folded.replace("-", " ")
    return spaced.endswith(" regionen") and spaced.count(" ") == 1


def split_tail(text: str, lexicon: Lexicon) -> tuple[str, str | None]:
    """Part a name from an affiliation that follows without any mark: "Kari Lie Drammen kommune"."""
    words = text.split(" ")
    for at in range(2, min(len(words), _LONGEST_NAME)):
        head, tail = " ".join(words[:at]), " ".join(words[at:])
        if not is_name_shaped(head):
            break
        role, rest = read_office(tail)
        sure = " " in tail or tail.isupper() or not tail[:1].isupper() or tail.casefold().endswith(_SURE_ENDS)
        if (sure and is_known(tail, lexicon)) or (role and (not rest or is_affiliation(rest, lexicon))):
            return head, tail
    return text, None
