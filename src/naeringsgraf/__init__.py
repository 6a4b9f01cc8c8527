"""Minutes of Norwegian regional groups as an RDF graph: who met, for whom, and who raised which theme."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from naeringsgraf.api import Drawing, Graph, TraceTable, build, open

__version__ = "0.1.0"
__all__ = ["Drawing", "Graph", "TraceTable", "build", "open"]


def __getattr__(name: str) -> Any:
    """Load the rest when it is first asked for, so that `naeringsgraf --help` stays quick."""
    if name in __all__:
        from naeringsgraf import api

        return getattr(api, name)
    raise AttributeError(f"module 'naeringsgraf' has no attribute {name!r}")
