"""The SPARQL page: a form that asks the graph anything, answers as tables or networks, and questions to begin with.

It is whole without a script. `sparql.js` runs the form without leaving the page, can break a query off, and puts the
editor of YASGUI in the place of the text field.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from markupsafe import Markup

from naeringsgraf.analysis.labels import find_labels
from naeringsgraf.analysis.networks.answered import Ties, draw_ties, find_ties
from naeringsgraf.errors import CallError, QueryError
from naeringsgraf.store.graph import Answer
from naeringsgraf.store.named import NamedQuery, Parameter, list_queries, load_query, read_query
from naeringsgraf.store.prefixes import make_prefixes, shorten
from naeringsgraf.store.rows import Rows
from naeringsgraf.views.characters import write_script_json
from naeringsgraf.views.network_files import write_network
from naeringsgraf.views.network_picture import write_network_svg
from naeringsgraf.web.pages.asked import Reply
from naeringsgraf.web.pages.choice import LANGUAGE
from naeringsgraf.web.pages.sparql_cells import list_columns, list_terms, list_things, write_cell
from naeringsgraf.web.pages.sparql_dataset import DATASET, read_dataset, tell_dataset
from naeringsgraf.web.pages.sparql_files import GRAPH_FORMS, NETWORK_FORMS, ROW_FORMS, give_answer, give_text
from naeringsgraf.web.pages.view import View
from naeringsgraf.web.sparql.guard import Refused, look

ROWS: Final = 1000
"""Rows that the page shows of an answer; all of them are in its files."""

DRAWN: Final = 300
"""Marks of a network that the page draws."""

OWN: Final = frozenset({"query", "format", "view", "named", "run", "editor", "lang", *DATASET})
"""What the query string of this page means; all else are values of the question that is `named`."""

_FIRST: Final = "who-raises-what"
"""The question that stands there when nothing is asked."""

_PLACE: Final = re.compile(r"query, line (\d+), column (\d+): ([^\n]*)(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Problem:
    """Why there is no answer."""

    reason: str
    line: int | None = None
    """First is 1; None where no place is at fault."""
    column: int | None = None
    marked: str = ""
    """The line with its place marked below."""
    status: int = 400
    """Of HTTP."""
    language: str = "en"
    """Of the reason."""


@dataclass(frozen=True, slots=True)
class Asking:
    """What the form holds, and what came of it."""

    text: str
    """Of the query."""
    named: NamedQuery | None = None
    answer: Answer | None = None
    """None where nothing was asked, or nothing could be answered."""
    capped: bool = False
    """There are more rows than these."""
    problem: Problem | None = None


def show(view: View) -> Reply:
    """Show the page, or the answer as a file."""
    asking = _ask(view)
    if view.form != "html" and asking.problem is None and asking.text:
        return _give_file(view, asking)
    ties = None if asking.answer is None else find_ties(asking.answer, view.graph.base)
    return view.render(
        "sparql.html.j2",
        status=asking.problem.status if asking.problem else 200,
        title=view.texts["sparql_title"],
        wide=True,
        asking=asking,
        asked_of=tell_dataset(view, asking.text),
        dataset=[pair for pair in view.choice.pairs if pair[0] in DATASET],
        fields=_list_fields(view, asking.named),
        questions=[(view.link("/sparql", None, named=each.name), _tell(each, view)) for each in list_queries()],
        row_forms=[(form, view.texts[f"sparql_{form}"]) for form in ROW_FORMS],
        graph_forms=[(form, view.texts[f"sparql_{form}"]) for form in GRAPH_FORMS],
        prefixes=make_prefixes(view.graph.base),
        shown=None if asking.answer is None else _show_answer(view, asking, asking.answer, ties),
        rows_told=_count_rows(view, asking),
        editor=view.asked.offers.editor and view.choice.one("editor") != "plain",
        data=Markup(write_script_json(_list_terms(view))) if view.asked.offers.editor else "",
        question=_tell(asking.named, view) if asking.named else "",
    )


def _ask(view: View) -> Asking:
    """Read what is asked, and answer it when it is to be run."""
    named = load_query(name) if (name := view.choice.one("named")) else None
    text = view.choice.one("query")
    try:
        if named and not text:
            text = view.graph.write_named(named, **_read_values(view, named))
        runs = bool(view.choice.one("query")) or view.choice.one("run") == "yes"
        if not runs:
            return Asking(text or load_query(_FIRST).text, named)
        look(text)
        if view.form != "html":
            return Asking(text, named)
        answer, capped = view.graph.asking(read_dataset(view)).run_first(text, ROWS)
    except (CallError, QueryError, Refused) as problem:
        return Asking(text or (named.text if named else ""), named, problem=_read_problem(view, problem))
    return Asking(text, named, answer, capped)


def _give_file(view: View, asking: Asking) -> Reply:
    if view.form == "rq":
        return give_text(asking.text)
    graph = view.graph.asking(read_dataset(view))
    if view.form in NETWORK_FORMS:
        answer = graph.run(asking.text)
        ties = find_ties(answer, view.graph.base)
        if ties is None:
            told = "this answer is no network; ask for two or three columns of things, or for a graph"
            raise CallError(told, "no_network")
        return give_answer(view.form, write_network(_draw(view, ties), view.form))
    return give_answer(view.form, graph.run(asking.text))


def _show_answer(view: View, asking: Asking, answer: Answer, ties: Ties | None) -> dict[str, Any]:
    rows = list_terms(answer)
    labels = find_labels(view.graph, list_things(rows), view.language)
    heads = [f"?{name}" for name in list_columns(answer)] or [view.texts[f"sparql_{part}"] for part in _PARTS]
    shows_network = view.choice.one("view") == "network" and ties is not None and bool(ties.weights)
    return {
        "heads": heads,
        "rows": [[write_cell(term, labels, view) for term in row] for row in rows],
        "truth": answer.truth if isinstance(answer, Rows) else None,
        "forms": _list_files(view, asking.text, ROW_FORMS if isinstance(answer, Rows) else GRAPH_FORMS),
        "table": view.here(view=None),
        "network": view.here(view="network") if ties and ties.weights else None,
        "drawing": _show_network(view, asking.text, ties, labels) if shows_network and ties else None,
    }


_PARTS: Final = ("subject", "predicate", "object")


def _list_files(view: View, query: str, forms: Iterable[str]) -> list[tuple[str, str]]:
    """Give address and name of each; the address holds the query itself, as the endpoint wants it."""
    choice = view.choice.only(LANGUAGE, *DATASET).set(query=query)
    return [(view.link("/sparql", choice, format=form), view.texts[f"sparql_{form}"]) for form in forms]


def _show_network(view: View, query: str, ties: Ties, labels: Mapping[str, str]) -> dict[str, Any]:
    """Draw the network, or say that it is too large to be drawn."""
    marks = len(ties.things)
    fits = marks <= DRAWN
    picture = write_network_svg(_draw(view, ties, labels), title=view.texts["sparql_network"]) if fits else ""
    return {
        # Made by a template that escapes all it is given.
        "picture": Markup(picture.partition("?>\n")[2]),
        "told": view.tell("sparql_network_told", marks=marks, lines=len(ties.weights), left=ties.left_out),
        "too_large": "" if fits else view.tell("sparql_network_large", most=DRAWN),
        "files": _list_files(view, query, NETWORK_FORMS),
    }


def _draw(view: View, ties: Ties, labels: Mapping[str, str] | None = None) -> Any:
    base = view.graph.base
    named = find_labels(view.graph, [each for each in ties.things if ":/" in each], view.language) | dict(labels or {})
    shown = {thing: named.get(thing) or shorten(thing, base) for thing in ties.things}
    return draw_ties(ties, shown, base=base, language=view.language, area=view.texts["nav_themes"])


def _count_rows(view: View, asking: Asking) -> str:
    """Say how many rows there are, and whether these are all."""
    if asking.answer is None or (isinstance(asking.answer, Rows) and asking.answer.truth is not None):
        return ""
    noun = "sparql_rows" if isinstance(asking.answer, Rows) else "sparql_triples"
    return view.tell("sparql_capped", n=ROWS) if asking.capped else view.count(noun, len(asking.answer))


def _read_values(view: View, named: NamedQuery) -> dict[str, str]:
    """Give the values of the question's parameters that are set."""
    names = {parameter.name for parameter in named.parameters}
    return {name: value for name, value in view.choice.pairs if name in names and name not in OWN and value}


