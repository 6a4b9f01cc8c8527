"""A view without names: no byte of it holds a name that stands for a person, and everything else is as it was.

What counts as a hit: any whole form (two words or more) of anybody's name in any byte, in either composition of its
letters, in small letters, with hyphens, dots or underscores between its words, percent-encoded and in UTF-16; and one
word of the name of somebody in a document, where it stands with a capital in the texts of that document, outside what
was found to be a place, organisation or theme, and is no word that some text has in small letters.
"""

import json
import os
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import daachorse
import pytest
from pyoxigraph import Literal, RdfFormat, parse

from naeringsgraf.mapping.iri import NAMESPACE
from naeringsgraf.reading.files import find_files
from naeringsgraf.store.build import build_store
from naeringsgraf.store.folder import StoreFolder
from naeringsgraf.store.graph import open_store
from naeringsgraf.store.manifest import Manifest
from naeringsgraf.store.privacy.levels import View
from naeringsgraf.store.privacy.secret import Secret
from naeringsgraf.store.privacy.views import publish_view
from naeringsgraf.store.privacy.words import gather_vocabulary, read_keys
from naeringsgraf.store.verify import verify_store

CHECKOUT = Path(__file__).parents[3]
SHARED = Path(os.environ.get("NAERINGSGRAF_MINUTES") or CHECKOUT.parent / "shared" / "minutes")
CORPORA = {
    "sample": CHECKOUT / "data" / "referat",
    "constructed": SHARED / "constructed",
    "labelled": SHARED / "real",
}
SECRET = Secret(b"a secret that only this test has")
PUBLIC = ("graph/registers", "graph/themes", "graph/ontology")
"""Graphs that come with the program, and tell of nobody's attendance."""


@dataclass(frozen=True)
class Pair:
    """A store and its view without names."""

    store: Path
    view: Path

    @property
    def before(self) -> Manifest:
        return StoreFolder(self.store).read_manifest()

    @property
    def after(self) -> Manifest:
        return StoreFolder(self.view).read_manifest()

    def read(self, graph: str, *, view: bool = True) -> bytes:
        manifest, store = (self.after, self.view) if view else (self.before, self.store)
        return StoreFolder(store).shard_path(manifest.shards()[graph].sha256).read_bytes()

    def names(self) -> dict[str, set[str]]:
        """Slug → every form of every name that reading found there."""
        return {
            slug: {form for person in entry.read_people(slug) for form in (person.name, *person.forms)}
            for slug, entry in self.before.documents.items()
        }


