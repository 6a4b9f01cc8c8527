"""Which form of a thing is given: a page for people, or what the graph says of it in a form for programs.

A thing has one address for all its forms. `format` in the query string goes before the header Accept, so that a link
can name a form.
"""

import re
from collections.abc import Mapping
from typing import Final

from naeringsgraf.mapping.iri import Iri, mint_iri
from naeringsgraf.model.names import ThingId
from naeringsgraf.store.named import read_query
from naeringsgraf.store.triples import GRAPH_NAMES, Triples
from naeringsgraf.web.pages.asked import HTML, TEXT, Reply
from naeringsgraf.web.pages.view import View
from naeringsgraf.web.sparql.negotiation import choose

PAGE: Final = "html"

GRAPH_MEDIA: Final[Mapping[str, str]] = {
    "turtle": "text/turtle; charset=utf-8",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
    "rdfxml": "application/rdf+xml",
}
"""Form of a graph → its media type."""

_OFFERED: Final = {HTML.partition(";")[0]: PAGE} | {
    media.partition(";")[0]: form for form, media in GRAPH_MEDIA.items()
}
"""Media type → what is given for it; where several are liked alike the first goes before."""

_ENDINGS: Final = {"turtle": "ttl", "rdfxml": "rdf"}

VARY: Final = ("Vary", "Accept, Accept-Language")


def choose_form(view: View) -> str | None:
    """Give what the thing is to be given as: "html", a form of `GRAPH_MEDIA`, or what else `format` says.

    None where nothing is accepted that there is.
    """
    if asked := view.choice.one("format"):
        return GRAPH_NAMES.get(asked, asked)
    return choose_accepted(view.asked.accept)


def choose_accepted(accept: str) -> str | None:
    """Give what a header Accept likes best, "html" where it is empty; None where it takes nothing that there is."""
    media = choose(accept, tuple(_OFFERED))
    return media and _OFFERED[media]


def name_thing(view: View) -> Iri:
    """Give the name of the thing whose path is asked for."""
    return mint_iri(ThingId(view.asked.path.removeprefix("/")), view.graph.base)


def give_description(view: View, form: str | None, thing: Iri | None = None) -> Reply | None:
    """Give what the graph says of the thing asked for, or of another one; None where that is no form of a graph.

    What is said of other things by their being tied to it is told with it, and what these are called; what was said in
    meetings is not.
    """
    if form is None:
        return refuse(view)
    if form not in GRAPH_MEDIA:
        return None
    about = thing or name_thing(view)
    found = view.graph.construct(read_query("web", "description.rq"), thing=about)
    return write_graph(view, found, form) if len(found) else None


def give_document(view: View, form: str | None, document: Iri) -> Reply | None:
    """Give all that follows from a document, which is the named graph of its name; None where it has none.

    A page that has a document, such as `/minutes/SLUG`, asks this before it is made.
    """
    if form is None:
        return refuse(view)
    if form not in GRAPH_MEDIA or document not in view.graph.graphs():
        return None
    written = view.graph.export(form, document)
    return Reply(200, GRAPH_MEDIA[form], written, (VARY, _name_file(view, form)))


def write_graph(view: View, found: Triples, form: str) -> Reply:
    """Write triples as a reply; JSON-LD holds its context, so that nothing need be fetched to read it."""
    return Reply(200, GRAPH_MEDIA[form], found.write(form).encode("utf-8"), (VARY, _name_file(view, form)))


def list_forms(view: View) -> list[tuple[str, str, str]]:
    """Give address, media type and name of each form for programs."""
    named = {"turtle": "Turtle", "jsonld": "JSON-LD", "nt": "N-Triples", "rdfxml": "RDF/XML"}
    return [
        (view.link(view.asked.path, view.choice.only("lang"), format=form), media.partition(";")[0], named[form])
        for form, media in GRAPH_MEDIA.items()
    ]


def refuse(view: View) -> Reply:
    """Say that nothing that is accepted is to be had (406)."""
    listed = "\n".join(dict.fromkeys(("text/html", *(media.partition(";")[0] for media in GRAPH_MEDIA.values()))))
    told = f"{view.asked.path} is not to be had as {view.asked.accept[:200]}; accept one of\n{listed}\n"
    return Reply(406, TEXT, told.encode("utf-8"), (VARY,))


def _name_file(view: View, form: str) -> tuple[str, str]:
    name = re.sub(r"[^a-z0-9-]", "-", view.asked.path.rpartition("/")[2].lower())[:100] or "graph"
    return "Content-Disposition", f'inline; filename="{name}.{_ENDINGS.get(form, form)}"'
