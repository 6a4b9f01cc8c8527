"""What stands at the path of a document: its meeting, or, one step further, its text."""

from typing import Final

from naeringsgraf.analysis.minutes import read_minutes
from naeringsgraf.mapping.iri import mint_iri
from naeringsgraf.model.names import ThingId
from naeringsgraf.web.pages.asked import Reply
from naeringsgraf.web.pages.minutes import meeting, reader
from naeringsgraf.web.pages.missing import tell_missing
from naeringsgraf.web.pages.negotiate import choose_form, give_document
from naeringsgraf.web.pages.view import View

_TEXT: Final = "text"


def show(view: View) -> Reply:
    """Show the meeting that minutes tell of, or their text, or give all that follows from them in a form for programs.

    Where the graph has no such minutes, that is told.
    """
    kind, slug, *steps = view.asked.path.removeprefix("/").split("/")
    if steps not in ([], [_TEXT]):
        return tell_missing(view)
    name = mint_iri(ThingId(f"{kind}/{slug}"), view.graph.base)
    minutes = read_minutes(view.graph, name, view.language)
    if minutes is None:
        return tell_missing(view)
    if not steps and (reply := give_document(view, choose_form(view), name)):
        return reply
    return reader.show(view, minutes) if steps else meeting.show(view, minutes)
