"""The table of who raised what as an SVG picture, for papers and for places where no script may run."""

from typing import Final

from naeringsgraf.analysis.trace import Trace
from naeringsgraf.views.characters import keep_xml
from naeringsgraf.views.heat_map import Matrix, tell_choice
from naeringsgraf.views.pages import list_meetings, load_answer_texts, load_page, tell_data_until

FILLS: Final = ("#e3eefb", "#b9d5f3", "#7fb2e5", "#2f6fb3", "#123f73")
INKS: Final = ("#1c2730", "#1c2730", "#1c2730", "#ffffff", "#ffffff")
"""Of each step, as by day in heat_map.css."""

_ROW: Final = 26
_LETTER: Final = 7.2
"""Width of a letter of 13 pixels on average, somewhat generous; only the browser knows fonts exactly."""
_LONGEST: Final = 40
"""Letters of a name before it is cut."""
_FOOT_LETTERS: Final = 130
"""Letters of a line at the foot before it is cut."""


def write_heat_map_svg(
    trace: Trace, *, title: str | None = None, language: str = "nb", share: str | None = None
) -> str:
    """Write the picture: names, the number in every cell, the steps of colour; the same table gives the same text.

    Raises:
        CallError: there are no texts in that language.
    """
    texts = load_answer_texts(language)
    matrix = Matrix(trace, language, texts, share)
    rows, columns = map(_cut, matrix.row_labels), map(_cut, matrix.column_labels)
    row_labels, column_labels = list(rows), list(columns)
    cell_width = 78 if share else 42
    left = round(max(map(len, row_labels), default=0) * _LETTER) + 40
    top = round(max(map(len, column_labels), default=0) * _LETTER) + 110
    bottom = top + _ROW * len(row_labels)
    foot = [*tell_data_until(list_meetings(trace.quotes), texts, language), texts[f"counted_{share or 'statements'}"]]
    foot = [*foot, *tell_choice(trace, texts, language), texts["licence_data"]]
    xs = {column.id: left + at * cell_width for at, column in enumerate(trace.columns)}
    ys = {row.id: top + at * _ROW for at, row in enumerate(trace.rows)}
    return load_page("heat_map.svg.j2").render(
        width=max(left + cell_width * len(column_labels) + 24, 900),
        height=bottom + 24 + 18 * len(foot),
        left=left,
        right=left + cell_width * len(column_labels),
        top=top,
        cell_width=cell_width,
        language=language,
        title=keep_xml(title or texts["heat_title"]),
        description=matrix.name,
        legend=[
            {**step, "x": 24 + 78 * at, "fill": FILLS[step["step"] - 1], "ink": INKS[step["step"] - 1]}
            for at, step in enumerate(matrix.legend)
        ],
        columns=[
            {"x": left + at * cell_width + cell_width // 2 + 5, "label": label}
            for at, label in enumerate(column_labels)
        ],
        rows=[{"y": top + at * _ROW, "label": label} for at, label in enumerate(row_labels)],
        cells=[
            {
                "x": xs[cell.column.id],
                "y": ys[cell.row.id],
                "fill": FILLS[matrix.find_step(cell) - 1],
                "ink": INKS[matrix.find_step(cell) - 1],
                "shown": " ".join(part for part in matrix.tell_number(cell) if part),
                "told": f"{_cut(cell.row.label)}, {_cut(cell.column.label)}: {cell.statements}",
            }
            for cell in trace.cells
        ],
        foot=[{"y": bottom + 24 + 18 * at, "text": _cut(line, _FOOT_LETTERS)} for at, line in enumerate(foot)],
    )


def _cut(text: str, longest: int = _LONGEST) -> str:
    kept = keep_xml(text).replace("\n", " ")
    return kept if len(kept) <= longest else f"{kept[: longest - 1].rstrip()}…"
