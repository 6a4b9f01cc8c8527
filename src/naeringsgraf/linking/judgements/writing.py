"""Writes judgements to their file: each is on disk before the next is asked for, and the last can be taken back."""

import csv
import io
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from naeringsgraf.errors import CallError
from naeringsgraf.given import read_given
from naeringsgraf.linking.judgements.judgement import Judgement
from naeringsgraf.linking.judgements.table import COLUMNS

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would run; reading takes the apostrophe before it away again."""


class JudgementFile:
    """A file of judgements that grows at its end. What stands there already is never written anew."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._sizes: list[int | None] = []
        """Of the file before each of our lines; None where it was not there."""

    def append(self, judgements: Sequence[Judgement]) -> None:
        """Add lines, and have them on disk before returning.

        Raises:
            CallError: the file cannot be written.
        """
        try:
            data = read_given(self.path) if self.path.exists() else None
            ending = "\r\n" if data and b"\r\n" in data else "\n"
            missing = "" if not data or data.endswith(b"\n") else ending
            header = "" if data else _write_lines([COLUMNS], ending)
            rows = [[to_cells(judgement)[name] for name in COLUMNS] for judgement in judgements]
            with self.path.open("ab") as file:
                file.write((missing + header + _write_lines(rows, ending)).encode("utf-8"))
                file.flush()
                os.fsync(file.fileno())
        except OSError as problem:
            raise CallError(f"{self.path}: cannot be written ({problem.strerror}); name another file") from problem
        self._sizes.append(None if data is None else len(data))

    def undo(self) -> None:
        """Take back what the last call of `append` wrote."""
        size = self._sizes.pop()
        if size is None:
            self.path.unlink()
        else:
            os.truncate(self.path, size)


def to_cells(judgement: Judgement) -> Mapping[str, str]:
    """Give a judgement as the cells of a line."""
    cells = (
        *(judgement.kind, str(judgement.subject), judgement.object, judgement.verdict, judgement.quote),
        *(judgement.who, judgement.when.isoformat(), judgement.why),
    )
    return dict(zip(COLUMNS, map(str, cells), strict=True))


def _write_lines(rows: Sequence[Sequence[str]], ending: str) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator=ending)
    writer.writerows([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row] for row in rows)
    return out.getvalue()
