"""Turns whose speaker stands in unusual places, or who are several; and where nobody may be given the words."""

import pytest
from reading_texts import describe_turns, parse_text

from naeringsgraf.model.meeting import Meeting

HEAD = """Referat fra møte i Rådet

Dato: 4. februar 2020

Til stede: Ordfører Kari Berg (Drammen), rådmann Ola Dalen (Lier), Per Moe (Hole), Siri Vangen (Statnett),
Jon Lund (Hurum)

Sak 1 Kraft

"""


def parse_item(text: str) -> Meeting:
    """Parse a text as the treatment of an item."""
    return parse_text(f"{HEAD}{text}\n\nSak 2 Ymse\n")


def speakers(text: str) -> list[str | None]:
    """Who speaks, turn by turn."""
    return [who for who, _ in describe_turns(parse_item(text))]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Det ble av Lund påpekt at linja er gammel.", "Jon Lund"),
        ("Det vart av rådmann Dalen vist til at jorda er god.", "Ola Dalen"),
        ("Det kom innspill fra Per Moe om at kommunen trenger hjelp.", "Per Moe"),
        ("Svaret frå Vangen var at det tek ti år.", "Siri Vangen"),
        ("Spørsmål fra Lund om hva linja koster.", "Jon Lund"),
        ("Ifølge Moe er nettet fullt.", "Per Moe"),
        ("Nettet er fullt i heile dalen, sa Per Moe, og då hjelper ingenting.", "Per Moe"),
        ("«Vi har ikke tid til å vente», sa Lund.", "Jon Lund"),
        ("Deretter Lund om ferja.", "Jon Lund"),
        ("Fra Hurum (Jon Lund) kom spørsmål om ferja.", "Jon Lund"),
        ("Frå Hurum vart det etterlyst ein plan.", "Jon Lund"),
        ("Hurum ble representert av Jon Lund. Han sa at ferja må gå.", "Jon Lund"),
        ("Drammens ordfører protesterte.", "Kari Berg"),
        ("Lier sin rådmann sa seg usamd.", "Ola Dalen"),
        ("Hurum v/Lund tok til orde for en felles plan.", "Jon Lund"),
        ("Hurum ved Jon Lund fortalte om ferja.", "Jon Lund"),
        ("Lier ved rådmannen bad om at saka vert utsett.", "Ola Dalen"),
        ("Hurum (Jon) er bekymret for ferja.", "Jon Lund"),
        ("Moe frå Hole ville gjerne vera med.", "Per Moe"),
        ("Repr. Moe (Hole) var enig i dette.", "Per Moe"),
    ],
)
def test_a_speaker_is_found_behind_a_noun_a_passive_or_the_words(sentence: str, name: str) -> None:
    """Bokmål and nynorsk."""
    assert speakers(sentence) == [name]


@pytest.mark.parametrize(
    "verb",
    [
        "hevda at det hastar", "undra seg på kvifor det tek tid", "lurte på om det haster", "stilte seg bak planen",
        "tok forbehold", "sette spørjeteikn ved prisen", "skjøt inn at det haster", "føyde til at det haster",
        "gjorde det klart at prisen er for høy", "er ikkje overtydd om planen", "grunngav framlegget",
        "vil ha inn at linja legges om", "innrømmet at det haster", "etterlyser ein plan", "presiserte fristen",
    ],
)  # fmt: skip
def test_the_verbs_of_reporting_tell_of_a_turn(verb: str) -> None:
    """Present and past."""
    assert speakers(f"Lund {verb}.") == ["Jon Lund"]


@pytest.mark.parametrize(
    "subject", ["Både Berg (Drammen) og Dalen (Lier)", "Kari Berg og Ola Dalen", "Berg og Dalen", "Drammen og Lier"]
)
def test_two_who_say_the_same_have_a_turn_each(subject: str) -> None:
    """With the same words, and none answers the other; a number in them is one figure."""
    meeting = parse_item(f"{subject} mente at 40 prosent er nok.")

    assert [who for who, _ in describe_turns(meeting)] == ["Kari Berg", "Ola Dalen"]
    first, second = meeting.contributions
    assert (first.begins, first.ends) == (second.begins, second.ends)
    assert first.replies_to == second.replies_to == ()
    assert [figure.value for figure in meeting.figures] == ["40 prosent"]


