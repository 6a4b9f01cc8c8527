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


def test_the_norwegian_twin_says_the_same_commands() -> None:
    """Both are kept at once: the same code but for its comments, the same session, the same files named."""
    english, norwegian = (
        _list_said((ROOT / name).read_text(encoding="utf-8")) for name in ("README.md", "README.nb.md")
    )

    assert english[0]
    assert norwegian == english


def _list_said(readme: str) -> tuple[list[str], str, set[str]]:
    """Give the commands without comments, the session, and the files named."""
    code = "".join(re.findall(r"```(?:sh|bat|python)\n(.*?)```", readme, re.DOTALL))
    commands = [line.partition("  #")[0].rstrip() for line in code.splitlines()]
    named = set(re.findall(r"`((?:docs|data|ontology|tests|notebooks)/[\w./-]*|[A-Z]+\.md)`", readme))
    return commands, read_session(readme), named
