"""For whom a sentence is counted: whom it was said for, those a region stands for, and whoever has taken over today."""

from collections.abc import Iterable, Mapping

from naeringsgraf.analysis.evidence import Evidence, Quote, RegionFacts
from naeringsgraf.analysis.order import sort_key
from naeringsgraf.analysis.places import PlaceTime
from naeringsgraf.analysis.rows import Row, find_row, make_rows


class Counting:
    """For whom each sentence counts: whom it was said for, and with regions, those that belong to the region."""

    def __init__(
        self, evidence: Evidence, places: PlaceTime, include_regions: bool, of_kind: set[str], wanted: set[str]
    ) -> None:
        """Take in whom may be shown (`of_kind`) and whom the caller asks for (`wanted`, some of these)."""
        self.places = places
        self.lines = evidence.follow_places()
        self._evidence = evidence
        self._regions = evidence.regions if include_regions else {}
        self._wanted = wanted
        if places is PlaceTime.TODAY and wanted != of_kind:
            # Whoever asks for Lillestrøm of today means Skedsmo too, and the other way round.
            rows = {find_row(self.lines, actor, places) for actor in wanted}
            self._wanted = {actor for actor in of_kind if find_row(self.lines, actor, places) in rows}

    def actors_of(self, quote: Quote) -> list[str]:
        """Give the actors asked for that a sentence counts for."""
        return self.actors_for(quote.actor) if quote.actor else []

    def actors_for(self, actor: str) -> list[str]:
        """Give the actors asked for that count what is said for this one."""
        region = self._regions.get(actor)
        every = (actor, *(region.members if region else ()))
        return [each for each in every if each in self._wanted]

    def rows_for(self, actor: str) -> set[str]:
        """Give the ids of the rows that count what is said for this actor."""
        return {find_row(self.lines, each, self.places) for each in self.actors_for(actor)}

    def make_rows(self, shown: Iterable[Quote]) -> dict[str, Row]:
        """Give actor → row for all that sentences count for."""
        actors = {actor for quote in shown for actor in self.actors_of(quote)}
        return make_rows(self._evidence, self.lines, actors, self.places)

    def find_moved(self, rows: Mapping[str, Row]) -> tuple[tuple[str, str], ...]:
        """Give the names under which something was said, each with the other name it is counted under."""
        moved = {(self._name(actor), self._name(row.id)) for actor, row in rows.items() if not row.split}
        changed = [(old, new) for old, new in moved if old != new]
        return tuple(sorted(changed, key=lambda each: (sort_key(each[0]), sort_key(each[1]))))

    def find_regions(self, shown: Iterable[Quote]) -> tuple[RegionFacts, ...]:
        """Give the regions through which sentences are counted."""
        found = {quote.actor for quote in shown if quote.actor in self._regions}
        return tuple(sorted((self._regions[id] for id in found if id), key=lambda each: sort_key(each.label)))

    def _name(self, actor: str) -> str:
        facts = self._evidence.actors.get(actor)
        return facts.label if facts else actor
