"""Habits of secretaries in the head of minutes: where year, hours, place and the day of a letter stand."""

import datetime as dt

import pytest
from reading_texts import parse_text

_REST = "\nTil stede: Kari Berg (Vang), Ola Dal (Gol)\n\n1. Vegar\nKari Berg sa nei.\n\n2. Skular\nOla Dal sa ja.\n"


@pytest.mark.parametrize("number", ["nr. 3/2021", "3/2021", "(møte 3/2021)"])
def test_the_year_stands_behind_the_number_of_the_meeting(number: str) -> None:
    """Where the date has none."""
    assert parse_text(f"Styremøte Vang Vekst AS {number}\nTirsdag 4. mai kl 09-11.30\n{_REST}").date == dt.date(
        2021, 5, 4
    )


@pytest.mark.parametrize(
    ("line", "start", "end"),
    [("Tid: 12-15", (12, 0), (15, 0)), ("Klokkeslett: 9–11.30", (9, 0), (11, 30)), ("Kl: 10 til 14", (10, 0), (14, 0))],
)
def test_full_hours_need_no_minutes(line: str, start: tuple[int, int], end: tuple[int, int]) -> None:
    """Behind a label for the time; two numbers elsewhere are none."""
    meeting = parse_text(f"Næringsforum Vang\nDato: 12.3.2020\n{line}\n{_REST}")
    other = parse_text(f"Næringsforum Vang\nDato: 12.3.2020\nSaker: 12-15\n{_REST}")

    assert (meeting.start, meeting.end) == (dt.time(*start), dt.time(*end))
    assert (other.start, other.end) == (None, None)


@pytest.mark.parametrize(
    ("head", "place"),
    [
        ("Referat fra møte i Vangnettverket torsdag 7. mai 2023, Hotell Bergo, Vang. Kl. 10–14", "Hotell Bergo, Vang"),
        ("Møte i Vangnettverket\nMandag 2. mars 2020, kl. 10 til kl. 15, Scandic Førde", "Scandic Førde"),
        ("Vangnettverket\n2. mars 2020, kl. 08.30–10.00, kantina på rådhuset i Vang", "kantina på rådhuset i Vang"),
        ("Møte i Vangnettverket\nDato 24.08.2016 kl. 0900 - 1200 Sted Rådhuset i Vang", "Rådhuset i Vang"),
        ("Vangnettverket\nDato: 2.3.2020\nSted: Vang, Folkets hus. Møtet startet kl 10.", "Vang, Folkets hus"),
        ("Vangnettverket\nDato: 2.3.2020\nSted: St. Olavs plass 3", "St. Olavs plass 3"),
        ("Vangnettverket\nDato: 2.3.2020\nStad: Vang kulturhus, kl. 10-12.30", "Vang kulturhus"),
        ("# Vangnettverket\n2. mars 2020, 10:00 - 11:30\nMøtet ble holdt i Microsoft Teams", "Microsoft Teams"),
        ("Vangklynga\n\nMøtebok frå skipingsmøte i Vang, Fjell hotell, 2. mars 2020 kl 18.00", "Vang, Fjell hotell"),
    ],
)  # fmt: skip
def test_where_the_place_stands(head: str, place: str) -> None:
    """Behind the date, the time or a label without a colon, and before a sentence."""
    assert parse_text(f"{head}\n{_REST}").place == place


