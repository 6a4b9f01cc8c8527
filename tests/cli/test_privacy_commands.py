"""`person`, `correct`, `forget` and `expire`, as whoever answers a request calls them."""

import csv
import io
import json
from pathlib import Path

import pytest
from calling import call
from minutes import write_minutes

from naeringsgraf.store.graph import open_store


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NAERINGSGRAF_SECRET", "a secret that only these tests have")
    for year in (2021, 2022):
        write_minutes(tmp_path / "referat", f"{year}-03-12-naeringsgruppa.md", f"12.03.{year}")
    build(tmp_path)
    return tmp_path


def build(desk: Path, *more: object) -> None:
    done = call("build", desk / "referat", "--store", desk / "s", "--workers", 0, *more)
    assert done.code == 0, done.err


def test_person_tells_every_place_with_its_text(desk: Path) -> None:
    """Each row with a place holds what stands there in the minutes."""
    call("backup", desk / "backup", "--store", desk / "s")
    told = call("person", "Åse Vik", "--report", "--format", "csv", "--store", desk / "s")
    rows = list(csv.DictReader(io.StringIO(told.out)))

    assert {row["kind"] for row in rows} >= {
        "attendance",
        "turn",
        "statement",
        "mention",
        "name",
        "generation",
        "backup",
    }
    with open_store(desk / "s") as graph:
        texts = {str(path): str(text) for path, text in graph.query("SELECT ?p ?t { ?d ng:source ?p ; ng:text ?t }")}
    placed = [row for row in rows if row["begins"]]
    assert {row["path"] for row in placed} == set(texts)
    assert [r for r in placed if texts[r["path"]][int(r["begins"]) : int(r["ends"])] != r["text"]] == []
    assert {row["level"] for row in placed} == {"pseudonym"}


def test_person_counts_without_report(desk: Path) -> None:
    """A short answer first."""
    told = call("person", "person/ase-vik", "--format", "json", "--store", desk / "s")
    counts = {row["kind"]: row["count"] for row in json.loads(told.out)}

    assert counts["attendance"] == 2
    assert call("person", "Nobody Atall", "--store", desk / "s").code == 2


def test_a_correction_outlives_builds(desk: Path) -> None:
    """It is a judgement with who, when and why; the minutes stay as they are printed."""
    file = desk / "referat" / "judgements.csv"
    done = call(
        *("correct", "Åse Vik", "--name", "Åse Viken", "--role", "rådgiver", "--who", "Ida", "--why", "hun sa det"),
        *("--judgements", file, "--store", desk / "s"),
    )
    assert done.code == 0, done.err
    assert file.read_text("utf-8").count("hun sa det") == 4
    for _ in range(2):
        build(desk)
        rows = json.loads(call("people", "--each", "--format", "json", "--store", desk / "s").out)
        mine = [row for row in rows if row["name"] == "Åse Viken"]
        assert [(row["role"], row["printed"]) for row in mine] == [("rådgiver", "Åse Vik")] * 2
    asked = (
        "ASK { ?j ng:kind 'name' ; ng:decides ?a ; ng:decidedBy 'Ida' . ?a ng:name 'Åse Viken' ; ng:basis ng:reviewed }"
    )
    (desk / "q.rq").write_text(asked, encoding="utf-8")
    assert '"boolean": true' in call("query", desk / "q.rq", "--format", "json", "--store", desk / "s").out
    assert call("check", "--store", desk / "s").code == 0


def test_a_corrected_fact_tells_that_it_was_corrected(desk: Path) -> None:
    """By whom, when and why, as a revision of what the minutes print; the name that was wrong is not said again."""
    file = desk / "referat" / "judgements.csv"
    call(
        "correct",
        "Åse Vik",
        "--role",
        "rådgiver",
        "--who",
        "Ida",
        "--why",
        "hun sa det",
        "--judgements",
        file,
        "--store",
        desk / "s",
    )
    build(desk)
    (desk / "q.rq").write_text(
        """
        PREFIX prov: <http://www.w3.org/ns/prov#>
        SELECT ?now ?day ?why WHERE {
          ?now prov:wasRevisionOf ?was . ?was a prov:Entity ; prov:wasQuotedFrom ?minutes .
          ?j ng:decides ?now ; ng:date ?day ; ng:reason ?why ; ng:subject ?minutes .
          FILTER NOT EXISTS { ?was ?any ?text FILTER isLiteral(?text) }
        }
        """,
        encoding="utf-8",
    )
    answer = json.loads(call("query", desk / "q.rq", "--format", "json", "--store", desk / "s").out)
    report = call("person", "Åse Vik", "--report", "--format", "json", "--store", desk / "s").out

    rows = answer["results"]["bindings"]
    assert {row["now"]["value"].partition("#")[2] for row in rows} == {"attendance-1"}
    assert {row["why"]["value"] for row in rows} == {"hun sa det"}
    assert len(rows) == 2
    assert [row["text"] for row in json.loads(report) if row["kind"] == "judgement"] == ["hun sa det"] * 2
    assert "-printed" in call("export", "--pseudonymise", "--store", desk / "s").out
    assert call("check", "--store", desk / "s").code == 0


