"""What minutes point to, and what happens on a day."""

import datetime as dt

import pytest
from reading_texts import parse_text, read_text

from naeringsgraf.model.meeting import ReferenceKind
from naeringsgraf.parsing.references import find_references

MET = dt.date(2022, 1, 12)


def find_cited(text: str, kind: ReferenceKind) -> list[tuple[str, dt.date | None]]:
    """What a text of a meeting on 12 January 2022 cites."""
    return [(r.title, r.date) for r in find_references(read_text(text), MET) if r.kind is kind]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Godkjenning av referat fra møtet 24.08.2021.", dt.date(2021, 8, 24)),
        ("Møteboka frå 7. januar vart godkjend.", dt.date(2022, 1, 7)),
        ("Protokollen fra 3. desember ble godkjent.", dt.date(2021, 12, 3)),
        ("Saken ble drøftet på forrige møte 3. desember.", dt.date(2021, 12, 3)),
    ],
)
def test_earlier_minutes_are_known_by_their_day(text: str, day: dt.date) -> None:
    """A day without a year is the last such day before the meeting."""
    assert [found for _, found in find_cited(text, ReferenceKind.MINUTES)] == [day]


def test_the_meeting_does_not_point_to_itself() -> None:
    """Nor does a title with a day in the line below it point to that day."""
    text = "Referat fra møte onsdag 12. januar 2022\n\nReferat fra Forumet\n\nPublisert 20. januar 2022\n"

    assert find_cited(text, ReferenceKind.MINUTES) == []


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Han viste til Meld. St. 22 (2020–2021).", "Meld. St. 22 (2020–2021)"),
        ("Utvalget i NOU 2020: 12 er enig.", "NOU 2020: 12"),
        ("Innspill til Nasjonal transportplan 2025-2036", "Nasjonal transportplan 2025-2036"),
        ("regjeringens veikart for grønt industriløft er ute", "regjeringens veikart for grønt industriløft"),
        ("utkastet til heiplanen vert sendt", "heiplanen"),
        ("brudd på plan- og bygningsloven her", "plan- og bygningsloven"),
        ("Distriktsmeldingen kom i fjor.", "Distriktsmeldingen"),
        ("Høyring av forskrifta", "Høyring av forskrifta"),
    ],
)
def test_policy_documents_are_known_by_the_form_of_their_name(text: str, title: str) -> None:
    """Reports, plans, road maps, acts and hearings, in bokmål and nynorsk."""
    assert (title, None) in find_cited(text, ReferenceKind.POLICY)


def test_common_words_of_the_same_form_are_none() -> None:
    """A reply is a "tilbakemelding", and no report."""
    assert find_cited("Tilbakemeldingen var at planen er god.", ReferenceKind.POLICY) == []


def test_gatherings_and_deadlines_are_events() -> None:
    """In their own sentence; a bare deadline keeps what it is for; approved minutes are none; next year is next."""
    meeting = parse_text(
        "Referat fra møte i Næringsutvalget\n\nTid: 4. november 2021\n\nTil stede:\n- Kari Berg, Skien kommune\n\n"
        "## 1. Referat\n\nReferatet fra møtet 2. september ble godkjent.\n\n## 2. Eventuelt\n\n"
        "Berg skriver utkast. Frist: 15. november. Det er folkemøte på Kaia 20. november. Søknaden sendes innen 1. "
        "desember. Neste møte er 12. januar i Moss.\n",
        "mote.md",
    )

    assert [(event.name, event.date) for event in meeting.events] == [
        ("Berg skriver utkast. Frist: 15. november.", dt.date(2021, 11, 15)),
        ("Det er folkemøte på Kaia 20. november.", dt.date(2021, 11, 20)),
        ("Søknaden sendes innen 1. desember.", dt.date(2021, 12, 1)),
        ("Neste møte er 12. januar i Moss.", dt.date(2022, 1, 12)),
    ]
