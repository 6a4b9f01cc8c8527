"""Which municipalities raise the same themes: a theme counts once for each, however often raised."""

import math
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Final

from naeringsgraf.analysis.answers import Answers
from naeringsgraf.analysis.choosing import Names
from naeringsgraf.analysis.evidence import Themes
from naeringsgraf.analysis.network import Edge, Network, Unit
from naeringsgraf.analysis.networks.assembling import Mark, assemble
from naeringsgraf.analysis.networks.choosing import choose_actors, read_unit
from naeringsgraf.analysis.networks.raised import name_themes, tell_choice
from naeringsgraf.analysis.networks.readings import read_once
from naeringsgraf.analysis.order import sort_key
from naeringsgraf.analysis.places import PlaceTime
from naeringsgraf.analysis.sentences import Pool, SomeOf
from naeringsgraf.analysis.trace import MUNICIPALITIES, By, Trace, lay_out
from naeringsgraf.days import Day
from naeringsgraf.model.meeting import ActorKind

UNITS: Final = (Unit.THEMES, Unit.JACCARD, Unit.COSINE)

_Raised = Mapping[str, int]
"""Theme → bits of the sentences of one municipality that raise it; themes by label."""

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
    raised, pool = _gather(table, evidence.themes)
    edges = [_tie(one, other, raised, unit, pool) for one, other in _find_pairs(table) if chosen.is_asked(one, other)]
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


def _gather(table: Trace, themes: Themes) -> tuple[Mapping[str, _Raised], Pool]:
    """Give what each row raises. Themes are put in order once, for the lists of all pairs are parts of that order."""
    pool = Pool(table.quotes)
    ranks = {quote.id: rank for rank, quote in enumerate(pool.quotes)}
    raised: defaultdict[str, dict[str, int]] = defaultdict(dict)
    order = {theme: (sort_key(themes.label(theme)), theme) for theme in {cell.column.id for cell in table.cells}}
    for cell in sorted(table.cells, key=lambda cell: order[cell.column.id]):
        raised[cell.row.id][cell.column.id] = pool.hold(ranks[quote.id] for quote in cell.quotes)
    return raised, pool


def _find_pairs(table: Trace) -> Iterator[tuple[str, str]]:
    """Give each two rows that have a theme in common, once, the lesser id first."""
    of_theme: defaultdict[str, list[str]] = defaultdict(list)
    for cell in table.cells:
        of_theme[cell.column.id].append(cell.row.id)
    yield from sorted({pair for rows in of_theme.values() for pair in combinations(sorted(rows), 2)})


def _tie(one: str, other: str, raised: Mapping[str, _Raised], unit: Unit, pool: Pool) -> Edge:
    mine, yours = raised[one], raised[other]
    shared = tuple([theme for theme in mine if theme in yours])
    held = SomeOf(pool, tuple([mine[theme] for theme in shared] + [yours[theme] for theme in shared]))
    return Edge(one, other, _weigh(mine, yours, shared, unit), held, themes=shared)


def _weigh(mine: _Raised, yours: _Raised, shared: Sequence[str], unit: Unit) -> float:
    if unit is Unit.THEMES:
        return len(shared)
    if unit is Unit.JACCARD:
        return len(shared) / (len(mine) + len(yours) - len(shared))
    # Whole numbers up to the one root, so that the same counts give the same bits in any order.
    product = sum(mine[theme].bit_count() * yours[theme].bit_count() for theme in shared)
    return product / math.sqrt(_square(mine) * _square(yours))


def _square(raised: _Raised) -> int:
    return sum(bits.bit_count() ** 2 for bits in raised.values())
