"""Judges a file that leaves us, by its ending: whether it is whole, and whether anything in it is more than text.

The names in it may be anything, so nothing that they hold may run, load, end what it stands in, or be taken for a
formula or for a command to a terminal. What is said of a file is a list of faults; none is the good answer.
"""

import csv
import io
import json
import re
import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

import nbformat
import pyoxigraph
from selectolax.lexbor import LexborHTMLParser, LexborNode

MARK: Final = "XSSMARK"
"""Stands in each payload that would run; it must not stand where something runs."""

_ACTIVE: Final = ("javascript:", "vbscript:", "data:text/html", "data:image/svg")
_LEAVES: Final = re.compile(r"\s*(?:https?:)?//", re.IGNORECASE)
_ADDRESSES: Final = frozenset({"href", "src", "action", "formaction", "data", "poster", "background", "srcset"})
_FOREIGN: Final = frozenset({"object", "embed", "iframe", "frame", "base", "applet", "portal"})
_FORMULA: Final = tuple("=+-@\t\r\n＝＋－＠")
_NUMBER: Final = re.compile(r"[-+]?\d+(?:\.\d+)?(?:e[-+]?\d+)?")
_BARE: Final = re.compile(r"(?<!\\)[<>]")


def judge(name: str, data: bytes) -> list[str]:
    """Give the faults of a file."""
    ending = name.rpartition(".")[2].lower()
    if ending == "png":
        return [] if data.startswith(b"\x89PNG\r\n\x1a\n") else ["no PNG"]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as problem:
        return [f"no UTF-8: {problem}"]
    faults = [f"U+{ord(letter):04X} stands in it" for letter in "\0\ud800" if letter in text]
    return faults + list(JUDGES[ending](text))


def judge_page(text: str) -> Iterator[str]:
    """A page or a part of one, as a browser reads it: nothing that names brought along runs, loads or leads astray."""
    for node in LexborHTMLParser(text).css("*"):
        yield from _judge_element(str(node.tag), {name: value or "" for name, value in node.attributes.items()}, node)


def _judge_element(tag: str, attributes: Mapping[str, str], node: LexborNode) -> Iterator[str]:
    if tag in _FOREIGN and not _is_frame(tag, attributes):
        yield f"<{tag}>"
    if tag == "meta" and attributes.get("http-equiv", "").lower() == "refresh":
        yield "leads elsewhere by itself"
    for name, value in attributes.items():
        bare = name.rpartition(":")[2].lower()
        if bare.startswith("on"):
            yield f"{name}={value[:40]!r} runs"
        if bare in _ADDRESSES:
            yield from _judge_address(tag, bare, value)
    if tag == "script" and attributes.get("type") in ("application/json", "application/ld+json"):
        yield from judge_json(node.text())
    elif tag in ("script", "style") and MARK in node.text():
        yield f"a payload stands in <{tag}>"


def _is_frame(tag: str, attributes: Mapping[str, str]) -> bool:
    """Whether it is the frame that a notebook shows a page in, shut off from the notebook; the page is judged too."""
    shut = "sandbox" in attributes and "allow-same-origin" not in attributes["sandbox"]
    return tag == "iframe" and shut and "src" not in attributes and not list(judge_page(attributes.get("srcdoc", "")))


def _judge_address(tag: str, name: str, value: str) -> Iterator[str]:
    address = re.sub(r"[\x00-\x20]", "", value).lower()
    if address.startswith(_ACTIVE) and not (tag == "img" or (tag == "link" and address.startswith("data:image"))):
        yield f"{name}={value[:40]!r} runs"
    if _LEAVES.match(address) and (tag != "a" or name != "href"):
        yield f"<{tag}> loads {value[:60]!r}"


def judge_xml(text: str) -> Iterator[str]:
    """Well-formed, without entities of its own, and with no script."""
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        yield "declares a document type"
    try:
        root = ET.fromstring(text.encode("utf-8"))
    except ET.ParseError as problem:
        yield f"not well-formed: {problem}"
        return
    for element in root.iter():
        tag = str(element.tag).rpartition("}")[2]
        if tag in ("script", "foreignObject", "handler") or any(
            name.rpartition("}")[2].startswith("on") for name in element.attrib if "svg" in str(element.tag)
        ):
            yield f"<{tag}> runs"
        for name, value in element.attrib.items():
            if name.rpartition("}")[2] == "href" and not value.startswith(("#", "data:image/png")):
                yield f"<{tag}> leads to {value[:40]!r}"


def judge_csv(text: str) -> Iterator[str]:
    """Rows of equal length, and no cell that a spreadsheet takes for a formula."""
    plain = text.removeprefix("\ufeff")
    yield from _judge_cells(csv.reader(io.StringIO(plain, newline=""), delimiter=";" if plain != text else ","))


