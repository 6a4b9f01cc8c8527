"""Lists of things: themes as a tree, actors by kind, and people."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from naeringsgraf.analysis.answers import shorten_iri
from naeringsgraf.analysis.choosing import gather_by_theme
from naeringsgraf.analysis.evidence import ActorFacts, Evidence
from naeringsgraf.analysis.naming import Naming
from naeringsgraf.analysis.order import sort_key
from naeringsgraf.analysis.places import PlaceTime
from naeringsgraf.analysis.requests import requests
from naeringsgraf.mapping.iri import THEME_SCHEME, mint_iri
from naeringsgraf.model.meeting import ActorKind
from naeringsgraf.registers.folding import fold_name
from naeringsgraf.web.pages.actor import ABSENT
from naeringsgraf.web.pages.asked import Reply
from naeringsgraf.web.pages.known import read_all, read_people
from naeringsgraf.web.pages.negotiate import VARY, choose_form, give_description, list_forms
from naeringsgraf.web.pages.tables import Cell, cut
from naeringsgraf.web.pages.view import View

_KINDS: Final = (
    ActorKind.MUNICIPALITY,
    ActorKind.COUNTY,
    ActorKind.REGION,
    ActorKind.CLUSTER,
    ActorKind.COMPANY,
    ActorKind.STATE,
    ActorKind.PARTY,
    ActorKind.SECRETARIAT,
    ActorKind.BODY,
    ActorKind.OTHER,
)
"""In the order in which they are listed."""

_MOST: Final = 300
"""Rows of a list before the reader asks for all."""

_SORTS: Final[dict[str, Callable[[dict[str, Any]], Any]]] = {
    "name": lambda row: (sort_key(row["name"].text), row["id"]),
    "quotes": lambda row: (-row["quotes"], sort_key(row["name"].text), row["id"]),
    "meetings": lambda row: (-row["meetings"], sort_key(row["name"].text), row["id"]),
}


def show_themes(view: View) -> Reply:
    """Show the themes as a tree, or give the thesaurus in a form for programs."""
    form = choose_form(view)
    if reply := give_description(view, form, mint_iri(THEME_SCHEME, view.graph.base)):
        return reply
    evidence = read_all(view)
    numbers = {theme: len(quotes) for theme, quotes in gather_by_theme(evidence, evidence.quotes, []).items()}
    wanted = fold_name(view.choice.one("find"))
    whole = view.choice.one("show", among=("all",)) == "all"
    kept = {
        id
        for id in evidence.themes.ids()
        if (whole or numbers.get(id)) and (not wanted or wanted in fold_name(evidence.themes.label(id)))
    }
    shown = kept | {above for id in kept for above in evidence.themes.with_broader(id)}
    reply = view.render(
        "themes.html.j2",
        follows=(),
        title=view.texts["nav_themes"],
        tree=_make_tree(view, evidence, shown, numbers),
        total=len(kept),
        searched=bool(wanted),
        whole=whole,
        other=view.here(show=None if whole else "all"),
        forms=list_forms(view),
    )
    return Reply(reply.status, reply.media, reply.body, (VARY,))


def show_actors(view: View) -> Reply:
    """Show the actors, by kind."""
    evidence = read_all(view)
    whole = view.choice.one("show", among=("all",)) == "all"
    rows = _list_actors(view, evidence, whole)
    wanted = fold_name(view.choice.one("find"))
    found = [row for row in rows if wanted in row["folded"]]
    counts = Counter(row["kind"] for row in found)
    kind = view.choice.one("kind", among=[str(each) for each in _KINDS])
    sort = view.choice.one("sort", "quotes", among=_SORTS)
    listed = sorted((row for row in found if not kind or row["kind"] == kind), key=_SORTS[sort])
    return view.render(
        "actors.html.j2",
        follows=(),
        title=view.texts["nav_actors"],
        rows=cut(view, "list", listed, _MOST),
        kinds=[
            (view.texts[f"kind_{each}"], counts[each], view.here(kind=str(each)), each == kind)
            for each in _KINDS
            if counts[each]
        ],
        every=(sum(counts.values()), view.here(kind=None), not kind),
        sorts=[(name, view.texts[f"list_sort_{name}"], name == sort) for name in _SORTS],
        people=view.link("/people", view.choice.only("lang")),
        whole=whole,
        other=view.here(show=None if whole else "all"),
    )


def show_people(view: View) -> Reply:
    """Show everybody who is listed as present or absent."""
    wanted = fold_name(view.choice.one("find")).split()
    naming = Naming(read_all(view), PlaceTime.AS_OF)
    sort = view.choice.one("sort", "name", among=("name", "meetings"))
    rows = []
    for person in read_people(view):
        words = {word for form in (person.name, *person.variants) for word in fold_name(form).split()}
        if not all(any(word.startswith(part) for word in words) for part in wanted):
            continue
        met = [visit for visit in person.visits if visit.status != ABSENT]
        actors = dict.fromkeys(naming.find(visit.represented_id) for visit in person.visits if visit.represented_id)
        days = [visit.date for visit in person.visits if visit.date]
        rows.append(
            {
                "id": person.id,
                "name": Cell(person.name, view.link_thing(person.id)),
                "for": [Cell(naming.label(actor), view.link_thing(actor)) for actor in actors],
                "meetings": len({visit.document for visit in met}),
                "first": view.day(min(days, default=None)),
                "last": view.day(max(days, default=None)),
            }
        )
    return view.render(
        "people.html.j2",
        follows=(),
        title=view.texts["people_title"],
        rows=cut(view, "list", sorted(rows, key=_SORTS[sort]), _MOST),
        sorts=[(name, view.texts[f"list_sort_{name}"], name == sort) for name in ("name", "meetings")],
        actors=view.link("/actors", view.choice.only("lang")),
    )


def _make_tree(view: View, evidence: Evidence, shown: set[str], numbers: dict[str, int]) -> list[dict[str, Any]]:
    """Give the top themes, each with those below it that are shown."""
    below: defaultdict[str | None, list[str]] = defaultdict(list)
    for id in shown:
        way = evidence.themes.with_broader(id)
        below[way[1] if len(way) > 1 else None].append(id)

    def describe(ids: Iterable[str]) -> list[dict[str, Any]]:
        listed = sorted(ids, key=lambda id: (sort_key(evidence.themes.label(id)), id))
        return [
            {
                "name": Cell(evidence.themes.label(id), view.link_thing(id)),
                "number": numbers.get(id, 0),
                "below": describe(below.get(id, ())),
            }
            for id in listed
        ]

    return describe(below[None])


def _list_actors(view: View, evidence: Evidence, whole: bool) -> list[dict[str, Any]]:
    """Give those that occur, or the whole register; a municipality that only got a new number is one."""
    naming = Naming(evidence, PlaceTime.AS_OF)
    said = Counter(naming.find(quote.actor) for quote in evidence.quotes if quote.actor)
    met: defaultdict[str, set[str]] = defaultdict(set)
    for person in read_people(view):
        for visit in person.visits:
            if visit.represented_id and visit.status != ABSENT:
                met[naming.find(visit.represented_id)].add(visit.document)
    asked = {naming.find(str(row["addressee_id"])) for row in _list_asked(view) if row["addressee_id"]}
    held = {shorten_iri(quote.meeting.body) for quote in evidence.quotes if quote.meeting.body}
    occurring = said.keys() | met.keys() | asked | held
    rows = {naming.find(id) for id in evidence.actors} if whole else occurring & evidence.actors.keys()
    return [_describe_actor(view, naming, evidence.actors[row], said[row], len(met[row])) for row in sorted(rows)]


def _list_asked(view: View) -> Sequence[dict[str, Any]]:
    return requests(view.graph, language=view.language).to_dicts()


def _describe_actor(view: View, naming: Naming, facts: ActorFacts, quotes: int, meetings: int) -> dict[str, Any]:
    return {
        "id": facts.id,
        "kind": str(facts.kind),
        "told": view.texts[f"one_{facts.kind}"],
        "name": Cell(naming.label(facts.id), view.link_thing(facts.id)),
        "county": facts.county or "",
        "quotes": quotes,
        "meetings": meetings,
        "folded": " ".join(map(fold_name, facts.names)),
    }