def test_the_date_of_a_letter_is_not_that_of_the_meeting() -> None:
    """Where the label stands among "Til" and "Fra", and the title tells another."""
    letter = "Til: Medlemmene\nFra: Siri Lund\nDato: 14. mai 2019\n\n"
    told = parse_text(f"{letter}Referat fra arbeidsutvalgsmøte i Fjellregionen 10. mai 2019\n{_REST}")
    untold = parse_text(f"{letter}Referat fra arbeidsutvalgsmøte i Fjellregionen\n{_REST}")

    assert (told.date, untold.date) == (dt.date(2019, 5, 10), dt.date(2019, 5, 14))


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Referat frå samling i Fjellnettverket, Geilo 14. oktober 2019", "Fjellnettverket"),
        ("Referat fra møte i Næringsrådet, Vang, onsdag 3. mai 2017", "Næringsrådet"),
        (
            "Møtereferat\nMøtegruppe: Styringsgruppa for Vang sentrum\nDato: 3. mai 2017",
            "Styringsgruppa for Vang sentrum",
        ),
    ],
)
def test_who_met_is_told_apart_from_where(title: str, body: str) -> None:
    """A body of a body keeps both names."""
    meeting = parse_text(f"{title}\n{_REST}")
    inner = parse_text(f"Referat fra møte i Vangrådet, Arbeidsutvalget 3. mai 2017\n{_REST}")

    assert meeting.body and meeting.body.name == body
    assert inner.body and inner.body.name == "Vangrådet, Arbeidsutvalget"


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Kongsvingerrådet\n\nMøte i representantskapet – åpen del", "Kongsvingerrådet"),
        (
            "Prosjektmøte: Fra batteri til byggeplass – oppsummering\n\nProsjekteier: Vangklyngen",
            "Fra batteri til byggeplass",
        ),
        ("STYREMØTE 3/19 – Vang Næringshage AS", "Styret i Vang Næringshage AS"),
        ("Emne: Oppsummering av dialogmøtet med NFD 4. november 2021", "Dialogmøtet med NFD"),
        ("Rådet for Vangregionen\nNæringssjefnettverket\n\nREFERAT FRA MØTE NR 2-2010", "Rådet for Vangregionen"),
    ],
)
def test_what_in_a_title_is_no_body(title: str, body: str) -> None:
    """A part of the meeting, its number, its kind, and who owns the project."""
    meeting = parse_text(f"{title}\n\nDato: 3. mai 2021\n{_REST}")

    assert meeting.body and meeting.body.name == body


@pytest.mark.parametrize("told", ["Møtet slutt kl. 14:15.", "Møtet vart heva 14.15.", "Møtet ble avsluttet kl 1415."])
def test_when_the_meeting_ended_is_told_at_its_end(told: str) -> None:
    """And not when it was called to end; when a part of it ended tells nothing."""
    head = "Vangrådet\nDato: 3. mai 2021\nTid: 10:00 - 14:30\n"

    assert parse_text(f"{head}{_REST}\n{told}\n").end == dt.time(14, 15)
    assert parse_text(f"{head}{_REST}\nKari Berg sa at skulen var slutt kl. 13.\n").end == dt.time(14, 30)


@pytest.mark.parametrize(
    "told",
    [
        "Møtet var på Teams frå 18 til 20.",
        "Møtet ble holdt på Teams fra kl. 18 til 20.",
        "Møtet varte mellom 18.00 og 20.",
    ],
)
def test_a_sentence_tells_from_when_to_when(told: str) -> None:
    """Full hours too; what else lasted is no time of the meeting."""
    meeting = parse_text(f"Vangnettverket\nDato: 2.3.2020\n{told}\n{_REST}")
    other = parse_text(f"Vangnettverket\nDato: 2.3.2020\nStengt frå 18 til 20.\n{_REST}")

    assert (meeting.start, meeting.end) == (dt.time(18), dt.time(20))
    assert (other.start, other.end) == (None, None)


@pytest.mark.parametrize(("subject", "day"), [("Referat styremøte 8/12", 8), ("Referat frå møtet 8.12.", 8)])
def test_the_subject_of_a_mail_ends_in_the_day_of_the_meeting(subject: str, day: int) -> None:
    """Without its year, which is that of the sending soon after; a number of another time is none."""
    mail = "Frå: Kari Berg\nSendt: 9. desember 2021 21:14\nTil: Styret\nEmne: {}\n\nHei! Her er referatet.\n"

    assert parse_text(mail.format(subject) + _REST).date == dt.date(2021, 12, day)
    assert parse_text(mail.format("Referat styremøte 8/3") + _REST).date != dt.date(2021, 3, 8)


@pytest.mark.parametrize("heading", ["Om møtet", "Møteinformasjon", "Tid og sted"])
def test_what_stands_under_a_heading_of_the_head_is_head(heading: str) -> None:
    """It is no item, and its lines tell when and where."""
    text = f"# Referat 12. mars 2024\n\n## {heading}\n\nSted: Vang rådhus\nTid: kl. 14:00-16:00\n\n"
    meeting = parse_text(text + "## Skole\n\nKari Berg sa nei.\n\n## Vei\n\nOla Dal sa ja.\n", "mote.md")

    assert [item.title for item in meeting.agenda] == ["Skole", "Vei"]
    assert (meeting.place, meeting.start) == ("Vang rådhus", dt.time(14))
