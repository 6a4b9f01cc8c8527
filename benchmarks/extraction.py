"""From text to N-Quads, beside spaCy and rdflib."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import TypeVar

import pyoxigraph

from benchmarks.matching import match_beside_scan, match_with_fewer, match_words
from benchmarks.mentions import Mentions, show_found
from benchmarks.pairing import Pair
from benchmarks.peers import PEER, SpacyFinder, Statement, write_with_rdflib
from benchmarks.readings import Found, spell_out
from naeringsgraf.linking.extract import extract_meeting
from naeringsgraf.mapping.iri import Part, mint_document, mint_iri, mint_part, mint_term
from naeringsgraf.mapping.lines import QuadLines
from naeringsgraf.mapping.nquads import map_document
from naeringsgraf.model.document import Document
from naeringsgraf.model.names import ThingId

_RDFLIB = "rdflib Dataset + N-Quads"
_WORD = re.compile(r"\w+")
Output = TypeVar("Output")


class Bench:
    """The documents and the peer over them, made once, since both sides load their words once."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._documents = documents
        words = {word for document in documents for word in _WORD.findall(document.text.lower())}
        self._forms = spell_out(words)
        self._finder = SpacyFinder(self._forms)
        self._mentions = Mentions([document.text for document in documents], self._finder)

    def make_pairs(self) -> Iterator[Pair]:
        """Give the comparisons, the whole way last."""
        texts = [document.text for document in self._documents]
        yield from (way(texts) for way in (match_words, match_beside_scan, match_with_fewer))
        yield self._find_mentions()
        yield self._write_mentions()
        yield self._load_mentions(None, 8)
        with TemporaryDirectory() as folder:
            yield self._load_mentions(Path(folder), 4)
        yield self._write_graphs()
        yield self._extract()

    def _each(self, way: Callable[[int], Output]) -> list[Output]:
        return [way(at) for at in range(len(self._documents))]

    # Pairs

    def _find_mentions(self) -> Pair:
        shared, ours = self._mentions.count_shares()
        return Pair(
            "G4",
            "mentions: begins, ends, IRI",
            lambda: self._each(self._mentions.find),
            lambda: self._each(self._mentions.find_with_peer),
            show_found,
            PEER,
            remark=f"{shared:,} of our {ours:,}; left out on both sides is what the peer cannot state and ours "
            "looks for too: compounds, words that mean a theme together, parts of tokens",
        )

    def _write_mentions(self) -> Pair:
        return Pair(
            "G1",
            "text to quads of mentions",
            lambda: self._each(lambda at: self._map(at, self._mentions.find(at))),
            lambda: self._each(lambda at: self._map_with_peer(at, self._mentions.find_with_peer(at))),
            show_quads,
            f"{PEER} + {_RDFLIB}",
            remark="mentions alone: found and written, nothing parsed or linked",
        )

    def _load_mentions(self, folder: Path | None, floor: float) -> Pair:
        return Pair(
            "G2",
            f"text to a store of mentions {'on disk' if folder else 'in memory'}",
            lambda: _load(self._each(lambda at: self._map(at, self._mentions.find(at))), folder),
            lambda: self._each(lambda at: self._map_with_peer(at, self._mentions.find_with_peer(at))),
            _show_stored,
            f"{PEER} + {_RDFLIB}",
            floor=floor,
            remark="mentions alone; all in one store, where the peer has one in memory for each document",
            show_peer=show_quads,
        )

    def _write_graphs(self) -> Pair:
        read = [(document, extract_meeting(document)) for document in self._documents]
        plain = [list_statements(map_document(*one)) for one in read]
        return Pair(
            "",
            "facts to N-Quads",
            lambda: [map_document(document, meeting) for document, meeting in read],
            lambda: [write_with_rdflib(*one) for one in plain],
            show_quads,
            _RDFLIB,
            remark="all that is written of a document; ours starts at the meeting, the peer at plain tuples",
        )

    def _extract(self) -> Pair:
        plain = [list_statements(map_document(d, extract_meeting(d))) for d in self._documents]

        def peer() -> list[bytes]:
            written = []
            for at, (graph, statements) in enumerate(plain):
                self._finder.find(self._documents[at].text)
                written.append(write_with_rdflib(graph, statements))
            return written

        return Pair(
            "G1",
            "text to all quads",
            lambda: [map_document(d, extract_meeting(d)) for d in self._documents],
            peer,
            show_quads,
            f"{PEER} + {_RDFLIB}",
            floor=2.5,
            remark="ours parses, finds, links and maps; the peer finds mentions and writes, and is given for nothing "
            "all that parsing and linking find: who, for whom, turns, replies, decisions",
        )

    # Writing

    def _map(self, at: int, found: Sequence[Found]) -> bytes:
        slug = self._documents[at].slug
        document = mint_document(slug)
        lines = QuadLines(document)
        for number, one in enumerate(found, 1):
            it = mint_part(slug, Part.MENTION, number)
            lines.type(it, "Mention")
            lines.link(it, "recordedIn", document)
            lines.value(it, "begins", one.begins)
            lines.value(it, "ends", one.ends)
            lines.text(it, "kind", one.kind)
            lines.text(it, "text", self._documents[at].text[one.begins : one.ends])
            for target in one.targets:
                lines.link(it, "refersTo" if len(one.targets) == 1 else "candidate", mint_iri(ThingId(target)))
            lines.value(it, "confidence", one.confidence)
            lines.text(it, "rule", one.rule)
        return lines.to_bytes()

    def _map_with_peer(self, at: int, found: Sequence[Found]) -> bytes:
        graph = mint_document(self._documents[at].slug)
        return write_with_rdflib(graph, self._list_mentions(graph, self._documents[at].text, found))

    def _list_mentions(self, graph: str, text: str, found: Sequence[Found]) -> Iterator[Statement]:
        for number, one in enumerate(found, 1):
            it = f"{graph}#mention-{number}"
            yield it, _TYPE, ("iri", _TERMS["Mention"], "")
            yield it, _TERMS["recordedIn"], ("iri", graph, "")
            yield it, _TERMS["begins"], ("literal", str(one.begins), f"{_XSD}integer")
            yield it, _TERMS["ends"], ("literal", str(one.ends), f"{_XSD}integer")
            yield it, _TERMS["kind"], ("literal", str(one.kind), "")
            yield it, _TERMS["text"], ("literal", text[one.begins : one.ends], "")
            for target in one.targets:
                predicate = _TERMS["refersTo" if len(one.targets) == 1 else "candidate"]
                yield it, predicate, ("iri", mint_iri(ThingId(target)), "")
            yield it, _TERMS["confidence"], ("literal", f"{one.confidence:g}", f"{_XSD}decimal")
            yield it, _TERMS["rule"], ("literal", one.rule, "")


