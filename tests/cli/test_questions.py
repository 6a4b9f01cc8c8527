"""The commands that read a store: query, check, stats, export."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from calling import Outcome, call
from pyoxigraph import RdfFormat, parse

from handmade import TEXT, make_document, make_meeting
from naeringsgraf.model.document import Document
from naeringsgraf.model.meeting import Meeting
from naeringsgraf.reading.files import SourceFile, find_files
from naeringsgraf.store.build import build_store

Ask = Callable[..., Outcome]


def read(file: SourceFile) -> list[tuple[Document, Meeting]]:
    return [(make_document(), make_meeting())]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the one meeting that is put together by hand."""
    folder = tmp_path_factory.mktemp("questions")
    (folder / "2021-03-12-naeringsgruppa.txt").write_text(TEXT, encoding="utf-8")
    build_store(find_files([folder]), folder / "store", read=read, workers=0)
    return folder / "store"


@pytest.fixture
def ask(store: Path) -> Ask:
    """Call a command on that store."""
    return lambda *arguments, stdin="": call(*arguments, "--store", store, stdin=stdin)


MEETINGS = "SELECT ?day WHERE { ?meeting a ng:Meeting ; ng:date ?day }"


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("table", "day\n----------\n2021-03-12\n"),
        ("csv", "day\r\n2021-03-12\r\n"),
        ("ndjson", '{"day": "2021-03-12"}\n'),
        ("tsv", '?day\n"2021-03-12"^^<http://www.w3.org/2001/XMLSchema#date>\n'),
    ],
)
def test_query_from_standard_input_in_a_format(ask: Ask, form: str, expected: str) -> None:
    """The project's prefixes are known; the result is all that stands on stdout."""
    assert ask("query", "-", "--format", form, stdin=MEETINGS) == Outcome(0, expected, "")


def test_query_from_a_file_to_a_file_whose_ending_is_the_format(ask: Ask, tmp_path: Path) -> None:
    """A byte order mark before the query does no harm."""
    (tmp_path / "days.rq").write_text("\ufeff" + MEETINGS, encoding="utf-8")
    outcome = ask("query", tmp_path / "days.rq", "-o", tmp_path / "days.json")

    assert outcome == Outcome(0, "", "")
    assert json.loads((tmp_path / "days.json").read_text(encoding="utf-8"))["head"] == {"vars": ["day"]}


def test_file_is_not_overwritten_unless_asked_for(ask: Ask, tmp_path: Path) -> None:
    """The line says how to do it."""
    path = tmp_path / "days.csv"
    path.write_text("mine", encoding="utf-8")
    outcome = ask("query", "-", "-o", path, stdin=MEETINGS)

    assert outcome.code == 2
    assert outcome.err == f"Error: {path} is there already; name another file, or overwrite it with --force\n"
    assert path.read_text(encoding="utf-8") == "mine"
    assert ask("query", "-", "-o", path, "--force", stdin=MEETINGS).code == 0
    assert path.read_bytes() == b"day\r\n2021-03-12\r\n"
    assert [entry.name for entry in tmp_path.iterdir()] == ["days.csv"]


@pytest.mark.parametrize("name", ["nowhere/days.csv", "days.docx", "."])
def test_file_that_cannot_be_written_is_told_before_any_work(ask: Ask, tmp_path: Path, name: str) -> None:
    """A missing folder, an ending that is no format, a folder."""
    outcome = ask("query", "-", "-o", tmp_path / name, stdin=MEETINGS)

    assert (outcome.code, outcome.err.count("\n")) == (2, 1)


def test_empty_answer_ends_with_4_and_keeps_its_header(ask: Ask) -> None:
    """A script can tell "nothing" from "wrong"."""
    outcome = ask("query", "-", "--format", "csv", stdin="SELECT ?day WHERE { ?day a ng:Nothing }")

    assert outcome == Outcome(4, "day\r\n", "Note: the question has no rows\n")


def test_answer_no_is_an_answer(ask: Ask) -> None:
    """ASK has one row, whatever it says."""
    outcome = ask("query", "-", "--format", "csv", stdin="ASK { ?x a ng:Nothing }")

    assert (outcome.code, outcome.out) == (0, "answer\r\nfalse\r\n")


