"""Whatever names hold, each file that leaves us is whole, and nothing in it is more than text."""

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

import nbformat
import pytest
from calling import call
from nbclient import NotebookClient

from hostile import make_hostile
from judging import judge
from naeringsgraf import api
from naeringsgraf.cli.network import FORMATS as NETWORK_FORMATS
from naeringsgraf.cli.network import KINDS
from naeringsgraf.web.pages.answer import PAGES, answer
from naeringsgraf.web.pages.asked import Asked, Offers
from payloads import write_payloads

pytest_plugins = ("asking_pages",)

CHECKOUT = Path(__file__).parents[2]
TOOL = CHECKOUT.parent / "shared" / "tools" / "hostile.py"
"""Makes hostile files of its own and judges exports; beside a checkout where it was laid there."""
ENDINGS = {
    "turtle": "ttl",
    "nquads": "nq",
    "ntriples": "nt",
    "pajek": "net",
    "cytoscape": "cyjs",
    "table": "txt",
    "rdfxml": "rdf",
    "excel": "csv",
    "file": "html",
}
SAMPLE = 'find_resource("data", "referat")'
"""What the notebooks read; they ask for names that stand there."""
OF_ONE_KIND = 1
"""Addresses of one page in one format that are asked for; each name stands on several pages."""
SPARQL_OWN = re.compile(r"^query-.*\.csv$")
"""SPARQL's own CSV keeps to its standard, which knows no guard; --excel is for spreadsheets."""

CALLS: Sequence[tuple[str, Sequence[str], Sequence[str]]] = (
    ("trace", ["trace"], ["table", "csv", "tsv", "json", "ndjson", "md", "html", "svg"]),
    ("trace-quotes", ["trace", "--quotes"], ["csv", "tsv", "json", "ndjson", "md"]),
    ("requests", ["requests"], ["table", "csv", "tsv", "json", "ndjson", "md", "html"]),
    ("uptake", ["uptake", "--theme", "strømnett"], ["table", "csv", "tsv", "json", "ndjson", "md", "html"]),
    ("salience", ["salience", "--theme", "strømnett"], ["table", "csv", "tsv", "json", "ndjson", "md", "html"]),
    ("silence", ["silence", "--theme", "strømnett"], ["table", "csv", "tsv", "json", "ndjson", "md", "html"]),
    ("people", ["people"], ["table", "csv", "tsv", "json", "ndjson", "md", "html"]),
    ("coverage", ["coverage"], ["table", "csv", "tsv", "json", "ndjson", "md", "html"]),
    ("review", ["review"], ["table", "csv", "tsv", "json", "ndjson"]),
    ("person", ["person", "Åse Vik", "--report"], ["table", "csv", "tsv", "json", "ndjson"]),
    ("check", ["check"], ["table", "ndjson"]),
    ("stats", ["stats", "--documents"], ["table", "json"]),
    ("export", ["export"], ["nq", "trig", "ttl", "nt", "jsonld", "rdfxml"]),
    ("annotations", ["export", "--profile", "web-annotation"], ["ttl", "nt", "jsonld", "rdfxml"]),
    ("schema", ["export", "--profile", "schema.org"], ["ttl", "nt", "jsonld", "rdfxml"]),
    ("dcat", ["export", "--profile", "dcat"], ["ttl", "nt", "jsonld", "rdfxml"]),
    ("query-people", ["query", "--named", "who-met"], ["table", "csv", "tsv", "json", "ndjson", "xml"]),
    ("excel", ["query", "--named", "who-met", "--excel"], ["csv"]),
    ("network", ["network", KINDS[0]], NETWORK_FORMATS),
    *((f"network-{kind}", ["network", kind], ["html", "graphml", "csv"]) for kind in KINDS[1:]),
    ("network-windows", ["network", "municipality-theme", "--window", "1y"], ["csv", "tsv", "json", "gexf"]),
    ("network-people", ["network", "co-attendance", "--between", "people"], ["csv", "json", "graphml", "html"]),
)
"""Name of the file, call, formats."""


@pytest.fixture(scope="module")
def minutes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give minutes full of names that are more: our own, and those of the tool where it is there."""
    folder = write_payloads(tmp_path_factory.mktemp("hostile") / "referat")
    if TOOL.is_file():
        made = folder.parent / "made"
        subprocess.run([sys.executable, TOOL, made, "--only", "inject"], capture_output=True, check=True)
        (made / "inject").rename(folder / "inject")
    return folder


@pytest.fixture(scope="module")
def store(minutes: Path) -> Path:
    """Give the store of these minutes; some of them have lines that cannot be read, which is no failure."""
    store = minutes.parent / "store"
    outcome = call("build", minutes, "--store", store)
    assert outcome.code in (0, 3), outcome.err
    assert judge("build.txt", outcome.err.encode()) == []
    return store


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder that all files are written to, for the tool to judge at the end."""
    return tmp_path_factory.mktemp("exports")


