"""Values of options end as terms of a query, never as its text: no row too many, no change, no mark on the terminal."""

import json
import unicodedata
from pathlib import Path

import pytest
from calling import Outcome, call
from minutes import write_minutes

NAME = "Åse Vik"
VALUES = [
    'Drammen" } ; DROP ALL ; #',
    "Drammen\\",
    'Drammen""" } #',
    "' } INSERT DATA { <x:s> <x:p> 1 } #",
    "urn:x> } INSERT DATA { <x:s> <x:p> 1 } #",
    "urn:doc:x> } DROP ALL {<x:",
    "} UNION { ?s ?p ?o",
    "http://x/> ?p ?o . SERVICE <http://127.0.0.1:9/x",
    "?s",
    "$s",
    "*",
    ".*",
    "%",
    "_:b0",
    "<>",
    "a|b",
    "{person}",
    "{{7*7}}",
    "%s%n",
    "$(id)",
    "`id`",
    "../../etc/passwd",
    "file:///etc/passwd",
    "http://127.0.0.1:9/x",
    "javascript:alert(1)",
    "-h",
    "--help",
    "@/etc/passwd",
    "\0",
    "\n",
    "\r\n",
    " ",
    "\u2028",
    "\x1b[31mrød\u202e",
    "\u202eabc",
    "\ufffd",
    "\ud800",
    "null",
    "UNDEF",
    "NaN",
    "1e999",
    "-1",
    "9" * 500,
    "2022-02-31",
    "0000-00-00",
    "9999999999-01-01",
    "2022-11-04T00:00:00Z; DROP",
    "A" * 100_000,
    unicodedata.normalize("NFD", f"{NAME}x"),
]

WORST = VALUES[::15]
"""A value of each kind, for the options whose values go the way of those of others."""

CALLS = {
    "trace --theme": ["trace", "--theme", "{}"],
    "trace --municipality": ["trace", "--municipality", "{}"],
    "trace --since": ["trace", "--since", "{}"],
    "trace --until": ["trace", "--until", "{}"],
    "trace --kind": ["trace", "--kind", "{}"],
    "uptake --theme": ["uptake", "--theme", "{}"],
    "uptake --actor": ["uptake", "--theme", "Strømnett", "--actor", "{}"],
    "uptake --body": ["uptake", "--theme", "Strømnett", "--body", "{}"],
    "salience --theme": ["salience", "--theme", "{}"],
    "salience --municipality": ["salience", "--municipality", "{}"],
    "silence --theme": ["silence", "--theme", "{}"],
    "silence --municipality": ["silence", "--municipality", "{}"],
    "requests --theme": ["requests", "--theme", "{}"],
    "requests --actor": ["requests", "--actor", "{}"],
    "requests --addressee": ["requests", "--addressee", "{}"],
    "requests --body": ["requests", "--body", "{}"],
    "requests --organisation": ["requests", "--organisation", "{}"],
    "people": ["people", "--", "{}"],
    "people --actor": ["people", "--actor", "{}"],
    "people --body": ["people", "--body", "{}"],
    "network": ["network", "--", "{}"],
    "network --theme": ["network", "municipality-theme", "--theme", "{}"],
    "network --around": ["network", "municipality-theme", "--around", "{}"],
    "network --body": ["network", "municipality-theme", "--body", "{}"],
    "network --window": ["network", "municipality-theme", "--window", "{}"],
    "themes": ["themes", "--", "{}"],
    "query --named": ["query", "--named", "{}"],
    "query --set": ["query", "--named", "theme-evidence", "--set", "theme={}"],
    "query --set, a name": ["query", "--named", "theme-evidence", "--set", "{}=x"],
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

    for value in VALUES if option == "query --set" else WORST:
        outcome = ask(store, option, value)

        assert outcome.code in (0, 2, 4), value
        assert "Traceback" not in outcome.err
        assert not any(mark in outcome.out + outcome.err for mark in "\x1b\0\u202e\u2028"), value
        assert len(outcome.err) < 2_500
        assert outcome.code or not count_rows(outcome), value
    assert read_all(store) == before


def test_a_name_is_found_in_any_form(store: Path) -> None:
    """Composed or not, and with blanks too many: so the others are unknown for what they are, and not for a slip."""
    for name in (NAME, unicodedata.normalize("NFD", NAME), "Åse  Vik"):
        assert count_rows(call("people", name, "--format", "json", "--store", store)) == 1, name


def ask(store: Path, option: str, value: str) -> Outcome:
    words = [word.replace("{}", value) for word in CALLS[option]]
    return call(words[0], "--store", store, "--format", "json", *words[1:])


def count_rows(outcome: Outcome) -> int:
    """Count the rows of an answer in JSON."""
    answer = json.loads(outcome.out) if outcome.out.strip() else []
    if isinstance(answer, dict):
        tables = [answer.get("rows"), answer.get("edges"), answer.get("links"), answer.get("cells")]
        bindings = answer.get("results", {}).get("bindings") if isinstance(answer.get("results"), dict) else None
        return sum(len(table) for table in (*tables, bindings) if table)
    return len(answer)


def read_all(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
