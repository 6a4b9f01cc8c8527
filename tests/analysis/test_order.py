from naeringsgraf.analysis.near import suggest_names
from naeringsgraf.analysis.order import sort_key


def test_norwegian_letters_come_last_and_double_a_is_one_of_them() -> None:
    """The order of a Norwegian dictionary."""
    names = ["Ås", "Aalesund", "Østfold", "Ærfugl", "Zagreb", "Oslo", "aksdal", "Älvdalen"]

    assert sorted(names, key=sort_key) == [
        "aksdal",
        "Oslo",
        "Zagreb",
        "Älvdalen",
        "Ærfugl",
        "Østfold",
        "Aalesund",
        "Ås",
    ]


def test_accents_and_case_do_not_matter() -> None:
    """Idé and ide stand side by side."""
    assert sorted(["idol", "Idé", "ide"], key=sort_key) == ["Idé", "ide", "idol"]


def test_near_names_are_suggested_best_first() -> None:
    """A slip of one letter still finds its word; nonsense finds nothing."""
    assert (
        suggest_names("batterigjenvining", ["Batterigjenvinning", "Batterifabrikk", "Havn"])[0] == "Batterigjenvinning"
    )
    assert suggest_names("xyzzy", ["Havn"]) == []
