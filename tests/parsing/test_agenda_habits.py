"""Habits of secretaries in how items are set apart: references to a list, codes behind titles, a last one in a line."""

import pytest
from reading_texts import parse_text

_HEAD = "Næringsutvalget i Vang\nDato: 3. mai 2021\nTil stede: Kari Berg (Vang), Ola Dal (Gol)\n\n"


def _tell(text: str) -> tuple[list[tuple[str | None, str]], list[tuple[int | None, int | None]]]:
    """Number and title of each item; item and speaker of each turn."""
    meeting = parse_text(_HEAD + text)
    return [(i.number, i.title) for i in meeting.agenda], [(c.item, c.speaker) for c in meeting.contributions]


@pytest.mark.parametrize("reference", ["Ad {}: ", "Ad sak {}: ", "Til sak {} – ", "Vedr. pkt. {}: "])
def test_the_treatment_refers_to_the_list(reference: str) -> None:
    """What was said stands behind the number, or below the title that is printed again."""
    listed = "Saksliste:\n1. Vegar\n2. Skular\n\n"
    one, two = reference.format(1), reference.format(2)

    below = f"{one}Vegar\nKari Berg sa nei.\n\n{two}Skular\nOla Dal sa ja.\n"
    beside = f"{one}Kari Berg sa nei.\n{two}Ola Dal sa ja.\n"

    assert _tell(listed + below) == ([("1", "Vegar"), ("2", "Skular")], [(1, 1), (2, 2)])
    assert _tell(listed + beside)[0] == [("1", "Vegar"), ("2", "Skular")]
    assert reference != "Ad {}: " or _tell(listed + beside)[1] == [(1, 1), (2, 2)]


def test_a_number_that_the_list_has_not_refers_to_nothing() -> None:
    """Such a line is text."""
    text = "Saksliste:\n1. Vegar\n2. Skular\n\nAd 1: Kari Berg sa nei.\nAd 7: dette er utsatt.\nAd 2: Ola Dal sa ja.\n"

    assert _tell(text)[0] == [("1", "Vegar"), ("2", "Skular")]


@pytest.mark.parametrize("form", ["{} (sak {}/21)", "{} – PS {}/21", "{}, sak nr. {}/21"])
def test_the_number_of_a_case_may_stand_behind_its_title(form: str) -> None:
    """Above a paragraph; a sentence that ends so is none."""
    text = f"{form.format('Vegar', 4)}\nKari Berg sa nei.\n\n{form.format('Skular', 5)}\nOla Dal sa ja.\n"

    assert _tell(text) == ([("4/21", "Vegar"), ("5/21", "Skular")], [(1, 1), (2, 2)])
    assert _tell("1. Vegar\nKari Berg viste til sak 4/21.\n\n2. Skular\nOla Dal viste til sak 5/21.\n")[0] == [
        ("1", "Vegar"),
        ("2", "Skular"),
    ]


@pytest.mark.parametrize("label", ["Eventuelt", "Ymse", "Evt."])
def test_a_last_item_may_stand_on_one_line(label: str) -> None:
    """Its label and what was said."""
    items, turns = _tell(
        f"Sak 1: Vegar\nKari Berg sa nei.\n\nSak 2: Skular\nOla Dal sa ja.\n\n{label}: Kari Berg ba om ro.\n"
    )

    assert items == [("1", "Vegar"), ("2", "Skular"), (None, label)]
    assert turns[:2] == [(1, 1), (2, 2)]


def test_items_have_small_letters_or_say_what_they_are_on() -> None:
    """ "Sak a)" and "Punkt 1 på dagsorden:"; a dash behind a title is none of it."""
    for first, second, numbers in (
        ("Sak a) Vegar", "Sak b) Skular", ("a", "b")),
        ("Punkt 1 på dagsorden: Vegar", "Punkt 2 på dagsorden: Skular", ("1", "2")),
        ("Sak 1/21 - Vegar -", "Sak 2/21 - Skular -", ("1/21", "2/21")),
    ):
        items, turns = _tell(f"{first}\nKari Berg sa nei.\n\n{second}\nOla Dal sa ja.\n")
        assert items == [(numbers[0], "Vegar"), (numbers[1], "Skular")]
        assert turns == [(1, 1), (2, 2)]


@pytest.mark.parametrize("label", ["Følgende saker ble behandlet", "Desse sakene", "Saker til behandling", "Saksliste"])
def test_plain_titles_repeat_the_list(label: str) -> None:
    """With a colon, and nothing else on the line."""
    label = "Desse tema vart tatt opp" if label == "Desse sakene" else label
    text = f"{label}:\n  1  Vegar\n  2  Skular\n\nVegar:\nKari Berg sa nei.\n\nSkular:\nOla Dal sa ja.\n"

    assert _tell(text) == ([("1", "Vegar"), ("2", "Skular")], [(1, 1), (2, 2)])


@pytest.mark.parametrize(
    "label", ["Utvalget fattet slikt enstemmig vedtak", "Styret gjorde følgende vedtak", "Det vart fatta slikt vedtak"]
)
def test_a_sentence_is_the_label_of_a_decision(label: str) -> None:
    """A rejected one is none."""
    meeting = parse_text(f"{_HEAD}1. Vegar\nKari Berg sa nei.\n{label}: Saken utsettes.\n\n2. Skular\nOla Dal sa ja.\n")

    assert [d.text for d in meeting.decisions] == ["Saken utsettes."]


