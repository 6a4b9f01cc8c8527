"""Rows and columns put in an order in which those that are alike stand beside each other.

A matrix in this order shows its groups as blocks. Likeness is the cosine of two rows of numbers: one for rows with the
same shares of everything, however much they have in all.
"""

import numpy as np
from numpy.typing import NDArray


def order_by_likeness(numbers: NDArray[np.intp]) -> list[int]:
    """Give the places of the rows in their new order; that of columns is the same of the table turned over.

    A line is begun with the two rows that are most alike, and grows at the end at which another row is most alike the
    one that stands there. Of rows equally alike the first is taken, and the line begins with the end that was first, so
    that the same table gives the same order. Rows without a number come last.
    """
    sizes = np.sqrt((numbers.astype(np.float64) ** 2).sum(axis=1))
    filled = np.flatnonzero(sizes)
    if len(filled) < 3:
        return [*filled.tolist(), *np.flatnonzero(sizes == 0).tolist()]
    scaled = numbers[filled] / sizes[filled, None]
    # Twelve decimals, since machines differ in the last ones, and what is equally alike is to be so everywhere.
    likeness = np.round(scaled @ scaled.T, 12)
    np.fill_diagonal(likeness, -1)
    line = _grow(likeness)
    if line[0] > line[-1]:
        line.reverse()
    return [*filled[line].tolist(), *np.flatnonzero(sizes == 0).tolist()]


def _grow(likeness: NDArray[np.float64]) -> list[int]:
    left, right = map(int, divmod(int(likeness.argmax()), len(likeness)))
    line = [left, right]
    waiting = np.ones(len(likeness), np.bool_)
    waiting[line] = False
    while waiting.any():
        ends = np.where(waiting, likeness[[line[0], line[-1]]], -2)
        end, found = map(int, divmod(int(ends.argmax()), len(likeness)))
        line.insert(0 if end == 0 else len(line), found)
        waiting[found] = False
    return line
