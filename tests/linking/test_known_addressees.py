"""Whom a request is put to, as a known actor on the day of the meeting."""

import datetime as dt

from naeringsgraf.linking.actors import ActorFinder, find_counties
from naeringsgraf.linking.addressees import link_addressee
from naeringsgraf.model.meeting import Mode, Statement


def link(sentence: str, printed: str, day: str, municipalities: tuple[str, ...] = ()) -> tuple[str | None, str | None]:
    """Link an addressee at a meeting of these municipalities; its printed form and the name of the actor."""
    date = dt.date.fromisoformat(day)
    finder = ActorFinder(date, None, find_counties(municipalities, date))
    request = Statement(1, sentence, 0, len(sentence), Mode.REQUEST, addressee_printed=printed)
    linked = link_addressee(request, finder)
    return linked.addressee_printed, linked.addressee.name if linked.addressee else None


def test_registered_addressee_is_linked() -> None:
    """In any of the forms of its name."""
    assert link("Regjeringa må svare.", "Regjeringa", "2022-05-01") == ("Regjeringa", "Regjeringen")


def test_county_council_is_that_of_the_municipalities_that_met() -> None:
    """On the day of the meeting; where they lie in several counties it stays as printed."""
    sentence = "Fylkeskommunen bør øke rammen."

    assert link(sentence, "Fylkeskommunen", "2012-03-01", ("Steinkjer", "Inderøy")) == (
        "Fylkeskommunen",
        "Nord-Trøndelag fylkeskommune",
    )
    assert link(sentence, "Fylkeskommunen", "2019-03-01", ("Hamar", "Gjøvik")) == ("Fylkeskommunen", None)


def test_office_that_nobody_registered_stays_as_printed() -> None:
    """So does a name of several words."""
    assert link("Departementet må svare.", "Departementet", "2022-05-01") == ("Departementet", None)
    assert link("Karmøy Slip må svare.", "Karmøy Slip", "2022-05-01") == ("Karmøy Slip", None)


def test_lone_word_that_may_be_a_thing_is_dropped() -> None:
    """Its capital is that of the sentence, or it stands where a place would."""
    assert link("Nattbuss må på plass.", "Nattbuss", "2022-05-01") == (None, None)
    assert link("Det er ønske om folk fra Ukraina.", "Ukraina", "2022-05-01") == (None, None)
