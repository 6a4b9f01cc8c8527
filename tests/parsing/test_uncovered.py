"""What looks like content is read or told as unread, with why."""

from hypothesis import given
from hypothesis import strategies as st
from reading_texts import parse_text, read_text

from naeringsgraf.model.meeting import Meeting
from naeringsgraf.parsing import uncovered as why

HEAD = "Referat fra møte i Rådet for Nordfjella\n\nDato: 4. mai 2021\n\n"
LIST = "Til stede:\n- Kari Berg, Skien\n- Ola Vik, Bamble\n\n"
ITEM = "Sak 1/21 Plan\n\nKari Berg orienterte om planen for neste år.\n\n"
END = "Sak 2/21 Eventuelt\n\nIngen saker.\n"


def tell(text: str, name: str = "mote.txt") -> list[tuple[str, int, str]]:
    """Every unread line with its number and why."""
    return [(unread.text, unread.line, unread.reason) for unread in parse_text(text, name).unread]


def tell_below_item(text: str) -> list[tuple[str, str]]:
    """The unread lines of minutes in which this stands below the first item."""
    return [(text, reason) for text, _, reason in tell(f"{HEAD}{LIST}{ITEM}{text}\n\n{END}")]


def test_minutes_that_are_read_whole_tell_nothing() -> None:
    """Titles, labels, facts of the head, greetings, prose that is nobody's, and a signature are no unread lines."""
    text = (
        f"Hei alle sammen, og takk for sist!\n\n{HEAD}"
        f"Sted: Skien rådhus\nReferent: Kari Berg\nSaksbehandler: Jon Moe\n\n{LIST}"
        f"Møtet ble holdt på Skien rådhus fra kl. 9 til kl. 11.\n\n{ITEM}"
        "Det var en lang samtale om veien og brua over elva.\n\nVedtak:\nPlanen vedtas.\n\nInnstilling:\n"
        f"Rådet slutter seg til planen for neste år.\n\n{END}\nSide 2 av 2\n\nKari Berg\nreferent\n"
    )

    assert tell(text) == []


def test_a_row_of_people_above_the_items_is_told() -> None:
    """A list under words that are no label of attendance, and a name that no list holds."""
    text = f"{HEAD}{LIST}Fra administrasjonens side\nPlansjef Jon Moe, Drammen\n\n{ITEM}{END}"

    assert tell(text) == [("Plansjef Jon Moe, Drammen", 10, why.PEOPLE)]


def test_a_row_of_a_table_of_people_is_told_though_a_surname_is_missing() -> None:
    """In a table in which people stand, a given name alone is one of them."""
    table = "| Hus | Navn |\n|---|---|\n| Nord | Jon Moe |\n| Sør | Thea (7B) |\n| Vest | |\n\n"

    assert tell(f"{HEAD}{LIST}Gjennomgang av hus\n\n{table}## Sak 1/21 Plan\n\nPlanen ble godkjent.\n", "mote.md") == [
        ("Nord\tJon Moe", 13, why.PEOPLE),
        ("Sør\tThea (7B)", 14, why.PEOPLE),
    ]


def test_a_programme_above_the_items_is_told_where_it_is_no_item() -> None:
    """A title that is an item's already is read; lunch is none."""
    text = f"{HEAD}{LIST}PROGRAM\n09.15  Plan\n10.00  Omvisning hos bedriftene\n12.00  Lunsj\n\n{ITEM}{END}"

    assert tell(text) == [("10.00  Omvisning hos bedriftene", 11, why.PROGRAMME)]


def test_sentences_above_the_items_are_told_once() -> None:
    """They stand under no item; a passage over two lines is one."""
    text = f"{HEAD}{LIST}Før møtet var alle på besøk i smelteverket\nog hørte om planene der.\n\n{ITEM}{END}"

    assert tell(text) == [
        ("Før møtet var alle på besøk i smelteverket\nog hørte om planene der.", 9, why.BEFORE),
    ]


def test_what_stands_under_a_heading_that_is_no_item_is_told() -> None:
    """A heading as high as those of the items ends the last of them."""
    text = (
        f"{HEAD}{LIST}## Sak 1/21 Plan\n\nPlanen ble godkjent.\n\n## Sak 2/21 Eventuelt\n\nIngen saker.\n\n"
        "## Siden sist\n\nFerja går nå hver time hele døgnet.\n\nOk.\n"
    )

    assert tell(text, "mote.md") == [("Ferja går nå hver time hele døgnet.", 19, why.OUTSIDE)]


def test_a_numbered_heading_within_an_item_is_told() -> None:
    """The list of items has no such number, so that it is none of them, but it may be a part of one."""
    text = (
        f"{HEAD}{LIST}## Saksliste\n\n1. Plan\n2. Eventuelt\n\n## Referat\n\n### 1. Plan\n\nPlanen ble godkjent.\n\n"
        "#### 1.1 Veien over fjellet\n\nOk.\n\n### 2. Eventuelt\n\nOk.\n"
    )

    assert tell(text, "mote.md") == [("1.1 Veien over fjellet", 20, why.SUBITEM)]


