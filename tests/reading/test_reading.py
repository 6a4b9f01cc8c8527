"""Files become text, whatever their encoding, or one clear line."""

import codecs
import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naeringsgraf.errors import CallError, SourceError
from naeringsgraf.model.document import Document, LineKind
from naeringsgraf.reading.decoding import MAX_CHARACTERS, normalise
from naeringsgraf.reading.files import find_files
from naeringsgraf.reading.read import read_bytes, read_file

TEXT = "Ordfører Åse Bøe æret Ærøy.\nNæringsareal på Våler.\n"


def read_markdown(text: str) -> Document:
    """Read a Markdown text."""
    return read_bytes(text.encode(), "mote.md")


@pytest.mark.parametrize(
    "raw",
    [
        TEXT.encode("utf-8"),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("latin-1"),
        TEXT.encode("cp1252"),
        TEXT.encode("utf-8").decode("cp1252").encode("utf-8"),
        TEXT.replace("\n", "\r\n").encode("utf-8"),
        TEXT.replace("\n", "\u2028").encode("utf-8"),
        TEXT.replace("Å", "A\u030a").replace("\n", "\r").encode("utf-8"),
        TEXT.replace("Åse", "Å\u00adse\u200b").encode("utf-8"),
    ],
)
def test_one_text_is_read_from_every_encoding(raw: bytes) -> None:
    """Marks, line ends, composed letters and invisible characters make no other text."""
    assert read_bytes(raw, "mote.txt").text == TEXT


