"""Names that were forgotten, known by keyed hashes alone, so that whoever reads the minutes again drops them again.

The file `suppressed` of a store holds a line for the secret that it was made with, and one for each form of a name: the
hash of its words, in any order, or of a single word and the document that it was used in.
"""

import hmac
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from pyoxigraph import Literal

from naeringsgraf.errors import StoreError
from naeringsgraf.mapping.iri import BASE, GRAPH_REGISTERS, GRAPH_THEMES, Part, mint_part
from naeringsgraf.store.files import write_whole
from naeringsgraf.store.folder import StoreFolder
from naeringsgraf.store.privacy.forms import REMOVED, Forms, list_whole_forms
from naeringsgraf.store.privacy.graphs import (
    DocumentGraph,
    read_document_graph,
    read_quads,
    rewrite_document,
    rewrite_shared,
)
from naeringsgraf.store.privacy.renaming import Renaming
from naeringsgraf.store.privacy.secret import Secret, load_secret
from naeringsgraf.store.privacy.sweeping import Known, Names, Sweep
from naeringsgraf.store.privacy.words import gather_vocabulary, is_place_between, read_keys, read_words
from naeringsgraf.store.vocabulary import make_shared_graphs

_MOST_WORDS: Final = 6
"""Of a form that is looked for in a text."""


@dataclass(frozen=True, slots=True)
class Suppressed:
    """The names that were forgotten in one store."""

    key: bytes = field(repr=False)
    """Made from the user's secret for this purpose alone, since processes that read need it."""
    hashes: frozenset[str]

    def holds(self, keys: Sequence[str]) -> bool:
        """Tell whether these words are a name that was forgotten."""
        return len(keys) > 1 and hash_form(self.key, keys) in self.hashes

    def holds_in(self, slug: str, keys: Sequence[str]) -> bool:
        """Tell whether these words were used for somebody who was forgotten, in one document."""
        return self.holds(keys) or hash_form(self.key, keys, slug) in self.hashes

    def find(self, text: str) -> Iterator[tuple[str, ...]]:
        """Give the forms that stand in a text, as the keys of their words."""
        words = read_words(text)
        for at in range(len(words)):
            keys = [words[at].key]
            for number in range(at + 1, min(at + _MOST_WORDS, len(words))):
                if not is_place_between(text[words[number - 1].ends : words[number].begins], comma=True):
                    break
                keys.append(words[number].key)
                for form in (tuple(keys), (*keys[:-1], keys[-1].removesuffix("s"))):
                    if self.holds(form):
                        yield form


def hash_form(key: bytes, keys: Sequence[str], slug: str = "") -> str:
    """Give the keyed hash of a form: the same for its words in any order."""
    return hmac.digest(key, f"{slug}\0{' '.join(sorted(keys))}".encode(), "sha256").hex()[:32]


def make_key_of(secret: Secret) -> bytes:
    """Give the key of forgotten names."""
    return secret.sign("suppressed", "")


def load_suppressed(folder: StoreFolder) -> Suppressed | None:
    """Read what was forgotten in a store; None where nothing was.

    Raises:
        CallError: the secret of the environment is too short.
        StoreError: it was made with another secret, so that forgotten names could not be told, or it is damaged.
    """
    if not folder.suppressed.exists():
        return None
    secret = load_secret()
    try:
        head, *lines = [json.loads(line) for line in folder.suppressed.read_bytes().splitlines()]
        mark, hashes = head["secret"], frozenset(str(line) for line in lines)
    except (OSError, ValueError, KeyError, TypeError):
        raise StoreError(f"{folder.suppressed} is damaged; put it back from a backup before building") from None
    if mark != secret.mark:
        raise StoreError(
            f"{folder.suppressed}: names were forgotten here with another secret, and could not be told with this one; "
            "set NAERINGSGRAF_SECRET to that one, or put its file back"
        )
    return Suppressed(make_key_of(secret), hashes)


def save_suppressed(folder: StoreFolder, secret: Secret, hashes: Iterable[str]) -> Suppressed:
    """Add hashes to what was forgotten in a store, and have it on disk."""
    before = load_suppressed(folder)
    every = frozenset(hashes) | (before.hashes if before else frozenset())
    lines = [json.dumps({"secret": secret.mark}), *(json.dumps(each) for each in sorted(every))]
    write_whole(folder.suppressed, "".join(f"{line}\n" for line in lines).encode("ascii"))
    return Suppressed(make_key_of(secret), every)


def hash_names(key: bytes, names: Mapping[str, Iterable[str]], stay: Iterable[str] = ()) -> set[str]:
    """Give the hashes of the forms of somebody's names.

    Args:
        key: of forgotten names.
        names: slug of a document → the names that they have there.
        stay: names of other people, whose forms stay.
    """
    others = {tuple(sorted(keys)) for name in stay for keys, _ in list_whole_forms(name)}
    hashes = set()
    for slug, forms in names.items():
        for name in forms:
            keys = read_keys(name)
            hashes |= {hash_form(key, form) for form, _ in list_whole_forms(name) if tuple(sorted(form)) not in others}
            if len(keys) > 1:
                hashes.add(hash_form(key, keys))
            elif keys:
                hashes.add(hash_form(key, keys, slug))
    return hashes


