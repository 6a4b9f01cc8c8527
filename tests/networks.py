"""Networks put together by hand, with any names at all, for what draws and writes them."""

import datetime as dt
from collections.abc import Mapping, Sequence

from naeringsgraf.analysis.evidence import MeetingFacts, Quote
from naeringsgraf.analysis.layout import place_columns
from naeringsgraf.analysis.network import THEME, Edge, Network, Node
from naeringsgraf.analysis.rows import Row
from naeringsgraf.analysis.trace import By, Cell, Column, Trace
from naeringsgraf.model.meeting import ActorKind

HOSTILE = (
    "<img src=x onerror=\"document.title='owned'\">",
    "</script><script>document.title='owned'</script>",
    "__proto__",
    "constructor",
    '=HYPERLINK("http://example.org","{{7*7}}")',
    "]]>&lt;b&gt;<!--",
    "javascript:document.title='owned'",
    "høyre\u202evenstre \u2028linje",
    "null\x00byte \ud83d",
    "langt " * 2000,
)
"""Names that try to be something else than names."""

Ties = Mapping[tuple[str, str], Sequence[str]]
"""(actor, theme) → sentences."""


def make_network(
    ties: Ties, *, areas: Mapping[str, str] | None = None, kinds: Mapping[str, ActorKind] | None = None
) -> Network:
    """Make the network of some ties; a theme is its own area and an actor a municipality unless said.

    Ids are the names themselves behind "actor/" and "theme/". Meetings follow each other by a month a sentence.
    """
    table = make_table(ties, kinds=kinds)
    edges = tuple(Edge(cell.row.id, cell.column.id, cell.statements, cell.quotes) for cell in table.cells)
    return Network(
        "municipality-theme",
        _make_nodes(table, areas or {}),
        edges,
        "nb",
        two_mode=True,
        counted=table.counted,
        labels={column.id: column.label for column in table.columns},
    )


def make_table(ties: Ties, *, kinds: Mapping[str, ActorKind] | None = None) -> Trace:
    """Make the table that such a network is drawn from."""
    kinds = kinds or {}
    rows = {name: _make_row(name, kinds.get(name, ActorKind.MUNICIPALITY)) for name, _ in ties}
    columns = {name: Column(f"theme/{name}", name) for _, name in ties}
    cells = tuple(
        Cell(rows[actor], columns[theme], _make_quotes(number, actor, theme, said))
        for number, ((actor, theme), said) in enumerate(ties.items())
    )
    return Trace(tuple(rows.values()), tuple(columns.values()), cells, By.THEME)


def make_large(actors: int, themes: int) -> Network:
    """Make a network of so many marks, each theme raised by a few actors, in eight areas."""
    ties: dict[tuple[str, str], list[str]] = {}
    for theme in range(themes):
        for step in range(1 + theme % 5):
            actor = (theme * 7 + step * step * 13) % actors
            said = [f"Setning {number} om sak {theme}." for number in range(1 + (theme * step) % 4)]
            ties[f"Kommune {actor}", f"Et nokså langt tema nummer {theme}"] = said
    areas = {theme: f"Område {int(theme.rsplit(' ', 1)[1]) % 8 + 1}" for _, theme in ties}
    return make_network(ties, areas=areas)


def _make_row(name: str, kind: ActorKind) -> Row:
    return Row(f"actor/{name}", name, kind, (f"actor/{name}",))


def _make_quotes(number: int, actor: str, theme: str, said: Sequence[str]) -> tuple[Quote, ...]:
    quotes = []
    for at, text in enumerate(said):
        meeting = _make_meeting(actor, dt.date(2020 + (number + at) % 5, 1 + (number + at) % 12, 1))
        quotes.append(
            Quote(
                id=f"{meeting.document}#statement-{number}-{at}",
                text=text,
                begins=10 * number,
                ends=10 * number + len(text),
                mode=("request", "problem", "support", "opposition", "information")[(number + at) % 5],
                themes=(f"theme/{theme}",),
                turn=f"{meeting.document}#turn-{number}",
                actor=f"actor/{actor}",
                speaker=actor,
                speaker_printed=None,
                item_number="1",
                item_title=theme,
                meeting=meeting,
                rule="sentence",
                basis="inferred",
                page=None,
            )
        )
    return tuple(quotes)


def _make_meeting(name: str, day: dt.date) -> MeetingFacts:
    return MeetingFacts(
        document=f"minutes/{day}",
        label=f"{day} {name}",
        date=day,
        body="body/gruppa",
        body_label=f"Gruppa {name}",
        source=f"{day}-{name}.md",
        language="nb",
        constructed=True,
    )


def _make_nodes(table: Trace, areas: Mapping[str, str]) -> tuple[Node, ...]:
    weights = {(cell.row.id, cell.column.id): float(cell.statements) for cell in table.cells}
    places = place_columns([row.id for row in table.rows], [column.id for column in table.columns], weights)
    marks = [(row.id, row.label, str(row.kind), str(row.kind), table.quotes_of_row(row)) for row in table.rows]
    marks += [
        (column.id, column.label, THEME, areas.get(column.label, column.label), table.quotes_of_column(column))
        for column in table.columns
    ]
    degrees = [sum(id in (cell.row.id, cell.column.id) for cell in table.cells) for id, *_ in marks]
    return tuple(
        Node(id, label, kind, group, len(quotes), degree, places[id].x, places[id].y, places[id].side)
        for (id, label, kind, group, quotes), degree in zip(marks, degrees, strict=True)
    )
