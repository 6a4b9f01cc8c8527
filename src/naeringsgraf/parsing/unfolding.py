"""Tables that hold what was said: by item ("Sak | Referat | Ansvar | Frist"), by speaker ("Kommune | Innspill"), or
with the speaker before the words in the last column ("Tilbud | Status | Innspill").

Their cells become lines.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count

from naeringsgraf.model.document import Document, Line, LineKind
from naeringsgraf.parsing.labels import cut_line, fold_label
from naeringsgraf.parsing.vocabulary import load_pattern, load_vocabulary

_SPEAKER_COLUMNS = 2
"""Columns of a table of who said what; one with more is a list of people with notes."""
_NEXT_SPEAKER = re.compile(r"(?<=[.!?])\s+(?=[A-ZÆØÅ][^.:!?\n]{1,60}:\s)")
_LABELLED = re.compile(r"[A-ZÆØÅ][^.:!?\n]{1,40}:\s")
_ANSWER_HEAD = load_pattern("turns", "answer_column")
_SAID_HEAD = load_pattern("turns", "said_column")
_CODED = re.compile(r"(?:(?:[A-ZÆØÅ]{2,3}|[Ss]ak)\s)?\d{1,3}(?:/\d{2,4})?[.)]?\s+[A-ZÆØÅ]")
"""An item whose number stands before its title."""
_NAME_HEAD = load_pattern("turns", "name_column")
_SPOKEN_HEAD = load_pattern("turns", "spoken_column")
_ITEM, _SPEAKER, _NUMBER, _TEXT = "item", "speaker", "number", "text"
_DECISION, _SAID, _ANSWER = "decision", "said", "answer"


def unfold_tables(document: Document) -> Document:
    """Give the document with each row of such a table as a heading, or a speaker, and the paragraphs below it.

    A column of those in charge, or of deadlines, is left out: it holds what was not said. Other tables stay.
    """
    lines = list(_unfold(document.lines))
    return document if lines == list(document.lines) else replace(document, lines=tuple(lines))


def _unfold(lines: Sequence[Line]) -> Iterator[Line]:
    columns: dict[str, Line] = {}
    block = 0
    for line in lines:
        is_row = line.kind is LineKind.TABLE_ROW
        if is_row and columns and (line.block == block or _goes_on(line, columns)):
            yield from _unfold_row(line, columns)
            continue
        if is_row and line.block != block:
            columns = _read_head(line)
        elif not (_holds_text_below(columns) or _ITEM in columns):
            columns = {}
        block = line.block if is_row else block
        if not columns or not is_row:
            yield line


def _read_head(line: Line) -> dict[str, Line]:
    """The head of each column of a table of items, by what the column holds; {} for the head of another table."""
    kinds = load_vocabulary().item_columns
    columns: dict[str, Line] = {}
    for place, cell in enumerate(line.cells):
        head = cut_line(line, cell.begins - line.begins, cell.ends - line.begins)
        kind = next((kind for kind, form in kinds.items() if head and form.match(fold_label(head.text))), None)
        columns[kind if kind and kind not in columns else f"{place}"] = head or line
    if _ITEM in columns:
        return columns if {_TEXT, _DECISION} & columns.keys() or _holds_text_below(columns) else {}
    if {_SPEAKER, _TEXT} <= columns.keys() and len(columns) == _SPEAKER_COLUMNS:
        return columns
    named = _read_named(columns)
    if named:
        return named
    answered = _read_answered(columns)
    if answered:
        return answered
    heads = list(columns.values())
    if _SPEAKER in columns or len(heads) < 2 or not _SAID_HEAD.match(fold_label(heads[-1].text)):
        return {}
    return {f"{place}": head for place, head in enumerate(heads[:-1])} | {_SAID: heads[-1]}


def _read_named(columns: Mapping[str, Line]) -> dict[str, Line]:
    """The columns of "Kommune | Navn | Innspill", where the name tells who spoke; {} for another table.

    "Navn | Kommune | Merknad" lists who met.
    """
    kinds, heads = list(columns), list(columns.values())
    if len(heads) != _SPEAKER_COLUMNS + 1 or kinds[-1] != _TEXT or not _SPOKEN_HEAD.match(fold_label(heads[-1].text)):
        return {}
    forms = load_vocabulary().item_columns[_SPEAKER]
    names = [at for at, head in enumerate(heads) if _NAME_HEAD.match(fold_label(head.text))]
    if len(names) != 1 or not all(forms.match(fold_label(head.text)) for head in heads[:-1]):
        return {}
    return {
        (_SPEAKER if at in names else _TEXT if at == len(heads) - 1 else f"{at}"): head for at, head in enumerate(heads)
    }


def _read_answered(columns: Mapping[str, Line]) -> dict[str, Line]:
    """The columns of "Innspill | Fra | Svar", in any order; {} for another table."""
    found: dict[str, Line] = {}
    for kind, head in columns.items():
        folded = fold_label(head.text)
        said, answer = _SAID_HEAD.match(folded), _ANSWER_HEAD.match(folded)
        found[_SPEAKER if kind == _SPEAKER else _ANSWER if answer else _TEXT if said else f"-{kind}"] = head
    return found if len(found) == len(columns) == len({_SPEAKER, _TEXT, _ANSWER} & found.keys()) else {}


def _holds_text_below(columns: Mapping[str, Line]) -> bool:
    """Tell whether a table has items by number and no column for what was said, which stands below each title."""
    return {_NUMBER, _ITEM} <= columns.keys() and not {_TEXT, _DECISION, _SPEAKER} & columns.keys()


def _goes_on(line: Line, columns: Mapping[str, Line]) -> bool:
    """Tell whether a row goes on with such a table, though paragraphs of a cell stand between."""
    if len(line.cells) != len(columns):
        return False
    item = _read_cells(line, columns).get(_ITEM)
    return _holds_text_below(columns) or bool(item and _CODED.match(item.text))


def _unfold_row(line: Line, columns: Mapping[str, Line]) -> Iterator[Line]:
    cells = _read_cells(line, columns)
    number = cells.get(_NUMBER)
    # Parts of a row are blocks of their own, between those of the rows around it.
    blocks = count(line.block * 1_000_000 + line.number * 100)
    if _holds_text_below(columns):
        yield from _unfold_numbered(line, cells, next(blocks))
        return
    if _SAID in columns:
        yield from _part_said(line, cells.get(_SAID), next(blocks), next(blocks))
        return
    if _ITEM in cells:
        title = _as_text(cells[_ITEM], next(blocks))
        yield replace(title, kind=LineKind.HEADING, level=6, marker=_as_marker(number))
    if _SPEAKER in cells:
        # A row still, so that the turn before it ends, whoever this is.
        yield replace(cells[_SPEAKER], cells=(), level=0, block=next(blocks), strong=True)
    if _TEXT in cells:
        yield from _split_turns(_as_text(cells[_TEXT], next(blocks)))
    if _ANSWER in cells:
        # Of somebody else: a row, so that the turn before it ends.
        yield replace(cells[_ANSWER], cells=(), level=0, block=next(blocks))
    if _DECISION in cells:
        # The head of the column is the label of what stands in it.
        yield _as_text(columns[_DECISION], next(blocks))
        yield _as_text(cells[_DECISION], next(blocks))


def _part_said(line: Line, said: Line | None, block: int, next_block: int) -> Iterator[Line]:
    """A row whose last cell holds what somebody said on the others: "Skibussen | Går | Lie: Må gå lenger."."""
    before = cut_line(line, 0, said.begins - line.begins) if said else None
    if said is None or before is None or said.ends != line.ends or not _LABELLED.match(said.text):
        yield line
        return
    yield replace(before, block=block)
    yield from _split_turns(_as_text(said, next_block))


def _unfold_numbered(line: Line, cells: Mapping[str, Line], block: int) -> Iterator[Line]:
    """A row with a number begins an item, "6.1 Title"; one without holds what was said on the item above."""
    number, title = cells.get(_NUMBER), cells.get(_ITEM)
    if number and title:
        whole = cut_line(line, number.begins - line.begins, title.ends - line.begins)
        if whole:
            yield replace(_as_text(whole, block), kind=LineKind.HEADING, level=6)
    elif title:
        yield _as_text(title, block)


def _read_cells(line: Line, columns: Mapping[str, Line]) -> dict[str, Line]:
    cells = {}
    for kind, cell in zip(columns, line.cells, strict=False):
        part = cut_line(line, cell.begins - line.begins, cell.ends - line.begins)
        if part:
            cells[kind] = part
    return cells


def _as_marker(number: Line | None) -> str:
    return f"{number.text.rstrip('.')}." if number and number.text.rstrip(".").isdigit() else ""


def _as_text(cell: Line, block: int) -> Line:
    return replace(cell, kind=LineKind.TEXT, cells=(), level=0, block=block)


def _split_turns(cell: Line) -> Iterator[Line]:
    """Part a cell where the next speaker's label begins."""
    starts = [0, *(found.end() for found in _NEXT_SPEAKER.finditer(cell.text))]
    for start, end in zip(starts, [*starts[1:], len(cell.text)], strict=True):
        part = cut_line(cell, start, end)
        if part:
            yield part
