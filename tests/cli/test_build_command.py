"""`naeringsgraf build` with good and bad input: what is said, what the exit code is, and that nothing is lost."""

import json
import os
import re
from pathlib import Path

import pytest
from calling import Outcome, call, spawn
from minutes import MINUTES, write_minutes


def build(folder: Path, *more: object) -> Outcome:
    return call("build", folder / "referat", "--store", folder / "store", *more)


def report(outcome: Outcome) -> dict[str, object]:
    content: dict[str, object] = json.loads(outcome.out)
    return content


def dump(folder: Path) -> str:
    return call("export", "--store", folder / "store", "--format", "nq").out


def test_build_says_what_it_made(tmp_path: Path) -> None:
    """The summary is the result, so it stands on stdout."""
    write_minutes(tmp_path / "referat")
    outcome = build(tmp_path)

    assert (outcome.code, outcome.err) == (0, "")
    assert re.fullmatch(
        r"documents +1\nrejected +0\nquads +\d+\nturns +2\nthemes +\d+\nunread lines +\d+\nambiguous names +\d+\n"
        r".*store: 1 added, 0 changed, 0 removed, 0 unchanged\n",
        outcome.out,
    )


def test_building_again_changes_nothing_and_says_so(tmp_path: Path) -> None:
    """The store is byte for byte what it was, but for the note that a source need not be read again."""
    write_minutes(tmp_path / "referat")
    build(tmp_path)
    before = list_store(tmp_path)
    outcome = build(tmp_path)

    assert outcome.code == 0
    assert outcome.out.endswith("store: unchanged\n")
    assert list_store(tmp_path) == before


def list_store(folder: Path) -> dict[Path, bytes]:
    paths = (folder / "store").rglob("*")
    return {path: path.read_bytes() for path in paths if path.is_file() and path.name != "seen"}


def test_changed_added_and_removed_files_change_only_their_own_graphs(tmp_path: Path) -> None:
    """Each is counted; what has not changed is not read again."""
    for name in ("a.md", "b.md", "c.md"):
        write_minutes(tmp_path / "referat", name)
    build(tmp_path)
    (tmp_path / "referat" / "a.md").unlink()
    write_minutes(tmp_path / "referat", "b.md", date="13.03.2021")
    write_minutes(tmp_path / "referat", "d.md")
    found = report(build(tmp_path, "--format", "json"))

    assert {name: found[name] for name in ("added", "changed", "removed", "unchanged")} == {
        "added": ["d"],
        "changed": ["b"],
        "removed": ["a"],
        "unchanged": ["c"],
    }


def test_missing_path_is_a_wrong_call(tmp_path: Path) -> None:
    """One line that names it; no store is made."""
    outcome = build(tmp_path)

    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err == f"Error: {tmp_path}/referat: no such file or folder; check the spelling\n"
    assert not (tmp_path / "store").exists()


def test_empty_folder_is_a_wrong_call(tmp_path: Path) -> None:
    """The line says what was looked for."""
    (tmp_path / "referat").mkdir()
    outcome = build(tmp_path)

    assert (outcome.code, outcome.out, outcome.err.count("\n")) == (2, "", 1)
    assert "no minutes here; expected files ending in .md" in outcome.err


def write_empty(path: Path) -> None:
    path.write_bytes(b"")


def write_blank(path: Path) -> None:
    path.write_bytes(b"\xef\xbb\xbf \n\t\n")


def write_binary(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 20)


def write_shopping_list(path: Path) -> None:
    path.write_text("Melk\nBrød\nOst\n", encoding="utf-8")


def write_unreadable(path: Path) -> None:
    path.write_text(MINUTES, encoding="utf-8")
    path.chmod(0)


BAD = [write_empty, write_blank, write_binary, write_shopping_list]
if hasattr(os, "geteuid") and os.geteuid() != 0:
    BAD.append(write_unreadable)


@pytest.mark.parametrize("write_bad", BAD, ids=lambda write: write.__name__.removeprefix("write_"))
def test_bad_file_is_named_and_the_others_are_built(tmp_path: Path, write_bad) -> None:  # type: ignore[no-untyped-def]
    """Exit 3, one message with the place and the next step."""
    write_minutes(tmp_path / "referat", "a.md")
    write_bad(tmp_path / "referat" / "bad.txt")
    outcome = build(tmp_path, "--format", "json")

    assert outcome.code == 3
    assert outcome.err.startswith("Rejected: bad.txt: ")
    assert report(outcome)["documents"] == 1


def test_when_nothing_can_be_read_the_store_stays_as_it_was(tmp_path: Path) -> None:
    """Exit 1: the call did not do what it was for."""
    path = write_minutes(tmp_path / "referat")
    build(tmp_path)
    before = dump(tmp_path)
    path.write_bytes(b"")
    outcome = build(tmp_path)

    assert outcome.code == 1
    assert outcome.out.endswith("nothing could be read; the store is as it was\n")
    assert dump(tmp_path) == before


