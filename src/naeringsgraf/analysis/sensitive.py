"""Where documents may tell of a named person what article 9 of the General Data Protection Regulation guards."""

from collections import defaultdict
from dataclasses import dataclass

from naeringsgraf.analysis.answers import Answers, ask, shorten_iri
from naeringsgraf.mentions.sensitive import find_sensitive


@dataclass(frozen=True, slots=True)
class SensitiveSpan:
    """A word that may tell something of somebody who is named near it."""

    document: str
    """Its path below the base, such as "minutes/2022-11-04-mote"."""
    begins: int
    """Characters from the start of the document's text, first is 0."""
    ends: int
    category: str
    """"health", "union", "religion", "origin", "orientation" or "politics"."""


def list_sensitive(graph: Answers) -> list[SensitiveSpan]:
    """Look through the texts of all documents; by document, then place. The words themselves are not given."""
    names: defaultdict[str, set[str]] = defaultdict(set)
    for row in ask(graph, "document-attendees"):
        names[row["document"]].add(row["name"])
    return [
        SensitiveSpan(shorten_iri(row["document"]), each.begins, each.ends, each.kind)
        for row in sorted(ask(graph, "document-texts"), key=lambda row: str(row["document"]))
        for each in find_sensitive(row["text"], names[row["document"]])
    ]
