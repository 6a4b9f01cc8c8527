"""One option leaves names of people out of every answer, network and export."""

import re
from pathlib import Path

import pytest
from calling import call
from minutes import write_minutes

NAMES = re.compile(r"\bÅse\b|Ola Li\b")


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NAERINGSGRAF_SECRET", "a secret that only these tests have")
    write_minutes(tmp_path / "referat")
    assert call("build", tmp_path / "referat", "--store", tmp_path / "s", "--workers", 0).code == 0
    return tmp_path / "s"


@pytest.mark.parametrize(
    "asked",
    [
        ("people",),
        ("people", "--each", "--format", "csv"),
        ("people", "--why"),
        ("requests", "--quotes", "--format", "json"),
        ("trace", "--quotes", "--format", "csv"),
        ("trace", "--format", "html"),
        ("salience",),
        ("coverage", "--format", "json"),
        ("query", "--named", "people"),
        ("stats", "--documents"),
        ("check",),
        ("export",),
        ("export", "--format", "jsonld"),
        *(("network", "people-bodies", "--format", form) for form in ("csv", "json", "graphml", "gexf", "svg")),
        ("network", "co-attendance", "--format", "csv"),
        ("network", "replies", "--format", "json"),
        ("network", "people-bodies", "--format", "html"),
    ],
    ids=" ".join,
)
def test_no_answer_names_anybody(store: Path, asked: tuple[str, ...]) -> None:
    """The same question gives as much, without names."""
    full, seen = (call(*asked, "--store", store, *more) for more in ((), ("--pseudonymise",)))

    assert seen.code == full.code, seen.err
    assert seen.out
    assert NAMES.findall(seen.out) == []
    assert asked[0] in ("stats", "check", "salience", "coverage") or len(seen.out.splitlines()) >= 1


def test_files_say_whether_they_name_people(store: Path, tmp_path: Path) -> None:
    """On stderr, so that whoever hands a file on knows."""
    for more, words in (
        ((), "with names of people"),
        (("--pseudonymise",), "without names of people"),
        (("--level", "pseudonym"), "with no names but those that others may see"),
    ):
        export = call("export", "--store", store, "-o", tmp_path / "graph.nq", "--force", *more)
        drawn = call("network", "people-bodies", "--store", store, "-o", tmp_path / "n.csv", "--force", *more)
        assert words in export.err
        assert words in drawn.err
        assert ("Åse Vik" in (tmp_path / "graph.nq").read_text("utf-8")) == (not more)


def test_levels_are_told_when_building(store: Path, tmp_path: Path) -> None:
    """And hold for what is asked at a level."""
    built = call("build", tmp_path / "referat", "--store", store, "--level", "offentlig", "--workers", 0)
    assert built.code == 0
    assert "Åse Vik" in call("export", "--store", store, "--level", "pseudonym").out

    call("build", tmp_path / "referat", "--store", store, "--level", "intern:2021*", "--workers", 0)
    told = call("stats", "--store", store, "--level", "pseudonym")
    assert told.code == 1
    assert "no document may be seen at level pseudonym" in told.err


@pytest.mark.parametrize("path", ["/", "/people", "/search?q=Vik", "/person/ase-vik", "/requests", "/network"])
def test_no_page_names_anybody(store: Path, path: str) -> None:
    """The explorer opens a store in which the names are not."""
    told = call("serve", store, "--pseudonymise", "--get", path)

    # A search repeats what was asked.
    assert not re.search(r"\bÅse\b|Ola Li\b|Åse Vik", told.out.replace("Vik", ""))


def test_another_machine_sees_what_its_level_lets_it(store: Path) -> None:
    """Whatever address is served on; what is not to leave this machine cannot be asked for."""
    asked = "/sparql?query=SELECT%20%3Fn%20WHERE%20%7B%20%3Fp%20a%20ng%3APerson%20%3B%20ng%3Aname%20%3Fn%20%7D"
    here = call("serve", store, "--get", asked)
    there = call("serve", store, "--host", "0.0.0.0", "--get", asked)

    assert "Åse Vik" in here.out
    assert there.code == 0, there.err
    assert "Person-" in there.out
    assert "Åse Vik" not in there.out
    assert call("serve", store, "--host", "0.0.0.0", "--level", "intern", "--get", "/").code == 2
    assert call("serve", store, "--pseudonymise", "--review", "--get", "/").code == 2


def test_an_endpoint_cannot_be_seen_without_names() -> None:
    """Its graph is somebody else's; the folder is named instead."""
    told = call("people", "--store", "http://127.0.0.1:9/sparql", "--pseudonymise")

    assert told.code == 2
    assert "folder of a store" in told.err