def test_what_one_of_two_adds_is_theirs_alone() -> None:
    """The one's own municipality is not the other's."""
    meeting = parse_item("Både Berg (Drammen) og Dalen (Lier) ville ha vei. Dalen på sin side tok opp jordvernet.")

    assert [who for who, _ in describe_turns(meeting)] == ["Kari Berg", "Ola Dalen", "Ola Dalen"]
    assert meeting.contributions[0].text.endswith("ville ha vei.")


def test_of_several_the_words_are_nobodys_where_one_is_unknown() -> None:
    """Who Hansen is cannot be told, so neither can who spoke."""
    assert speakers("Berg og Hansen mente at planen er god.") == [None]


def test_two_names_in_brackets_behind_an_entry_are_two_who_said_it() -> None:
    """ "(Kari, Jon)" is no place "Jon" that Kari speaks for."""
    meeting = parse_item("Innspill:\n\n- ta ut setningen om hytter (Kari, Jon)\n- linja må bygges (Per)")

    assert [who for who, _ in describe_turns(meeting)] == ["Kari Berg", "Jon Lund", "Per Moe"]
    assert [turn.on_behalf_printed for turn in meeting.contributions] == [None, None, None]


@pytest.mark.parametrize(
    "label",
    [
        "Hurum — (Jon) ", "Hurum — Jon: ", "Hurum (Jon Lund) ", "Hurum: Jon Lund: ",
        "Innspill per e-post fra Jon Lund: ", "Lunds svar: ", "Lund sitt innspel: ", "↳ Jon: ",
        "Lund, replikk til Moe: ", "JL: ", "Hurum ved Lund: ", "Hurum/Jon: ",
    ],
)  # fmt: skip
def test_labels_that_join_place_and_name_or_tell_how_it_was_said(label: str) -> None:
    """The turn begins behind the whole label."""
    assert describe_turns(parse_item(f"{label}Vi mangler ei ferje.")) == [("Jon Lund", "Vi mangler ei")]


def test_what_is_put_to_somebody_was_not_said_by_them() -> None:
    """ "Spørsmål til Kari:" does not tell who asks."""
    assert speakers("Spørsmål til Berg: Når kommer linja til oss?") == [None]


def test_question_and_answer_in_one_paragraph_are_two_turns() -> None:
    """The labels name nobody, or what stands behind them does."""
    meeting = parse_item("Spm: Lund lurte på når linja kommer. Svar: Vangen sa at den kommer i 2030.")

    assert [who for who, _ in describe_turns(meeting)] == ["Jon Lund", "Siri Vangen"]
    assert meeting.contributions[1].rule == "answer"


def test_an_answer_goes_to_the_question_before() -> None:
    """ "Svar:" before a told turn."""
    meeting = parse_item("- Spm: Lund lurte på når linja kommer.\n- Svar: Vangen sa at den kommer i 2030.")

    asked, answered = meeting.contributions
    assert [who for who, _ in describe_turns(meeting)] == ["Jon Lund", "Siri Vangen"]
    assert answered.replies_to == (asked.speaker,)


def test_a_label_within_a_told_paragraph_begins_the_next_turn() -> None:
    """ "... Vangen: Har allerede kontakt."."""
    assert describe_turns(parse_item("Lund foreslo et møte. Vangen: Har allerede kontakt.")) == [
        ("Jon Lund", "Lund foreslo et"),
        ("Siri Vangen", "Har allerede kontakt."),
    ]


@pytest.mark.parametrize(
    "other",
    [
        "Ordfører Hansen meinte at planen er dårleg.", "Fra Svelvik, som ikke møtte, var det kommet brev om ferja.",
        "Fra golvet ble det spurt om prisen.", "Moss kommune ved Ida Rud mente noe annet.",
    ],
)  # fmt: skip
def test_what_somebody_unlisted_said_is_not_of_the_one_before(other: str) -> None:
    """In doubt the words are nobody's, or of the one named alone."""
    meeting = parse_item(f"Lund orienterte om ferja. {other}")

    assert meeting.contributions[0].text == "Lund orienterte om ferja."
    assert len(meeting.contributions) == 2


def test_a_younger_of_the_same_surname_is_not_the_one_listed() -> None:
    """ "Lund d.y." may be anybody."""
    assert speakers("Spørsmål frå Lund d.y. om kva nettstaden kosta.") == [None]


def test_a_quotation_is_of_the_one_named_behind_it() -> None:
    """After a dash."""
    assert speakers("«Vi kan ikke vente lenger.» – Jon Lund") == ["Jon Lund"]


