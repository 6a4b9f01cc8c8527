"""Backups: the manifest of one moment and the shards it names. The engine's files are made anew from them.

Shards never change, so a build meanwhile disturbs nothing. The manifest of a backup is written last and goes by another
name than that of a store, so that a backup is neither taken for a store nor built into.
"""

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from naeringsgraf.errors import CallError, StoreError
from naeringsgraf.store.files import sync_folder, write_pieces, write_whole
from naeringsgraf.store.folder import StoreFolder, tell_disk_trouble
from naeringsgraf.store.inventory import hash_file
from naeringsgraf.store.locks import lock_for_writing
from naeringsgraf.store.manifest import DamagedManifestError, Manifest, Shard, read_manifest
from naeringsgraf.store.publish import SPARE_BYTES, publish, remove_leftovers
from naeringsgraf.store.verify import name_document, verify_store

MANIFEST: Final = "backup.json"
"""Of a backup: the bytes of the store's manifest."""

SUPPRESSED: Final = "suppressed"
"""Of a backup: the keyed hashes of names that were forgotten, so that a store made from it keeps them out too."""

_ATTEMPTS: Final = 20
"""A build may remove shards of the manifest that was read, so it is read anew then."""


@dataclass(frozen=True, slots=True)
class BackupReport:
    """What was backed up or put back."""

    store: Path
    backup: Path
    documents: int
    shards: int
    quads: int
    bytes: int
    """Of the shards."""
    linked: int
    """Shards that the backup has in common with the store, by hard links; the others were copied."""
    manifest: str
    """SHA-256 of the manifest: equal ones hold equal graphs."""


def back_up(store: Path, target: Path) -> BackupReport:
    """Make a backup in a new or empty folder; one that was stopped half way is gone on with.

    Every shard is read and held against its name. What is built meanwhile is not disturbed, and disturbs nothing.

    Raises:
        CallError: the folder holds something else.
        StoreError: there is no store, nothing was published in it, a shard is damaged, or the disk is full.
    """
    folder = StoreFolder(store)
    folder.check()
    _check_target(target)
    for _ in range(_ATTEMPTS):
        manifest = folder.read_manifest()
        if not manifest.documents:
            raise StoreError(f"{store}: no graph was published yet, so there is nothing to back up; build it first")
        linked = _take(folder, manifest, target)
        if linked is not None:
            _note(folder, target)
            return _report(store, target, manifest, linked)
    raise StoreError(f"{store}: builds replace it faster than it can be backed up; try again when they are done")


def copy_suppressed(source: Path, target: Path) -> None:
    """Copy the hashes of forgotten names, where there are any."""
    if source.exists():
        write_whole(target, source.read_bytes())


def _note(folder: StoreFolder, target: Path) -> None:
    """Remember where a backup lies, so that whoever is forgotten can be taken out of it too."""
    places = dict.fromkeys([*_read_noted(folder), str(target.absolute())])
    write_whole(folder.backups, "".join(json.dumps(place) + "\n" for place in places).encode("ascii"))


def _read_noted(folder: StoreFolder) -> list[str]:
    with suppress(OSError, ValueError):
        return [str(json.loads(line)) for line in folder.backups.read_bytes().splitlines()]
    return []


def list_backups(folder: StoreFolder) -> list[Path]:
    """Give where backups of a store were made that are there still."""
    return [Path(place) for place in _read_noted(folder) if (Path(place) / MANIFEST).is_file()]


def _check_target(target: Path) -> None:
    if target.exists() and not target.is_dir():
        raise CallError(f"{target} is a file; name a new folder for the backup")
    held = {path.name for path in target.iterdir()} if target.exists() else set()
    strangers = sorted(held - {"shards", SUPPRESSED, f"{MANIFEST}.tmp", f"{SUPPRESSED}.tmp"})
    if strangers:
        raise CallError(f"{target} holds {strangers[0]} already; name a new folder for the backup")


@contextmanager
def _tell_trouble(target: Path) -> Iterator[None]:
    """Turn what the system says about the disk of the backup into a line with a next step."""
    try:
        yield
    except OSError as error:
        raise StoreError(
            f"{target}: cannot be written ({error}); make room or name another folder, and try again"
        ) from error


def _take(folder: StoreFolder, manifest: Manifest, target: Path) -> int | None:
    """Fill the backup; give how many shards were linked, or None where the store has moved on meanwhile."""
    shards = target / "shards"
    linked = 0
    with _tell_trouble(target):
        shards.mkdir(parents=True, exist_ok=True)
        for graph, shard in manifest.shards().items():
            try:
                linked += _take_shard(folder.shard_path(shard.sha256), shards / f"{shard.sha256}.nq", shard)
            except FileNotFoundError:
                if folder.read_manifest() != manifest:
                    return None
                raise StoreError(
                    f"{folder.shard_path(shard.sha256)}, the shard of {name_document(graph)}, is missing or damaged; "
                    f"{folder.tell_repair()}"
                ) from None
        _remove_others(shards, manifest.shards().values())
        sync_folder(shards)
        copy_suppressed(folder.suppressed, target / SUPPRESSED)
        write_pieces(target / MANIFEST, manifest.write())
        sync_folder(target)
    return linked


