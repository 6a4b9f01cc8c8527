"""Files that a user names on the command line, being anything: one clear line, the documented exit, nothing changed."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from calling import Outcome, call, spawn
from hypothesis import given, settings
from hypothesis import strategies as st
from minutes import write_minutes

from naeringsgraf.errors import JudgementError, RegisterError
from naeringsgraf.given import MAX_BYTES
from naeringsgraf.linking.judgements.table import COLUMNS, read_judgements
from naeringsgraf.mapping.iri import BASE
from naeringsgraf.registers.collocations import read_collocations
from naeringsgraf.registers.general import read_general
from naeringsgraf.registers.organisations import read_clusters, read_organisations, read_parties
from naeringsgraf.registers.places import load_places
from naeringsgraf.registers.tables import REGISTERS_VARIABLE, find_registers
from naeringsgraf.resources import find_resource

SLUG = "2021-03-12-naeringsgruppa"
HEADER = ",".join(COLUMNS)
LINE = f"theme,{SLUG},Strømnett,yes,Kommunen ber Statnett om å bygge ut strømnettet.,Ida,2024-05-06,Sagt"
UNSEEN = "\0\x1b\u202e\u2028"
POSIX = hasattr(os, "mkfifo")

Make = Callable[[Path], object]


def nothing_but(data: bytes) -> Make:
    """Give what writes these bytes."""
    return lambda path: path.write_bytes(data)


def make_too_large(path: Path) -> None:
    """Write nothing, and say that it is much."""
    path.touch()
    os.truncate(path, MAX_BYTES + 1)


NO_FILES: dict[str, Make] = {
    "folder": Path.mkdir,
    "link that leads nowhere": lambda path: path.symlink_to("nowhere"),
    "link to itself": lambda path: path.symlink_to(path.name),
    "pipe": os.mkfifo if POSIX else Path.touch,
    "device that never ends": lambda path: path.symlink_to("/dev/zero"),
    "too large": make_too_large,
}
CONTENTS: dict[str, Make] = {
    "empty": nothing_but(b""),
    "any bytes": nothing_but(bytes(range(256)) * 20),
    "zeros": nothing_but(bytes(10_000)),
    "utf-16": nothing_but(f"{HEADER}\n{LINE}\n".encode("utf-16")),
    "latin-1": nothing_but(f"{HEADER}\n{LINE}\n".encode("latin-1")),
    "deep": nothing_but(b"[" * 100_000),
    "deep tables": nothing_but(b'{"a":' * 100_000),
    "another thing": nothing_but(b'{"type": 1, "figures": {"a": 3}, "remarks": [{"x": 1}], "doc": {"a": 1}}'),
    "list": nothing_but(b'[{"a": null}, 1, "x"]'),
    "huge number": nothing_but(b'{"doc": ' + b"9" * 10_000 + b"}"),
    "words": nothing_but('\u202eord\x1b[31m = <urn:x y> "\n'.encode()),
}
CALLS: dict[str, tuple[str, tuple[str, ...]]] = {
    "judgements of a build": ("f.csv", ("build", "{referat}", "--store", "{store}", "--judgements", "{file}")),
    "judgements of the folder": ("judgements.csv", ("build", "{folder}", "{referat}", "--store", "{store}")),
    "judgements of a review": ("f.csv", ("review", "--store", "{store}", "--judgements", "{file}")),
    "sheet": ("f.csv", ("review", "--store", "{store}", "--judgements", "{new}", "--import", "{file}", "--who", "Ida")),
    "saved query": ("f.rq", ("query", "--store", "{store}", "--questions", "{folder}", "--named", "f")),
    "saved question": ("f.toml", ("query", "--store", "{store}", "--questions", "{folder}", "--named", "f")),
    "query": ("f.rq", ("query", "{file}", "--store", "{store}")),
    "map": ("f.json", ("serve", "{store}", "--map", "{file}", "--get", "/map")),
    "earlier evaluation": ("f.json", ("evaluate", "{labelled}", "--against", "{file}")),
    "labels": ("gold/f.json", ("evaluate", "{folder}")),
    "backup": ("f", ("restore", "{file}", "--store", "{new}")),
}

TABLES: list[tuple[Callable[[Path], object], Path]] = [
    (lambda path: read_organisations(path, load_places()), find_registers() / "organisations.csv"),
    (lambda path: read_clusters(path, load_places()), find_registers() / "clusters.csv"),
    (read_parties, find_registers() / "parties.csv"),
    (read_collocations, find_resource("data", "themes", "collocations.csv")),
    (read_general, find_resource("data", "themes", "general.csv")),
]
"""What reads a table, and one as it is shipped."""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store, its minutes, and a folder with labels."""
    folder = tmp_path_factory.mktemp("given")
    write_minutes(folder / "referat")
    write_minutes(folder / "labelled" / "text", "a.md")
    (folder / "labelled" / "gold").mkdir()
    (folder / "labelled" / "gold" / "a.json").write_text(json.dumps({"doc": "a"}), encoding="utf-8")
    assert call("build", folder / "referat", "--store", folder / "store").code == 0
    return folder


