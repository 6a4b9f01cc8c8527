"""What every format tells of a network, its marks and its lines: text and numbers alone."""

import datetime as dt
import json
import re
from typing import Any, Final

from naeringsgraf import __version__
from naeringsgraf.analysis.evidence import MeetingFacts, Quote
from naeringsgraf.analysis.network import Edge, Network, Node
from naeringsgraf.views.table import Table

NOTE: Final = "Holds names of persons as they stand in the minutes."

_HALVES: Final = re.compile("[\ud800-\udfff]")

_TOLD_QUOTES: Final = 50
"""Sentences that an attribute of a line holds at most, for programs that show attributes in a cell; the JSON and the
page hold all."""


def describe_network(network: Network) -> dict[str, Any]:
    """Give what is said of the whole: kind, unit, choices, period, what is counted, version."""
    return {
        "kind": network.kind,
        "unit": str(network.unit),
        "language": network.language,
        "asked": {name: list(value) if isinstance(value, tuple) else value for name, value in network.asked.items()},
        "since": _iso(network.since),
        "until": _iso(network.until),
        "notes": list(network.notes),
        "note": NOTE,
        "version": __version__,
    }


def describe_node(node: Node) -> dict[str, Any]:
    """Give a mark as plain values; its measures stand beside the rest."""
    return {
        "id": node.id,
        "label": node.label,
        "kind": node.kind,
        "group": node.group,
        "statements": node.quotes,
        "meetings": node.meetings,
        "degree": node.degree,
        **({"community": node.community} if node.community is not None else {}),
        **{name: value for name, value in node.measures.items() if name != "degree"},
        "x": node.x,
        "y": node.y,
    }


def describe_edge(edge: Edge) -> dict[str, Any]:
    """Give a line as plain values, without its sentences and meetings."""
    return {
        "source": edge.source,
        "target": edge.target,
        "weight": edge.weight,
        "through_region": edge.through_region,
        "sentences": len(edge.quotes),
        "turns": edge.turns,
        "meetings": len(edge.meetings),
        "first": _iso(edge.first),
        "last": _iso(edge.last),
    }


def list_attributes(edge: Edge, network: Network) -> dict[str, str | int | float]:
    """Give a line as a program that knows text and numbers alone shows it; days that are not known are empty."""
    told: dict[str, str | int | float] = {
        name: "" if value is None else value
        for name, value in describe_edge(edge).items()
        if name not in ("source", "target")
    }
    if network.quotes:
        told["quotes"] = tell_quotes(edge)
    if any(each.themes for each in network.edges):
        told["shared_themes"] = name_shared(edge, network)
    return told


def tabulate_edges(network: Network) -> Table:
    """Give one row a line, with the labels of both its ends: the rows of `queries/network-….rq`, in the same order."""
    labels = {node.id: node.label for node in network.nodes}
    through = ("through_region",) if network.counted and network.counted.include_regions else ()
    counts = ("sentences", "turns", "meetings", "first", "last")
    header = ("source", "source_label", "target", "target_label", "weight", *through, *counts)
    rows = [
        describe_edge(edge) | {"source_label": labels[edge.source], "target_label": labels[edge.target]}
        for edge in sorted(network.edges, key=lambda edge: (edge.source, edge.target))
    ]
    return Table.from_dicts(rows, header)


def tabulate_evidence(network: Network) -> Table:
    """Give one row a line and sentence, or where it stands on attendance a line and meeting."""
    header = ("source", "target", "date", "meeting", "document", "speaker", "text", "begins", "ends", "statement")
    rows = []
    for edge in network.edges:
        ends = {"source": edge.source, "target": edge.target}
        rows += [ends | describe_quote(quote) for quote in edge.quotes]
        if not edge.quotes:
            rows += [ends | _place_meeting(meeting) for meeting in edge.meetings]
    return Table.from_dicts(rows, header)


def describe_quote(quote: Quote) -> dict[str, Any]:
    """Give a sentence as plain values, with all that says where it stands."""
    return {
        "statement": quote.id,
        "text": quote.text,
        "mode": quote.mode,
        "speaker": quote.speaker or quote.speaker_printed,
        "said_for": quote.said_for,
        "date": _iso(quote.date),
        "meeting": quote.meeting.label,
        "item": quote.item,
        "document": quote.meeting.document,
        "source": quote.meeting.source,
        "begins": quote.begins,
        "ends": quote.ends,
        "rule": quote.rule,
        "basis": quote.basis,
    }


def describe_meeting(meeting: MeetingFacts) -> dict[str, Any]:
    """Give a meeting as plain values."""
    return {
        "document": meeting.document,
        "label": meeting.label,
        "date": _iso(meeting.date),
        "body": meeting.body_label,
        "source": meeting.source,
        "constructed": meeting.constructed,
    }


def write_json(value: Any) -> str:
    """Write JSON as text that can be written as UTF-8: half a pair of surrogates becomes a replacement character."""
    return _HALVES.sub("\ufffd", json.dumps(value, ensure_ascii=False, indent=1)) + "\n"


def name_shared(edge: Edge, network: Network) -> str:
    """Give the labels of the themes that two share."""
    return "; ".join(network.labels.get(theme, theme) for theme in edge.themes)


def tell_quotes(edge: Edge) -> str:
    """Give the sentences of a line as one text; the first fifty, with the number of the others."""
    told = [
        f"«{quote.text}» {quote.speaker or quote.speaker_printed or ''} ({quote.meeting.label})"
        for quote in edge.quotes[:_TOLD_QUOTES]
    ]
    more = len(edge.quotes) - len(told)
    return "\n".join([*told, *([f"+ {more}"] if more else [])])


def _place_meeting(meeting: MeetingFacts) -> dict[str, Any]:
    return {"date": _iso(meeting.date), "meeting": meeting.label, "document": meeting.document}


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
