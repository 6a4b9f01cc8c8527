"""What stands above or before the people of a list: "Rådmenn:", "Ringebu:", a bold "Trysil kommune"."""

import re
from dataclasses import dataclass

from naeringsgraf.model.document import Line, LineKind
from naeringsgraf.model.lexicon import Lexicon
from naeringsgraf.parsing.affiliations import is_affiliation, split_tail
from naeringsgraf.parsing.labels import cut_line, fold_label
from naeringsgraf.parsing.names import is_person_like
from naeringsgraf.parsing.offices import read_office
from naeringsgraf.parsing.vocabulary import load_pattern, load_vocabulary

_MARK = re.compile(r"[,;()]|\s[-–—/|]\s")
_SEVERAL = re.compile(r"\b(?:og (?![A-ZÆØÅ])|m\.fl|[Aa]ntall|[Tt]alet)\b")
_FROM = load_pattern("attendance", "group_from")
_DEPUTY = load_pattern("attendance", "deputy_beside")
"""Before the colon of "Kari Lie – vara: Ola Dal", which is the head of no group."""
_NOT_OWNER = load_pattern("attendance", "not_owner")
_SORT = load_pattern("attendance", "sort_of_people")
_GENERIC = load_pattern("header", "generic")
_NO_PARTY = load_pattern("attendance", "no_party")
_MOST_WORDS = 3
_LONGEST = 50
"""Characters of a group's name."""


@dataclass(frozen=True, slots=True)
class Group:
    """The head of a group of people."""

    name: str
    rest: Line | None
    """The people that stand on the same line; None where they stand below."""


def find_group(line: Line, following: Line | None, lexicon: Lexicon) -> Group | None:
    """Read a line "Trysil kommune" in bold or above deeper lines, "Rådmenn:   Knut Vik, Ål" or "Moss: Kari Lie"."""
    colon = line.text.find(":")
    if any(found.end() == colon for found in _DEPUTY.finditer(line.text)):
        return None
    beside = bool(line.cells) and colon >= line.cells[0].ends - line.begins
    if 0 < colon <= _LONGEST and not beside and not is_person_like(line.text[:colon], lexicon):
        return Group(line.text[:colon], cut_line(line, colon + 1))
    if line.kind is LineKind.TABLE_ROW or is_person_like(line.text, lexicon):
        return None
    if line.text.isupper() and (line.text.casefold() in lexicon.parties or _NO_PARTY.match(line.text)):
        return Group(line.text, None)
    if line.kind is LineKind.HEADING:
        return Group(line.text, None) if is_affiliation(line.text, lexicon) else None
    begins_with_name = line.text.split()[0].casefold() in lexicon.given_names
    named = is_affiliation(line.text, lexicon) and not begins_with_name and not split_tail(line.text, lexicon)[1]
    if line.strong or (named and _stands_above(line, following)) or _heads_deeper(line, following):
        return Group(line.text, None)
    return None


def _stands_above(line: Line, following: Line | None) -> bool:
    """Tell whether a line is set apart from the one below it, as the head of a list is."""
    if following is None or line.cells or _MARK.search(line.text):
        return False
    return (not line.marker and bool(following.marker)) or following.level > line.level or not line.marker


def _heads_deeper(line: Line, following: Line | None) -> bool:
    """Tell whether a word or two stand above a line in columns that is set further in: "Eigarane"."""
    if following is None or line.cells or line.marker or _MARK.search(line.text) or not line.text[:1].isupper():
        return False
    return len(line.text.split()) <= _MOST_WORDS and len(following.cells) > 1 and following.level > line.level


def role_of_group(label: str) -> str | None:
    """ "Rådmenn" gives "rådmann"; a label that names no office gives None."""
    vocabulary = load_vocabulary()
    for word in re.split(r"\s+|/", fold_label(label)):
        if word in vocabulary.office_plurals:
            return vocabulary.office_plurals[word]
    office, rest = read_office(label.strip(" :"))
    if office and not rest and office not in ("sekretariat", "medlem"):
        return office
    return None


def owner_of_group(label: str) -> str | None:
    """ "Fra sekretariatet møtte" gives "Sekretariatet"."""
    return "Sekretariatet" if re.search(r"sekretariat", label, re.IGNORECASE) else None


def affiliation_of_group(label: str, lexicon: Lexicon) -> str | None:
    """Whom a group's people represent; None where its head names an office, a list or nobody."""
    if role_of_group(label) or _NO_PARTY.match(label) or _GENERIC.match(label.strip(" :.")):
        # "Styret" above its own members tells who has a seat, and not whom they came for.
        return None
    owner = owner_of_group(label)
    if owner:
        return owner
    source = _FROM.match(label)
    name = label[source.end() if source else 0 :].strip(" –-:")
    if is_affiliation(name, lexicon):
        return name
    _, rest = read_office(name)
    folded = fold_label(label)
    labels = load_vocabulary().labels
    is_list = any(labels[kind].match(folded) for kind in ("also_present", "present", "absent"))
    if is_list or "," in label or not rest[:1].isupper() or _SEVERAL.search(name):
        return None
    if _NOT_OWNER.search(name) or _SORT.match(name):
        return None
    return name
