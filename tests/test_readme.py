"""README shows what the commands really do."""

import re
import shutil

import pytest

from readme_session import ROOT, read_session, run_session


@pytest.mark.skipif(shutil.which("sh") is None, reason="the session is one of a POSIX shell")
def test_the_session_prints_what_readme_shows() -> None:
    """After a change of output, write it anew with `python tests/readme_session.py`."""
    session = read_session((ROOT / "README.md").read_text(encoding="utf-8"))

    assert run_session(session) == session


def test_every_file_that_readme_names_exists() -> None:
    """A reader who follows a path finds something there."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    named = re.findall(
        r"\]\((?!http)([^)]+)\)|`((?:docs|data|ontology|tests|notebooks|requirements)/[\w./-]+)`", readme
    )
    missing = [path for pair in named for path in pair if path and not (ROOT / path).exists()]

    assert missing == []


def test_the_norwegian_twin_says_no_command_that_readme_does_not() -> None:
    """Both are kept at once: every line of its code stands in the other, and every file it names exists."""
    english, norwegian = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.nb.md"))
    code = re.findall(r"```(?:sh|bat)\n(.*?)```", norwegian, re.DOTALL)
    lines = {line for block in code for line in block.splitlines()}
    paths = re.findall(r"`((?:docs|data|ontology|tests|notebooks)/[\w./-]+)`", norwegian)

    assert lines
    assert lines <= set(english.splitlines())
    assert [path for path in paths if not (ROOT / path).exists()] == []