@pytest.mark.parametrize(("name", "words", "forms"), CALLS, ids=[name for name, *_ in CALLS])
def test_files_of_commands(store: Path, exports: Path, name: str, words: Sequence[str], forms: Sequence[str]) -> None:
    """Each command that writes a file, in each of its formats."""
    for form in forms:
        file = exports / f"{name}.{ENDINGS.get(form, form)}"
        outcome = call(*words, "--store", store, "--format", form, "-o", file)

        assert outcome.code in (0, 1, 4), outcome.err
        assert [fault for fault in judge(file.name, file.read_bytes()) if not SPARQL_OWN.match(file.name)] == []
        assert judge("told.txt", outcome.err.encode()) == []


def test_records_of_extract(minutes: Path, exports: Path) -> None:
    """What is read from one file, before there is any graph."""
    outcome = call("extract", minutes)

    exports.joinpath("extract.ndjson").write_text(outcome.out, encoding="utf-8")
    assert judge("extract.ndjson", outcome.out.encode()) == []
    assert judge("told.txt", outcome.err.encode()) == []


def test_pages_and_their_downloads(store: Path, exports: Path) -> None:
    """All that the explorer links to, and each file that a page can be had as."""
    with api.open(store) as graph:
        _judge_pages(graph, exports, "page")


def test_pages_of_a_graph_with_every_name_spoilt(graph: api.Graph, exports: Path) -> None:
    """Names that no reader would let through come to a graph by registers, judgements and other endpoints."""
    _judge_pages(make_hostile(graph), exports, "spoilt")


def test_notebook_shows_text(minutes: Path, exports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All cells of the shipped notebooks over these minutes too: what they show runs nothing."""
    notebook = nbformat.v4.new_notebook()  # type: ignore[no-untyped-call]
    for path in sorted((CHECKOUT / "notebooks").glob("0[1-4]-*.ipynb")):
        cells = nbformat.read(path, as_version=4).cells  # type: ignore[no-untyped-call]
        for cell in [each for each in cells if each.cell_type == "code"][1 if notebook.cells else 0 :]:
            source = cell.source.replace(SAMPLE, f"[Path({str(minutes)!r}), {SAMPLE}]")
            notebook.cells.append(nbformat.v4.new_code_cell(source))  # type: ignore[no-untyped-call]
    paths = filter(None, [str(CHECKOUT / "src"), os.environ.get("PYTHONPATH")])
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(paths))
    NotebookClient(notebook, timeout=600, kernel_name="python3").execute()
    written = nbformat.writes(notebook)  # type: ignore[no-untyped-call]

    exports.joinpath("notebook.ipynb").write_text(written, encoding="utf-8")
    shown = [
        output.data["text/html"]
        for cell in notebook.cells
        for output in cell.outputs
        if "data" in output and "text/html" in output.data
    ]
    exports.joinpath("notebook.html").write_text("\n".join(shown), encoding="utf-8")
    assert len(shown) > 10
    assert judge("notebook.ipynb", written.encode()) == []


@pytest.mark.skipif(not TOOL.is_file(), reason="the tool that judges exports is not beside this checkout")
def test_tool_finds_nothing(exports: Path) -> None:
    """A judge that knows nothing of ours agrees, over all files that the tests above wrote.

    Left out are pictures of dots, which it reads as text; and TSV, of which it takes a row that begins with an empty
    cell for a formula, and in which SPARQL's own has no guard. Those are judged above.
    """
    for file in (*exports.glob("query-*.csv"), *exports.glob("*.png"), *exports.glob("*.tsv")):
        file.unlink()
    judged = subprocess.run(
        [sys.executable, TOOL, exports, "--check-exports", exports], capture_output=True, text=True, check=False
    )

    assert [line for line in judged.stdout.splitlines() if not line.startswith("pass ")] == []
    assert judged.stdout.count("\n") == sum(file.is_file() for file in exports.rglob("*"))
    assert judged.returncode == 0


def _judge_pages(graph: api.Graph, exports: Path, name: str) -> None:
    """Ask for every kind of address that is linked to from the first ones, and judge pages and files."""
    squares = str(CHECKOUT / "tests" / "web" / "squares.json")
    offers = Offers(review=str(exports / "judgements.csv"), update=True, editor=True, map=squares)
    waiting, kinds = list(PAGES), Counter[Hashable]()
    for number, address in enumerate(waiting):
        parts = urlsplit(address)
        values = tuple(parse_qsl(parts.query, keep_blank_values=True))
        reply = answer(graph, Asked(unquote(parts.path), values, "text/html", "", offers=offers))
        form = dict(values).get("format", "html")
        file = exports / f"{name}-{number:03}.{ENDINGS.get(form, form)}"
        file.write_bytes(reply.body)

        assert reply.status == 200, (address, reply.body[-400:])
        assert judge(file.name, reply.body) == [], address
        assert all(each.isprintable() for header in reply.headers for each in header), address
        if form == "html":
            waiting += _choose_links(reply.body.decode("utf-8"), kinds)


def _choose_links(page: str, kinds: Counter[Hashable]) -> Iterator[str]:
    """Give the addresses of our own on a page, of each kind as many as are to be tried in all."""
    for found in dict.fromkeys(re.findall(r'href="(/(?!/|static/|data\b)[^"#]*)', page)):
        parts = urlsplit(address := unescape(found))
        values = dict(parse_qsl(parts.query, keep_blank_values=True))
        kind = (parts.path.split("/")[1], parts.path.count("/"), values.get("format"))
        kinds[kind] += 1
        if kinds[kind] <= OF_ONE_KIND:
            yield address
