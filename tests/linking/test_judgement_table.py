"""The file of judgements is read whole, and all that is wrong with it is told at once, by line."""

from pathlib import Path

import pytest

from naeringsgraf.errors import CallError, JudgementError
from naeringsgraf.linking.judgements.judgement import Kind, Verdict
from naeringsgraf.linking.judgements.table import COLUMNS, find_judgements, read_judgements
from naeringsgraf.mapping.iri import BASE

HEADER = ",".join(COLUMNS)


def write(folder: Path, *lines: str) -> Path:
    """Write a file of judgements; who and when are added to each line."""
    path = folder / "judgements.csv"
    path.write_text("\n".join([HEADER, *(f"{line},Ida,2024-05-06," for line in lines)]) + "\n", encoding="utf-8")
    return path


def list_problems(path: Path) -> list[tuple[int | None, str]]:
    """Read a file that cannot be; give its problems."""
    with pytest.raises(JudgementError) as problem:
        read_judgements(path, BASE)
    assert str(problem.value).count("\n") == len(problem.value.problems) - 1
    return [(each.line, each.reason) for each in problem.value.problems]


def test_every_kind_is_read(tmp_path: Path) -> None:
    """Things by label, path or whole IRI."""
    path = write(
        tmp_path,
        f"theme,{BASE}minutes/a,{BASE}theme/stromnett,no,Nei.",
        "person,a#Kari Berg,b#attendance-2,same,Kari Berg | K. Berg",
        "affiliation,a#Kari Berg,Moss kommune,yes,Kari Berg",
        "municipality,a,3018,yes,Våler",
        "municipality,a,,no,Nes",
        "speaker,a,Kari Berg,yes,Ønske om",
        "minutes,c,,no,",
    )

    found = read_judgements(path, BASE)

    assert [each.kind for each in found.every] == [
        Kind(word.partition(",")[0]) for word in path.read_text("utf-8").split("\n")[1:-1]
    ]
    assert found.every[0].object == "theme/stromnett"
    assert (str(found.every[1].subject), str(found.every[1].other)) == ("a#Kari Berg", "b#attendance-2")
    assert found.every[1].verdict is Verdict.SAME
    assert {slug: len(each) for slug, each in found.by_document.items()} == {"a": 5, "c": 1}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("thema,a,Kraft,yes,Nei.", "kind 'thema' is not known; write one of person, affiliation, name, role,"),
        ("theme,a,Strømnetet,yes,Nei.", "object 'Strømnetet' is no theme; did you mean \"Strømnett\""),
        ("theme,a,Kraft,same,Nei.", "verdict 'same'; a judgement of kind theme is yes or no"),
        ("theme,a,Kraft,,Nei.", "verdict ''; a judgement of kind theme is yes or no"),
        ("theme,a,Kraft,yes,", "quote is empty; copy what the document says"),
        ("theme,,Kraft,yes,Nei.", "subject is empty; write the name of the document"),
        ("theme,a#turn-3,Kraft,yes,Nei.", "subject 'a#turn-3' names a part; for kind theme write the document a"),
        ("person,a,b#Kari,same,K | K", "subject 'a' is no attendance; write the document, # and the name as printed"),
        ("person,a#Kari,b#Kari,same,Kari", "quote 'Kari'; quote both as printed, with \" | \" between"),
        ("person,a#Kari,a#Kari,same,Kari | Kari", "subject and object are one attendance; name two"),
        ("affiliation,a#Kari,,yes,Kari", "object is empty; name whom they met for"),
        ("municipality,a,3018,no,Våler", "object '3018'; no says that the name is no municipality here, leave it"),
        ("minutes,a,noe,no,Referat", "object 'noe'; a file that holds no minutes has none, leave it empty"),
        ("minutes,a,,yes,Referat", "verdict 'yes'; a judgement of kind minutes is no"),
    ],
)
def test_line_that_says_nothing_clear_is_told(tmp_path: Path, line: str, told: str) -> None:
    """With the value and what to write instead."""
    ((number, reason),) = list_problems(write(tmp_path, "minutes,c,,no,", line))

    assert number == 3
    assert reason.startswith(told)


@pytest.mark.parametrize("rest", [",2024-05-06,", "Ida,i går,", "Ida,31.02.2024,", "Ida,,"])
def test_who_and_when_must_be_told(tmp_path: Path, rest: str) -> None:
    """A judgement nobody stands behind is none; a day must be one."""
    path = tmp_path / "j.csv"
    path.write_text(f"{HEADER}\ntheme,a,Kraft,no,Nei.,{rest}\n", encoding="utf-8")

    ((line, reason),) = list_problems(path)

    assert line == 2
    assert reason.startswith(("who is empty", "when "))


