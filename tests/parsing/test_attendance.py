"""Attendance lists of every layout."""

from reading_texts import read_people

from naeringsgraf.model.meeting import Status


def test_columns_parted_by_tabs_give_name_and_affiliation() -> None:
    """A head names the columns; an office before the organisation is the role."""
    people = read_people(
        "Frammøtte:\n\nNAVN\tKOMMUNE / REGION\nKari Berg\tSkien kommune\nOla Dal\tKlyngeleder Testklyngen\n"
    )

    assert [(p.name, p.affiliation_printed, p.role) for p in people] == [
        ("Kari Berg", "Skien kommune", None),
        ("Ola Dal", "Testklyngen", "klyngeleder"),
    ]


def test_a_substitute_names_the_absent_member() -> None:
    """Who stands in the column "Varamedlem for" was absent, and is tied to the one who came."""
    people = read_people(
        "Følgende medlemmer møtte:\n"
        "Navn                Funksjon   Repr.  Varamedlem for\n"
        "Kari Berg           Leder      AP\n"
        "Ola Dal             Varamedlem H      Per Moe\n"
    )

    assert [(p.name, p.status, p.substitute_for, p.affiliation_printed) for p in people] == [
        ("Kari Berg", Status.PRESENT, None, "AP"),
        ("Ola Dal", Status.SUBSTITUTE, 3, "H"),
        ("Per Moe", Status.ABSENT, None, "H"),
    ]


def test_a_name_broken_over_two_rows_is_one_name() -> None:
    """The second row holds nothing but the rest of the name."""
    people = read_people(
        "Følgende medlemmer møtte:\n"
        "Navn                   Funksjon   Repr.\n"
        "Anne-Grethe Solberg    Medlem     VERDAL\n"
        "Kristiansen\n"
        "Per Moe                Medlem     LEVANGER\n"
    )

    assert [p.name for p in people] == ["Anne-Grethe Solberg Kristiansen", "Per Moe"]


def test_a_name_printed_surname_first_is_turned() -> None:
    """Given names after a word that is none tell that the surname was printed first."""
    (person, *_) = read_people(
        "Til stede:\nNAVN\tKOMMUNE\nHaugsdal Kari Elisabeth\tMoss kommune\nOla Dal\tMoss kommune\n"
    )

    assert (person.name, person.printed) == ("Kari Elisabeth Haugsdal", "Haugsdal Kari Elisabeth")


def test_a_run_of_names_with_places_in_brackets_is_parted() -> None:
    """Commas and "og" part people; brackets tell whom they came for."""
    people = read_people("Til stede: Kari Berg (Skien), Ola Dal (Moss) og Per Moe (Sogn og Fjordane fylkeskommune)\n")

    assert [(p.name, p.affiliation_printed) for p in people] == [
        ("Kari Berg", "Skien"),
        ("Ola Dal", "Moss"),
        ("Per Moe", "Sogn og Fjordane fylkeskommune"),
    ]


def test_offices_part_a_run_without_any_other_mark() -> None:
    """ "Ordfører X, A kommune Ordfører Y, B kommune" is two people."""
    people = read_people(
        "Til stede: Ordfører Kari Berg, Skien kommune Varaordfører Ola Dal, Moss kommune (vara for Per Moe)\n"
    )

    assert [(p.name, p.role, p.affiliation_printed, p.status) for p in people] == [
        ("Kari Berg", "ordfører", "Skien kommune", Status.PRESENT),
        ("Ola Dal", "varaordfører", "Moss kommune", Status.SUBSTITUTE),
        ("Per Moe", None, "Moss kommune", Status.ABSENT),
    ]


def test_a_matrix_of_municipalities_and_offices_gives_each_holder() -> None:
    """A cell "Forfall (Name)" is an absent holder; a dash is nobody."""
    people = read_people(
        "| Kommune | Ordfører | Rådmann |\n|---|---|---|\n| Luster | Kari Berg (15.) | – |\n"
        "| Vik | Ola Dal | Forfall (Per Moe) |\n",
        "mote.md",
    )

    assert [(p.name, p.affiliation_printed, p.role, p.status) for p in people] == [
        ("Kari Berg", "Luster", "ordfører", Status.PRESENT),
        ("Ola Dal", "Vik", "ordfører", Status.PRESENT),
        ("Per Moe", "Vik", "rådmann", Status.ABSENT),
    ]


