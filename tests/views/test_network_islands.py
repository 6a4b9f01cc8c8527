"""Islands of marks: apart from each other, the same in every run."""

import math
from dataclasses import replace
from itertools import combinations

import pytest

from naeringsgraf.views.network_islands import MOST, UNIT, place_islands
from networks import make_large


def test_marks_of_an_area_and_those_who_raise_it_share_an_island() -> None:
    """Each theme lies with its area, each actor where most of its sentences are about; the largest island is first."""
    network = make_large(60, 400)
    groups = [0 if node.kind != "theme" else int(node.group.split()[1]) for node in network.nodes]
    islands = place_islands(network, groups)

    islands_of = dict(zip((node.id for node in network.nodes), islands.numbers, strict=True))
    by_group = {group: islands_of[node.id] for node, group in zip(network.nodes, groups, strict=True) if group}
    assert len(set(by_group.values())) == 8 == len(islands.middles)
    assert [islands.groups[number] for number in by_group.values()] == list(by_group)
    sizes = [islands.numbers.count(number) for number in range(8)]
    assert sizes == sorted(sizes, reverse=True)


def test_islands_lie_apart_and_hold_their_marks() -> None:
    """No two islands touch; no mark lies outside of its island, nor nearer than half a step to another."""
    network = make_large(60, 400)
    islands = place_islands(network, [int(node.kind == "theme") + len(node.group) for node in network.nodes])

    for (x, y, r), (other_x, other_y, other_r) in combinations(islands.middles, 2):
        assert math.dist((x, y), (other_x, other_y)) > r + other_r
    places = list(zip(islands.xs, islands.ys, strict=True))
    for place, number in zip(places, islands.numbers, strict=True):
        x, y, r = islands.middles[number]
        assert math.dist(place, (x, y)) <= r + UNIT
    assert min(math.dist(one, other) for one, other in combinations(places, 2)) > UNIT / 2


def test_communities_come_before_areas() -> None:
    """Where the network knows its communities; the smallest of very many share the last island."""
    network = make_large(60, 400)
    nodes = tuple(replace(node, community=1 + at % 100) for at, node in enumerate(network.nodes))
    islands = place_islands(replace(network, nodes=nodes), [0] * len(nodes))

    assert len(islands.middles) == MOST == len(islands.groups)
    assert set(islands.groups) == {None}
    first = [number for node, number in zip(nodes, islands.numbers, strict=True) if node.community == 1]
    assert len(set(first)) == 1


def test_the_same_network_gives_the_same_places() -> None:
    """Nothing is drawn by lot."""
    network = make_large(60, 400)
    groups = [len(node.label) for node in network.nodes]

    assert place_islands(network, groups) == place_islands(make_large(60, 400), groups)


@pytest.mark.parametrize("count", [1, 2])
def test_a_network_of_next_to_nothing_has_its_place(count: int) -> None:
    """Nothing fails where there is nothing to pack."""
    network = make_large(1, 1)
    few = replace(network, nodes=network.nodes[:count], edges=())

    assert len(place_islands(few, [0] * count).xs) == count
