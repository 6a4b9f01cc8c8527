"""Values of options end as terms of a query, never as its text: no row too many, no change, no mark on the terminal."""

from pathlib import Path

import pytest
from calling import call
from minutes import write_minutes

VALUES = [
    'Drammen" } ; DROP ALL ; #',
    "urn:x> } INSERT DATA { <x:s> <x:p> 1 } #",
    "\n",
    "\x1b[31mrød\u202e",
    "A" * 100_000,
]

CALLS = {
    "theme": ["trace", "--theme", "{}"],
    "day": ["trace", "--since", "{}"],
    "set": ["query", "--named", "theme-evidence", "--set", "theme={}"],
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("values")
    write_minutes(folder / "referat")
    assert call("build", folder / "referat", "--store", folder / "store").code == 0
    return folder / "store"


@pytest.mark.parametrize("option", CALLS)
def test_a_strange_value_is_a_value(store: Path, option: str) -> None:
    """It is unknown, and that is said in a line that a screen can bear; the store stays as it was."""
    before = read_all(store)

    for value in VALUES:
        outcome = call(*(word.replace("{}", value) for word in CALLS[option]), "--store", store)

        assert outcome.code in (2, 4), value
        assert "Traceback" not in outcome.err
        assert "\x1b" not in outcome.out + outcome.err
        assert "\u202e" not in outcome.out + outcome.err
        assert len(outcome.err) < 2_500
    assert read_all(store) == before


def read_all(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
