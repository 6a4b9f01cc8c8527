"""Names that are too old to be shown to others."""

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path

from naeringsgraf.errors import CallError
from naeringsgraf.store.folder import StoreFolder, tell_disk_trouble
from naeringsgraf.store.manifest import Manifest
from naeringsgraf.store.privacy.levels import Level, find_level
from naeringsgraf.store.privacy.views import refresh_views
from naeringsgraf.store.publish import SPARE_BYTES, publish, remove_leftovers, remove_old


@dataclass(frozen=True, slots=True)
class Expired:
    """A document that others were to see with names."""

    document: str
    path: str
    date: str | None
    """Of the meeting; None where nobody knows, which counts as old."""
    level: Level
    days: int | None
    """Its age."""


def find_expired(store: Path, names_after: int | None = None, today: dt.date | None = None) -> list[Expired]:
    """List the documents of level "offentlig" that are older than names are shown, the oldest first.

    Args:
        store: the folder.
        names_after: days; None for what the store was built with.
        today: the day to count from.

    Raises:
        CallError: neither the call nor the store says how old.
        StoreError: there is no store.
    """
    manifest = StoreFolder(store).read_manifest()
    age = _find_age(store, manifest, names_after)
    today = today or dt.date.today()
    found = []
    for slug, entry in manifest.documents.items():
        if find_level(entry.level, entry.day, age, today) is not entry.level:
            days = (today - entry.day).days if entry.day else None
            found.append(Expired(slug, entry.path, entry.day.isoformat() if entry.day else None, entry.level, days))
    return sorted(found, key=lambda each: (each.date or "", each.document))


def apply_age(
    store: Path, names_after: int | None = None, today: dt.date | None = None, spare_bytes: int = SPARE_BYTES
) -> list[str]:
    """Keep in the store how old names may be and that those found are without names now; give the views made anew.

    Raises:
        CallError: neither the call nor the store says how old.
        StoreError: there is no store, another process builds it, or the disk is full.
    """
    folder = StoreFolder(store)
    folder.read_manifest()
    with folder.open_for_writing():
        remove_leftovers(folder)
        before = folder.read_manifest()
        age = _find_age(store, before, names_after)
        gone = {each.document for each in find_expired(store, age, today)}
        documents = {
            slug: replace(entry, level=Level.PSEUDONYM) if slug in gone else entry
            for slug, entry in before.documents.items()
        }
        after = replace(before, documents=documents, names_after=age)
        if after != before:
            with tell_disk_trouble(folder):
                folder.write_manifest(after)
                remove_old(folder, publish(folder, before, after, spare_bytes), after)
    return refresh_views(store)


def _find_age(store: Path, manifest: Manifest, names_after: int | None) -> int:
    age = manifest.names_after if names_after is None else names_after
    if age is None:
        raise CallError(f"{store} says of no age at which names are hidden; give one with --names-after, such as 365d")
    return age
