"""People as text for a terminal: one person meeting by meeting, with the reasons."""

import textwrap
from collections.abc import Iterator, Sequence

from naeringsgraf.analysis.persons import PersonFacts, Reason, Visit
from naeringsgraf.views.characters import show_controls
from naeringsgraf.views.table import Table

WHY_HEADER = ("person", "kind", "confidence", "reasons", "one", "one_printed", "other", "other_printed")


def tabulate_reasons(people: Sequence[PersonFacts]) -> Table:
    """Give one row a link, a doubt, or what was judged; its reasons tell how."""
    rows = []
    for person in people:
        for kind, reasons in (("link", person.links), ("doubt", person.doubts)):
            for reason in reasons:
                told = ("judged" if reason.reviewed else kind, reason.confidence, "; ".join(reason.reasons))
                places = (reason.one.attendance, reason.one.printed, reason.other.attendance, reason.other.printed)
                rows.append((person.id, *told, *places))
    return Table(WHY_HEADER, tuple(rows))


def show_persons(people: Sequence[PersonFacts], width: int) -> str:
    """Tell each person meeting by meeting, with what joins the attendances and what stays open."""
    return "\n".join("".join(f"{line}\n" for line in _tell(person, width)) for person in people)


def _tell(person: PersonFacts, width: int) -> Iterator[str]:
    yield show_controls(f"{person.name}  ({person.id})")
    if person.variants:
        yield from _wrap(f"also written: {', '.join(person.variants)}", width)
    for visit in person.visits:
        yield from _wrap(_tell_visit(visit), width)
    if not person.links:
        yield from _wrap("all under one name for one affiliation", width)
    for reason in person.links:
        word = "judged the same" if reason.reviewed else f"linked, {reason.confidence:.2f}"
        yield from _wrap(f"{word}: {_tell_pair(reason)}", width)
    for reason in person.doubts:
        word = "judged different" if reason.reviewed else f"perhaps the same, {reason.confidence:.2f}, left apart"
        yield from _wrap(f"{word}: {_tell_pair(reason)}", width)


def _tell_visit(visit: Visit) -> str:
    parts = [visit.date.isoformat() if visit.date else "no date", visit.body, visit.represented, visit.role]
    status = visit.status if visit.status != "present" else None
    return " · ".join(part for part in (*parts, status) if part)


def _tell_pair(reason: Reason) -> str:
    def name(visit: Visit) -> str:
        where = ", ".join(part for part in (visit.represented, str(visit.date or "")) if part)
        return f"{visit.printed} ({where})"

    return f"{name(reason.one)} and {name(reason.other)}: {'; '.join(reason.reasons)}"


def _wrap(text: str, width: int) -> list[str]:
    return textwrap.wrap(show_controls(text), max(width, 20), initial_indent="  ", subsequent_indent="    ")
