"""Body, day, hours and place, as heads of minutes write them."""

import datetime as dt

import pytest
from reading_texts import parse_text

from naeringsgraf.model.meeting import Meeting

LIST = "\nTil stede: Kari Berg (Stord), Ola Dalen (Bømlo)\n"


def read_head(text: str, name: str = "mote.txt") -> Meeting:
    """The meeting of a head with a list below it."""
    return parse_text(text + LIST, name)


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Referat styremøte Klyngen Vest", "Styret i Klyngen Vest"),
        ("Styremøte i Arena Skog, tirsdag 14. mars 2023", "Styret i Arena Skog"),
        ("Møtereferat klyngestyret", "Klyngestyret"),
        ("Referat arbeidsutvalget Osloregionen", "Arbeidsutvalget Osloregionen"),
        ("REFERAT FRA REGIONRÅDSMØTE I LISTERRÅDET", "Listerrådet"),
        ("Representantskapsmøte i Vestregionen", "Representantskapet i Vestregionen"),
        ("Næringsforeningen i Trondheimsregionen - styremøte nr. 3", "Styret i Næringsforeningen i Trondheimsregionen"),
        ("Medlemsmøte i Sunnmøre Næringsforum 4.4.2016", "Sunnmøre Næringsforum"),
        ("Referat frå møte i næringsnettverket i Vestland, Teams 14.3.2023", "Næringsnettverket i Vestland"),
        ("Digitalt nettverk Valdres – notat frå samling", "Digitalt nettverk Valdres"),
        ("Møtebok for Regionrådet Nordfjord", "Regionrådet Nordfjord"),
        ("Referat Vekstgruppa", "Vekstgruppa"),
    ],
)
def test_the_title_names_the_body(title: str, body: str) -> None:
    """Words for the paper are left off; a meeting named by who holds it names them."""
    found = read_head(f"{title}\n\nDato: 4. mai 2020\n").body

    assert found is not None
    assert found.name == body


@pytest.mark.parametrize(
    ("text", "day", "last"),
    [
        ("4. februar 2020 kl 9-11\n", dt.date(2020, 2, 4), None),
        ("Onsdag 5.9.2018\n", dt.date(2018, 9, 5), None),
        ("Protokoll 2016\nOnsdag 5.9., kl. 12:00 -\n", dt.date(2016, 9, 5), None),
        ("Dag: 30. april – 1. mai 2018\n", dt.date(2018, 4, 30), dt.date(2018, 5, 1)),
        ("Torsdag 3.–4. mai 2023\n", dt.date(2023, 5, 3), dt.date(2023, 5, 4)),
        ("Tid: 3. mai 2023 kl. 10.00 til 4. mai 2023 kl. 12.00\n", dt.date(2023, 5, 3), dt.date(2023, 5, 4)),
        ("Møtedato 17. juni 2021\n", dt.date(2021, 6, 17), None),
        ("Dato   14/2-2018\n", dt.date(2018, 2, 14), None),
        ("Dato/tid: 14.03.2023 kl. 09:00-11:00\n", dt.date(2023, 3, 14), None),
        ("Møtet ble holdt onsdag 5. september 2018 på Rjukan hotell.\n", dt.date(2018, 9, 5), None),
    ],
)
def test_the_day_is_read_in_every_form(text: str, day: dt.date, last: dt.date | None) -> None:
    """At the beginning of a line, where it looks like a list item, too; a year may stand in the title alone."""
    meeting = read_head(f"Møte i Rådet\n{text}")

    assert (meeting.date, meeting.end_date) == (day, last)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Tid: 14. mars 2023 kl. 09.00 til 15.30.\n", dt.time(9), dt.time(15, 30)),
        ("Tid: kl 9-11\n", dt.time(9), dt.time(11)),
        ("Klokkeslett: 1300-1500\n", dt.time(13), dt.time(15)),
        ("Tid: 14. mars 2023, 12:00 -\n", dt.time(12), None),
        ("Dato: mandag 11. juni 2007 kl. 12:00 til tirsdag 12. juni 2007 kl. 13:30\n", dt.time(12), dt.time(13, 30)),
        ("Onsdag 19. mars 2025, halv ti til tre, i Fagernes hall.\n", dt.time(9, 30), dt.time(15)),
        ("Strategi for 2021-2024\n", None, None),
    ],
)
def test_the_hours_are_read_in_every_form(text: str, start: dt.time | None, end: dt.time | None) -> None:
    """Two years are no hours."""
    meeting = read_head(f"Møte i Rådet\n{text}")

    assert (meeting.start, meeting.end) == (start, end)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Sted og tid: Raufoss, 14. mars 2022 kl. 09.00 - 15.00\n", "Raufoss"),
        ("Dato: 8.11.22 Tid: kl. 0900–1400 Sted: Scandic Lillehammer\n", "Scandic Lillehammer"),
        ("Møtestad Kjeller\n", "Kjeller"),
        (
            "Møtet ble holdt onsdag 5. september 2018 på Rjukan hotell, Tinn, fra kl. 09.00 til 15.30.\n",
            "Rjukan hotell, Tinn",
        ),
        ("12. mars 2018, Førde\n", "Førde"),
        ("Onsdag 19. mars 2025, halv ti til tre, i Fagernes hall.\n", "Fagernes hall"),
        ("4.4.2016 på Thon hotell Ålesund, kl 18:00–20:15\n", "Thon hotell Ålesund"),
        ("Samling på Zoom 4. mai 2020\n", "Zoom"),
    ],
)
def test_the_place_is_read_in_every_form(text: str, place: str) -> None:
    """Behind a label, among other labels, beside the date, in a sentence."""
    assert read_head(f"Møte i Rådet\n{text}").place == place


