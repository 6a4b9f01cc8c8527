"""Words that mean a theme together are found in one sentence, near each other, in any order."""

import pytest

from naeringsgraf.mentions.finder import Hit, find_hits


def find_together(text: str) -> list[tuple[str, str]]:
    """What lies from the first word to the last, and the theme that they mean."""
    return [(text[hit.begins : hit.ends], hit.entries[0].name) for hit in find_hits(text) if is_together(hit)]


def is_together(hit: Hit) -> bool:
    return hit.rule == "theme-collocation"


@pytest.mark.parametrize(
    ("text", "printed", "theme"),
    [
        ("35 000 tonn bilbatterier til gjenvinning", "bilbatterier til gjenvinning", "Batterigjenvinning"),
        ("Hvert år vrakes mange biler.", "vrakes mange biler", "Bilvraking"),
        ("Vi har ei tomt på 40 mål klar no.", "tomt på 40 mål klar", "Næringsarealer"),
        ("Staten bør legge et direktorat hit", "Staten bør legge et direktorat", "Statlige arbeidsplasser"),
        ("Dei treng fleire elektrikarar.", "fleire elektrikarar", "Rekruttering"),
        ("Banken vil ikke gi oss lån.", "Banken vil ikke gi oss lån", "Kapital og investeringer"),
        ("Verftet har sagt opp 40 tilsette.", "sagt opp 40 tilsette", "Nedleggelse og nedbemanning"),
        ("Ras stenger banen hver vinter.", "Ras stenger", "Klimatilpasning"),
        ("De er verken i jobb eller skole.", "verken i jobb eller skole", "Utenforskap og inkludering"),
    ],
)
def test_words_near_each_other_mean_a_theme(text: str, printed: str, theme: str) -> None:
    """Both orders, bokmål and nynorsk."""
    assert (printed, theme) in find_together(text)


def test_a_name_of_a_municipality_may_be_one_of_the_words() -> None:
    """ "[kommune]" in the table."""
    found = find_together("Det er Svelvik og Drammen som slås sammen.")

    assert ("Drammen som slås sammen", "Kommune- og regionreform") in found


@pytest.mark.parametrize(
    "text",
    [
        "Vi har mange biler. Skipet ble vraket.",
        "Vi har mange biler\n\nVrakes de?",
        "- mange biler\n- vrakes ofte",
        "biler som en to tre fire fem seks sju åtte ni ti vrakes",
    ],
)
def test_words_of_two_sentences_or_far_apart_mean_nothing(text: str) -> None:
    """A point, a blank line, another entry of a list, too many words between."""
    assert find_together(text) == []


def test_words_may_be_parts_of_one_compound() -> None:
    """ "ferge" and "kontrakt" in "fergekontrakt"; the ferry is still one reading."""
    hits = {hit.entries[0].name for hit in find_hits("krav i fergekontrakten")}

    assert {"Ferje og hurtigbåt", "Offentlige anskaffelser"} <= hits


def test_what_the_words_mean_alone_gives_way() -> None:
    """Old batteries to be recycled are no matter of the battery industry."""
    names = [hit.entries[0].name for hit in find_hits("bilbatterier til gjenvinning")]

    assert names == ["Batterigjenvinning"]


def test_a_theme_that_is_named_is_not_found_twice() -> None:
    """The label says it already."""
    (hit,) = find_hits("næringsareal")

    assert hit.rule == "theme-label"


def test_each_says_how_sure_it_is() -> None:
    """Less sure than a label."""
    together = [hit for hit in find_hits("Biler vrakes") if is_together(hit)]

    assert [hit.confidence for hit in together] == [0.7]


@pytest.mark.parametrize("text", ["klyngeleder", "Prosjektlederen", "landbrukssjefen", "de sementerer"])
def test_offices_and_verbs_are_no_compounds_of_a_theme(text: str) -> None:
    """Who leads a cluster does not raise clusters."""
    assert find_hits(text) == []


def test_a_name_may_be_a_form_of_a_theme() -> None:
    """Both readings stand."""
    names = {hit.entries[0].name for hit in find_hits("Fagskolen får flere elever")}

    assert "Fagskole" in names
    assert len(find_hits("Fagskolen")) == 2
