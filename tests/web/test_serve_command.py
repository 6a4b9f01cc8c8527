"""`naeringsgraf serve`, called wrongly: one line that says what to do, and the documented exit code."""

import socket
from pathlib import Path

import pytest

from naeringsgraf.cli.main import run
from serving import TOKEN, make_empty_store, run_server


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return make_empty_store(tmp_path / "my.store")


@pytest.mark.parametrize(
    ("options", "code", "told"),
    [
        (["--update"], 2, "NAERINGSGRAF_UPDATE_TOKEN is not set"),
        (["--host", "nowhere.invalid"], 2, "--host nowhere.invalid"),
        (["--host", "203.0.113.1", "-p", "0"], 2, "cannot be had"),
        (["-p", "99999"], 2, "99999"),
        (["--deadline", "0"], 2, "--deadline"),
        (["--workers", "0"], 2, "--workers"),
        (["--origin", "graf.example.no"], 2, "https://graf.example.no"),
        (["--get", "coverage"], 2, "--get /coverage"),
        (["http://127.0.0.1:9/sparql"], 2, "endpoint"),
    ],
)
def test_a_wrong_call_is_told(
    store: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    options: list[str],
    code: int,
    told: str,
) -> None:
    """Before any process is started."""
    monkeypatch.delenv("NAERINGSGRAF_UPDATE_TOKEN", raising=False)
    given = options if options[0].startswith("http") else [str(store), *options]

    assert run(["serve", *given]) == code
    said = capsys.readouterr()
    assert told in said.err and said.err.count("\n") == 1
    assert said.out == ""


def test_a_token_that_can_be_guessed_is_refused(
    store: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is not shown either."""
    monkeypatch.setenv("NAERINGSGRAF_UPDATE_TOKEN", "kort")

    assert run(["serve", str(store), "--update"]) == 2
    assert "kort;" not in capsys.readouterr().err


def test_a_store_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is made in its place; one without a graph says how to make one."""
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "a.txt").write_text("x")

    assert run(["serve", str(tmp_path / "none"), "-p", "0"]) == 1
    assert "naeringsgraf build" in capsys.readouterr().err
    assert run(["serve", str(tmp_path / "other"), "-p", "0"]) == 1
    assert not (tmp_path / "none").exists()


def test_a_port_that_is_taken_is_told(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With the way to another one."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert run(["serve", str(store), "-p", str(taken.getsockname()[1])]) == 2

    assert "-p 0" in capsys.readouterr().err


def test_the_address_is_all_there_is_on_stdout(store: Path) -> None:
    """So that a script can read it."""
    with run_server(store, "--workers", "1", "--update", NAERINGSGRAF_UPDATE_TOKEN=TOKEN) as server:
        assert server.url.startswith("http://127.0.0.1:")
        assert server.ask("/robots.txt").status == 200
        process = server.process

    assert process.returncode == 130
    assert process.stdout is not None and process.stdout.closed
