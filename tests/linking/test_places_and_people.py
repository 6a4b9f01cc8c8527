"""Municipalities whose names people bear, that are gone, that are to come, or that are words of the head."""

import pytest

from naeringsgraf.linking.extract import extract_meeting
from naeringsgraf.mapping.record import make_record
from naeringsgraf.reading.read import read_bytes

HEAD = """# Referat fra møte i Rådet

Stad: Rådhuset
Dato: 4. februar {year}

Til stede: Kari Årdal (Høyanger kommune), Per Vik (Statnett), Åse Lærdal (rådets sekretariat), Ola Dal (Lærdal kommune)

## Sak 1 Kraft

"""


def read_municipalities(text: str, year: int = 2021) -> set[str]:
    """The municipalities of the record, without those that sent somebody."""
    document = read_bytes(f"{HEAD.format(year=year)}{text}\n\n## Sak 2 Ymse\n\nIntet.\n".encode(), "mote.md")
    return set(make_record(document, extract_meeting(document))["municipalities"]) - {"Høyanger"}


@pytest.mark.parametrize("text", ["Industrien i Årdal treng kraft.", "Like ille er det i Høyanger og Årdal."])
def test_a_surname_behind_a_word_of_place_is_the_municipality(text: str) -> None:
    """Though somebody who met is called after it."""
    assert "Årdal" in read_municipalities(text)


@pytest.mark.parametrize("text", ["Årdal støtta framlegget.", "Ola Dal svara Årdal.", "Dal møtte for Årdal i fjor."])
def test_a_surname_elsewhere_is_who_bears_it(text: str) -> None:
    """The person, not the place."""
    assert "Årdal" not in read_municipalities(text)


def test_a_place_of_the_head_is_no_municipality() -> None:
    """ "Stad:" in the head is where they met; further down it is Stad kommune."""
    assert "Stad" not in read_municipalities("Dal viste til planen.")
    assert "Stad" in read_municipalities("Dal viste til planen for Stad.")


def test_a_municipality_that_is_gone_is_a_town_without_its_word() -> None:
    """Odda went into Ullensvang in 2020; Haram came again in 2024."""
    assert "Odda" not in read_municipalities("Dal fortalte om verket i Odda.")
    assert "Odda" in read_municipalities("Dal fortalte om gamle Odda kommune.")
    assert "Haram" in read_municipalities("Dal fortalte om planane for Haram.", 2023)
    assert "Haram" not in read_municipalities("Dal fortalte om planane for Haram.", 2021)
