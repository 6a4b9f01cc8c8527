"""The tables beside the thesaurus: words that mean a theme together, and words too general to count beside others."""

from pathlib import Path

import pytest

from naeringsgraf.errors import RegisterError
from naeringsgraf.model.names import ThingId
from naeringsgraf.registers.collocations import Collocation, load_collocations, read_collocations
from naeringsgraf.registers.general import is_general, load_general, read_general

DATA = Path(__file__).parents[2] / "data" / "themes"


def write(folder: Path, *lines: str) -> Path:
    path = folder / "table.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_row_holds_groups_of_words(tmp_path: Path) -> None:
    """Lists by semicolons; a third group and what gives way may be left out."""
    path = write(
        tmp_path,
        "theme,first,second,third,within,instead_of",
        "bilvraking,bil;Biler,vrak*,,5,",
        "vei,a,b,c,2,gods;havn",
    )

    assert read_collocations(path) == (
        Collocation(ThingId("theme/bilvraking"), (("bil", "biler"), ("vrak*",)), 5, ()),
        Collocation(ThingId("theme/vei"), (("a",), ("b",), ("c",)), 2, (ThingId("theme/gods"), ThingId("theme/havn"))),
    )


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("nowhere,a,b,,5,", "'nowhere' is no theme"),
        ("vei,a,,,5,", "at least a first and a second group"),
        ("vei,a,b,,near,", "'near' is no number of words"),
        ("vei,a,b,,0,", "'0' is no number of words"),
        ("vei,a,b,,5,nowhere", "'nowhere' is no theme"),
    ],
)
def test_a_slip_in_the_collocations_is_told_with_its_line(tmp_path: Path, row: str, reason: str) -> None:
    """File, line, what is wrong."""
    path = write(tmp_path, "theme,first,second,third,within,instead_of", row)

    with pytest.raises(RegisterError, match=reason) as told:
        read_collocations(path)

    assert told.value.line == 2


@pytest.mark.parametrize("name", ["collocations.csv", "general.csv"])
def test_shipped_tables_are_sorted(name: str) -> None:
    """So that a diff shows the change."""
    _, *rows = (DATA / name).read_text(encoding="utf-8").splitlines()

    assert rows == sorted(rows)
    assert len(rows) == len(set(rows))


def test_shipped_collocations_are_lower_case_and_near() -> None:
    """A word is found whatever its case; a sentence has few words between."""
    for collocation in load_collocations():
        words = [word for group in collocation.groups for word in group]
        assert all(word.removesuffix("*").strip() == word.removesuffix("*") for word in words)
        assert collocation.within <= 12


def test_general_words_are_beginnings() -> None:
    """ "veier" is general and "riksvei" is not; of a theme without words everything is."""
    assert is_general(ThingId("theme/vei"), "Veiene")
    assert not is_general(ThingId("theme/vei"), "riksvei 7")
    assert is_general(ThingId("theme/prosjekt"), "forprosjektet")
    assert not is_general(ThingId("theme/hydrogen"), "hydrogen")


def test_general_names_known_themes_once(tmp_path: Path) -> None:
    """A slip is told with its line."""
    assert load_general()
    with pytest.raises(RegisterError, match="is no theme"):
        read_general(write(tmp_path, "theme,words", "nowhere,a"))
    with pytest.raises(RegisterError, match="stands on line 2 too"):
        read_general(write(tmp_path, "theme,words", "vei,a", "vei,b"))
