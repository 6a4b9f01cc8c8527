"""Communities, measures and places: what they must be on networks whose answer is known."""

import importlib.util
import math
import random
from itertools import combinations

import networkx as nx
import pytest

from naeringsgraf.analysis.forces import place_by_forces
from naeringsgraf.analysis.network import Edge, Network
from naeringsgraf.analysis.networks.assembling import Mark, assemble
from naeringsgraf.analysis.networks.communities import find_communities
from naeringsgraf.analysis.networks.measures import measure_network
from naeringsgraf.analysis.rings import place_rings
from naeringsgraf.errors import CallError

METHODS = [
    "louvain",
    pytest.param(
        "leiden",
        marks=pytest.mark.skipif(not importlib.util.find_spec("igraph"), reason="igraph is not installed (extra fast)"),
    ),
]


def make(ties: list[tuple[str, str]], **facts: bool) -> Network:
    """Make a network of ties that weigh one each."""
    ids = sorted({id for pair in ties for id in pair})
    marks = [Mark(id, id, "person", "person") for id in ids]
    return assemble("co-attendance", marks, [Edge(*pair, 1.0) for pair in ties], "nb", **facts)


def make_groups(groups: int, size: int) -> list[tuple[str, str]]:
    """Make groups in which all are tied, in a row of single lines."""
    ties = [(f"{g}-{a}", f"{g}-{b}") for g in range(groups) for a, b in combinations(range(size), 2)]
    return ties + [(f"{g}-0", f"{g + 1}-1") for g in range(groups - 1)]


@pytest.mark.parametrize("method", METHODS)
def test_groups_are_communities(method: str) -> None:
    """Those who are all tied belong together; the largest is number 1, equals go by their first id."""
    ties = [*make_groups(3, 5), *(("0-0", f"0-{n}") for n in range(5, 8)), *(("0-1", f"0-{n}") for n in range(5, 8))]
    found = {node.id: node.community for node in find_communities(make(ties), method).nodes}

    assert found == {id: int(id[0]) + 1 for id in found}


def test_leiden_without_igraph_says_what_to_install() -> None:
    """And what can be had without."""
    if importlib.util.find_spec("igraph"):
        pytest.skip("igraph is installed")
    with pytest.raises(CallError, match=r"pip install 'naeringsgraf\[fast\]'; or choose louvain"):
        find_communities(make([("a", "b")]), "leiden")


def test_middle_of_a_star_is_most_central() -> None:
    """All shortest paths go through it, and all are one line away."""
    network = measure_network(make([("middle", f"leaf {n}") for n in range(5)]))
    measures = {node.id: node.measures for node in network.nodes}

    assert measures["middle"] == {"degree": 5, "strength": 5, "betweenness": 1, "closeness": 1}
    assert measures["leaf 3"]["betweenness"] == 0


def test_measures_of_two_sorts_are_those_of_networkx() -> None:
    """Divided by what a mark of its sort can reach, and 0 where a network is too small for anything to lie between."""
    ties = [("a1", "t1"), ("a1", "t2"), ("a2", "t2"), ("a3", "t2"), ("a3", "t3"), ("a3", "t1")]
    network = measure_network(make(ties, two_mode=True))
    graph = nx.Graph(ties)
    expected = nx.bipartite.betweenness_centrality(graph, ["a1", "a2", "a3"])

    assert {node.id: node.measures["betweenness"] for node in network.nodes} == pytest.approx(expected)
    small = measure_network(make([("a", "t")], two_mode=True))
    assert [node.measures["betweenness"] for node in small.nodes] == [0, 0]


def test_directions_are_counted_apart() -> None:
    """Who answers and who is answered."""
    network = measure_network(make([("a", "b"), ("c", "b"), ("b", "d")], directed=True))
    b = next(node for node in network.nodes if node.id == "b")

    assert (b.measures["in_degree"], b.measures["out_degree"]) == (2, 1)
    assert "closeness" not in b.measures


def test_too_large_for_paths_is_told() -> None:
    """Degree and strength are there still."""
    network = measure_network(make([(f"{n}", f"{(n * 7 + k) % 1300}x") for n in range(1300) for k in range(2)]))

    assert set(network.nodes[0].measures) == {"degree", "strength"}
    assert any("Betweenness and closeness are left out" in note for note in network.notes)


def make_random(size: int, lines: int) -> dict[tuple[str, str], float]:
    dice = random.Random(size)
    pairs = {tuple(sorted(dice.sample(range(size), 2))) for _ in range(lines)}
    return {(f"{one:05}", f"{other:05}"): 1.0 + (one + other) % 4 for one, other in sorted(pairs)}


@pytest.mark.parametrize(("size", "lines"), [(2, 1), (60, 40), (400, 1500), (3000, 9000)])
def test_no_two_marks_lie_on_each_other(size: int, lines: int) -> None:
    """However many there are, and though some are tied to nobody else's part."""
    weights = make_random(size, lines)
    marks = sorted({id for pair in weights for id in pair})
    places = place_by_forces(marks, weights)
    near = sorted((place.x, place.y) for place in places.values())

    assert set(places) == set(marks)
    for at, (x, y) in enumerate(near):
        for other_x, other_y in near[at + 1 :]:
            if other_x - x >= 61:
                break
            assert abs(other_y - y) >= 47
    assert all(math.isfinite(place.x) and math.isfinite(place.y) for place in places.values())


def test_those_who_are_tied_lie_near_each_other() -> None:
    """Groups are apart: the way within them is shorter than between them."""
    ties = make_groups(4, 8)
    ids = sorted({id for pair in ties for id in pair})
    places = place_by_forces(ids, dict.fromkeys(ties, 1.0))

    def distance(one: str, other: str) -> float:
        return math.hypot(places[one].x - places[other].x, places[one].y - places[other].y)

    within = [distance(a, b) for a, b in combinations(ids, 2) if a[0] == b[0]]
    between = [distance(a, b) for a, b in combinations(ids, 2) if a[0] != b[0]]
    assert sum(within) / len(within) < 0.5 * sum(between) / len(between)


def test_places_are_the_same_again() -> None:
    """To the last digit."""
    weights = make_random(300, 700)
    marks = sorted({id for pair in weights for id in pair})

    assert place_by_forces(marks, weights) == place_by_forces(marks, weights)


def test_rings_lie_around_the_middle() -> None:
    """By the number of lines; nothing lies on anything."""
    rings = [["me"], [f"n{n}" for n in range(40)], ["far", "further"]]
    places = place_rings(rings, [("me", f"n{n}") for n in range(40)] + [("n3", "far"), ("n20", "further")])
    away = {id: math.hypot(place.x, place.y) for id, place in places.items()}

    assert away["me"] == 0
    assert len({round(away[id]) for id in rings[1]}) == 1
    assert away["far"] == pytest.approx(away["further"], abs=0.2)
    assert away["far"] > away["n0"] > 0
    assert len({(place.x, place.y) for place in places.values()}) == 43
