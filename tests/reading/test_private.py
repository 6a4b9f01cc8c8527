"""What is private is hidden while reading: the number is nowhere, its sentence raises nothing, and both are told."""

import unicodedata
from pathlib import Path

import pytest

from naeringsgraf.linking.extract import extract_meeting
from naeringsgraf.linking.judgements.table import make_judgement
from naeringsgraf.mapping.iri import BASE
from naeringsgraf.model.document import HIDDEN
from naeringsgraf.model.names import make_slug
from naeringsgraf.reading.files import find_files
from naeringsgraf.reading.private import hide_in, hide_in_name
from naeringsgraf.reading.read import read_bytes
from naeringsgraf.store.build import build_store

FIRST_WEIGHTS = (3, 7, 6, 1, 8, 9, 4, 5, 2)
SECOND_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)


def make_number(day: str, serial: int = 100) -> str:
    """Make an identity number of nobody in particular, of a day as "ddmmyy"."""
    while True:
        digits = [int(digit) for digit in f"{day}{serial}"]
        first = -sum(d * w for d, w in zip(digits, FIRST_WEIGHTS, strict=True)) % 11
        second = -sum(d * w for d, w in zip([*digits, first], SECOND_WEIGHTS, strict=True)) % 11
        if first < 10 and second < 10:
            return f"{day}{serial}{first}{second}"
        serial += 1


NUMBER = make_number("110190")

HIDDEN_NUMBERS = {
    "as one": NUMBER,
    "parted": f"{NUMBER[:6]} {NUMBER[6:]}",
    "with a dash": f"{NUMBER[:6]}-{NUMBER[6:]}",
    "in pairs": f"{NUMBER[:2]} {NUMBER[2:4]} {NUMBER[4:6]} {NUMBER[6:9]} {NUMBER[9:]}",
    "with points": f"{NUMBER[:2]}.{NUMBER[2:4]}.{NUMBER[4:6]} {NUMBER[6:]}",
    "over two lines": f"{NUMBER[:6]}\n{NUMBER[6:]}",
    "behind a label": f"fnr.{NUMBER}",
    "two of them": f"{NUMBER} {make_number('290296')}",
    "behind another figure": f"12 {NUMBER}",
    "D-number": make_number("410190"),
    "mobile": "mobil 912 34 567",
    "mobile with country": "+47 91 23 45 67",
    "mobile as one": "tlf. 41234567",
    "private": "privat telefon 22 33 44 55",
    "home": "bor i Nedre Storgata 12 B, 3015 Drammen",
    "address": "Privatadresse: Øvre Åsveien 7",
}

SHOWN = {
    "no check digit": NUMBER[:-1] + str((int(NUMBER[-1]) + 1) % 10),
    "no such day": "310290" + NUMBER[6:],
    "account": "1503.40.12345",
    "organisation": "974 761 076",
    "switchboard": "Telefon: 32 04 40 00",
    "switchboard that is mobile": "Sentralbord, tlf. 913 02 600",
    "letterhead": "Postboks 7500, tlf. 913 02 600, org.nr. 921 234 554",
    "sum": "95 000 000 kr",
    "figures in a row": "45 12 33 98",
    "year and number": "2021/91234567",
    "visiting address": "Møtet var i Storgata 12, 3015 Drammen",
    "meeting place": "Rådmannen bor i kommunen, og møtet var i Engene 1",
    "case": "Sak 41234567",
}


@pytest.mark.parametrize("text", HIDDEN_NUMBERS.values(), ids=HIDDEN_NUMBERS.keys())
def test_what_is_private_is_hidden(text: str) -> None:
    """Every digit of it, and nothing moves."""
    hidden = hide_in(f"Kari Lie, {text}, møtte.")

    assert not any(character.isdigit() for character in hidden.removeprefix("Kari Lie, 12 "))
    assert len(hidden) == len(f"Kari Lie, {text}, møtte.")
    assert hidden.startswith("Kari Lie, ") and hidden.endswith(", møtte.")