def test_somebody_unlisted_is_told_by_what_stands_beside_the_name() -> None:
    """An apposition, the office before the name, or the place that they spoke for."""
    meeting = parse_item(
        "Ragna Skjeldås, gjestgiver i Odda, mente at det haster.\n\n"
        "Ordføreren i Eidfjord, Aslak Viveli, var enig.\n\nMoss ved Ida Rud kom med tall."
    )

    assert [who for who, _ in describe_turns(meeting)] == ["Ragna Skjeldås", "Aslak Viveli", "Ida Rud"]


def test_a_surname_known_from_the_text_alone_ends_a_turn() -> None:
    """Rita Strand is in no list, but the text tells that Strand is a person."""
    meeting = parse_item(
        "Til å skrive under ble valgt Rita Strandbakk.\n\nLund ville ha ferje. Strandbakk hadde lite sans for det."
    )

    assert [text for _, text in describe_turns(meeting)] == ["Lund ville ha", "Strandbakk hadde lite"]
    assert [turn.speaker is None for turn in meeting.contributions] == [False, True]


def test_each_entry_of_a_list_has_its_own_speaker() -> None:
    """An entry in small letters does not go on with the one above."""
    meeting = parse_item("Innspill:\n\n* Lund og Moe vil ha inn ferja\n* mer om pukk, dette har alle glemt")

    assert [turn.text for turn in meeting.contributions if turn.speaker] == ["Lund og Moe vil ha inn ferja"] * 2


def test_somebody_chosen_for_an_office_says_nothing() -> None:
    """ "Leder: Kari Berg (gjenvalgt)" is a result."""
    assert speakers("Leder: Kari Berg (gjenvalgt, 1 år)") == []


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Ordføreren i Drammen så helt annerledes på saken.", "Kari Berg"),
        ("Rådmannen i Lier var lite imponert.", "Ola Dalen"), ("Liers rådmann reagerte på tallene.", "Ola Dalen"),
        ("Ordføreren i Lier tvilte på tallene.", None), ("Moe for Hole ville ikke ta stilling.", "Per Moe"),
        ("Lund i Hurum kunne ikke love noe.", "Jon Lund"), ("Havnerådet (Jon Lund) er redd for isen.", "Jon Lund"),
        ("Handelsforeningen ved Per Moe vil vite mer.", "Per Moe"),
    ],
)  # fmt: skip
def test_an_office_of_a_place_speaks_with_any_verb_in_the_past(sentence: str, name: str | None) -> None:
    """The holder where the list tells who that is, or else the place alone."""
    assert speakers(sentence) == [name]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ordføreren i Drammen ble valgt til leder.", "Ordføreren i Drammen sender brevet.",
        "Handelen i Drammen gikk ned i fjor.", "Utviklingen i Hurum var lite heldig.",
    ],
)  # fmt: skip
def test_what_happens_to_an_office_or_in_a_place_is_no_speech(sentence: str) -> None:
    """Chosen, sent, fell."""
    assert [name for name in speakers(sentence) if name] == []


def test_the_holder_of_an_office_elsewhere_ends_the_turn_before() -> None:
    """Nobody is listed for Moss."""
    assert speakers("Lund orienterte om ferja. Ordføreren i Moss var lite imponert.") == ["Jon Lund", None]


@pytest.mark.parametrize(
    "side", ["Arbeidsgiversiden", "Det offentlege", "Næringslivet", "Opposisjonen", "Administrasjonen"]
)
def test_the_side_somebody_is_on_stands_before_the_turn(side: str) -> None:
    """The turn begins with the sentence; a caption of another kind is part of it."""
    assert describe_turns(parse_item(f"{side}: Lund mente at det haster.")) == [("Jon Lund", "Lund mente at")]
    assert describe_turns(parse_item("Brua: Lund mente at det haster.")) == [("Jon Lund", "Brua: Lund mente")]


@pytest.mark.parametrize(
    "sentence", ["Møtelederen oppsummerte.", "Styreleder mente at det haster.", "Ordstyrer la til at det haster."]
)
def test_who_leads_the_meeting_is_told_beside_the_name_or_in_the_head(sentence: str) -> None:
    """ "Møteleder: Per Moe" and "styreleder" as the second office in the list."""
    head = (
        "Referat fra møte i Rådet\n\nDato: 4. februar 2020\n\nOrdstyrer: Per Moe\nMøteleder: Per Moe\n\n"
        "Til stede:\n- Kari Berg (Drammen), ordfører\n- Per Moe (Hole), rådmann, styreleder\n\nSak 1 Kraft\n\n"
    )
    meeting = parse_text(f"{head}{sentence}\n\nBerg var enig.\n\nSak 2 Ymse\n")

    assert [who for who, _ in describe_turns(meeting)] == ["Per Moe", "Kari Berg"]


