"""Commands take URLs where they take paths."""

from pathlib import Path

import pytest
from calling import call
from minutes import write_minutes


@pytest.mark.parametrize("command", ["build", "extract"])
def test_a_url_of_this_machine_is_its_path(tmp_path: Path, command: str) -> None:
    """Needs nothing that is not installed anyway."""
    write_minutes(tmp_path / "år", "a.md")
    more = ["--store", tmp_path / "store"] if command == "build" else []
    outcome = call(command, (tmp_path / "år").as_uri(), *more)

    assert (outcome.code, outcome.err) == (0, "")


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("file://server/a.md", "names a file of another machine"),
        ("https://[a", "no URL (Invalid IPv6 URL); check the spelling"),
        ("http://127.0.0.1:1/a.md", "connection refused; check the spelling, and that you may read it"),
    ],
)
def test_a_url_that_cannot_be_read_is_a_wrong_call(tmp_path: Path, place: str, told: str) -> None:
    """Exit 2, and no store is made."""
    if place.startswith("http:"):
        pytest.importorskip("aiohttp", reason="needs the extra: pip install 'naeringsgraf[cluster]'")
    outcome = call("build", place, "--store", tmp_path / "store")

    assert outcome.code == 2
    assert told in outcome.err
    assert "Traceback" not in outcome.err
    assert not (tmp_path / "store").exists()
