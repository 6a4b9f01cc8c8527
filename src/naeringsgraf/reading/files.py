"""Which files are read: the ones named, and the ones in the folders named; and what each is called in the graph."""

import hashlib
import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final
from urllib.parse import quote

from naeringsgraf.errors import CallError
from naeringsgraf.model.names import Slug, make_slug
from naeringsgraf.reading.formats import FORMATS
from naeringsgraf.reading.opening import name_kind

PassedOver = Callable[[Path, str], None]
"""Is told of each file in a folder that is left out, and why."""

OTHER_KIND: Final = f"is not of a kind that can be read ({', '.join(FORMATS)})"

_HASH_LENGTH: Final = 6
_UNNAMED: Final = Slug("")


def spell_path(path: Path) -> str:
    """Give a path with forward slashes; bytes that are no UTF-8 are percent-encoded, so that every text can hold it."""
    return "".join(quote(os.fsencode(char)) if "\udc80" <= char <= "\udcff" else char for char in path.as_posix())


def name_file(path: Path, root: Path) -> str:
    """Tell a file from a root, as `spell_path` has it; one that lies elsewhere is told by its file name alone."""
    return spell_path(path.relative_to(root) if path.is_relative_to(root) else Path(path.name))


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to be read."""

    path: Path
    root: Path
    """The folder it was found from; names in the graph are relative to it."""
    slug: Slug = _UNNAMED
    """Name of the document in the graph; made from the file name without its ending where none is given."""
    follow_links: bool = False
    """Read it even if it is a link."""

    def __post_init__(self) -> None:
        if not self.slug:
            object.__setattr__(self, "slug", self.plain_slug)

    @property
    def name(self) -> str:
        """Path relative to the root, as `spell_path` has it; the file name alone where it lies elsewhere."""
        return name_file(self.path, self.root)

    @property
    def plain_slug(self) -> Slug:
        """The slug that the file would have if it were the only one of its name."""
        return make_slug(Path(self.name).stem)

    def make_absolute(self) -> "SourceFile":
        """Give the same file for a process that stands in another folder."""
        return replace(self, path=self.path.absolute(), root=self.root.absolute())


def find_files(
    paths: Sequence[Path], passed_over: PassedOver | None = None, *, follow_links: bool = False
) -> list[SourceFile]:
    """List the files to read, sorted by name; folders are searched through, hidden files and links left out.

    A file that is named is read whatever its ending says. `passed_over` is called with each other file in a folder
    and the reason why it is left out. Files of one name in several folders are named by their folder too.

    Raises:
        CallError: a path does not exist, or nothing that can be read was found.
    """
    found: dict[Path, SourceFile] = {}
    for path in paths:
        if not os.path.lexists(path):
            raise CallError(f"{path}: no such file or folder; check the spelling")
        if path.is_dir():
            for file in sorted(_search(path, passed_over, follow_links=follow_links)):
                found.setdefault(file, SourceFile(file, path, follow_links=follow_links))
        else:
            found.setdefault(path, SourceFile(path, path.parent, follow_links=follow_links))
    if not found:
        where = ", ".join(str(p) for p in paths) or "nowhere"
        raise CallError(f"{where}: no minutes here; expected files ending in {', '.join(FORMATS)}")
    return _tell_apart(sorted(found.values(), key=lambda f: (f.name, str(f.path))))


def _search(folder: Path, passed_over: PassedOver | None, *, follow_links: bool) -> Iterator[Path]:
    """Give the files of a folder and of those in it. A folder that a link leads to is entered once, and never again."""
    entered: set[tuple[int, int]] = set()
    waiting = [folder]
    while waiting:
        current = waiting.pop()
        place = current.stat()
        if (place.st_dev, place.st_ino) in entered:
            continue
        entered.add((place.st_dev, place.st_ino))
        for path in sorted(current.iterdir()):
            if path.name.startswith("."):
                continue
            reason = _find_reason(path, follow_links=follow_links)
            if reason is None:
                yield path
            elif not reason:
                waiting.append(path)
            elif passed_over:
                passed_over(path, reason)


def _find_reason(path: Path, *, follow_links: bool) -> str | None:
    """Say why a file is left out; None where it is read, and "" for a folder to be searched."""
    try:
        kind = name_kind(path.stat(follow_symlinks=follow_links).st_mode)
    except OSError:
        return "is a link that leads nowhere"
    ending = path.suffix.lower()
    if kind == "a folder":
        return "is a folder that is named like a file" if ending in FORMATS else ""
    if kind:
        return f"is {kind}"
    if path.name.startswith("~$"):
        return "is a mark that Word leaves while a file is open"
    return None if ending in FORMATS else OTHER_KIND


def _tell_apart(files: Sequence[SourceFile]) -> list[SourceFile]:
    """Give files that would have one name in the graph another one, the same in every run.

    1. That of their folder too. 2. Where names differ only in case, accents or how letters are composed, a hash of the
    name behind it. 3. For one name below several roots, that of the root before it. What is still alike then, the build
    refuses.
    """
    for make in (_name_with_folder, _name_with_hash, _name_with_root):
        taken = Counter(file.slug for file in files)
        files = [replace(file, slug=make(file)) if taken[file.slug] > 1 else file for file in files]
    return list(files)


def _name_with_folder(file: SourceFile) -> Slug:
    return make_slug(Path(file.name).with_suffix("").as_posix())


def _name_with_hash(file: SourceFile) -> Slug:
    return Slug(f"{file.slug}-{hashlib.sha256(file.name.encode('utf-8')).hexdigest()[:_HASH_LENGTH]}")


def _name_with_root(file: SourceFile) -> Slug:
    return make_slug(f"{spell_path(Path(file.root.absolute().name))}/{Path(file.name).with_suffix('').as_posix()}")
