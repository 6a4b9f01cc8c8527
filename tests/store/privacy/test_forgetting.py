"""After `forget` no byte of store, views, exports or cleaned backups holds the name, and reading again keeps it out."""

import gzip
import io
import json
import os
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from desk import SECRET, Desk

from naeringsgraf.errors import CallError, StoreError
from naeringsgraf.reading.files import find_files
from naeringsgraf.store.backup import back_up, restore
from naeringsgraf.store.build import build_store
from naeringsgraf.store.folder import StoreFolder
from naeringsgraf.store.graph import open_store
from naeringsgraf.store.privacy.forgetting import LOG, clean_backup, forget, forget_again
from naeringsgraf.store.privacy.levels import Level, View
from naeringsgraf.store.privacy.secret import load_secret
from naeringsgraf.store.privacy.suppressed import load_suppressed
from naeringsgraf.store.privacy.views import publish_view
from naeringsgraf.store.verify import verify_store

NAME = "Torunn Fjellvang"
PARTS = ("Fjellvang", "fjellvang", "Torunn")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setenv("NAERINGSGRAF_SECRET", SECRET.key.decode())
    made = Desk(tmp_path)
    made.build()
    return made


def spell(name: str) -> set[bytes]:
    """Give the ways in which a name may stand in a file: UTF-8 and UTF-16, percent-encoded, as a slug."""
    cases = {name, name.lower(), name.lower().replace(" ", "-")}
    names = {unicodedata.normalize(form, each) for form in ("NFC", "NFD") for each in cases}
    return {
        *(each.encode() for each in names),
        *(each.encode("utf-16-le") for each in names),
        *(quote(each).encode() for each in names),
    }


