"""Laws that hold whatever a file holds: refused in one line, or read with exact offsets and a graph that parses."""

import io
import json
import zipfile
from collections.abc import Iterator
from functools import cache
from typing import Any

import pyoxigraph
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from naeringsgraf.errors import SourceError
from naeringsgraf.linking.extract import extract_meeting
from naeringsgraf.mapping.nquads import map_document
from naeringsgraf.mapping.record import make_record
from naeringsgraf.model.document import Document
from naeringsgraf.parsing.split import split_minutes
from naeringsgraf.reading.read import read_bytes
from pdf_writer import Put, write_pdf
from wordmaker import make_docx, par, row, run, table

BOUNDED = settings(derandomize=True, database=None, suppress_health_check=list(HealthCheck))
"""The same examples in every run, and few enough for every run; NAERINGSGRAF_EXAMPLES=1000 searches longer."""

PIECES = [
    "# Referat Næringsgruppa 12.03.2021", "Referat fra møte i Regionrådet", "Til stede:", "Forfall:", "Møtte", "Vara:",
    "- Åse Vik, Drammen kommune", "- Ola Li (H), ordfører", "Vik, Åse", "Kari Lie v/Ola Vik", "Åse Vik: Ja.",
    "Åse Vik, Drammen: Kommunen ber staten om batterier.", "Ola svarte Åse at", "Sekretariatet:", "undertegnede",
    "## Sak 1 Strømnett", "PS 6/15 Budsjett", "1. Godkjenning", "A. Ymse", "IV. Eventuelt", "Sak 2/21: Runden /",
    "Vedtak:", "Vedtak (5 mot 1):", "Møtet vedtok", "Arbeidsgruppe: Lie, Vik og Li", "Neste møte 31.02.2022 kl. 9-25",
    "Frist: 29. februar", "12 mill. kr av 1 000 000", "(4-1)", "NAVN\tKOMMUNE", "| Navn | Møtt |", "|---|---|",
    "| Kari | x |", "Navn   Kommune", "Dato: 1.1.21 Tid: kl. 0900 Sted: Hol", "---", "title: x", "> ", ">> ", "**",
    "* ",
    "```", "<br>", "<!--", "&amp;", "{: .x}", "~~", "`", "\\", "[a](b)", ", ", "; ", ": ", " - ", " – ", "\t", "  ",
    "\n",
    "\n\n", "\f", "\r\n", "\u2028", "\u00a0", "\u200b", "\u202e", "\u0301", "ﬁ", "ß", "İ", "ǅ", "😀", "█", "\0", "\x1b",
    "½",
    "٣", "Ⅷ", "01.01.", "0000-00-00", "99:99", "x" * 600, " " * 300, "møtte for", "på vegne av", "viste til", "m.fl.",
]  # fmt: skip
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=40).flatmap(
    lambda parts: st.sampled_from(["\n", " ", ""]).map(lambda joint: joint.join(parts))
)


def check(raw: bytes, name: str) -> None:
    """Read a file as a build does, and hold all laws against what comes of it."""
    try:
        parts = [(part, extract_meeting(part)) for part in split_minutes(read_bytes(raw, name))]
    except SourceError as problem:
        assert str(problem).startswith(name) and "\n" not in str(problem)
        return
    for document, meeting in parts:
        check_document(document)
        record = json.loads(json.dumps(make_record(document, meeting)))
        for path, begins, ends in find_spans(record):
            assert 0 <= begins <= ends <= len(document.text), path
        for path, quoted in find_quotes(record):
            assert document.text[quoted["begins"] : quoted["ends"]] == quoted["text"], path
        graph = map_document(document, meeting)
        assert sum(1 for _ in pyoxigraph.parse(graph, format=pyoxigraph.RdfFormat.N_QUADS)) == graph.count(b"\n")


def check_document(document: Document) -> None:
    """Lines and cells are where they say, in order, and nothing stands in the text that no parser can bear."""
    assert [line.begins for line in document.lines] == sorted(line.begins for line in document.lines)
    for line in document.lines:
        assert document.text[line.begins : line.ends] == line.text
        assert all(line.begins <= cell.begins <= cell.ends <= line.ends for cell in line.cells)
    assert not any(character in document.text for character in "\0\x1b\r\u2028\u202e\u200b\ufeff")


def find_spans(part: Any, path: str = "") -> Iterator[tuple[str, int, int]]:
    """Give every stretch of the text that a record names, with where in the record it does."""
    if isinstance(part, dict):
        if isinstance(part.get("begins"), int):
            yield path, part["begins"], part["ends"]
        for key, value in part.items():
            yield from find_spans(value, f"{path}/{key}")
    elif isinstance(part, list):
        for at, value in enumerate(part):
            yield from find_spans(value, f"{path}/{at}")