def test_the_number_that_is_missing_between_two_items_is_told() -> None:
    """Item 2 stands in the row of numbers, but its line begins with no word that items begin with here."""
    text = (
        f"{HEAD}{LIST}Sak 1 Plan\n\nPlanen ble godkjent.\n\n2 Veien over fjellet og brua ved Moen\n\n"
        "Sak 3 Eventuelt\n\nIngen saker.\n"
    )

    assert tell(text) == [("2 Veien over fjellet og brua ved Moen", 13, why.GAP)]


def test_a_number_that_is_missing_and_nowhere_written_is_no_line() -> None:
    """Items are left out, and figures are no numbers of items."""
    text = f"{HEAD}{LIST}Sak 1 Plan\n\n2 av 5 kommuner stemte imot planen.\n\nSak 3 Eventuelt\n\nIngen saker.\n"

    assert tell(text) == []


def test_codes_are_told_where_no_agenda_was_read() -> None:
    """Several lines of one form bear a number each, yet there is no item; where there are items, none is told."""
    text = f"{HEAD}{LIST}ABX-1/21 Veien\n\nKari Berg orienterte.\n\nABX-2/21 Brua\n\nOla Vik orienterte.\n"
    meeting = parse_text(text)

    told = [unread.text for unread in meeting.unread if unread.reason == why.PROGRAMME]
    assert told == ([] if meeting.agenda else ["ABX-1/21 Veien", "ABX-2/21 Brua"])


def test_tasks_are_told_but_not_the_head_of_their_columns() -> None:
    """The record keeps none of them; what follows as a greeting is no task."""
    tasks = "Oppgaver:\n- Kari sender brevet\n- Purre departementet"

    assert tell(f"{HEAD}{LIST}{ITEM}{tasks}\n\nGod helg når den kommer!\n\nKari\n") == [
        ("Kari sender brevet", 14, why.TASK),
        ("Purre departementet", 15, why.TASK),
    ]
    table = "| Hva | Hvem |\n|---|---|\n| Sende brevet | Kari |\n"
    assert [u[0] for u in tell(f"{HEAD}{LIST}{ITEM}**Oppfølging**\n\n{table}", "mote.md")] == ["Sende brevet\tKari"]


def test_who_speaks_among_proposals_and_votes_is_told() -> None:
    """A proposal and a vote are known for what they are, but somebody who speaks after the vote is lost."""
    vote = "Forslag:\nRådet bygger brua. Forslaget ble vedtatt med 5 mot 2 stemmer. Ola Vik sa at den haster."
    text = f"{HEAD}{LIST}{ITEM}{vote}\n\nVedtak:\nRådet bygger brua.\n\n{END}"

    assert [(u[0].split(".")[0], u[2]) for u in tell(text)] == [("Rådet bygger brua", why.AMONG_VOTES)]


def test_a_second_decision_of_an_item_is_told() -> None:
    """One decision an item is kept: the one under its label."""
    text = f"{HEAD}{LIST}Sak 1/21 Plan\n\nDet ble vedtatt å bygge vei.\n\nVedtak:\nBrua bygges.\n\n{END}"
    meeting = parse_text(text)

    assert [d.text for d in meeting.decisions] == ["Brua bygges."]
    assert [(u.text, u.reason) for u in meeting.unread] == [("Det ble vedtatt å bygge vei.", why.DECIDED)]


def test_a_label_that_names_somebody_is_told_where_no_turn_of_theirs_follows() -> None:
    """What several say below it is not what its bearer said; where it is theirs, label and words are read."""
    assert tell_below_item("Innspill fra Ola Vik:\n\nFlere mente at veien bør bygges nå.") == [
        ("Innspill fra Ola Vik:", why.NOBODYS)
    ]
    assert tell_below_item("Tilleggsspørsmål fra Ola Vik:") == [("Tilleggsspørsmål fra Ola Vik:", why.NOBODYS)]
    assert tell_below_item("Tilleggsspørsmål fra Ola Vik:\nKan vi søke sammen med de andre kommunene?") == []


def test_who_is_named_in_words_too_few_for_a_turn_is_told() -> None:
    """ "Ola foretrekker Selbu." names somebody, but no verb that is known tells what they do."""
    assert tell_below_item("- Ola foretrekker Selbu.") == [("Ola foretrekker Selbu.", why.NAMES)]


def test_a_heading_that_names_several_is_told() -> None:
    """The groups of a workshop: who sat in them is read as nothing."""
    text = f"{HEAD}{LIST}## Sak 1/21 Plan\n\nPlanen ble godkjent.\n\n### Gruppe nord (Kari Berg, Ola Vik)\n\nOk.\n"

    assert tell(text, "mote.md") == [("Gruppe nord (Kari Berg, Ola Vik)", 13, why.NAMES)]


def test_a_day_that_nothing_is_told_of_is_told() -> None:
    """A line of few words that holds a date may be the next meeting."""
    assert tell_below_item("Neste: 27. januar") == [("Neste: 27. januar", why.DAY)]