@pytest.mark.parametrize("text", SHOWN.values(), ids=SHOWN.keys())
def test_what_is_not_private_is_left(text: str) -> None:
    """Numbers of cases, sums, accounts and switchboards are what minutes are about."""
    assert hide_in(f"Om dette: {text}.") == f"Om dette: {text}."


@pytest.mark.parametrize("form", HIDDEN_NUMBERS.values(), ids=HIDDEN_NUMBERS.keys())
def test_hiding_twice_is_hiding_once(form: str) -> None:
    """What is hidden is no number any more."""
    assert hide_in(hide_in(form)) == hide_in(form)


MINUTES = """\
# Referat Næringsgruppa 12.03.2021

Til stede:

- Åse Vik, Drammen kommune
- Ola Li ({number}), Kongsberg kommune

## Sak 1 Batterier

Åse Vik, Drammen: Kommunen ber staten om en batterifabrikk. Gründeren av batterifabrikken har fødselsnummer {number}.

Ola Li, Kongsberg: Søkeren {number} ønsker solenergi.

## Sak 2 Støtte til {number}

Vedtak: {number} får støtte.
"""


def test_a_sentence_with_a_number_raises_nothing_and_is_told() -> None:
    """The rest of the turn stands; the number is told by its place alone."""
    document = read_bytes(MINUTES.format(number=NUMBER).encode(), "mote.md")
    meeting = extract_meeting(document)
    first, second = meeting.contributions

    assert [s.text for s in first.statements if s.rule != "item-title"] == ["Kommunen ber staten om en batterifabrikk."]
    assert not any(HIDDEN in s.text for s in (*first.statements, *second.statements))
    told = [unread for unread in meeting.unread if unread.reason == "private, so hidden"]
    assert [unread.line for unread in told] == [6, 10, 12, 14, 16]
    assert all(set(unread.text) == {HIDDEN} for unread in told)
    assert all(document.text[u.begins : u.ends] == u.text for u in told)


@pytest.mark.parametrize("ending", ["md", "txt", "html"])
def test_no_byte_of_a_number_is_in_the_store(tmp_path: Path, ending: str) -> None:
    """Nor in any file that a build leaves, front matter and tables included."""
    text = MINUTES.format(number=NUMBER)
    if ending == "md":
        text = f'---\ntitle: "Styret {NUMBER}"\nid: {NUMBER}\n---\n{text}\n'
        text += f"| Navn | Fnr |\n|---|---|\n| Per Li | {NUMBER} |\n"
    if ending == "html":
        text = "<html><body><p>" + text.replace("\n\n", "</p><p>") + f"<table><tr><td>{NUMBER[:6]}<b>{NUMBER[6:]}</b>"
    (tmp_path / f"mote.{ending}").write_text(text, encoding="utf-8")

    report = build_store(find_files([tmp_path / f"mote.{ending}"]), tmp_path / "store", workers=0)

    assert report.documents == 1
    for path in (path for path in (tmp_path / "store").rglob("*") if path.is_file()):
        assert NUMBER.encode() not in path.read_bytes(), path


NAMES = {
    "as one": NUMBER,
    "parted": f"{NUMBER[:6]} {NUMBER[6:]}",
    "with a dash": f"{NUMBER[:6]}-{NUMBER[6:]}",
    "with a low line": f"{NUMBER[:6]}_{NUMBER[6:]}",
    "with points": f"{NUMBER[:2]}.{NUMBER[2:4]}.{NUMBER[4:6]}.{NUMBER[6:]}",
    "mobile": "mobil_912_34_567",
    "mobile with country": "+47-91234567",
    "telephone": "tlf.41234567",
    "private": "privat-22-33-44-55",
}


