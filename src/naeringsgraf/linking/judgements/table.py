"""Reads `judgements.csv`, and finds all that is wrong with it before any document is read."""

import datetime as dt
import os
import re
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

from naeringsgraf.errors import CallError, JudgementError, Problem, RegisterError
from naeringsgraf.given import tell_what_is_there
from naeringsgraf.linking.judgements.judgement import (
    PAIR_MARK,
    VERDICTS,
    Judgement,
    Judgements,
    Kind,
    Reference,
    Verdict,
    join_blanks,
    read_reference,
    strip_base,
)
from naeringsgraf.linking.judgements.quotes import tell_near
from naeringsgraf.linking.judgements.verdicts import Claim, find_conflicts, find_contradictions
from naeringsgraf.model.names import ThingId
from naeringsgraf.registers.folding import fold_name
from naeringsgraf.registers.tables import Row, read_rows
from naeringsgraf.registers.themes import load_themes

COLUMNS: Final = ("kind", "subject", "object", "verdict", "quote", "who", "when", "why")
_REPEATED: Final = ("subject", "object", "quote")

_NORWEGIAN_DAY: Final = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_GUARDED: Final = re.compile(r"'(?=[=+\-@\t\r])")
"""The apostrophe that keeps a spreadsheet from running a text as a formula."""


FILE_NAME: Final = "judgements.csv"

ON_ATTENDANCES: Final = (Kind.AFFILIATION, Kind.NAME, Kind.ROLE)
"""Kinds whose subject is one attendance."""


def find_judgements(paths: Sequence[Path]) -> Path | None:
    """Give the file of judgements in the first folder of these paths; None where it holds none, or none is a folder.

    What has its name and is no file is given too, so that whoever reads it tells: decisions are not lost in silence.
    """
    folder = next((path for path in paths if path.is_dir()), None)
    return folder / FILE_NAME if folder and os.path.lexists(folder / FILE_NAME) else None


def read_judgements(path: Path, base: str) -> Judgements:
    """Read and check the file; things may be named by their paths or by whole IRIs below `base`.

    Raises:
        CallError: there is no such file, or something else than a file.
        JudgementError: something in it cannot be, or contradicts something else in it; all of it is told.
    """
    if wrong := tell_what_is_there(path):
        raise CallError(f"{path}: {wrong}; name a file of judgements")
    reading = read_lines(path, base)
    problems = [*reading.problems, *check_together(reading.found)]
    if problems:
        raise JudgementError(str(path), problems)
    return Judgements.gather(str(path), reading.found)


@dataclass
class Reading:
    """What could be read of a file, and what could not."""

    found: list[Judgement] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    undecided: int = 0
    """Lines that say nothing yet."""


def read_lines(
    path: Path, base: str, delimiter: str = ",", *, who: str = "", when: dt.date | None = None, partly: bool = False
) -> Reading:
    """Read a file line by line.

    Args:
        path: the file.
        base: what things are named under.
        delimiter: between cells.
        who: taken where a line does not say who decided.
        when: taken where a line does not say when.
        partly: lines without a verdict are passed over and counted.
    """
    reading = Reading()
    try:
        for row in read_rows(path, COLUMNS, delimiter):
            cells = {name: _GUARDED.sub("", _read_cell(row, name), count=1) for name in COLUMNS}
            if partly and not cells["verdict"]:
                reading.undecided += 1
                continue
            cells["who"] = cells["who"] or who
            cells["when"] = cells["when"] or (when.isoformat() if when else "")
            _read_line(row, cells, base, reading)
    except RegisterError as problem:
        # What follows a line that is no CSV cannot be relied on.
        reading.problems.append(Problem(problem.line, problem.reason))
    return reading


def _read_cell(row: Row, name: str) -> str:
    """Give a cell; what is repeated from minutes may hold whatever they do."""
    return row.read_verbatim(name) if name in _REPEATED else row.read_text(name)


def _read_line(row: Row, cells: dict[str, str], base: str, reading: Reading) -> None:
    try:
        reading.found.append(make_judgement(cells, base, row.line))
    except BadLineError as problem:
        reading.problems.append(Problem(row.line, str(problem)))


class BadLineError(Exception):
    """A line that cannot be read; its text says why and what to write instead."""


def make_judgement(cells: dict[str, str], base: str, line: int = 0) -> Judgement:
    """Make a judgement of the cells of a line."""
    kind, verdict = _read_kind(cells["kind"]), cells["verdict"].casefold()
    allowed = VERDICTS.get(kind, (Verdict.YES, Verdict.NO))
    if verdict not in allowed:
        raise BadLineError(f"verdict {cells['verdict']!r}; a judgement of kind {kind} is {' or '.join(allowed)}")
    decided = Verdict(verdict)
    judgement = Judgement(
        kind=kind,
        subject=_read_subject(kind, strip_base(cells["subject"], base)),
        object=_read_object(kind, decided, strip_base(cells["object"], base)),
        verdict=decided,
        quote=_read_quote(kind, cells["quote"]),
        who=_require(cells["who"], "who", "write the name of whoever decided"),
        when=_read_day(cells["when"]),
        why=join_blanks(cells["why"]),
        line=line,
    )
    if kind is Kind.PERSON and judgement.subject == judgement.other:
        raise BadLineError("subject and object are one attendance; name two")
    return judgement


