"""What docs/judgements.md shows is what happens."""

import re
import shutil
from pathlib import Path

import pytest

from naeringsgraf.errors import JudgementError
from naeringsgraf.linking.judgements.judgement import Kind
from naeringsgraf.linking.judgements.table import read_judgements
from naeringsgraf.mapping.iri import BASE
from naeringsgraf.reading.files import find_files
from naeringsgraf.resources import find_resource
from naeringsgraf.store.build import BuildReport, build_store
from naeringsgraf.store.graph import open_store

PAGE = (Path(__file__).parents[1] / "docs" / "judgements.md").read_text(encoding="utf-8")


def find_block(language: str) -> str:
    (block,) = re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    return str(block)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The sample minutes, and beside them the file that the page shows."""
    shutil.copytree(find_resource("data", "referat"), tmp_path / "referat")
    (tmp_path / "judgements.csv").write_text(find_block("csv"), encoding="utf-8")
    return tmp_path


def build(folder: Path) -> BuildReport:
    files = find_files([folder / "referat"])
    return build_store(files, folder / "s", workers=0, judgements=folder / "judgements.csv")


def test_example_holds_every_kind_and_runs(folder: Path) -> None:
    """Each line of it decides something, or takes something away."""
    judged = read_judgements(folder / "judgements.csv", BASE)
    report = build(folder)

    assert {each.kind for each in judged.every} == set(Kind)
    assert (report.judgements, report.rejected, report.left_out) == (10, (), ("2023-06-01-ocean-hyway-cluster",))
    with open_store(folder / "s") as graph:
        kinds = graph.query("SELECT DISTINCT ?kind WHERE { ?j a ng:Judgement ; ng:kind ?kind ; ng:decides ?fact }")
        assert {str(kind) for (kind,) in kinds} == {str(kind) for kind in Kind if kind is not Kind.MINUTES}
        assert len(list(graph.query(find_block("sparql")))) >= 5


def test_message_is_the_one_that_comes(folder: Path) -> None:
    """When the sentence of the second line is another."""
    path = folder / "judgements.csv"
    path.write_text(path.read_text("utf-8").replace("bedrift på rett", "bedrift til rett", 1), encoding="utf-8")

    with pytest.raises(JudgementError) as problem:
        build(folder)

    assert f"Error: {problem.value}".replace(str(path), "judgements.csv") == find_block("text").strip()