def drop_from_document(
    shard: bytes, facts: Mapping[str, Any], path: str, suppressed: Suppressed, base: str = BASE
) -> tuple[bytes, dict[str, Any]]:
    """Take forgotten names out of a document.

    Args:
        shard: its graph.
        facts: what the manifest tells of it, as JSON: "slug", "source_sha256", "actors" and "people" among others.
        path: of its source.
        suppressed: what was forgotten.
        base: what things are named under.

    Returns:
        Its graph, and the facts with a "path" where that held a name. Those who were forgotten are not among the
        people, so that nobody is taken for them.
    """
    graph = read_document_graph(shard)
    slug = facts["slug"]
    gone = {it for it, names in graph.names.items() if any(suppressed.holds_in(slug, read_keys(n)) for n in names)}
    forms = _find_forms(graph, path, slug, suppressed)
    if not gone and not forms.by_first:
        return shard, dict(facts)
    sweep, names = _make_sweep(graph, gone, forms)
    renaming = Renaming(base, names, None, _find_public())
    new = renaming.rename_slug(slug)
    if new != slug:
        # Two documents that were named for one person would be one.
        new = renaming.slugs[slug] = f"{new}-{facts['source_sha256'][:8]}"
    tellers = dict.fromkeys(gone, REMOVED)
    written = rewrite_document(graph, sweep, tellers, renaming, unresolved=False)
    return written, _drop_from_facts(facts, new, path, gone, sweep, renaming, base)


def _find_forms(graph: DocumentGraph, path: str, slug: str, suppressed: Suppressed) -> Forms:
    forms = Forms()
    literals = (quad.object.value for quad in graph.quads if isinstance(quad.object, Literal))
    for text in {graph.text, path, slug, *literals}:
        for keys in suppressed.find(text):
            forms.by_first[keys[0]][keys] = (REMOVED, True)
    return forms


def _make_sweep(graph: DocumentGraph, gone: set[str], forms: Forms) -> tuple[Sweep, Names]:
    people = [Known(tuple(graph.names[it]), REMOVED) for it in gone]
    for person in people:
        for name in person.names:
            forms.add(name, REMOVED)
    stay = {key for it, names in graph.names.items() if it not in gone for name in names for key in read_keys(name)}
    vocabulary = gather_vocabulary([graph.text], _read_labels())
    names = Names(forms, vocabulary, strangers=False)
    return Sweep(names, people, stay), names


def _drop_from_facts(
    facts: Mapping[str, Any], slug: str, path: str, gone: set[str], sweep: Sweep, renaming: Renaming, base: str
) -> dict[str, Any]:
    numbers = {
        person["place"]["number"]
        for person in facts["people"]
        if mint_part(facts["slug"], Part.ATTENDANCE, person["place"]["number"], base) in gone
    }
    actors = [
        {**actor, "name": sweep.write(actor["name"]), "id": renaming.rename(base + actor["id"])[len(base) :]}
        for actor in facts["actors"]
    ]
    people = [person for person in facts["people"] if person["place"]["number"] not in numbers]
    clean = sweep.write(path)
    return {**facts, "slug": slug, "actors": actors, "people": people, **({"path": clean} if clean != path else {})}


def drop_from_shared(data: bytes, suppressed: Suppressed, base: str = BASE) -> bytes:
    """Take forgotten names out of a graph that is made from all documents, such as that of judgements."""
    quads = read_quads(data)
    forms = Forms()
    judges = {}
    for quad in quads:
        if isinstance(quad.object, Literal):
            for keys in suppressed.find(quad.object.value):
                forms.by_first[keys[0]][keys] = (REMOVED, True)
            if quad.predicate.value.endswith("decidedBy"):
                held = suppressed.holds(read_keys(quad.object.value))
                judges[quad.object.value] = REMOVED if held else quad.object.value
    if not forms.by_first:
        return data
    names = Names(forms, gather_vocabulary((), _read_labels()), strangers=False)
    sweep = Sweep(names, ())
    return rewrite_shared(quads, lambda _: sweep, judges, Renaming(base, names, None, _find_public()))


@cache
def _read_labels() -> tuple[str, ...]:
    """Give what places, organisations and themes are called."""
    graphs = make_shared_graphs(BASE)
    return tuple(
        quad.object.value
        for graph in (GRAPH_REGISTERS, GRAPH_THEMES)
        for quad in read_quads(graphs[graph])
        if isinstance(quad.object, Literal) and quad.predicate.value.endswith(("abel", "#name"))
    )


@cache
def _find_public() -> frozenset[str]:
    """Give the IRIs of the registers, which stay."""
    return frozenset(
        str(quad.subject.value)
        for quad in read_quads(make_shared_graphs(BASE)[GRAPH_REGISTERS])
        if hasattr(quad.subject, "value")
    )