def test_a_heading_of_an_organisation_holds_for_the_people_below_it() -> None:
    """Bold lines group; struck out means absent."""
    people = read_people(
        "## Hvem var med\n\n**Trysil kommune**\n- Kari Berg, ordfører\n- ~~Ola Dal, næringssjef~~ (meldt forfall)\n",
        "mote.md",
    )

    assert [(p.name, p.affiliation_printed, p.role, p.status) for p in people] == [
        ("Kari Berg", "Trysil kommune", "ordfører", Status.PRESENT),
        ("Ola Dal", "Trysil kommune", "næringssjef", Status.ABSENT),
    ]


def test_initials_in_brackets_become_another_form_of_the_name() -> None:
    """(KAL) is Knut Arild Lekven when the letters are his."""
    (person,) = read_people("Til stades:\n  Knut Arild Berg (KAB)     Havbris Rederi AS, styreleiar\n")

    assert (person.aliases, person.affiliation_printed, person.role) == (("KAB",), "Havbris Rederi AS", "styreleiar")


def test_a_surname_that_is_a_place_stays_a_surname() -> None:
    """A bare place after two names is no affiliation: "Randi Vik", "Asle Finnstad Bø"."""
    people = read_people("Til stede:\n- Randi Pedersdatter Vik, Nes kommune\n- Asle Finnstad Bø, rådgiver\n", "mote.md")

    assert [(p.name, p.affiliation_printed) for p in people] == [
        ("Randi Pedersdatter Vik", "Nes kommune"),
        ("Asle Finnstad Bø", None),
    ]


def test_first_names_alone_are_people_in_a_list() -> None:
    """Small groups list given names only."""
    people = read_people("Til stede: Linn, Nils, Espen (for Pia), Berit Merete\n\nForfall: Pia, Kari\n")

    assert [(p.name, p.status) for p in people] == [
        ("Linn", Status.PRESENT),
        ("Nils", Status.PRESENT),
        ("Espen", Status.SUBSTITUTE),
        ("Berit Merete", Status.PRESENT),
        ("Pia", Status.ABSENT),
        ("Kari", Status.ABSENT),
    ]


def test_excused_in_prose_are_absent_with_their_full_names() -> None:
    """ "Roar hadde meldt forfall" is the Roar who was sent a copy."""
    people = read_people(
        "Fra: Kari Berg\nKopi: Roar Skjelbred (Svelvik)\nEmne: Referat\n\n"
        "Med rundt bordet: Ola Dal (Skien), og undertegnede fra sekretariatet. Roar hadde meldt forfall.\n"
    )

    assert {(p.name, p.affiliation_printed, p.status) for p in people} == {
        ("Roar Skjelbred", "Svelvik", Status.ABSENT),
        ("Ola Dal", "Skien", Status.PRESENT),
        ("Kari Berg", "sekretariatet", Status.PRESENT),
    }


def test_nobody_is_listed_twice() -> None:
    """A second list of the secretariat's people adds nobody."""
    people = read_people(
        "Frammøtte:\n\nNAVN\tKOMMUNE\nKari Berg\tSekretariatet, Osloregionen\nOla Dal\tMoss kommune\n\n"
        "Fra sekretariatet møtte: Kari Berg\n"
    )

    assert [p.name for p in people] == ["Kari Berg", "Ola Dal"]


def test_a_party_beside_a_name_is_not_whom_they_came_for() -> None:
    """The municipality that follows is."""
    (person,) = read_people("Til stede: Ordfører Erik Hanstad (Sp), Elverum kommune\n")

    assert (person.party_printed, person.affiliation_printed) == ("Sp", "Elverum kommune")


def test_a_column_of_notes_tells_offices_and_substitutes() -> None:
    """What stands under "Merknad" is read as a note beside the name."""
    people = read_people(
        "| Navn | Fra | Merknad |\n|---|---|---|\n| Kari Berg | Herøy kommune | leder |\n"
        "| Ola Dal | Ørsta kommune | møtte for Per Moe |\n",
        "mote.md",
    )

    assert [(p.name, p.affiliation_printed, p.role, p.status) for p in people] == [
        ("Kari Berg", "Herøy kommune", "leder", Status.PRESENT),
        ("Ola Dal", "Ørsta kommune", None, Status.SUBSTITUTE),
        ("Per Moe", "Ørsta kommune", None, Status.ABSENT),
    ]
