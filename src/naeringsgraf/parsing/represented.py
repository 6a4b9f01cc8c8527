"""Which bodies and places the people of a document represent, and which of them a label means."""

import re

from naeringsgraf.model.lexicon import Lexicon
from naeringsgraf.parsing.people import Roster, holds_office

_KIND = re.compile(r"\s+(?:kommune|herad)\Z", re.IGNORECASE)


_SHORTEST_PART = 5
"""Letters of a word that stands for a longer name."""
_COMPANY = re.compile(r"\s+(?:as|asa|sa|kf|iks|hf|ba|da)\Z")
_HOME = re.compile(r"(?:\s+(?:kommune|herad))?\s+(?:i|på)\s+[^\W\d_]+(?: (?:og )?[^\W\d_]+)?\Z")
"""Behind a municipality that has a namesake, where it lies: "Herøy i Nordland", "Nes på Romerike"."""
_DEFINITE = ("et", "en", "a", "n")
"""Endings of a word that stands for the only one of its kind there: "Bondelaget" for "Hardanger Bondelag"."""
_COUNTY_WORDS = {"fylkeskommunen": " fylkeskommune", "fylket": " fylkeskommune"}


class Represented:
    """Those represented at a meeting, by the names they are printed with."""

    def __init__(self, roster: Roster, lexicon: Lexicon) -> None:
        self._roster = roster
        self._lexicon = lexicon
        self._names: dict[str, str] = {}
        """Folded name → as printed."""
        for person in roster.people.values():
            for printed in (person.affiliation_printed, person.party_printed):
                if printed and len(printed) > 1:
                    self._names.setdefault(fold_place(printed), printed)
        self._at_home: dict[str, list[str]] = {}
        """Folded name without where it lies → as printed."""
        for name, printed in self._names.items():
            self._at_home.setdefault(_HOME.sub("", name), []).append(printed)

    def names(self, label: str) -> bool:
        """Tell whether a label is the name of somebody represented."""
        return self.find(label) is not None

    def find(self, label: str) -> str | None:
        """Whom a label means, as printed in the list; None where it means nobody there.

        "Drammen kommune" is Drammen, "Våler" is Våler i Østfold; "LO", "Høgskulen", "Bondelaget" and "Fylkeskommunen"
        are the only ones there whose names begin or end so.
        """
        folded = fold_place(label)
        if folded in self._names:
            return self._names[folded]
        whole = [printed for name, printed in self._names.items() if _COMPANY.sub("", name) == folded]
        whole = whole or self._at_home.get(folded, [])
        if len(whole) == 1:
            return whole[0]
        if (len(folded) < _SHORTEST_PART and not label.isupper()) or " " in folded:
            return None
        ending = _COUNTY_WORDS.get(folded)
        bare = {folded.removesuffix(definite) for definite in _DEFINITE if folded.endswith(definite)}
        fitting = [
            printed
            for name, printed in self._names.items()
            if (name.startswith(f"{folded} ") and folded not in self._lexicon.places)
            or (ending and name.endswith(ending))
            or (" " in name and name.rsplit(" ", 1)[1] in bare)
        ]
        return fitting[0] if len(fitting) == 1 else None

    def is_known(self, label: str) -> bool:
        """Tell whether a label is a place or organisation of the registers, though nobody is listed for it.

        A bare place is one only where others are listed for places, and where it is no surname: "Berg", "Vik".
        """
        folded = label.casefold()
        if folded in self._lexicon.organisations and (label.isupper() or " " in label):
            return len(label) > 2
        if folded not in self._lexicon.places:
            return False
        sure = " " in label or folded.endswith(("regionen", "fylkeskommune"))
        return sure or (folded not in self._lexicon.surnames and bool(self._names.keys() & self._lexicon.places))

    def sole_speaker(self, place: str, office: str | None = None) -> int | None:
        """The one person who came for a place; None where nobody or several did, or they hold another office."""
        there = [person for person in self._roster.people.values() if person.status.value != "absent"]
        wanted = fold_place(self.find(place) or place)
        fitting = [
            person
            for person in there
            if wanted
            in {fold_place(printed) for printed in (person.affiliation_printed, person.party_printed) if printed}
        ]
        if len(fitting) != 1:
            return None
        (person,) = fitting
        same_office = office is None or person.role is None or holds_office(person, office)
        return person.number if same_office else None


def fold_place(name: str) -> str:
    """A name without case and without "kommune"."""
    return _KIND.sub("", name.strip()).casefold()