def find_quotes(record: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give what a record quotes to the letter."""
    for key in ("contributions", "decisions", "requests", "problems", "mentions", "unread"):
        for at, part in enumerate(record[key]):
            yield f"{key}/{at}", part


@BOUNDED
@given(texts, st.sampled_from(["md", "txt", "html"]))
def test_any_text(text: str, ending: str) -> None:
    """Bits of minutes in any order, with whatever characters between them."""
    check(text.encode("utf-8", "surrogatepass"), f"mote.{ending}")


@BOUNDED
@given(st.lists(st.sampled_from(PIECES), min_size=8, max_size=60))
def test_any_minutes(pieces: list[str]) -> None:
    """The same below a head that makes minutes of it, so that every part is reached."""
    head = "# Referat Næringsgruppa 12.03.2021\n\nTil stede:\n\n- Åse Vik, Drammen kommune\n- Ola Li\n\n## Sak 1 Nett\n"
    check((head + "\n".join(pieces)).encode(), "mote.md")


@BOUNDED
@given(st.binary(max_size=300), st.sampled_from(["md", "txt", "html", "docx", "pdf"]))
def test_any_bytes(raw: bytes, ending: str) -> None:
    """Bytes that are nothing."""
    check(raw, f"mote.{ending}")


TAGS = ["p", "div", "table", "tr", "td colspan=3 rowspan=0", "th", "ul", "ol start=99999999999", "li", "h1", "h6", "b",
        "pre", "span style='white-space:pre'", "dl", "dt", "dd", "template", "script", "svg", "br", "p hidden", "sup",
        "a href=#x", "del", "li value=-3", "body", "html", "!--", "![CDATA[", "?xml"]  # fmt: skip


@BOUNDED
@given(st.lists(st.tuples(st.sampled_from(TAGS), st.sampled_from(PIECES), st.booleans()), max_size=40))
def test_any_page(elements: list[tuple[str, str, bool]]) -> None:
    """Elements in any order, closed or not."""
    page = "".join(f"<{tag}>{text}" + (f"</{tag.split()[0]}>" if closed else "") for tag, text, closed in elements)
    check(f"<html>{page}".encode("utf-8", "surrogatepass"), "mote.html")


@cache
def make_word_file() -> bytes:
    cells = table(row("Navn", "Kommune"), row("Kari Lie", "Hol"))
    return make_docx(par(run("Referat 12.03.2021")) + par(run("Til stede:")) + cells + par(run("Sak 1 Nett")))


@cache
def make_pdf_file() -> bytes:
    lines = ["Referat fra møte 12.03.2021", "Til stede:", "Kari Lie, Hol", "Sak 1 Nett", "Kari Lie: Ja."]
    return write_pdf([Put(50, 60 + 14 * at, line) for at, line in enumerate(lines)])


changes = st.lists(st.tuples(st.integers(0, 10**6), st.binary(max_size=3), st.integers(0, 4)), min_size=1, max_size=20)


def mutate(raw: bytes, edits: list[tuple[int, bytes, int]]) -> bytes:
    """Put bytes in, and take some out, at places counted round and round."""
    changed = bytearray(raw)
    for place, new, length in edits:
        at = place % max(1, len(changed))
        changed[at : at + length] = new
    return bytes(changed)


@BOUNDED
@given(changes)
def test_any_damage_to_a_word_file(edits: list[tuple[int, bytes, int]]) -> None:
    """In the archive, whatever part it hits."""
    check(mutate(make_word_file(), edits), "mote.docx")


@BOUNDED
@given(changes, st.sampled_from(["word/document.xml", "word/styles.xml", "word/numbering.xml", "_rels/.rels"]))
def test_any_damage_to_a_part_of_a_word_file(edits: list[tuple[int, bytes, int]], damaged: str) -> None:
    """In the XML within a whole archive."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(make_word_file())) as source, zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            content = source.read(name)
            archive.writestr(name, mutate(content, edits) if name == damaged else content)
    check(target.getvalue(), "mote.docx")


@BOUNDED
@given(changes)
def test_any_damage_to_a_pdf(edits: list[tuple[int, bytes, int]]) -> None:
    """In its objects, its table or its text."""
    check(mutate(make_pdf_file(), edits), "mote.pdf")


@pytest.mark.parametrize("ending", ["md", "txt", "html", "docx", "pdf"])
def test_the_files_that_are_damaged_are_whole_before(ending: str) -> None:
    """Else the laws above would hold of refusals alone."""
    whole = {"docx": make_word_file(), "pdf": make_pdf_file()}.get(ending, b"Referat 12.03.2021\n\nSak 1 Nett\n")

    assert read_bytes(whole, f"mote.{ending}").text
