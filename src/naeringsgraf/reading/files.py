"""Which files are read: the ones named, and the ones in the folders named."""

import os
import stat
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from naeringsgraf.errors import CallError
from naeringsgraf.model.names import Slug, make_slug
from naeringsgraf.reading.formats import FORMATS

MAX_BYTES = 64 * 1024 * 1024


def spell_path(path: Path) -> str:
    """Give a path with forward slashes; bytes that are no UTF-8 are percent-encoded, so that every text can hold it."""
    return "".join(quote(os.fsencode(char)) if "\udc80" <= char <= "\udcff" else char for char in path.as_posix())


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to be read."""

    path: Path
    root: Path
    """The folder it was found from; names in the graph are relative to it."""

    @property
    def name(self) -> str:
        """Path relative to the root, as `spell_path` has it."""
        return spell_path(self.path.relative_to(self.root))

    @property
    def slug(self) -> Slug:
        """Name of the document in the graph, from the file name without its ending."""
        return make_slug(Path(self.name).stem)


def find_files(paths: Sequence[Path], passed_over: Callable[[Path, str], None] | None = None) -> list[SourceFile]:
    """List the files to read, sorted by name; folders are searched through, hidden files and links left out.

    A file that is named is read whatever its ending says. `passed_over` is called with each other file in a folder
    and the reason why it is left out.

    Raises:
        CallError: a path does not exist, or nothing that can be read was found.
    """
    found: dict[Path, SourceFile] = {}
    for path in paths:
        if not path.exists():
            raise CallError(f"{path}: no such file or folder; check the spelling")
        if path.is_dir():
            for file in _search(path, passed_over):
                found.setdefault(file, SourceFile(file, path))
        else:
            found.setdefault(path, SourceFile(path, path.parent))
    if not found:
        where = ", ".join(str(p) for p in paths) or "nowhere"
        raise CallError(f"{where}: no minutes here; expected files ending in {', '.join(FORMATS)}")
    return sorted(found.values(), key=lambda f: (f.name, str(f.path)))


def _search(folder: Path, passed_over: Callable[[Path, str], None] | None) -> list[Path]:
    files = []
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        mode = path.lstat().st_mode
        if hidden or stat.S_ISDIR(mode):
            continue
        if not stat.S_ISREG(mode):
            reason = "is a link" if stat.S_ISLNK(mode) else "is no ordinary file"
        elif path.suffix.lower() not in FORMATS:
            reason = f"is not of a kind that can be read ({', '.join(FORMATS)})"
        else:
            files.append(path)
            continue
        if passed_over:
            passed_over(path, reason)
    return files