@pytest.mark.parametrize(
    ("raw", "name", "words"),
    [
        (b"", "mote.md", "empty"),
        (b" \n\t\n", "mote.txt", "empty"),
        ("\u200b\u00ad".encode(), "mote.txt", "no text"),
        (b"\x00\x01\x02\x03" * 100, "mote.txt", "no text file"),
        (b"%PDF-1.7", "mote.pdf", "broken PDF"),
        (b"Referat", "mote.odt", "cannot be read"),
        (b"---\na: [\n---\nTekst\n", "mote.md", "front matter"),
        (b"a " * (MAX_CHARACTERS // 2 + 1), "mote.txt", "limit"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_line(raw: bytes, name: str, words: str) -> None:
    """The line names the file, what is wrong, and what to do."""
    with pytest.raises(SourceError) as told:
        read_bytes(raw, name)

    assert str(told.value).startswith(name)
    assert words in str(told.value)
    assert "\n" not in str(told.value)


def test_bad_front_matter_is_told_with_its_line() -> None:
    """Line 3 of the file."""
    with pytest.raises(SourceError, match=r"mote\.md, line 3"):
        read_markdown("---\ntitle: x\ndate: [\n---\nTekst\n")


def test_an_unreadable_file_is_told(tmp_path: Path) -> None:
    """A folder that is named like a file."""
    folder = tmp_path / "mote.md"
    folder.mkdir()

    with pytest.raises(SourceError, match="no ordinary file"):
        read_file(folder, tmp_path)


@given(st.text(st.characters(codec="utf-8"), max_size=400), st.sampled_from(["mote.md", "mote.txt"]))
def test_every_line_is_the_text_it_stands_on(text: str, name: str) -> None:
    """The law of offsets, for any text."""
    try:
        document = read_bytes(text.encode(), name)
    except SourceError:
        return

    assert all(document.text[line.begins : line.ends] == line.text for line in document.lines)
    assert all(line.begins <= cell.begins <= cell.ends <= line.ends for line in document.lines for cell in line.cells)


@given(st.binary(max_size=300), st.sampled_from(["mote.md", "mote.txt"]))
def test_no_bytes_break_the_reader(raw: bytes, name: str) -> None:
    """Read, or refused; nothing else."""
    try:
        read_bytes(raw, name)
    except SourceError as refused:
        assert "\n" not in str(refused)


@given(st.text(max_size=300))
def test_normalising_twice_is_normalising_once(text: str) -> None:
    """A text that was normalised stays as it is."""
    once = normalise(text)

    assert normalise(once) == once


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("- 1. **3. Ru** **nden: hva nå?**", "3. Runden: hva nå?"),
        ("**Zainab Hussain** **(Lørenskog):** Tar ordet.", "Zainab Hussain (Lørenskog): Tar ordet."),
        ("**Sak** **sliste:**", "Saksliste:"),
        ("**Til stede** **:**", "Til stede:"),
        ("1. Godkjenning av innkalling**", "Godkjenning av innkalling"),
        ("Se [presentasjonen](http://eksempel.no/a).", "Se presentasjonen."),
        ("Før <!-- skjult --> etter", "Før  etter"),
        ("## Saksliste {#saker}", "Saksliste"),
        ("`abbr.txt` og *kursiv*", "abbr.txt og kursiv"),
    ],
)
def test_markdown_becomes_what_a_reader_sees(source: str, text: str) -> None:
    """No marks, no targets, no comments; words that a converter broke are whole."""
    assert [line.text for line in read_markdown(source).lines] == [text]


def test_lists_keep_their_markers_outside_the_line() -> None:
    """A doubled number is told as the marker of the inner list."""
    (line,) = read_markdown("- 1. **2. Horisont Europa**").lines

    assert (line.marker, line.text, line.strong, line.kind) == ("1.", "2. Horisont Europa", True, LineKind.LIST_ITEM)


def test_a_table_keeps_its_columns() -> None:
    """Empty cells keep their place."""
    document = read_markdown("| A | B | C |\n|---|---|---|\n| Kari |  | Moss |\n")
    row = document.lines[1]

    assert [document.text[c.begins : c.ends] for c in row.cells] == ["Kari", "", "Moss"]


def test_struck_text_is_told() -> None:
    """It is read, and marked."""
    (line,) = read_markdown("- ~~Ola Dal, næringssjef~~ (meldt forfall)").lines

    assert line.struck


def test_front_matter_is_data_and_stands_in_the_text() -> None:
    """What is read from it has a place too."""
    document = read_markdown("---\ntitle: Møte\ndeltakere:\n    - Kari Berg\n---\n# Møte\n")
    lines = [line.text for line in document.lines if line.kind is LineKind.FRONT_MATTER]

    assert document.front_matter["title"] == "Møte"
    assert lines == ["title: Møte", "deltakere:", "Kari Berg"]


def test_columns_of_plain_text_are_told_by_wide_gaps() -> None:
    """Two blanks or a tab."""
    document = read_bytes(b"Kari Berg     Leder   SKIEN\n", "mote.txt")

    assert [document.text[c.begins : c.ends] for c in document.lines[0].cells] == ["Kari Berg", "Leder", "SKIEN"]


def test_folders_are_searched_in_the_order_of_names(tmp_path: Path) -> None:
    """Hidden files and other kinds are left out, links are told."""
    for name in ("b.md", "a.txt", ".skjult.md", "bilde.png", "under/c.md"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x", encoding="utf-8")
    (tmp_path / "lenke.md").symlink_to(tmp_path / "b.md")
    passed: list[str] = []

    found = find_files([tmp_path], lambda path, reason: passed.append(f"{path.name}: {reason.split('(')[0].strip()}"))

    assert [file.name for file in found] == ["a.txt", "b.md", "under/c.md"]
    assert passed == ["bilde.png: is not of a kind that can be read", "lenke.md: is a link"]


def test_a_missing_path_and_an_empty_folder_are_told(tmp_path: Path) -> None:
    """Each with its name and the next step."""
    with pytest.raises(CallError, match="no such file or folder"):
        find_files([tmp_path / "borte"])
    with pytest.raises(CallError, match="no minutes here"):
        find_files([tmp_path])


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux takes any bytes for a file name")
def test_a_file_name_that_is_no_text_is_percent_encoded(tmp_path: Path) -> None:
    """Bytes of another encoding, as old archives hold them."""
    path = tmp_path / os.fsdecode(b"m\xf8te.txt")
    path.write_text("Referat", encoding="utf-8")

    (found,) = find_files([tmp_path])

    assert found.name == read_file(found.path, found.root).path == "m%F8te.txt"
    assert found.slug == read_file(found.path, found.root).slug


COLUMNS = """\
                   Regionrådet – referat 1/24

Ordføreren ønsket velkommen og viste        Fylkeskommunen minnet om at veien
til den store interessen for nærings-       må være ferdig før noen kan bygge
arealer i regionen. Kommunen vil            der, og at pengene ikke er på plass.
legge til rette for at bedrifter kan        Staten har ikke svart på brevet som
etablere seg langs banen, der det er        ble sendt i vår. Klyngelederen mente
ledig plass på begge sider av sporet        at hydrogen kan gi nye arbeidsplasser
helt ut til grensen mot naboen.             dersom kraften kommer fram i tide.

                          Side 1 av 2
\fStyret ba om svar på dette før neste møte, som blir holdt etter påske,
for ingen vet hva som skjer.
                          Side 2 av 2
\f"""


def test_columns_of_running_text_are_read_one_after_the_other() -> None:
    """As `pdftotext -layout` writes them: without the feet, words whole again."""
    document = read_bytes(COLUMNS.encode(), "mote.txt")
    said = " ".join(line.text for line in document.lines)

    assert "til den store interessen for næringsarealer i regionen. Kommunen vil legge til rette" in said
    assert "mot naboen. Fylkeskommunen minnet om at veien må være ferdig" in said
    assert "Side" not in said
    assert (document.pages, document.lines[0].page, document.lines[-1].page) == (2, 1, 2)


def test_form_feeds_are_page_breaks() -> None:
    """Heads, feet and page numbers go; a sentence goes on; lines keep their number in the file."""
    pages = [
        f"Regionrådet 12.03.2024\n\n{text}\n\nSide {at} av 3\n"
        for at, text in enumerate(("Styret ber", "om", "svar."), 1)
    ]

    document = read_bytes("\f".join(pages).encode(), "mote.txt")

    assert [(line.text, line.page, line.number) for line in document.lines] == [
        ("Regionrådet 12.03.2024", 1, 1),
        ("Styret ber", 1, 3),
        ("om", 2, 8),
        ("svar.", 3, 13),
    ]
    assert len({line.block for line in document.lines[1:]}) == 1


def test_words_parted_at_the_end_of_a_line_are_whole() -> None:
    """The rest moves up; a hyphen that stands for a word to come stays."""
    document = read_bytes("Vi vil ha arbeids-\nplasser, sa hun, og nærings-\nog miljøplaner.\n".encode(), "mote.txt")

    assert [line.text for line in document.lines] == [
        "Vi vil ha arbeidsplasser,",
        "sa hun, og nærings-",
        "og miljøplaner.",
    ]


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("**SAK 15/22** **G** **ODKJENNING**", "SAK 15/22 GODKJENNING"),
        ("**Kongsvingerregionen** **interkommunalt** råd", "Kongsvingerregionen interkommunalt råd"),
        ("**Vi møttes I** **VANG** og var i Vang", "Vi møttes I VANG og var i Vang"),
    ],
)
def test_two_bold_runs_are_one_word_or_two(printed: str, read: str) -> None:
    """A large first letter belongs to the capitals behind it; whole words stay apart."""
    assert read_bytes(printed.encode(), "mote.md").lines[0].text == read
