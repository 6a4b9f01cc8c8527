"""How somebody came to be silent on a theme, on small meetings whose answers are known."""

import datetime as dt

import pytest

from handmade import BATTERY, DRAMMEN, GRID, Said, make_graph, make_municipality, make_talk
from naeringsgraf.analysis.finding import Finding
from naeringsgraf.analysis.silence import silence
from naeringsgraf.model.document import Document
from naeringsgraf.model.meeting import Actor, ActorKind, Meeting
from naeringsgraf.model.names import ThingId
from naeringsgraf.store.graph import Graph

MOSS = make_municipality("3002-2020", "Moss")
HORTEN = make_municipality("3801-2020", "Horten")
OSLO = make_municipality("0301-1925", "Oslo")
HAMAR = make_municipality("3403-2020", "Hamar")
CLUSTER = Actor(ThingId("cluster/batteriklyngen"), "Batteriklyngen", ActorKind.CLUSTER)
HAMAR_REGION = Actor(ThingId("region/hamarregionen"), "Hamarregionen", ActorKind.REGION, registered=True)

DAY = dt.date(2022, 5, 5)
BEFORE, AFTER = dt.date(2021, 5, 5), dt.date(2023, 5, 5)
EVERYONE = {"Åse Vik": DRAMMEN, "Ola Li": MOSS, "Liv Moe": HORTEN, "Per Dal": OSLO, "Hege Ro": HAMAR}


def tell(finding: Finding, *names: str) -> list[tuple[object, ...]]:
    return [tuple(row[name] for name in names) for row in finding.to_dicts()]


def ask_about(graph: Graph, municipality: str, day: dt.date = DAY) -> tuple[object, ...]:
    """Give state and reason on one day; the shipped query must say the same."""
    finding = silence(graph, "strømnett", municipality, since=day, until=day)
    assert list(graph.run_named("silence", **finding.asked)) == list(finding.rows)
    (state,) = tell(finding, "state", "why")
    return state


def make_members(*talks: tuple[Document, Meeting]) -> Graph:
    """Make a graph in which everyone is a member before and after."""
    return make_graph(make_talk("2021", BEFORE, EVERYONE), *talks, make_talk("2023", AFTER, EVERYONE))


@pytest.fixture(scope="module")
def graph() -> Graph:
    return make_members(
        make_talk(
            "2022",
            DAY,
            {"Åse Vik": DRAMMEN, "Ola Li": MOSS, "Liv Moe": HORTEN},
            [Said("Åse Vik", (GRID,)), Said("Ola Li", (BATTERY,)), Said("Ola Li")],
            absent={"Per Dal": OSLO},
        )
    )


@pytest.mark.parametrize(
    ("municipality", "state"),
    [
        ("Drammen", ("raised", None)),
        ("Moss", ("other-themes", None)),
        ("Horten", ("silent", None)),
        ("Oslo", ("absent", "told")),
        ("Hamar", ("absent", "not-listed")),
    ],
)
def test_four_kinds_of_silence(graph: Graph, municipality: str, state: tuple[object, ...]) -> None:
    """And the one who raised it."""
    assert ask_about(graph, municipality) == state


def test_turns_are_counted_beside_the_state(graph: Graph) -> None:
    """All of them, and those on the theme."""
    finding = silence(graph, "strømnett", since=DAY, until=DAY)

    assert tell(finding, "municipality", "turns", "turns_on_theme") == [
        ("Drammen", 1, 1),
        ("Hamar", 0, 0),
        ("Horten", 0, 0),
        ("Moss", 2, 0),
        ("Oslo", 0, 0),
    ]
    assert [len(quotes) for quotes in finding.evidence] == [1, 0, 0, 0, 0]


def test_without_a_theme_any_theme_counts(graph: Graph) -> None:
    """The theme is then left empty."""
    finding = silence(graph, since=DAY, until=DAY)

    assert tell(finding, "theme", "municipality", "state") == [
        (None, "Drammen", "raised"),
        (None, "Hamar", "absent"),
        (None, "Horten", "silent"),
        (None, "Moss", "raised"),
        (None, "Oslo", "absent"),
    ]
    assert list(graph.run_named("silence", **finding.asked)) == list(finding.rows)


