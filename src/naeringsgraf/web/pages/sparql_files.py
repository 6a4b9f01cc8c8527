"""The answer to a query as a file, for a page that is asked for one without the endpoint beside it."""

from typing import Final

from naeringsgraf.store.graph import Answer
from naeringsgraf.store.rows import Rows
from naeringsgraf.views.table import Table, write_csv
from naeringsgraf.web.pages.asked import TEXT, Reply

ROW_FORMS: Final = ("csv", "excel", "tsv", "json", "xml")
GRAPH_FORMS: Final = ("ttl", "nt", "jsonld", "rdfxml")
NETWORK_FORMS: Final = ("svg", "graphml")
"""Values of `format` for rows, for graphs, and for either as a network."""

OWN_FORMS: Final = ("excel", *NETWORK_FORMS, "rq")
"""Those that no endpoint knows, so that the page gives them."""

_MEDIA: Final = {
    "csv": "text/csv; charset=utf-8; header=present",
    "excel": "text/csv; charset=utf-8; header=present",
    "tsv": "text/tab-separated-values; charset=utf-8",
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "ttl": "text/turtle; charset=utf-8",
    "nt": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdfxml": "application/rdf+xml",
    "svg": "image/svg+xml",
    "graphml": "application/graphml+xml",
}
_ENDINGS: Final = {"excel": "csv", "json": "srj", "xml": "srx", "rdfxml": "rdf"}


def give_answer(form: str, answer: Answer | str | bytes) -> Reply:
    """Give an answer in a form that fits it, or what was written of it already.

    Raises:
        CallError: the answer cannot be written so.
    """
    if form == "excel" and isinstance(answer, Rows):
        answer = write_csv(Table(answer.columns, tuple(answer.show())), excel=True)
    written = answer if isinstance(answer, str | bytes) else answer.write(form)
    body = written if isinstance(written, bytes) else written.encode("utf-8")
    name = f"attachment; filename=naeringsgraf.{_ENDINGS.get(form, form)}"
    return Reply(200, _MEDIA[form], body, (("Content-Disposition", name),))


def give_text(query: str) -> Reply:
    """Give the text of a query."""
    return Reply(200, TEXT, query.encode("utf-8"))