@pytest.mark.skipif(not POSIX, reason="this system has no pipes and links in folders")
@pytest.mark.parametrize("kind", [*NO_FILES, *CONTENTS])
@pytest.mark.parametrize("use", CALLS)
def test_anything_is_told_in_lines(place: Path, tmp_path: Path, use: str, kind: str) -> None:
    """With the name of the file; no traceback, nothing that steers a terminal, and the store is what it was."""
    if (use, kind) == ("query", "pipe"):
        pytest.skip("a query may come from a pipe")
    name, words = CALLS[use]
    folder = tmp_path / "given"
    file = folder / name
    file.parent.mkdir(parents=True)
    (NO_FILES | CONTENTS)[kind](file)
    before = read_all(place / "store")

    outcome = run(place, folder, file, words)

    assert outcome.code in (1, 2), outcome
    # Two more lines show the place in a query.
    assert len(outcome.err.splitlines()) == 1 or ("query" in use and len(outcome.err.splitlines()) <= 3), outcome
    assert not any(mark in outcome.err for mark in UNSEEN)
    assert str(folder) in outcome.err or use == "query", outcome
    assert read_all(place / "store") == before


def run(place: Path, folder: Path, file: Path, words: tuple[str, ...]) -> Outcome:
    """Call with the names of the places filled in."""
    names = {
        "{referat}": place / "referat",
        "{labelled}": place / "labelled",
        "{store}": place / "store",
        "{new}": folder.parent / "new",
        "{folder}": folder,
        "{file}": file,
    }
    return call(*(names.get(word, word) for word in words))


def read_all(folder: Path) -> dict[Path, bytes]:
    """Give every file below a folder."""
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


HOSTILE = [
    *("Øst\0vik", "Østvik\x1b[31m", "Øst\u202evik", "Øst\u2028vik", "", " ", "***", "=HYPERLINK(1)", "@x", "<b>x</b>"),
    *(
        "a b> <urn:x> <urn:y> .",
        'a" . <urn:x> <urn:y> "b',
        "a\nb",
        "{}|\\^`",
        "../../x",
        "%2E%2E",
        "x" * 100_000,
        "ﷺ" * 1_000,
    ),
]
"""Names that would be more than names."""


@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_names_of_a_register_are_names(place: Path, tmp_path: Path, name: str) -> None:
    """Refused with the line, or one more thing in the graph under a name that is text, with nothing beside it."""
    registers = tmp_path / "registers"
    shutil.copytree(find_registers(), registers)
    cell = '"' + name.replace('"', '""') + '"'
    with (registers / "clusters.csv").open("a", encoding="utf-8", newline="") as table:
        table.write(f"{cell},,NCE,,energi,,known,\n")
    lines = (registers / "clusters.csv").read_text("utf-8").count("\n")
    before = list_subjects(place / "store")

    outcome = spawn(
        *("build", place / "referat", "--store", tmp_path / "store"),
        environment={REGISTERS_VARIABLE: str(registers)},
    )

    if outcome.code:
        assert (outcome.code, outcome.err.count("\n")) == (1, 1), outcome
        assert f"registers/clusters.csv, line {lines}: " in outcome.err
    else:
        new = list_subjects(tmp_path / "store") - before
        assert len(new) == 1, new
        assert {name.strip()} == {label for _, label in new}