def test_member_from_the_first_to_the_last_minutes_that_name_it() -> None:
    """Being told absent names it, too; before and after it was not a member then."""
    graph = make_graph(
        make_talk("2020", dt.date(2020, 5, 5), {"Åse Vik": DRAMMEN}),
        make_talk("2021", BEFORE, {"Åse Vik": DRAMMEN}, absent={"Ola Li": MOSS}),
        make_talk("2022", DAY, {"Åse Vik": DRAMMEN}),
        make_talk("2023", AFTER, {"Åse Vik": DRAMMEN, "Ola Li": MOSS}),
        make_talk("2024", dt.date(2024, 5, 5), {"Åse Vik": DRAMMEN}),
    )

    finding = silence(graph, "strømnett", "Moss")

    assert tell(finding, "date", "state") == [
        ("2020-05-05", "not-member"),
        ("2021-05-05", "absent"),
        ("2022-05-05", "absent"),
        ("2023-05-05", "silent"),
        ("2024-05-05", "not-member"),
    ]
    assert list(graph.run_named("silence", **finding.asked)) == list(finding.rows)


def test_membership_is_told_by_all_days_whatever_the_period() -> None:
    """A period limits the meetings that are told, not what is known of them."""
    assert ask_about(make_members(make_talk("2022", DAY, {"Åse Vik": DRAMMEN})), "Moss") == ("absent", "not-listed")


def test_without_an_attendance_list_nobody_is_absent() -> None:
    """Whether it spoke is known all the same."""
    graph = make_members(make_talk("2022", DAY, {}, [Said("Rådmannen", (BATTERY,), on_behalf_of=DRAMMEN)]))

    assert ask_about(graph, "Moss") == ("not-known", "no-list")
    assert ask_about(graph, "Drammen") == ("other-themes", None)


def test_list_of_absences_alone_tells_of_no_other() -> None:
    """It says who was not there, and not who was."""
    graph = make_members(make_talk("2022", DAY, {}, absent={"Ola Li": MOSS}))

    assert ask_about(graph, "Moss") == ("absent", "told")
    assert ask_about(graph, "Horten") == ("not-known", "no-list")


def test_somebody_there_who_is_not_placed_may_have_met_for_it() -> None:
    """So that it is not absent for sure; those who are listed are."""
    graph = make_members(make_talk("2022", DAY, {"Åse Vik": DRAMMEN, "Nils By": None}, absent={"Per Dal": OSLO}))

    assert ask_about(graph, "Moss") == ("not-known", "unplaced-attendee")
    assert ask_about(graph, "Drammen") == ("silent", None)
    assert ask_about(graph, "Oslo") == ("absent", "told")


def test_region_that_met_may_have_met_for_its_members() -> None:
    """Hamar is a member of Hamarregionen; Moss is not."""
    graph = make_members(make_talk("2022", DAY, {"Eli By": HAMAR_REGION}))

    assert ask_about(graph, "Hamar") == ("not-known", "region")
    assert ask_about(graph, "Moss") == ("absent", "not-listed")


def test_turn_that_nobody_is_named_for_may_have_been_anybodys() -> None:
    """Where it is on the theme, none of those there was silent on it for sure."""
    people = {"Åse Vik": DRAMMEN, "Ola Li": MOSS}
    on_theme, on_other = (
        make_members(make_talk("2022", DAY, people, [Said("Ola Li"), Said(None, (theme,))]))
        for theme in (GRID, BATTERY)
    )

    assert ask_about(on_theme, "Drammen") == ask_about(on_theme, "Moss") == ("not-known", "unnamed-turn")
    assert ask_about(on_theme, "Oslo") == ("absent", "not-listed")
    assert ask_about(on_other, "Drammen") == ("silent", None)
    assert ask_about(on_other, "Moss") == ("other-themes", None)


def test_speaker_who_could_not_be_told_may_be_one_who_seems_silent() -> None:
    """But those who spoke on other themes did so."""
    people = {"Åse Vik": DRAMMEN, "Ola Li": MOSS}
    graph = make_members(make_talk("2022", DAY, people, [Said("Ola Li"), Said("Kristin", (BATTERY,))]))

    assert ask_about(graph, "Drammen") == ("not-known", "unknown-speaker")
    assert ask_about(graph, "Moss") == ("other-themes", None)