@pytest.mark.parametrize(
    ("lines", "problems"),
    [
        (
            ["theme,a,Kraft,no,Nei.", "theme,a,theme/energi,yes,Nei."],
            {3: "contradicts line 2, which says no theme/energi"},
        ),
        (["theme,a,Kraft,no,Nei.", "theme,a,theme/energi,no,Nei."], {3: "line 2 says the same; keep one of them"}),
        (["speaker,a,Kari,yes,Ja", "speaker,a,Ida,yes,Ja"], {3: "contradicts line 2, which says yes Kari"}),
        (["municipality,a,3018,yes,Våler", "municipality,a,,no,Våler"], {3: "contradicts line 2"}),
        (["minutes,a,,no,", "theme,a,Kraft,no,Nei."], {3: "line 2 says that a holds no minutes"}),
        (
            ["person,a#K,b#K,same,K | K", "person,b#K,a#K,different,K | K"],
            {3: "says that they are different, and line 2 that they are the same"},
        ),
        (
            [
                "person,a#K,b#K,same,K | K",
                "person,a#K,c#K,different,K | K",
                "person,d#K,e#K,same,K | K",
                "person,b#K,c#K,same,K | K",
            ],
            {3: "says that they are different, and line 2 and line 5 that they are the same"},
        ),
        (["person,a#K,b#K,same,K | K", "person,b#K,a#K,same,K | K"], {3: "line 2 says the same"}),
        (["theme,a,Kraft,vel,Nei.", "thema,a,Kraft,no,Nei."], {2: "verdict 'vel'", 3: "kind 'thema'"}),
    ],
)
def test_what_cannot_all_hold_is_told(tmp_path: Path, lines: list[str], problems: dict[int, str]) -> None:
    """The message names the other line, and every line of a chain; all problems are told together."""
    found = list_problems(write(tmp_path, *lines))

    assert [number for number, _ in found] == list(problems)
    assert all(reason.startswith(told) for (_, reason), told in zip(found, problems.values(), strict=True))


@pytest.mark.parametrize(
    ("lines"),
    [
        ["theme,a,Kraft,no,Nei.", "theme,a,Strømnett,yes,Nei.", "theme,b,Kraft,yes,Nei."],
        ["speaker,a,Kari,no,Ja", "speaker,a,Ida,yes,Ja"],
        ["person,a#K,b#K,same,K | K", "person,a#K,c#K,different,K | K", "person,b#K,d#K,same,K | K"],
    ],
)
def test_what_can_hold_together_does(tmp_path: Path, lines: list[str]) -> None:
    """Another theme, another document, a denial beside a confirmation."""
    assert len(read_judgements(write(tmp_path, *lines), BASE).every) == len(lines)


@pytest.mark.parametrize(
    ("data", "line", "told"),
    [
        (HEADER.replace(",", ";").encode(), 1, "the cells are not set apart by commas; save the table with commas"),
        (HEADER.replace(",", "\t").encode(), 1, "the cells are not set apart by commas"),
        (f"{HEADER}\ntheme,å".encode("latin-1"), 2, "is not written in UTF-8; save it as UTF-8"),
        (HEADER.encode("utf-16"), 1, "is not written in UTF-8"),
        (HEADER.replace(",why", "").encode(), 1, "no column 'why'; the header has kind, subject"),
        (f"{HEADER}\ntheme,a,Kraft,no,Nei, da.,Ida,2024-05-06,\n".encode(), 2, "more cells than the header has"),
        (f'{HEADER}\ntheme,a,Kraft,no,"Nei" da,Ida,2024-05-06,\n'.encode(), 2, "no CSV from here on ("),
        (b"", 1, "no column 'kind'; the header has nothing"),
    ],
)
def test_file_in_another_form_is_told(tmp_path: Path, data: bytes, line: int, told: str) -> None:
    """Another delimiter, another encoding, a missing column, a cell too many: as for the registers."""
    path = tmp_path / "judgements.csv"
    path.write_bytes(data)

    ((number, reason),) = list_problems(path)

    assert number == line
    assert reason.startswith(told)


def test_byte_order_mark_and_guarded_formulas_do_no_harm(tmp_path: Path) -> None:
    """Spreadsheets write the one, and our tables the other."""
    path = write(tmp_path, "theme,a,Kraft,no,'- Nei.")
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())

    assert [each.quote for each in read_judgements(path, BASE).every] == ["- Nei."]


def test_missing_file_is_told(tmp_path: Path) -> None:
    """By its name."""
    with pytest.raises(CallError, match=r"nei\.csv: is no such file; name a file of judgements"):
        read_judgements(tmp_path / "nei.csv", BASE)


def test_file_is_found_in_the_first_folder(tmp_path: Path) -> None:
    """Not beside a single file, and not in the second folder."""
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    path = write(tmp_path / "a")

    assert find_judgements([tmp_path / "a", tmp_path / "b"]) == path
    assert find_judgements([tmp_path / "b", tmp_path / "a"]) is None
    assert find_judgements([path]) is None
