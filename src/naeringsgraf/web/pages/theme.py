"""One theme: what it is called and stands under, who raises it, who began, since when, and what is asked for on it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Final

from naeringsgraf.analysis.choosing import gather_by_theme
from naeringsgraf.analysis.evidence import Evidence, Quote
from naeringsgraf.analysis.naming import Naming
from naeringsgraf.analysis.order import sort_key
from naeringsgraf.analysis.places import PlaceTime
from naeringsgraf.analysis.requests import requests
from naeringsgraf.analysis.uptake import uptake
from naeringsgraf.web.pages.asked import Reply
from naeringsgraf.web.pages.downloads import give_rows, list_downloads
from naeringsgraf.web.pages.known import Known, read_all, read_thing
from naeringsgraf.web.pages.missing import tell_missing
from naeringsgraf.web.pages.negotiate import VARY, choose_form, give_description, list_forms, name_thing
from naeringsgraf.web.pages.tables import Cell, Fact, cut, draw_years, link_evidence, name_page, show_quote
from naeringsgraf.web.pages.view import View

_MATCHES: Final = ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")

_VOCABULARIES: Final = {"eurovoc.europa.eu": "EuroVoc", "psi.norge.no": "Los"}
"""Host of a concept elsewhere → what the vocabulary is called."""

_LATEST: Final = 5


def show(view: View) -> Reply:
    """Show the page, what the graph says of the theme, or the rows of who took it up as a file."""
    form = choose_form(view)
    thing = name_thing(view)
    known = read_thing(view, thing)
    id = thing.removeprefix(view.graph.base)
    evidence = read_all(view)
    if known is None or id not in evidence.themes.ids():
        return tell_missing(view)
    if reply := give_description(view, form):
        return reply
    taken_up = uptake(view.graph, theme=id, language=view.language)
    if reply := give_rows(view, taken_up):
        return reply
    quotes = gather_by_theme(evidence, evidence.quotes, [id])[id]
    asked = requests(view.graph, id, language=view.language)
    asking = list({quote.id: quote for (quote,) in asked.evidence}.values())
    reply = view.render(
        "theme.html.j2",
        **name_page(evidence.themes.label(id), view.texts["one_themes"]),
        facts=_list_facts(view, evidence, known),
        forms=list_forms(view),
        downloads=list_downloads(view),
        summary=_summarise(view, quotes),
        who=cut(view, "who", list_who(view, evidence, quotes, id)),
        taken=cut(view, "uptake", [_describe_step(view, row) for row in taken_up.to_dicts()]),
        years=draw_years(quotes),
        only_day=_tell_only(view, quotes),
        requests=cut(view, "requests", [show_quote(view, quote) for quote in asking], 5),
        latest=[show_quote(view, quote) for quote in _find_latest(quotes)],
        evidence=link_evidence(view, theme=id),
        network=view.link("/network", view.choice.only("lang"), around=id, kinds="all"),
    )
    return Reply(reply.status, reply.media, reply.body, (VARY,))


def list_who(view: View, evidence: Evidence, quotes: Iterable[Quote], theme: str) -> list[dict[str, Any]]:
    """Give whoever raised a theme, those with most sentences first; a new number makes nobody another."""
    naming = Naming(evidence, PlaceTime.AS_OF)
    said: defaultdict[str, list[Quote]] = defaultdict(list)
    for quote in quotes:
        if quote.actor:
            said[naming.find(quote.actor)].append(quote)
    listed = sorted(said, key=lambda row: (-len(said[row]), sort_key(naming.label(row)), row))
    most = max(map(len, said.values()), default=1)
    return [
        {
            "name": Cell(naming.label(row), view.link_thing(row)),
            "number": Cell(
                str(len(said[row])),
                link_evidence(view, theme=theme, municipality=row),
                told=f"{view.count('quotes', len(said[row]))}: {naming.label(row)}",
            ),
            "share": round(100 * len(said[row]) / most),
            "meetings": len({quote.meeting.document for quote in said[row]}),
            "first": view.day(min((quote.date for quote in said[row] if quote.date), default=None)),
            "last": view.day(max((quote.date for quote in said[row] if quote.date), default=None)),
        }
        for row in listed
    ]


def _summarise(view: View, quotes: Sequence[Quote]) -> list[str]:
    actors = len({quote.actor for quote in quotes if quote.actor})
    meetings = len({quote.meeting.document for quote in quotes})
    return [view.count("quotes", len(quotes)), view.count("actors", actors), view.count("meetings", meetings)]


def _list_facts(view: View, evidence: Evidence, known: Known) -> list[tuple[str, list[Fact]]]:
    """Give name and values of what the thesaurus says, each value with its language."""
    facts = [
        (
            view.texts[f"language_{language}"],
            [Fact(text, language=language) for text, each in named if each == language],
        )
        for named in [known.texts("skos:prefLabel")]
        for language in ("nb", "nn", "en")
    ]
    facts += [
        (view.texts[f"theme_{name}"], [Fact(text, language=language) for text, language in known.texts(f"skos:{name}")])
        for name in ("definition", "scopeNote", "altLabel")
    ]
    facts += [
        (view.texts["theme_broader"], _link_themes(view, evidence, known.ids("skos:broader"))),
        (view.texts["theme_narrower"], _link_themes(view, evidence, known.tied("skos:broader"))),
        (
            view.texts["theme_matches"],
            [_link_match(value) for name in _MATCHES for value, _ in known.texts(f"skos:{name}")],
        ),
    ]
    return [(name, values) for name, values in facts if values]


def _link_themes(view: View, evidence: Evidence, themes: Iterable[str]) -> list[Fact]:
    listed = sorted(themes, key=lambda id: (sort_key(evidence.themes.label(id)), id))
    return [Fact(evidence.themes.label(id), view.link_thing(id)) for id in listed]


def _link_match(iri: str) -> Fact:
    """Name a concept elsewhere; only an address of the web becomes a link."""
    scheme, _, rest = iri.partition("://")
    if scheme not in ("http", "https"):
        return Fact(iri)
    host = rest.partition("/")[0]
    return Fact(f"{_VOCABULARIES.get(host, host)}: {iri}", away=iri)


def _describe_step(view: View, row: dict[str, Any]) -> dict[str, Any]:
    statement = str(row["statement"])
    return {
        "order": row["order"],
        "name": Cell(str(row["actor"]), view.link_thing(str(row["actor_id"]))),
        "how": view.texts[f"how_{str(row['how']).replace('-', '_')}"],
        "date": view.day(dt.date.fromisoformat(str(row["date"]))) if row["date"] else view.texts["no_date"],
        "lag_days": row["lag_days"],
        "lag_meetings": row["lag_meetings"],
        "text": row["text"],
        "place": view.link_thing(f"{row['document']}/text#{statement.partition('#')[2]}"),
    }


def _find_latest(quotes: Sequence[Quote]) -> list[Quote]:
    dated = [quote for quote in quotes if quote.date]
    return (dated or list(quotes))[-_LATEST:][::-1]


def _tell_only(view: View, quotes: Iterable[Quote]) -> str:
    """Say in which year or on which day all of it was said, where bars would tell nothing."""
    days = sorted({quote.date for quote in quotes if quote.date})
    if not days:
        return view.texts["no_date"]
    return (
        view.tell("only_day", date=view.day(days[0]))
        if len(days) == 1
        else view.tell("only_year", number=len(days), year=days[0].year)
    )
