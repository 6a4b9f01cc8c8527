"""The folder of a store. The shards are the truth; a generation is an index over them that can be made anew.

```
manifest.json                     which document has which shard; replaced whole, and ends with its own hash
shards/<sha256>.nq                one graph each, named by its bytes
generations/000042/               an engine's files that nobody writes to any more
generations/000042.json           what that generation was made from, and what its files were; readers lock it
generations/000042.manifest.json  a copy of the manifest it was made from
current                           the number of the newest generation
journal                           what a build under way, or one that was stopped, has read already
lock                              held by the one builder
```
"""

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from naeringsgraf.errors import StoreError
from naeringsgraf.linking.identity.appearance import Appearance, Place
from naeringsgraf.mapping.iri import BASE
from naeringsgraf.model.meeting import Actor, ActorKind, Judged
from naeringsgraf.store.files import sync_folder, write_whole
from naeringsgraf.store.fingerprint import Fingerprint
from naeringsgraf.store.inventory import FileSum
from naeringsgraf.store.locks import lock_for_writing

FORMAT: Final = 4
"""Of the folder. A change that older programs cannot read gets the next number."""

_MANIFEST: Final = "manifest.json"
_SUM: Final = b',\n "sum": "'
"""Begins the last line of a manifest: the hash of what stands before it, so that a flipped letter is seen."""

_LEFTOVERS: Final = frozenset({"lock", _MANIFEST + ".tmp"})


@dataclass(frozen=True, slots=True)
class Shard:
    """One graph as it lies in `shards/`."""

    sha256: str
    """Of its bytes, and so its name."""
    quads: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One document in the manifest."""

    path: str
    """Of the source, relative to the folder that was read."""
    source_sha256: str
    shard: Shard
    turns: int
    statements: int
    unread: int
    ambiguous: int
    """Names that may stand for several things."""
    themes: tuple[str, ...]
    """Raised in its turns, sorted."""
    actors: tuple[Actor, ...]
    """Those it names that the registers do not know; `graph/actors` is made from all of them."""
    people: tuple[Appearance, ...]
    """Those who attended; `graph/identities` is made from all of them."""
    judged: tuple[Judged, ...] = ()
    """What came of the judgements on it; `graph/judgements` is made from all of them."""
    judgements: str = ""
    """Hash of those judgements; empty where there are none."""


@dataclass(frozen=True)
class Manifest:
    """What the store holds. Two builds from the same files have the same one: it tells no times and no places."""

    reader: Fingerprint = field(default_factory=Fingerprint)
    """The program and registers that read the sources; others read them anew."""
    base: str = BASE
    documents: Mapping[str, Entry] = field(default_factory=dict)
    """By slug."""
    shared: Mapping[str, Shard] = field(default_factory=dict)
    """Graphs that no document owns, by their path below the base."""
    judgements: str = ""
    """Hash of what was decided on who is who; empty where nothing was."""
    left_out: tuple[str, ...] = ()
    """Slugs of documents that hold no minutes, as somebody decided; sorted."""

    def to_bytes(self) -> bytes:
        """Give the JSON that is stored, keys sorted."""
        return self._bytes

    @cached_property
    def _bytes(self) -> bytes:
        # Kept, since that of ten thousand documents takes seconds to write and is asked for several times a build.
        # A line each, so that two manifests can be compared by eye; the library is ten times as slow at indenting.
        documents = (f"  {_write(slug)}: {_write(entry)}" for slug, entry in sorted(self.documents.items()))
        parts = {field.name: _write(getattr(self, field.name)) for field in fields(self) if field.name != "documents"}
        parts |= {"format": _write(FORMAT), "documents": "{\n" + ",\n".join(documents) + "\n }"}
        body = ("{" + ",".join(f'\n "{name}": {text}' for name, text in sorted(parts.items()))).encode("utf-8")
        return body + _SUM + hashlib.sha256(body).hexdigest().encode("ascii") + b'"\n}\n'

    def sha256(self) -> str:
        """Give the hash of what is stored."""
        return hashlib.sha256(self._bytes).hexdigest()

    def shards(self) -> dict[str, Shard]:
        """Give every shard by the graph it holds, as a path below the base, sorted."""
        documents = {f"minutes/{slug}": entry.shard for slug, entry in self.documents.items()}
        return dict(sorted({**documents, **self.shared}.items()))


@dataclass(frozen=True, slots=True)
class Generation:
    """A published store and what it was made from."""

    number: int
    path: Path
    manifest_sha256: str
    steps: int
    """Small changes since it was last made from all shards."""
    base: str
    """What its things are named under."""
    files: Mapping[str, FileSum]
    """What the engine's files were when it was published, by name."""


