"""Which page answers which path.

Pages are functions of a graph that does not change and of what was asked, so they can be tried without a server, and
their replies kept.
"""

from collections.abc import Callable, Mapping
from typing import Final

from naeringsgraf.errors import CallError
from naeringsgraf.store.graph import Graph
from naeringsgraf.web.pages import (
    about,
    actor,
    body,
    coverage,
    evidence,
    lists,
    map,
    matrix,
    network,
    person,
    requests,
    review,
    search,
    sparql_page,
    theme,
    timeline,
)
from naeringsgraf.web.pages.asked import Asked, Reply
from naeringsgraf.web.pages.minutes import listing
from naeringsgraf.web.pages.minutes import things as minutes
from naeringsgraf.web.pages.missing import tell_missing
from naeringsgraf.web.pages.view import View

Page = Callable[[View], Reply]

PAGES: Final[Mapping[str, Page]] = {
    "/": matrix.show,
    "/about": about.show,
    "/actors": lists.show_actors,
    "/coverage": coverage.show,
    "/evidence": evidence.show,
    "/map": map.show,
    "/minutes": listing.show,
    "/network": network.show,
    "/people": lists.show_people,
    "/requests": requests.show,
    "/review": review.show,
    "/search": search.show,
    "/sparql": sparql_page.show,
    "/themes": lists.show_themes,
    "/timeline": timeline.show,
}
"""Path → what makes the page there."""

DATA: Final[Mapping[str, Page]] = {
    "/search.json": search.suggest,
}
"""Path → what answers our own scripts there; no page."""

THINGS: Final[Mapping[str, Page]] = {
    "body": body.show,
    "cluster": actor.show,
    "company": actor.show,
    "county": actor.show,
    "minutes": minutes.show,
    "municipality": actor.show,
    "organisation": actor.show,
    "party": actor.show,
    "person": person.show,
    "region": actor.show,
    "secretariat": actor.show,
    "theme": theme.show,
}
"""First step of the path of a thing, "theme" or "municipality" → what makes its page."""


def answer(graph: Graph, asked: Asked) -> Reply:
    """Make the page that is asked for; what cannot be made is told as a page, with the status that says why."""
    view = View(graph, asked)
    page = PAGES.get(asked.path) or DATA.get(asked.path) or THINGS.get(asked.path.split("/")[1])
    try:
        return page(view) if page else tell_missing(view)
    except CallError as problem:
        return view.render(
            "problem.html.j2", title=view.texts["problem_title"], status=400, problem=view.tell_problem(problem)
        )