def test_query_that_makes_a_graph_gives_turtle(ask: Ask) -> None:
    """Rows and graphs have formats of their own."""
    text = "CONSTRUCT { ?m ng:date ?d } WHERE { ?m a ng:Meeting ; ng:date ?d }"

    assert "ng:date" in ask("query", "-", stdin=text).out
    assert ask("query", "-", "--format", "jsonld", stdin=text).out.startswith(("{", "["))
    assert ask("query", "-", "--format", "csv", stdin=text).code == 2


@pytest.mark.parametrize(
    "text",
    [
        "SELECT WHERE",
        "DROP ALL",
        "SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }",
        "INSERT DATA { <a:a> <a:a> 1 }",
    ],
)
def test_query_that_cannot_or_must_not_be_run_ends_with_2(ask: Ask, text: str) -> None:
    """The graph is never changed by a question, nor another machine asked."""
    outcome = ask("query", "-", stdin=text)

    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith("Error: ")
    assert "Traceback" not in outcome.err


def test_value_is_bound_as_a_term_never_pasted(ask: Ask) -> None:
    """A value that looks like SPARQL is only a string."""
    text = "SELECT ?meeting WHERE { ?meeting ng:place ?place }"

    assert ask("query", "-", "--set", "place=Kjelleren", stdin=text).code == 0
    assert ask("query", "-", "--set", 'place=x" } UNION { ?meeting a ng:Meeting } #', stdin=text).code == 4


def test_shipped_query_takes_a_theme_by_its_name(ask: Ask) -> None:
    """Its file says what its values are."""
    outcome = ask("query", "--named", "theme-evidence", "--set", "theme=strømnett", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(outcome.out)))

    assert outcome.code == 0
    assert all(row["sentence"] in TEXT for row in rows)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--named", "who-raise-what"], "did you mean who-raises-what"),
        (["-", "--format", "csv"], "this query makes a graph, and csv takes the rows of a SELECT"),
        (["--named", "who-raises-what", "--set", "color=red"], "cannot be asked with 'color'"),
        (["--named", "theme-evidence", "--set", "theme=strømnet"], "did you mean"),
        (["--named", "who-raises-what", "--set", "theme"], "is not written as name=value"),
        (["nowhere.rq"], "no such file"),
        (["SELECT * { ?s ?p ?o }"], "name -"),
        (["-", "--named", "who-met"], "name one of"),
        ([], "name one of"),
    ],
)
def test_wrong_question_is_one_line_with_a_next_step(ask: Ask, arguments: list[str], told: str) -> None:
    """Exit 2."""
    outcome = ask("query", *arguments, stdin="CONSTRUCT { ?s ng:date ?o } WHERE { ?s ng:date ?o }")

    assert (outcome.code, outcome.out, outcome.err.count("\n")) == (2, "", 1)
    assert told in outcome.err


def test_shipped_queries_are_listed_with_their_questions(ask: Ask) -> None:
    """And with the values they take."""
    outcome = ask("query", "--list")

    assert outcome.code == 0
    assert sum(not line.startswith(" ") for line in outcome.out.splitlines()) >= 10
    assert "  --set theme=… (theme): " in outcome.out


def test_trace_lays_out_who_raised_what(ask: Ask) -> None:
    """The table is the result; what its numbers count is told on stderr."""
    outcome = ask("trace")

    assert outcome.code == 0
    assert "Drammen          2    2\n" in outcome.out
    assert outcome.err.startswith("Note: Numbers are sentences")


def test_trace_shows_the_sentences_behind_its_numbers(ask: Ask) -> None:
    """Each quote stands in the minutes."""
    outcome = ask("trace", "--theme", "strømnett", "--municipality", "Drammen kommune", "--quotes", "--format", "json")
    rows = json.loads(outcome.out)

    assert len(rows) == 2
    assert all(TEXT[row["begins"] : row["ends"]] == row["text"] for row in rows)


