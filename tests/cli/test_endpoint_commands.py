"""The commands with --store URL: the same words on stdout as with a folder, and clear ends."""

import subprocess
from pathlib import Path

import pytest
from calling import PROGRAM, call
from minutes import write_minutes

from naeringsgraf.cli.errors import Exit
from servers import Gatekeeper, Say, find_port


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """Two meetings."""
    write_minutes(tmp_path / "referat")
    write_minutes(tmp_path / "referat", "2021-05-07-naeringsgruppa.md", "07.05.2021")
    return tmp_path / "referat"


def test_all_commands_answer_as_with_a_folder(sources: Path, tmp_path: Path, oxigraph: str) -> None:
    """Built to an endpoint, and to a folder from the same sources."""
    folder, url = tmp_path / "graph.store", f"{oxigraph}/query"
    call("build", sources, "--store", folder, "--workers", 0)

    built = call("build", sources, "--store", url, "--shards", tmp_path / "shards", "--workers", 0)

    assert (built.code, built.err.splitlines()[-1]) == (Exit.DONE, f"Note: {url}: 7 graphs put, 0 removed")
    for command in (
        ["stats"],
        ["stats", "--documents"],
        ["trace", "--quotes"],
        ["people", "--why"],
        ["network", "municipality-theme", "--format", "csv"],
        ["query", "--named", "who-raises-what"],
        ["check"],
        ["export"],
        ["export", "--format", "trig"],
    ):
        assert call(*command, "--store", url) == call(*command, "--store", folder), command
    assert call("themes", "suggest", url) == call("themes", "suggest", folder)


def test_a_publish_that_broke_off_is_said_and_goes_on(sources: Path, tmp_path: Path, oxigraph: str) -> None:
    """The error names the endpoint; meanwhile each question says what is missing; nothing is read twice."""
    with Gatekeeper(
        oxigraph, lambda method, path, before: Say(403) if method == "PUT" and before == 6 else None
    ) as gate:
        build = ["build", sources, "--store", f"{gate.root}/query", "--shards", tmp_path / "shards", "--workers", 0]
        broken = call(*build)
        asked = call("stats", "--store", f"{gate.root}/query")
        again = call(*build, "--format", "json")

    assert (broken.code, broken.out) == (Exit.FAILED, "")
    assert broken.err.startswith(f"Error: {gate.root}/store forbids this (403)")
    assert asked.code == Exit.DONE and "7 graphs are still to be published" in asked.err
    assert again.code == Exit.DONE and '"read": []' in again.out


def test_a_killed_publish_goes_on(sources: Path, tmp_path: Path, oxigraph: str) -> None:
    """The process ends between two graphs, without a word; the next one makes the endpoint whole."""
    builder: list[subprocess.Popen[bytes]] = []

    def kill(method: str, path: str, before: int) -> Say | None:
        if method == "PUT" and before == 3:
            builder[0].kill()
        return None

    with Gatekeeper(oxigraph, kill) as gate:
        build = ["build", sources, "--store", f"{gate.root}/query", "--shards", tmp_path / "shards", "--workers", "0"]
        builder.append(subprocess.Popen([*PROGRAM, *map(str, build)], stderr=subprocess.DEVNULL))
        assert builder[0].wait() != Exit.DONE
        half = call("stats", "--store", f"{gate.root}/query")
        again = call(*build)
        call("build", sources, "--store", tmp_path / "graph.store", "--workers", 0)

        assert "7 graphs are still to be published" in half.err
        assert again.code == Exit.DONE
        assert call("export", "--store", f"{gate.root}/query") == call("export", "--store", tmp_path / "graph.store")


@pytest.mark.parametrize("command", [["stats"], ["trace"]])
def test_an_endpoint_that_is_down_ends_with_one_line(command: list[str]) -> None:
    """Exit code 1, and nothing on stdout."""
    done = call(*command, "--store", f"http://127.0.0.1:{find_port()}/query")

    assert (done.code, done.out, done.err.count("\n")) == (Exit.FAILED, "", 1)
    assert "cannot be reached" in done.err


def test_a_url_that_cannot_be_used_is_a_wrong_call(tmp_path: Path) -> None:
    """A password on the command line, and a command that works on files."""
    secret = call("stats", "--store", "https://kari:hemmelig@graf.example/sparql")
    files = call("diff", "https://graf.example/sparql", tmp_path)

    assert (secret.code, files.code) == (Exit.CALL, Exit.CALL)
    assert "hemmelig" not in secret.err and "NAERINGSGRAF_PASSWORD" in secret.err
    assert "https://graf.example/sparql is an endpoint, and this needs the folder of a store." in files.err


def test_the_address_may_come_from_the_environment(
    sources: Path, tmp_path: Path, oxigraph: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """NAERINGSGRAF_STORE may be a URL, and the doors be told apart from it."""
    monkeypatch.setenv("NAERINGSGRAF_STORE", f"{oxigraph}/query")
    monkeypatch.setenv("NAERINGSGRAF_DATA_URL", "none")
    monkeypatch.setenv("NAERINGSGRAF_SHARDS", str(tmp_path / "shards"))

    assert call("build", sources, "--workers", 0).code == Exit.DONE
    assert (
        call("query", "-", "--format", "csv", stdin="SELECT (COUNT(*) AS ?n) { ?m a ng:Meeting }").out == "n\r\n2\r\n"
    )


@pytest.mark.parametrize("command", [["verify"], ["backup", "copy"], ["restore", "copy"]], ids=lambda words: words[0])
def test_what_works_on_files_refuses_a_url(command: list[str]) -> None:
    """An endpoint has backups of its own."""
    outcome = call(*command, "--store", "https://graf.example/sparql")

    assert outcome.code == 2
    assert "https://graf.example/sparql is an endpoint, and this needs the folder of a store." in outcome.err
