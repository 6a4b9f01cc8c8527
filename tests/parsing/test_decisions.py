"""What was decided, in the ways minutes tell it, and what was not."""

import pytest
from reading_texts import describe_turns, parse_text

HEAD = """Referat fra møte i Rådet

Dato: 4. februar 2020

Til stede: Kari Berg (Sp), Ola Dalen (Ap), Per Moe (H)

Sak 1/20 Fond

"""


def list_decisions(text: str) -> list[str]:
    """The decisions of a text as the treatment of an item."""
    return [d.text for d in parse_text(f"{HEAD}{text}\n\nSak 2/20 Ymse\n\nIntet.\n").decisions]


@pytest.mark.parametrize(
    "label",
    [
        "Vedtak:", "VEDTAK", "Enstemmig vedtak:", "Samrøystes vedtak:", "Vedtak (7 mot 4):", "Regionrådets vedtak:",
        "Vedtak i Næringsutvalget - 04.02.2020:", "Konklusjon:", "Beslutning:",
    ],
)  # fmt: skip
def test_every_label_of_a_decision_is_known(label: str) -> None:
    """With votes, with the body, with the day."""
    assert list_decisions(f"{label}\n1. Fondet støttes.\n2. Rammen er 2 mill. kroner.") == [
        "Fondet støttes.\n2. Rammen er 2 mill. kroner."
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Regionrådet vedtok samrøystes å løyva 50 000 kroner til messa.",
        "Styret tok regnskapet til etterretning.",
        "Styret besluttet å ansette ny daglig leder.",
        "Utvalget ble enige om å delta på messen.",
        "Budsjettet ble deretter enstemmig vedtatt.",
        "Planen vart samrøystes godkjend.",
    ],
)
def test_a_sentence_that_decides_is_found_behind_others(sentence: str) -> None:
    """Also where the paragraph begins with who presented the case."""
    assert list_decisions(f"Daglig leder la fram saken. {sentence}") == [sentence]


def test_a_proposal_that_fell_is_no_decision_and_has_its_proposer() -> None:
    """What is proposed is told as the turn of who proposed it."""
    text = (
        "Behandling:\nOla Dalen (Ap) fremmet følgende alternative forslag:\nDet settes av 3 mill. kroner.\n\n"
        "Votering:\nDalens forslag falt med 4 mot 7 stemmer.\n\nVedtak:\nDet settes av 2 mill. kroner."
    )
    meeting = parse_text(f"{HEAD}{text}\n\nSak 2/20 Ymse\n\nIntet.\n")

    assert [d.text for d in meeting.decisions] == ["Det settes av 2 mill. kroner."]
    assert describe_turns(meeting) == [("Ola Dalen", "Ola Dalen (Ap)")]


def test_the_result_of_a_vote_among_the_proposals_is_the_decision() -> None:
    """Where no label "Vedtak" follows."""
    text = (
        "Forslag fra Per Moe: Budsjettet økes.\nForslaget ble forkastet mot en stemme.\n"
        "Budsjettet ble enstemmig vedtatt."
    )

    assert list_decisions(text) == ["Budsjettet ble enstemmig vedtatt."]


def test_a_list_that_a_decision_announces_is_part_of_it() -> None:
    """ "Vi vart einige om dette:"."""
    assert list_decisions("Vi vart einige om dette:\n1. Felles søknad.\n2. Nytt møte i mai.") == [
        "Vi vart einige om dette:\n1. Felles søknad.\n2. Nytt møte i mai."
    ]


def test_an_empty_decision_is_none() -> None:
    """ "Vedtak: Ingen."."""
    assert list_decisions("Vedtak: Ingen.") == []


def test_what_a_meeting_agreed_on_is_told_by_its_label() -> None:
    """In a list below, or beside the label; how it was voted for is no part of it."""
    for text, begins in (
        ("Det var enighet om følgende:\n- Det opprettes et forum.\n- Møtene fortsetter.\n", "Det opprettes et forum."),
        ("Rådet samla seg om dette:\nRådet rår til at planen vert endra.\n", "Rådet rår til at planen vert endra."),
        ("Rådets syn: Rådet støtter innføring av avgift.\n", "Rådet støtter innføring av avgift."),
        ("Vedtak 2/24 Utvalget går inn for en søknad.\n", "Utvalget går inn for en søknad."),
        ("Vedtak: Enstemmig:\n\n1. AU ber om en plan.\n2. Saken legges fram i mars.\n", "AU ber om en plan."),
        ("Teke til vitande.\n", "Teke til vitande."),
    ):
        meeting = parse_text(f"Til stede: Kari Berg\n\nSak 1/24 Start\n\nGodkjent.\n\nSak 2/24 Plan\n\n{text}")
        assert [d.text.startswith(begins) for d in meeting.decisions if d.item == 2] == [True], text


def test_a_sentence_about_a_decision_decides_nothing() -> None:
    """Of another body, or of an earlier meeting, told by somebody."""
    meeting = parse_text(
        "Til stede: Kari Berg\n\nSak 1/24 Start\n\nGodkjent.\n\nSak 2/24 Plan\n\n"
        "Kari Berg orienterte om vedtaket i Stortinget.\n\nVedtak 4/23 ble fulgt opp av kommunene.\n"
    )

    assert [d for d in meeting.decisions if d.item == 2] == []


@pytest.mark.parametrize(
    "text",
    ["Godkjent. Per Moe ba om frist i neste referat.", "Referatet ble godkjent. Moe mente at fristen er for kort."],
)
def test_what_somebody_says_behind_a_decision_is_theirs(text: str) -> None:
    """The decision ends before the sentence that tells of them."""
    meeting = parse_text(f"{HEAD}{text}\n\nSak 2/20 Ymse\n\nIntet.\n")

    assert [name for name, _ in describe_turns(meeting)] == ["Per Moe"]
    assert [decision.text.endswith("odkjent.") for decision in meeting.decisions] == [True]


def test_what_a_decision_lays_on_somebody_is_part_of_it() -> None:
    """A sentence that does not tell that they spoke."""
    assert list_decisions("Saken ble utsatt. Per Moe skal hente inn en vurdering.") == [
        "Saken ble utsatt. Per Moe skal hente inn en vurdering."
    ]
