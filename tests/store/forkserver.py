"""Runs the command line in forks of a process that has read the registers, so that hundreds of builds take minutes.

Each line on stdin is a call as JSON: its arguments, the files that its stdout and stderr go to, and one for the time at
which a build has tidied up and goes on with its files. The answer is the number of the process. An empty line waits for
it to end, and answers with its exit code, a signal as a negative number.
The batch that is acknowledged is made small, so that few documents make many of them.
"""

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

from naeringsgraf.cli.main import main
from naeringsgraf.mapping.iri import BASE
from naeringsgraf.store import build, journal
from naeringsgraf.store.intake import prepare
from naeringsgraf.store.vocabulary import make_shared_graphs


def serve() -> None:
    """Answer line by line until stdin ends."""
    prepare()
    # Made once here, since every build of these tests would make the same.
    shared = make_shared_graphs(BASE)
    vars(build)["make_shared_graphs"] = lambda _: shared
    vars(journal)["BATCH"] = 2
    take_in = build._Build.take_in

    def note_and_take_in(*given: Any) -> None:
        begun.write_text(str(time.perf_counter()), "ascii")
        take_in(*given)

    vars(build)["_Build"].take_in = note_and_take_in
    print("ready", flush=True)
    child, begun = 0, Path()
    for line in sys.stdin:
        if line.strip():
            child = os.fork()
            if not child:
                call = json.loads(line)
                begun = Path(call.pop("begun"))
                run(**call)
            print(child, flush=True)
        else:
            print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


def run(arguments: list[str], out: str, err: str) -> None:
    """Be the command line."""
    for handle, path in ((1, out), (2, err)):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), handle)
    code = 1
    try:
        main(arguments)
    except SystemExit as end:
        code = int(end.code or 0)
    finally:
        sys.stdout.flush()
        os._exit(code)


if __name__ == "__main__":
    serve()