def _read_kind(text: str) -> Kind:
    if text.casefold() not in tuple(Kind):
        raise BadLineError(f"kind {text!r} is not known; write one of {', '.join(Kind)}")
    return Kind(text.casefold())


def _require(text: str, column: str, advice: str) -> str:
    if not text:
        raise BadLineError(f"{column} is empty; {advice}")
    return text


def _read_subject(kind: Kind, text: str) -> Reference:
    if kind in (Kind.PERSON, *ON_ATTENDANCES):
        return _read_attendance(text, "subject")
    found = read_reference(_require(text, "subject", "write the name of the document"))
    if found.part:
        raise BadLineError(f"subject {text!r} names a part; for kind {kind} write the document {found.document}")
    return found


def _read_attendance(text: str, column: str) -> Reference:
    found = read_reference(text)
    if not found.document or not found.part:
        raise BadLineError(f"{column} {text!r} is no attendance; write the document, # and the name as printed")
    return found


def _read_object(kind: Kind, verdict: Verdict, text: str) -> str:
    match kind:
        case Kind.PERSON:
            return str(_read_attendance(text, "object"))
        case Kind.THEME:
            return read_theme(text)
        case Kind.MINUTES:
            if text:
                raise BadLineError(f"object {text!r}; a file that holds no minutes has none, leave it empty")
        case Kind.MUNICIPALITY if verdict is Verdict.NO:
            if text:
                raise BadLineError(f"object {text!r}; no says that the name is no municipality here, leave it empty")
        case _:
            return _require(join_blanks(text), "object", _OBJECTS[kind])
    return ""


_OBJECTS: Final = {
    Kind.NAME: "write the name as it should be",
    Kind.ROLE: "write as what they met",
    Kind.AFFILIATION: "name whom they met for",
    Kind.MUNICIPALITY: "name the municipality by its number",
    Kind.SPEAKER: "name who spoke, or who did not, as printed",
}


def read_theme(text: str) -> ThingId:
    """Give the theme of a path, a slug or any label of it."""
    themes = load_themes()
    for thing in (text, f"theme/{text}"):
        if thing in themes:
            return ThingId(thing)
    labels = _label_themes()
    if fold_name(text) in labels:
        return labels[fold_name(text)]
    near = tell_near(text, [theme.pref["nb"] for theme in themes.values()])
    raise BadLineError(f"object {text!r} is no theme; {near or 'the thesaurus has none like it'}")


@cache
def _label_themes() -> dict[str, ThingId]:
    """Every label, folded → its theme; where two share one, the theme whose preferred label it is."""
    themes = load_themes().values()
    labels = {fold_name(label): theme.id for theme in themes for _, label in theme.labels()}
    return labels | {fold_name(label): theme.id for theme in themes for label in theme.pref.values()}


def _read_quote(kind: Kind, text: str) -> str:
    if kind is Kind.PERSON:
        parts = [join_blanks(part) for part in text.split(PAIR_MARK)]
        if len(parts) != 2 or not all(parts):
            raise BadLineError(f'quote {text!r}; quote both as printed, with " {PAIR_MARK} " between')
        return f" {PAIR_MARK} ".join(parts)
    if kind is Kind.MINUTES:
        return join_blanks(text)
    return _require(join_blanks(text), "quote", "copy what the document says")


def _read_day(text: str) -> dt.date:
    """Read a day as ISO 8601 has it, or as a Norwegian spreadsheet makes of it."""
    found = _NORWEGIAN_DAY.fullmatch(text)
    try:
        return dt.date(*map(int, reversed(found.groups()))) if found else dt.date.fromisoformat(text)
    except ValueError:
        raise BadLineError(f"when {text!r} is no day; write it as 2024-01-31") from None


def check_together(judgements: Sequence[Judgement]) -> list[Problem]:
    """Tell which judgements contradict or repeat each other, as far as they show it by themselves."""
    return [
        *find_conflicts(_claim(each) for each in judgements if each.kind is not Kind.PERSON),
        *find_contradictions((each, each.subject, each.other) for each in judgements if each.kind is Kind.PERSON),
        *_find_on_left_out(judgements),
    ]


def _claim(judgement: Judgement) -> Claim:
    """Say what a judgement is about: two that are about one thing must agree."""
    about: tuple[Hashable, ...] = (judgement.kind, str(judgement.subject).casefold())
    if judgement.kind is Kind.THEME:
        about = (*about, judgement.quote, judgement.object)
    elif judgement.kind in (Kind.MUNICIPALITY, Kind.SPEAKER):
        about = (*about, judgement.quote)
    return Claim(judgement, about, judgement.object)


def _find_on_left_out(judgements: Sequence[Judgement]) -> Iterator[Problem]:
    """A document that is left out can have nothing else decided about it."""
    left_out = {each.subject.document: each.place for each in judgements if each.kind is Kind.MINUTES}
    for each in judgements:
        if each.kind is Kind.MINUTES:
            continue
        for document in each.list_documents():
            if document in left_out:
                reason = f"{left_out[document]} says that {document} holds no minutes; take one of them out"
                yield Problem(each.line, reason)
