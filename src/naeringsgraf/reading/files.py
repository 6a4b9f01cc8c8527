"""Which files are read: the ones named, and the ones in the folders named; and what each is called in the graph.

Where a file lies, on this machine or elsewhere, makes no difference to its name or to what is read from it.
"""

import hashlib
import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final
from unicodedata import category
from urllib.parse import quote

from naeringsgraf.errors import CallError, SourceError
from naeringsgraf.given import name_kind
from naeringsgraf.model.names import Slug, make_slug
from naeringsgraf.reading.formats import FORMATS
from naeringsgraf.reading.opening import load_file
from naeringsgraf.reading.private import hide_in_name
from naeringsgraf.reading.remote import (
    Place,
    Remote,
    Url,
    find_remote_file,
    load_remote,
    name_root,
    search_remote,
    show_url,
)

PassedOver = Callable[[Path, str], None]
"""Is told of each file in a folder that is left out, and why."""

OTHER_KIND: Final = f"is not of a kind that can be read ({', '.join(FORMATS)})"

_HASH_LENGTH: Final = 6
_LOADS: Final = 8
"""Files that are loaded from elsewhere at the same time."""
_UNNAMED: Final = Slug("")
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Categories of characters that a line of text cannot hold, or that nobody sees there."""


def spell_path(path: Path) -> str:
    """Give a path with forward slashes, as a text that stands on one line and shows all that is in it.

    Percent-encoded are bytes that are no UTF-8, line ends of any kind, control characters, and marks that are not seen
    and turn the direction of what is.
    """
    told = path.as_posix()
    if told.isprintable():
        return told
    return "".join(quote(os.fsencode(char)) if category(char) in _UNSEEN else char for char in told)


def name_file(path: Path, root: Path) -> str:
    """Tell a file from a root, as `spell_path` has it; one that lies elsewhere is told by its file name alone.

    Numbers of people are hidden in it.
    """
    return hide_in_name(spell_path(path.relative_to(root) if path.is_relative_to(root) else Path(path.name)))


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
    remote: Remote | None = None
    """Where it lies if not on this machine; path and root are then what it is called there."""
    content: bytes | None = field(default=None, repr=False, compare=False)
    """Its bytes, where they were loaded for a process that cannot do so; None where it is to load them."""

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

    def load(self) -> bytes:
        """Give the bytes of the file.

        Raises:
            SourceError: it is a link, no ordinary file, too large, or cannot be opened.
        """
        if self.content is not None:
            return self.content
        if self.remote is not None:
            return load_remote(self.remote, self.name)
        return load_file(self.path, self.name, follow_links=self.follow_links)

    def make_absolute(self) -> "SourceFile":
        """Give the same file for a process that stands in another folder."""
        return replace(self, path=self.path.absolute(), root=self.root.absolute())


def find_files(
    places: Sequence[Place], passed_over: PassedOver | None = None, *, follow_links: bool = False
) -> list[SourceFile]:
    """List the files to read, sorted by name; folders are searched through, hidden files and links left out.

    A file that is named is read whatever its ending says. `passed_over` is called with each other file in a folder
    and the reason why it is left out. Files of one name in several folders are named by their folder too.

    Raises:
        CallError: a path does not exist, a URL cannot be read, or nothing that can be read was found.
    """
    found: dict[Path | Remote, SourceFile] = {}
    for place in places:
        search = (
            _find_remote(place, passed_over) if isinstance(place, str) else _find_here(place, passed_over, follow_links)
        )
        for file in search:
            found.setdefault(file.remote or file.path, file)
    if not found:
        where = ", ".join(show_url(place) if isinstance(place, str) else str(place) for place in places) or "nowhere"
        raise CallError(f"{where}: no minutes here; expected files ending in {', '.join(FORMATS)}")
    return _tell_apart(sorted(found.values(), key=lambda f: (f.name, str(f.path))))


def carry_files(files: Sequence[SourceFile], most_bytes: int, *, local: bool) -> list[SourceFile | SourceError]:
    """Load files for a process that cannot do so itself: those that lie elsewhere, and with `local` those here too.

    Gives the first files with their content, or why it cannot be had; no more once so many bytes are passed, so that
    memory is bounded. A file that is not loaded costs no bytes.
    """
    carried: list[SourceFile | SourceError] = []
    size = 0
    with ThreadPoolExecutor(_LOADS) as threads:
        while len(carried) < len(files) and size < most_bytes:
            some = files[len(carried) : len(carried) + _LOADS]
            for file in threads.map(_carry if local else _carry_remote, some):
                # What was loaded beyond the limit is loaded again with the next ones, which is rare.
                if size < most_bytes:
                    carried.append(file)
                    size += len(file.content or b"") if isinstance(file, SourceFile) else 0
    return carried


def _carry(file: SourceFile) -> SourceFile | SourceError:
    try:
        return replace(file, content=file.load())
    except SourceError as problem:
        return problem


def _carry_remote(file: SourceFile) -> SourceFile | SourceError:
    return file if file.remote is None else _carry(file)


def _find_here(place: Path, passed_over: PassedOver | None, follow_links: bool) -> Iterator[SourceFile]:
    if not os.path.lexists(place):
        raise CallError(f"{place}: no such file or folder; check the spelling")
    if not place.is_dir():
        yield SourceFile(place, place.parent, follow_links=follow_links)
        return
    for path in sorted(_search(place, passed_over, follow_links=follow_links)):
        yield SourceFile(path, place, follow_links=follow_links)


def _find_remote(place: Url, passed_over: PassedOver | None) -> Iterator[SourceFile]:
    """As `_find_here`, by the same rules."""
    root = Path(name_root(place))
    if named := find_remote_file(place):
        remote, name = named
        yield SourceFile(root / name, root, remote=remote)
        return
    for remote, name, kind in search_remote(place):
        reason = kind or _find_reason_in_name(root / name)
        if reason is None:
            yield SourceFile(root / name, root, remote=remote)
        elif passed_over:
            passed_over(root / name, reason)


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
    if kind == "a folder":
        return "is a folder that is named like a file" if path.suffix.lower() in FORMATS else ""
    return f"is {kind}" if kind else _find_reason_in_name(path)


def _find_reason_in_name(path: Path) -> str | None:
    """Say why an ordinary file is left out; None where it is read."""
    if path.name.startswith("~$"):
        return "is a mark that Word leaves while a file is open"
    return None if path.suffix.lower() in FORMATS else OTHER_KIND


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
    root = hide_in_name(spell_path(Path(file.root.absolute().name)))
    return make_slug(f"{root}/{Path(file.name).with_suffix('').as_posix()}")