def judge_tsv(text: str) -> Iterator[str]:
    """The same, for tabs."""
    yield from _judge_cells(line.split("\t") for line in text.splitlines())


def _judge_cells(rows: Iterable[list[str]]) -> Iterator[str]:
    lengths = set()
    for number, row in enumerate(rows):
        lengths.add(len(row))
        for cell in row:
            if cell.startswith(_FORMULA) and not _NUMBER.fullmatch(cell):
                yield f"row {number}: {cell[:40]!r} is a formula"
    if len(lengths) > 1:
        yield f"rows of {sorted(lengths)} cells"


def judge_json(text: str) -> Iterator[str]:
    """JSON as its standard has it, and of characters that can be written."""

    def refuse(word: str) -> None:
        raise ValueError(f"{word} is no JSON")

    try:
        json.dumps(json.loads(text, parse_constant=refuse), ensure_ascii=False).encode("utf-8")
    except ValueError as problem:
        yield f"no JSON: {problem}"


def judge_lines(text: str) -> Iterator[str]:
    """One JSON object a line."""
    for line in text.splitlines():
        yield from judge_json(line)


def judge_shown(text: str) -> Iterator[str]:
    """Text for a terminal or a reader: nothing that steers either."""
    for letter in sorted(set(text) - {"\n"}):
        if unicodedata.category(letter) in ("Cc", "Cf", "Zl", "Zp", "Cs"):
            yield f"U+{ord(letter):04X} stands in it"


def judge_markdown(text: str) -> Iterator[str]:
    """A table of equal rows, with no element of HTML and nothing that steers a terminal."""
    yield from judge_shown(text)
    rows = [line for line in text.splitlines() if line.startswith("|")]
    if len({len(re.findall(r"(?<!\\)(?:\\\\)*\|", row)) for row in rows}) > 1:
        yield "rows of unequal length"
    if _BARE.search(text):
        yield "an element of HTML may stand in it"


def judge_graph(form: pyoxigraph.RdfFormat) -> Callable[[str], Iterator[str]]:
    """RDF that parses, and holds no control character."""

    def judge_text(text: str) -> Iterator[str]:
        try:
            values = {
                each.value if isinstance(each, pyoxigraph.Literal | pyoxigraph.NamedNode) else ""
                for quad in pyoxigraph.parse(text, format=form, base_iri="http://x.test/")
                for each in (quad.subject, quad.predicate, quad.object)
            }
        except SyntaxError as problem:
            yield f"does not parse: {problem}"
            return
        if any(unicodedata.category(letter) == "Cc" and letter not in "\n\t" for letter in set().union(*values)):
            yield "a control character stands in a term"

    return judge_text


def judge_query(text: str) -> Iterator[str]:
    """A query that parses, asks for one thing and calls nobody."""
    try:
        pyoxigraph.Store().query(text)
    except SyntaxError as problem:
        yield f"does not parse: {problem}"


def judge_pajek(text: str) -> Iterator[str]:
    """Each mark on a line of its own, its name between two quotation marks."""
    for line in text.splitlines():
        if not line.startswith("*") and line.count('"') not in (0, 2, 4):
            yield f"a name ends early: {line[:60]!r}"


def judge_notebook(text: str) -> Iterator[str]:
    """What cells show is judged as pages or as text."""
    notebook: Any = nbformat.reads(text, as_version=4)  # type: ignore[no-untyped-call]
    nbformat.validate(notebook)
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            if output.output_type == "error":
                yield f"a cell failed: {output.evalue}"
            shown = output.get("data", {})
            yield from judge_page(shown.get("text/html", ""))
            yield from judge_xml(shown["image/svg+xml"]) if "image/svg+xml" in shown else ()


_RDF: Final = {
    "ttl": pyoxigraph.RdfFormat.TURTLE,
    "nt": pyoxigraph.RdfFormat.N_TRIPLES,
    "nq": pyoxigraph.RdfFormat.N_QUADS,
    "trig": pyoxigraph.RdfFormat.TRIG,
    "rdf": pyoxigraph.RdfFormat.RDF_XML,
    "jsonld": pyoxigraph.RdfFormat.JSON_LD,
}
JUDGES: Final[Mapping[str, Callable[[str], Iterator[str]]]] = {
    "html": judge_page,
    "svg": judge_xml,
    "graphml": judge_xml,
    "gexf": judge_xml,
    "xml": judge_xml,
    "csv": judge_csv,
    "tsv": judge_tsv,
    "json": judge_json,
    "cyjs": judge_json,
    "ndjson": judge_lines,
    "md": judge_markdown,
    "txt": judge_shown,
    "net": judge_pajek,
    "rq": judge_query,
    "ipynb": judge_notebook,
    **{ending: judge_graph(form) for ending, form in _RDF.items()},
}
"""Ending → what judges it."""