def test_turn_that_only_points_to_slides_may_have_been_on_anything() -> None:
    """Unless it raised the theme elsewhere."""
    said = [Said("Åse Vik", slides=True), Said("Ola Li", slides=True), Said("Ola Li", (GRID,))]
    graph = make_members(make_talk("2022", DAY, {"Åse Vik": DRAMMEN, "Ola Li": MOSS, "Liv Moe": HORTEN}, said))

    assert ask_about(graph, "Drammen") == ("not-known", "slides")
    assert ask_about(graph, "Moss") == ("raised", None)
    assert ask_about(graph, "Horten") == ("silent", None)


def test_answer_to_one_who_raised_the_theme_may_be_on_it_without_naming_it() -> None:
    """ "I disagree that one trade should go first in the queue." An answer before it was raised is none to it."""
    said = [
        Said("Liv Moe", (BATTERY,), answers=("Åse Vik",)),
        Said("Åse Vik", (GRID,)),
        Said("Ola Li", (BATTERY,), answers=("Åse Vik",)),
    ]
    graph = make_members(make_talk("2022", DAY, {"Åse Vik": DRAMMEN, "Ola Li": MOSS, "Liv Moe": HORTEN}, said))

    assert ask_about(graph, "Moss") == ("not-known", "answer")
    assert ask_about(graph, "Horten") == ("other-themes", None)


def test_one_who_spoke_for_another_did_not_stay_silent() -> None:
    """On the theme it is not known for whom else; on others it spoke."""
    said = [Said("Åse Vik", (GRID,), on_behalf_of=CLUSTER), Said("Ola Li", (BATTERY,), on_behalf_of=CLUSTER)]
    graph = make_members(make_talk("2022", DAY, {"Åse Vik": DRAMMEN, "Ola Li": MOSS}, said))

    assert ask_about(graph, "Drammen") == ("not-known", "for-another")
    assert ask_about(graph, "Moss") == ("other-themes", None)


def test_body_that_is_not_named_has_members_of_the_one_meeting() -> None:
    """Two such meetings may be of two bodies."""
    graph = make_graph(
        make_talk("a", BEFORE, {"Åse Vik": DRAMMEN}, body=None), make_talk("b", AFTER, {"Ola Li": MOSS}, body=None)
    )

    finding = silence(graph, "strømnett")

    assert tell(finding, "municipality", "date", "state") == [
        ("Drammen", "2021-05-05", "silent"),
        ("Moss", "2023-05-05", "silent"),
    ]
    assert list(graph.run_named("silence", **finding.asked)) == list(finding.rows)


def test_meeting_without_a_day_is_left_out_and_told() -> None:
    """Who was a member then cannot be said."""
    finding = silence(make_members(make_talk("udatert", None, {"Åse Vik": DRAMMEN})), "strømnett")

    assert {row[0] for row in tell(finding, "document")} == {"minutes/2021", "minutes/2023"}
    assert "Meetings left out, for they have no date: 1." in finding.notes


def test_municipalities_rolled_forward_are_one_row_and_one_member() -> None:
    """Skedsmo spoke and Fet was absent: Lillestrøm of today spoke."""
    skedsmo, fet = make_municipality("0231-1838", "Skedsmo"), make_municipality("0227-1838", "Fet")
    lillestrom = make_municipality("3205-2024", "Lillestrøm")
    graph = make_graph(
        make_talk("2018", dt.date(2018, 5, 5), {"Åse Vik": skedsmo}, [Said("Åse Vik")], absent={"Ola Li": fet}),
        make_talk("2024", dt.date(2024, 5, 5), {"Ola Li": lillestrom}),
    )

    as_of, today = (silence(graph, "strømnett", places=places) for places in ("as-of", "today"))

    assert tell(as_of, "municipality", "date", "state") == [
        ("Fet", "2018-05-05", "absent"),
        ("Fet", "2024-05-05", "not-member"),
        ("Lillestrøm", "2018-05-05", "not-member"),
        ("Lillestrøm", "2024-05-05", "silent"),
        ("Skedsmo", "2018-05-05", "other-themes"),
        ("Skedsmo", "2024-05-05", "not-member"),
    ]
    assert tell(today, "municipality", "date", "state") == [
        ("Lillestrøm", "2018-05-05", "other-themes"),
        ("Lillestrøm", "2024-05-05", "silent"),
    ]
    for finding in (as_of, today):
        assert list(graph.run_named("silence", **finding.asked)) == list(finding.rows)
