"""The examples in the help of the commands, run as they stand there."""

import shlex
from pathlib import Path

import click
import pytest
from calling import CHECKOUT, call, spawn

from naeringsgraf.cli.main import COMMANDS, program

ALONE = {"build", "mcp", "serve"}
"""Commands whose examples have a process to themselves; those of the others are called in that of the tests."""


def list_examples() -> list[str]:
    """Give every example line of every help text, each once."""
    context = click.Context(program)
    commands = [program, *(program.get_command(context, name) for name in COMMANDS)]
    lines = [line.strip() for command in commands if command for line in (command.help or "").splitlines()]
    return list(dict.fromkeys(line for line in lines if line.startswith("naeringsgraf ")))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that sees the sample corpus and the labelled minutes, and holds a store and an older one."""
    folder = tmp_path_factory.mktemp("examples")
    for name in ("data", "tests"):
        (folder / name).symlink_to(CHECKOUT / name, target_is_directory=True)
    for line in (
        ("build", "data/referat/2018-05-30-osloregionen-naeringssamarbeidet.txt", "--store", "old.store"),
        ("build", "data/referat"),
        ("backup", "backup"),
    ):
        built = spawn(*line, folder=folder)
        assert built.code == 0, built.err
    return folder


def test_every_command_has_an_example() -> None:
    """And the whole program."""
    named = {shlex.split(line)[1] for line in list_examples()}

    assert named == set(COMMANDS)


@pytest.mark.parametrize("line", list_examples())
def test_example_runs(folder: Path, line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It ends well and has something to show, on stdout or in the file it names; a server answers one request."""
    arguments = shlex.split(line)[1:]
    if arguments[0] == "serve" and "--get" not in arguments:
        arguments = [*(each for each in arguments if each != "--open"), "--get", "/about"]
    monkeypatch.chdir(folder)
    outcome = spawn(*arguments, folder=folder) if arguments[0] in ALONE else call(*arguments)

    # As diff does, ours ends with 1 where something differs.
    assert outcome.code == (1 if arguments[0] == "diff" else 0), outcome.err
    if "-o" in arguments:
        assert (folder / arguments[arguments.index("-o") + 1]).stat().st_size > 0
    else:
        assert outcome.out
