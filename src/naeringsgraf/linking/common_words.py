"""Words that are names of municipalities, too, at the beginning of a sentence, where a capital tells nothing.

"Røyken frå skipa må bort" is smoke, and "Stranda er full av plast" a beach. Such a word is the municipality only where
something else says so: somebody came for it, it is named within a sentence or in the name of the body, or it stands as
places do: before "kommune", as a label, beside another name.
"""

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from naeringsgraf.mentions.finder import Hit
from naeringsgraf.model.meeting import Attendance, MentionKind
from naeringsgraf.parsing.people import fits_place

_BEGINS = re.compile(
    r"(?:\A|\n|[.!?:;|]\s+|[.!?:]?[»\"”]\s+)(?:[ \t>#*_]*(?:[-–—•·+*]|\d{1,2}[.)])[ \t]+)?[ \t*_«\"“(>#]*\Z"
)
"""Before the first word of a sentence, a line or an entry of a list."""
_LONGEST_BEFORE = 40
_AS_PLACE = re.compile(
    r"[*_]*(?:\s+(?:kommune|herad)\b|\s*[:|\t\n]|\s*\Z|\s+v/|\s*\(|\s+[-–—→]\s|/|,?\s+(?:og|samt|eller)\s+[A-ZÆØÅ]|,\s+[A-ZÆØÅ])"
)
"""Behind a place: what makes it a label, or one of several."""
_LONGEST_BEHIND = 60


class CommonWords:
    """Tells, for one document, which names at the beginning of a sentence are words."""

    def __init__(self, text: str, people: Sequence[Attendance], body: str | None) -> None:
        self._text = text
        self._people = people
        self._body = body or ""
        self._known: dict[str, bool] = {}

    def means_word(self, hit: Hit) -> bool:
        """Tell whether a hit is rather a word than the municipality of that name."""
        word = self._text[hit.begins : hit.ends]
        if word not in _load_words() or all(entry.kind is not MentionKind.MUNICIPALITY for entry in hit.entries):
            return False
        if hit.rule == "name-genitive" or not _BEGINS.search(
            self._text[max(0, hit.begins - _LONGEST_BEFORE) : hit.begins]
        ):
            return False
        if _AS_PLACE.match(self._text[hit.ends : hit.ends + _LONGEST_BEHIND]):
            return False
        if word not in self._known:
            self._known[word] = self._is_known(word)
        return not self._known[word]

    def _is_known(self, word: str) -> bool:
        """Tell whether the minutes know a municipality of this name elsewhere."""
        if any(fits_place(person.affiliation_printed, word) for person in self._people):
            return True
        within = re.compile(rf"(?:(?<=[a-zæøå] )|(?<=[a-zæøå], )){word}(?![\w-])|(?<![\w-]){word} (?:kommune|herad)")
        return word in self._body.split() or within.search(self._text) is not None


@cache
def _load_words() -> frozenset[str]:
    lines = files(__package__).joinpath("common_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))
