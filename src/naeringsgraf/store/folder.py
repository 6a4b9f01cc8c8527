"""The folder of a store. The shards are the truth; a generation is an index over them that can be made anew.

```
manifest.json                     which document has which shard; replaced whole, and ends with its own hash
shards/<sha256>.nq                one graph each, named by its bytes
generations/000042/               an engine's files that nobody writes to any more
generations/000042.json           what that generation was made from, and what its files were; readers lock it
generations/000042.manifest.json  a copy of the manifest it was made from
current                           the number of the newest generation
journal                           what a build under way, or one that was stopped, has read already
seen                              what sources were like when they were hashed; without it all are hashed
lock                              held by the one builder
views/<name>/                     what others may see: stores of their own, made from this one
suppressed                        keyed hashes of names that were forgotten
backups                           where backups of it were made
```
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from naeringsgraf.errors import StoreError
from naeringsgraf.store.files import sync_folder, write_pieces, write_whole
from naeringsgraf.store.inventory import FileSum
from naeringsgraf.store.locks import lock_for_writing
from naeringsgraf.store.manifest import DamagedManifestError, Manifest, is_as_written, read_manifest

_MANIFEST: Final = "manifest.json"
_LEFTOVERS: Final = frozenset({"lock", _MANIFEST + ".tmp"})


@dataclass(frozen=True, slots=True)
class Generation:
    """A published store and what it was made from."""

    number: int
    path: Path
    manifest_sum: str
    """Of the manifest it was made from."""
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
        self.seen = path / "seen"
        self.lock = path / "lock"
        self.views = path / "views"
        self.suppressed = path / "suppressed"
        self.backups = path / "backups"

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
        if not self.manifest.is_file() or not is_as_written(self.manifest):
            self.read_manifest()

    def read_manifest(self) -> Manifest:
        """Read what the store holds.

        Raises:
            StoreError: there is no store here, or one that is damaged or of another format.
        """
        try:
            return read_manifest(self.manifest, self.path)
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
        write_pieces(self.manifest, manifest.write())
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
