"""One body: its meetings, who attends, which themes came up when, and whose minutes are missing."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any, Final

from naeringsgraf.analysis.coverage import coverage
from naeringsgraf.analysis.evidence import Evidence, MeetingFacts, Quote, read_meetings
from naeringsgraf.analysis.naming import Naming
from naeringsgraf.analysis.order import sort_key
from naeringsgraf.analysis.people import people
from naeringsgraf.analysis.persons import PersonFacts
from naeringsgraf.analysis.places import PlaceTime
from naeringsgraf.analysis.scope import find_body
from naeringsgraf.model.meeting import ActorKind
from naeringsgraf.web.pages.actor import ABSENT, link_actors
from naeringsgraf.web.pages.asked import Reply
from naeringsgraf.web.pages.downloads import give_rows, list_downloads
from naeringsgraf.web.pages.known import Known, read_all, read_people, read_thing
from naeringsgraf.web.pages.missing import tell_missing
from naeringsgraf.web.pages.negotiate import VARY, choose_form, give_description, list_forms, name_thing
from naeringsgraf.web.pages.tables import Cell, Fact, cut, link_evidence, name_page
from naeringsgraf.web.pages.view import View

_YEARS: Final = 8
"""Columns of themes over time, the latest."""


def show(view: View) -> Reply:
    """Show the page, what the graph says of the body, or who attends as a file."""
    form = choose_form(view)
    thing = name_thing(view)
    id = thing.removeprefix(view.graph.base)
    evidence = read_all(view)
    known = read_thing(view, thing)
    facts = evidence.actors.get(id)
    if known is None or facts is None or facts.kind is not ActorKind.BODY:
        return tell_missing(view)
    if reply := give_description(view, form):
        return reply
    gathered = next(iter(known.ids("ng:canonicalBody")), id)
    label = evidence.actors[gathered].label
    if view.form != "html" and (reply := give_rows(view, people(view.graph, body=label))):
        return reply
    meetings = [meeting for meeting in read_meetings(view.graph).values() if find_body(meeting) == gathered]
    meetings.sort(key=lambda meeting: (meeting.date is not None, meeting.date, meeting.document), reverse=True)
    documents = {meeting.document for meeting in meetings}
    quotes = [quote for quote in evidence.quotes if quote.meeting.document in documents]
    missing = [each for each in coverage(view.graph).missing if each.body == label]
    reply = view.render(
        "body.html.j2",
        **name_page(facts.label, view.texts["one_bodies"]),
        facts=_list_facts(view, evidence, known, id, gathered),
        forms=list_forms(view),
        downloads=list_downloads(view),
        summary=[view.count("meetings", len(meetings)), view.count("quotes", len(quotes))],
        meetings=cut(view, "meetings", _list_meetings(view, meetings, quotes)),
        people=cut(view, "people", _list_people(view, Naming(evidence, PlaceTime.AS_OF), documents)),
        years=(years := _find_years(quotes)),
        themes=cut(view, "themes", _list_themes(view, evidence, quotes, years)),
        missing=[
            {
                "day": view.day(each.date),
                "cited": [Cell(document.partition("/")[2], view.link_thing(document)) for document in each.cited_in],
            }
            for each in missing
        ],
        evidence=link_evidence(view, body=gathered),
    )
    return Reply(reply.status, reply.media, reply.body, (VARY,))


def _list_facts(view: View, evidence: Evidence, known: Known, id: str, gathered: str) -> list[tuple[str, list[Fact]]]:
    others = [each for each in known.tied("ng:canonicalBody") if each != id]
    facts = [
        (view.texts["actor_names"], [Fact(text) for text, _ in known.texts("skos:altLabel")]),
        (view.texts["actor_unit_of"], link_actors(view, evidence, known.ids("ng:unitOf"))),
        (view.texts["body_gathered"], link_actors(view, evidence, [gathered], without=id)),
        (view.texts["body_gathers"], link_actors(view, evidence, others)),
    ]
    return [(name, values) for name, values in facts if values]


def _list_meetings(view: View, meetings: Iterable[MeetingFacts], quotes: Iterable[Quote]) -> list[dict[str, Any]]:
    said = Counter(quote.meeting.document for quote in quotes)
    met = Counter(
        document
        for person in read_people(view)
        for document in {visit.document for visit in person.visits if visit.status != ABSENT}
    )
    return [
        {
            "name": Cell(meeting.label, view.link_thing(meeting.document)),
            "day": view.day(meeting.date),
            "people": met[meeting.document],
            "quotes": said[meeting.document],
            "constructed": meeting.constructed,
        }
        for meeting in meetings
    ]


def _list_people(view: View, naming: Naming, documents: Collection[str]) -> list[dict[str, Any]]:
    """Give whoever attended, with those they met for, by how many meetings they were at."""
    listed = [entry for person in read_people(view) if (entry := _describe_person(view, naming, person, documents))]
    return sorted(listed, key=lambda row: (-row["meetings"], sort_key(row["name"].text)))


def _describe_person(
    view: View, naming: Naming, person: PersonFacts, documents: Collection[str]
) -> dict[str, Any] | None:
    visits = [visit for visit in person.visits if visit.document in documents]
    if not visits:
        return None
    actors = dict.fromkeys(naming.find(visit.represented_id) for visit in visits if visit.represented_id)
    return {
        "name": Cell(person.name, view.link_thing(person.id)),
        "for": [Cell(naming.label(actor), view.link_thing(actor)) for actor in actors],
        "meetings": len({visit.document for visit in visits if visit.status != ABSENT}),
        "absent": len({visit.document for visit in visits if visit.status == ABSENT}),
        "last": view.day(max((visit.date for visit in visits if visit.date), default=None)),
    }


def _find_years(quotes: Iterable[Quote]) -> list[int]:
    return sorted({quote.date.year for quote in quotes if quote.date})[-_YEARS:]


def _list_themes(view: View, evidence: Evidence, quotes: Iterable[Quote], years: Sequence[int]) -> list[dict[str, Any]]:
    """Give each theme with its sentences in each year; those of earlier years are in the total alone."""
    counted: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for quote in quotes:
        for theme in quote.themes:
            counted[theme][quote.date.year if quote.date else 0] += 1
    label = evidence.themes.label
    listed = sorted(counted, key=lambda theme: (-counted[theme].total(), sort_key(label(theme)), theme))
    return [
        {
            "name": Cell(label(theme), view.link_thing(theme)),
            "years": [counted[theme][year] for year in years],
            "number": counted[theme].total(),
        }
        for theme in listed
    ]
