"""The notebooks run from the first cell to the last with no network, and lie here without outputs."""

import os
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

FOLDER = Path(__file__).parents[1] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))

CUT = """
import socket

def _is_here(address):
    return not isinstance(address, tuple) or address[0] in ("127.0.0.1", "::1", "localhost")

def _guard(name):
    connect = getattr(socket.socket, name)
    def guarded(self, address, *rest):
        if not _is_here(address):
            raise OSError(f"the network is cut: {address}")
        return connect(self, address, *rest)
    setattr(socket.socket, name, guarded)

def _refuse(host, *rest, _look_up=socket.getaddrinfo, **more):
    if host is not None and not _is_here((host,)):
        raise OSError(f"the network is cut: {host}")
    return _look_up(host, *rest, **more)

_guard("connect")
_guard("connect_ex")
socket.getaddrinfo = _refuse
"""
"""Run by the kernel before the first cell: it may speak to the notebook beside it, and to nobody else."""


def run(notebook: nbformat.NotebookNode, folder: Path, profile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run all cells in a kernel of its own."""
    startup = profile / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "00-cut.py").write_text(CUT, encoding="utf-8")
    monkeypatch.setenv("IPYTHONDIR", str(profile))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, [str(FOLDER.parent / "src"), *_inherited()])))
    client = NotebookClient(notebook, timeout=600, kernel_name="python3", resources={"metadata": {"path": str(folder)}})
    client.execute()


def _inherited() -> list[str]:
    return [os.environ["PYTHONPATH"]] if "PYTHONPATH" in os.environ else []


def read(path: Path) -> nbformat.NotebookNode:
    """Read a notebook."""
    notebook: nbformat.NotebookNode = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    return notebook


def test_all_five_are_there() -> None:
    """In the order in which they are read."""
    assert [path.name[:2] for path in NOTEBOOKS] == ["01", "02", "03", "04", "05"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_runs_without_network(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No cell fails, and each that ends in a value shows it."""
    notebook = read(path)
    run(notebook, FOLDER, tmp_path / "ipython", monkeypatch)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]

    assert all(cell.execution_count for cell in cells)
    assert sum(bool(cell.outputs) for cell in cells) >= len(cells) - 2
    assert not [output for cell in cells for output in cell.outputs if output.output_type == "error"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_lies_here_without_outputs(path: Path) -> None:
    """Outputs would hold what one run happened to give; a line of English tells what it is about."""
    notebook = read(path)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]

    assert [cell for cell in cells if cell.outputs or cell.execution_count] == []
    assert "*In English: " in notebook.cells[0].source


def test_network_is_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What reaches out fails, so that a notebook that does would be found."""
    notebook = read(NOTEBOOKS[0])
    notebook.cells = notebook.cells[1:2]
    notebook.cells[0].source = "import urllib.request; urllib.request.urlopen('http://192.0.2.1', timeout=5)"

    with pytest.raises(CellExecutionError, match="the network is cut"):
        run(notebook, tmp_path, tmp_path / "ipython", monkeypatch)
