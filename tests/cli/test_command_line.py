"""What all commands have in common: help, words on stderr, exit codes, UTF-8."""

import json
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import click
import pytest
from calling import CHECKOUT, PROGRAM, Outcome, call, spawn

from naeringsgraf import __version__
from naeringsgraf.cli.main import COMMANDS

HEAVY = ("rdflib", "networkx", "pyvis", "pyoxigraph", "numpy", "pyshacl", "jinja2", "oxrdflib", "rapidfuzz")


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["trace", "--help"], ["build", "--help"]])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    """Help answers at once, so it must not wait for what only the work needs."""
    script = f"""
import sys
from naeringsgraf.cli.main import run
code = run({arguments!r})
print(code, [name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, encoding="utf-8")

    assert done.stderr == "0 []\n"


def test_a_question_loads_nothing_that_reads_minutes(sample_store: Path) -> None:
    """What parses documents takes longer to load than an answer to find."""
    script = f"""
import sys
from naeringsgraf.cli.main import run
code = run(["trace", "--store", {str(sample_store)!r}, "--quiet"])
rooms = ("naeringsgraf.parsing", "naeringsgraf.reading", "naeringsgraf.mentions", "lxml", "rdflib", "networkx")
print(code, [name for name in rooms if name in sys.modules], file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, encoding="utf-8")

    assert done.stderr.splitlines()[-1] == "0 []"


def test_help_lists_every_command() -> None:
    """Each with a line that says what it does."""
    outcome = call("--help")

    assert outcome.code == 0
    for name, text in COMMANDS.items():
        assert re.search(rf"^  {name} +{re.escape(text)}$", outcome.out, re.MULTILINE)


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_has_the_common_options_and_an_example(name: str) -> None:
    """The examples are run by the tests of the commands."""
    outcome = call(name, "--help")

    assert outcome.code == 0
    assert all(flag in outcome.out for flag in ("--quiet", "--verbose", "--no-color", "--debug", "--json-errors"))
    assert f"  naeringsgraf {name} " in outcome.out


def test_version_is_the_packages() -> None:
    """One place holds it."""
    assert call("--version").out == f"naeringsgraf, version {__version__}\n"


def test_package_runs_as_the_command() -> None:
    """For those whose path lacks scripts."""
    done = subprocess.run(
        [sys.executable, "-m", "naeringsgraf", "--version"], capture_output=True, text=True, check=True
    )

    assert done.stdout == call("--version").out


def test_wrong_call_is_one_line_with_a_next_step() -> None:
    """Exit 2, nothing on stdout."""
    outcome = call("build", "--format", "xml", "data")

    assert (outcome.code, outcome.out, outcome.err.count("\n")) == (2, "", 1)
    assert outcome.err.startswith("Error: Invalid value for '--format': 'xml' is not one of 'table', 'json'.")
    assert outcome.err.endswith(" Try 'naeringsgraf build --help'.\n")
    assert call("bild").code == 2


def test_call_without_a_command_shows_the_help() -> None:
    """On stderr, since nothing was done."""
    outcome = call()

    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err == call("--help").out


def test_problems_can_be_told_as_json() -> None:
    """One object a line, also for a wrong value of an option."""
    for arguments in (["build", "nowhere", "--json-errors"], ["--json-errors", "build", "nowhere"]):
        outcome = call(*arguments)

        assert outcome.code == 2
        assert json.loads(outcome.err) == {
            "kind": "error",
            "exit": 2,
            "message": "nowhere: no such file or folder; check the spelling",
        }


def test_traceback_is_shown_only_when_asked_for() -> None:
    """A problem of the user's is a line; --debug tells where it was noticed."""
    assert "Traceback" not in call("build", "nowhere").err
    assert "Traceback" in call("build", "nowhere", "--debug").err
    assert call("build", "nowhere", "--debug").code == 2


def test_control_characters_of_a_name_are_shown_escaped() -> None:
    """A file's name cannot steer the terminal."""
    assert call("build", "a\x1b[31mb").err == "Error: a\\x1b[31mb: no such file or folder; check the spelling\n"


@pytest.mark.parametrize("environment", [{"PYTHONIOENCODING": "cp1252"}, {"LC_ALL": "C", "PYTHONUTF8": "0"}])
def test_output_is_utf8_whatever_the_locale_says(environment: dict[str, str]) -> None:
    """Norwegian letters come through on stdout and stderr."""
    assert "grønt industriløft" in spawn("--help", environment=environment).out
    assert spawn("build", "bøler", environment=environment).err.startswith("Error: bøler: no such file")


def test_broken_pipe_is_quiet() -> None:
    """`naeringsgraf … | head` ends without a word."""
    process = subprocess.Popen(
        [*PROGRAM, "completion", "bash"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=CHECKOUT
    )
    assert process.stdout is not None and process.stderr is not None
    process.stdout.close()
    words = process.stderr.read()
    process.stderr.close()

    assert (process.wait(), words) == (0, b"")


def test_interrupted_call_ends_with_130(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C is told in one line."""

    @click.command()
    def command() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(import_module("naeringsgraf.cli.completion"), "command", command)
    outcome = call("completion")

    assert outcome.code == 130
    assert outcome.err == "Error: interrupted; what was published before is untouched\n"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_the_script_of_the_shell(shell: str) -> None:
    """The script asks the program itself."""
    assert "_NAERINGSGRAF_COMPLETE" in call("completion", shell).out


def test_shell_is_told_how_a_line_may_go_on() -> None:
    """Names of commands and of options."""
    environment = {"_NAERINGSGRAF_COMPLETE": "bash_complete", "COMP_WORDS": "naeringsgraf eva", "COMP_CWORD": "1"}

    assert spawn(environment=environment) == Outcome(0, "plain,evaluate\n", "")


def test_an_evaluation_can_be_kept_and_compared(tmp_path: Path) -> None:
    """Nothing changed ends with 0; a figure that fell ends with 5."""
    labelled, earlier = CHECKOUT / "tests" / "quality" / "minutes", tmp_path / "earlier.json"
    kept = call("evaluate", labelled, "-o", earlier, "--document", "19")
    same = call("evaluate", labelled, "--against", earlier, "--document", "19")
    earlier.write_text(re.sub(r'"score": [0-9.]+', '"score": 1.0', earlier.read_text(encoding="utf-8")), "utf-8")
    worse = call("evaluate", labelled, "--against", earlier, "--document", "19")

    assert (kept.code, kept.out) == (0, "")
    assert (same.code, same.out) == (0, "nothing changed\n")
    assert worse.code == 5
    assert worse.out.startswith("worse  ")