def _take_shard(source: Path, target: Path, shard: Shard) -> bool:
    """Link a shard, or copy it where that cannot be; tell whether it is linked.

    Raises:
        FileNotFoundError: it is missing, or its bytes are not those of its name.
    """
    with suppress(FileNotFoundError):
        if hash_file(target) == shard.sha256:
            return target.exists() and source.exists() and target.samefile(source)
        target.unlink()
    if hash_file(source) != shard.sha256:
        raise FileNotFoundError(source)
    try:
        os.link(source, target)
    except FileNotFoundError:
        raise
    except OSError:
        # On another disk, or one that knows no links.
        write_whole(target, source.read_bytes())
        return False
    return True


def _remove_others(folder: Path, shards: Iterable[Shard]) -> None:
    """Remove what an earlier attempt took."""
    named = {f"{shard.sha256}.nq" for shard in shards}
    for path in folder.iterdir():
        if path.name not in named:
            path.unlink()


def restore(backup: Path, store: Path, spare_bytes: int = SPARE_BYTES) -> BackupReport:
    """Make a store from a backup, in a new or empty folder, and compare each graph with its shard.

    The whole backup is looked at before anything is written. Shards are copied, so that the two have no file in common.

    Raises:
        CallError: there is no backup there, or the folder of the store holds something.
        StoreError: the backup is damaged or of another format, or the disk is full.
    """
    manifest = _read_backup(backup)
    _check_backup(backup, manifest)
    folder = StoreFolder(store)
    _check_place(folder, manifest)
    with tell_disk_trouble(folder):
        store.mkdir(parents=True, exist_ok=True)
        with lock_for_writing(folder.lock):
            folder.shards.mkdir(exist_ok=True)
            folder.generations.mkdir(exist_ok=True)
            remove_leftovers(folder)
            for shard in manifest.shards().values():
                write_whole(folder.shard_path(shard.sha256), _shard_path(backup, shard).read_bytes())
            sync_folder(folder.shards)
            copy_suppressed(backup / SUPPRESSED, folder.suppressed)
            folder.write_manifest(manifest)
            publish(folder, Manifest(), manifest, spare_bytes)
    verdict = verify_store(store, deep=True)
    if not verdict.is_whole:
        raise StoreError(f"{store}: {verdict.faults[0].file} came in damaged; look at the disk, and restore elsewhere")
    return _report(store, backup, manifest, 0)


def _read_backup(backup: Path) -> Manifest:
    path = backup / MANIFEST
    try:
        return read_manifest(path, backup)
    except (FileNotFoundError, NotADirectoryError):
        raise CallError(f"{backup} is no backup, or one that was not finished: it holds no {MANIFEST}") from None
    except DamagedManifestError as error:
        raise StoreError(f"{path} is damaged ({error}); take an older backup") from None
    except OSError as error:
        raise StoreError(f"{path} cannot be read ({error})") from None


def _check_backup(backup: Path, manifest: Manifest) -> None:
    lost = []
    for graph, shard in manifest.shards().items():
        path = _shard_path(backup, shard)
        if not path.is_file() or hash_file(path) != shard.sha256:
            lost.append(f"{path.name} ({name_document(graph)})")
    if lost:
        more = f" and {len(lost) - 3} more" if len(lost) > 3 else ""
        raise StoreError(
            f"{backup}: {', '.join(lost[:3])}{more}: missing or damaged; take an older backup, or put the files back"
        )


def _check_place(folder: StoreFolder, manifest: Manifest) -> None:
    """Refuse to write over anything but what a restore of the same backup left when it was stopped."""
    if folder.path.exists() and not folder.path.is_dir():
        raise CallError(f"{folder.path} is a file; name a new folder for the store")
    held = {path.name for path in folder.path.iterdir()} if folder.path.exists() else set()
    begun = {folder.lock.name, folder.shards.name, folder.generations.name, folder.manifest.name}
    strangers = sorted(name for name in held - begun if not name.endswith(".tmp"))
    same = not folder.manifest.exists() or _holds(folder.manifest, manifest)
    if strangers or not same or any(folder.generations.glob("*.json")):
        raise CallError(
            f"{folder.path} is there already, and nothing is restored over it; name another folder with --store, or "
            "move it away first"
        )


def _holds(path: Path, manifest: Manifest) -> bool:
    try:
        return read_manifest(path, path.parent) == manifest
    except (StoreError, DamagedManifestError):
        return False


def _shard_path(backup: Path, shard: Shard) -> Path:
    return backup / "shards" / f"{shard.sha256}.nq"


def _report(store: Path, backup: Path, manifest: Manifest, linked: int) -> BackupReport:
    shards = {shard.sha256: shard for shard in manifest.shards().values()}
    return BackupReport(
        store=store,
        backup=backup,
        documents=len(manifest.documents),
        shards=len(shards),
        quads=sum(shard.quads for shard in manifest.shards().values()),
        bytes=sum(shard.bytes for shard in shards.values()),
        linked=linked,
        manifest=manifest.sum,
    )