@pytest.mark.parametrize("verb", ["sit", "sitter", "sat"])
def test_who_sits_in_a_group(verb: str) -> None:
    """One who sits alone is no group."""
    text = "1. Vegar\n{}\n\n2. Skular\nOla Dal sa ja.\n"
    group = parse_text(_HEAD + text.format(f"I styringsgruppa {verb} Kari Berg og Ola Dal.")).committees

    assert [(c.name, c.members) for c in group] == [("styringsgruppa", (1, 2))]
    assert parse_text(_HEAD + text.format(f"I styringsgruppa {verb} Kari Berg.")).committees == ()


@pytest.mark.parametrize("mark", ["1) {}", "1. {}"])
def test_numbered_people_and_articles_are_no_items(mark: str) -> None:
    """The list of who met has numbers of its own, and so have the statutes that an item takes up."""
    first, second, third = (mark.replace("1", str(number)) for number in (1, 2, 3))
    text = (
        "Stiftelsesmøte i Vang\nDato: 3. mai 2021\n\nTil stede:\n 1. Kari Berg, Vang Hotell\n 2. Ola Dal, Gol Bygg\n"
        " 3. Per Moe, Vang kommune\n\n"
        f"{first.format('Åpning')}\n\nKari Berg ønsket velkommen.\n\n{second.format('Vedtekter')}\n\n"
        "§ 1 Navn. Ola Dal ville ha et annet navn.\n§ 3 Medlemskap. Per Moe ba om lavere kontingent.\n\n"
        f"{third.format('Valg')}\n\nOla Dal takket.\n"
    )

    meeting = parse_text(text)
    assert [(item.number, item.title) for item in meeting.agenda] == [
        ("1", "Åpning"),
        ("2", "Vedtekter"),
        ("3", "Valg"),
    ]
    assert [(turn.item, turn.speaker) for turn in meeting.contributions] == [(1, 1), (2, 2), (2, 3), (3, 2)]


def test_articles_are_items_where_nothing_else_is() -> None:
    """As in minutes of a general meeting."""
    assert _tell("§ 1 Åpning\n\nKari Berg sa ja.\n\n§ 2 Valg\n\nOla Dal sa nei.\n")[0] == [
        ("1", "Åpning"),
        ("2", "Valg"),
    ]


@pytest.mark.parametrize("form", ["{} a   {}", "{}a) {}", "{} a. {}"])
def test_a_case_may_have_parts_with_its_number(form: str) -> None:
    """Each is an item of its own, and what is said and decided below it is under it."""
    first, second = (
        form.format("9/11", "Skei Trevare"),
        form.replace(" a", " b").replace("}a", "}b").format("9/11", "Vang Ferie"),
    )
    cases = "SAK 8/11 STATUS\n\nKari Berg sa ja.\n\nSAK 9/11 SØKNADER\n\n"
    text = f"{cases}{first}\nKari Berg sa nei.\n\n{second}\nOla Dal sa ja.\n"

    items, turns = _tell(text)
    assert items[2:] == [("9/11 a", "Skei Trevare"), ("9/11 b", "Vang Ferie")]
    assert turns == [(1, 1), (3, 1), (4, 2)]


def test_another_case_is_no_part() -> None:
    """ "7/11 a" is not of case 9/11."""
    text = (
        "SAK 8/11 STATUS\n\nKari Berg sa ja.\n\nSAK 9/11 SØKNADER\n\n7/11 a Skei Trevare er avslått.\nOla Dal sa ja.\n"
    )

    assert [number for number, _ in _tell(text)[0]] == ["8/11", "9/11"]


def test_statutes_gone_through_under_an_item_are_no_items() -> None:
    """Nor is the numbered list of those who founded the body; each item has text below it."""
    text = (
        "Skiparar:\n1. Kari Berg\n2. Ola Dal\n3. Per Moe\n\n1) Opning\n\nKari Berg ønskte velkomen.\n\n2) Vedtekter\n\n"
        "§ 1 Namn. Dal ville ha eit kortare namn.\n§ 2 Føremål. Ingen merknader.\n\n3) Val\n\nBerg vart vald.\n"
    )

    assert _tell(text)[0] == [("1", "Opning"), ("2", "Vedtekter"), ("3", "Val")]


@pytest.mark.parametrize("mark", ["", ")", "."])
def test_cases_of_a_kind_are_lettered_behind_the_number_of_their_item(mark: str) -> None:
    """Each with text of its own; a letter behind another number is none."""
    text = (
        f"SAK 8/11 STATUS\n\nKari Berg sa nei.\n\nSAK 9/11 SØKNADER\n\n9/11 a{mark}  Vang Tre - sag\nDal sa nei.\n\n"
        f"9/11 b{mark}  Gol Fjord - naust\nOla Dal sa ja.\n\n7/11 a{mark}  Sist vart dette utsett\n"
    )

    numbers = [number for number, _ in _tell(text)[0]]

    assert numbers == ["8/11", "9/11", "9/11 a", "9/11 b"]
