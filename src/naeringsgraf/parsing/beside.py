"""Lists of people that stand beside each other, each under a label of its own: "Møtt | Ikke møtt"."""

from collections.abc import Sequence
from dataclasses import dataclass

from naeringsgraf.model.document import Line, LineKind
from naeringsgraf.parsing.labels import cut_line, find_label, fold_label
from naeringsgraf.parsing.tables import split_row
from naeringsgraf.parsing.vocabulary import load_vocabulary

_KINDS = ("absent", "present", "also_present")
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class ListsBeside:
    """Two lists or more in columns."""

    labels: tuple[str, ...]
    """For each column a key of `Vocabulary.labels`."""
    lists: tuple[tuple[Line, ...], ...]
    """For each column its cells, from above."""
    height: int
    """How many lines they take, labels and all."""
    heads: tuple[str, ...]
    """For each column its label, as printed."""
    owners: tuple[tuple[Line | None, ...], ...]
    """For each cell of `lists` the first cell of its row, where a column of its own tells of whom."""


def find_lists_beside(lines: Sequence[Line], at: int) -> ListsBeside | None:
    """Read the lists whose labels stand in the line at this index; None where it holds no such labels."""
    head = lines[at]
    labels = tuple(_find_kind(head.text[c.begins - head.begins : c.ends - head.begins]) for c in head.cells)
    grouped = len(labels) > _FEWEST and not labels[0] and all(labels[1:]) and head.kind is LineKind.TABLE_ROW
    labels = labels[1:] if grouped else labels
    if len(labels) < _FEWEST or not all(labels) or ("absent" not in labels and not _all_from(head)):
        return None
    lists: list[list[Line]] = [[] for _ in labels]
    owners: list[list[Line | None]] = [[] for _ in labels]
    height = 1
    for line in lines[at + 1 :]:
        if line.block != head.block or line.kind is not head.kind or find_label(line, _KINDS):
            break
        cells = _split(head, line)
        owner = cells[0] if grouped else None
        for column, cell in enumerate(cells[1:] if grouped else cells):
            if cell:
                lists[column].append(cell)
                owners[column].append(owner)
        height += 1
    if height == 1:
        return None
    heads = [head.text[cell.begins - head.begins : cell.ends - head.begins] for cell in head.cells]
    return ListsBeside(
        tuple(map(str, labels)),
        tuple(map(tuple, lists)),
        height,
        tuple(heads[1:] if grouped else heads),
        tuple(map(tuple, owners)),
    )


def _all_from(head: Line) -> bool:
    """Tell whether the labels say whence those below them came, or what they did: "Fra kommunen | Fra næringslivet"."""
    texts = [head.text[cell.begins - head.begins : cell.ends - head.begins] for cell in head.cells]
    return any(text.casefold().startswith(("fra ", "frå ")) for text in texts)


def _split(head: Line, line: Line) -> tuple[Line | None, ...]:
    """The cells of a row; a line of one cell stands in the column that it begins under."""
    width = len(head.cells)
    if line.cells or line.kind is LineKind.TABLE_ROW:
        return split_row(head, line, width)
    starts = [cell.begins - head.begins + head.level for cell in head.cells]
    column = min(range(width), key=lambda at: abs(starts[at] - line.level))
    return tuple(cut_line(line, 0) if at == column else None for at in range(width))


def _find_kind(text: str) -> str | None:
    folded = fold_label(text)
    labels = load_vocabulary().labels
    return next((kind for kind in _KINDS if labels[kind].match(folded)), None)
