"""Who speaks, where a turn begins and ends, and what nobody is given."""

from reading_texts import describe_turns, parse_text

HEAD = """Referat fra møte i Næringsutvalget

Tid: 4. mai 2021 kl. 09.00-11.00

Til stede:
- Kari Berg, Skien kommune
- Ola Dal, Moss kommune
- Per Moe, Vestfold og Telemark fylkeskommune
- Kari Lie, Horten kommune

"""


def parse_items(text: str) -> list[tuple[str | None, str]]:
    """The turns of a text below the head."""
    return describe_turns(parse_text(HEAD + text, "mote.md"))


def test_labels_of_every_form_begin_a_turn() -> None:
    """Name with comma, with brackets, alone, and given name alone where only one bears it."""
    turns = parse_items(
        "## 1. Runden\n\nKari Berg, Skien: Vi trenger kraft.\n\n**Ola Dal (Moss):** Enig i det.\n\n"
        "Per Moe: Takk for sist.\n\n"
        "Ola: Et spørsmål til.\n\n## 2. Eventuelt\n\nIntet.\n"
    )

    assert turns == [
        ("Kari Berg", "Vi trenger kraft."),
        ("Ola Dal", "Enig i det."),
        ("Per Moe", "Takk for sist."),
        ("Ola Dal", "Et spørsmål til."),
    ]


def test_a_label_that_fits_two_people_gives_the_turn_to_nobody() -> None:
    """ "Kari:" is told as unread; the turn is neither Kari's nor that of whoever spoke before."""
    meeting = parse_text(
        HEAD + "## 1. Runden\n\nOla: Vi må ha tog.\n\nKari: Vi må ha vei.\n\n## 2. Eventuelt\n\nIntet.\n", "mote.md"
    )

    assert describe_turns(meeting) == [("Ola Dal", "Vi må ha"), (None, "Vi må ha")]
    assert [(u.text, u.line) for u in meeting.unread] == [("Kari", 15)]


def test_a_turn_goes_on_over_a_blank_line_inside_a_sentence() -> None:
    """A converter's blank line does not end a turn."""
    meeting = parse_text(
        HEAD + "## 1. Runden\n\nOla Dal, Moss: Vi må stå sammen\n\nfor å få tog.\n\n## 2. Eventuelt\n\nIntet.\n",
        "mote.md",
    )

    assert [t.text for t in meeting.contributions] == ["Vi må stå sammen\n\nfor å få tog."]


def test_told_turns_change_speaker_inside_a_paragraph() -> None:
    """Each sentence that says that somebody else spoke begins a turn; "hun" carries the turn on."""
    turns = parse_items(
        "## 1. Kraft\n\nOla Dal orienterte om nettet. Han viste til køen. Per Moe svarte at fylket følger med.\n\n"
        "## 2. Eventuelt\n\nIntet.\n"
    )

    assert turns == [("Ola Dal", "Ola Dal orienterte"), ("Per Moe", "Per Moe svarte")]


def test_wishes_that_nobody_is_named_for_are_given_to_nobody() -> None:
    """ "Ønske om ..." is never the last speaker's."""
    turns = parse_items(
        "## 1. Program\n\nOla Dal orienterte. Se egen presentasjon.\n\nKommentarer:\n\nØnske om en felles kalender.\n\n"
        "## 2. Eventuelt\n\nIntet.\n"
    )

    assert turns == [("Ola Dal", "Ola Dal orienterte."), (None, "Ønske om en")]


def test_a_decision_ends_a_turn_and_is_kept_once() -> None:
    """What is decided is no part of what somebody said; a proposal that fell is no decision."""
    meeting = parse_text(
        HEAD + "## 1. Plan\n\nOla Dal, Moss: Vi bør vente.\n\nForslag fra Kari Berg:\nPlanen avvises.\n"
        "Forslaget falt.\n\n"
        "Vedtak:\n1. Planen godkjennes.\n\n## 2. Eventuelt\n\nIntet.\n",
        "mote.md",
    )

    assert [d.text for d in meeting.decisions] == ["Planen godkjennes."]
    assert describe_turns(meeting) == [("Ola Dal", "Vi bør vente.")]