@pytest.mark.parametrize(
    "line",
    [
        "Tirsdag 5. november 2019, klokken 08–10. Rådhuset, møterom 2",
        "05.11.2019, 08.00 til 10.00 · Rådhuset, møterom 2",
    ],
)
def test_a_place_stands_beside_day_and_time(line: str) -> None:
    """What follows them, set off by a point or a mark, is where they met."""
    meeting = parse_text(f"Referat fra møte i næringsutvalget\n{line}\n\nTil stede: Kari Berg (Moss)\n")

    assert meeting.place == "Rådhuset, møterom 2"


def test_a_table_without_ruled_labels_names_the_body() -> None:
    """The label stands in the first cell; a mark before the name is no part of it."""
    meeting = parse_text(
        "# Referat\n\n| | |\n|---|---|\n| **Møte i** | Fagråd for prøving i Vang |\n| **Møtedato** | 11.05.2023 |\n",
        "mote.md",
    )
    assert meeting.body and meeting.body.name == "Fagråd for prøving i Vang"

    meeting = parse_text("# Protokoll · Prøvebygd sokneråd\n\nDato: 13.01.2026\n", "mote.md")
    assert meeting.body and meeting.body.name == "Prøvebygd sokneråd"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Referat fra møte tirsdag 17. oktober 2023 kl. 12.00–15.30, Vang kulturhus\n", "Vang kulturhus"),
        (
            "Dato: 12.09.2019          Kl.: 10:00\nMøtestad:   Ål kulturhus          Skrive av: Kari Lie\n",
            "Ål kulturhus",
        ),
        ("Møtetid      : 07.06.2006 kl. 13.00\nMøtested     : Gol, kantina i rådhuset\n", "Gol, kantina i rådhuset"),
        ("Styret møttes tirsdag 23. oktober 2018 i Storgata 3, Vang. Møtet begynte kl. 13.15.\n", "Storgata 3, Vang"),
        ("Her er referatet fra 15. november 2017 kl. 09.00. Vi satt i kantina på Vang rådhus.\n", "Vang rådhus"),
    ],
)
def test_the_place_stands_in_many_ways(text: str, place: str) -> None:
    """Behind the time, in a column between others, behind a colon set apart, and in a sentence."""
    assert read_head(text).place == place


def test_the_day_of_publishing_is_not_the_day_of_the_meeting() -> None:
    """Though it stands first."""
    meeting = read_head("Publisert 7. desember 2020 av redaksjonen\n\nTorsdag 3. desember 2020, kl. 0830\n")

    assert meeting.date == dt.date(2020, 12, 3)


def test_the_data_before_the_text_tell_body_and_last_day() -> None:
    """In Norwegian words as well as in English."""
    meeting = read_head(
        "---\ntittel: Prøveforum Vang – vintersamling\ndato: 2026-01-14\nslutt: 2026-01-15\n---\n", "mote.md"
    )

    assert (meeting.date, meeting.end_date) == (dt.date(2026, 1, 14), dt.date(2026, 1, 15))
    assert meeting.body and meeting.body.name == "Prøveforum Vang"


def test_a_title_with_its_letters_set_apart_is_read_as_written() -> None:
    """A letterhead; a spaced "M Ø T E B O K" names nobody."""
    assert (found := read_head("V A N G   S A\n\nStyremøte 3-2022\n").body) and found.name == "Styret i VANG SA"
    assert (found := read_head("M Ø T E B O K\n\nVang regionråd\n").body) and found.name == "Vang regionråd"


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Referat fra dialogmøte med vertskommunene i Midtdalen", "Dialogmøte med vertskommunene i Midtdalen"),
        ("Kommunedirektørmøte Sunndalen", "Kommunedirektørmøte Sunndalen"),
        ("Styremøte iKlynga 1/24", "Styret i iKlynga"),
        ("Referat fra møte i faggruppen\n\nVangregionens faggruppe for næring", "Vangregionens faggruppe for næring"),
        ("Fullt i foajeen. Foto: Vang Næringsforening\n\nVang regionråd", "Vang regionråd"),
    ],
)
def test_a_meeting_may_have_a_name_of_its_own(title: str, body: str) -> None:
    """Where nobody holds it, or a general word stands above the name; a credit of a picture names nobody."""
    found = read_head(f"{title}\n\nDato: 4. mai 2020\n").body

    assert found and found.name == body


def test_numbers_of_the_archive_end_the_place() -> None:
    """On the same line; brackets may tell that it was online, and a place may stand between the days and the rest."""
    assert read_head("Møtested: Vang, kommunestyresalen Arkiv: 18/0041\n").place == "Vang, kommunestyresalen"
    assert read_head("Vangregionen, 5. februar 2026 kl. 08.30–10.40 (Teams)\n").place == "Teams"
    head = read_head("Referat frå møtet 22.–23. mars 2023, Hotel Vang. Dag 1 frå kl. 12.00, slutt dag 2 kl. 11.30.\n")
    assert (head.place, str(head.start), str(head.end)) == ("Hotel Vang", "12:00:00", "11:30:00")


def test_a_day_with_its_weekday_keeps_its_year() -> None:
    """ "tysdag 16/4-2019"; a second time behind a stroke is no year."""
    assert str(read_head("Tid: tysdag 16/4-2019 kl 1000-1445\n").date) == "2019-04-16"
