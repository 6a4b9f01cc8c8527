"""Names of municipalities that are words besides, at the beginning of a sentence."""

import pytest

from naeringsgraf.linking.extract import extract_meeting
from naeringsgraf.mapping.record import make_record
from naeringsgraf.reading.read import read_bytes

HEAD = """# Referat fra møte i Rådet

Dato: 4. februar 2018

Til stede: Kari Dal (Drammen kommune), Per Moe (Statnett){more}

## Sak 1 Miljø

"""


def read_municipalities(text: str, more: str = "") -> list[str]:
    """The municipalities of the record, without the one that sent somebody."""
    document = read_bytes(f"{HEAD.format(more=more)}{text}\n\n## Sak 2 Ymse\n\nIntet.\n".encode(), "mote.md")
    return [name for name in make_record(document, extract_meeting(document))["municipalities"] if name != "Drammen"]


@pytest.mark.parametrize(
    "text",
    [
        "Røyken frå skipa plagar folk.", "Dal sa at det er ille. Stranda er full av plast.", "- Sola må utnyttes.",
        "Kari Dal: Torsken er borte.", "Per Moe: Ja. «Time for time» blir det målt.", "1. Fjell må sikres.",
    ],
)  # fmt: skip
def test_a_word_that_begins_a_sentence_is_no_municipality(text: str) -> None:
    """The capital is the sentence's."""
    assert read_municipalities(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Røyken kommune plagar oss.", "Røyken"), ("Dal viste til Røyken. Røyken har kø.", "Røyken"),
        ("Lier og Hurum må bygge vei.", "Lier"), ("Sola: trenger kai.", "Sola"),
        ("Stranda (Møre og Romsdal) har kø.", "Stranda"),
        ("Det er kø i Sola.", "Sola"), ("- Lier, Hurum og Modum vil bygge.", "Lier"),
        ("Strands ordfører sa nei.", "Strand"),
    ],
)  # fmt: skip
def test_it_is_one_where_something_else_says_so(text: str, name: str) -> None:
    """The word behind it, another place beside it, a colon, or that it is named within a sentence."""
    assert name in read_municipalities(text)


def test_it_is_one_where_somebody_came_for_it() -> None:
    """Then the word alone is enough."""
    assert read_municipalities("Sola må utnyttes.", ", Ola Lie (Sola kommune)") == ["Sola"]