def test_a_reply_is_to_those_who_spoke_and_are_named() -> None:
    """Naming an earlier speaker, a place that spoke, or answering a question, is a reply."""
    meeting = parse_text(
        HEAD + "## 1. Runden\n\nKari Berg, Skien: Nettet er fullt.\n\n"
        "Ola Dal, Moss: Støtter Skien. Hva gjør fylket?\n\n"
        "Per Moe: Ja, vi ser på det Ola sier.\n\n## 2. Eventuelt\n\nIntet.\n",
        "mote.md",
    )

    assert [t.replies_to for t in meeting.contributions] == [(), (1,), (2,)]


def test_a_committee_has_its_members() -> None:
    """People listed one after the other in the sentence that names the group."""
    meeting = parse_text(
        HEAD + "## 1. Plan\n\nDet ble satt ned en arbeidsgruppe for kraft. Gruppen består av Kari Berg, Ola "
        "og Per Moe.\n\n"
        "## 2. Eventuelt\n\nIntet.\n",
        "mote.md",
    )

    assert [(c.name, c.members) for c in meeting.committees] == [("arbeidsgruppe for kraft", (1, 2, 3))]


def test_figures_are_numbers_that_count_something() -> None:
    """Shares, sums, ranges and counts; no dates, times, roads or case numbers."""
    meeting = parse_text(
        HEAD + "## 1. Kraft\n\nOla Dal, Moss: 35 % mangler fagbrev, 9 av 14 planer venter, og 140 000 biler "
        "går på E18. Det koster "
        "kr 1,2 mill. fra 2024, med 10-16 år til neste, jf. sak 14/21.\n\n## 2. Eventuelt\n\nIntet.\n",
        "mote.md",
    )

    assert [(f.value, f.said_by) for f in meeting.figures] == [
        ("35 %", 2),
        ("9 av 14", 2),
        ("140 000", 2),
        ("kr 1,2 mill.", 2),
        ("10-16 år", 2),
    ]


def test_an_impossible_date_costs_no_meeting() -> None:
    """31.02.2022 becomes an entry of what could not be read."""
    meeting = parse_text(HEAD.replace("4. mai 2021", "31.02.2022") + "## 1. Plan\n\nPlanen ble godkjent.\n", "mote.md")

    assert meeting.date is None
    assert [(u.text, u.line, u.reason) for u in meeting.unread] == [("31.02.2022", 3, "no such date")]


def test_wishes_in_a_list_below_a_told_turn_are_nobodys() -> None:
    """A list that the turn does not announce is not the speaker's."""
    turns = parse_items(
        "## 1. Plan\n\nOla Dal orienterte om planen.\n\n- Behov for flere læreplasser\n- Ønske om felles kalender\n\n"
        "## 2. Eventuelt\n\nIntet.\n"
    )

    assert turns == [
        ("Ola Dal", "Ola Dal orienterte"),
        (None, "Behov for flere"),
        (None, "Ønske om felles"),
    ]


def test_a_name_broken_over_two_lines_is_found() -> None:
    """Plain text is wrapped anywhere."""
    meeting = parse_text(
        "Referat fra møte i Rådet\n\nTil stede: Kari Berg (Skien), Ola Dal (Moss)\n\nSak 1/21 Plan\n\n"
        "Kari Berg orienterte.\n\nOla Dal sluttet seg til det Kari\nBerg sa.\n\nSak 2/21 Eventuelt\n\nIntet.\n"
    )

    assert [t.replies_to for t in meeting.contributions] == [(), (1,)]


def test_a_body_that_acts_as_one_has_decided() -> None:
    """ "The group agreed" is a decision; a person who agrees, or tells that it did, is a speaker."""
    meeting = parse_text(
        "Til stede: Kari Berg (Skien), Ola Dal (Hol)\n\n## Sak 1 Kraft\n\nKari Berg slutter seg til forslaget. "
        "Styret støtter det.\n\nFaggruppen støtter forslaget fra Skien.\n\n## Sak 2 Havn\n\n"
        "Ola Dal fortalte at styret støtter planen.\n\nStyret sluttet seg til planen.\n",
        "mote.md",
    )

    assert [(d.item, d.text) for d in meeting.decisions] == [
        (1, "Faggruppen støtter forslaget fra Skien."),
        (2, "Styret sluttet seg til planen."),
    ]
    assert [turn.speaker for turn in meeting.contributions] == [1, 2]
