"""One document of the graph, whole: its text and every part of it, with where each stands and what it points to.

All of it is read with three queries, for a page shows most of it, and dozens of small questions would cost more.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from naeringsgraf.analysis.answers import Answers, ask, shorten_iri, take_local
from naeringsgraf.analysis.evidence import LANGUAGES, MeetingFacts, read_meetings

_TYPE: Final = "type"
_RECENT: Final = "recent minutes"
_MOST_RECENT: Final = 4
_DISTINCT: Final = "distinctName"


@dataclass(frozen=True, slots=True)
class Part:
    """Something that one document tells of: a turn, a sentence, a mention, someone on the list."""

    iri: str
    kind: str
    """Class, without its namespace: "Statement"."""
    values: Mapping[str, tuple[Any, ...]]
    """Property, without its namespace → its values, sorted; IRIs and days are strings."""

    @property
    def name(self) -> str:
        """Its own step of its path: "statement-5"."""
        return self.iri.rpartition("#")[2]

    @property
    def begins(self) -> int:
        """Characters from the start of the document's text; -1 for what has no place in it."""
        return int(self.one("begins", -1))

    @property
    def ends(self) -> int:
        """The first character after it; -1 for what has no place."""
        return int(self.one("ends", -1))

    def one(self, property: str, default: Any = None) -> Any:
        """Give the value of a property, the first of several; `default` where there is none."""
        return self.values[property][0] if property in self.values else default

    def many(self, property: str) -> tuple[Any, ...]:
        """Give all values of a property; none where there is none."""
        return self.values.get(property, ())

    def term(self, property: str) -> str | None:
        """Give the value that is a term of our own vocabulary, such as "request"; None where there is none."""
        value = self.one(property)
        return None if value is None else take_local(str(value))


@dataclass(frozen=True, slots=True)
class Minutes:
    """A document and its parts."""

    facts: MeetingFacts
    text: str
    meeting: Part
    parts: Mapping[str, tuple[Part, ...]]
    """Class → its parts, in the order in which they begin."""
    people: Mapping[str, tuple[str, str]]
    """IRI of an attendance → path and name of the person behind it."""
    labels: Mapping[str, str]
    """IRI of what is pointed to outside the document → what it is called, in the language asked for where it can be."""
    distinct: Mapping[str, str]
    """IRI of a municipality or county → its name as no other has it."""
    by_iri: Mapping[str, Part]

    @property
    def id(self) -> str:
        """Its path: "minutes/2022-11-04-osloregionen-naeringssamarbeidet"."""
        return self.facts.document

    def all(self, kind: str) -> tuple[Part, ...]:
        """Give the parts of a class, in the order in which they begin."""
        return self.parts.get(kind, ())

    def label(self, iri: str) -> str:
        """Give what something is called; its path where it has no name."""
        if iri in self.by_iri:
            part = self.by_iri[iri]
            return str(part.one("name") or part.one("title") or part.name)
        return self.labels.get(iri) or shorten_iri(iri)


def read_minutes(graph: Answers, iri: str, language: str = "nb") -> Minutes | None:
    """Read a document; None where the graph has none of that name.

    Of a graph that does not change the last few are kept, for who reads one sentence goes on to the next.
    """
    if not graph.lasting:
        return _read_minutes(graph, iri, language)
    kept: dict[tuple[str, str], Minutes | None] = graph.kept.setdefault(_RECENT, {})
    found = kept.pop((iri, language)) if (iri, language) in kept else _read_minutes(graph, iri, language)
    kept[iri, language] = found
    for oldest in list(kept)[:-_MOST_RECENT]:
        del kept[oldest]
    return found


def _read_minutes(graph: Answers, iri: str, language: str) -> Minutes | None:
    facts = read_meetings(graph).get(iri)
    if facts is None:
        return None
    parts = _read_parts(graph, iri)
    by_kind: defaultdict[str, list[Part]] = defaultdict(list)
    for part in sorted(parts.values(), key=lambda part: (part.begins, part.ends, len(part.iri), part.iri)):
        by_kind[part.kind].append(part)
    labels, distinct = _read_names(graph, iri, language)
    return Minutes(
        facts,
        text=str(parts[iri].one("text", "")),
        meeting=by_kind["Meeting"][0],
        parts={kind: tuple(found) for kind, found in by_kind.items()},
        people={
            row["attendance"]: (shorten_iri(row["person"]), row["name"])
            for row in ask(graph, "document-people", document=iri)
        },
        labels=labels,
        distinct=distinct,
        by_iri=parts,
    )


def list_of_body(graph: Answers, body: str | None) -> list[MeetingFacts]:
    """Give the meetings of a body, by IRI, in their order; none for None. Those without a day come last."""
    held = (each for each in read_meetings(graph).values() if body is not None and each.body == body)
    return sorted(held, key=lambda each: (each.date or dt.date.max, each.document))


def _read_parts(graph: Answers, iri: str) -> dict[str, Part]:
    values: defaultdict[str, defaultdict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for row in ask(graph, "document-parts", document=iri):
        values[row["part"]][_take_name(row["property"])].append(row["value"])
    return {
        part: Part(part, _find_kind(found[_TYPE]), {name: tuple(sorted(each, key=str)) for name, each in found.items()})
        for part, found in values.items()
        if _TYPE in found
    }


def _find_kind(classes: Iterable[str]) -> str:
    return min(map(take_local, classes))


def _take_name(property: str) -> str:
    return property.rpartition("#")[2] if "#" in property else property.rpartition("/")[2]


def _read_names(graph: Answers, iri: str, language: str) -> tuple[dict[str, str], dict[str, str]]:
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    distinct: dict[str, str] = {}
    for row in ask(graph, "document-names", document=iri):
        if _take_name(row["property"]) == _DISTINCT:
            distinct[row["thing"]] = row["label"]
        else:
            found[row["thing"]].setdefault(row["language"], row["label"])
    return {thing: _choose(names, language) for thing, names in found.items()}, distinct


def _choose(names: Mapping[str, str], language: str) -> str:
    """Choose among language → name; a name without a language is meant for all."""
    return next(names[each] for each in (language, "", *LANGUAGES, *names) if each in names)