@pytest.fixture(scope="module", params=CORPORA)
def pair(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Pair:
    minutes = CORPORA[request.param]
    if not minutes.is_dir():
        pytest.skip(f"the {request.param} minutes are not there: {minutes}")
    store = tmp_path_factory.mktemp(request.param) / "graph.store"
    build_store(find_files([minutes]), store, workers=0)
    return Pair(store, publish_view(store, View(pseudonymise=True), secret=SECRET))


def spell(name: str) -> set[bytes]:
    """Give every way in which a whole name may stand in a file."""
    cases = {name, name.lower(), name.upper()}
    joined = {each.replace(" ", mark) for each in cases for mark in (" ", "-", "_", ".", "%20", "\n", "\\n")}
    composed = {unicodedata.normalize(form, each) for each in joined for form in ("NFC", "NFD")}
    escaped = {json.dumps(each)[1:-1] for each in composed}
    return {
        *(each.encode() for each in composed | escaped),
        *(each.encode("utf-16-le") for each in composed),
        *(quote(each).encode() for each in composed),
    }


def whole_forms(name: str) -> set[str]:
    """Give a name as it is, surname first, without its middle, and with an initial."""
    words = name.replace(",", " ").split()
    if len(words) < 2:
        return set()
    first, last = words[0], words[-1]
    forms = {" ".join(words), " ".join([last, *words[:-1]]), f"{first} {last}"}
    forms |= {f"{last}, {' '.join(words[:-1])}", f"{last}, {first}"}
    if len(last) > 1 and len(first.rstrip(".")) > 1:
        forms |= {f"{first[0]}. {last}", f"{first[0]}.{last}"}
    return forms


def test_no_byte_of_it_is_of_a_whole_name(pair: Pair) -> None:
    """Neither in its shards and manifest, nor in what it exports, nor in the files of the engine."""
    graphs = {graph for graph in pair.after.shards() if graph not in PUBLIC}
    places = {graph: pair.read(graph) for graph in graphs}
    for path in pair.view.rglob("*"):
        if path.is_file() and "shards" not in path.parts:
            places[str(path)] = path.read_bytes() + os.fsencode(path.relative_to(pair.view))
    with open_store(pair.view) as opened:
        for form in ("nq", "jsonld"):
            for graph in graphs:
                places[f"{form} {graph}"] = opened.export(form, graph)
    names = {form for forms in pair.names().values() for name in forms for form in whole_forms(name)}
    spelt = sorted({each for name in names for each in spell(name)})
    automaton = daachorse.DoubleArrayAhoCorasick(spelt)

    assert len(names) > 50
    hits = {(place, spelt[number]) for place, data in places.items() for _, _, number in automaton.find(data)}
    assert hits == set()


def test_no_single_word_of_a_name_stands_for_a_person(pair: Pair) -> None:
    """Given name or surname alone, in the texts of a document that somebody of that name stands in."""
    texts = {slug: read_text(pair, f"minutes/{slug}") for slug in pair.after.documents}
    originals = [read_text(pair, f"minutes/{slug}", view=False) for slug in pair.before.documents]
    vocabulary = gather_vocabulary(originals, read_labels(pair))
    hits = []
    for slug, names in pair.names().items():
        words = {word for name in names for word in (name.split() or [""])[:: max(1, len(name.split()) - 1)]}
        telling = {word for word in words if len(word) > 1 and not vocabulary.is_ordinary(read_keys(word))}
        guarded = find_guarded(pair, f"minutes/{slug}")
        for word in telling:
            for found in re.finditer(rf"(?<!\w){re.escape(word)}s?(?!\w)", texts[slug]):
                if not any(begins < found.end() and found.start() < ends for begins, ends in guarded):
                    hits.append((slug, found[0], texts[slug][found.start() - 20 : found.end() + 20]))

    assert hits == []


def test_no_labelled_form_is_left(pair: Pair) -> None:
    """By what people marked in the same minutes, whatever our own reading knows of it."""
    labels = {slug: SHARED / "gold" / f"{slug}.json" for slug in pair.before.documents}
    marked = {
        slug: {form for person in json.loads(path.read_text("utf-8")).get("persons", []) for form in person["aliases"]}
        for slug, path in labels.items()
        if path.is_file()
    }
    if not marked:
        pytest.skip("there are no labels for these minutes")
    hits = []
    for slug, forms in marked.items():
        literals = read_literals(pair, f"minutes/{slug}")
        hits += [
            (slug, form, text[:80])
            for form in forms
            for text in literals
            if re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text)
        ]

    assert hits == []


def test_all_counts_are_those_of_the_full_graph(pair: Pair) -> None:
    """Every graph has as many quads, and every class and property is as often there."""
    before, after = pair.before.shards(), pair.after.shards()

    assert after.keys() == before.keys()
    assert {graph: shard.quads for graph, shard in after.items()} == {g: shard.quads for g, shard in before.items()}
    assert count_predicates(pair, view=True) == count_predicates(pair, view=False)
    with open_store(pair.store) as full, open_store(pair.view) as seen:
        assert seen.stats() == full.stats()


def test_every_quote_is_its_stretch_of_the_text(pair: Pair) -> None:
    """What was a quote before is one now, and each part stands within the text."""
    wrong, held = [], 0
    for slug in pair.before.documents:
        old, new = (read_parts(pair, f"minutes/{slug}", view=view) for view in (False, True))
        texts = [read_text(pair, f"minutes/{slug}", view=view) for view in (False, True)]
        for it, parts in old.items():
            if "begins" not in parts:
                continue
            begins, ends = (int(new[it][name]) for name in ("begins", "ends"))
            assert 0 <= begins < ends <= len(texts[1])
            for name in ("text", "printedName", "title", "value"):
                if name in parts and texts[0][int(parts["begins"]) : int(parts["ends"])] == parts[name]:
                    held += 1
                    wrong += [it] if texts[1][begins:ends] != new[it][name] else []

    assert held > 100
    assert wrong == []


