"""What went wrong, and why something was concluded, is told in the language of the page."""

import inspect
import re

import pytest

from naeringsgraf import api
from naeringsgraf.linking.identity import clusters, names, scoring
from naeringsgraf.parsing import uncovered
from naeringsgraf.reading.decoding import describe_doubt
from naeringsgraf.web.pages.asked import Asked, Offers
from naeringsgraf.web.pages.trouble import write_trouble
from naeringsgraf.web.pages.view import View
from reading_pages import Ask, read

pytest_plugins = ("asking_pages",)

LANGUAGES = ("nb", "nn", "en")
CONSTANTS = [
    value
    for name, value in vars(uncovered).items()
    if name.isupper() and isinstance(value, str) and " " in value and not name.startswith("_")
]
SCORED = [told for _, told in scoring._AFFILIATIONS.values() if told]
HIDDEN = list(names._WITHOUT_NAMES.values())
JUDGED = [*clusters._SAME.reasons, *clusters._DIFFERENT.reasons]
DOUBTS = [
    describe_doubt("SÃ¥ ble det sÃ¥, og det mÃ¥ vi få gjort", "utf-8"),
    describe_doubt("a", "mac-roman"),
    describe_doubt("\ufffd", "utf-8"),
]


def list_reasons() -> list[str]:
    """Give what the code can say, with names where it has names."""
    source = inspect.getsource(scoring)
    appended = re.findall(r'parts\.append\(\(\w+, f?"([^"]+)"\)\)', source)
    paired = [f"{told}{'Ola' if told.endswith('has ') else 'Ola / Kari'}" for told in names._WITHOUT_NAMES]
    found = [*CONSTANTS, *SCORED, *HIDDEN, *JUDGED, *paired, *(each.replace("{gap}", "12") for each in appended)]
    return [*found, *(doubt for doubt in DOUBTS if doubt)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_has_words(graph: api.Graph, language: str) -> None:
    """Those that the code can give, and those that the sample graph holds; names stay as they are."""
    view = View(graph, Asked("/", (("lang", language),)))
    query = "SELECT DISTINCT ?reason WHERE { ?x <https://w3id.org/naeringsgraf/ns#reason> ?reason }"
    held = [str(reason) for (reason,) in graph.query(query)]
    reasons = [*list_reasons(), *held]

    assert len(reasons) > 35
    assert [reason for reason in reasons if view.tell_reason(reason)[1] != language] == []
    assert view.tell_reason("only one has Vik") == (
        {"nb": "bare den ene har Vik", "nn": "berre den eine har Vik", "en": "only one has Vik"}[language],
        language,
    )
    assert view.tell_reason("a reason of a later version") == ("a reason of a later version", "en")


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/?theme=jernban", "Det er ikkje noko tema som heiter «jernban». Meinte du"),
        ("/?municipality=Dramen", "Meinte du «Drammen»"),
        ("/?body=ingen+slik", "Det er ikkje noko møteorgan som heiter «ingen slik»."),
        ("/network?around=Atlantis", "Ingenting i dette nettverket heiter «Atlantis»."),
        ("/requests?since=yesterday", "Frå: «yesterday» er ingen dag."),
        ("/?since=2022-13", "finst ikkje i kalenderen"),
        ("/?since=2022&until=2021", "Perioden sluttar (2021-12-31) før han tek til (2022-01-01)"),
        ("/?basis=guessed", "Grunnlag kan ikkje vere «guessed»"),
        ("/?sort=size", "kan ikkje vere «size»"),
        ("/?rows=many", "må vere eit heilt tal, ikkje «many»"),
        ("/?cell=x", "rad~kolonne"),
        ("/?format=cake", "kan ikkje vere «cake»"),
    ],
)
def test_a_problem_is_told_in_the_language_of_the_page(ask: Ask, address: str, told: str) -> None:
    """With the next step, and not in English."""
    reply = ask(f"{address}&lang=nn")
    page = read(reply.body)

    assert reply.status == 400
    assert told in "".join(page.itertext())
    assert [each.get("lang") for each in page.iter("p") if each.get("lang")] == []
    assert page.find(".//main//a") is not None


def test_a_value_in_a_problem_is_no_place_for_another(ask: Ask) -> None:
    """Braces in what was asked for stay braces, and markup stays text."""
    text = "".join(read(ask("/?theme={near}<b>{asked}").body).itertext())

    assert "«{near}<b>{asked}»" in text


@pytest.mark.parametrize("reason", ["busy", "time", "lost", "size", "store", "host", "mistake"])
def test_a_page_without_a_graph_says_why(reason: str) -> None:
    """In the language asked for, with the details in English as such."""
    page = read(write_trouble(reason, "stopped after 1 s", "nn", ""))
    told = page.findall(".//div[@id='trouble']/p")

    assert page.get("lang") == "nn"
    assert [each.get("lang") for each in told] == [None, "en"]
    assert told[1].text == "stopped after 1 s"


def test_doubts_in_the_review_have_no_english(ask: Ask) -> None:
    """How sure a link is and why are told in the language too."""
    page = read(ask("/review?lang=nb", offers=Offers(review="no-such-judgements.csv")).body)

    assert [each.text for each in page.iter() if each.get("lang") == "en" and each.get("hreflang") is None] == []
