from itertools import pairwise

from naeringsgraf.analysis.layout import Side, place_columns
from naeringsgraf.analysis.networks.kinds import draw_network
from naeringsgraf.analysis.trace import trace
from roundtable import load_roundtable


def test_network_has_the_numbers_of_the_table() -> None:
    """Lines are the cells of the trace, with the same sentences."""
    network, table = draw_network(load_roundtable()), trace(load_roundtable())

    lines = {(edge.source, edge.target): [quote.id for quote in edge.quotes] for edge in network.edges}
    assert lines == {(cell.row.id, cell.column.id): [quote.id for quote in cell.quotes] for cell in table.cells}
    assert network.quotes == table.quotes


def test_every_mark_has_a_line_and_counts_each_sentence_once() -> None:
    """No mark stands alone; a sentence with two themes counts once for who said it."""
    network = draw_network(load_roundtable())

    for node in network.nodes:
        lines = [edge for edge in network.edges if node.id in (edge.source, edge.target)]
        assert node.degree == len(lines) > 0
        assert node.quotes == len({quote.id for edge in lines for quote in edge.quotes})


def test_themes_are_grouped_by_what_is_broadest() -> None:
    """A theme knows its top theme, an actor its kind."""
    nodes = {node.label: node for node in draw_network(load_roundtable()).nodes}

    assert nodes["Batterigjenvinning"].group == "Grønn omstilling"
    assert (nodes["Drammen"].kind, nodes["Drammen"].group) == ("municipality", "municipality")


def test_same_graph_gives_the_same_network() -> None:
    """Order and places do not change from one time to the next."""
    assert draw_network(load_roundtable()) == draw_network(load_roundtable())


def test_no_two_marks_share_a_place() -> None:
    """Marks of one column stand at least a name's height apart."""
    nodes = draw_network(load_roundtable()).nodes

    for column in Side:
        heights = sorted(node.y for node in nodes if node.side is column)
        assert all(lower - upper >= 39 for upper, lower in pairwise(heights))


def test_few_themes_stand_in_one_column_and_many_in_two() -> None:
    """With many themes the actors stand between them."""
    few = place_columns(["a", "b"], ["s", "t"], {("a", "s"): 1.0, ("b", "t"): 2.0})
    many = place_columns(["a"], [f"t{n}" for n in range(20)], {("a", f"t{n}"): 1.0 for n in range(20)})

    assert (few["a"].side, few["s"].side) == (Side.LEFT, Side.RIGHT)
    assert {many["a"].side, many["t0"].side, many["t1"].side} == set(Side)


def test_lines_do_not_cross_where_they_need_not() -> None:
    """Each column follows the order of the other."""
    places = place_columns(["a", "b"], ["s", "t"], {("a", "t"): 1.0, ("b", "s"): 1.0})

    assert (places["a"].y < places["b"].y) == (places["t"].y < places["s"].y)


def test_nothing_gives_an_empty_network() -> None:
    """A period without meetings has neither marks nor lines."""
    network = draw_network(load_roundtable(), since="2030")

    assert (network.nodes, network.edges) == ((), ())
