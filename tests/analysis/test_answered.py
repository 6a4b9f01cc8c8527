"""Which answers are networks, and of what."""

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from naeringsgraf.analysis.networks.answered import Ties, draw_ties, find_ties
from naeringsgraf.store.rows import Rows
from naeringsgraf.store.triples import Triples

BASE = "https://w3id.org/naeringsgraf/id/"
A, B, C = (NamedNode(f"{BASE}{path}") for path in ("municipality/1", "theme/b", "theme/c"))
TIE = NamedNode("https://w3id.org/naeringsgraf/ns#raises")


def test_a_whole_number_weighs_a_line() -> None:
    """Rows of the same two things are one line, as heavy as all of them."""
    rows = Rows(["a", "n", "b"], [(A, Literal(2), B), (A, Literal(3), B), (A, Literal(1), C)])

    assert find_ties(rows, BASE) == Ties({(A.value, B.value): 5.0, (A.value, C.value): 1.0}, 0)


def test_rows_are_counted_where_nothing_weighs() -> None:
    assert find_ties(Rows(["a", "b"], [(A, B), (A, B)]), BASE) == Ties({(A.value, B.value): 2.0}, 0)


def test_what_ties_nothing_is_counted() -> None:
    """A thing and itself, an end that is not there, and a weight of nothing."""
    rows = Rows(["a", "b", "n"], [(A, A, Literal(1)), (A, None, Literal(1)), (A, B, Literal(0)), (A, C, Literal(1))])

    assert find_ties(rows, BASE) == Ties({(A.value, C.value): 1.0}, 3)


def test_a_property_between_two_things_is_no_mark() -> None:
    assert find_ties(Rows(["s", "p", "o"], [(A, TIE, B)]), BASE) == Ties({(A.value, B.value): 1.0}, 0)


def test_three_columns_of_things_are_a_chain() -> None:
    assert find_ties(Rows(["a", "b", "c"], [(A, B, C)]), BASE) == Ties(
        {(A.value, B.value): 1.0, (B.value, C.value): 1.0}, 0
    )


def test_other_rows_are_no_network() -> None:
    """One column of things, four, texts among them, a truth, or none at all."""
    for rows in (
        Rows(["a", "l"], [(A, Literal("x"))]),
        Rows(["a", "b", "c", "d"], [(A, B, C, A)]),
        Rows(["a", "b"], [(A, B), (A, Literal("x"))]),
        Rows(["answer"], [(Literal(True),)], truth=True),
        Rows(["a", "b"], []),
    ):
        assert find_ties(rows, BASE) is None


def test_triples_between_things_are_lines() -> None:
    """A text is left out; what has no name stands under one of its own."""
    triples = [Triple(A, TIE, B), Triple(A, TIE, Literal("x")), Triple(A, TIE, BlankNode("x"))]

    ties = find_ties(Triples(triples, BASE), BASE)

    assert ties is not None
    assert (ties.weights[A.value, B.value], len(ties.weights), ties.left_out) == (1.0, 2, 1)


def test_what_begins_and_what_ends_stands_in_columns() -> None:
    """Lines have a direction only where something is both."""
    two = draw_ties(Ties({(A.value, B.value): 1.0}, 0), {}, base=BASE, language="nb", area="Temaer")
    one = draw_ties(
        Ties({(A.value, B.value): 1.0, (B.value, A.value): 2.0}, 0), {}, base=BASE, language="nb", area="Temaer"
    )

    assert (two.two_mode, two.directed, [str(node.side) for node in two.nodes]) == (True, False, ["left", "right"])
    assert (one.two_mode, one.directed, [node.side for node in one.nodes]) == (False, True, [None, None])
    assert [node.kind for node in two.nodes] == ["municipality", "theme"]
