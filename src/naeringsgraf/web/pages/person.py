"""One person: for whom, where and in which role over time, what was raised, and what is not certain."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from naeringsgraf.analysis.answers import shorten_iri
from naeringsgraf.analysis.evidence import Quote
from naeringsgraf.analysis.naming import Naming
from naeringsgraf.analysis.people import who_met
from naeringsgraf.analysis.persons import PersonFacts, Reason, Visit
from naeringsgraf.analysis.places import PlaceTime
from naeringsgraf.store.named import read_query
from naeringsgraf.web.pages.actor import ABSENT, list_themes
from naeringsgraf.web.pages.asked import Reply
from naeringsgraf.web.pages.downloads import give_rows, list_downloads
from naeringsgraf.web.pages.known import read_all, read_people
from naeringsgraf.web.pages.missing import tell_missing
from naeringsgraf.web.pages.negotiate import VARY, choose_form, give_description, list_forms, name_thing
from naeringsgraf.web.pages.tables import Cell, Fact, cut, draw_years, name_page, show_quote
from naeringsgraf.web.pages.view import View


def show(view: View) -> Reply:
    """Show the page, what the graph says of the person, or the attendances as a file."""
    form = choose_form(view)
    thing = name_thing(view)
    id = thing.removeprefix(view.graph.base)
    person = next((each for each in read_people(view) if each.id == id), None)
    if person is None:
        return tell_missing(view)
    if reply := give_description(view, form):
        return reply
    if view.form != "html" and (reply := give_rows(view, who_met(view.graph, person=id))):
        return reply
    evidence = read_all(view)
    turns = {shorten_iri(str(turn)) for (turn,) in view.graph.query(read_query("web", "person-turns.rq"), thing=thing)}
    quotes = [quote for quote in evidence.quotes if quote.turn in turns]
    met = [visit for visit in person.visits if visit.status != ABSENT]
    reply = view.render(
        "person.html.j2",
        **name_page(person.name, view.texts["one_persons"]),
        facts=_list_facts(view, person),
        forms=list_forms(view),
        downloads=list_downloads(view),
        summary=[view.count("meetings", len({visit.document for visit in met})), view.count("quotes", len(quotes))],
        spells=_list_spells(view, Naming(evidence, PlaceTime.AS_OF), person),
        visits=cut(view, "visits", [_describe_visit(view, visit) for visit in reversed(person.visits)]),
        themes=cut(view, "themes", list_themes(view, evidence, quotes)),
        years=draw_years(quotes),
        latest=cut(view, "quotes", [show_quote(view, quote) for quote in reversed(quotes)], 5),
        links=[_describe_reason(view, reason) for reason in person.links],
        doubts=[_describe_doubt(view, person, reason) for reason in person.doubts],
        documents=_count_documents(person, quotes),
    )
    return Reply(reply.status, reply.media, reply.body, (VARY,))


def _list_facts(view: View, person: PersonFacts) -> list[tuple[str, list[Fact]]]:
    printed = sorted({visit.printed for visit in person.visits} - {person.name})
    bodies = sorted({visit.body for visit in person.visits if visit.body})
    facts = [
        (view.texts["person_variants"], [Fact(name) for name in dict.fromkeys((*person.variants, *printed))]),
        (view.texts["person_bodies"], [Fact(name) for name in bodies]),
    ]
    return [(name, values) for name, values in facts if values]


def _list_spells(view: View, naming: Naming, person: PersonFacts) -> list[dict[str, Any]]:
    """Give for whom and in which role the person met, in the order of time; a new number is no change."""
    spells: dict[tuple[str | None, str | None, str | None], list[Visit]] = {}
    for visit in person.visits:
        row = naming.find(visit.represented_id) if visit.represented_id else None
        spells.setdefault((row, naming.label(row) if row else visit.represented, visit.role), []).append(visit)
    return [
        {
            "name": Cell(name or view.texts["person_no_actor"], view.link_thing(row) if row else None),
            "role": role or "",
            "meetings": len({visit.document for visit in found if visit.status != ABSENT}),
            "absent": len({visit.document for visit in found if visit.status == ABSENT}),
            "first": view.day(min((visit.date for visit in found if visit.date), default=None)),
            "last": view.day(max((visit.date for visit in found if visit.date), default=None)),
        }
        for (row, name, role), found in spells.items()
    ]


def _describe_visit(view: View, visit: Visit) -> dict[str, Any]:
    return {
        "day": view.day(visit.date) or view.texts["no_date"],
        "place": view.link_thing(visit.document),
        "body": visit.body or view.texts["no_body"],
        "for": Cell(visit.represented or "", view.link_thing(visit.represented_id) if visit.represented_id else None),
        "role": visit.role or "",
        "status": view.texts[f"status_{visit.status}"],
        "printed": visit.printed,
    }


def _describe_reason(view: View, reason: Reason) -> dict[str, Any]:
    return {
        "visits": [_tell_visit(view, visit) for visit in (reason.one, reason.other)],
        "told": view.texts["person_judged"]
        if reason.reviewed
        else view.tell("person_sure", n=view.number(reason.confidence)),
        "reasons": [view.tell_reason(each) for each in reason.reasons],
        "other": None,
    }


def _describe_doubt(view: View, person: PersonFacts, reason: Reason) -> dict[str, Any]:
    """Tell a doubt, with the way to the other person that it may be."""
    own = {visit.attendance for visit in person.visits}
    other = reason.other if reason.one.attendance in own else reason.one
    found = next(
        (each for each in read_people(view) if any(visit.attendance == other.attendance for visit in each.visits)), None
    )
    return {
        **_describe_reason(view, reason),
        "told": view.texts["person_apart"]
        if reason.reviewed
        else view.tell("person_perhaps", n=view.number(reason.confidence)),
        "other": Cell(found.name, view.link_thing(found.id)) if found else None,
    }


def _tell_visit(view: View, visit: Visit) -> dict[str, str]:
    where = ", ".join(part for part in (visit.represented, view.day(visit.date)) if part)
    return {"name": visit.printed, "where": where, "place": view.link_thing(visit.document)}


def _count_documents(person: PersonFacts, quotes: Iterable[Quote]) -> int:
    return len(Counter([visit.document for visit in person.visits] + [quote.meeting.document for quote in quotes]))