def test_roles_bodies_and_parties_stay(pair: Pair) -> None:
    """Whom somebody met for and as what is told as before."""
    asked = """SELECT ?role ?for ?party ?body (COUNT(DISTINCT ?attendance) AS ?n) WHERE {
      ?meeting ng:attendance ?attendance ; ng:heldBy ?body .
      OPTIONAL { ?attendance ng:role ?role } OPTIONAL { ?attendance ng:representing ?for }
      OPTIONAL { ?attendance ng:party ?party } } GROUP BY ?role ?for ?party ?body"""
    with open_store(pair.store) as full, open_store(pair.view) as seen:
        assert seen.query(asked).rows == full.query(asked).rows


def test_the_view_is_a_whole_store(pair: Pair) -> None:
    """Each graph is its shard, each shard its hash."""
    verdict = verify_store(pair.view, deep=True)

    assert verdict.faults == ()


def test_the_same_secret_gives_the_same_bytes_and_another_gives_others(pair: Pair, tmp_path: Path) -> None:
    """So a person can be followed from one export to the next, by whoever holds the secret's exports alone."""
    first = {path.name for path in (pair.view / "shards").iterdir()}
    again = publish_view(pair.store, View(pseudonymise=True), secret=SECRET)
    assert {path.name for path in (again / "shards").iterdir()} == first

    other = publish_view(pair.store, View(pseudonymise=True), secret=Secret(b"another secret of this test"))
    assert not {path.name for path in (other / "shards").iterdir()} & first - public_shards(pair)
    publish_view(pair.store, View(pseudonymise=True), secret=SECRET)
    assert {path.name for path in (pair.view / "shards").iterdir()} == first


def public_shards(pair: Pair) -> set[str]:
    return {f"{shard.sha256}.nq" for graph, shard in pair.before.shared.items() if not graph.endswith("identities")}


def read_quads(pair: Pair, graph: str, *, view: bool = True) -> Iterator[tuple[str, str, object]]:
    for quad in parse(pair.read(graph, view=view), format=RdfFormat.N_QUADS):
        yield quad.subject.value, quad.predicate.value, quad.object


def read_parts(pair: Pair, graph: str, *, view: bool = True) -> dict[str, dict[str, str]]:
    """Part of the document, as its fragment → its properties."""
    parts: dict[str, dict[str, str]] = defaultdict(dict)
    for it, predicate, value in read_quads(pair, graph, view=view):
        parts[it.partition("#")[2]][re.split("[#/]", predicate)[-1]] = value.value  # type: ignore[attr-defined]
    return parts


def read_text(pair: Pair, graph: str, *, view: bool = True) -> str:
    return read_parts(pair, graph, view=view)[""]["text"]


def read_literals(pair: Pair, graph: str) -> list[str]:
    return [value.value for _, _, value in read_quads(pair, graph) if isinstance(value, Literal)]


def read_labels(pair: Pair) -> Iterator[str]:
    for graph in ("graph/registers", "graph/themes"):
        for _, predicate, value in read_quads(pair, graph, view=False):
            if isinstance(value, Literal) and predicate.endswith(("abel", "#name")):
                yield value.value


def find_guarded(pair: Pair, graph: str) -> list[tuple[int, int]]:
    parts = read_parts(pair, graph).items()
    found = [part for it, part in parts if it.startswith("mention-") and part["kind"] != "person"]
    return [(int(part["begins"]), int(part["ends"])) for part in found]


def count_predicates(pair: Pair, *, view: bool) -> dict[str, int]:
    counts: dict[str, int] = defaultdict(int)
    for graph in pair.before.shards():
        for _, predicate, value in read_quads(pair, graph, view=view):
            kind = getattr(value, "value", "") if predicate.endswith("#type") else ""
            counts[f"{predicate} {kind}"] += 1
    assert counts[NAMESPACE + "person "] > 0
    return counts