def test_what_article_9_guards_is_told_by_its_place(tmp_path: Path) -> None:
    """While reading and in check, by kind; neither says the words, and the graph and the store hold no list of them."""
    path = write_minutes(tmp_path / "referat")
    text = path.read_text("utf-8") + "\nKari Nordmann er sykmeldt og medlem av NITO.\n"
    path.write_text(text, encoding="utf-8")
    built = call("build", tmp_path / "referat", "--store", tmp_path / "s")
    checked = call("check", "--store", tmp_path / "s")

    line = text.count("\n")
    assert built.err.splitlines() == [
        f"Note: {path.name}, line {line}: may tell of a person, of the kind {kind} (GDPR article 9)"
        for kind in ("health", "union")
    ]
    found = [row for row in map(json.loads, checked.out.splitlines()) if row["kind"] == "sensitive"]
    with open_store(tmp_path / "s") as graph:
        said = next(str(text) for (text,) in graph.query("SELECT ?t { ?d a ng:Minutes ; ng:text ?t }"))
    assert [(row["category"], said[row["begins"] : row["ends"]]) for row in found] == [
        ("health", "sykmeldt"),
        ("union", "medlem av NITO"),
    ]
    assert not any(word in built.err + built.out + checked.out for word in ("sykmeldt", "NITO"))
    assert (
        "may tell of a person, of the kind union" in call("check", "--format", "table", "--store", tmp_path / "s").out
    )
    for file in ("manifest.json", "journal"):
        assert not (tmp_path / "s" / file).exists() or "sensitive" not in (tmp_path / "s" / file).read_text("utf-8")


def test_a_correction_of_nobody_writes_nothing(desk: Path) -> None:
    """Nor does one that says nothing."""
    file = desk / "judgements.csv"
    for more in (("Ola Nobody", "--name", "Ola"), ("Åse Vik",)):
        assert call("correct", *more, "--judgements", file, "--store", desk / "s").code == 2
    assert not file.exists()


def test_forget_tells_sources_and_backups_and_cleans_them(desk: Path) -> None:
    """The words on stderr hold the next command."""
    call("backup", desk / "backup", "--store", desk / "s")
    done = call("forget", "Åse Vik", "--store", desk / "s")

    assert done.code == 0, done.err
    assert "2 documents written anew" in done.out
    assert f"naeringsgraf forget --backup {desk / 'backup'}" in done.err
    assert "Åse Vik" not in call("export", "--store", desk / "s").out
    assert "2 documents" in call("forget", "--backup", desk / "backup", "--store", desk / "s").out
    build(desk)
    assert "Åse Vik" not in call("people", "--store", desk / "s").out
    assert call("forget", "Åse Vik", "--again", "--store", desk / "s").code == 2
    assert call("check", "--store", desk / "s").code == 0


def test_names_expire(desk: Path) -> None:
    """They are listed first, and hidden from others when that is asked for."""
    assert call("expire", "--store", desk / "s").code == 2
    assert call("expire", "--names-after", "365d", "--format", "ndjson", "--store", desk / "s").out == ""
    build(desk, "--level", "offentlig")
    listed = call("expire", "--names-after", "365d", "--format", "json", "--store", desk / "s")
    assert [row["document"] for row in json.loads(listed.out)] == [
        "2021-03-12-naeringsgruppa",
        "2022-03-12-naeringsgruppa",
    ]
    assert "Åse Vik" in call("export", "--level", "pseudonym", "--store", desk / "s").out

    assert call("expire", "--names-after", "365d", "--apply", "--store", desk / "s").code == 0
    assert "Åse Vik" not in call("export", "--level", "pseudonym", "--store", desk / "s").out
    assert "Åse Vik" in call("export", "--store", desk / "s").out
    assert call("expire", "--format", "ndjson", "--store", desk / "s").out == ""
