"""What docs/questions.md shows is what the commands write."""

import re
import shlex
from pathlib import Path

import pytest
from calling import call

ROOT = Path(__file__).parents[2]
CALLS = re.findall(
    r"```console\n\$ naeringsgraf (.*?)\n(.*?)```", (ROOT / "docs" / "questions.md").read_text("utf-8"), re.DOTALL
)


@pytest.mark.parametrize(("line", "shown"), CALLS)
def test_call_writes_what_the_page_shows(
    sample_store: Path, monkeypatch: pytest.MonkeyPatch, line: str, shown: str
) -> None:
    """On a terminal of a hundred columns; up to the dots."""
    monkeypatch.setenv("COLUMNS", "100")
    written = call(*shlex.split(line), "--store", sample_store).out

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
