"""docs/personvern.md shows commands that run, one after the other."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from naeringsgraf.cli.main import run

ROOT = Path(__file__).parent.parent
LINES = [
    line
    for block in re.findall(r"```sh\n(.*?)```", (ROOT / "docs" / "personvern.md").read_text("utf-8"), re.DOTALL)
    for line in block.splitlines()
]


def test_every_command_of_the_page_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From the first build to the backup that was cleaned."""
    shutil.copytree(ROOT / "data" / "referat", tmp_path / "data" / "referat")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NAERINGSGRAF_STORE", raising=False)

    codes = {line: run(shlex.split(line)[1:]) for line in LINES}

    assert len(codes) > 8
    assert set(codes.values()) == {0}, codes
    names = re.compile("Aanensen|Aanonsen")
    assert not names.search((tmp_path / "uten-navn.nq").read_text("utf-8"))
    assert not names.search((tmp_path / "uten-navn.html").read_text("utf-8"))
    assert "Dag Aanensen" in (tmp_path / "innsyn.csv").read_text("utf-8")
