"""Which items the minutes have, in every way of numbering them."""

import pytest
from reading_texts import describe_turns, parse_text

HEAD = "Referat fra møte i Rådet\n\nDato: 4. februar 2020\n\nTil stede: Kari Berg (Stord), Ola Dalen (Bømlo)\n\n"


def list_items(text: str, name: str = "mote.txt") -> list[tuple[str | None, str]]:
    """Number and title of each item of a text below the head."""
    return [(item.number, item.title) for item in parse_text(HEAD + text, name).agenda]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Sak 1 Plan\nGodkjent.\nSak 2 Kraft\nKari Berg orienterte.\n", ["1", "2"]),
        ("Sak nr. 1: Plan\nGodkjent.\n\nSak nr. 2: Kraft\nKari Berg orienterte.\n", ["1", "2"]),
        ("Punkt 1 – Plan\nGodkjent.\n\nPunkt 2 – Kraft\nKari Berg orienterte.\n", ["1", "2"]),
        ("Sak 12-2020 Plan\nGodkjent.\nSak 13-2020 Kraft\nKari Berg orienterte.\n", ["12-2020", "13-2020"]),
        ("Saksnr. 2020/12 Plan\nGodkjent.\nSaksnr. 2020/13 Kraft\nKari Berg orienterte.\n", ["2020/12", "2020/13"]),
        ("PS 6/20 Plan\nGodkjent.\n\nRS 1/20 Kraft\nKari Berg orienterte.\n", ["PS 6/20", "RS 1/20"]),
        ("33/20 :\nPlan\nGodkjent.\n\n34/20 :\nKraft\nKari Berg orienterte.\n", ["33/20", "34/20"]),
        ("A. Plan\nGodkjent.\n\nB. Kraft\nKari Berg orienterte.\n", ["A", "B"]),
        ("Sak A   Plan\nGodkjent.\n\nSak B   Kraft\nKari Berg orienterte.\n", ["A", "B"]),
        ("§ 1. PLAN\nGodkjent.\n\n§ 2. KRAFT\nKari Berg orienterte.\n", ["1", "2"]),
        ("TEMA 1 - PLAN\nGodkjent.\n\nTEMA 2 - KRAFT\nKari Berg orienterte.\n", ["1", "2"]),
        ("1) Plan\nGodkjent.\n\n2) Kraft\nKari Berg orienterte.\n", ["1", "2"]),
        ("1. Plan\nGodkjent.\n2. Kraft\nKari Berg orienterte.\n", ["1", "2"]),
        ("   1.   Plan\n        Godkjent.\n\n   2.   Kraft\n        Kari Berg orienterte.\n", ["1", "2"]),
        ("Plan\nGodkjent.\n\nKraft\nKari Berg orienterte.\n", [None, None]),
        ("PLAN\n\nGodkjent.\n\nKRAFT\n\nKari Berg orienterte.\n", [None, None]),
    ],
)
def test_items_are_found_in_every_numbering(text: str, numbers: list[str | None]) -> None:
    """Coded, worded, dashed, lettered, numbered, or set apart by nothing but their place above a paragraph."""
    meeting = parse_text(HEAD + text)

    assert [item.number for item in meeting.agenda] == numbers
    assert [item.title.casefold() for item in meeting.agenda] == ["plan", "kraft"]
    assert [(d.item, d.text) for d in meeting.decisions] == [(1, "Godkjent.")]
    assert [(t.item, t.speaker) for t in meeting.contributions] == [(2, 1)]


@pytest.mark.parametrize(
    "text",
    [
        "1. **Plan**\n\nGodkjent.\n\n1. **Kraft**\n\nKari Berg orienterte.\n",
        "**Plan**\n\nGodkjent.\n\n**Kraft**\n\nKari Berg orienterte.\n",
        "## A. Plan\n\nGodkjent.\n\n## B. Kraft\n\nKari Berg orienterte.\n",
        "| Sak | Referat | Ansvar |\n|---|---|---|\n"
        "| 1. Plan | Godkjent. | |\n| 2. Kraft | Kari Berg orienterte. | Ola |\n",
    ],
)
def test_items_of_markdown_are_found(text: str) -> None:
    """With "1." for each, without numbers, with letters, and as rows of a table."""
    meeting = parse_text(HEAD + text, "mote.md")

    assert [item.title for item in meeting.agenda] == ["Plan", "Kraft"]
    assert [(d.item, d.text) for d in meeting.decisions] == [(1, "Godkjent.")]
    assert [(t.item, t.text) for t in meeting.contributions] == [(2, "Kari Berg orienterte.")]