def list_subjects(store: Path) -> set[tuple[str, str]]:
    """Give every cluster with its label, and all that is no part of the vocabulary."""
    query = "SELECT ?it ?label { ?it a ng:Cluster . OPTIONAL { ?it rdfs:label ?label } }"
    found = json.loads(call("query", "-", "--store", store, "--format", "json", stdin=query).out)
    return {(row["it"]["value"], row["label"]["value"]) for row in found["results"]["bindings"]}


@pytest.mark.parametrize("mark", UNSEEN)
def test_who_decided_and_why_can_be_seen(place: Path, tmp_path: Path, mark: str) -> None:
    """Whoever reads the graph must not be led astray by what stands there unseen."""
    path = tmp_path / "judgements.csv"
    path.write_text(f"{HEADER}\n{LINE}{mark}.\n", encoding="utf-8")

    outcome = call("build", place / "referat", "--store", place / "store", "--judgements", path)

    assert (outcome.code, outcome.err.count("\n")) == (1, 1)
    assert f"line 2: why holds U+{ord(mark):04X}" in outcome.err


def test_a_column_that_stands_twice_is_told(place: Path, tmp_path: Path) -> None:
    """Else the last would win without a word."""
    path = tmp_path / "judgements.csv"
    path.write_text(f"{HEADER},subject\n{LINE},another\n", encoding="utf-8")

    outcome = call("build", place / "referat", "--store", place / "store", "--judgements", path)

    assert outcome.code == 1
    assert "line 1: the column 'subject' stands twice" in outcome.err


@pytest.mark.parametrize("line", ["x,x,x,x,x,x,x,x", LINE, f"theme,{SLUG},Strømmnett,no,Nei,Ida,2024-05-06,"])
def test_very_many_bad_lines_are_counted(place: Path, tmp_path: Path, line: str) -> None:
    """The first hundred are told, and how many follow; nothing is compared with everything."""
    path = tmp_path / "judgements.csv"
    path.write_text(f"{HEADER}\n" + f"{line}\n" * 20_000, encoding="utf-8")

    outcome = call("build", place / "referat", "--store", place / "store", "--judgements", path)

    assert outcome.code == 1
    assert len(outcome.err.splitlines()) == 101
    assert outcome.err.splitlines()[-1].endswith("more lines that cannot be; mend these first")


@given(st.data())
@settings(max_examples=200, deadline=None)
def test_a_broken_table_is_read_or_told_by_line(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """Whatever is cut out of a table, or put into it: no other exception, and all that is told has a place."""
    path = tmp_path_factory.getbasetemp() / "broken.csv"
    whole = f"{HEADER}\n{LINE}\n{LINE.replace('Strømnett', 'Kraft')}\n".encode()
    begins = data.draw(st.integers(0, len(whole)))
    ends = data.draw(st.integers(begins, min(len(whole), begins + 20)))
    put = data.draw(
        st.one_of(st.binary(max_size=8), st.sampled_from([b'"', b",", b"\0", b"\r", b"\n", b"\xef\xbb\xbf"]))
    )
    path.write_bytes(whole[:begins] + put + whole[ends:])

    try:
        read = read_judgements(path, BASE)
    except JudgementError as problem:
        assert all(line.startswith(f"{path}, line ") and "\n" not in line for line in problem.lines())
    else:
        assert len(read.every) <= 4


@given(st.data())
@settings(max_examples=100, deadline=None)
def test_a_broken_register_is_read_or_told_by_line(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """The same of each table, and of those beside the thesaurus."""
    read, source = data.draw(st.sampled_from(TABLES))
    lines = source.read_bytes().split(b"\n")
    whole = b"\n".join([*lines[:3], b""])
    path = tmp_path_factory.getbasetemp() / source.name
    begins = data.draw(st.integers(0, len(whole)))
    put = data.draw(st.one_of(st.binary(max_size=8), st.sampled_from([b'"', b",", b"\0", b"\r", b"9" * 5_000])))
    path.write_bytes(whole[:begins] + put + whole[begins + data.draw(st.integers(0, 20)) :])

    try:
        read(path)
    except RegisterError as problem:
        assert "\n" not in str(problem)
        assert problem.line is not None
