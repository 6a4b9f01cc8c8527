"""Some of many sentences, held as bits: lines of a network have most of their sentences in common with other lines."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, reduce
from operator import or_
from typing import overload

import numpy as np
from numpy.typing import NDArray

from naeringsgraf.analysis.evidence import Quote


class Pool:
    """All sentences that some lines stand on, by date and place in the text, each once."""

    def __init__(self, quotes: Sequence[Quote]) -> None:
        self.quotes = quotes

    @cached_property
    def documents(self) -> NDArray[np.intp]:
        """Sentence → number of its document."""
        numbers: dict[str, int] = {}
        return np.array([numbers.setdefault(q.meeting.document, len(numbers)) for q in self.quotes], np.intp)

    def hold(self, ranks: Iterable[int]) -> int:
        """Give the bits of the sentences at these places."""
        bits = np.zeros(len(self.quotes), np.uint8)
        bits[np.fromiter(ranks, np.intp)] = 1
        return int.from_bytes(np.packbits(bits, bitorder="little").tobytes(), "little")

    def list_ranks(self, bits: int) -> NDArray[np.intp]:
        """Give the places of the sentences of some bits."""
        packed = np.frombuffer(bits.to_bytes((len(self.quotes) + 7) // 8, "little"), np.uint8)
        return np.flatnonzero(np.unpackbits(packed, bitorder="little"))


class SomeOf(Sequence[Quote]):
    """Those of a pool that are in any of some parts, in its order; looked up when they are asked for."""

    __slots__ = ("parts", "pool")

    def __init__(self, pool: Pool, parts: tuple[int, ...]) -> None:
        """Take in the pool, and the bits of each part."""
        self.pool = pool
        self.parts = parts

    @property
    def bits(self) -> int:
        """One for each sentence of the pool, the first in the lowest place."""
        return reduce(or_, self.parts, 0)

    @property
    def meetings(self) -> int:
        """In how many documents they stand."""
        return len(np.unique(self.pool.documents[self.pool.list_ranks(self.bits)]))

    def __len__(self) -> int:
        return self.bits.bit_count()

    def __iter__(self) -> Iterator[Quote]:
        return (self.pool.quotes[rank] for rank in self.pool.list_ranks(self.bits).tolist())

    @overload
    def __getitem__(self, at: int) -> Quote: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Quote, ...]: ...
    def __getitem__(self, at: int | slice) -> Quote | tuple[Quote, ...]:
        return tuple(self)[at]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SomeOf | tuple) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))


def join_sentences(parts: Sequence[Sequence[Quote]]) -> SomeOf | None:
    """Give all sentences of some parts, each once; None where they are not all held as bits of one pool."""
    held = [part for part in parts if isinstance(part, SomeOf)]
    if not held or len(held) < len(parts) or any(part.pool is not held[0].pool for part in held):
        return None
    # Parts are shared, so each is taken once; what they are is told by identity, for they are long numbers.
    parts_of_all = {id(bits): bits for part in held for bits in part.parts}
    return SomeOf(held[0].pool, (reduce(or_, parts_of_all.values(), 0),))
