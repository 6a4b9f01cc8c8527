"""Who met where for whom, and why attendances are one person's."""

import datetime as dt
from dataclasses import replace

import pytest

from handmade import make_document, make_meeting
from naeringsgraf.analysis.persons import find_people
from naeringsgraf.errors import CallError
from naeringsgraf.linking.identity.appearance import find_appearances
from naeringsgraf.linking.identity.clusters import identify
from naeringsgraf.mapping.identities import map_identities
from naeringsgraf.mapping.nquads import map_document
from naeringsgraf.store.graph import Graph


@pytest.fixture(scope="module")
def graph() -> Graph:
    first = make_document(), make_meeting()
    second = replace(first[0], slug="2022-senere"), replace(first[1], date=dt.date(2022, 5, 3))
    people = [appearance for pair in (first, second) for appearance in find_appearances(*pair)]
    return Graph.from_nquads([*(map_document(*pair) for pair in (first, second)), map_identities(identify(people))])


def test_every_attendance_is_somebodys(graph: Graph) -> None:
    """People are sorted by name, their attendances by day."""
    people = find_people(graph)

    assert sum(len(person.visits) for person in people) == 2 * len(make_meeting().attendees)
    for person in people:
        days = [visit.date for visit in person.visits if visit.date]
        assert days == sorted(days)


def test_person_is_found_by_the_beginning_of_any_form(graph: Graph) -> None:
    """Case and accents do not matter."""
    name = find_people(graph)[0].name

    assert find_people(graph, name[:4].upper())[0].name == name


def test_nobody_of_that_name_gets_the_nearest(graph: Graph) -> None:
    """The message names somebody."""
    name = find_people(graph)[0].name

    with pytest.raises(CallError, match="did you mean"):
        find_people(graph, name + "zz")
