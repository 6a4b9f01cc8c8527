import datetime as dt

import pytest

from naeringsgraf.analysis.evidence import Quote, read_evidence
from naeringsgraf.analysis.finding import share
from naeringsgraf.analysis.trace import ALL_KINDS, By, Cell, trace
from naeringsgraf.errors import CallError
from roundtable import SKETCHES, load_roundtable, make_sketch


def _cells(**arguments: object) -> dict[tuple[str, str], int]:
    table = trace(load_roundtable(), **arguments)  # type: ignore[arg-type]
    return {(cell.row.label, cell.column.label): cell.statements for cell in table.cells}


def test_number_of_every_cell_is_the_number_of_its_sentences() -> None:
    """Every number equals the quotes behind it, and every quote raises the theme of its column."""
    table = trace(load_roundtable())

    assert table.cells
    for cell in table.cells:
        assert cell.statements == len({quote.id for quote in cell.quotes}) > 0
        assert all(cell.column.id in quote.themes and quote.actor in cell.row.members for quote in cell.quotes)
        assert 1 <= cell.turns <= cell.statements


def test_quotes_stand_in_the_text_as_told() -> None:
    """A quote is its span of the document, and tells who said it, for whom, when and under which item."""
    document, _ = make_sketch(SKETCHES[1])

    table = trace(load_roundtable(), theme="maritim næring", municipality="Horten")

    (quote,) = table.quotes
    assert document.text[quote.begins : quote.ends] == quote.text == "De maritime næringene har mye å gi i veikartet."
    assert (quote.speaker, quote.date, quote.mode) == ("Jørgen Tofte", dt.date(2022, 11, 4), "information")
    assert quote.item == "4 Hva bør regionen spille inn om grønt industriløft?"
    assert quote.meeting.document == "minutes/2022-11-04-naeringsrunden"
    assert (quote.meeting.source, quote.meeting.language) == ("2022-11-04-naeringsrunden.md", "nb")
    assert (quote.rule, quote.basis) == ("sentence", "recorded")


def test_municipality_of_several_numbers_is_one_row_by_its_name() -> None:
    """Drammen 0602, 3005 and 3301 followed each other under one name."""
    table = trace(load_roundtable(), municipality="Drammen")

    (row,) = table.rows
    assert row.label == "Drammen"
    assert row.members == ("municipality/0602-1838", "municipality/3005-2020", "municipality/3301-2024")
    assert row.id == "municipality/3301-2024"
    assert "new number alone makes no new row" in " ".join(table.notes())


def test_municipalities_that_share_a_name_are_told_apart_by_county() -> None:
    """Våler in Østfold and Våler in Innlandet never merge."""
    table = trace(load_roundtable(), municipality="Våler")

    assert [row.label for row in table.rows] == ["Våler (Innlandet)", "Våler (Østfold)"]
    assert table.rows[1].members == ("municipality/0137-1838", "municipality/3114-2024")


def test_rows_stand_in_norwegian_order() -> None:
    """Æ, ø and å come last."""
    labels = [row.label for row in trace(load_roundtable()).rows]

    assert labels[0] == "Drammen"
    assert labels[-1] == "Ålesund (2024–)"


def test_theme_asked_for_counts_what_is_narrower_once() -> None:
    """Batteriverdikjede takes in fabrikk and gjenvinning, and the table says so."""
    table = trace(load_roundtable(), theme="Batteriverdikjede", by="theme")

    assert [column.label for column in table.columns] == ["Batteriverdikjede"]
    assert table.included == {"Batteriverdikjede": ("Batterifabrikk", "Batterigjenvinning")}
    assert len(table.quotes) == sum(cell.statements for cell in table.cells) == 6


def test_theme_asked_for_can_be_taken_alone() -> None:
    """Without what is narrower nothing is said on the battery chain as such."""
    assert _cells(theme="Batteriverdikjede", include_narrower=False) == {}


@pytest.mark.parametrize(
    "name", ["Batterigjenvinning", "batterigjenvinning", "theme/batterigjenvinning", "Battery recycling"]
)
def test_theme_is_found_by_id_and_by_label_in_any_language(name: str) -> None:
    """Case does not matter, and any language does."""
    table = trace(load_roundtable(), theme=name)

    assert table.asked == ("Batterigjenvinning",)
    assert len(table.quotes) == 5


def test_one_theme_is_laid_out_by_meeting() -> None:
    """When there is but one theme, its columns are the meetings, in order of time."""
    table = trace(load_roundtable(), theme="Fagskole")

    assert table.by is By.MEETING
    assert [column.label for column in table.columns] == ["2018-03-07 Næringsrunden", "2022-11-04 Næringsrunden"]
    assert _cells(theme="Fagskole", by="year") == {
        ("Kongsberg", "2018"): 1,
        ("Kongsberg", "2022"): 1,
        ("Lillestrøm", "2022"): 1,
    }


def test_labels_come_in_the_language_asked_for() -> None:
    """Themes are named in English when English is asked for."""
    assert trace(load_roundtable(), theme="Fagskole", language="en").asked != ("Fagskole",)


