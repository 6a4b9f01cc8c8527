"""Whom a request is put to, as printed."""

import pytest

from naeringsgraf.parsing.addressees import find_addressee


@pytest.mark.parametrize(
    ("sentence", "addressee"),
    [
        ("Kommunen ber regjeringen om en egen ordning.", "regjeringen"),
        ("Hun ber de øvrige kommunene svare.", "kommunene"),
        ("Rådet oppmodar Nye Veier om å setje i gang.", "Nye Veier"),
        ("Avinor oppfordres til å sette ned leien.", "Avinor"),
        ("Fylkeskommunen blir bedt om å kartlegge behovet.", "Fylkeskommunen"),
        ("Dei vil at KS skal forhandle.", "KS"),
        ("Han krevde at Statens vegvesen starter i år.", "Statens vegvesen"),
        ("Ho vil ha Stortinget til å endre satsen.", "Stortinget"),
        ("Bane NOR må dessuten gi en ny dato.", "Bane NOR"),
        ("Sikringen må staten ta.", "staten"),
        ("Da må Kompetanse Norge gi penger.", "Kompetanse Norge"),
        ("Høgskulen på Vestlandet bør tilby kurset på nett.", "Høgskulen på Vestlandet"),
        ("Hun etterlyste et svar fra departementet.", "departementet"),
        ("Hun etterlyste hjelp fra Nordland fylkeskommune.", "Nordland fylkeskommune"),
        ("Kan ikke kommunen utsette avgiften?", "kommunen"),
        ("Kommunene må enes om en tomt.", "Kommunene"),
        ("Da må Jernbanedirektoratet se på rutene.", "Jernbanedirektoratet"),
    ],
)
def test_addressee_is_who_is_asked_or_is_to_act(sentence: str, addressee: str) -> None:
    """Object of the asking, subject of what is wished, subject of the modal verb, or whence something is wanted."""
    assert find_addressee(sentence) == addressee


@pytest.mark.parametrize(
    "sentence",
    [
        "Det må bygges flere boliger.",
        "Han ønsker seg flere tog.",
        "Jernbanen og terminalen på Fauske må med i planen.",
        "Vi må stå sammen.",
        "E10 og Lofotbanen må sees i sammenheng.",
        "Kommunene må også involveres i arbeidet.",
        "Hurtigruta bør ikkje leggjast ned.",
        "Vestlandsbanen må utgreiast.",
    ],
)
def test_request_may_be_put_to_nobody(sentence: str) -> None:
    """A place after a preposition, a pronoun, a thing, and whoever something is to be done to are not asked."""
    assert find_addressee(sentence) is None