class StoreFolder:
    """Where the parts of one store lie."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.shards = path / "shards"
        self.generations = path / "generations"
        self.manifest = path / _MANIFEST
        self.current = path / "current"
        self.journal = path / "journal"
        self.lock = path / "lock"

    def check(self) -> None:
        """Make sure that this is a store that we can read, or nothing that we could spoil; changes nothing.

        Raises:
            StoreError: a file, a folder of other things, or a store of another format or damaged.
        """
        if not self.path.exists():
            return
        if not self.path.is_dir():
            raise StoreError(f"{self.path} is a file, not a store; name a folder")
        if self.manifest.exists():
            self.check_manifest()
            return
        if self.current.exists() or any(self.generations.glob("*.json")):
            raise StoreError(f"{self.manifest} is missing; {self.tell_repair()}")
        strangers = sorted(entry.name for entry in self.path.iterdir() if entry.name not in _LEFTOVERS)
        if strangers:
            raise StoreError(
                f"{self.path} is no store: it holds {strangers[0]} but no {_MANIFEST}; name another folder"
            )

    @contextmanager
    def open_for_writing(self) -> Iterator[None]:
        """Make the folder if need be, and hold its lock.

        Raises:
            StoreError: see `check`; or another process is building it.
        """
        self.check()
        with ExitStack() as stack:
            with tell_disk_trouble(self):
                self.path.mkdir(parents=True, exist_ok=True)
                stack.enter_context(lock_for_writing(self.lock))
                if not self.manifest.exists():
                    self.write_manifest(Manifest())
                self.shards.mkdir(exist_ok=True)
                self.generations.mkdir(exist_ok=True)
            yield

    def check_manifest(self) -> None:
        """Make sure that there is a manifest that we can read, without reading what it says.

        Raises:
            StoreError: as `read_manifest` does.
        """
        if not self.manifest.is_file() or not _is_as_written(self.manifest.read_bytes()):
            self.read_manifest()

    def read_manifest(self) -> Manifest:
        """Read what the store holds.

        Raises:
            StoreError: there is no store here, or one that is damaged or of another format.
        """
        try:
            return parse_manifest(self.manifest.read_bytes(), self.path)
        except (FileNotFoundError, NotADirectoryError):
            raise StoreError(f"{self.path} is no store; make one with: naeringsgraf build PATH") from None
        except DamagedManifestError as error:
            raise StoreError(
                f"{self.manifest} is damaged ({error}); {self.tell_repair()}, or build the store from the sources "
                "into a new folder"
            ) from None

    def tell_repair(self) -> str:
        """Say how damage in this store is mended."""
        return f"mend it with: naeringsgraf verify --repair {self.path}"

    def write_manifest(self, manifest: Manifest) -> None:
        """Replace the manifest, and have it on disk before returning."""
        write_whole(self.manifest, manifest.to_bytes())
        sync_folder(self.path)

    def find_current(self) -> Generation | None:
        """Give the newest published generation; None where none is, or what names it is damaged."""
        try:
            number = int(self.current.read_text("ascii"))
            content = json.loads(self.info_path(number).read_bytes())
            path = self.generation_path(number)
            files = {name: FileSum(**told) for name, told in content["files"].items()}
            generation = Generation(number, path, content["manifest"], content["steps"], content["base"], files)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None
        return generation if generation.path.is_dir() else None

    def name_current(self, number: int) -> None:
        """Make a generation the newest one, in one step."""
        write_whole(self.current, f"{number:06d}\n".encode("ascii"))
        sync_folder(self.path)

    def generation_path(self, number: int) -> Path:
        """Give where the engine's files of a generation lie."""
        return self.generations / f"{number:06d}"

    def info_path(self, number: int) -> Path:
        """Give the file that tells what a generation was made from."""
        return self.generations / f"{number:06d}.json"

    def copy_path(self, number: int) -> Path:
        """Give where the copy of the manifest lies that a generation was made from."""
        return self.generations / f"{number:06d}.manifest.json"

    def shard_path(self, sha256: str) -> Path:
        """Give where a shard lies."""
        return self.shards / f"{sha256}.nq"


