"""Under which name someone is counted, whatever else is in the answer: places by their line, others as they are.

Drammen 0602, 3005 and 3301 came after each other under one name and are one row. The graph tells the last of each line
(`ng:lastOfName`) and what it is called (`ng:distinctName`), so a query gives the same rows.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from naeringsgraf.analysis.choosing import Names, find_actors
from naeringsgraf.analysis.evidence import Evidence
from naeringsgraf.analysis.places import PlaceTime
from naeringsgraf.model.meeting import ActorKind

_TOLD: Final = {
    PlaceTime.AS_OF: "A municipality stands under its name on the day (as-of); a new number alone makes no new row.",
    PlaceTime.TODAY: "Municipalities are rolled forward to those of today, where one has taken over (today).",
}


@dataclass(frozen=True, slots=True)
class Naming:
    """Gives each actor its row, and each row its name."""

    evidence: Evidence
    places: PlaceTime

    def find(self, actor: str) -> str:
        """Give the id of the row: the last of its name, or the one of today; the actor itself where it is no place.

        One that was split stands under its old name also today.
        """
        line = self.evidence.lines.get(actor)
        if line is None:
            return actor
        return (line.today if self.places is PlaceTime.TODAY else None) or line.last_of_name

    def label(self, row: str) -> str:
        """Give the name of a row, told apart from others of the name; the id itself where it has none."""
        if row in self.evidence.lines:
            return self.evidence.lines[row].name
        return self.evidence.actors[row].label if row in self.evidence.actors else row

    def is_municipality(self, actor: str | None) -> bool:
        """Tell whether someone is a municipality."""
        facts = self.evidence.actors.get(actor or "")
        return facts is not None and facts.kind is ActorKind.MUNICIPALITY

    def find_wanted(self, names: Names, kinds: Iterable[ActorKind]) -> frozenset[str]:
        """Give the rows of those with these names, numbers or ids; several where homonyms have one; none for all.

        Raises:
            CallError: a name is not known.
        """
        return frozenset(map(self.find, find_actors(self.evidence, names, set(kinds)))) if names else frozenset()

    def tell(self) -> str:
        """Say in English what the rows of municipalities are."""
        return _TOLD[self.places]
