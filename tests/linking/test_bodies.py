"""Which bodies are one under different names, and what they belong to."""

from dataclasses import replace

import pytest

from naeringsgraf.linking.bodies import Body, BodyName, find_owner_at_meeting, link_bodies, parse_body_name
from naeringsgraf.model.meeting import Actor, ActorKind, Attendance
from naeringsgraf.model.names import ThingId, make_slug

OSLOREGIONEN = ThingId("region/osloregionen")
HALLINGDAL = ThingId("region/hallingdal")
FULL = "Osloregionens faggruppe Næringssamarbeidet"


def make_body(name: str, owner: ThingId | None = None) -> Actor:
    return Actor(ThingId(f"body/{make_slug(name)}"), name, ActorKind.BODY, part_of=owner)


def gather(*bodies: Actor) -> dict[str, str]:
    """Give name → the name it is gathered under."""
    names = {body.id: body.name for body in bodies}
    return {names[body.id]: names[body.canonical] for body in link_bodies(bodies)}


@pytest.mark.parametrize(
    ("name", "owner", "kinds", "subject"),
    [
        (FULL, "region/osloregionen", ("faggruppe",), "næringssamarbeid"),
        ("Faggruppe næring, Osloregionen", "region/osloregionen", ("faggruppe",), "næring"),
        ("Faggruppa for næring i Osloregionen", "region/osloregionen", ("faggruppe",), "næring"),
        ("Næringssamarbeidet", None, (), "næringssamarbeid"),
        ("faggruppen Næringssamarbeidet", None, ("faggruppe",), "næringssamarbeid"),
        ("Regionrådet for Hallingdal", "region/hallingdal", (), ""),
        ("Arbeidsutvalget i Regionrådet for Hallingdal", "region/hallingdal", ("arbeidsutvalg",), ""),
        ("AU i Hallingdal regionråd", "region/hallingdal", ("arbeidsutvalg",), ""),
        ("Hallingdal regionråds arbeidsutvalg", "region/hallingdal", ("arbeidsutvalg",), ""),
        ("Arbeidsutvalg Innherred regionråd", "region/innherred", ("arbeidsutvalg",), ""),
        ("Styret i Samarbeidsrådet for Nedre Romerike", "region/nedre-romerike", ("styre",), ""),
        ("Styret i VRINN", "cluster/vrinn", ("styre",), ""),
        ("Fordelingsutvalget", None, (), "fordelingsutvalg"),
        ("Utvalg for land og skog", None, ("utvalg",), "land skog"),
        ("Styret", None, ("styre",), ""),
    ],
)
def test_name_is_taken_apart(name: str, owner: str | None, kinds: tuple[str, ...], subject: str) -> None:
    """Owner by the registers, kind by the word list, and the rest; "land" without a capital is no region."""
    assert parse_body_name(name) == BodyName(None if owner is None else ThingId(owner), kinds, subject)


def test_one_group_under_four_names_is_one_body() -> None:
    """Each link tells its rule; the fullest name gathers them."""
    actors = [
        make_body(FULL),
        make_body("Faggruppe næring, Osloregionen"),
        make_body("Næringssamarbeidet", OSLOREGIONEN),
        make_body("faggruppen Næringssamarbeidet"),
    ]
    gathered = ThingId("body/osloregionens-faggruppe-naeringssamarbeidet")

    assert link_bodies(actors) == (
        Body(ThingId("body/faggruppe-naering-osloregionen"), gathered, OSLOREGIONEN, "same-owner-kind-and-subject"),
        Body(ThingId("body/faggruppen-naeringssamarbeidet"), gathered, OSLOREGIONEN, "only-one-of-the-name"),
        Body(ThingId("body/naeringssamarbeidet"), gathered, OSLOREGIONEN, "same-owner-and-name"),
        Body(gathered, gathered, OSLOREGIONEN, None),
    )
    assert link_bodies(reversed(actors)) == link_bodies(actors)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (make_body("Regionrådet for Hallingdal"), make_body("Hallingdal regionråd")),
        (make_body("Arbeidsutvalget i Regionrådet for Hallingdal"), make_body("AU Hallingdal")),
        (make_body("Fordelingsutvalget"), make_body("Fordelingsutvalg")),
        (make_body("Hovedutvalg plan næring og miljø"), make_body("Hovudutvalet for plan, næring og miljø")),
        (make_body("Arbeidsutvalet, Sogn regionråd"), make_body("Arbeidsutvalget i regionrådet for Sogn")),
    ],
)
def test_same_name_in_another_form_is_one_body(one: Actor, other: Actor) -> None:
    """Word order, definite forms, joining words, bokmål and nynorsk."""
    assert len(set(gather(one, other).values())) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (make_body(FULL), make_body("Næringssamarbeidet")),
        (make_body(FULL), make_body("Næringssamarbeidet", HALLINGDAL)),
        (make_body(FULL), make_body("Osloregionens faggruppe Klima")),
        (make_body(FULL), make_body("Osloregionens styre")),
        (make_body(FULL), make_body("Næringsutvalget", OSLOREGIONEN)),
        (make_body("Faggruppe næring, Osloregionen"), make_body("Faggruppe næring, Drammensregionen")),
        (make_body("Faggruppe næring"), make_body(FULL)),
        (make_body("Styret i VRINN"), make_body("Styret")),
        (make_body("Styret"), make_body("Styre")),
        (make_body("Regionrådet for Hallingdal"), make_body("Arbeidsutvalget i Regionrådet for Hallingdal")),
        (make_body("Regionrådet for Hallingdal"), make_body("Regionrådet for Hamarregionen")),
    ],
)
def test_bodies_that_may_be_two_stay_two(one: Actor, other: Actor) -> None:
    """Another owner, another subject, another kind, or a name that anybody may have."""
    assert len(set(gather(one, other).values())) == 2


def test_a_name_that_two_owners_have_is_given_to_neither() -> None:
    """Osloregionen and Drammensregionen both have a faggruppe of the name."""
    bodies = [make_body(FULL), make_body("Drammensregionens faggruppe Næringssamarbeidet")]
    found = gather(*bodies, make_body("faggruppen Næringssamarbeidet"))

    assert found["faggruppen Næringssamarbeidet"] == "faggruppen Næringssamarbeidet"


def test_body_may_belong_to_another_body() -> None:
    """To one that the registers do not know, when its minutes are here too, under whichever name it is gathered."""
    council, working = make_body("Fellesnemnda for Kinn"), make_body("Arbeidsutvalget i Fellesnemnda for Kinn")
    found = {body.id: body.owner for body in link_bodies([council, working])}

    assert found == {council.id: None, working.id: council.id}


def test_secretariat_that_met_tells_the_owner() -> None:
    """Where the name does not, and only one region or cluster sent its secretariat."""
    secretariat = Actor(
        ThingId("secretariat/osloregionen"), "Osloregionen", ActorKind.SECRETARIAT, part_of=OSLOREGIONEN
    )
    other = replace(secretariat, id=ThingId("secretariat/hallingdal"), part_of=HALLINGDAL)
    people = [
        Attendance(n, "Åse Vik", "Åse Vik", 0, 1, affiliation=each) for n, each in enumerate((secretariat, other))
    ]
    bare, named = make_body("Næringssamarbeidet"), make_body("Styret i VRINN")

    assert find_owner_at_meeting(bare, people[:1]) == replace(bare, part_of=OSLOREGIONEN)
    assert find_owner_at_meeting(bare, people) == bare
    assert find_owner_at_meeting(named, people[:1]) == replace(named, part_of=ThingId("cluster/vrinn"))
    assert find_owner_at_meeting(None, people) is None