def test_nothing_is_no_content() -> None:
    """ "Ingen merknader" says all there is; what goes on after such words does not."""
    assert tell_below_item("Ingen merknader.") == []
    assert tell_below_item("Intet") == []


def test_what_begins_with_no_comments_but_goes_on_is_told() -> None:
    """The first words say that there is nothing, the others tell something."""
    passage = "Utgår i dag. Fylket bygger likevel veien til neste sommer, ifølge brevet."

    assert tell_below_item(passage) == [(passage, why.PROSE)]


PIECES = st.sampled_from(
    [
        "- Ola foretrekker Selbu.",
        "Oppgaver:\n- Kari sender brevet til fylket",
        "Vedtak:\nBrua bygges.",
        "Det ble vedtatt å bygge vei.",
        "Forslag:\nOla Vik sa at det haster. Forslaget ble vedtatt med 5 mot 2 stemmer.\n\nVedtak:\nVeien bygges.",
        "Tilleggsspørsmål fra Ola Vik:",
        "Kari Berg: Veien må bygges i år.",
        "Mads: Hva med toget?",
        "Utgår i dag. Fylket bygger likevel veien, ifølge Kari Berg.",
        "Før møtet var alle på besøk i smelteverket.",
        "10.00  Omvisning hos bedriftene",
        "**Kort oppsummert**",
        "## Siden sist",
        "### 1.1 Veien over fjellet",
        "Side 2 av 3",
        "Innspill:",
        "Ingen merknader.",
    ]
)
PEOPLE = st.sampled_from(
    ["Jon Moe, Drammen", "Plansjef Anne Lund møtte fra Drammen kommune", "Fra fylket: Rita Sand (rådgiver)"]
)
"""Above the items; below one, they are a passage that is nobody's, and told as that."""
CONTENT = (
    "Ola foretrekker", "Jon Moe", "Anne Lund", "Rita Sand", "Kari sender", "Brua bygges", "Det ble vedtatt",
    "Ola Vik sa", "fra Ola Vik", "Veien må", "Mads", "ifølge Kari", "27. januar",
)  # fmt: skip
"""In each line that names somebody or tells a day, a decision or a task."""
DAY = "Neste: 27. januar"
"""Above the items it is a day that the meeting might have been held on."""
LAST = "Kari Berg: Brua er stengt til høsten."
"""Below it, a name alone would be a signature."""


@given(
    st.lists(PEOPLE, max_size=3, unique=True),
    st.lists(PIECES, max_size=9, unique=True),
    st.integers(0, 3),
    st.integers(0, 9),
    st.sampled_from(["mote.txt", "mote.md"]),
)
def test_no_line_that_looks_like_content_is_lost(
    people: list[str], pieces: list[str], above: int, first: int, name: str
) -> None:
    """Wherever it stands, something was read from it, or it is told as unread with the very place."""
    mark = "## " if name.endswith(".md") else ""
    items = [f"{mark}Sak 1/21 Plan", *pieces[above:][:first], f"{mark}Sak 2/21 Eventuelt", *pieces[above:][first:], DAY]
    # A label above the items may begin a group in the list of attendance.
    head = [piece for piece in pieces[:above] if not piece.endswith(":")]
    text = "\n\n".join([HEAD + LIST, *people, *head, *items, LAST]) + "\n"

    meeting = parse_text(text, name)
    # A table of Markdown has other marks between its columns in the file.
    text = read_text(text, name).text

    labels = {f"{turn.speaker_printed}:" for turn in meeting.contributions}
    places = find_places(meeting)
    lost = [
        line
        for words in CONTENT
        for begins, line in find_lines(text, words)
        if not any(b < begins + len(line) and begins < e for b, e in places) and line not in labels
    ]
    assert lost == []
    assert all(text[u.begins : u.ends] == u.text and u.reason for u in meeting.unread)


def find_places(meeting: Meeting) -> list[tuple[int, int]]:
    """Where everything that was read stands, and everything that was not."""
    things = (
        meeting.attendees, meeting.agenda, meeting.contributions, meeting.decisions, meeting.committees,
        meeting.figures, meeting.events, meeting.references, meeting.unread,
    )  # fmt: skip
    return [(thing.begins, thing.ends) for group in things for thing in group]


def find_lines(text: str, words: str) -> list[tuple[int, str]]:
    """The lines that hold these words, with where they begin."""
    begins = [0, *(at + 1 for at, letter in enumerate(text) if letter == "\n")]
    return [(at, line) for at, line in zip(begins, text.split("\n"), strict=True) if words in line]


def test_a_passage_that_may_be_labelled_is_told() -> None:
    """A place on a line of its own above plain words may be who says them; within a sentence it is not."""
    assert tell_below_item("Skien\nVi trenger en kai til ferja vår.") == [
        ("Skien\nVi trenger en kai til ferja vår.", why.NOBODYS)
    ]
    assert tell_below_item("Skien er en by ved elva med mange broer.") == []
