"""Call the command line as a user does: in this process where that is enough, else in one of its own."""

import io
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from naeringsgraf.cli.main import run

CHECKOUT = Path(__file__).parents[2]
PROGRAM = [sys.executable, "-c", "from naeringsgraf.cli.main import main; main()"]


@dataclass(frozen=True)
class Outcome:
    """What a call came to."""

    code: int
    out: str
    err: str


def call(*arguments: object, stdin: str = "") -> Outcome:
    """Run one call in this process."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n", write_through=True) for _ in range(2))
    kept, sys.stdin = sys.stdin, io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8")
    try:
        with redirect_stdout(out), redirect_stderr(err):
            code = run([str(argument) for argument in arguments])
    finally:
        sys.stdin = kept
    texts = [stream.detach().getvalue().decode("utf-8") for stream in (out, err)]
    return Outcome(int(code), *texts)


def spawn(*arguments: object, folder: Path = CHECKOUT, environment: Mapping[str, str] | None = None) -> Outcome:
    """Run one call in a process of its own; the output is read as UTF-8."""
    done = subprocess.run(
        [*PROGRAM, *map(str, arguments)],
        cwd=folder,
        env={**os.environ, **(environment or {})},
        capture_output=True,
        check=False,
    )
    return Outcome(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))
