"""docs/store.md shows commands that run."""

import re
import shutil
from pathlib import Path

import pytest

from naeringsgraf.cli.main import run

ROOT = Path(__file__).parent.parent
LINES = [
    line
    for block in re.findall(r"```sh\n(.*?)```", (ROOT / "docs" / "store.md").read_text("utf-8"), re.DOTALL)
    for line in block.splitlines()
]


def test_every_command_of_the_page_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One after the other, in one folder; a watch never ends, and has tests of its own."""
    shutil.copytree(ROOT / "data" / "referat", tmp_path / "data" / "referat")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NAERINGSGRAF_STORE", raising=False)

    codes = {line: run(line.split()[1:]) for line in LINES if "--watch" not in line}

    assert len(codes) > 5
    assert set(codes.values()) == {0}, codes
