"""`naeringsgraf themes suggest`: from minutes or a store to terms, and to Turtle that the thesaurus can take."""

import csv
import io
import json
from pathlib import Path

import pytest
from calling import CHECKOUT, call

from naeringsgraf.registers.themes import find_thesaurus, read_themes

SAMPLE = str(CHECKOUT / "data" / "referat")


@pytest.mark.parametrize("form", ["csv", "tsv"])
def test_rows_hold_the_term_its_counts_and_a_sentence(form: str) -> None:
    """One row a term; the sentence holds it."""
    outcome = call("themes", "suggest", SAMPLE, "--format", form)

    assert outcome.code == 0
    rows = list(csv.DictReader(io.StringIO(outcome.out), delimiter="," if form == "csv" else "\t"))
    assert rows
    for row in rows:
        assert int(row["meetings"]) >= 2
        assert row["term"].split()[0][:4] in row["quote"].lower()


def test_objects_hold_every_place() -> None:
    """JSON and one object a line say the same."""
    listed = json.loads(call("themes", "suggest", SAMPLE, "--format", "json").out)
    lines = call("themes", "suggest", SAMPLE, "--format", "ndjson").out.splitlines()

    assert listed == [json.loads(line) for line in lines]
    for each in listed:
        assert len(each["quotes"]) == each["times"]
        assert all(quote["printed"] in quote["text"] for quote in each["quotes"])


def test_turtle_can_be_pasted_into_the_thesaurus(tmp_path: Path) -> None:
    """It is read as themes, under the broader ones told."""
    outcome = call("themes", "suggest", SAMPLE, "--meetings", "1", "--limit", "5", "--format", "ttl")
    pasted = tmp_path / "themes.ttl"
    pasted.write_text(find_thesaurus().read_text(encoding="utf-8") + "\n" + outcome.out, encoding="utf-8")

    assert len(read_themes(pasted)) == len(read_themes(find_thesaurus())) + 5


def test_a_store_can_be_asked_too(sample_store: Path) -> None:
    """It holds part of the sentences."""
    outcome = call("themes", "suggest", str(sample_store), "--meetings", "1", "--limit", "3", "--format", "csv")

    assert outcome.code == 0
    assert len(list(csv.reader(io.StringIO(outcome.out)))) == 4


def test_nothing_found_is_told() -> None:
    """Exit 4, as for other questions without rows."""
    outcome = call("themes", "suggest", SAMPLE, "--meetings", "99")

    assert outcome.code == 4
    assert "--meetings" in outcome.err


def test_a_path_that_is_not_there_is_a_wrong_call(tmp_path: Path) -> None:
    """Exit 2, one line."""
    outcome = call("themes", "suggest", str(tmp_path / "none"))

    assert outcome.code == 2
    assert outcome.err.count("\n") == 1


def test_help_of_the_command_has_an_example() -> None:
    """The common options too."""
    outcome = call("themes", "suggest", "--help")

    assert "naeringsgraf themes suggest data/referat" in outcome.out
    assert "--json-errors" in outcome.out