@contextmanager
def tell_disk_trouble(folder: StoreFolder) -> Iterator[None]:
    """Turn what the system or the engine says about the disk into a line with a next step."""
    try:
        yield
    except (OSError, RuntimeError) as error:
        raise StoreError(
            f"{folder.path}: cannot be written ({error}); what was published before is untouched. "
            "Make room or mend the disk, and build again"
        ) from error


def write_plain(value: Any) -> Any:
    """Give a day or a dataclass as JSON can hold it; what `json` asks of anything that it does not know."""
    if isinstance(value, dt.date):
        return value.isoformat()
    if is_dataclass(value):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{value!r} cannot stand in a manifest")


def _write(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=write_plain)


class DamagedManifestError(Exception):
    """The bytes are no manifest, or not the one that was written."""


def parse_manifest(data: bytes, store: Path) -> Manifest:
    """Read a manifest of a store, or of a backup, from its bytes.

    Raises:
        StoreError: it is of another format.
        DamagedManifestError: it is not as it was written.
    """
    try:
        content = json.loads(data)
        if content["format"] != FORMAT:
            raise StoreError(
                f"{store} is a store of format {content['format']}, and this program reads format {FORMAT}; "
                "build it from the sources into a new folder, or remove this one first"
            )
        if not _is_as_written(data):
            raise ValueError("it is not as it was written")
        manifest = _load_manifest(content)
        vars(manifest)["_bytes"] = data
        return manifest
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DamagedManifestError(str(error)) from None


def _is_as_written(data: bytes) -> bool:
    """Tell whether a manifest is of our format and ends with its hash, without reading what it says."""
    body, _, end = data.rpartition(_SUM)
    sealed = end == hashlib.sha256(body).hexdigest().encode("ascii") + b'"\n}\n'
    # Only the manifest's own keys stand behind a line end and one blank.
    return sealed and b'\n "format": %d,\n' % FORMAT in body


def _load_manifest(content: Any) -> Manifest:
    documents = {slug: load_entry(entry) for slug, entry in content["documents"].items()}
    shared = {graph: Shard(**shard) for graph, shard in content["shared"].items()}
    return Manifest(
        Fingerprint(**content["reader"]),
        content["base"],
        documents,
        shared,
        content["judgements"],
        tuple(content["left_out"]),
    )


def load_entry(content: Any) -> Entry:
    """Give the entry that a manifest or journal tells as JSON."""
    facts = {name: value for name, value in content.items() if name not in ("path", "shard")}
    return parse_entry(facts, content["path"], Shard(**content["shard"]))


def parse_entry(facts: Any, path: str, shard: Shard) -> Entry:
    """Put together the entry of a document from what JSON tells of it beside its path and shard."""
    actors = tuple(Actor(**{**actor, "kind": ActorKind(actor["kind"])}) for actor in facts["actors"])
    people = tuple(_parse_appearance(appearance) for appearance in facts["people"])
    parts = {"path": path, "shard": shard, "themes": tuple(facts["themes"])}
    return Entry(**{**facts, **parts, "actors": actors, "people": people, "judged": parse_judged(facts["judged"])})


def parse_judged(content: Any) -> tuple[Judged, ...]:
    """Read what came of judgements from what JSON tells of them."""
    return tuple(Judged(**{**each, "decided": tuple(each["decided"])}) for each in content)


def _parse_appearance(content: Any) -> Appearance:
    day = content["day"]
    parts = {"place": Place(**content["place"]), "forms": tuple(content["forms"])}
    return Appearance(**{**content, **parts, "day": dt.date.fromisoformat(day) if day else None})
