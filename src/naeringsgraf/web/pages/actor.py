"""One actor: a municipality, county, region, cluster, company, party …: what it is, raises, asks for and is asked."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any, Final

from naeringsgraf.analysis.counts import Choice, read_marker
from naeringsgraf.analysis.evidence import ActorFacts, Evidence, Quote, read_meetings
from naeringsgraf.analysis.naming import Naming
from naeringsgraf.analysis.order import sort_key
from naeringsgraf.analysis.people import who_met
from naeringsgraf.analysis.persons import PersonFacts, Visit
from naeringsgraf.analysis.places import PlaceTime
from naeringsgraf.analysis.requests import REQUEST
from naeringsgraf.analysis.salience import LEAST_RANKED
from naeringsgraf.analysis.standing import find_standings
from naeringsgraf.analysis.trace import ALL_KINDS
from naeringsgraf.model.meeting import ActorKind
from naeringsgraf.web.pages.asked import Reply
from naeringsgraf.web.pages.downloads import give_rows, list_downloads
from naeringsgraf.web.pages.known import Known, read_asked, read_chosen, read_people, read_thing
from naeringsgraf.web.pages.missing import tell_missing
from naeringsgraf.web.pages.negotiate import VARY, choose_form, give_description, list_forms, name_thing
from naeringsgraf.web.pages.tables import Cell, Fact, cut, draw_years, link_cell, link_evidence, name_page, show_quote
from naeringsgraf.web.pages.view import View

_LINKS: Final = (
    ("ng:county", "county"),
    ("ng:currentMunicipality", "current"),
    ("ng:currentCounty", "current"),
    ("ng:successor", "successor"),
    ("ng:secretariatOf", "secretariat_of"),
    ("ng:unitOf", "unit_of"),
    ("ng:locatedIn", "located_in"),
    ("ng:member", "members"),
)
"""Property → key of what it is called on the page."""

_TIES: Final = (
    ("ng:successor", "predecessor"),
    ("ng:member", "member_of"),
    ("ng:county", "municipalities"),
    ("ng:locatedIn", "located_here"),
    ("ng:secretariatOf", "secretariats"),
    ("ng:unitOf", "units"),
)
"""Property of others that leads here → key of what it is called on the page."""

ABSENT: Final = "absent"


def show(view: View) -> Reply:
    """Show the page, what the graph says of the actor, or who met for it as a file."""
    form = choose_form(view)
    thing = name_thing(view)
    id = thing.removeprefix(view.graph.base)
    evidence = read_marker(view.graph, view.language).known
    known = read_thing(view, thing)
    facts = evidence.actors.get(id)
    if known is None or facts is None:
        return tell_missing(view)
    if reply := give_description(view, form):
        return reply
    same = find_same(evidence, id)
    row = Naming(evidence, PlaceTime.AS_OF).find(id)
    if view.form != "html" and (reply := give_rows(view, who_met(view.graph, actor=same))):
        return reply
    quotes = read_chosen(view, Choice(municipality=same, kinds=ALL_KINDS, unthemed=True))
    visits = [
        (person, visit) for person in read_people(view) for visit in person.visits if visit.represented_id in same
    ]
    reply = view.render(
        "actor.html.j2",
        **name_page(_name(view, facts, known), view.texts[f"one_{facts.kind}"]),
        facts=_list_facts(view, evidence, facts, known, same),
        forms=list_forms(view),
        downloads=list_downloads(view),
        summary=[
            view.count("quotes", len(quotes)),
            view.count("themes", len({theme for quote in quotes for theme in quote.themes})),
            view.count("persons", len({person.id for person, _ in visits})),
        ],
        themes=cut(view, "themes", list_themes(view, evidence, quotes, row)),
        years=draw_years(quotes),
        standing=_compare(view, evidence, quotes, row) if facts.kind is ActorKind.MUNICIPALITY else None,
        least=LEAST_RANKED,
        people=cut(view, "people", list_capacities(view, visits)),
        meetings=cut(view, "meetings", _list_meetings(view, quotes, visits)),
        asks=cut(view, "asks", [show_quote(view, quote) for quote in quotes if quote.mode == REQUEST], 5),
        asked=cut(view, "asked", [show_quote(view, quote) for quote in _read_asking(view, same)], 5),
        evidence=link_evidence(view, municipality=row),
        network=view.link(
            "/network",
            view.choice.only("lang"),
            around=row,
            kinds=None if facts.kind is ActorKind.MUNICIPALITY else "all",
        ),
    )
    return Reply(reply.status, reply.media, reply.body, (VARY,))


def find_same(evidence: Evidence, id: str) -> list[str]:
    """Give the ids that count as one: those of one municipality that only got new numbers, this one among them."""
    naming = Naming(evidence, PlaceTime.AS_OF)
    row = naming.find(id)
    return sorted(each for each in {id, *evidence.lines} if naming.find(each) == row)


def list_themes(
    view: View, evidence: Evidence, quotes: Iterable[Quote], actor: str | None = None
) -> list[dict[str, Any]]:
    """Give the themes of some sentences, those with most first, each with the way to these sentences of an actor."""
    said: defaultdict[str, list[Quote]] = defaultdict(list)
    for quote in quotes:
        for theme in quote.themes:
            said[theme].append(quote)
    label = evidence.themes.label
    listed = sorted(said, key=lambda theme: (-len(said[theme]), sort_key(label(theme)), theme))
    most = max(map(len, said.values()), default=1)
    return [
        {
            "name": Cell(label(theme), view.link_thing(theme)),
            "number": Cell(
                str(len(said[theme])),
                link_cell(view, actor, theme) if actor else None,
                told=f"{view.count('quotes', len(said[theme]))}: {label(theme)}",
            ),
            "share": round(100 * len(said[theme]) / most),
            "meetings": len({quote.meeting.document for quote in said[theme]}),
            "first": view.day(min((quote.date for quote in said[theme] if quote.date), default=None)),
            "last": view.day(max((quote.date for quote in said[theme] if quote.date), default=None)),
        }
        for theme in listed
    ]


def list_capacities(view: View, visits: Iterable[tuple[PersonFacts, Visit]]) -> list[dict[str, Any]]:
    """Give people with their roles, and how often and when they met; those who met most often first."""
    spells: defaultdict[tuple[PersonFacts, str | None], list[Visit]] = defaultdict(list)
    for person, visit in visits:
        spells[person, visit.role].append(visit)
    listed = [
        {
            "name": Cell(person.name, view.link_thing(person.id)),
            "role": role or "",
            "meetings": len({visit.document for visit in found if visit.status != ABSENT}),
            "absent": len({visit.document for visit in found if visit.status == ABSENT}),
            "first": view.day(min((visit.date for visit in found if visit.date), default=None)),
            "last": view.day(max((visit.date for visit in found if visit.date), default=None)),
        }
        for (person, role), found in spells.items()
    ]
    return sorted(listed, key=lambda row: (-row["meetings"], sort_key(row["name"].text), row["role"]))


def _name(view: View, facts: ActorFacts, known: Known) -> str:
    """Give the name that no other place has, with the years that a place had it where they ended."""
    name = known.text("ng:distinctName") or facts.label
    ended = known.text("ng:validTo")
    began = known.text("ng:validFrom")
    if ended is None or facts.kind not in (ActorKind.MUNICIPALITY, ActorKind.COUNTY):
        return name
    return view.tell("actor_name_until", name=name, since=(began or "")[:4], until=str(int(ended[:4]) - 1))


def _list_facts(
    view: View, evidence: Evidence, facts: ActorFacts, known: Known, same: Sequence[str]
) -> list[tuple[str, list[Fact]]]:
    texts = view.texts
    listed: list[tuple[str, list[Fact]]] = [
        (texts["actor_number"], [Fact(text) for text, _ in known.texts("ng:number")]),
        (texts["actor_valid"], [Fact(told)] if (told := _tell_validity(view, known)) else []),
        (texts["actor_names"], [Fact(text) for text, _ in known.texts("skos:altLabel")]),
    ]
    for property, key in _LINKS:
        listed.append((texts[f"actor_{key}"], link_actors(view, evidence, known.ids(property), without=facts.id)))
    for property, key in _TIES:
        listed.append((texts[f"actor_{key}"], link_actors(view, evidence, known.tied(property))))
    others = [each for each in same if each != facts.id]
    listed.append((texts["actor_same"], link_actors(view, evidence, others)))
    return [(name, values) for name, values in listed if values]


def link_actors(view: View, evidence: Evidence, ids: Iterable[str], without: str = "") -> list[Fact]:
    """Give names of actors with the way to them; municipalities with their number."""
    named = {id: evidence.actors[id].label if id in evidence.actors else id for id in ids if id != without}
    return [
        Fact(f"{named[id]} {_find_number(id)}".rstrip(), view.link_thing(id))
        for id in sorted(named, key=lambda id: (sort_key(named[id]), id))
    ]


def _find_number(id: str) -> str:
    kind, _, name = id.partition("/")
    return name.partition("-")[0] if kind == "municipality" else ""


def _tell_validity(view: View, known: Known) -> str:
    since, until = (_write_day(view, known.text(name)) for name in ("ng:validFrom", "ng:validTo"))
    if until:
        return view.tell("actor_valid_until", since=since, until=until)
    return view.tell("actor_valid_since", since=since) if since else ""


def _write_day(view: View, day: str | None) -> str:
    """Write a day of the register; as it stands there where that is only a year."""
    try:
        return view.day(dt.date.fromisoformat(day)) if day else ""
    except ValueError:
        return day or ""


def _compare(view: View, evidence: Evidence, quotes: Iterable[Quote], row: str) -> dict[str, Any]:
    """Set the shares of meetings that a municipality gave to themes beside those of all municipalities together."""
    raised = {theme for quote in quotes for theme in quote.themes}
    asked = sorted({each for theme in raised for each in evidence.themes.with_broader(theme)})
    standings = find_standings(view.graph, row, asked, view.language)
    entries = [
        {
            "name": Cell(each.label, view.link_thing(each.theme)),
            "part": f"{each.raised} / {each.meetings}",
            "share": _percent(each.share),
            "group": _percent(each.of_group),
            "rank": each.rank,
        }
        for each in standings
    ]
    return {"list": cut(view, "salience", entries), "meetings": standings[0].meetings if standings else 0}


def _percent(share: float | None) -> str:
    return "" if share is None else f"{100 * share:.0f} %"


def _list_meetings(
    view: View, quotes: Iterable[Quote], visits: Iterable[tuple[PersonFacts, Visit]]
) -> list[dict[str, Any]]:
    """Give the meetings where somebody met or spoke for an actor, the latest first."""
    said: defaultdict[str, int] = defaultdict(int)
    for quote in quotes:
        said[quote.meeting.document] += 1
    met = {visit.document for _, visit in visits if visit.status != ABSENT}
    meetings = [meeting for meeting in read_meetings(view.graph).values() if meeting.document in met | said.keys()]
    meetings.sort(key=lambda meeting: (meeting.date is not None, meeting.date, meeting.document), reverse=True)
    return [
        {
            "name": Cell(meeting.label, view.link_thing(meeting.document)),
            "day": view.day(meeting.date),
            "body": meeting.body_label or "",
            "quotes": said[meeting.document],
        }
        for meeting in meetings
    ]


def _read_asking(view: View, actors: Collection[str]) -> tuple[Quote, ...]:
    """Read the sentences that are put to one of some actors."""
    ids = [id for id, every in read_asked(view).items() if any(each.id in actors for each in every)]
    return read_chosen(view, Choice(kinds=ALL_KINDS, among=ids, unthemed=True, unnamed=True))
