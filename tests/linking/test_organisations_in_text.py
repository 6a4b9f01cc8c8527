"""Organisations in no register: whom somebody represents, and names that look like one."""

import pytest

from naeringsgraf.linking.extract import extract_meeting
from naeringsgraf.mapping.record import make_record
from naeringsgraf.reading.read import read_bytes

HEAD = """# Referat fra møte i Rådet

Dato: 4. februar 2021

Til stede: Siri Opedal (Opedal Sideri), Per Vik (SINTEF Vestkyst), Åse Dal (Vang Havn KF), Ola Moe (Lærdal kommune)

## Sak 1 Kraft

"""


def read_organisations(text: str) -> list[str]:
    """The organisations of the record."""
    document = read_bytes(f"{HEAD}{text}\n\n## Sak 2 Ymse\n\nIntet.\n".encode(), "mote.md")
    return list(make_record(document, extract_meeting(document))["organisations"])


def test_who_is_represented_wins_over_a_surname_or_a_known_name_within() -> None:
    """Opedal Sideri is no Siri Opedal, and SINTEF Vestkyst is not SINTEF; Opedal alone is she."""
    assert read_organisations("Opedal støttet framlegget.") == ["Opedal Sideri", "SINTEF Vestkyst", "Vang Havn KF"]
    assert "SINTEF" in read_organisations("Moe viste til SINTEF.")


def test_a_name_without_its_legal_form_is_that_of_who_is_represented() -> None:
    """Vang Havn is Vang Havn KF."""
    assert read_organisations("Moe takket Vang Havn.").count("Vang Havn") == 0


@pytest.mark.parametrize(
    "name", ["Fjell Mekaniske", "Nordvåg vidaregåande skule", "Elvenes sykehus", "Haug lufthavn", "Storvik Nett"]
)
def test_a_name_is_told_by_its_last_word(name: str) -> None:
    """A workshop, a school, a hospital, an airport, a grid company."""
    assert name in read_organisations(f"Moe viste til {name} i dette.")


@pytest.mark.parametrize("text", ["Ved sykehus går det bra.", "Et Nett er bra.", "Storvik og Dal videregående skoler."])
def test_a_word_of_a_kind_is_no_name(text: str) -> None:
    """Behind a small word, or in the plural."""
    assert read_organisations(f"Moe fortalte. {text}") == ["Opedal Sideri", "SINTEF Vestkyst", "Vang Havn KF"]