def test_sentences_tell_where_they_stand_in_every_answer(ask: Ask) -> None:
    """Each line has the row's own columns, and the place of the sentence beside them."""
    for question in ("trace", "requests"):
        rows = json.loads(ask(question, "--quotes", "--format", "json").out)

        assert rows
        assert all(TEXT[row["begins"] : row["ends"]] == row["text"] and row["mode"] for row in rows)


def test_trace_may_show_all_who_are_spoken_for(ask: Ask) -> None:
    """Municipalities alone unless asked for."""
    kinds = [set(csv_column(ask("trace", *more, "--format", "csv").out, "kind")) for more in ([], ["--kind", "all"])]

    assert kinds == [{"municipality"}, {"municipality", "cluster"}]


TRACE_HEADER = (
    "actor,kind,actor_id,theme,theme_id,statements,through_region,turns,own_turns,share_of_turns,"
    "meetings,meetings_attended,share_of_meetings,first,last"
)


def csv_column(text: str, name: str) -> list[str]:
    return [row[name] for row in csv.DictReader(io.StringIO(text))]


def test_trace_for_a_spreadsheet_has_semicolons_and_a_mark(ask: Ask, tmp_path: Path) -> None:
    """As Norwegian spreadsheets read it."""
    ask("trace", "--excel", "-o", tmp_path / "trace.csv")

    assert (tmp_path / "trace.csv").read_bytes().startswith("\ufeffactor;kind;".encode())


def test_trace_of_a_period_without_meetings_ends_with_4(ask: Ask) -> None:
    """CSV keeps its header."""
    outcome = ask("trace", "--since", "2024", "--format", "csv")

    assert (outcome.code, outcome.out) == (4, f"{TRACE_HEADER}\n")
    assert outcome.err.endswith("Note: the question has no rows\n")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--theme", "strømnet"], "did you mean"),
        (["--municipality", "Dramen"], "did you mean"),
        (["--since", "31.02.2022"], "is no day"),
        (["--since", "2022-02-31"], "is not in the calendar"),
        (["--since", "2022", "--until", "2021"], "before it begins"),
    ],
)
def test_wrong_name_or_day_is_told_with_what_may_be_meant(ask: Ask, arguments: list[str], told: str) -> None:
    """Exit 2, one line."""
    outcome = ask("trace", *arguments)

    assert (outcome.code, outcome.out, outcome.err.count("\n")) == (2, "", 1)
    assert told in outcome.err


def test_missing_store_is_told_with_the_command_that_makes_one(tmp_path: Path) -> None:
    """Exit 1, for every command that reads a store."""
    for command in (["stats"], ["trace"], ["check"], ["export"], ["query", "--named", "who-met"]):
        outcome = call(*command, "--store", tmp_path / "none")

        assert (outcome.code, outcome.out) == (1, "")
        assert outcome.err == f"Error: {tmp_path}/none is no store; make one with: naeringsgraf build PATH\n"


def test_damaged_store_is_told_with_the_next_step(store: Path, tmp_path: Path) -> None:
    """No traceback of the engine."""
    (tmp_path / "manifest.json").write_text("{", encoding="utf-8")
    outcome = call("stats", "--store", tmp_path)

    assert (outcome.code, outcome.err.count("\n")) == (1, 1)
    assert "is damaged" in outcome.err


def test_check_ends_with_0_and_tells_what_is_not_known(ask: Ask) -> None:
    """One JSON object a line, the coverage last."""
    outcome = ask("check")
    last = json.loads(outcome.out.splitlines()[-1])

    assert outcome.code == 0
    assert (last["kind"], last["documents"], last["unread_lines"], last["ambiguous_names"]) == (
        "coverage",
        1,
        1,
        {"Våler": 1},
    )
    assert "1 line not understood" in ask("check", "--format", "table").out