@pytest.mark.parametrize(
    "answer",
    [
        "Moe støttet ham i dette.", "Moe hadde samme erfaring fra sin kommune.", "Moe kunne bekrefte dette.",
        "Moe hadde forståing for det.", "Moe var ikke fornøyd med svaret.", "Moe kunne ikke svare på dette.",
        "Moe sa seg enig.", "Moe svarte rådmannen i Lier at det haster.", "Til Lier sa Moe at det haster.",
        "Moe var samd i problemet, men ikke i løsningen.", "Moe noterte seg innspillet.",
    ],
)  # fmt: skip
def test_an_answer_is_told_by_a_pronoun_an_experience_or_the_answer(answer: str) -> None:
    """Whoever spoke before is answered, though no name is said again."""
    first, second = parse_item(f"Rådmann Dalen viste til køen på brua.\n\n{answer}").contributions

    assert second.replies_to == (first.speaker,)


@pytest.mark.parametrize(
    "sentence",
    ["Moe viste til egne tall for kraft.", "Moe hadde god erfaring med lærlinger.", "Moe kom med et nytt tema."],
)
def test_who_only_speaks_next_answers_nobody(sentence: str) -> None:
    """A turn after a turn."""
    assert parse_item(f"Rådmann Dalen viste til køen.\n\n{sentence}").contributions[1].replies_to == ()


@pytest.mark.parametrize(
    "verb",
    [
        "ble skuffet over tallene", "reagerte på prisen", "noterte seg tallene", "drog opp tre vegval",
        "har eit anna syn", "talte for ei ny ferje", "kan ta det med til rådet", "vedgikk at det haster",
        "tar dette med til sin etat",
    ],
)  # fmt: skip
def test_more_verbs_of_reporting(verb: str) -> None:
    """How it was taken, and what is offered."""
    assert speakers(f"Lund {verb}.") == ["Jon Lund"]


@pytest.mark.parametrize(
    "passage",
    [
        "Det kom fram ulike syn på plasseringen av kaia.", "Ved gjennomgangen ble det pekt på at nettet er fullt.",
        "Mykje att og fram om plassering av hallen.", "Et spørsmål fra salen gjaldt tallet på lærere.",
    ],
)  # fmt: skip
def test_what_the_meeting_said_as_a_whole_is_nobodys(passage: str) -> None:
    """It ends the turn before."""
    assert speakers(f"Lund viste til køen.\n\n{passage}") == ["Jon Lund", None]


def test_who_moves_a_proposal_speaks_though_the_vote_is_told_in_the_same_passage() -> None:
    """The result is the decision, and what stands before it is the turn."""
    meeting = parse_item("Behandling:\n\nLund foreslo et nytt punkt om ferja. Forslaget ble enstemmig vedtatt.")

    assert [
        (who, turn.text) for (who, _), turn in zip(describe_turns(meeting), meeting.contributions, strict=True)
    ] == [("Jon Lund", "Lund foreslo et nytt punkt om ferja.")]
    assert [decision.text for decision in meeting.decisions] == ["Forslaget ble enstemmig vedtatt."]


def test_somebody_unlisted_is_told_behind_the_words_by_office_or_denies_what_was_said() -> None:
    """ "..., sa daglig leder Ida Strøm"; "Det ville ikke Ida Strøm være med på."."""
    assert speakers("Vi trenger flere lærlinger, sa daglig leder Ida Strøm.") == ["Ida Strøm"]
    assert speakers("Lund ville vente.\n\nDet ville ikke Ida Strøm være med på.") == ["Jon Lund", "Ida Strøm"]
    assert speakers("Det ville ikke kommunen være med på.") == []


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Det ble fra Drammens side pekt på køen.", "Kari Berg"),
        ("Fra Liers side ble det vist til køen.", "Ola Dalen"),
        ("Frå Lier sin side vart det vist til køen.", "Ola Dalen"),
        ("Hurums representant mente at det haster.", "Jon Lund"),
    ],
)  # fmt: skip
def test_the_side_of_a_place_is_who_came_for_it(sentence: str, name: str) -> None:
    """With a genitive, in bokmål and nynorsk."""
    assert speakers(sentence) == [name]


@pytest.mark.parametrize("sentence", ["Fra vår side er det greit.", "Statnetts representant hadde meldt forfall."])
def test_the_side_of_nobody_is_no_speaker(sentence: str) -> None:
    """Nor one who did not come."""
    assert [name for name in speakers(sentence) if name] == []
