"""Who is who, as triples: persons, their attendances, why, and what became of those named before."""

import datetime as dt

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from naeringsgraf.linking.identity.appearance import Appearance, Place
from naeringsgraf.linking.identity.clusters import Verdicts, identify
from naeringsgraf.mapping.identities import map_identities
from naeringsgraf.model.names import ThingId

DRAMMEN = ThingId("municipality/3005-2020")
ROWS = [
    Appearance(Place("a", 1), "Kari Berg Lie", ("Lie, Kari Berg", "Kari"), dt.date(2021, 1, 5), None, DRAMMEN),
    Appearance(Place("b", 2), "Kari B. Lie", (), dt.date(2021, 6, 1), None, DRAMMEN),
]
APART = Verdicts(different=[(ROWS[0].place, ROWS[1].place)])


def shorten(data: bytes) -> set[tuple[str, str, str]]:
    """Give the triples with the last step of each IRI, or the text of a literal."""
    return {
        (quad.subject.value.rpartition("/")[2], quad.predicate.value.rpartition("#")[2], _shorten(quad.object))
        for quad in parse(data, format=RdfFormat.N_QUADS)
    }


def _shorten(term: object) -> str:
    if isinstance(term, NamedNode):
        return term.value.rpartition("/")[2]
    assert isinstance(term, Literal)
    return term.value


def test_person_has_names_attendances_and_reasons() -> None:
    """One person, each printed form a variant, both attendances, and the link between them."""
    found = shorten(map_identities(identify(ROWS)))

    assert found == {
        ("kari-berg-lie", "type", "ns#Person"),
        ("kari-berg-lie", "label", "Kari Berg Lie"),
        ("kari-berg-lie", "name", "Kari Berg Lie"),
        ("kari-berg-lie", "nameVariant", "Kari"),
        ("kari-berg-lie", "nameVariant", "Kari B. Lie"),
        ("kari-berg-lie", "nameVariant", "Lie, Kari Berg"),
        ("a#attendance-1", "person", "kari-berg-lie"),
        ("b#attendance-2", "person", "kari-berg-lie"),
        ("a-1--b-2", "type", "ns#Identification"),
        ("a-1--b-2", "between", "a#attendance-1"),
        ("a-1--b-2", "between", "b#attendance-2"),
        ("a-1--b-2", "identifies", "kari-berg-lie"),
        ("a-1--b-2", "reason", "initial: B / Berg"),
        ("a-1--b-2", "reason", "same affiliation"),
        ("a-1--b-2", "confidence", "1"),
        ("a-1--b-2", "basis", "ns#inferred"),
    }


def test_merged_person_leads_to_the_other() -> None:
    """The name that is given up is the same as the one that is kept."""
    before = map_identities(identify(ROWS, APART))

    now = shorten(map_identities(identify(ROWS), before))

    assert ("kari-b-lie", "sameAs", "kari-berg-lie") in now


def test_what_became_of_a_name_is_kept_in_later_builds() -> None:
    """Building again from the same documents gives the same bytes."""
    merged = map_identities(identify(ROWS), map_identities(identify(ROWS, APART)))

    assert map_identities(identify(ROWS), merged) == merged


def test_split_person_is_replaced_by_several() -> None:
    """An earlier minute of two others takes the person's attendances apart, and its name is in use no more."""
    early = Appearance(Place("0", 1), "Kari Bø Lie", (), dt.date(2020, 1, 5), None, DRAMMEN)
    before = map_identities(identify([early, *ROWS], Verdicts(same=[(early.place, ROWS[0].place)])))

    now = shorten(map_identities(identify(ROWS, APART), before))

    assert {line for line in now if line[1] == "replacedBy"} == {
        ("kari-bo-lie", "replacedBy", "kari-b-lie"),
        ("kari-bo-lie", "replacedBy", "kari-berg-lie"),
    }
