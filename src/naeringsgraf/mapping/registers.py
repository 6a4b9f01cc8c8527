"""The registers as one named graph: what every actor is called, when it was, and what came after it."""

from collections.abc import Iterable
from typing import Final

from naeringsgraf.mapping.classes import ACTOR_CLASSES
from naeringsgraf.mapping.iri import BASE, GRAPH_REGISTERS, Iri, mint_iri, mint_term
from naeringsgraf.mapping.lines import RDFS_LABEL, SKOS, QuadLines
from naeringsgraf.model.names import ThingId
from naeringsgraf.registers.lines import Line, draw_lines
from naeringsgraf.registers.organisations import (
    Cluster,
    Organisation,
    Party,
    load_clusters,
    load_organisations,
    load_parties,
)
from naeringsgraf.registers.places import County, Municipality, Region, load_places

_ALT_LABEL: Final = SKOS + "altLabel"
_COUNTY: Final = "county/"


def map_registers(base: str = BASE) -> bytes:
    """Write municipalities, counties, regions, clusters, organisations and parties as sorted N-Quads."""
    graph = _RegisterGraph(base)
    places = load_places()
    lines = draw_lines(places.municipalities, lambda place: places.county(place.county).name)
    for municipality in places.municipalities:
        graph.map_municipality(municipality, lines[municipality.id])
    lines = draw_lines(places.counties, lambda place: None)
    for county in places.counties:
        graph.map_county(county, lines[county.id])
    for region in places.regions:
        graph.map_region(region)
    for cluster in load_clusters():
        graph.map_cluster(cluster)
    for organisation in load_organisations():
        graph.map_organisation(organisation)
    for party in load_parties():
        graph.map_party(party)
    return graph.lines.to_bytes()


class _RegisterGraph:
    """The graph of the registers while it is written; each method is one mapping rule."""

    def __init__(self, base: str) -> None:
        self.lines = QuadLines(mint_iri(GRAPH_REGISTERS, base))
        self._base = base

    def map_municipality(self, place: Municipality, line: Line) -> None:
        """One number and name of a municipality, its county, and the way to today's."""
        it = self._named(place.id, "Municipality", place.name, place.other_names)
        self._map_dated(it, place, line)
        self.lines.link(it, "county", mint_iri(place.county, self._base))
        self._links(it, "currentMunicipality", [place.current] if place.current else [])

    def map_county(self, county: County, line: Line) -> None:
        """One number and name of a county, and the way to today's."""
        it = self._named(county.id, "County", county.name, county.other_names)
        self._map_dated(it, county, line)
        self._links(it, "currentCounty", [county.current] if county.current else [])

    def map_region(self, region: Region) -> None:
        """A regional council or the like, and the municipalities known to belong to it."""
        it = self._named(region.id, "Region", region.name, region.alt_names)
        self.lines.text(it, "kind", region.kind)
        self._links(it, "member", region.members)
        self.lines.value(it, "membersAsOf", region.members_as_of)

    def map_cluster(self, cluster: Cluster) -> None:
        """A business cluster, the highest level it reached, and where it is run from."""
        it = self._named(cluster.id, "Cluster", cluster.name, cluster.alt_names)
        self.lines.text(it, "programme", cluster.programme)
        self._links(it, "locatedIn", [cluster.located_in] if cluster.located_in else [])

    def map_organisation(self, organisation: Organisation) -> None:
        """A national or regional actor. A county council only adds its names to its county, the two being one."""
        if organisation.id.startswith(_COUNTY):
            it = mint_iri(organisation.id, self._base)
            self._alt_labels(it, organisation.all_names)
            return
        others = organisation.all_names[1:]
        it = self._named(organisation.id, ACTOR_CLASSES[organisation.actor_kind], organisation.name, others)
        self.lines.text(it, "kind", organisation.kind)
        self._map_period(it, organisation)

    def map_party(self, party: Party) -> None:
        """A political party, with the codes it goes by in minutes."""
        it = self._named(party.id, "Party", party.name, (*party.all_names[1:], *party.codes))
        self._map_period(it, party)

    def _named(self, thing: ThingId, class_name: str, name: str, others: Iterable[str]) -> Iri:
        it = mint_iri(thing, self._base)
        self.lines.type(it, class_name)
        self.lines.text(it, RDFS_LABEL, name, "nb")
        self._alt_labels(it, others)
        return it

    def _alt_labels(self, it: Iri, names: Iterable[str]) -> None:
        # In no language: Sámi and Kven names, acronyms and nynorsk forms stand in one column of the tables.
        for name in names:
            self.lines.text(it, _ALT_LABEL, name)

    def _map_dated(self, it: Iri, place: Municipality | County, line: Line) -> None:
        self.lines.text(it, "number", place.number)
        self._map_period(it, place)
        self.lines.text(it, "distinctName", line.distinct_name)
        self._links(it, "lastOfName", [line.last_of_name])
        self._links(it, "splitAt", [line.split_at] if line.split_at else [])
        if place.succession:
            self.lines.link(it, "successionKind", mint_term(place.succession))

    def _map_period(self, it: Iri, thing: Municipality | County | Organisation | Party) -> None:
        self.lines.value(it, "validFrom", thing.valid_from)
        self.lines.value(it, "validTo", thing.valid_to)
        self._links(it, "successor", thing.successors)

    def _links(self, it: Iri, predicate: str, things: Iterable[ThingId]) -> None:
        for thing in things:
            self.lines.link(it, predicate, mint_iri(thing, self._base))
