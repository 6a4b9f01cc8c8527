"""The graphs that no document owns: the registers, and from Turtle the ontology and the thesaurus."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, Store, Triple, parse

from naeringsgraf.errors import SourceError
from naeringsgraf.mapping.iri import BASE, GRAPH_ONTOLOGY, GRAPH_REGISTERS, GRAPH_THEMES, mint_iri
from naeringsgraf.mapping.registers import map_registers
from naeringsgraf.mapping.themes import map_levels
from naeringsgraf.model.names import ThingId
from naeringsgraf.registers.themes import find_thesaurus
from naeringsgraf.resources import find_resource

_LOCAL_NAME: Final = re.compile(r"[^/#]*$")


@cache
def make_shared_graphs(base: str = BASE) -> Mapping[ThingId, bytes]:
    """Make the graphs that no document owns, each as sorted N-Quads: registers, themes, ontology.

    They stay the same as long as the program runs, as the registers do that it has read.
    """
    return {
        GRAPH_REGISTERS: map_registers(base),
        GRAPH_THEMES: sort_lines(read_turtle(find_thesaurus(), GRAPH_THEMES, base) + map_levels(base)),
        GRAPH_ONTOLOGY: read_turtle(find_resource("ontology", "naeringsgraf.ttl"), GRAPH_ONTOLOGY, base),
    }


def read_turtle(path: Path, graph: ThingId, base: str = BASE) -> bytes:
    """Read a Turtle file into sorted N-Quads of one graph: literals canonical, things under the base asked for.

    A blank node is named after the way that leads to it, so that the bytes are the same in every run.

    Raises:
        SourceError: it is no Turtle, or a blank node cannot be named.
    """
    name = NamedNode(mint_iri(graph, base))
    try:
        triples = [quad.triple for quad in parse(path=str(path), format=RdfFormat.TURTLE)]
    except SyntaxError as error:
        raise SourceError(path.name, f"no Turtle: {error.msg}", error.lineno) from None
    names = _name_blank_nodes(triples, name.value, path)
    memory = Store()
    memory.bulk_extend(
        Quad(_rename(t.subject, names, base), t.predicate, _rename(t.object, names, base), name) for t in triples
    )
    return sort_lines(memory.dump(format=RdfFormat.N_QUADS) or b"")


def sort_lines(data: bytes) -> bytes:
    """Sort lines of N-Quads, which keeps their meaning; UTF-8 sorts by code point."""
    return b"".join(sorted(data.splitlines(keepends=True)))


def _name_blank_nodes(triples: Sequence[Triple], graph: str, path: Path) -> dict[BlankNode, NamedNode]:
    parents: dict[BlankNode, Triple] = {}
    for triple in triples:
        if isinstance(triple.object, BlankNode) and parents.setdefault(triple.object, triple) is not triple:
            raise SourceError(path.name, "a blank node is used twice; give it a name")
    names = {node: NamedNode(f"{graph}#{_spell_way(node, parents, path)}") for node in parents}
    if len(set(names.values())) < len(names):
        raise SourceError(path.name, "two blank nodes stand in the same place; give them names")
    return names


def _spell_way(node: BlankNode, parents: Mapping[BlankNode, Triple], path: Path) -> str:
    """Spell the names of subject and predicates from the nearest named node down to a blank one."""
    steps: list[str] = []
    above: Any = node
    while isinstance(above, BlankNode):
        triple = parents.get(above)
        if triple is None or len(steps) > len(parents):
            raise SourceError(path.name, "a blank node hangs on nothing that has a name; give it one")
        steps.append(_take_local(triple.predicate.value))
        above = triple.subject
    return "-".join([_take_local(above.value), *reversed(steps)])


def _take_local(iri: str) -> str:
    found = _LOCAL_NAME.search(iri)
    return found[0] if found else ""


def _rename(term: Any, names: Mapping[BlankNode, NamedNode], base: str) -> Any:
    if isinstance(term, BlankNode):
        return names[term]
    if isinstance(term, NamedNode) and base != BASE and term.value.startswith(BASE):
        return NamedNode(base + term.value.removeprefix(BASE))
    return term
