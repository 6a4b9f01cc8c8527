"""Takes in what somebody filled in in a spreadsheet, with the same checks as the file of judgements itself."""

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from naeringsgraf.errors import CallError, JudgementError
from naeringsgraf.given import tell_what_is_there
from naeringsgraf.linking.judgements.judgement import Judgement, Judgements
from naeringsgraf.linking.judgements.table import check_together, read_lines

_LONGEST_HEADER: Final = 1 << 16


@dataclass(frozen=True, slots=True)
class Taken:
    """What a sheet adds."""

    new: tuple[Judgement, ...]
    known: int
    """Lines that say what was decided before."""
    undecided: int
    """Lines without a verdict."""


def read_sheet(path: Path, judged: Judgements, base: str, who: str, when: dt.date) -> Taken:
    """Read the lines of a sheet that have a verdict; `who` and `when` are taken where the sheet does not say.

    Cells may be set apart by commas, or by semicolons or tabs as spreadsheets write them: the header tells.

    Raises:
        CallError: there is no such file, or something else than a file.
        JudgementError: a line cannot be read, or contradicts another or what was decided before; all are told.
    """
    if wrong := tell_what_is_there(path):
        raise CallError(f"{path}: {wrong}; write a sheet with: naeringsgraf review --export FILE")
    reading = read_lines(path, base, _find_delimiter(path), who=who, when=when, partly=True)
    before = {each.key for each in judged.every}
    new = [each for each in reading.found if each.key not in before]
    earlier = [replace(each, file=judged.path) for each in judged.every]
    problems = [*reading.problems, *check_together([*earlier, *new])]
    if problems:
        raise JudgementError(str(path), problems)
    return Taken(tuple(new), len(reading.found) - len(new), reading.undecided)


def _find_delimiter(path: Path) -> str:
    with path.open("rb") as file:
        header = file.readline(_LONGEST_HEADER)
    return max((",", ";", "\t"), key=lambda mark: header.count(mark.encode()))