def test_check_of_a_broken_graph_ends_with_5(tmp_path: Path) -> None:
    """Every finding is a line with the thing and what to do."""
    (tmp_path / "2021-03-12-naeringsgruppa.txt").write_text(TEXT, encoding="utf-8")
    meeting = make_meeting()
    broken = replace(meeting, attendees=(replace(meeting.attendees[0], name=""), *meeting.attendees[1:]))
    build_store(find_files([tmp_path]), tmp_path / "store", read=lambda file: [(make_document(), broken)], workers=0)
    outcome = call("check", "--store", tmp_path / "store")
    finding = json.loads(outcome.out.splitlines()[0])

    assert outcome.code == 5
    assert (finding["kind"], finding["severity"]) == ("finding", "violation")
    assert finding["focus"].endswith("#attendance-1")


def test_stats_count_and_list(ask: Ask) -> None:
    """As a table and as JSON."""
    counted, listed = (
        json.loads(ask("stats", "--format", "json").out),
        json.loads(ask("stats", "--documents", "--format", "json").out),
    )

    assert (counted["counts"]["Minutes"], counted["first"]) == (1, "2021-03-12")
    assert [document["source"] for document in listed] == ["2021-03-12-naeringsgruppa.txt"]
    assert "first meeting" in ask("stats").out
    assert "(constructed)" in ask("stats", "--documents").out


def test_export_is_the_same_in_every_run_and_every_format_can_be_read(ask: Ask) -> None:
    """All formats say the same; those that know named graphs keep them."""
    formats = {"ttl": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES, "rdfxml": RdfFormat.RDF_XML}
    datasets = {"nq": RdfFormat.N_QUADS, "trig": RdfFormat.TRIG, "jsonld": RdfFormat.JSON_LD}
    quads = {form: set(parse(ask("export", "--format", form).out, format=name)) for form, name in datasets.items()}
    triples = {form: set(parse(ask("export", "--format", form).out, format=name)) for form, name in formats.items()}

    assert ask("export").out == ask("export").out
    assert quads["nq"] == quads["trig"] == quads["jsonld"]
    assert triples["ttl"] == triples["nt"] == triples["rdfxml"]
    assert {quad.triple for quad in quads["nq"]} == {quad.triple for quad in triples["nt"]}


def test_export_of_an_unknown_graph_names_some(ask: Ask) -> None:
    """Exit 2."""
    outcome = ask("export", "--graph", "graph/nothing")

    assert outcome.code == 2
    assert "there is no graph 'graph/nothing'" in outcome.err


def test_answers_say_how_places_are_counted(ask: Ask, tmp_path: Path) -> None:
    """Trace, network and the named queries about municipalities say it on stderr."""
    said = {
        "as-of": ("under its name on the day (as-of)", "under their name on the day of the meeting"),
        "today": ("rolled forward to those of today", "rolled forward to those of today"),
    }
    for places, (counted, queried) in said.items():
        drawn = ask("network", "municipality-theme", "--places", places, "--format", "csv")
        named = ask("query", "--named", "who-raises-what", "--set", f"places={places}")

        assert counted in ask("trace", "--places", places).err
        assert counted in drawn.err
        assert queried in named.err
    assert ask("trace", "--places", "then").code == 2


def test_columns_are_the_same_whatever_is_counted(ask: Ask) -> None:
    """A script that reads them need not know which choices were made."""
    headers = {
        ask("trace", *more, "--format", "csv").out.splitlines()[0]
        for more in ([], ["--include-regions"], ["--share", "turns"], ["--level", "1"])
    }

    assert headers == {TRACE_HEADER}


def test_share_shows_part_and_whole(ask: Ask) -> None:
    """Two sentences in the one turn that Drammen had, at the one meeting it was at."""
    turns, meetings = (ask("trace", "--share", share).out for share in ("turns", "meetings"))

    assert "100% 1/1" in turns
    assert "100% 1/1" in meetings


def test_level_of_a_table_whose_columns_are_no_themes_is_refused(ask: Ask) -> None:
    """And so is one above the theme that is asked for."""
    by_year, above = ask("trace", "--level", "1", "--by", "year"), ask("trace", "--level", "1", "--theme", "batteri")

    assert (by_year.code, above.code) == (2, 2)
    assert "leave one of the two out" in by_year.err
    assert "ask for level 3 or more" in above.err
