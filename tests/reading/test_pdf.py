"""PDF becomes text in the order in which people read it, and knows its pages."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naeringsgraf.errors import SourceError
from naeringsgraf.model.document import Document, LineKind
from naeringsgraf.reading.pdf import MAX_PAGES
from naeringsgraf.reading.read import read_bytes
from pdf_writer import Put, Rule, stack, write_pdf

LEFT = [
    "Ordføreren ønsket velkommen og viste til",
    "den store interessen for næringsarealer i",
    "regionen. Kommunen vil legge til rette for",
    "at bedrifter kan etablere seg langs jern-",
    "banen, der det er ledig plass på begge",
    "sider av sporet helt ut til grensen.",
    "Havnesjefen svarte at tomtene ved kaia",
    "allerede er lovet bort til et verft som",
    "skal bygge lektere for havvind.",
]
RIGHT = [
    "Fylkeskommunen minnet om at veien må",
    "være ferdig før noen kan bygge der, og",
    "at pengene ikke er på plass. Staten har",
    "ikke svart på brevet som ble sendt i vår.",
    "Klyngelederen mente at hydrogen kan gi",
    "nye arbeidsplasser dersom kraften kommer",
    "fram i tide, og ba om et møte med dem",
    "som eier nettet i denne delen av landet.",
    "Møtet ble hevet klokken to.",
]
PEOPLE = [
    ("Navn", "Kommune", "Rolle"),
    ("Kari Berg", "Moss kommune", "ordfører"),
    ("Ola Dal", "Halden kommune", "rådgiver"),
    ("Åse Vik", "Sarpsborg kommune", "næringssjef"),
]
LOCKED = f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -44 /O <{'00' * 32}> /U <{'00' * 32}> >> /ID [<00> <00>]"
"""Of a trailer: encrypted with a password that nobody knows."""


def read(*pages: Sequence[Put | Rule]) -> Document:
    """Read a PDF of these pages."""
    return read_bytes(write_pdf(*pages), "mote.pdf")


def texts(document: Document) -> list[str]:
    """Give the text of each line."""
    return [line.text for line in document.lines]


def cells(document: Document) -> list[list[str]]:
    """Give the cells of each row of a table."""
    rows = [line for line in document.lines if line.kind is LineKind.TABLE_ROW]
    return [[document.text[cell.begins : cell.ends] for cell in row.cells] for row in rows]


def test_columns_are_read_one_after_the_other() -> None:
    """The left one to its foot, then the right one, and a title above both goes first."""
    title = Put(60, 60, "Referat fra møte i regionrådet for alle kommunene ved fjorden i mai", 14, bold=True)

    document = read([title, *stack(60, 100, LEFT), *stack(310, 100, RIGHT)])

    assert texts(document)[0] == title.text
    said = " ".join(texts(document)[1:])
    assert said == " ".join([*LEFT, *RIGHT]).replace("jern- banen", "jernbanen")


def test_columns_drawn_row_by_row_are_read_as_columns() -> None:
    """The order in the file does not count."""
    mixed: list[Put | Rule] = [
        put for pair in zip(stack(60, 100, LEFT), stack(310, 100, RIGHT), strict=True) for put in pair
    ]

    assert texts(read(mixed)) == texts(read([*stack(60, 100, LEFT), *stack(310, 100, RIGHT)]))


def test_a_table_is_read_row_by_row() -> None:
    """Name and organisation stay on one line, whichever was drawn first."""
    by_row: list[Put | Rule] = [
        Put(60 + 150 * at, 100 + 16 * row, c) for row, line in enumerate(PEOPLE) for at, c in enumerate(line)
    ]
    by_column = sorted(by_row, key=lambda put: put.x)

    assert cells(read(by_row)) == cells(read(by_column)) == [list(row) for row in PEOPLE]


def test_an_empty_cell_keeps_its_place() -> None:
    """Someone without a kommune has one cell empty."""
    table = [Put(60 + 150 * at, 100 + 16 * row, c) for row, line in enumerate(PEOPLE) for at, c in enumerate(line)]
    del table[4]

    assert cells(read(table))[1] == ["Kari Berg", "", "ordfører"]


def test_rules_tell_which_lines_are_one_row() -> None:
    """A name that goes on below itself, between two rules, is one name."""
    table: list[Put | Rule] = [
        *(Rule(50, y, 400) for y in (88, 104, 133, 149)),
        *(Put(60, 100, "Navn"), Put(200, 100, "Kommune")),
        *(Put(60, 116, "Kari Nordmann"), Put(200, 116, "Moss"), Put(60, 129, "Berg")),
        *(Put(60, 145, "Ola Dal"), Put(200, 145, "Halden")),
    ]

    assert cells(read(table)) == [["Navn", "Kommune"], ["Kari Nordmann Berg", "Moss"], ["Ola Dal", "Halden"]]


def test_names_below_each_other_are_not_joined() -> None:
    """They would have had room on the line before."""
    names = ["Kari Berg, Moss", "Ola Dal, Halden", "Åse Vik, Sarpsborg"]

    assert texts(read(stack(60, 100, names))) == names


def test_labels_with_values_below_each_other_keep_their_values_apart() -> None:
    """Each value is a line of its own, and the label stands with the first."""
    values = ["Kari Berg, Moss", "Ola Dal, Halden", "Åse Vik, Sarpsborg"]

    document = read([Put(60, 100, "Ordførere:"), *stack(160, 100, values)])

    assert [line.text.split("  ")[-1].strip() for line in document.lines] == values
    assert document.lines[0].text.startswith("Ordførere:")


def make_pages(count: int) -> list[list[Put | Rule]]:
    """Pages with a head, a foot and one paragraph that goes on from page to page."""
    words = "arbeidet med næringsarealer går videre, og kommunene ber om svar fra staten om"
    themes = ["jernbanen gjennom byen", "kaia ved det gamle verftet", "linja over fjellet", "den nye skolen"]
    return [
        [
            Put(60, 40, f"Regionrådet – referat {number}/24", 9),
            *stack(60, 100, [f"{'Styret mener at' if number == 1 else 'og'} {words} {themes[number - 1]}"]),
            Put(270, 800, f"Side {number} av {count}", 9),
        ]
        for number in range(1, count + 1)
    ]


def test_heads_and_feet_go_and_the_first_head_stays() -> None:
    """What is printed again on page after page is no part of the minutes; the title may stand nowhere else."""
    document = read(*make_pages(4))

    assert sum("Regionrådet" in text for text in texts(document)) == 1
    assert not any("Side" in text for text in texts(document))


def test_words_that_end_pages_and_stand_inside_them_are_no_foot() -> None:
    """ "Enstemmig vedtatt." may be the last line of every page."""
    decided = [
        "Sak A om vei",
        "Enstemmig vedtatt.",
        "Sak B om havn",
        "Enstemmig vedtatt.",
        "Saken om skole",
        "Enstemmig vedtatt.",
    ]

    document = read(stack(60, 100, decided), stack(60, 100, [line.replace("Sak", "Ny sak") for line in decided]))

    assert texts(document).count("Enstemmig vedtatt.") == 6


def test_words_that_end_a_page_higher_up_are_no_foot() -> None:
    """The last page ends with the words that the first happens to end with, but half way down."""
    full = ["Sak A om vei", *(f"Innlegg nummer {word}." for word in ["en", "to", "tre", "fire", "fem", "seks"])]
    ends = "Saken tas til orientering."

    document = read(stack(60, 500, [*full, ends]), stack(60, 100, ["Sak B om havn", "Det ble drøftet.", ends]))

    assert texts(document).count(ends) == 2


@pytest.mark.parametrize("lower", [500, 480, 465])
def test_a_sentence_that_ends_both_of_two_pages_is_no_foot(lower: int) -> None:
    """Two full pages may end alike by chance, even at the same height; a foot would say where it comes from."""
    full = ["Sak A om vei", *(f"Innlegg nummer {word}." for word in ["en", "to", "tre", "fire", "fem", "seks"])]
    other = ["Sak B om havn", *(f"Svar nummer {word}." for word in ["en", "to", "tre", "fire", "fem", "seks"])]
    ends = "Saken tas til orientering."

    document = read(stack(60, 500, [*full, ends]), stack(60, lower, [*other, ends]))

    assert texts(document).count(ends) == 2


def test_a_sentence_goes_on_over_a_page_break() -> None:
    """Its lines are of one paragraph, and each knows its page."""
    document = read(*make_pages(3))
    lines = [line for line in document.lines if "næringsarealer" in line.text]

    assert [line.page for line in lines] == [1, 2, 3]
    assert len({line.block for line in lines}) == 1


def test_every_line_knows_its_page_and_the_pages_tell_their_text() -> None:
    """Pages without text are counted, and hold none of it."""
    first, second = make_pages(2)
    document = read(first, [], second)

    assert document.pages == 3
    assert [page.number for page in document.find_pages()] == [1, 3]
    assert all(one.ends <= other.begins for one, other in pairwise(document.find_pages()))
    for page in document.find_pages():
        inside = [line for line in document.lines if page.begins <= line.begins < page.ends]
        assert {line.page for line in inside} == {page.number}


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("Vi trenger flere arbeids-", "plasser i regionen.", "arbeidsplasser"),
        ("Møtet gjaldt hele Nord-", "Norge og Nordkalotten.", "Nord-Norge"),
        ("Det kom mange fra IKT-", "næringen i byen.", "IKT-næringen"),
        ("Hun viste til nærings-", "og kompetanseplanen.", "nærings- og kompetanseplanen"),
        ("E-post er bra. Send en e-", "post til styret.", "e-post til"),
    ],
)
def test_parted_words_are_made_whole_and_true_hyphens_stay(first: str, second: str, whole: str) -> None:
    """The other words of the document and the shape of the word tell which."""
    full = Put(
        60, 140, "Dette er en lang linje som fyller hele bredden av siden fra kant til kant, slik at vi ser den."
    )

    document = read([*stack(60 + 480 - 5.2 * len(first), 100, [first]), *stack(60, 113.5, [second]), full])

    assert whole in document.text.replace("\n", " ")


def test_headings_bold_lines_and_list_markers_are_told() -> None:
    """Large letters make a heading, bold ones a line that stands out; a marker stands outside its line."""
    document = read(
        [
            Put(60, 60, "Referat", 18, bold=True),
            Put(60, 90, "Til stede", bold=True),
            *(Put(60, 110, "1."), Put(80, 110, "Kari Berg, Moss")),
            *(Put(60, 124, "2."), Put(80, 124, "Ola Dal, Halden")),
            *stack(60, 150, ["Møtet ble satt klokken ti.", "Ingen hadde merknader til innkallingen."]),
        ]
    )

    assert [(line.kind, line.strong, line.marker, line.text) for line in document.lines[:4]] == [
        (LineKind.HEADING, True, "", "Referat"),
        (LineKind.TEXT, True, "", "Til stede"),
        (LineKind.LIST_ITEM, False, "1.", "Kari Berg, Moss"),
        (LineKind.LIST_ITEM, False, "2.", "Ola Dal, Halden"),
    ]


def test_paragraphs_are_told_by_the_room_between_them() -> None:
    """Wrapped lines become one; a wider gap begins a block."""
    document = read(stack(60, 100, [*LEFT[:3], "", *LEFT[6:8]]))

    assert texts(document) == [" ".join(LEFT[:3]), " ".join(LEFT[6:8])]
    assert document.lines[0].block != document.lines[1].block


def test_a_raised_figure_is_no_part_of_the_word() -> None:
    """A mark of a footnote goes; the one of a unit stays."""
    document = read(
        [Put(60, 100, "Vi har 200 m"), Put(122, 96, "2", 6), *stack(60, 130, ["næringsareal"]), Put(122, 126, "1", 6)]
    )

    assert "næringsareal1" not in document.text


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "empty"),
        (b"%PDF-1.7\nIkke en PDF", "broken PDF"),
        (write_pdf([Put(60, 60, "Referat")])[:200], "broken PDF"),
        (write_pdf([Rule(60, 60, 300)]), "run OCR first"),
        (write_pdf([]), "run OCR first"),
        (write_pdf([Put(60, 60, "Referat")], private=True), "no meaning"),
        (write_pdf(trailer=LOCKED), "needs a password"),
        (write_pdf(*[[]] * (MAX_PAGES + 1)), "pages"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_in_one_line(raw: bytes, words: str) -> None:
    """The line names the file, what is wrong and the next step."""
    with pytest.raises(SourceError) as told:
        read_bytes(raw, "mote.pdf")

    assert str(told.value).startswith("mote.pdf: ")
    assert words in str(told.value)
    assert "\n" not in str(told.value)


@given(
    st.lists(st.tuples(st.integers(30, 500), st.integers(40, 800), st.text("abcæøå AB.:-1 ", max_size=30)), max_size=25)
)
def test_every_line_is_the_text_it_stands_on(placed: list[tuple[int, int, str]]) -> None:
    """The law of offsets, wherever words stand."""
    try:
        document = read([Put(*each) for each in placed])
    except SourceError:
        return

    assert all(document.text[line.begins : line.ends] == line.text for line in document.lines)
    assert all(line.begins <= cell.begins <= cell.ends <= line.ends for line in document.lines for cell in line.cells)


@given(st.integers(0, 2**32))
def test_no_damage_breaks_the_reader(seed: int) -> None:
    """A file with some bytes changed is read or refused."""
    raw = bytearray(write_pdf(*make_pages(2)))
    for at in range(1, 8):
        raw[(seed * at * 7919) % len(raw)] = (seed >> at) & 255

    try:
        read_bytes(bytes(raw), "mote.pdf")
    except SourceError as refused:
        assert "\n" not in str(refused)


def test_a_table_above_columns_keeps_its_rows_whole() -> None:
    """Its last column stands right of the gutter, but is no part of the column of text below."""
    table = [Put(60 + 125 * at, 60 + 14 * row, c) for row, line in enumerate(PEOPLE) for at, c in enumerate(line)]

    document = read([*table, *stack(60, 130, LEFT), *stack(306, 130, RIGHT)])

    assert cells(document) == [list(row) for row in PEOPLE]
    assert texts(document)[len(PEOPLE)].startswith(LEFT[0])


def test_justified_lines_have_no_columns() -> None:
    """Wide blanks between all the words of a line are blanks."""
    said = "Kommunen ønsker at arealene skal være klare"

    assert texts(read([Put(60, 100, said, spread=9), Put(60, 114, "til neste år.")]))[0].startswith(said)


def test_a_page_of_thousands_of_words_is_read_whole() -> None:
    """Characters are asked about in goes of 1,024; what comes after the first is not lost or mixed up."""
    words = [f"{chr(97 + at % 26)}{at}x" for at in range(2_600)]
    lines = [" ".join(words[at : at + 20]) for at in range(0, len(words), 20)]

    document = read(stack(40, 40, lines, leading=5.5, size=4))

    assert " ".join(texts(document)).split() == words
