"""The review page: cases that nobody decided, and answers that are in the file before the browser hears of them."""

import datetime as dt
from pathlib import Path

import pytest

from naeringsgraf import api
from naeringsgraf.analysis.uncertain import find_uncertain
from naeringsgraf.errors import CallError
from naeringsgraf.linking.judgements.table import read_judgements
from naeringsgraf.mapping.iri import BASE
from naeringsgraf.web.deciding import Deciding
from naeringsgraf.web.pages.asked import Offers
from reading_pages import Ask, read

pytest_plugins = ("asking_pages",)

DAY = dt.date(2024, 5, 2)


def fill_in(ask: Ask, file: Path, number: int) -> dict[str, str]:
    """Read the form of a case as a browser would send it, without its answer."""
    page = read(ask("/review", offers=Offers(review=str(file))).body)
    form = page.findall(".//section//form")[number]
    fields = [field for field in form.iter("input") if field.get("type") != "radio" or "checked" in field.attrib]
    return {str(field.get("name")): field.get("value", "") for field in fields}


def test_it_is_closed_unless_asked_for(ask: Ask) -> None:
    """A server that takes no answers shows no forms, and says how it is opened."""
    reply = ask("/review")

    assert reply.status == 404
    assert b"serve --review" in reply.body


def test_every_case_can_be_reached(ask: Ask, graph: api.Graph, tmp_path: Path) -> None:
    """The pages together hold all cases, the weightiest first, each with a way to its document."""
    offers = Offers(review=str(tmp_path / "judgements.csv"))
    shown, address = [], "/review"
    while address:
        page = read(ask(address, offers=offers).body)
        shown += [str(field.get("value")) for field in page.findall(".//section//input[@name='quote']")]
        later = [link for link in page.findall(".//p[@class='turning']/a") if "Neste" in (link.text or "")]
        address = str(later[0].get("href")) if later else ""

    assert shown == [case.quote for case in find_uncertain(graph)]


@pytest.mark.parametrize("answer", ["accept", "reject"])
def test_an_answer_is_a_judgement(ask: Ask, tmp_path: Path, answer: str) -> None:
    """What the form says is a line of the file, and the case is gone; taken back, it is there again."""
    file = tmp_path / "judgements.csv"
    deciding = Deciding(file, BASE, "Kari Nordmann")
    form = fill_in(ask, file, 0)

    deciding.take({**form, "answer": answer, "why": "hørte det"}, DAY)

    (judgement,) = read_judgements(file, BASE).every
    assert judgement.quote == form["quote"]
    assert (judgement.who, judgement.when, judgement.why) == ("Kari Nordmann", DAY, "hørte det")
    assert judgement.verdict == {"accept": "yes", "reject": "no"}[answer]
    assert fill_in(ask, file, 0)["quote"] != form["quote"]
    deciding.take({"answer": "undo"}, DAY)
    assert fill_in(ask, file, 0) == form


def test_what_says_nothing_clear_writes_nothing(ask: Ask, tmp_path: Path) -> None:
    """A form that was tampered with, an answer twice, or nothing to take back: one line, and the file as it was."""
    file = tmp_path / "judgements.csv"
    deciding = Deciding(file, BASE, "Kari Nordmann")
    form = fill_in(ask, file, 0)
    for wrong in ({}, {"answer": "undo"}, {**form, "answer": "maybe"}, {**form, "kind": "x", "answer": "accept"}):
        with pytest.raises(CallError):
            deciding.take(wrong, DAY)
    with pytest.raises(CallError):
        deciding.take({**form, "object": "", "answer": "accept"}, DAY)
    assert not file.exists()

    deciding.take({**form, "answer": "accept"}, DAY)
    before = file.read_bytes()
    with pytest.raises(CallError):
        deciding.take({**form, "answer": "accept"}, DAY)
    assert file.read_bytes() == before