def unpack(data: bytes) -> Iterator[bytes]:
    """Give the bytes of a file and of what is packed in it."""
    yield data
    if data[:2] == b"\x1f\x8b":
        yield gzip.decompress(data)
    elif data[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            yield from (packed.read(name) for name in packed.namelist())


def find_bytes(folder: Path, *names: str) -> list[str]:
    """Give the files below a folder that hold a name, or are called by it."""
    spelt = {each for name in names for each in spell(name)}
    hits = []
    for path in sorted(folder.rglob("*")):
        layers = [os.fsencode(path.relative_to(folder)), *(unpack(path.read_bytes()) if path.is_file() else ())]
        if any(each in layer for layer in layers for each in spelt):
            hits.append(str(path.relative_to(folder)))
    return hits


def export(store: Path) -> str:
    with open_store(store) as graph:
        return graph.export("nq").decode()


def test_the_look_finds_a_name_that_is_there(desk: Desk) -> None:
    """Else the tests below would show nothing."""
    assert len(find_bytes(desk.store, NAME)) > 4
    assert NAME in export(desk.store)


def test_no_byte_is_left_in_store_views_or_exports(desk: Desk) -> None:
    """Neither of the whole name nor of its parts."""
    views = [View(Level.PSEUDONYM), View(pseudonymise=True)]
    for view in views:
        publish_view(desk.store, view, secret=SECRET)
    done = forget(desk.store, NAME, secret=SECRET)

    assert (done.persons, done.documents) == (1, 3)
    assert done.sources == ("m2021.md", "m2022.md", "m2023.md")
    assert done.views == ("intern-without-names", "pseudonym")
    assert find_bytes(desk.store, NAME, *PARTS) == []
    written = export(desk.store)
    assert not [part for part in PARTS if part in written]
    assert verify_store(desk.store, deep=True).faults == ()


def test_what_was_said_and_for_whom_stays(desk: Desk) -> None:
    """The turn is Drammen's; nobody is told to have held it."""
    asked = "SELECT ?for (COUNT(?turn) AS ?n) WHERE { ?turn ng:onBehalfOf ?for } GROUP BY ?for"
    with open_store(desk.store) as graph:
        before, counts = graph.query(asked).rows, graph.stats().counts
    forget(desk.store, NAME, secret=SECRET)

    with open_store(desk.store) as graph:
        assert graph.query(asked).rows == before
        assert graph.stats().counts == counts
        removed = graph.query('SELECT ?a WHERE { ?a a ng:Attendance ; ng:name "[navn fjernet]" }')
        assert len(removed.rows) == 3
        assert graph.query("SELECT ?p WHERE { ?a ng:name '[navn fjernet]' ; ng:person ?p }").rows == []


def test_quotes_are_still_their_stretch_of_the_text(desk: Desk) -> None:
    """Offsets are counted anew."""
    forget(desk.store, NAME, secret=SECRET)

    with open_store(desk.store) as graph:
        found = graph.query(
            """SELECT ?all ?begins ?ends ?quote WHERE { ?it ng:recordedIn/ng:text ?all ; ng:begins ?begins ;
            ng:ends ?ends ; ng:text|ng:printedName ?quote }"""
        ).rows
    assert len(found) > 20
    assert [row for row in found if str(row[0])[int(str(row[1])) : int(str(row[2]))] != row[3]] == []


@pytest.mark.parametrize("workers", [0, 1])
def test_reading_the_same_minutes_again_keeps_it_out(desk: Desk, workers: int) -> None:
    """In this process, and in one of its own; also of minutes that are new."""
    forget(desk.store, NAME, secret=SECRET)
    text = (desk.sources / "m2023.md").read_text("utf-8")
    desk.write("m2023.md", text + "\n## Sak 2 Eventuelt\n\nFjellvang, Torunn takket for seg. TORUNN FJELLVANG.\n")
    desk.write("torunn-fjellvang-2024.md", text.replace("2023", "2024"))
    desk.write(
        "m2025.md", "# Referat 01.02.2025\n\nTil stede:\n\n- Per Moen\n\n## Sak 1\n\nT. Fjellvang har sluttet.\n"
    )
    report = desk.build(workers=workers)

    assert report.rejected == ()
    assert report.documents == 5
    assert find_bytes(desk.store, NAME, "Fjellvang", "fjellvang") == []
    assert verify_store(desk.store, deep=True).faults == ()
    again = desk.build(workers=workers)
    assert not again.published


def test_others_keep_their_names(desk: Desk) -> None:
    """Nobody else is taken for the one who was forgotten."""
    forget(desk.store, NAME, secret=SECRET)

    written = export(desk.store)
    assert "Nils Dalheim" in written
    assert "Ida Åsmundrud" in written


def test_a_given_name_that_two_bear_stays_with_the_other(desk: Desk) -> None:
    """Only where reading knew whom it means."""
    text = (desk.sources / "m2021.md").read_text("utf-8")
    desk.write("m2021.md", text.replace("Nils Dalheim", "Torunn Dalheim"))
    desk.build()
    forget(desk.store, NAME, secret=SECRET)

    assert "Torunn Dalheim" in export(desk.store)
    assert find_bytes(desk.store, NAME, "Fjellvang") == []


def test_a_backup_is_told_and_cleaned(desk: Desk, tmp_path: Path) -> None:
    """What is restored from it has the name no more."""
    back_up(desk.store, tmp_path / "backup")
    done = forget(desk.store, NAME, secret=SECRET)
    assert done.backups == (str(tmp_path / "backup"),)
    assert find_bytes(tmp_path / "backup", NAME)

    assert clean_backup(desk.store, tmp_path / "backup") == 3
    assert find_bytes(tmp_path / "backup", NAME, *PARTS) == []
    restore(tmp_path / "backup", tmp_path / "restored")
    assert not [part for part in PARTS if part in export(tmp_path / "restored")]
    desk.write("m2023.md", (desk.sources / "m2023.md").read_text("utf-8") + "\nTillegg.\n")
    build_store(find_files([desk.sources]), tmp_path / "restored", workers=0)
    assert find_bytes(tmp_path / "restored", NAME, *PARTS) == []


def test_the_log_tells_neither_name_nor_hash(desk: Desk) -> None:
    """Only that somebody was forgotten, and when."""
    forget(desk.store, NAME, secret=SECRET)

    log = (desk.store / LOG).read_text("ascii")
    held = load_suppressed(StoreFolder(desk.store))
    assert held is not None
    assert json.loads(log)["documents"] == 3
    assert not [each for each in held.hashes if each in log]


def test_a_generation_that_somebody_reads_is_told(desk: Desk) -> None:
    """And goes with the next call."""
    with open_store(desk.store):
        assert forget(desk.store, NAME, secret=SECRET).held == (1,)
    assert find_bytes(desk.store, NAME)

    assert forget_again(desk.store).held == ()
    assert find_bytes(desk.store, NAME, *PARTS) == []


def test_a_name_that_stands_in_texts_alone_is_forgotten(desk: Desk) -> None:
    """Somebody who was spoken of, and never met."""
    desk.write(
        "m2024.md", "# Referat 01.02.2024\n\nTil stede:\n\n- Per Moen\n\n## Sak 1 Nytt\n\nGudny Sæterlid er ansatt.\n"
    )
    desk.build()
    assert forget(desk.store, "Gudny Sæterlid", secret=SECRET).persons == 0

    assert find_bytes(desk.store, "Gudny Sæterlid") == []


def test_several_of_one_name_are_told_apart_first(desk: Desk) -> None:
    """A name is forgotten for all who bear it, so that is asked for."""
    text = (desk.sources / "m2022.md").read_text("utf-8")
    desk.write("m2024.md", text.replace("2022", "2024").replace("Nils Dalheim", NAME))
    desk.build()

    with pytest.raises(CallError, match="people go by that name: person/torunn-fjellvang, person/"):
        forget(desk.store, NAME, secret=SECRET)
    assert not (desk.store / "suppressed").exists()
    assert forget(desk.store, NAME, everyone=True, secret=SECRET).persons > 1
    assert find_bytes(desk.store, NAME) == []


def test_nobody_of_that_name_changes_nothing(desk: Desk) -> None:
    """A typing mistake must not look like a thing done."""
    with pytest.raises(CallError, match="nobody goes by"):
        forget(desk.store, "Fjellvag", secret=SECRET)

    assert not (desk.store / "suppressed").exists()


def test_another_secret_stops_the_build(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else names would come back without a word."""
    forget(desk.store, NAME, secret=load_secret())
    monkeypatch.setenv("NAERINGSGRAF_SECRET", "quite another secret than that one")

    with pytest.raises(StoreError, match="another secret"):
        desk.build()


def test_a_lost_shard_is_read_again_without_it(desk: Desk) -> None:
    """`verify --repair` knows what was forgotten, too."""
    from naeringsgraf.store.repair import repair_store

    forget(desk.store, NAME, secret=SECRET)
    folder = StoreFolder(desk.store)
    entry = folder.read_manifest().documents["m2021"]
    folder.shard_path(entry.shard.sha256).unlink()
    for path in (desk.store / "generations").rglob("*.sst"):
        path.write_bytes(b"")
    repair_store(desk.store, find_files([desk.sources]), workers=0)

    assert find_bytes(desk.store, NAME, *PARTS) == []
    assert verify_store(desk.store, deep=True).faults == ()
