"""Which municipalities raise the same themes: a theme counts once for each, however often raised."""

import math
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Final

from naeringsgraf.analysis.answers import Answers
from naeringsgraf.analysis.choosing import Names
from naeringsgraf.analysis.evidence import Quote, Themes
from naeringsgraf.analysis.network import Edge, Network, Unit
from naeringsgraf.analysis.networks.assembling import Mark, assemble
from naeringsgraf.analysis.networks.choosing import choose_actors, read_unit
from naeringsgraf.analysis.networks.raised import name_themes, tell_choice
from naeringsgraf.analysis.networks.readings import read_once
from naeringsgraf.analysis.order import sort_key
from naeringsgraf.analysis.places import PlaceTime
from naeringsgraf.analysis.trace import MUNICIPALITIES, By, Trace, lay_out
from naeringsgraf.days import Day
from naeringsgraf.model.meeting import ActorKind

UNITS: Final = (Unit.THEMES, Unit.JACCARD, Unit.COSINE)

_Raised = Mapping[str, tuple[int, ...]]
"""Theme → the sentences of one municipality that raise it, by their place among all."""

_TOLD: Final = {
    Unit.THEMES: "themes that both raised, each once",
    Unit.JACCARD: "Jaccard: themes that both raised over themes that either did",
    Unit.COSINE: "cosine of the numbers of sentences under each theme: 1 where both spread their sentences alike",
}


def draw_shared_themes(
    graph: Answers,
    theme: Names = None,
    municipality: Names = None,
    since: Day = None,
    until: Day = None,
    *,
    include_narrower: bool = True,
    kinds: Collection[ActorKind | str] = MUNICIPALITIES,
    language: str = "nb",
    places: PlaceTime | str = PlaceTime.AS_OF,
    weight: Unit | str = Unit.THEMES,
) -> Network:
    """Draw which municipalities raise the same themes.

    A line carries the sentences of both on the themes they share. With `municipality`, lines have one of those asked
    for at one end. `weight` is "themes" (or "count"), "jaccard" or "cosine". What is said for a region is not counted
    in its members here, for it would tie each of them to all others.

    Raises:
        CallError: a name or day is not known; near names are told.
    """
    unit = read_unit(weight, UNITS)
    evidence = read_once(graph).evidence(language)
    table = lay_out(
        *(evidence, theme, None, since, until),
        by=By.THEME,
        include_narrower=include_narrower,
        kinds=kinds,
        places=places,
    )
    members = {member for row in table.rows for member in row.members}
    chosen = choose_actors(evidence, members, municipality, kinds, places)
    # Pairs have most of their sentences in common with others, so sentences are put in order once, and not for each.
    ranks = {quote.id: rank for rank, quote in enumerate(table.quotes)}
    raised: defaultdict[str, dict[str, tuple[int, ...]]] = defaultdict(dict)
    for cell in table.cells:
        raised[cell.row.id][cell.column.id] = tuple(ranks[quote.id] for quote in cell.quotes)
    edges = [
        _tie(one, other, raised, unit, table.quotes, evidence.themes)
        for one, other in _find_pairs(table)
        if chosen.is_asked(one, other)
    ]
    return assemble(
        "municipality-municipality",
        [Mark(row.id, row.label, str(row.kind), str(row.kind)) for row in table.rows],
        edges,
        language,
        unit=unit,
        notes=(f"Weights are {_TOLD[unit]}. Sentences are those of both on the themes they share.", *table.notes()[1:]),
        labels=name_themes(table, evidence.themes),
        **tell_choice(table, municipality),
    )


def _find_pairs(table: Trace) -> Iterator[tuple[str, str]]:
    """Give each two rows that have a theme in common, once, the lesser id first."""
    of_theme: defaultdict[str, list[str]] = defaultdict(list)
    for cell in table.cells:
        of_theme[cell.column.id].append(cell.row.id)
    yield from sorted({pair for rows in of_theme.values() for pair in combinations(sorted(rows), 2)})


def _tie(
    one: str, other: str, raised: Mapping[str, _Raised], unit: Unit, sentences: Sequence[Quote], themes: Themes
) -> Edge:
    mine, yours = raised[one], raised[other]
    shared = mine.keys() & yours.keys()
    found = {rank for theme in shared for rank in (*mine[theme], *yours[theme])}
    quotes = tuple(sentences[rank] for rank in sorted(found))
    listed = tuple(sorted(shared, key=lambda theme: (sort_key(themes.label(theme)), theme)))
    return Edge(one, other, _weigh(mine, yours, unit), quotes, themes=listed)


def _weigh(mine: _Raised, yours: _Raised, unit: Unit) -> float:
    shared = mine.keys() & yours.keys()
    if unit is Unit.THEMES:
        return len(shared)
    if unit is Unit.JACCARD:
        return len(shared) / len(mine.keys() | yours.keys())
    # Whole numbers up to the one root, so that the same counts give the same bits in any order.
    product = sum(len(mine[theme]) * len(yours[theme]) for theme in shared)
    return product / math.sqrt(_square(mine) * _square(yours))


def _square(raised: _Raised) -> int:
    return sum(len(ranks) ** 2 for ranks in raised.values())
