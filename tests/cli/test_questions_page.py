"""What docs/questions.md shows is what the commands write."""

import re
import shlex
from pathlib import Path

import pytest
from calling import call

import naeringsgraf as ng

ROOT = Path(__file__).parents[2]
CALLS = re.findall(
    r"```console\n\$ naeringsgraf (.*?)\n(.*?)```", (ROOT / "docs" / "questions.md").read_text("utf-8"), re.DOTALL
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("questions") / "store"
    ng.build(ROOT / "data" / "referat", folder, workers=0).close()
    return folder


@pytest.mark.parametrize(("line", "shown"), CALLS)
def test_call_writes_what_the_page_shows(store: Path, monkeypatch: pytest.MonkeyPatch, line: str, shown: str) -> None:
    """On a terminal of a hundred columns; up to the dots."""
    monkeypatch.setenv("COLUMNS", "100")
    written = call(*shlex.split(line), "--store", store).out

    beginning, _, rest = shown.partition("…\n")
    assert written.startswith(beginning)
    assert rest == ""
    assert ("…" in shown) == (written.rstrip("\n") != beginning.rstrip("\n"))


def test_every_question_of_the_page_has_a_call() -> None:
    """As many as there are headings of questions."""
    assert {line.split()[0] for line, _ in CALLS} == {
        "coverage",
        "people",
        "requests",
        "salience",
        "silence",
        "trace",
        "uptake",
    }
