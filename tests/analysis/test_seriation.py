"""Rows put beside those they are most alike."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from naeringsgraf.analysis.seriation import order_by_likeness

tables = st.integers(1, 5).flatmap(
    lambda width: st.lists(st.lists(st.integers(0, 9), min_size=width, max_size=width), min_size=1, max_size=12)
)


def test_groups_become_blocks() -> None:
    """Rows that raise the same stand together, wherever they stood before."""
    batteries, forest, both = [9, 8, 0, 0], [0, 0, 7, 9], [1, 1, 1, 1]
    table = np.array([batteries, forest, both, [4, 4, 0, 0], [0, 0, 1, 1]])

    order = order_by_likeness(table)

    assert order in ([0, 3, 2, 4, 1], [3, 0, 2, 1, 4], [0, 3, 2, 1, 4], [3, 0, 2, 4, 1])


def test_size_does_not_count() -> None:
    """One with ten times as many of the same is alike; an empty row comes last."""
    table = np.array([[0, 0], [10, 20], [5, 0], [1, 2], [0, 3]])

    order = order_by_likeness(table)

    assert abs(order.index(1) - order.index(3)) == 1
    assert order[-1] == 0


@given(tables)
def test_every_row_is_there_once_and_the_order_does_not_hang_on_names(table: list[list[int]]) -> None:
    """The same table gives the same order, and one whose columns are turned round the same too."""
    numbers = np.array(table)

    order = order_by_likeness(numbers)

    assert sorted(order) == list(range(len(table)))
    assert order == order_by_likeness(numbers) == order_by_likeness(numbers[:, ::-1])


def test_neighbours_are_more_alike_than_by_name() -> None:
    """Summed over a table of two kinds of rows that alternate by name."""
    table = np.array([[8, 1, 0], [0, 1, 8], [7, 2, 0], [0, 2, 7], [9, 1, 1], [1, 1, 9]])
    scaled = table / np.sqrt((table**2).sum(axis=1))[:, None]

    def measure(order: list[int]) -> float:
        return float(sum(scaled[a] @ scaled[b] for a, b in pairwise(order)))

    assert measure(order_by_likeness(table)) > 2 * measure(list(range(6)))
