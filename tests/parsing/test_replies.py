"""Who answers whom: by name, by place, by what is said of the words before; and where nobody is answered."""

import pytest
from reading_texts import parse_text

HEAD = """Referat fra møte i Rådet

Dato: 4. februar 2020

Til stede: Ordfører Kari Berg (Drammen), rådmann Ola Dalen (Lier), ordfører Per Moe (Nesodden), Siri Vangen (Statnett),
Jon Halsnøy (Hole)

Sak 1 Kraft

"""


def answered(text: str) -> list[tuple[int, ...]]:
    """Whom each turn answers, by their numbers in the list."""
    return [turn.replies_to for turn in parse_text(f"{HEAD}{text}\n\nSak 2 Ymse\n").contributions]


@pytest.mark.parametrize(
    "second",
    [
        "Dalen takket for svaret.", "Dalen takka, men det tar for lang tid.", "Dalen var ikke helt enig.",
        "Dalen var usamd, og viste til planen.", "Dalen mente tvert imot at det haster.",
        "Dalen replikkerte at det haster.",
        "Dalen hadde sympati for synspunktet, men ville vente.", "Dalen var skeptisk til forslaget.",
        "Dalen kjente seg igjen.", "Dalen uttrykte samme uro.", "Dalen sa at det samme gjelder Lierstranda.",
        "Dalen lovet å ta dette med tilbake.", "Dalen lova å følgje opp saka.", "Dalen syntes svaret var for tynt.",
        "Dalen mente slike krav bare gir papir.", "Dalen mente ja, forutsatt at staten betaler.",
        "Dalen trodde ikke det.",
        "Ola Dalen: Det skal vi gjøre.", "Ola Dalen: Forstår utålmodigheten, men det tar tid.",
        "Dalen syntes Drammen skulle være litt rausere.", "Dalen tok med seg spørsmålet fra Drammen.",
        "Dalen mente at ordføreren i Drammen har et poeng.",
    ],
)  # fmt: skip
def test_what_is_said_of_the_words_before_answers_them(second: str) -> None:
    """Thanks, agreement, doubt, a promise; of several places, the one that is named."""
    assert answered(f"Berg ba om en plan for nettet.\n\n{second}") == [(), (1,)]


@pytest.mark.parametrize(
    "second",
    [
        "Dalen lovet gjestene kaffe og vafler.", "Dalen mente det er for få tog.", "Dalen var enig med seg selv.",
        "Dalen viste samme kart som i fjor.", "Dalen takket av som rådmann.", "Ola Dalen: Det skal bygges i år.",
    ],
)  # fmt: skip
def test_other_words_answer_nobody(second: str) -> None:
    """The same verbs about something else."""
    assert answered(f"Berg ba om en plan for nettet.\n\n{second}") == [(), ()]


@pytest.mark.parametrize(
    "asks", ["spurte om hva det koster", "lurte på når toget kommer", "ville vite om det er plass"]
)
def test_a_question_that_is_told_is_answered_in_the_same_paragraph(asks: str) -> None:
    """In the next it need not be, nor by another question."""
    assert answered(f"Berg {asks}. Vangen anslo to år.") == [(), (1,)]
    assert answered(f"Berg {asks}.\n\nVangen anslo to år.") == [(), ()]
    assert answered(f"Berg {asks}. Moe spurte om fristen.") == [(), ()]


def test_an_office_on_an_island_is_answered_and_both_are() -> None:
    """ "ordføreren på Nesodden", "uenig med de to"."""
    text = "Moe ba om båt.\n\nBerg ba om tog.\n\nTil ordføreren på Nesodden sa Vangen at det er dyrt.\n\n"

    assert answered(f"{text}Dalen var uenig med de to.")[2:] == [(3,), (1, 4)]


def test_a_place_that_somebody_is_called_after_is_not_answered() -> None:
    """ "på Halsnøy" is where, and no Halsnøy; who supports him names him."""
    asked = "Halsnøy viste tall.\n\nKari Berg: Er fiberen komen til folk på Halsnøy?\n\nOla Dalen: Halsnøy er ferdig."

    assert answered(asked) == [(), (), (1,)]
    assert answered(f"{asked}\n\nPer Moe: Støttar Halsnøy i dette.")[3] == (5,)


@pytest.mark.parametrize(
    "second",
    [
        "Dalen tykte dette var eit dårleg råd.", "Dalen syntes det forslaget var godt.", "Dalen reagerte på dette.",
        "Dalen\nlikte det forslaget.", "Det same meinte Dalen.", "Dette slutta Dalen seg til.",
        "Dalen var enig i målet, men ville vente.", "Dalen var ikkje\nsamd: Lier kjøper tenester.",
        "Dalen var på linje med Drammen.", "Repr. Dalen (H) var enig i det, men ville vente.",
        "Dalen hadde ikkje noko imot det.",
    ],
)  # fmt: skip
def test_an_answer_may_judge_what_was_said_and_be_broken_over_lines(second: str) -> None:
    """A proposal, an advice, a goal; the words may stand on two lines."""
    assert answered(f"Berg ba om en plan for nettet.\n\n{second}") == [(), (1,)]


@pytest.mark.parametrize(
    "second",
    ["Dalen meinte at dette er opplæring.", "Dalen var uenig i at staten skal betale.", "Dalen likte det nye toget."],
)
def test_an_opinion_on_something_else_answers_nobody(second: str) -> None:
    """Though it has the same words."""
    assert answered(f"Berg ba om en plan for nettet.\n\n{second}") == [(), ()]


def test_those_who_say_the_same_words_answer_the_same_one() -> None:
    """ "Dalen og Moe var enige." is an answer of both."""
    assert answered("Berg ba om en plan for nettet.\n\nDalen og Moe var enige.") == [(), (1,), (1,)]
