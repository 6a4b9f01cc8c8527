"""The handbook: its references are what the program says, its commands run, and its paths lead somewhere."""

import re
import shutil
from pathlib import Path

import pytest

from naeringsgraf.cli.main import run
from reference import COMMANDS_PAGE, RECORD_PAGE, write_commands, write_record

ROOT = Path(__file__).parents[1]
PAGES = sorted((ROOT / "docs").glob("*.md"))
TUTORIAL = ROOT / "docs" / "tutorial.md"


def test_references_are_fresh() -> None:
    """Write them anew with `python tests/reference.py`."""
    assert COMMANDS_PAGE.read_text(encoding="utf-8") == write_commands()
    assert RECORD_PAGE.read_text(encoding="utf-8") == write_record()


def test_the_index_leads_to_every_page() -> None:
    """Nobody has to guess what there is to read."""
    index = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    linked = set(re.findall(r"\]\(([\w-]+\.md)\)", index))

    assert linked == {page.name for page in PAGES} - {"README.md"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    """From one page to another."""
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", page.read_text(encoding="utf-8"))

    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_tutorial_can_be_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every command of it runs, one after the other, in a folder with minutes; a server has tests of its own."""
    blocks = re.findall(r"```sh\n(.*?)```", TUTORIAL.read_text(encoding="utf-8"), re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines() if line.startswith("naeringsgraf ")]
    shutil.copytree(ROOT / "data" / "referat", tmp_path / "referat")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NAERINGSGRAF_STORE", raising=False)

    codes = {line: run(_split(line)) for line in lines if " serve " not in line}

    assert len(codes) >= 8
    assert set(codes.values()) == {0}, capsys.readouterr().err


def _split(line: str) -> list[str]:
    import shlex

    return shlex.split(line, comments=True)[1:]
