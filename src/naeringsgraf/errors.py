"""The errors that a caller may act on. Each message holds the value, the place and the next step.

```
NaeringsgrafError
├── CallError        the call was wrong: a missing path, an unknown name, a bad value (exit 2)
├── SourceError      something in a source file; knows file and line; that document is rejected (exit 3)
├── RegisterError    something in a table of registers or the thesaurus; knows file and line; nothing is built (exit 1)
├── JudgementError   something in the file of judgements; knows file and lines; nothing is built (exit 1)
├── StoreError       the store is missing, damaged, locked or of another format (exit 1)
└── QueryError       the query text cannot be read or run; knows what the engine said (exit 2)
```
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

_TOLD_AT_MOST: Final = 100
"""Problems of a file of judgements; nobody mends more of them one by one."""


class NaeringsgrafError(Exception):
    """Anything a user can do something about; its text is one or more whole lines for them."""


class CallError(NaeringsgrafError):
    """The call was wrong."""

    def __init__(self, message: str, code: str = "", **values: str) -> None:
        """Say it in English, and by a name with values, where a page can say it in other languages.

        Args:
            message: what was wrong, and the next step.
            code: what it is called, such as "unknown_theme"; "" where it has no name.
            values: what stands in it, such as the name that was asked for.
        """
        super().__init__(message)
        self.code = code
        self.values = values


class _FileError(NaeringsgrafError):
    def __init__(self, path: str, reason: str, line: int | None = None) -> None:
        """Name the file, what is wrong with it and what to do, and the line where there is one."""
        self.path = path
        self.reason = reason
        self.line = line
        place = path if line is None else f"{path}, line {line}"
        super().__init__(f"{place}: {reason}")


class SourceError(_FileError):
    """A source file cannot be taken in."""


class RegisterError(_FileError):
    """A table that all documents are read by cannot be relied on."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """What is wrong with one line of a file, and what to do."""

    line: int | None
    """First is 1; None where it is the whole file."""
    reason: str


class JudgementError(NaeringsgrafError):
    """What people decided cannot be carried out."""

    def __init__(self, path: str, problems: Iterable[Problem]) -> None:
        """Tell every problem of the file, a line each, in the order of the file."""
        self.path = path
        self.problems = tuple(sorted(problems, key=lambda problem: (problem.line or 0, problem.reason)))
        super().__init__("\n".join(self.lines()))

    def lines(self) -> list[str]:
        """Give one whole line for each problem; after very many, one that counts the rest."""
        told = [
            f"{self.path}: {problem.reason}"
            if problem.line is None
            else f"{self.path}, line {problem.line}: {problem.reason}"
            for problem in self.problems[:_TOLD_AT_MOST]
        ]
        rest = len(self.problems) - len(told)
        return [*told, f"{self.path}: {rest} more lines that cannot be; mend these first"] if rest else told


class StoreError(NaeringsgrafError):
    """The store cannot be used."""


class QueryError(NaeringsgrafError):
    """The query cannot be run."""