def _list_fields(view: View, named: NamedQuery | None) -> list[dict[str, Any]]:
    """Give one field a parameter: what it is called, what it means, what may be chosen, and what is."""
    return [
        {
            "name": each.name,
            "label": view.texts.get(f"sparql_value_{each.name}", each.name),
            "meaning": each.meaning if view.language == "en" else each.meaning_nb,
            "choices": _list_choices(each),
            "value": view.choice.one(each.name),
            "digits": each.kind == "integer",
        }
        for each in (named.parameters if named else ())
    ]


def _list_choices(parameter: Parameter) -> list[str]:
    if parameter.kind == "places":
        return ["as-of", "today"]
    return parameter.kind.split("|") if "|" in parameter.kind else []


def _tell(query: NamedQuery, view: View) -> str:
    return query.question if view.language == "en" else query.question_nb


def _read_problem(view: View, problem: Exception) -> Problem:
    """Take the place out of what the query's reader says, and tell what is wrong with a value."""
    if isinstance(problem, CallError):
        reason, language = view.tell_problem(problem)
        return Problem(reason, language=language)
    found = _PLACE.fullmatch(str(problem))
    if isinstance(problem, Refused):
        return Problem(problem.message, status=problem.status)
    if not found:
        return Problem(str(problem))
    return Problem(found[3], int(found[1]), int(found[2]), found[4].strip("\n"))


def _list_terms(view: View) -> dict[str, Any]:
    """Give what the editor completes: the classes and properties of this graph, what they are called, and prefixes."""
    kept = view.graph.kept
    if "terms" not in kept:
        kept["terms"] = [
            (str(term), str(kind)) for term, kind in view.graph.query(read_query("store", "vocabulary.rq"))
        ]
    labels = find_labels(view.graph, [term for term, _ in kept["terms"]], view.language)
    return {
        "prefixes": dict(make_prefixes(view.graph.base)),
        "terms": [{"iri": term, "kind": kind, "label": labels.get(term, "")} for term, kind in kept["terms"]],
        "texts": {"suggestions": view.texts["sparql_suggestions"]},
    }
