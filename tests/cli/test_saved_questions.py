"""Questions that an analyst keeps in a folder are asked by name, as the shipped ones are."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from calling import Outcome, call

import naeringsgraf as ng

TURNS = """# Hvilke innlegg handler om et tema?
# ?theme (theme): temaet
SELECT ?turn WHERE { ?turn a ng:Contribution ; ng:raises ?theme } ORDER BY ?turn
"""

Ask = Callable[..., Outcome]


@pytest.fixture(scope="module")
def store(sample_store: Path) -> Path:
    return sample_store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The analyst's folder, with one question of each kind."""
    (tmp_path / "innlegg.rq").write_text(TURNS, encoding="utf-8")
    (tmp_path / "til-staten.toml").write_text(
        'question = "Hva ber de staten om?"\nhelp = "Til årsrapporten."\nquery = "requests"\n'
        '[set]\naddressee = "Staten"\nsince = 2016\n',
        encoding="utf-8",
    )
    (tmp_path / "møter.toml").write_text(
        'sparql = "SELECT ?m WHERE { ?m ng:heldBy/ng:canonicalBody/rdfs:label ?body } ORDER BY ?m"\n'
        '[parameters.body]\nkind = "string"\nmeaning = "organet"\n',
        encoding="utf-8",
    )
    return tmp_path


@pytest.fixture
def ask(store: Path, folder: Path) -> Ask:
    return lambda *arguments: call("query", *arguments, "--questions", folder, "--store", store)


def test_sparql_file_takes_values_by_name(ask: Ask, store: Path) -> None:
    """A theme goes by its label, as in a shipped query."""
    found = ask("--named", "innlegg", "--set", "theme=batteri", "--format", "json")
    theme = "https://w3id.org/naeringsgraf/id/theme/batteri"
    expected = ng.open(store).query("SELECT ?turn { ?turn a ng:Contribution ; ng:raises ?t } ORDER BY ?turn", t=theme)

    assert found.code == 0
    assert len(expected)
    assert [binding["turn"]["value"] for binding in json.loads(found.out)["results"]["bindings"]] == [
        turn for (turn,) in expected
    ]


def test_toml_file_sets_values_that_the_caller_may_change(ask: Ask, store: Path) -> None:
    """What the file sets holds until --set says otherwise."""
    shipped = ng.open(store)
    same = ask("--named", "til-staten", "--format", "csv")
    other = ask("--named", "til-staten", "--set", "since=2022-11", "--format", "csv")

    assert same.out == shipped.run_named("requests", addressee="Staten", since="2016").write("csv")
    assert other.out == shipped.run_named("requests", addressee="Staten", since="2022-11").write("csv")
    assert len(other.out) < len(same.out)


def test_toml_file_with_sparql_of_its_own(ask: Ask) -> None:
    """Its parameters are variables of the query."""
    found = ask("--named", "møter", "--set", "body=Sogn regionråd")

    assert found.code == 0
    assert "sogn-regionraad" in found.out


def test_question_may_ask_another_saved_one(ask: Ask, folder: Path) -> None:
    """Values of both hold, and the nearer goes before."""
    (folder / "i-fjor.toml").write_text('query = "til-staten"\n[set]\nsince = "2022-11"\n', encoding="utf-8")

    assert ask("--named", "i-fjor").out == ask("--named", "til-staten", "--set", "since=2022-11").out


def test_list_tells_the_questions_with_their_help(ask: Ask) -> None:
    """Saved ones first, with the file, what they are for, and what is set."""
    lines = ask("--list").out.splitlines()

    assert lines[0].startswith("innlegg: Hvilke innlegg handler om et tema? (")
    assert "  Til årsrapporten." in lines
    assert "  --set addressee=… (actor): only requests put to this actor Set to Staten." in lines
    assert any(line.startswith("who-met: ") for line in lines)


def test_show_query_writes_sparql_that_has_the_same_rows(ask: Ask, store: Path, tmp_path: Path) -> None:
    """It can be kept as a question of its own."""
    file = tmp_path / "vist.sparql"
    file.write_text(ask("--named", "til-staten", "--show-query").out, encoding="utf-8")

    assert call("query", file, "--store", store).out == ask("--named", "til-staten").out


def test_folder_called_questions_is_found(store: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it lies in the folder that the command is called in."""
    (folder / "questions").mkdir()
    (folder / "innlegg.rq").rename(folder / "questions" / "innlegg.rq")
    monkeypatch.chdir(folder)

    assert call("query", "--named", "innlegg", "--store", store).code == 0


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("a.toml", 'query = "requests', "a.toml: is no TOML"),
        ("a.toml", 'question = "?"', "a.toml: give either query"),
        ("a.toml", 'query = "requests"\nsparql = "ASK {}"', "a.toml: give either query"),
        ("a.toml", 'query = "request"', "a.toml: no question is named 'request'"),
        ("a.toml", 'query = "a"', "a.toml: asks itself"),
        ("a.toml", 'query = "requests"\nset = 3', "a.toml: set is no table"),
        ("a.toml", 'query = "requests"\n[set]\nyear = 3', "a.toml: 'year' cannot be set; the question takes actor"),
        ("a.toml", 'qeury = "requests"', "a.toml: 'qeury' is no key"),
        ("a.rq", "# ?x (thing): a thing\nSELECT ?x {}", "a.rq: ?x is of the kind 'thing'"),
        ("a.rq", "# ?y (theme): a theme\nSELECT ?x {?x a ng:Theme}", "a.rq: the query has no variable ?y"),
        ("a.rq", "DELETE WHERE { ?s ?p ?o }", "a.rq: DELETE would change the graph"),
        ("a.rq", "# nothing", "a.rq: there is no query here"),
        ("requests.rq", "SELECT ?x {?x a ng:Theme}", "requests.rq: requests is the name of a shipped question"),
        ("innlegg.toml", 'query = "requests"', "innlegg.toml: innlegg is the name of another file"),
    ],
)
def test_file_that_cannot_be_understood_is_told(ask: Ask, folder: Path, name: str, text: str, told: str) -> None:
    """One line with the file and what to do, and exit code 2."""
    (folder / name).write_text(text, encoding="utf-8")
    found = ask("--list")

    assert found.code == 2
    assert told in found.err
    assert found.err.count("\n") == 1


def test_file_that_is_no_text_is_told(ask: Ask, folder: Path) -> None:
    """Not a traceback."""
    (folder / "a.rq").write_bytes(b"\xff\xfe\x00")

    assert "UTF-8" in ask("--list").err
