"""Who is one person across documents, and who is not."""

import datetime as dt
import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naeringsgraf.linking.identity.appearance import Appearance, Place, Profile, make_profiles
from naeringsgraf.linking.identity.candidates import find_candidates
from naeringsgraf.linking.identity.clusters import Identities, Verdicts, identify
from naeringsgraf.linking.identity.naming import find_successors, name_persons
from naeringsgraf.model.names import ThingId
from population import make_appearances

SKI, NORDRE_FOLLO = ThingId("municipality/0213-1932"), ThingId("municipality/3020-2020")
DRAMMEN, HORTEN, VIKEN = (
    ThingId("municipality/3005-2020"),
    ThingId("municipality/3801-2020"),
    ThingId("county/30-2020"),
)
GROUP, BOARD = ThingId("body/gruppa"), ThingId("body/styret")


def appear(
    document: str,
    name: str,
    affiliation: ThingId | None = DRAMMEN,
    *,
    number: int = 1,
    body: ThingId | None = GROUP,
    role: str | None = None,
) -> Appearance:
    """Let somebody appear at the meeting of a document, whose name begins with its day."""
    day = dt.date.fromisoformat(document[:10])
    return Appearance(Place(document, number), name, (name,), day, body, affiliation, role)


def measure(truth: Mapping[Place, int], found: Identities) -> tuple[float, float, float]:
    """Give B³ precision and recall (Bagga and Baldwin 1998), and the share of persons that hold several humans."""
    answers = {a.place: at for at, person in enumerate(found.persons) for a in person.appearances}
    humans: dict[int, set[Place]] = defaultdict(set)
    persons: dict[int, set[Place]] = defaultdict(set)
    for place, human in truth.items():
        humans[human].add(place)
        persons[answers[place]].add(place)
    shared = [
        (len(humans[h] & persons[answers[p]]), len(persons[answers[p]]), len(humans[h])) for p, h in truth.items()
    ]
    precision = sum(both / given for both, given, _ in shared) / len(shared)
    recall = sum(both / wanted for both, _, wanted in shared) / len(shared)
    false = sum(len({truth[place] for place in places}) > 1 for places in persons.values()) / len(persons)
    return precision, recall, false


def test_people_are_compared_once() -> None:
    """Each pair that shares two words of the name, the lesser first, in order."""
    profiles = make_profiles(make_appearances(300, seed=7)[0])

    pairs = list(find_candidates(profiles))

    assert pairs == sorted(set(pairs))
    assert all(one < other for one, other in pairs)
    same = {
        (one, other) for one, other in combinations(range(len(profiles)), 2) if is_same(profiles[one], profiles[other])
    }
    assert same and same <= set(pairs)


def is_same(one: Profile, other: Profile) -> bool:
    """Tell whether two go by the same name, of two words at least."""
    return one.name == other.name and len(one.name.split()) > 1


def test_generated_people_are_told_apart() -> None:
    """B³ F1 at least 0.97 and fewer than one person in a hundred false, on people whose truth is known."""
    appearances, truth = make_appearances(3000, seed=7)

    precision, recall, false = measure(truth, identify(appearances))

    assert 2 * precision * recall / (precision + recall) >= 0.97
    assert false < 0.01


def test_order_of_documents_does_not_matter() -> None:
    """The same persons, names and links come out of any order."""
    appearances, _ = make_appearances(200, seed=3)
    turned = list(appearances)
    random.Random(5).shuffle(turned)

    assert identify(turned) == identify(appearances)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tor-Arne Kvisgaard", "Tor Arne Kvisgård"),
        ("Piotr Kowalczyk", "Pjotr Kowalczyk"),
        ("Dag Aanensen", "Dag Aanonsen"),
        ("Maria Eikeland Strøm", "Maria E. Strøm"),
        ("Maria Eikeland Strøm", "Maria Strøm"),
        ("Kari Elisabeth Halvor", "Halvor Kari Elisabeth"),
        ("Ánne Sara Utsi", "Anne Sara Utsi"),
        ("Hege Nygård", "Hege Nygård Brandt"),
    ],
)
def test_forms_of_one_name_are_one_person(one: str, other: str) -> None:
    """Spelling, a slip, initials, a middle name dropped, another order, a surname added, for one municipality."""
    found = identify([appear("2022-01-01-a", one), appear("2022-06-01-b", other)])

    assert len(found.persons) == 1


def test_municipality_that_went_on_in_another_is_the_same() -> None:
    """Ski became part of Nordre Follo in 2020."""
    found = identify([appear("2018-05-30-a", "Anne Utsi", SKI), appear("2022-09-16-b", "Anne Utsi", NORDRE_FOLLO)])

    assert len(found.persons) == 1


def test_two_of_one_name_in_different_municipalities_stay_two() -> None:
    """A common name is no evidence by itself."""
    found = identify([appear("2022-01-01-a", "Kari Hansen"), appear("2022-06-01-b", "Kari Hansen", HORTEN, body=BOARD)])

    assert len(found.persons) == 2


def test_two_of_one_name_in_one_document_stay_two() -> None:
    """Nobody is at a meeting twice, however alike name and affiliation are."""
    found = identify([appear("2022-01-01-a", "Kari Lie"), appear("2022-01-01-a", "Kari Lie", number=2)])

    assert len(found.persons) == 2


def test_form_that_fits_two_people_is_linked_to_neither() -> None:
    """Both Karis were there before; the one without a middle name could be either, and is told as a doubt."""
    found = identify(
        [
            appear("2022-01-01-a", "Kari Berg Hansen"),
            appear("2022-01-01-a", "Kari Lie Hansen", number=2),
            appear("2022-06-01-b", "Kari Hansen"),
        ]
    )

    assert len(found.persons) == 3
    assert {link.evidence.points > 0 for link in found.doubts} == {True}


