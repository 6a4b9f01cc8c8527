"""A folder of files that try to do more than be read: each is read or refused in a line, and nothing else happens."""

import json
import re
import socket
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from calling import call, spawn

from hostile_files import CANARY, write_hostile_files, write_odd_folders
from judging import judge
from naeringsgraf.reading.files import find_files

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="half of these files cannot be there")


class Listener:
    """Counts who calls a port of this machine, and says nothing to them."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._socket.getsockname()[1])
        self.calls = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                caller, _ = self._socket.accept()
            except OSError:
                return
            self.calls += 1
            caller.close()

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def listener() -> Iterator[Listener]:
    listening = Listener()
    yield listening
    listening.close()


def test_every_file_ends_as_minutes_or_in_a_line(tmp_path: Path, listener: Listener) -> None:
    """Within the limits of a sealed process; nothing is opened or made outside, and nobody is called."""
    outside = tmp_path / "utenfor.md"
    outside.write_text(CANARY, encoding="utf-8")
    folder = tmp_path / "referat"
    must = write_hostile_files(folder, outside, listener.port)
    write_odd_folders(folder, outside)
    before = sorted(path.name for path in tmp_path.iterdir())

    built = spawn("build", folder, "--store", tmp_path / "store", "--format", "json", folder=tmp_path)

    report = json.loads(built.out)
    assert built.code == 3, built.err[-2000:]
    assert "Traceback" not in built.err
    assert judge("told.txt", built.err.encode()) == []
    refused = {each["path"]: each["message"] for each in report["rejected"]}
    read = set(report["read"]) - set(refused)
    assert {path for path, message in refused.items() if len(message) > 500 or "\n" in message} == set()
    assert [message for message in refused.values() if re.search(r"\bbug\b|mistake in this program", message)] == []
    names = {file.path.name: file.name for file in find_files([folder])}
    assert [name for name, is_minutes in must.items() if is_minutes and names[name] not in read] == []
    assert len(read) + len(refused) == len(names)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([*before, "store"])
    written = call("export", "--store", tmp_path / "store").out
    assert CANARY not in written + built.err + built.out
    assert judge("store.nq", written.encode()) == []
    assert listener.calls == 0
