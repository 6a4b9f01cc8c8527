"""What an assistant may ask: each tool is a function from a graph to plain values that say where they come from."""

from collections.abc import Iterable
from typing import Any, Final

from naeringsgraf.analysis.coverage import coverage
from naeringsgraf.analysis.evidence import Evidence, Quote, read_evidence
from naeringsgraf.analysis.finding import Finding
from naeringsgraf.analysis.order import sort_key
from naeringsgraf.analysis.requests import requests
from naeringsgraf.analysis.trace import trace
from naeringsgraf.errors import CallError
from naeringsgraf.model.meeting import ActorKind
from naeringsgraf.store.graph import Graph

MOST: Final = 200
"""Rows and sentences that one answer holds; more are told as a number."""

_BEFORE: Final = 400
"""Characters of the minutes given before and after a sentence."""

Answer = dict[str, Any]


def list_themes(graph: Graph, language: str = "nb") -> Answer:
    """List the themes that sentences raise, with how many do."""
    evidence = read_evidence(graph, language)
    counts = _count(theme for quote in evidence.quotes for theme in quote.themes)
    listed = sorted(counts, key=lambda theme: sort_key(evidence.themes.label(theme)))
    return {
        "themes": [{"id": each, "theme": evidence.themes.label(each), "sentences": counts[each]} for each in listed]
    }


def list_municipalities(graph: Graph) -> Answer:
    """List the municipalities that something is said for, with how many sentences."""
    evidence = read_evidence(graph)
    counts = _count(quote.actor for quote in evidence.quotes if quote.actor)
    found = [evidence.actors[each] for each in counts if evidence.actors[each].kind is ActorKind.MUNICIPALITY]
    listed = sorted(found, key=lambda facts: (sort_key(facts.label), facts.id))
    return {
        "municipalities": [
            {"id": each.id, "municipality": each.label, "county": each.county, "sentences": counts[each.id]}
            for each in listed
        ]
    }


def trace_themes(
    graph: Graph,
    theme: str | None = None,
    municipality: str | None = None,
    since: str | None = None,
    until: str | None = None,
    language: str = "nb",
) -> Answer:
    """Tell which municipality raised which theme, how often and since when, with the sentences.

    Raises:
        CallError: a name or day is not known; near names are told.
    """
    found = trace(graph, theme, municipality, since, until, by="theme", language=language)
    return _give(graph, found.to_finding())


def list_requests(
    graph: Graph,
    theme: str | None = None,
    actor: str | None = None,
    addressee: str | None = None,
    since: str | None = None,
    until: str | None = None,
    language: str = "nb",
) -> Answer:
    """List who asks whom for what, with the sentence.

    Raises:
        CallError: a name or day is not known; near names are told.
    """
    return _give(graph, requests(graph, theme, actor, addressee, since, until, language=language))


def read_sentence(graph: Graph, sentence: str) -> Answer:
    """Read one sentence as it stands in the minutes, with what stands around it.

    Args:
        graph: what is read.
        sentence: id, as other answers give it: "minutes/2022-…#statement-5".

    Raises:
        CallError: there is no such sentence.
    """
    evidence = read_evidence(graph)
    quote = next((each for each in evidence.quotes if each.id == sentence), None)
    if quote is None:
        raise CallError(f"there is no sentence {sentence!r}; other tools give the ids, as sentences[].id")
    text = _read_text(graph, quote)
    return {
        **_describe(quote, evidence),
        "before": text[max(0, quote.begins - _BEFORE) : quote.begins],
        "after": text[quote.ends : quote.ends + _BEFORE],
        "source": quote.meeting.source,
        "begins": quote.begins,
        "ends": quote.ends,
        "page": quote.page,
    }


def _give(graph: Graph, finding: Finding) -> Answer:
    """Give an answer with its sentences, what it counts, and how far the minutes reach."""
    evidence = read_evidence(graph)
    sentences = finding.quotes
    rows = finding.to_dicts()
    return {
        "rows": rows[:MOST],
        "rows_in_all": len(rows),
        "sentences": [_describe(quote, evidence) for quote in sentences[:MOST]],
        "sentences_in_all": len(sentences),
        "notes": [*finding.notes, coverage(graph).tell_short()],
    }


def _describe(quote: Quote, evidence: Evidence) -> Answer:
    return {
        "id": quote.id,
        "text": quote.text,
        "speaker": quote.speaker or quote.speaker_printed,
        "said_for": quote.said_for,
        "date": quote.date.isoformat() if quote.date else None,
        "meeting": quote.meeting.label,
        "item": quote.item,
        "mode": quote.mode,
        "themes": [evidence.themes.label(theme) for theme in quote.themes],
        "basis": quote.basis,
        "rule": quote.rule,
    }


def _read_text(graph: Graph, quote: Quote) -> str:
    found = graph.query(
        "SELECT ?text WHERE { ?minutes a ng:Minutes ; ng:text ?text }", minutes=graph.base + quote.meeting.document
    )
    return str(found.rows[0][0])


def _count(things: Iterable[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for thing in things:
        counts[thing] = counts.get(thing, 0) + 1
    return counts