def test_new_employer_is_the_same_person_where_the_name_is_rare_and_the_body_the_same() -> None:
    """First for Drammen, then for the county, in one group."""
    found = identify(
        [
            appear("2022-01-01-a", "Ragnhild Solbakken-Lie"),
            appear("2023-01-01-b", "Ragnhild Solbakken Lie", VIKEN),
        ]
    )

    (person,) = found.persons
    (link,) = person.links
    assert "met in the same body" in link.evidence.reasons
    assert link.evidence.confidence > 0.9


def test_judgement_wins_over_evidence() -> None:
    """What a person decided joins what evidence would not, and parts what it would."""
    rows = [appear("2022-01-01-a", "Kari Hansen"), appear("2022-06-01-b", "Kari Hansen", HORTEN, body=BOARD)]
    places = (rows[0].place, rows[1].place)
    alike = [appear("2022-01-01-a", "Kari Lie"), appear("2022-06-01-b", "Kari M. Lie")]

    joined = identify(rows, Verdicts(same=[places]))
    parted = identify(alike, Verdicts(different=[places]))

    assert len(joined.persons) == 1
    assert joined.persons[0].links[0].judged
    assert len(parted.persons) == 2


def name_all(rows: Sequence[Appearance]) -> dict[Place, ThingId]:
    """Give the id of the person behind each appearance."""
    named = name_persons(identify(rows).persons)
    return {a.place: id for id, person in named.items() for a in person.appearances}


def test_person_keeps_the_name_when_others_come() -> None:
    """Who comes later under the same name is told apart by the affiliation."""
    first = appear("2020-01-01-a", "Kari Hansen")
    later = appear("2022-01-01-b", "Kari Hansen", HORTEN, body=BOARD)

    assert name_all([first]) == {first.place: "person/kari-hansen"}
    assert name_all([later, first]) == {
        first.place: "person/kari-hansen",
        later.place: "person/kari-hansen-3801-2020",
    }


def test_merge_and_split_are_told() -> None:
    """A name that is no more leads to those its appearances have now."""
    places = [Place("a", 1), Place("b", 1), Place("c", 1)]
    before = dict(zip(places, map(ThingId, ("person/x", "person/y", "person/y")), strict=True))
    merged = dict.fromkeys(places, ThingId("person/x"))
    split = dict(zip(places, map(ThingId, ("person/x", "person/z", "person/w")), strict=True))

    assert find_successors(before, merged) == {"person/y": ("person/x",)}
    assert find_successors(before, split) == {"person/y": ("person/w", "person/z")}
    assert find_successors(before, before) == {}


def test_two_of_one_name_and_affiliation_are_told_apart_by_a_judgement() -> None:
    """Father and son; to whom a third meeting belongs nobody said, so it stays open."""
    rows = [appear(f"202{year}-01-01-a", "Ola Vik") for year in range(3)]

    found = identify(rows, Verdicts(different=[(rows[0].place, rows[1].place)]))

    assert [len(person.appearances) for person in found.persons] == [1, 1, 1]
    assert [(link.one, link.other, link.judged) for link in found.apart] == [(rows[0].place, rows[1].place, True)]
    assert {rows[2].place} == {link.other for link in found.doubts}


def test_judgements_tear_a_profile_along_a_chain() -> None:
    """A is B, and not A', which stands under the name and affiliation of A: so A and A' are two."""
    rows = [
        appear("2020-01-01-a", "Ola Vik"),
        appear("2021-01-01-b", "Ola Vik"),
        appear("2022-01-01-c", "Ola Moe", HORTEN),
    ]
    same, different = (rows[0].place, rows[2].place), (rows[1].place, rows[2].place)

    found = identify(rows, Verdicts([same], [different]))

    assert sorted(sorted(a.place for a in person.appearances) for person in found.persons) == [
        list(same),
        [rows[1].place],
    ]


def test_who_was_judged_the_same_under_two_names_goes_by_both() -> None:
    """A new surname that was judged does not keep later forms of either name away."""
    rows = [
        appear("2020-01-01-a", "Kari Berg"),
        appear("2021-01-01-b", "Kari Solstad Lie"),
        appear("2022-01-01-c", "Kari S. Lie"),
    ]

    found = identify(rows, Verdicts(same=[(rows[0].place, rows[1].place)]))

    assert len(found.persons) == 1


def test_judgement_within_a_profile_is_kept() -> None:
    """Who was one person anyway is so because somebody said it."""
    rows = [appear("2020-01-01-a", "Ola Vik"), appear("2021-01-01-b", "Ola Vik")]

    (person,) = identify(rows, Verdicts(same=[(rows[0].place, rows[1].place)])).persons

    assert [(link.one, link.other, link.judged) for link in person.links] == [(rows[0].place, rows[1].place, True)]


@given(st.integers(0, 10_000))
def test_judgements_always_hold(seed: int) -> None:
    """Whatever the names say: those judged the same are one person, those judged different are two."""
    appearances, truth = make_appearances(30, seed=seed)
    draw = random.Random(seed)
    pairs = [tuple(sorted(a.place for a in draw.sample(appearances, 2))) for _ in range(12)]
    # The truth turned round for half of all humans is as good as any other, and contradicts the names.
    human = {place: number // 2 for place, number in truth.items()}
    same = [(one, other) for one, other in pairs if human[one] == human[other]]
    different = [(one, other) for one, other in pairs if human[one] != human[other]]

    found = identify(appearances, Verdicts(same, different))

    holder = {a.place: at for at, person in enumerate(found.persons) for a in person.appearances}
    assert all(holder[one] == holder[other] for one, other in same)
    assert all(holder[one] != holder[other] for one, other in different)
