"""Which themes are raised together: in one sentence, one turn or one meeting."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import combinations
from typing import Final

from naeringsgraf.analysis.answers import Answers
from naeringsgraf.analysis.choosing import Names, find_themes
from naeringsgraf.analysis.evidence import Evidence, Quote
from naeringsgraf.analysis.network import THEME, Edge, Network, Unit, list_quotes
from naeringsgraf.analysis.networks.assembling import Mark, assemble
from naeringsgraf.analysis.networks.choosing import (
    Chosen,
    choose_actors,
    name_all,
    read_unit,
)
from naeringsgraf.analysis.networks.readings import read_once
from naeringsgraf.analysis.period import Period, read_period
from naeringsgraf.analysis.places import PlaceTime
from naeringsgraf.analysis.trace import ALL_KINDS
from naeringsgraf.days import Day
from naeringsgraf.errors import CallError
from naeringsgraf.model.meeting import ActorKind


class Within(StrEnum):
    """What two themes must both be raised in to be together."""

    SENTENCE = "sentence"
    TURN = "turn"
    MEETING = "meeting"


UNITS: Final = {
    Within.SENTENCE: (Unit.SENTENCES, Unit.TURNS, Unit.MEETINGS),
    Within.TURN: (Unit.TURNS, Unit.MEETINGS),
    Within.MEETING: (Unit.MEETINGS,),
}
"""What can be counted, the unit itself first."""


def draw_theme_theme(
    graph: Answers,
    theme: Names = None,
    municipality: Names = None,
    since: Day = None,
    until: Day = None,
    *,
    include_narrower: bool = True,
    kinds: Collection[ActorKind | str] = (),
    language: str = "nb",
    within: Within | str = Within.TURN,
    weight: Unit | str = "count",
) -> Network:
    """Draw which themes are raised together.

    A line carries the sentences that raise either theme where both are raised. With `theme`, lines have one of those
    asked for at one end, and what is narrower counts under it. Everybody's sentences count, those that nobody is named
    for too, unless `municipality` or `kinds` says whose. `weight` "meetings" counts what is repeated within one
    document once.

    Raises:
        CallError: a name or day is not known; near names are told.
    """
    chosen_within = _read_within(within)
    unit = read_unit(weight, UNITS[chosen_within])
    evidence = read_once(graph).evidence(language)
    period = read_period(since, until)
    chosen = _choose(evidence, municipality, kinds)
    asked = find_themes(evidence, theme)
    shown = [quote for quote in evidence.quotes if quote.themes and period.holds(quote.date) and _counts(quote, chosen)]
    edges = _find_ties(shown, _RollUp(evidence, asked, include_narrower), chosen_within, unit)
    themes = evidence.themes
    raised = sorted({each for edge in edges for each in (edge.source, edge.target)})
    return assemble(
        "theme-theme",
        [Mark(each, themes.label(each), THEME, themes.label(themes.top(each))) for each in raised],
        edges,
        language,
        unit=unit,
        since=period.since,
        until=period.until,
        asked=_tell_asked(evidence, asked, municipality, chosen_within),
        notes=tuple(_tell(chosen_within, unit, chosen, evidence, period)),
        labels={
            each: themes.label(each) for each in sorted({id for quote in shown for id in quote.themes} | {*raised})
        },
    )


class _RollUp:
    """What a sentence counts under: its own themes, or those asked for that are broader."""

    def __init__(self, evidence: Evidence, asked: Sequence[str], include_narrower: bool) -> None:
        self.asked = frozenset(asked)
        self._above: defaultdict[str, set[str]] = defaultdict(set)
        for broad in asked:
            for each in evidence.themes.narrower(broad) if include_narrower else ():
                self._above[each].add(broad)

    def of(self, quote: Quote) -> set[str]:
        """Give the themes a sentence counts under."""
        found: set[str] = set()
        for theme in quote.themes:
            found |= self._above.get(theme, set()) | (
                {theme} if theme in self.asked or theme not in self._above else set()
            )
        return found


def _find_ties(quotes: Iterable[Quote], rolled: _RollUp, within: Within, unit: Unit) -> list[Edge]:
    together: defaultdict[str, defaultdict[str, list[Quote]]] = defaultdict(lambda: defaultdict(list))
    for quote in quotes:
        for theme in rolled.of(quote):
            together[_place_of(quote, within)][theme].append(quote)
    pairs: defaultdict[tuple[str, str], dict[str, Quote]] = defaultdict(dict)
    for themes in together.values():
        for one, other in _pair(themes, rolled.asked):
            pairs[one, other] |= {quote.id: quote for quote in (*themes[one], *themes[other])}
    edges = []
    for (one, other), found in sorted(pairs.items()):
        listed = list_quotes(found.values())
        edges.append(Edge(one, other, _weigh(listed, unit), listed))
    return edges


def _pair(themes: Iterable[str], asked: frozenset[str]) -> Iterator[tuple[str, str]]:
    for one, other in combinations(sorted(themes), 2):
        if not asked or one in asked or other in asked:
            yield one, other


def _place_of(quote: Quote, within: Within) -> str:
    if within is Within.SENTENCE:
        return quote.id
    return quote.turn if within is Within.TURN else quote.meeting.document


def _weigh(quotes: Iterable[Quote], unit: Unit) -> int:
    # Every sentence here stands where both themes are raised, so the places of the sentences are those counted.
    if unit is Unit.MEETINGS:
        return len({quote.meeting.document for quote in quotes})
    return len({quote.turn if unit is Unit.TURNS else quote.id for quote in quotes})


def _choose(evidence: Evidence, municipality: Names, kinds: Collection[ActorKind | str]) -> Chosen | None:
    if not municipality and not kinds:
        return None
    spoken_for = {quote.actor for quote in evidence.quotes if quote.actor}
    return choose_actors(evidence, spoken_for, municipality, kinds or ALL_KINDS, PlaceTime.AS_OF)


def _counts(quote: Quote, chosen: Chosen | None) -> bool:
    if chosen is None:
        return True
    row = chosen.rows.get(quote.actor or "")
    return row is not None and chosen.is_asked(row.id)


def _read_within(within: Within | str) -> Within:
    try:
        return Within(within)
    except ValueError:
        raise CallError(f"within {within!r} is unknown; choose one of {', '.join(Within)}") from None


def _tell_asked(
    evidence: Evidence, asked: Iterable[str], municipality: Names, within: Within
) -> dict[str, str | tuple[str, ...]]:
    told: dict[str, str | tuple[str, ...]] = {"within": str(within)}
    if labels := tuple(evidence.themes.label(each) for each in asked):
        told["theme"] = labels
    if municipality:
        told["municipality"] = name_all(municipality)
    return told


def _tell(within: Within, unit: Unit, chosen: Chosen | None, evidence: Evidence, period: Period) -> Iterator[str]:
    yield f"Two themes are tied where both are raised in one {within}; weights are {unit}."
    if unit is Unit.MEETINGS:
        yield "What is repeated within one document counts once."
    if chosen is None:
        yield "Everybody's sentences count, those that nobody is named for too."
    yield from period.tell(quote for quote in evidence.quotes if quote.themes)