@pytest.mark.parametrize("number", NAMES.values(), ids=NAMES.keys())
def test_a_number_in_the_name_of_a_file_or_folder_is_hidden(tmp_path: Path, number: str) -> None:
    """It is in no byte of the store, nor in what is reported of the build; the file is read all the same."""
    folder = tmp_path / "referat" / f"sak_{number}"
    folder.mkdir(parents=True)
    (folder / f"2021-03-12 {number} mote.md").write_text(MINUTES.format(number="x"), encoding="utf-8")
    (folder / f"tom {number}.md").write_bytes(b"")

    files = find_files([tmp_path / "referat"])
    report = build_store(files, tmp_path / "store", workers=0)

    told = (
        str(report)
        + "".join(file.slug for file in files)
        + "".join(path.read_bytes().decode("latin-1") for path in (tmp_path / "store").rglob("*") if path.is_file())
    )
    digits = "".join(digit for digit in number if digit.isdigit()).removeprefix("47")
    assert (report.documents, len(report.rejected)) == (1, 1)
    assert number not in told and digits not in told
    assert make_slug(number) not in told
    assert HIDDEN in files[0].name
    assert "mote" in files[0].slug and "2021-03-12" in files[0].slug


@pytest.mark.parametrize(
    ("name", "hidden"),
    [
        ("klage Kari Lie, bor på Solveien 12B.md", "Solveien 12B"),
        ("hjemmeadresse_solveien_12_klage.md", "solveien_12"),
        ("kari-lie-bosatt-i-nedre-storgata-7-2021-03-12.md", "nedre-storgata-7"),
        ("kari-lie-bor-pa-solveien-12.md", "solveien-12"),
        ("bustadadresse/Øvre Åsvegen 3/mote.md", "Øvre Åsvegen 3"),
        (unicodedata.normalize("NFD", "bor på Åsvegen 3.md"), "Åsvegen 3"),
    ],
)
def test_where_somebody_lives_is_hidden_in_the_name_of_a_file(tmp_path: Path, name: str, hidden: str) -> None:
    """As in a text, though names of files have other marks between words and often no capitals."""
    path = tmp_path / "referat" / name
    path.parent.mkdir(parents=True)
    path.write_text(MINUTES.format(number="x"), encoding="utf-8")

    (file,) = find_files([tmp_path / "referat"])
    build_store([file], tmp_path / "store", workers=0)

    blackened = "".join(HIDDEN if letter.isalnum() else letter for letter in hidden)
    assert file.name == unicodedata.normalize("NFC", name).replace(hidden, blackened)
    assert make_slug(hidden) not in file.slug
    kept = [path.read_bytes() for path in (tmp_path / "store").rglob("*") if path.is_file()]
    assert not any(each.encode() in data for each in (hidden, make_slug(hidden)) for data in kept)


@pytest.mark.parametrize(
    "name",
    [
        *("2021-03-12-mote.md", "20210312-1415-referat.md", "sak_41234567.md", "2021-91234567.md"),
        *("befaring-storgata-12.md", "sak-3-hjemmeadresse.md", "boliger-ved-solveien-12.md", "Aas\u030asen.md"),
    ],
)
def test_other_names_of_files_are_left(name: str) -> None:
    """Days, times, numbers of cases, and streets that are not told to be somebody's home tell documents apart."""
    assert hide_in_name(name) == name


def test_files_whose_names_differ_in_a_number_alone_are_not_told_apart_by_it(tmp_path: Path) -> None:
    """A hash of the name would be as good as the number, of which there are few; the second is refused."""
    for number in (NUMBER, make_number("290296")):
        (tmp_path / f"mote-{number}.md").write_text(MINUTES.format(number="x"), encoding="utf-8")

    report = build_store(find_files([tmp_path]), tmp_path / "store", workers=0)

    assert report.documents == 1
    (rejected,) = report.rejected
    assert "would have the same name in the graph" in rejected.message
    assert NUMBER not in rejected.message


def test_a_judgement_lets_a_sentence_through() -> None:
    """With what is hidden in it hidden still."""
    quote = f"Søkeren {HIDDEN * 11} ønsker solenergi."
    cells = {"kind": "theme", "subject": "mote", "object": "Solkraft", "verdict": "yes", "quote": quote}
    judgement = make_judgement({**cells, "who": "Ida", "when": "2024-05-06", "why": ""}, BASE, 2)

    meeting = extract_meeting(read_bytes(MINUTES.format(number=NUMBER).encode(), "mote.md"), [judgement])

    assert quote in [s.text for s in meeting.contributions[1].statements]
    assert not meeting.judged[0].problem
