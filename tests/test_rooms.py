"""Which room may know which: imports run one way, and no two modules need each other to be loaded."""

import ast
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pytest

SOURCE = Path(__file__).parents[1] / "src" / "naeringsgraf"
FLOORS = (
    {"errors", "garbage", "given", "resources", "days"},
    {"model"},
    {"registers", "reading"},
    {"parsing", "mentions"},
    {"linking"},
    {"mapping"},
    {"store", "checking"},
    {"analysis"},
    {"views"},
    {"api", "web", "mcp"},
    {"cli"},
)
"""From the ground up; a room may import from those below it, and from itself."""
BESIDE = {("days", "errors"), ("mcp", "web"), ("web", "api")}
"""What is on one floor and still knows the other: errors know nobody, and an assistant is asked as the pages are."""
MODULES = {
    ".".join(("naeringsgraf", *path.relative_to(SOURCE).with_suffix("").parts)).removesuffix(".__init__"): path
    for path in SOURCE.rglob("*.py")
}


def list_imports(tree: ast.Module, *, to_load: bool = False) -> Iterator[str]:
    """Give the modules of ours that a module names anywhere, or those alone that it needs `to_load`."""
    for node in tree.body if to_load else ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in MODULES)
        elif isinstance(node, ast.ImportFrom) and node.module in MODULES:
            inner = {f"{node.module}.{alias.name}" for alias in node.names} & MODULES.keys()
            yield from inner or {node.module}


def name_room(module: str) -> str:
    """Give the folder or file below the package; empty for the package itself."""
    return module.split(".")[1] if "." in module else ""


@pytest.mark.parametrize("module", sorted(MODULES))
def test_imports_run_one_way(module: str) -> None:
    """Those in functions, too. The package itself only tells its version, and begins nothing."""
    floor = {room: height for height, rooms in enumerate(FLOORS) for room in rooms}
    room = name_room(module)
    if room in ("", "__main__"):
        return

    known = {name_room(other) for other in list_imports(ast.parse(MODULES[module].read_text("utf-8")))} - {room, ""}

    assert all(floor[other] < floor[room] or (room, other) in BESIDE for other in known), known


def test_no_module_needs_itself_to_be_loaded() -> None:
    """By any chain."""
    needs = nx.DiGraph(
        (module, other)
        for module, path in MODULES.items()
        for other in list_imports(ast.parse(path.read_text("utf-8")), to_load=True)
    )

    assert nx.is_directed_acyclic_graph(needs), nx.find_cycle(needs)


def test_every_room_has_a_floor() -> None:
    """So a new one is thought of."""
    assert {name_room(module) for module in MODULES} - {"", "__main__"} == set().union(*FLOORS)
