"""The people of all minutes: their attendances, and why several are taken for one person's."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from naeringsgraf.analysis.answers import Answers, Found, ask, shorten_iri, take_local
from naeringsgraf.analysis.near import unknown_name
from naeringsgraf.analysis.order import sort_key
from naeringsgraf.registers.folding import fold_name


@dataclass(frozen=True, slots=True)
class Visit:
    """One attendance of a person."""

    attendance: str
    """"minutes/2022-…#attendance-3"."""
    date: dt.date | None
    body: str | None
    represented: str | None
    """Label of whom they met for; None where the minutes do not say."""
    represented_id: str | None
    role: str | None
    status: str
    """"present", "absent" or "substitute"."""
    printed: str

    @property
    def document(self) -> str:
        """Where it is listed."""
        return self.attendance.partition("#")[0]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why two attendances are taken for one person's, or may be."""

    one: Visit
    other: Visit
    confidence: float
    """0 to 1."""
    reasons: tuple[str, ...]
    reviewed: bool
    """A person said so."""


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """One person across all meetings."""

    id: str
    """"person/dag-aanensen"."""
    name: str
    variants: tuple[str, ...]
    visits: tuple[Visit, ...]
    """By day; those without a day last."""
    links: tuple[Reason, ...]
    """What joins attendances under different names or for different affiliations; the surest first."""
    doubts: tuple[Reason, ...]
    """Attendances of others that may be this person's too, or were judged not to be; the likeliest first."""

    @property
    def represented(self) -> tuple[str, ...]:
        """Whom they met for, in the order of time, each once."""
        return tuple(dict.fromkeys(visit.represented for visit in self.visits if visit.represented))


def find_people(graph: Answers, name: str | None = None) -> list[PersonFacts]:
    """Give the people of a graph, sorted by name; or the one with an id, or those whose names hold every word of it.

    Raises:
        CallError: nobody goes by that name.
    """
    people = _read_people(graph)
    if name is None:
        return people
    wanted = fold_name(name).split()
    found = [person for person in people if person.id == name]
    found = found or [person for person in people if _goes_by(person, wanted)]
    if not found:
        known = {form for person in people for form in (person.name, *person.variants) if " " in form}
        raise unknown_name("person", name, known, "the people are told by: naeringsgraf people")
    return found


def _goes_by(person: PersonFacts, wanted: Sequence[str]) -> bool:
    words = {word for form in (person.name, *person.variants) for word in fold_name(form).split()}
    # A name of blanks or marks alone has no words, and is nobody's.
    return bool(wanted) and all(any(word.startswith(part) for word in words) for part in wanted)


def _read_people(graph: Answers) -> list[PersonFacts]:
    visits: dict[str, list[Visit]] = defaultdict(list)
    names: dict[str, str] = {}
    for row in ask(graph, "people"):
        person = shorten_iri(row["person"])
        names[person] = row["name"]
        visits[person].append(_read_visit(row))
    variants: dict[str, set[str]] = defaultdict(set)
    for row in ask(graph, "name-variants"):
        variants[shorten_iri(row["person"])].add(row["variant"])
    links, doubts = _read_reasons(
        graph, {visit.attendance: (person, visit) for person in visits for visit in visits[person]}
    )
    return [
        PersonFacts(
            person,
            names[person],
            tuple(sorted(variants[person], key=sort_key)),
            tuple(sorted(visits[person], key=lambda visit: (visit.date or dt.date.max, visit.attendance))),
            tuple(links[person]),
            tuple(doubts[person]),
        )
        for person in sorted(visits, key=lambda person: (sort_key(names[person]), person))
    ]


def _read_visit(row: Found) -> Visit:
    return Visit(
        attendance=shorten_iri(row["attendance"]),
        date=dt.date.fromisoformat(row["date"]) if "date" in row else None,
        body=row.get("body"),
        represented=row.get("for"),
        represented_id=shorten_iri(row["actor"]) if "actor" in row else None,
        role=row.get("role"),
        status=take_local(row["status"]),
        printed=row["printed"],
    )


def _read_reasons(
    graph: Answers, held: Mapping[str, tuple[str, Visit]]
) -> tuple[dict[str, list[Reason]], dict[str, list[Reason]]]:
    """Give links and doubts by person; a doubt stands under both."""
    grouped: dict[str, list[Found]] = defaultdict(list)
    for row in ask(graph, "identifications"):
        grouped[row["identification"]].append(row)
    links: dict[str, list[Reason]] = defaultdict(list)
    doubts: dict[str, list[Reason]] = defaultdict(list)
    for rows in grouped.values():
        places = sorted({shorten_iri(row["attendance"]) for row in rows})
        (one, first), (other, second) = (held[place] for place in places)
        reasons = tuple(sorted({row["reason"] for row in rows}))
        reviewed = take_local(rows[0]["basis"]) == "reviewed"
        reason = Reason(first, second, float(rows[0]["confidence"]), reasons, reviewed)
        for person in {one, other}:
            (links if "person" in rows[0] else doubts)[person].append(reason)
    for found in (*links.values(), *doubts.values()):
        found.sort(key=lambda reason: (-reason.confidence, reason.one.attendance, reason.other.attendance))
    return links, doubts
