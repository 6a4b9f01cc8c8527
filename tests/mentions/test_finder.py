"""Names and themes are found in running text, and nothing else is."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naeringsgraf.mentions.finder import find_hits
from naeringsgraf.mentions.inflection import find_stems
from naeringsgraf.model.meeting import MentionKind


def find(text: str) -> list[tuple[str, str]]:
    """The hits of a text: what is printed, and what it stands for first."""
    return [(text[hit.begins : hit.ends], hit.entries[0].name) for hit in find_hits(text)]


@pytest.mark.parametrize(
    ("text", "printed", "theme"),
    [
        ("Vi trenger næringsarealer.", "næringsarealer", "Næringsarealer"),
        ("næringsarealenes verdi", "næringsarealenes", "Næringsarealer"),
        ("et GRØNT industriløft", "GRØNT industriløft", "Grønt industriløft"),
        ("det grønne industriløftet", "grønne industriløftet", "Grønt industriløft"),
        ("fagskulen på Voss", "fagskulen", "Fagskole"),
        ("Gjenvinning av\nbilbatterier", "Gjenvinning av\nbilbatterier", "Batterigjenvinning"),
        ("virkemidlene er stengt", "virkemidlene", "Virkemiddelapparatet"),
        ("batterinettverket vokser", "batterinettverket", "Batteriverdikjede"),
        ("NTP skal rulleres", "NTP", "Nasjonal transportplan"),
        ("fulldyrka jord på Toten", "fulldyrka jord", "Jordvern"),
        ("norsk innhald i kontraktane", "norsk innhald", "Leverandørutvikling"),
    ],
)
def test_themes_are_found_in_their_forms(text: str, printed: str, theme: str) -> None:
    """Endings, agreement, compounds, line breaks, capitals."""
    assert (printed, theme) in find(text)


@pytest.mark.parametrize(
    "text",
    [
        "Vi er på vei dit, og det er kort vei igjen.",
        "ki og ntp med små bokstaver",
        "Det er fint å bo her",
        "pådrivere og talspersoner",
        "Planen er ute på høring til mai.",
        "Regninga havner hos oss, og to har havnet der.",
        "Det var et fruktbart møte med rådgiveren.",
        "Det er nett det vi meiner.",
    ],
)
def test_words_that_only_look_like_a_theme_are_left_alone(text: str) -> None:
    """Turns of phrase, acronyms in small letters, parts of words."""
    assert find(text) == []


def test_names_need_a_capital_and_whole_words() -> None:
    """ "ski" is no Ski, and Oslogryta is no Oslo."""
    assert find("ski i Oslogryta") == []
    assert ("Drammen", "Drammen") in find("Drammens syn")
    assert find("Per-Oslo og Oslo-karer") == []


def test_the_longest_name_wins() -> None:
    """ "Nord-Odal kommune" is one name."""
    assert find("i Nord-Odal kommune") == [("Nord-Odal kommune", "Nord-Odal")]


@pytest.mark.parametrize("name", ["Horisont Europa", "Bane NOR", "Statens vegvesen", "Husbanken", "Statnetts"])
def test_an_organisation_may_be_a_theme_too(name: str) -> None:
    """Both readings stand: an agency with one task is named where that task is spoken of."""
    (hit,) = find_hits(name)

    assert len({entry.kind for entry in hit.entries}) == 2


def test_a_municipality_is_no_theme() -> None:
    """Vega is no "vega", which is a form of road."""
    (hit,) = find_hits("Vega var til stede.")

    assert [entry.kind for entry in hit.entries] == [MentionKind.MUNICIPALITY]
    assert ("vega", "Vei") in find("langs vega")


def test_nor_is_its_genitive() -> None:
    """The ending counts as the name's own, so that "vegas" is not the longer reading."""
    (hit,) = find_hits("Vegas ordfører tok ordet.")

    assert (hit.ends, [entry.kind for entry in hit.entries]) == (4, [MentionKind.MUNICIPALITY])


def test_no_inflected_word_comes_first_in_a_compound() -> None:
    """Norwegian joins the bare word: "veg-scenen", so what is called "Vega-scenen" is a name."""
    assert find("Vega-scenen åpner.") == []
    assert find("batteri-satsing") == [("batteri", "Batteriverdikjede")]


def test_offsets_hold_where_lower_case_is_longer() -> None:
    """İ becomes two characters in lower case; what follows stays in place."""
    text = "İİİ og næringsareal"

    assert find(text) == [("næringsareal", "Næringsarealer")]


@given(st.text(alphabet="NTPKIæøå ønæringsareal-/.\n", max_size=120))
def test_every_hit_lies_within_the_text_and_overlaps_no_other(text: str) -> None:
    """In order, each after the one before; only words that mean a theme together may lie over others."""
    hits = [hit for hit in find_hits(text) if hit.rule != "theme-collocation"]

    assert all(0 <= hit.begins < hit.ends <= len(text) for hit in hits)
    assert all(left.ends <= right.begins for left, right in pairwise(hits))


def test_the_label_itself_is_the_first_stem() -> None:
    """And it may stand by itself."""
    stem = next(find_stems("Grønt industriløft"))

    assert (stem.text, stem.bare) == ("grønt industriløft", True)
