"""`verify`, `backup` and `restore` as they are called: lines, formats and exit codes."""

import json
import shutil
from pathlib import Path

import pytest
from calling import call
from minutes import write_minutes


@pytest.fixture
def store(tmp_path: Path) -> Path:
    write_minutes(tmp_path / "referat", "a.md")
    assert call("build", tmp_path / "referat", "--store", tmp_path / "store", "--workers", 0).code == 0
    return tmp_path / "store"


def break_shard(store: Path) -> Path:
    """Change a shard of the document, and remove the graph it could be had back from."""
    manifest = json.loads((store / "manifest.json").read_bytes())
    path = store / "shards" / f"{manifest['documents']['a']['shard']['sha256']}.nq"
    path.write_bytes(path.read_bytes() + b"x")
    return path


def test_a_whole_store_ends_with_0(store: Path) -> None:
    """By argument and by --store alike, in one line."""
    for call_ in (("verify", store), ("verify", "--store", store), ("verify", store, "--deep")):
        outcome = call(*call_)
        assert (outcome.code, outcome.err, outcome.out.count("\n")) == (0, "", 1)
        assert ": whole; 1 documents, " in outcome.out


def test_damage_ends_with_1_and_a_line_names_file_and_document(store: Path) -> None:
    """In every format."""
    path = break_shard(store)
    told = f"its bytes are not those of its name; mend it with: naeringsgraf verify --repair {store}"

    table = call("verify", store)
    assert (table.code, table.err) == (1, "")
    assert table.out.splitlines()[0] == f"damaged: shards/{path.name} (a): {told}"
    assert ": 1 fault; 1 documents" in table.out
    line = call("verify", store, "--format", "ndjson")
    assert line.code == 1
    assert json.loads(line.out) == {
        "kind": "damaged",
        "file": f"shards/{path.name}",
        "document": "a",
        "message": told,
    }
    assert call("verify", store, "--format", "csv").out.startswith("kind,file,document,message\n")


def test_repair_says_what_it_did(tmp_path: Path, store: Path) -> None:
    """On stderr; what is left stands on stdout."""
    break_shard(store)

    outcome = call("verify", store, "--repair")
    assert (outcome.code, outcome.err) == (0, "Note: a: its shard is put back from the graph\n")
    assert ": whole; " in outcome.out

    break_shard(store)
    shutil.rmtree(store / "generations" / "000001")
    outcome = call("verify", store, "--repair")
    assert outcome.code == 1
    assert "its source was a.md; name the folder of the minutes with --source" in outcome.out
    outcome = call("verify", store, "--repair", "--source", tmp_path / "referat", "--workers", 0)
    assert (outcome.code, outcome.err.splitlines()[0]) == (0, "Note: a: its shard is put back from its source")


def test_wrong_calls(tmp_path: Path, store: Path) -> None:
    """One line, the documented code, nothing made."""
    assert call("verify", store, "--source", tmp_path).code == 2
    assert call("verify", tmp_path / "borte").code == 1
    assert call("backup", tmp_path / "referat", "--store", store).code == 2
    assert call("backup", tmp_path / "ny", "--store", tmp_path / "borte").code == 1
    assert call("restore", tmp_path / "referat", "--store", tmp_path / "ny").code == 2
    assert not (tmp_path / "ny").exists()
    assert not (tmp_path / "borte").exists()


def test_backup_and_restore_tell_the_same_manifest(tmp_path: Path, store: Path) -> None:
    """So that a drill can compare them; a store that is there is not written over."""
    made = json.loads(call("backup", tmp_path / "kopi", "--store", store, "--format", "json").out)
    back = call("restore", tmp_path / "kopi", "--store", tmp_path / "ny", "--format", "json")
    again = call("restore", tmp_path / "kopi", "--store", tmp_path / "ny")

    assert (back.code, json.loads(back.out)["manifest"]) == (0, made["manifest"])
    assert (again.code, again.err.count("\n")) == (2, 1)
    dumps = [call("export", "--store", place, "--format", "nq").out for place in (store, tmp_path / "ny")]
    assert dumps[0] == dumps[1]


def test_build_tells_what_is_on_disk(tmp_path: Path) -> None:
    """With -v, each file once its document is safe."""
    write_minutes(tmp_path / "referat", "a.md")
    write_minutes(tmp_path / "referat", "b.md")

    outcome = call("build", tmp_path / "referat", "--store", tmp_path / "store", "--workers", 0, "-v")

    assert [line for line in outcome.err.splitlines() if "on disk" in line] == [
        "Note: on disk: a.md",
        "Note: on disk: b.md",
    ]
