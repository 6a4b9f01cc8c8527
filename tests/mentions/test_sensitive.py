"""Places that may tell of a named person what article 9 guards are found; fields of work and offices are not."""

import time

import pytest

from naeringsgraf.mentions.sensitive import find_sensitive

TOLD = {
    "Kari Nordmann er sykmeldt fram til jul.": "health",
    "Ola Li (sjuk) hadde forfall.": "health",
    "Permisjon for Per A. Moen på grunn av sykdom.": "health",
    "Siri Lie har fått kreft.": "health",
    "Per Moen er medlem av NITO.": "union",
    "Anne Lie melde seg ut av Fagforbundet.": "union",
    "Ola Li er muslim.": "religion",
    "Kari Lie meldte seg ut av kirken i fjor.": "religion",
    "Mari Boine Persen har samisk bakgrunn.": "origin",
    "Per Moen er homofil.": "orientation",
    "Anne Lie røystar ikkje, men Per Moen røysta på Høgre.": "politics",
    "Ola Li er mangeårig medlem av Arbeiderpartiet.": "politics",
}
NOT_TOLD = (
    "Kari Lie orienterte om psykisk helse og sykehuset i Drammen.",
    "Kommunen har høyt sykefravær.",
    "Per Moen (H), ordfører, møtte for Høyre.",
    "Hovedtillitsvalgt Kari Lie møtte.",
    "Kari Lie viste til samisk næringsliv.",
    "Mange i Drammen er syk av støy.",
    "Arbeidet er utført. En ansatt er sykmeldt.",
    "Kristen Vik møtte for Drammen kommune.",
    "Ola Li ba om kreftforskning i klyngen.",
)


@pytest.mark.parametrize(("text", "kind"), TOLD.items())
def test_what_may_tell_of_somebody_is_found(text: str, kind: str) -> None:
    """Somebody is known by given name and surname, whether on any list or not."""
    assert [each.kind for each in find_sensitive(text)] == [kind]


@pytest.mark.parametrize("text", NOT_TOLD)
def test_what_minutes_are_about_is_not_found(text: str) -> None:
    """Nobody is named near it, it names a field of work, or it is an office."""
    assert find_sensitive(text) == []


def test_somebody_on_the_list_is_known_by_the_first_name_alone() -> None:
    """Others are not: many given names are words or places, too."""
    text = "Kari er sjuk i dag."

    assert find_sensitive(text) == []
    assert [text[each.begins : each.ends] for each in find_sensitive(text, ["Kari Lie"])] == ["sjuk"]


def test_a_name_in_another_sentence_is_not_near() -> None:
    """Nor one on another line, while the point behind an initial ends no sentence."""
    assert find_sensitive("Kari Lie møtte. Noen er sykmeldt.") == []
    assert find_sensitive("Kari Lie\nsykmeldt") == []
    assert len(find_sensitive("Kari B. Lie er sykmeldt.")) == 1


@pytest.mark.parametrize("piece", ["Kari Lie er sykmeldt. ", "medlem av ", "Kari ", "A. ", "er ", "a" * 80])
def test_a_text_ten_times_as_long_takes_ten_times_as_long(piece: str) -> None:
    """Measured as a ratio, the best of several runs; with room for a machine that others use, too."""
    short, long = piece * 1000, piece * 10_000
    find_sensitive(short)

    assert min(_time(long) for _ in range(3)) < 40 * min(_time(short) for _ in range(5))


def _time(text: str) -> float:
    begun = time.perf_counter()
    find_sensitive(text)
    return time.perf_counter() - begun