_XSD = "http://www.w3.org/2001/XMLSchema#"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_NAMES = ("Mention", "recordedIn", "begins", "ends", "kind", "text", "refersTo", "candidate", "confidence", "rule")
_TERMS: Mapping[str, str] = {name: mint_term(name) for name in _NAMES}


def _load(written: Sequence[bytes], folder: Path | None) -> pyoxigraph.Store:
    """Load N-Quads into a new store in memory, or in a new folder below one, as a build does."""
    store = pyoxigraph.Store() if folder is None else pyoxigraph.Store(mkdtemp(dir=folder))
    store.bulk_load(b"".join(written), format=pyoxigraph.RdfFormat.N_QUADS, lenient=True)
    store.flush()
    return store


def _show_stored(store: object) -> list[str]:
    assert isinstance(store, pyoxigraph.Store)
    return list(map(str, store))


def show_quads(given: object) -> list[str]:
    """Give the quads of N-Quads as lines that look alike whoever wrote them."""
    assert isinstance(given, list)
    return sorted(
        str(quad)
        for data in given
        for quad in pyoxigraph.parse(data, format=pyoxigraph.RdfFormat.N_QUADS)
    )  # fmt: skip


def list_statements(data: bytes) -> tuple[str, list[Statement]]:
    """Give the graph and the statements of N-Quads as plain strings, for a peer that makes its own terms."""
    statements: list[Statement] = []
    graph = ""
    for quad in pyoxigraph.parse(data, format=pyoxigraph.RdfFormat.N_QUADS):
        graph = quad.graph_name.value
        term = quad.object
        if isinstance(term, pyoxigraph.Literal):
            datatype = "" if term.datatype.value.endswith("#string") else term.datatype.value
            statements.append((quad.subject.value, quad.predicate.value, ("literal", term.value, datatype)))
        else:
            statements.append((quad.subject.value, quad.predicate.value, ("iri", term.value, "")))
    return graph, statements