@pytest.mark.parametrize("word", ["Sak ", ""])
def test_numbers_may_be_skipped_or_doubled(word: str) -> None:
    """The items are those that stand there, also where a number was left out or given twice."""
    text = "".join(f"{word}{number}. {title}\nNei.\n\n" for number, title in ((1, "Plan"), (2, "Vei"), (4, "Tog")))

    assert list_items(text) == [("1", "Plan"), ("2", "Vei"), ("4", "Tog")]
    assert list_items("1. Plan\nNei.\n\n2. Vei\nNei.\n\n2. Tog\nNei.\n")[1:] == [("2", "Vei"), ("2", "Tog")]


def test_a_title_goes_on_in_the_next_line() -> None:
    """Where it stops at "og", or the next line begins in lower case."""
    text = (
        "1. Godkjenning av innkalling og\n   saksliste\nGodkjent.\n"
        "2. Høring om ny lov om samarbeid og\n   konsekvenser for rådene\nKari Berg orienterte.\n"
    )

    assert list_items(text) == [
        ("1", "Godkjenning av innkalling og saksliste"),
        ("2", "Høring om ny lov om samarbeid og konsekvenser for rådene"),
    ]


def test_a_title_may_begin_with_a_date_or_a_number() -> None:
    """The codes of one meeting share their year, so 1/20 is no date."""
    text = "1/20 12. mai: konferanse\nKari Berg orienterte.\n2/20 2025-strategien\nNei.\n3/20 17 nye tiltak\nNei.\n"

    assert list_items(text) == [("1/20", "12. mai: konferanse"), ("2/20", "2025-strategien"), ("3/20", "17 nye tiltak")]


def test_a_sentence_about_a_case_is_no_heading() -> None:
    """ "Sak 2 ble utsatt", and a decision printed once more behind its number."""
    text = (
        "Sak 1/20 Plan\nVedtak:\nRådet støtter planen.\n\nSak 2/20 Kraft\nSak 1/20 gjelder også her.\n\n"
        "Utskrift av vedtak\nSak 1/20: Rådet støtter planen.\n"
    )
    meeting = parse_text(HEAD + text)

    assert [(item.number, item.title) for item in meeting.agenda] == [("1/20", "Plan"), ("2/20", "Kraft")]
    assert [(d.item, d.text) for d in meeting.decisions] == [(1, "Rådet støtter planen.")]


def test_a_list_of_items_without_any_treatment_is_an_agenda() -> None:
    """It begins as meetings begin."""
    assert [title for _, title in list_items("1. Godkjenning av referat\n2. Status\n3. Eventuelt\n")] == [
        "Godkjenning av referat",
        "Status",
        "Eventuelt",
    ]


def test_cells_of_a_table_hold_the_turns_of_several() -> None:
    """The next speaker's label begins a turn within a cell; who is in charge said nothing."""
    meeting = parse_text(
        HEAD + "| Sak | Referat | Ansvar | Frist |\n|---|---|---|---|\n"
        "| 1. Kraft | Kari Berg orienterte. Ola Dalen: Nettet er fullt. | Kari | 1. mai |\n| 2. Ymse | Intet. | | |\n",
        "mote.md",
    )

    assert describe_turns(meeting) == [("Kari Berg", "Kari Berg orienterte."), ("Ola Dalen", "Nettet er fullt.")]


def test_the_decision_of_a_row_stands_in_its_own_column() -> None:
    """A column "Vedtak" labels what stands in it."""
    meeting = parse_text(
        HEAD + "| Nr | Sak | Diskusjon | Vedtak |\n|---|---|---|---|\n"
        "| 1 | Kraft | Kari Berg orienterte. | Planen støttes. |\n"
        "| 2 | Vei | Ola Dalen: Smal. | |\n",
        "mote.md",
    )

    assert [(item.number, item.title) for item in meeting.agenda] == [("1", "Kraft"), ("2", "Vei")]
    assert [(d.item, d.text) for d in meeting.decisions] == [(1, "Planen støttes.")]


def test_a_list_ends_where_its_first_title_comes_again() -> None:
    """Plain numbered lines: first the list, then the treatment under the same numbers."""
    text = (
        "Saksliste:\n1. Velkommen\n2. Fagskole\n3. Eventuelt\n\n"
        "1. Velkommen\nKari Berg ønsket velkommen.\n2. Fagskole\nOla Dalen: Vi vil ha plasser.\n3. Eventuelt\nIntet.\n"
    )
    meeting = parse_text(HEAD + text)

    assert [item.number for item in meeting.agenda] == ["1", "2", "3"]
    assert [(t.item, t.speaker) for t in meeting.contributions] == [(1, 1), (2, 2)]


