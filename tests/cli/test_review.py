"""A person decides what is uncertain: in a terminal, or in a spreadsheet."""

import csv
import os
import select
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from calling import PROGRAM, call

MINUTES = """# Referat fra næringsgruppa 01.02.2021

Til stede:

- Kari Berg, Trondheim kommune
- Nils Dal, Våler kommune
- Ida Ås, Horten kommune

## Sak 1 Strømnettet

Kari Berg, Trondheim: Strømnettet er fullt. Det er for få næringsarealer.

Nils Dal, Våler: Vi trenger flere næringsarealer. Vi trenger bedre strømnett.

Ønske om at strømnettet bygges ut.
"""
ASKED = ["municipality", "speaker"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with minutes and the store built from them."""
    (tmp_path / "referat").mkdir()
    (tmp_path / "referat" / "mote.md").write_text(MINUTES, encoding="utf-8")
    assert call("build", tmp_path / "referat", "--store", tmp_path / "s", "--workers", 0).code == 0
    return tmp_path


def read_lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


class Terminal:
    """The program in a terminal of its own, to which answers are typed."""

    def __init__(self, *arguments: object) -> None:
        import pty

        self._terminal, inner = pty.openpty()
        self._process = subprocess.Popen(
            [*PROGRAM, *map(str, arguments)], stdin=inner, stdout=inner, stderr=inner, start_new_session=True
        )
        os.close(inner)
        self.shown = ""
        self._seen = 0

    def wait_for(self, text: str) -> None:
        """Read until the text is shown after what was waited for before."""
        deadline = time.monotonic() + 60
        while text not in self.shown[self._seen :]:
            assert time.monotonic() < deadline, self.shown
            self._read()
        self._seen = self.shown.index(text, self._seen) + len(text)

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *problem: object) -> None:
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait(60)
        os.close(self._terminal)

    def type(self, text: str) -> None:
        os.write(self._terminal, text.encode() + b"\n")

    def interrupt(self) -> None:
        """Press Ctrl-C, again where nothing happens: just before the program begins to read, it is not heard."""
        for _ in range(10):
            os.killpg(self._process.pid, signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(10)
                return

    def end(self) -> int:
        """Give the exit code, when the program has ended."""
        deadline = time.monotonic() + 60
        while self._read():
            assert time.monotonic() < deadline, self.shown
        return self._process.wait(60)

    def _read(self) -> bool:
        try:
            if not select.select([self._terminal], [], [], 0.2)[0]:
                return self._process.poll() is None
            data = os.read(self._terminal, 1 << 16)
        except OSError:
            return False
        self.shown += data.decode("utf-8", "replace").replace("\r\n", "\n")
        return bool(data)


in_a_terminal = pytest.mark.skipif(sys.platform == "win32", reason="there is no pty")


@in_a_terminal
def test_cases_are_decided_one_by_one(folder: Path) -> None:
    """Accept, undo, skip, reject and quit; the file can be built with."""
    file = folder / "referat" / "judgements.csv"
    with Terminal("review", "--store", folder / "s", "--judgements", file, "--who", "Ida Dal") as terminal:
        terminal.wait_for("> ")
        assert "1/" in terminal.shown and "several municipalities go by the name" in terminal.shown
        terminal.type("a")
        terminal.wait_for("> ")
        assert "name which" in terminal.shown
        terminal.type("1")
        terminal.wait_for("2/")
        first = read_lines(file)
        terminal.type("u")
        terminal.wait_for("1/")
        assert not file.exists()
        terminal.type("2")
        terminal.wait_for("2/")
        terminal.wait_for("> ")
        terminal.type("s")
        terminal.wait_for("That was the last one.")
        terminal.type("q")
        assert terminal.end() == 0

    lines = read_lines(file)
    assert [(line["kind"], line["verdict"], line["quote"], line["who"]) for line in lines] == [
        ("municipality", "yes", "Våler", "Ida Dal")
    ]
    assert {first[0]["object"], lines[0]["object"]} == {"municipality/3018-2020", "municipality/3419-2020"}
    assert call("build", folder / "referat", "--store", folder / "s", "--workers", 0).code == 0
    assert "municipality" not in call("review", "--store", folder / "s", "--judgements", file, "--format", "csv").out


@in_a_terminal
def test_nothing_is_lost_when_interrupted(folder: Path) -> None:
    """What was decided before Ctrl-C is in the file, whole; the exit code is the documented one."""
    file = folder / "judgements.csv"
    with Terminal("review", "--store", folder / "s", "--judgements", file, "--who", "Ida") as terminal:
        terminal.wait_for("> ")
        terminal.type("1")
        terminal.wait_for("2/")
        terminal.wait_for("> ")
        terminal.interrupt()
        assert terminal.end() == 130

    assert [line["kind"] for line in read_lines(file)] == ["municipality"]
    assert "1 judgement written to" in terminal.shown
    assert "Traceback" not in terminal.shown


@in_a_terminal
def test_speaker_is_named(folder: Path) -> None:
    """Where no rule has anybody to propose; what says nothing clear is asked again."""
    file = folder / "judgements.csv"
    with Terminal(
        "review", "--kind", "speaker", "--store", folder / "s", "--judgements", file, "--who", "Ida"
    ) as terminal:
        terminal.wait_for("> ")
        terminal.type("r")
        terminal.wait_for("nothing is claimed that could be rejected")
        terminal.type("ja visst")
        terminal.wait_for("is no answer")
        terminal.type("a Kari Berg")
        terminal.wait_for("That was the last one.")
        terminal.type("quit")
        assert terminal.end() == 0

    assert [(line["kind"], line["object"]) for line in read_lines(file)] == [("speaker", "Kari Berg")]
    built = call("build", folder / "referat", "--store", folder / "s", "--workers", 0, "--judgements", file)
    assert built.code == 0, built.err


def test_elsewhere_the_cases_are_listed(folder: Path) -> None:
    """The weightiest first, in any format; nothing is asked."""
    rows = list(csv.DictReader(call("review", "--store", folder / "s", "--format", "csv").out.splitlines()))

    weights = [int(row["statements"]) for row in rows]
    assert weights == sorted(weights, reverse=True)
    assert {row["kind"] for row in rows} >= set(ASKED)
    assert call("review", "--store", folder / "s").out.startswith("statements")


def test_sheet_is_filled_in_and_taken_in(folder: Path) -> None:
    """As Norwegian spreadsheets write it: semicolons, a byte order mark, days the Norwegian way, some lines empty."""
    sheet, file = folder / "ark.csv", folder / "judgements.csv"
    assert call("review", "--store", folder / "s", "--export", sheet, "--excel").code == 0
    text = sheet.read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(text.splitlines(), delimiter=";"))
    assert {row["verdict"] for row in rows} == {""}
    for row in rows:
        if row["kind"] == "municipality" and row["object"].endswith("3018-2020"):
            row |= {"verdict": "yes", "when": "6.5.2024"}
        elif row["kind"] == "speaker":
            row |= {"verdict": "yes", "object": "Ida Ås", "who": "Per"}
    with sheet.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.DictWriter(out, rows[0].keys(), delimiter=";")
        writer.writeheader()
        writer.writerows(rows)

    taken = call("review", "--store", folder / "s", "--import", sheet, "--judgements", file, "--who", "Ida")

    assert taken.code == 0, taken.err
    assert "2 judgements written" in taken.err
    lines = {line["kind"]: line for line in read_lines(file)}
    assert (lines["municipality"]["who"], lines["municipality"]["when"]) == ("Ida", "2024-05-06")
    assert (lines["speaker"]["who"], lines["speaker"]["object"]) == ("Per", "Ida Ås")
    built = call("build", folder / "referat", "--store", folder / "s", "--workers", 0, "--judgements", file)
    assert built.code == 0, built.err
    again = call("review", "--store", folder / "s", "--import", sheet, "--judgements", file)
    assert "2 known already" in again.err
    assert len(read_lines(file)) == 2


def test_sheet_that_contradicts_is_refused_whole(folder: Path) -> None:
    """By line, with the line of the file that says otherwise; nothing is written."""
    file, sheet = folder / "judgements.csv", folder / "ark.csv"
    header = "kind,subject,object,verdict,quote,who,when,why\n"
    file.write_text(f"{header}municipality,mote,3018,yes,Våler,Ida,2024-05-06,\n", encoding="utf-8")
    lines = "theme,mote,Strømnett,no,Strømnettet er fullt.,,,\nmunicipality,mote,,no,Våler,,,\nthema,a,b,yes,c,,,\n"
    sheet.write_text(header + lines, encoding="utf-8")
    before = file.read_bytes()

    refused = call("review", "--store", folder / "s", "--import", sheet, "--judgements", file)

    assert refused.code == 1
    assert refused.err.splitlines() == [
        f"Error: {sheet}, line 3: contradicts line 2 of {file}, which says yes 3018; take one of them out",
        f"Error: {sheet}, line 4: kind 'thema' is not known; write one of person, affiliation, name, role, "
        "municipality, theme, speaker, minutes",
    ]
    assert file.read_bytes() == before


def test_nothing_uncertain_is_no_rows(folder: Path) -> None:
    """As for any question."""
    assert call("review", "--kind", "person", "--store", folder / "s", "--format", "csv").code == 4


def test_hand_written_file_is_only_added_to(folder: Path) -> None:
    """Its line ends stay, and a last line without one is ended."""
    file, sheet = folder / "judgements.csv", folder / "ark.csv"
    header = "kind,subject,object,verdict,quote,who,when,why"
    file.write_bytes(f"\ufeff{header}\r\nmunicipality,mote,3018,yes,Våler,Ida,2024-05-06,".encode())
    sheet.write_text(f"{header}\ntheme,mote,Strømnett,no,Strømnettet er fullt.,,,\n", encoding="utf-8")
    before = file.read_bytes()

    assert call("review", "--store", folder / "s", "--import", sheet, "--judgements", file).code == 0

    assert file.read_bytes().startswith(before + b"\r\ntheme,mote,")
    assert len(read_lines(file)) == 2
