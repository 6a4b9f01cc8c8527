"""The session that both READMEs show, run again: `python tests/readme_session.py` writes what commands really print."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
_COMMAND = re.compile(r"^\$ .*(?:\n> .*)*", re.MULTILINE)
_SESSION = re.compile(r"(```console\n)(.*?)(```)", re.DOTALL)


def read_session(readme: str) -> str:
    """Give the commands and the output that README shows."""
    found = _SESSION.search(readme)
    assert found, "README has no console session"
    return found[2]


def run_session(session: str) -> str:
    """Run each command on a copy of the sample minutes; give commands and output as README does.

    A command begins with "$ "; lines that begin with "> " go on with it.
    """
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "data" / "referat", Path(folder, "data", "referat"))
        return "".join(
            f"{shown}\n{_run(re.sub('(?m)^[$>] ', '', shown), folder)}" for shown in _COMMAND.findall(session)
        )


def _run(command: str, folder: str) -> str:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    environment = {**os.environ, "PATH": path, "COLUMNS": "100"}
    done = subprocess.run(
        ["sh", "-c", command],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def main() -> None:
    """Write the session into README and its Norwegian twin anew."""
    session = run_session(read_session((ROOT / "README.md").read_text(encoding="utf-8")))
    for name in ("README.md", "README.nb.md"):
        readme = (ROOT / name).read_text(encoding="utf-8")
        written = _SESSION.sub(lambda m: m[1] + session + m[3], readme, count=1)
        (ROOT / name).write_text(written, encoding="utf-8")


if __name__ == "__main__":
    main()