def test_the_columns_behind_a_title_are_no_part_of_it() -> None:
    """Who answers for an item, and when."""
    meeting = parse_text(
        "Sak   Referat                             Ansvar     Frist\n\n"
        "20/19 Godkjenning av referat\n      Godkjent.\n\n"
        "21/19 Havvind og verfta                   Kari       1.10.\n      Ola orienterte.\n"
    )

    assert [(item.number, item.title) for item in meeting.agenda] == [
        ("20/19", "Godkjenning av referat"),
        ("21/19", "Havvind og verfta"),
    ]


def test_two_items_on_one_line_are_two() -> None:
    """What was said below belongs to the last of them; a title may name another item without being two."""
    meeting = parse_text(
        HEAD + "Sak 1 Plan / Sak 2 Kraft\n\nKari Berg orienterte om begge.\n\nSak 3 Svar til Moss / merknader\n\nOk.\n"
    )

    assert [(item.number, item.title) for item in meeting.agenda] == [
        ("1", "Plan"), ("2", "Kraft"), ("3", "Svar til Moss / merknader"),
    ]  # fmt: skip
    assert [turn.item for turn in meeting.contributions] == [2]


def test_the_word_for_an_item_may_be_a_compound() -> None:
    """ "Styresak", "Rådssak"."""
    meeting = parse_text(
        "## Styresak 19/21 Godkjenning av protokoll\n\nGodkjent.\n\n## Styresak 20/21 Kraft\n\nOla Dal orienterte.\n",
        "mote.md",
    )

    assert [(item.number, item.title) for item in meeting.agenda] == [
        ("19/21", "Godkjenning av protokoll"),
        ("20/21", "Kraft"),
    ]


def test_days_of_a_gathering_hold_the_items() -> None:
    """A heading that names a day is none; what stands before the first day is no item either."""
    text = (
        "# Samling\n\n## Program\n\nSe vedlegg.\n\n# Onsdag\n\n## Plan\n\nGodkjent.\n\n# Torsdag\n\n## Kraft\n\n"
        "Kari Berg orienterte.\n"
    )

    assert list_items(text, "mote.md") == [(None, "Plan"), (None, "Kraft")]


def test_a_body_has_a_code_of_its_own_for_its_cases() -> None:
    """Letters that several cases have; "NOU 20/21" is a report. A list may print the numbers without the code."""
    meeting = parse_text(
        "Møtebok\n\nFN 21/18 Godkjenning av møtebok\n\nMøteboka vart godkjend.\n\nFN 22/18 Vedtekter\n\n"
        "NOU 20/18 vart nemnd.\n\nSaka vart utsett.\n"
    )
    assert [(item.number, item.title) for item in meeting.agenda] == [
        ("FN 21/18", "Godkjenning av møtebok"),
        ("FN 22/18", "Vedtekter"),
    ]

    meeting = parse_text(
        "Saker\n\n| Sak | Tittel |\n|---|---|\n| 30/24 | Godkjenning |\n| 31/24 | Skoler |\n\n"
        "## AU 30/24 Godkjenning\n\nVedtak: Godkjent.\n\n## AU 31/24 Skoler\n\nVedtak: AU ber om flere skoler.\n",
        "mote.md",
    )
    assert [(item.number, item.title) for item in meeting.agenda] == [("30/24", "Godkjenning"), ("31/24", "Skoler")]
    assert [(d.item, d.text) for d in meeting.decisions] == [(1, "Godkjent."), (2, "AU ber om flere skoler.")]


def test_a_list_in_columns_counts_its_entries() -> None:
    """Each line bears the next number; one that does not goes on with the title above."""
    meeting = parse_text(
        "Vang regionråd\n\nDagsorden:\n"
        "  1  Planer 2025-2028\n  2  Leveranser fra lokale\n     bedrifter\n  3  Boliger\n\n"
        "1  PLANER 2025-2028\n\nKari Berg ønsket velkommen.\n\n"
        "2  LEVERANSER FRA LOKALE BEDRIFTER\n\nKari Berg innledet.\n"
        "\n3  BOLIGER\n\nSaken ble utsatt.\n"
    )

    assert [item.number for item in meeting.agenda] == ["1", "2", "3"]
