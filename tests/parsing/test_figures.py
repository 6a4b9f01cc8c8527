"""Numbers that somebody put forward, and numbers that are none."""

import pytest

from naeringsgraf.parsing.figures import find_figures


def find_values(text: str) -> list[str]:
    """The values in a text."""
    return [figure.value for figure in find_figures([], [(0, text)])]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("35% av bedriftene og 60 prosent av kommunene", ["35%", "60 prosent"]),
        ("vraker 140 000 biler, 1.200 av dem her", ["140 000", "1.200"]),
        ("fikk kr 450 000 og 1,2 mill. kr i fjor", ["kr 450 000", "1,2 mill. kr"]),
        (
            "3,4 milliarder kroner til 70 MW kraft og 28 kilometer vei",
            ["3,4 milliarder kroner", "70 MW", "28 kilometer"],
        ),
        ("en horisont på 10-16 år", ["10-16 år"]),
        ("2 av 3 bedrifter, og en av fire pendlere", ["2 av 3", "en av fire"]),
        ("halvparten av bøndene og to tredeler av elevene", ["halvparten", "to tredeler"]),
        ("ti prosent av tomtene for fem millioner kroner", ["ti prosent", "fem millioner kroner"]),
        ("vi har 9 søkere", ["9"]),
        ("kr 2 140 000,- til kaia og 500,- til kaffe", ["kr 2 140 000,-", "500,-"]),
        ("3,1 av 8,4 mill. kr er brukt", ["3,1 av 8,4 mill. kr"]),
        ("femti tusen kroner og to hundre tusen tonn", ["femti tusen kroner", "to hundre tusen tonn"]),
        ("1 050 dekar og 90\u00a0000 tonn", ["1 050 dekar", "90\u00a0000 tonn"]),
    ],
)
def test_figure_is_a_number_with_its_unit(text: str, values: list[str]) -> None:
    """Shares, sums, counts and measures, as printed."""
    assert find_values(text) == values


@pytest.mark.parametrize(
    "text",
    [
        "i 2019 og 2021-2024",
        "den 4. november 2022 kl. 09.00-11.30",
        "sak 14/22 og PS 42, punkt 12",
        "E 18, rv. 22 og fylkesvei 120",
        "§ 12 i plan- og bygningsloven",
        "tlf. 22 33 44 55 eller 900 11 222",
        "Storgata 12, 1830 Askim",
        "vedtatt med 12 stemmer mot 15 stemmer",
        "i uke 42 kommer 3. plass",
        "om to år",
        "Arbeidspakke 1 og 2 er ferdige",
        "tiltak 4, 5 og uke 1 til 3",
        "stengt mellom 08 og 09.30",
        "referat 3-2021 er godkjent",
    ],
)
def test_dates_numbers_of_things_and_votes_are_no_figures(text: str) -> None:
    """A number that names, dates or counts votes says nothing about the world."""
    assert find_values(text) == []


def test_what_a_decision_says_again_is_one_figure() -> None:
    """The same value of the same thing counts once; another thing counts again."""
    others = [
        (0, "Gir 12 millioner kroner til hamna."),
        (50, "Vedtak: 12 millioner kroner til hamna og 12 nye plasser."),
    ]

    assert [(f.value, f.begins) for f in find_figures([], others)] == [("12 millioner kroner", 4), ("12", 91)]


def test_votes_for_and_against_are_no_figures() -> None:
    """Behind the word for how it went; a stretch of numbers behind another word is one."""
    assert [f.value for f in find_figures([], [(0, "Innstillingen vedtatt 5-2 (SP). Røysta: 5–1.")])] == []
    assert [f.value for f in find_figures([], [(0, "Det trengs 15–20 bedrifter, tre knop og seks mil vei.")])] == [
        "15–20",
        "tre knop",
        "seks mil",
    ]
