"""`naeringsgraf network`: each kind and format, and what is said when something is wrong."""

import csv
import io
import json
from pathlib import Path

import pytest
from calling import call, spawn

import naeringsgraf as ng
from naeringsgraf.analysis.networks.kinds import KINDS
from naeringsgraf.cli.network import ENDINGS, FORMATS
from naeringsgraf.cli.network import KINDS as OFFERED
from naeringsgraf.views.network_files import NETWORK_ENDINGS, NETWORK_FORMATS
from naeringsgraf.views.networks.describing import tabulate_edges


@pytest.fixture(scope="module")
def store(sample_store: Path) -> Path:
    """The sample corpus, built."""
    return sample_store


def test_command_offers_what_there_is() -> None:
    """Its lists are written out, so that help imports nothing heavy; they are those of the code."""
    assert (tuple(KINDS), NETWORK_FORMATS, NETWORK_ENDINGS) == (OFFERED, FORMATS, ENDINGS)


@pytest.mark.parametrize("kind", KINDS)
def test_command_has_the_rows_of_function_and_notebook(store: Path, kind: str) -> None:
    """As CSV, and told with what they count."""
    outcome = call("network", kind, "--store", store, "--format", "csv")
    drawing = ng.open(store).network(kind)

    assert outcome.code == 0
    assert outcome.out == drawing.to_csv()
    assert drawing.to_pandas().values.tolist() == [list(row) for row in tabulate_edges(drawing.network).rows]
    assert all(note in outcome.err for note in drawing.network.notes)


def test_options_narrow_as_the_function_does(store: Path) -> None:
    """Each goes to the function under its own name."""
    outcome = call(
        *("network", "theme-theme", "--store", store, "--within", "meeting", "--since", "2022", "--least", 2),
        *("--around", "Strømnett", "--depth", 1, "--top", 6, "--language", "en", "--format", "json"),
    )
    drawing = ng.open(store).network(
        "theme-theme", within="meeting", since="2022", least=2, around="Strømnett", depth=1, top=6, language="en"
    )

    assert [edge["source"] for edge in json.loads(outcome.out)["edges"]] == [e.source for e in drawing.network.edges]
    assert drawing.network.edges


@pytest.mark.parametrize("ending", ["html", "graphml", "gexf", "net", "cyjs", "json", "csv", "tsv", "svg"])
def test_ending_of_the_file_is_the_format(store: Path, tmp_path: Path, ending: str) -> None:
    """One whole file, the same bytes as on stdout."""
    path = tmp_path / f"network.{ending}"
    form = ENDINGS.get(ending, ending)

    assert call("network", "replies", "--store", store, "-o", path).code == 0
    assert path.read_text(encoding="utf-8") == call("network", "replies", "--store", store, "--format", form).out
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("ending", ["html", "graphml", "gexf", "net", "cyjs", "svg"])
def test_network_without_lines_leaves_no_file(store: Path, tmp_path: Path, ending: str) -> None:
    """Exit 4, with a word."""
    outcome = call("network", "replies", "--store", store, "--since", "2031", "-o", tmp_path / f"network.{ending}")

    assert (outcome.code, list(tmp_path.iterdir())) == (4, [])
    assert outcome.err.endswith("Note: the question has no rows\n")


def test_network_without_lines_still_has_its_header(store: Path) -> None:
    """As CSV, so that what reads it goes on."""
    outcome = call("network", "replies", "--store", store, "--since", "2031", "--format", "csv")

    assert outcome.code == 4
    assert outcome.out == "source,source_label,target,target_label,weight,sentences,turns,meetings,first,last\n"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["theme-theme", "--theme", "strømnet"], "did you mean"),
        (["municipality-theme", "--municipality", "Dramen"], "did you mean"),
        (["municipality-theme", "--around", "Dramen"], 'did you mean "Drammen"'),
        (["co-attendance", "--theme", "Havn"], "cannot be asked with 'theme'; it takes"),
        (["replies", "--since", "2022", "--until", "2021"], "before it begins"),
        (["replies", "--step", "1y"], "say with --window how long each is"),
        (["replies", "--window", "2 weeks"], 'write "2y" for years or "6m" for months'),
        (["theme-theme", "--weight", "jaccard"], "choose one of turns, meetings"),
        (["municipality-theme", "--show-query", "--top", "5"], "cannot be asked with 'top'; it takes"),
    ],
)
def test_wrong_call_is_one_line_with_the_next_step(store: Path, arguments: list[str], told: str) -> None:
    """Exit 2, and nothing on stdout."""
    outcome = call("network", *arguments, "--store", store, "--format", "csv")

    assert (outcome.code, outcome.out, outcome.err.count("\n")) == (2, "", 1)
    assert told in outcome.err


def test_file_that_cannot_be_written_is_told_before_any_work(store: Path, tmp_path: Path) -> None:
    """Its folder is not there, or it is there already and stays as it was."""
    path = tmp_path / "network.svg"
    path.write_text("kept", encoding="utf-8")
    there = call("network", "replies", "--store", store, "-o", path)
    nowhere = call("network", "replies", "--store", store, "-o", tmp_path / "no" / "network.svg")

    assert (there.code, nowhere.code, path.read_text(encoding="utf-8")) == (2, 2, "kept")
    assert "is there already" in there.err
    assert "there is no folder" in nowhere.err


def test_series_is_written_as_rows(store: Path) -> None:
    """One a window and line, and as many windows as are told."""
    outcome = call("network", "co-attendance", "--store", store, "--window", "2y", "--step", "1y", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(outcome.out)))
    windows = ng.open(store).network_series("co-attendance", "2y", "1y").windows

    assert len(rows) == sum(len(window.network.edges) for window in windows)
    assert f"{len(windows)} windows of 2y" in outcome.err


def test_shown_query_gives_the_rows(store: Path) -> None:
    """It can be asked as it stands."""
    options = ["network", "people-bodies", "--since", "2018", "--store", store]
    shown = call(*options, "--show-query")
    asked = call("query", "-", "--store", store, "--format", "csv", stdin=shown.out)

    assert list(csv.reader(io.StringIO(asked.out))) == list(
        csv.reader(io.StringIO(call(*options, "--format", "csv").out))
    )


@pytest.mark.parametrize("kind", ["theme-theme", "municipality-theme", "replies"])
def test_same_bytes_in_every_process(store: Path, kind: str) -> None:
    """Places, communities and measures do not hang on the order in which a process hashes."""
    options = ["network", kind, "--store", store, "--format", "json"]
    one, other = (spawn(*options, environment={"PYTHONHASHSEED": seed}) for seed in ("1", "2"))

    assert one.code == 0
    assert one.out == other.out
    assert {node["community"] for node in json.loads(one.out)["nodes"]} >= {1, 2}
