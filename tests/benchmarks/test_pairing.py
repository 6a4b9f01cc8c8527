"""A benchmark gives a ratio only where both sides say the same, and its page tells what the run measured."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from benchmarks.generate import Minutes, generate
from benchmarks.pairing import Pair, UnequalError, compare
from benchmarks.report import read_run, render, tell
from naeringsgraf.linking.extract import extract_meeting
from naeringsgraf.reading.read import read_bytes

FOLDER = Path(__file__).parents[2] / "benchmarks"


def list_facts(found: object) -> Sequence[str]:
    assert isinstance(found, list)
    return [str(each) for each in found]


def make_pair(ours: list[int], peer: list[int], floor: float | None = None) -> Pair:
    return Pair("", "numbers", lambda: list(ours), lambda: list(peer), list_facts, "others", floor)


def test_unequal_outputs_have_no_ratio() -> None:
    """The run stops before a time is taken, and tells what only one side found."""
    with pytest.raises(UnequalError) as told:
        compare(make_pair([1, 2, 3], [1, 2, 4]))

    assert "only ours: 3" in str(told.value) and "only the peer's: 4" in str(told.value)


def test_what_is_found_twice_is_compared_twice() -> None:
    """Outputs are compared with their repetitions, and what is repeated is told."""
    with pytest.raises(UnequalError, match="only ours: 1"):
        compare(make_pair([1, 1], [1]))


def test_each_round_has_a_ratio() -> None:
    """All counted rounds are kept, and the one before them is not."""
    result = compare(make_pair([2, 1], [1, 2]), rounds=3)

    assert len(result.rounds) == 3
    assert result.facts == 2


def test_missed_goal_is_told_as_missed() -> None:
    """A goal out of reach stays in sight."""
    result = compare(make_pair([1], [1], floor=1e12), rounds=1)

    assert tell(result)["met"] is False


def test_generated_minutes_are_the_same_in_every_run() -> None:
    """A longer corpus begins with the shorter one."""
    assert list(generate(3)) == list(generate(5))[:3]


@pytest.mark.parametrize("minutes", list(generate(12)), ids=lambda minutes: minutes.slug)
def test_generated_minutes_are_read_as_they_were_made(minutes: Minutes) -> None:
    """What is timed is the reading of minutes that are understood: day, people, turns and who took them."""
    meeting = extract_meeting(read_bytes(minutes.write_text().encode(), f"{minutes.slug}.txt"))
    names = {person.number: person.name for person in meeting.attendees}

    assert meeting.date == minutes.day
    assert sorted(names.values()) == sorted(person.name for person in (*minutes.present, *minutes.absent))
    assert [names.get(turn.speaker or 0) for turn in meeting.contributions] == [
        turn.speaker.name for item in minutes.items for turn in item.turns
    ]
    assert [[names[number] for number in turn.replies_to] for turn in meeting.contributions] == [
        [turn.answers.name] if turn.answers else [] for item in minutes.items for turn in item.turns
    ]


@pytest.mark.parametrize(("name", "mark"), [("README.md", ""), ("large.md", "-large")])
def test_page_is_what_the_last_run_wrote(name: str, mark: str) -> None:
    """The table is never edited by hand."""
    page = (FOLDER / name).read_text(encoding="utf-8")
    measured = re.search(r"Measured (\S+) at commit `(\w+\+?)`", page)
    assert measured
    run = FOLDER / "results" / f"{measured[1]}-{measured[2]}{mark}.json"

    assert page == render(read_run(run.read_text(encoding="utf-8")))
