"""The sentences that numbers are made of as columns of numbers, for tables and networks that count and do not quote.

`evidence` makes an object of each sentence, with all that a reader wants to know of it. A table of twenty thousand
sentences only needs to know which of them are alike in what: here everything named is a number, its place among the
names of its kind, and what belongs to a sentence, turn or document lies in an array at the number of that. The three
queries that are asked have few OPTIONALs, and their rows are not put in order, since numbering does that.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, cast

import numpy as np
from numpy.typing import NDArray

from naeringsgraf.analysis.answers import Answers, ask_columns_once, shorten_iri, take_local
from naeringsgraf.analysis.evidence import MeetingFacts, read_meetings

Numbers = NDArray[np.intp]

NONE: Final = -1
"""Stands where there is nothing to point to."""

_KEPT: Final = "columns"


@dataclass(frozen=True, slots=True)
class Pairs:
    """What belongs to what, where there may be several or none; each pair once, by the first and then the second."""

    of: Numbers
    value: Numbers

    @classmethod
    def of_arrays(cls, of: Numbers, value: Numbers) -> "Pairs":
        """Put pairs in order, and leave out those said twice and those with nothing on one side."""
        known = (of != NONE) & (value != NONE)
        width = int(value.max(initial=0)) + 1
        coded = np.sort(of[known] * width + value[known])
        each = coded[np.diff(coded, prepend=NONE) != 0]
        return cls(each // width, each % width)

    def join(self, other: "Pairs") -> tuple[Numbers, Numbers]:
        """Give the places of all pairs of pairs with the same first: in this, and in the other."""
        size = 1 + max(self.of.max(initial=NONE), other.of.max(initial=NONE))
        many = np.bincount(other.of, minlength=size)
        begins = np.cumsum(many) - many
        times = many[self.of]
        mine = np.repeat(np.arange(len(self.of)), times)
        within = np.arange(len(mine)) - np.repeat(np.cumsum(times) - times, times)
        return mine, begins[self.of[mine]] + within


@dataclass(frozen=True, slots=True)
class Columns:
    """All sentences and turns of a graph. Names are paths below the base, in order."""

    statements: tuple[str, ...]
    turns: tuple[str, ...]
    meetings: tuple[MeetingFacts, ...]
    """By the name of the document."""
    themes: tuple[str, ...]
    actors: tuple[str, ...]
    """Whom anything was said for, or a speaker represented."""
    modes: tuple[str, ...]
    bases: tuple[str, ...]
    turn: Numbers
    """Statement → turn."""
    mode: Numbers
    """Statement → mode."""
    basis: Numbers
    """Statement → basis; `NONE` where it is not told."""
    raised: Pairs
    """Statement and theme."""
    actor: Numbers
    """Turn → whom it was said for; `NONE` where nobody is named."""
    meeting: Numbers
    """Turn → meeting."""
    represented: Pairs
    """Turn and whom its speaker represented at the meeting."""
    raised_in_turn: Pairs
    """Turn and theme."""

    @property
    def days(self) -> NDArray[np.datetime64]:
        """Meeting → its day; NaT where the minutes do not say."""
        days = [meeting.date.isoformat() if meeting.date else "NaT" for meeting in self.meetings]
        return np.array(days, "datetime64[D]")


def read_columns(graph: Answers) -> Columns:
    """Read all sentences and turns; once for a graph that does not change."""
    if not graph.lasting:
        return _read_columns(graph)
    if _KEPT not in graph.kept:
        graph.kept[_KEPT] = _read_columns(graph)
    return cast(Columns, graph.kept[_KEPT])


def _read_columns(graph: Answers) -> Columns:
    documents = read_meetings(graph)
    turn_iris, document_iris, actor_iris, organisation_iris = ask_columns_once(graph, "turn-actors")
    statement_iris, turns_of_statements, mode_iris, basis_iris = ask_columns_once(graph, "statement-turns")
    raising, theme_iris = ask_columns_once(graph, "raised")
    turns = number(each for each, document in zip(turn_iris, document_iris, strict=True) if document in documents)
    statements = number(each for each, turn in zip(statement_iris, turns_of_statements, strict=True) if turn in turns)
    actors, themes = number([*actor_iris, *organisation_iris]), number(theme_iris)
    modes, bases = number(mode_iris), number(basis_iris)
    of_turn, of_statement = place(turn_iris, turns), place(statement_iris, statements)
    theme = place(theme_iris, themes)
    return Columns(
        statements=tuple(map(shorten_iri, statements)),
        turns=tuple(map(shorten_iri, turns)),
        meetings=tuple(documents.values()),
        themes=tuple(map(shorten_iri, themes)),
        actors=tuple(map(shorten_iri, actors)),
        modes=tuple(map(take_local, modes)),
        bases=tuple(map(take_local, bases)),
        turn=_spread(of_statement, place(turns_of_statements, turns), len(statements)),
        mode=_spread(of_statement, place(mode_iris, modes), len(statements)),
        basis=_spread(of_statement, place(basis_iris, bases), len(statements)),
        raised=Pairs.of_arrays(place(raising, statements), theme),
        actor=_spread(of_turn, place(actor_iris, actors), len(turns)),
        meeting=_spread(of_turn, place(document_iris, {iri: at for at, iri in enumerate(documents)}), len(turns)),
        represented=Pairs.of_arrays(of_turn, place(organisation_iris, actors)),
        raised_in_turn=Pairs.of_arrays(place(raising, turns), theme),
    )


def number(names: Iterable[str | None]) -> dict[str, int]:
    """Give name → its place among all of them in order."""
    return {name: at for at, name in enumerate(sorted({name for name in names if name is not None}))}


def place(names: Sequence[str | None], numbers: dict[str, int]) -> Numbers:
    """Give the number of each name; `NONE` for one that has none."""
    return np.fromiter((numbers.get(name, NONE) if name is not None else NONE for name in names), np.intp, len(names))


def _spread(of: Numbers, value: Numbers, size: int) -> Numbers:
    """Lay values at the numbers of what they belong to; of several, the last in order is taken, as in `evidence`."""
    known = of != NONE
    spread = np.full(size, NONE, np.intp)
    np.maximum.at(spread, of[known], value[known])
    return spread