@pytest.mark.parametrize(
    ("since", "until", "meetings"),
    [("2023", None, 2), (None, "2018", 1), ("2022-11-04", "2023-03", 2), (dt.date(2024, 5, 16), None, 0)],
)
def test_period_takes_in_both_its_ends(since: str | None, until: str | None, meetings: int) -> None:
    """A year or month stands for its first or its last day."""
    table = trace(load_roundtable(), since=since, until=until)

    assert len({quote.meeting.document for quote in table.quotes}) == meetings


def test_others_than_municipalities_are_told_and_shown_when_asked_for() -> None:
    """A region is no municipality: it is counted in a note, and shown with all kinds."""
    table, everyone = trace(load_roundtable()), trace(load_roundtable(), kinds=ALL_KINDS)

    assert (table.other_actors, table.without_actor) == (1, 1)
    assert "Hamarregionen" not in {row.label for row in table.rows}
    assert "Hamarregionen" in {row.label for row in everyone.rows}
    assert everyone.other_actors == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ({"theme": "grønt industriløfft"}, '"Grønt industriløft"'),
        ({"theme": "qqqq"}, "naeringsgraf query --named themes"),
        ({"municipality": "Drammn"}, '"Drammen"'),
        ({"municipality": "Hamarregionen"}, "is a region"),
        ({"since": "31.02.2022"}, "2022-11-04"),
        ({"since": "2022-02-31"}, "not in the calendar"),
        ({"since": "2024", "until": "2022"}, "before it begins"),
    ],
)
def test_what_is_not_known_is_told_with_a_next_step(arguments: dict[str, str], told: str) -> None:
    """A wrong name names near ones, a wrong day how to write it."""
    with pytest.raises(CallError) as problem:
        trace(load_roundtable(), **arguments)  # type: ignore[arg-type]

    assert told in str(problem.value)


def test_municipality_is_known_by_number_too() -> None:
    """3005 is Drammen from 2020 to 2023, and nothing else."""
    table = trace(load_roundtable(), municipality="3005")

    assert {quote.date and quote.date.year for quote in table.quotes} == {2022, 2023}


def test_cells_and_quotes_are_given_as_plain_rows() -> None:
    """Every row has the same keys, and the quotes of a cell are as many as it says."""
    table = trace(load_roundtable())

    cells, quotes = table.to_dicts(), table.to_quote_dicts()
    assert sum(cell["statements"] for cell in cells) == len(quotes)
    assert list(cells[0]) == [
        *("actor", "kind", "actor_id", "theme", "theme_id", "statements", "through_region", "turns", "own_turns"),
        *("share_of_turns", "meetings", "meetings_attended", "share_of_meetings", "first", "last"),
    ]
    assert {frozenset(quote) for quote in quotes} == {frozenset(quotes[0])}


def test_body_is_a_column_under_all_its_names() -> None:
    """The four meetings are of one body."""
    table = trace(load_roundtable(), by="body")

    assert [column.label for column in table.columns] == ["Næringsrunden"]
    assert {cell.row.label: cell.statements for cell in table.cells} == {
        row.label: len(table.quotes_of_row(row)) for row in table.rows
    }


@pytest.mark.parametrize("level", [1, 2, 3, 9])
def test_level_rolls_every_theme_up_and_loses_no_sentence(level: int) -> None:
    """A sentence on two themes below one counts once under it; a theme that stands higher stands for itself."""
    evidence = read_evidence(load_roundtable())
    rolled, plain = trace(load_roundtable(), level=level), trace(load_roundtable())

    assert {quote.id for quote in rolled.quotes} == {quote.id for quote in plain.quotes}
    assert all(evidence.themes.level(column.id) <= level for column in rolled.columns)
    for cell in rolled.cells:
        below = evidence.themes.narrower(cell.column.id) | {cell.column.id}
        assert cell.quotes == tuple(
            quote for quote in plain.quotes_of_row(cell.row) if {*quote.themes} & below and reaches(quote, cell, level)
        )


def reaches(quote: Quote, cell: Cell, level: int) -> bool:
    """Tell whether a theme of the sentence comes to the cell's column at a level."""
    themes = read_evidence(load_roundtable()).themes
    return any(themes.at_level(theme, level) == cell.column.id for theme in quote.themes)


def test_shares_are_of_own_turns_and_meetings_attended() -> None:
    """Lillestrøm raised battery recycling in some of its turns, one of which only points to slides."""
    table = trace(load_roundtable(), "Batterigjenvinning", "Lillestrøm", by="theme")

    (cell,) = table.cells
    spoken = [(sketch.day, turn) for sketch in SKETCHES for turn in sketch.turns if turn.actor == "lillestrøm"]
    raised = [(day, turn) for day, turn in spoken if any("batterigjenvinning" in said[2].split() for said in turn.said)]
    assert (cell.turns, cell.own_turns) == (len(raised), len(spoken))
    assert (cell.meetings, cell.meetings_attended) == (len({day for day, _ in raised}), len({day for day, _ in spoken}))
    assert cell.share_of_turns == round(len(raised) / len(spoken), 4)


@pytest.mark.parametrize(("part", "whole", "expected"), [(1, 3, 0.3333), (2, 3, 0.6667), (1, 32, 0.0313), (0, 7, 0.0)])
def test_share_has_four_decimals_and_rounds_halves_up(part: int, whole: int, expected: float) -> None:
    """As SPARQL does; of nothing there is no share."""
    assert share(part, whole) == expected
    assert share(part, 0) is share(part, None) is None
