"""Who asks whom for what, on which theme, with the sentence."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from naeringsgraf.analysis.answers import Answers, ask, shorten_iri
from naeringsgraf.analysis.choosing import Names, find_actors, find_themes, widen_themes
from naeringsgraf.analysis.evidence import Evidence, Quote, read_evidence
from naeringsgraf.analysis.finding import Finding, Value, take_set
from naeringsgraf.analysis.narrowing import read_narrowing
from naeringsgraf.analysis.period import Period, read_period
from naeringsgraf.analysis.places import PlaceTime
from naeringsgraf.days import Day
from naeringsgraf.model.meeting import ActorKind

COLUMNS: Final = (
    "date",
    "asked_by",
    "asked_by_id",
    "addressee",
    "addressee_id",
    "theme",
    "theme_id",
    "speaker",
    "text",
    "meeting",
    "document",
    "statement",
)

REQUEST: Final = "request"


@dataclass(frozen=True, slots=True)
class Addressee:
    """Whom a request asks."""

    id: str | None
    """None where the name stands for nobody that is known."""
    label: str | None
    """Of the register, else as printed; None where the sentence does not say whom."""


def requests(
    graph: Answers,
    theme: Names = None,
    actor: Names = None,
    addressee: Names = None,
    since: Day = None,
    until: Day = None,
    *,
    language: str = "nb",
    body: Names = None,
    organisation: Names = None,
    basis: Names = None,
) -> Finding:
    """List the sentences that ask someone for something: one row a sentence, addressee and theme.

    Args:
        graph: what answers the queries.
        theme: label in any language, or id, of one or more themes, narrower ones counted with them; None for all.
        actor: name or id of those that ask, of any kind; None for all, and for those nobody is named for.
        addressee: name or id of those that are asked; None for all.
        since: first day, or a year or month; None from the beginning. Undated meetings are left out of any period.
        until: last day, or a year or month, which belongs to the period.
        language: of the themes' labels, "nb", "nn" or "en".
        body: name or id of the bodies whose meetings count; None for all.
        organisation: name or id of those whom the speaker represented at the meeting; None for all.
        basis: "recorded", "inferred" or "reviewed", of the sentences that count; None for all.

    Raises:
        CallError: a name or day is not known; near names are told.
    """
    evidence = read_evidence(graph, language)
    period = read_period(since, until)
    themes = find_themes(evidence, theme)
    kinds = set(ActorKind)
    asking = find_actors(evidence, actor, kinds) if actor else None
    asked = find_actors(evidence, addressee, kinds) if addressee else None
    within = widen_themes(evidence, themes)
    narrowing = read_narrowing(graph, evidence, body, organisation, basis, PlaceTime.AS_OF)
    of_mode = [quote for quote in evidence.quotes if quote.mode == REQUEST and narrowing.holds(quote)]
    chosen = [
        quote
        for quote in of_mode
        if (within is None or within & set(quote.themes)) and (asking is None or quote.actor in asking)
    ]
    addressees = read_addressees(graph, evidence)
    found = [
        (row, quote)
        for quote in chosen
        if period.holds(quote.date)
        for each in addressees[quote.id]
        if asked is None or each.id in asked
        for row in _make_rows(evidence, quote, each)
    ]
    return Finding(
        "requests",
        COLUMNS,
        tuple(row for row, _ in found),
        tuple((quote,) for _, quote in found),
        tuple(_tell(found, period, chosen)),
        take_set(
            {
                "theme": themes,
                "actor": sorted(asking or ()),
                "addressee": sorted(asked or ()),
                **narrowing.asked,
                **period.asked,
                "language": language,
            }
        ),
    )


def _make_rows(evidence: Evidence, quote: Quote, addressee: Addressee) -> Iterator[tuple[Value, ...]]:
    labels: list[tuple[str | None, str | None]] = [(None, None)]
    if quote.themes:
        labels = [*sorted((evidence.themes.label(theme), theme) for theme in quote.themes)]
    for label, theme in labels:
        yield (
            quote.date.isoformat() if quote.date else None,
            quote.said_for,
            quote.actor,
            addressee.label,
            addressee.id,
            label,
            theme,
            quote.speaker or quote.speaker_printed,
            quote.text,
            quote.meeting.label,
            quote.meeting.document,
            quote.id,
        )


def read_addressees(graph: Answers, evidence: Evidence) -> Mapping[str, list[Addressee]]:
    """Read request → those it asks, by name; one without a name where it does not say."""
    found: defaultdict[str, set[Addressee]] = defaultdict(set)
    for row in ask(graph, "addressees"):
        id = shorten_iri(row["addressee"]) if "addressee" in row else None
        label = evidence.actors[id].label if id and id in evidence.actors else row.get("printed")
        found[shorten_iri(row["statement"])].add(Addressee(id, label))
    return {key: sorted(each, key=lambda a: (a.label or "", a.id or "")) for key, each in found.items()}


def _tell(found: list[tuple[tuple[Value, ...], Quote]], period: Period, chosen: list[Quote]) -> Iterator[str]:
    sentences = {quote.id for _, quote in found}
    yield f"{len(sentences)} sentences; one with several themes or addressees stands in several rows."
    nameless = {quote.id for row, quote in found if row[3] is None}
    if nameless:
        yield f"{len(nameless)} of them do not say whom they ask."
    yield from period.tell(chosen)
