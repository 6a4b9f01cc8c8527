"""Who is tied to whom, as a picture and as the same list in a table; what is chosen in one is chosen in the other."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

from naeringsgraf.analysis.coverage import coverage
from naeringsgraf.analysis.networks.kinds import KINDS
from naeringsgraf.analysis.networks.narrowing import check_size
from naeringsgraf.errors import CallError
from naeringsgraf.store.named import load_query
from naeringsgraf.views.network_files import write_network
from naeringsgraf.views.network_page import write_network_page
from naeringsgraf.views.network_picture import MOST_DRAWN
from naeringsgraf.views.texts import tell_places
from naeringsgraf.web.pages.asked import HTML, TEXT, Reply
from naeringsgraf.web.pages.downloads import MEDIA, attach
from naeringsgraf.web.pages.facets import Facets
from naeringsgraf.web.pages.network_choice import PLACES, Question, read_kind, read_question
from naeringsgraf.web.pages.network_drawing import draw_marks, pack_marks
from naeringsgraf.web.pages.network_facets import list_followed, make_facets
from naeringsgraf.web.pages.network_known import Drawn, read_network
from naeringsgraf.web.pages.network_panel import Choice, describe_choice, list_rows, list_strongest
from naeringsgraf.web.pages.view import View

_FILES: Final[Mapping[str, str]] = {
    "graphml": "application/graphml+xml",
    "gexf": "application/gexf+xml",
    "json": MEDIA["json"],
    "csv": MEDIA["csv"],
    "svg": MEDIA["svg"],
}
"""Format → media type of a network as a file."""

_LISTED: Final = ("csv", "excel", "json", "graphml", "gexf", "svg", "rq", "file")

_OWN: Final = ("kind", "around", "depth", "top", "least", "places", "kinds")
"""What the form of the page sets."""


def show(view: View) -> Reply:
    """Show the page, or the network as a file."""
    facets = make_facets(view, read_kind(view))
    question = read_question(view, facets)
    try:
        drawn = read_network(view.graph, question)
        if view.form != "html":
            return _give_file(view, question, drawn)
    except CallError as problem:
        return _show(view, facets, question, None, problem)
    return _show(view, facets, question, drawn)


def _show(
    view: View, facets: Facets, question: Question, drawn: Drawn | None, problem: CallError | None = None
) -> Reply:
    """Make the page; without a network it has the form, and what is wrong."""
    return view.render(
        "network_view.html.j2",
        follows=list_followed(question.kind),
        facets=facets,
        carried=facets.hidden(*_OWN, "select", "all"),
        title=view.texts[f"title_{question.kind}"],
        status=400 if problem and not _is_narrowed_away(problem, facets) else 200,
        wide=True,
        problem=view.tell_problem(problem) if problem else None,
        question=question,
        kinds=[(kind, view.texts[f"title_{kind}"], kind == question.kind) for kind in KINDS],
        places=[
            (name, view.texts[f"network_places_{name.replace('-', '_')}"], name == question.places) for name in PLACES
        ],
        chips=_list_chips(view),
        downloads=[(view.here(format=form, select=None), view.texts[f"download_{form}"]) for form in _LISTED],
        **(_describe(view, drawn) if drawn else {"drawn": None}),
    )


def _is_narrowed_away(problem: CallError, facets: Facets) -> bool:
    """Tell whether what the network is to lie around may stand in it, but for the choices: no mistake, but no lines."""
    return problem.code == "unknown_mark" and bool(facets.asked)


def _describe(view: View, drawn: Drawn) -> dict[str, Any]:
    network = drawn.network
    chosen = describe_choice(view, drawn, view.choice.one("select"))
    return {
        "drawn": drawn,
        "summary": [
            view.count("nodes", len(network.nodes)),
            view.count("lines", len(network.edges)),
            *([view.count("quotes", len(network.quotes))] if network.quotes else []),
            view.count("documents", len(network.meetings)),
        ],
        "counted": tell_places(network.counted, view.texts, view.language),
        "legend": drawn.legend(view.texts).entries,
        "picture": draw_marks(view, drawn, chosen) if drawn.is_small else None,
        "data": None if drawn.is_small else pack_marks(view, drawn),
        "chosen": chosen,
        "near": _tell_near(drawn, chosen),
        "strongest": list_strongest(view, drawn),
        "rows": list_rows(view, drawn, chosen),
        "unit": view.texts[f"network_unit_{network.unit}"],
        "names": sorted({node.label for node in network.nodes})[:400],
        "png": view.here(format="svg", select=None),
    }


def _tell_near(drawn: Drawn, chosen: Choice | None) -> tuple[str, str]:
    """Give the numbers of the marks and of the lines that belong to what is chosen, for the script."""
    if chosen is None:
        return "", ""
    lines = [str(at) for at, edge in enumerate(drawn.network.edges) if edge.id in chosen.near]
    marks = sorted(drawn.numbers[id] for id in chosen.near if id in drawn.numbers)
    return " ".join(map(str, marks)), " ".join(lines)


def _list_chips(view: View) -> list[tuple[str, str]]:
    """Give name and address of each choice of this page alone that can be taken away."""
    keys = ("around", "least", "top")
    return [
        (
            f"{view.texts[f'network_{name}']}: {value}",
            view.link("/network", view.choice.drop(name, value).without("select")),
        )
        for name, value in view.choice.pairs
        if name in keys and value
    ]


def _give_file(view: View, question: Question, drawn: Drawn) -> Reply:
    """Give the network as the file that `format` asks for.

    Raises:
        CallError: there is no such format, or the network is too large for it.
    """
    name, form = f"network-{question.kind}", view.form
    writers: dict[str, Callable[[], tuple[str, str | bytes, str]]] = {
        "excel": lambda: (MEDIA["csv"], write_network(drawn.network, "csv", excel=True), "csv"),
        "rq": lambda: (TEXT, _write_query(view, question), ""),
        "file": lambda: (HTML, _write_page(view, drawn), "html"),
        **{form: partial(_write_file, drawn, form) for form in _FILES},
    }
    if form not in writers:
        known = ", ".join(sorted(writers))
        raise CallError(f"format is one of {known}, not {form!r}", "one_of", name="format", known=known, asked=form)
    media, written, ending = writers[form]()
    body = written if isinstance(written, bytes) else written.encode("utf-8")
    return Reply(200, media, body, (("Content-Disposition", attach(f"{name}.{ending}")),) if ending else ())


def _write_file(drawn: Drawn, form: str) -> tuple[str, str | bytes, str]:
    if form == "svg":
        check_size(drawn.network, MOST_DRAWN, 20 * MOST_DRAWN)
    return _FILES[form], write_network(drawn.network, form), form


def _write_page(view: View, drawn: Drawn) -> str:
    return write_network_page(drawn.network, language=view.language, coverage=coverage(view.graph))


def _write_query(view: View, question: Question) -> str:
    """Write the query of the whole network; what narrows it further is told above it."""
    named = load_query(f"network-{question.kind}")
    known = {parameter.name for parameter in named.parameters}
    asked = {name: value for name, value in question.asked.items() if name in known}
    beyond = [f"# Narrower on the page: {name}={value}" for name, value in question.beyond(known)]
    lines = [" ".join(line.split()) for line in beyond]
    return "".join(f"{line}\n" for line in lines) + view.graph.write_named(named, **asked)