def test_document_that_can_no_longer_be_read_is_told_to_be_gone(tmp_path: Path) -> None:
    """Its graph would say what no file says any more."""
    write_minutes(tmp_path / "referat", "a.md")
    write_minutes(tmp_path / "referat", "b.md")
    build(tmp_path)
    (tmp_path / "referat" / "b.md").write_bytes(b"")
    outcome = build(tmp_path)

    assert outcome.code == 3
    assert "What was read from it before is no longer in the graph." in outcome.err
    assert "minutes/b>" not in dump(tmp_path)


def test_impossible_date_is_an_unread_line(tmp_path: Path) -> None:
    """31.02.2022 makes no date, and the rest of the minutes is kept."""
    write_minutes(tmp_path / "referat", date="31.02.2022")
    outcome = build(tmp_path, "--format", "json")

    assert outcome.code == 0
    assert report(outcome)["turns"] == 2
    assert report(outcome)["unread"] != 0
    assert "2022-02-31" not in dump(tmp_path)


def test_two_files_of_one_name_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    """Both are built; nobody's minutes are lost to somebody else's."""
    write_minutes(tmp_path / "referat" / "a", "mote.md")
    write_minutes(tmp_path / "referat" / "b", "Møte.md", date="13.03.2021")
    outcome = build(tmp_path, "--format", "json")

    assert (outcome.code, outcome.err) == (0, "")
    assert report(outcome)["added"] == ["a-mote", "b-mote"]


def test_copies_are_told(tmp_path: Path) -> None:
    """They count as several meetings, so somebody should know."""
    write_minutes(tmp_path / "referat", "a.md")
    write_minutes(tmp_path / "referat", "b.md")

    assert build(tmp_path).err == (
        "Note: a.md, b.md hold the same text, and are counted as 2 meetings; take the copies away\n"
    )


def test_strict_build_fails_on_a_rejected_document(tmp_path: Path) -> None:
    """The others are built all the same."""
    write_minutes(tmp_path / "referat", "a.md")
    write_empty(tmp_path / "referat" / "b.md")
    outcome = build(tmp_path, "--strict", "--format", "json")

    assert outcome.code == 1
    assert report(outcome)["documents"] == 1


def test_store_of_an_older_format_is_left_alone(tmp_path: Path) -> None:
    """One line with both formats and the next step."""
    write_minutes(tmp_path / "referat")
    build(tmp_path)
    manifest = tmp_path / "store" / "manifest.json"
    content = json.loads(manifest.read_text(encoding="utf-8"))
    manifest.write_text(json.dumps({**content, "format": 0}), encoding="utf-8")

    for outcome in (build(tmp_path), call("stats", "--store", tmp_path / "store")):
        assert (outcome.code, outcome.out, outcome.err.count("\n")) == (1, "", 1)
        assert "store of format 0" in outcome.err
    assert json.loads(manifest.read_text(encoding="utf-8"))["format"] == 0


def test_folder_of_other_things_is_not_taken_for_a_store(tmp_path: Path) -> None:
    """Nothing in it is touched."""
    write_minutes(tmp_path / "referat")
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "letters.txt").write_text("kept", encoding="utf-8")
    outcome = build(tmp_path)

    assert outcome.code == 1
    assert "is no store" in outcome.err
    assert [path.name for path in (tmp_path / "store").iterdir()] == ["letters.txt"]


def test_files_of_other_kinds_are_passed_over_with_a_word(tmp_path: Path) -> None:
    """Their number always, their names with -v."""
    write_minutes(tmp_path / "referat")
    (tmp_path / "referat" / "list.xlsx").write_bytes(b"PK")

    assert build(tmp_path).err == ("Note: passed over 1 file of a kind that is not read; name them with -v\n")
    assert "list.xlsx is not of a kind that can be read" in build(tmp_path, "-v").err
    assert build(tmp_path, "--quiet").err == ""


def test_rejected_files_can_be_told_as_json(tmp_path: Path) -> None:
    """One object a line, with the path."""
    write_minutes(tmp_path / "referat", "a.md")
    write_empty(tmp_path / "referat" / "b.md")
    told = json.loads(build(tmp_path, "--json-errors").err)

    assert (told["kind"], told["path"]) == ("rejected", "b.md")


def test_store_may_be_named_by_the_environment(tmp_path: Path) -> None:
    """The option goes before the variable."""
    write_minutes(tmp_path / "referat")
    named = {"NAERINGSGRAF_STORE": str(tmp_path / "named")}

    assert spawn("build", "referat", folder=tmp_path, environment=named).code == 0
    assert (tmp_path / "named" / "current").exists()
    assert not (tmp_path / "naeringsgraf.store").exists()


def test_a_paper_with_two_meetings_makes_two_documents(tmp_path: Path) -> None:
    """Both keep the file as their source, and neither is read again when the file is as it was."""
    paper = write_minutes(tmp_path / "referat", "moter.md")
    other = write_minutes(tmp_path / "other", date="13.03.2021")
    paper.write_text(paper.read_text(encoding="utf-8") + "\n" + other.read_text(encoding="utf-8"), encoding="utf-8")
    first, second = report(build(tmp_path, "--format", "json")), report(build(tmp_path, "--format", "json"))

    assert first["added"] == second["unchanged"] == ["moter-2021-03-12", "moter-2021-03-13"]
    assert second["published"] is False
