"""Which document has which shard, and what the graphs that are made from all documents need of each.

A line a document, so that manifests can be compared by eye, and are written and read as a stream; the last line is the
hash of those before it, so that a letter that flipped is seen.

```
{
 "attendances": {
  "2024-06-07-naeringsgruppa": {"actors": […], "body": …, "day": "2024-06-07", "people": […]}
 },
 "base": "https://w3id.org/naeringsgraf/id/",
 "documents": {
  "2024-06-07-naeringsgruppa": {"path": …, "shard": …, "source_sha256": …, …}
 },
 …
 "sum": "9f86d0…"
}
```
"""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields, is_dataclass
from functools import cached_property
from pathlib import Path
from sys import intern
from typing import Any, Final

from naeringsgraf.errors import StoreError
from naeringsgraf.linking.identity.appearance import Appearance, Place
from naeringsgraf.mapping.iri import BASE, mint_iri
from naeringsgraf.model.meeting import Actor, ActorKind, Judged
from naeringsgraf.model.names import ThingId
from naeringsgraf.store.fingerprint import Fingerprint
from naeringsgraf.store.privacy.levels import DEFAULT_LEVEL, Level

FORMAT: Final = 4
"""Of the folder. A change that older programs cannot read gets the next number."""
FORMAT_WRITTEN: Final = 5
"""Of a folder that holds graphs written by updates, which a program of the format before would drop without a word."""

_SUM: Final = b' "sum": "'
"""Begins the last line but one."""


@dataclass(frozen=True, slots=True)
class Shard:
    """One graph as it lies in `shards/`."""

    sha256: str
    """Of its bytes, and so its name."""
    quads: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One document in the manifest."""

    path: str
    """Of the source, relative to the folder that was read."""
    source_sha256: str
    shard: Shard
    turns: int
    statements: int
    unread: int
    ambiguous: int
    """Names that may stand for several things."""
    themes: tuple[str, ...]
    """Raised in its turns, sorted."""
    attendances: bytes
    """Who attended and whom it names, as the manifest has it. It is the greater part, and few builds ask for it."""
    judged: tuple[Judged, ...] = ()
    """What came of the judgements on it; `graph/judgements` is made from all of them."""
    judgements: str = ""
    """Hash of those judgements; empty where there are none."""
    level: Level = DEFAULT_LEVEL
    """What others may see of it."""

    @property
    def day(self) -> dt.date | None:
        """Of the meeting; None where the text does not say, or nobody is listed."""
        return _parse_day(json.loads(self.attendances)["day"])

    def read_actors(self) -> list[Actor]:
        """Give those it names that the registers do not know; `graph/actors` is made from all of them."""
        return [_parse_actor(actor) for actor in json.loads(self.attendances)["actors"]]

    def read_people(self, slug: str) -> list[Appearance]:
        """Give those who attended; `graph/identities` is made from all of them."""
        told = json.loads(self.attendances)
        day, body = _parse_day(told["day"]), _intern(told["body"])
        return [
            Appearance(
                Place(slug, person["number"]),
                intern(person["name"]),
                tuple(intern(form) for form in person["forms"]),
                day,
                body,
                _intern(person["affiliation"]),
                _intern(person["role"]),
            )
            for person in told["people"]
        ]


@dataclass(frozen=True)
class Manifest:
    """What the store holds. Two builds from the same files have the same one: it tells no times and no places."""

    reader: Fingerprint = field(default_factory=Fingerprint)
    """The program and registers that read the sources; others read them anew."""
    base: str = BASE
    documents: Mapping[str, Entry] = field(default_factory=dict)
    """By slug, sorted."""
    shared: Mapping[str, Shard] = field(default_factory=dict)
    """Graphs that no document owns, by their path below the base."""
    judgements: str = ""
    """Hash of what was decided on who is who; empty where nothing was."""
    left_out: tuple[str, ...] = ()
    """Slugs of documents that hold no minutes, as somebody decided; sorted."""
    written: Mapping[str, Shard] = field(default_factory=dict)
    """Graphs that updates wrote, by their IRI; "" is what stands in no named graph. A build keeps them as they are."""
    names_after: int | None = None
    """Days after which names of a meeting are not shown to others; None where they do not age."""

    def write(self) -> Iterator[bytes]:
        """Give what is stored, in pieces: JSON, keys sorted."""
        digest = hashlib.sha256()
        for piece in self._write_body():
            digest.update(piece)
            yield piece
        vars(self)["sum"] = digest.hexdigest()
        yield _SUM + digest.hexdigest().encode("ascii") + b'"\n}\n'

    def _write_body(self) -> Iterator[bytes]:
        yield b"{\n"
        yield from _write_table("attendances", ((slug, entry.attendances) for slug, entry in self._entries()))
        yield _write_field("base", self.base)
        yield from _write_table("documents", ((slug, _write(tell_entry(entry))) for slug, entry in self._entries()))
        yield _write_field("format", FORMAT_WRITTEN if self.written else FORMAT)
        # Left out where nobody asked for it, as levels are, so that stores made before are read as they are.
        asked = {"names_after": self.names_after is not None, "written": bool(self.written)}
        for name in ("judgements", "left_out", "names_after", "reader", "shared", "written"):
            if asked.get(name, True):
                yield _write_field(name, getattr(self, name))

    def _entries(self) -> Iterator[tuple[str, Entry]]:
        return ((slug, self.documents[slug]) for slug in sorted(self.documents))

    @cached_property
    def sum(self) -> str:
        """What the last line holds: equal ones are equal manifests."""
        digest = hashlib.sha256()
        for piece in self._write_body():
            digest.update(piece)
        return digest.hexdigest()

    def shards(self) -> dict[str, Shard]:
        """Give every shard by the graph it holds, sorted: a path below the base, or a written one's IRI in brackets."""
        documents = {f"minutes/{slug}": entry.shard for slug, entry in self.documents.items()}
        written = {f"<{iri}>": shard for iri, shard in self.written.items()}
        return dict(sorted({**documents, **self.shared, **written}.items()))


def is_written(graph: str) -> bool:
    """Tell whether updates wrote a graph of `Manifest.shards`; a build makes the others."""
    return graph.startswith("<")


def name_graph(graph: str, base: str) -> str:
    """Give the IRI of a graph of `Manifest.shards`; "" for the default graph."""
    return graph[1:-1] if is_written(graph) else mint_iri(ThingId(graph), base)


class DamagedManifestError(Exception):
    """The bytes are no manifest, or not the one that was written."""


def read_manifest(path: Path, store: Path) -> Manifest:
    """Read the manifest of a store, or of a backup.

    Raises:
        FileNotFoundError, NotADirectoryError: it is not there.
        StoreError: it is of another format.
        DamagedManifestError: it is not as it was written.
    """
    try:
        with path.open("rb") as stream:
            return _parse(stream)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        _check_format(path, store)
        raise DamagedManifestError(str(error)) from None


def is_as_written(path: Path) -> bool:
    """Tell whether a manifest is of our format and ends with its hash, without keeping what it says."""
    marks = [b' "format": %d,\n' % known for known in (FORMAT, FORMAT_WRITTEN)]
    digest, is_ours = hashlib.sha256(), False
    with path.open("rb") as stream:
        for line in stream:
            if line.startswith(_SUM):
                return is_ours and _is_end(line, stream.read(), digest.hexdigest())
            digest.update(line)
            is_ours = is_ours or line in marks
    return False


def _is_end(line: bytes, rest: bytes, found: str) -> bool:
    return line + rest == _SUM + found.encode("ascii") + b'"\n}\n'


def _check_format(path: Path, store: Path) -> None:
    """Tell of a manifest that another version wrote.

    Raises:
        StoreError: it is one.
    """
    try:
        found = json.loads(path.read_bytes())["format"]
    except (ValueError, KeyError, TypeError):
        return
    if found not in (FORMAT, FORMAT_WRITTEN):
        raise StoreError(
            f"{store} is a store of format {found}, and this program reads format {FORMAT}; "
            "build it from the sources into a new folder, or remove this one first"
        )


def _parse(lines: Iterable[bytes]) -> Manifest:
    """Read a manifest line by line, as `Manifest.write` writes it."""
    digest = hashlib.sha256()
    told: dict[str, Any] = {}
    attendances: dict[str, bytes] = {}
    documents: dict[str, Entry] = {}
    inside, end = "", b""
    for line in lines:
        if end or line.startswith(_SUM):
            end += line
            continue
        digest.update(line)
        key, _, content = line.rstrip(b",\n").partition(b'": ')
        name = key.lstrip(b' "').decode("ascii")
        if key.startswith(b'  "') and inside == "attendances":
            attendances[name] = content
        elif key.startswith(b'  "') and inside == "documents":
            documents[name] = parse_entry(json.loads(content), attendances.pop(name))
        elif content == b"{":
            inside = name
        elif content:
            told[name] = json.loads(content)
    is_known = told["format"] == (FORMAT_WRITTEN if told.get("written") else FORMAT)
    if not is_known or attendances or not _is_end(end, b"", digest.hexdigest()):
        raise ValueError("it is not as it was written")
    shared, written = (
        {graph: Shard(**shard) for graph, shard in told.get(name, {}).items()} for name in ("shared", "written")
    )
    manifest = Manifest(
        Fingerprint(**told["reader"]),
        told["base"],
        documents,
        shared,
        told["judgements"],
        tuple(told["left_out"]),
        written,
        told.get("names_after"),
    )
    vars(manifest)["sum"] = digest.hexdigest()
    return manifest


def parse_entry(content: Mapping[str, Any], attendances: bytes) -> Entry:
    """Give the entry that a manifest or journal tells as JSON."""
    parts = {
        "shard": Shard(**content["shard"]),
        # The same few themes stand in most documents.
        "themes": tuple(intern(theme) for theme in content["themes"]),
        "judged": parse_judged(content["judged"]),
        "level": Level(content.get("level", DEFAULT_LEVEL)),
    }
    return Entry(**{**content, **parts, "attendances": attendances})


def make_entry(facts: Mapping[str, Any], path: str, shard: Shard) -> Entry:
    """Put together the entry of a document from its path and shard and what reading it told, as JSON."""
    rest = {name: value for name, value in facts.items() if name not in ("actors", "people")}
    actors = [_parse_actor(actor) for actor in facts["actors"]]
    people = facts["people"]
    attendances = {
        "actors": actors,
        "body": people[0]["body"] if people else None,
        "day": people[0]["day"] if people else None,
        "people": [
            {"number": person["place"]["number"], **{name: person[name] for name in _OF_PEOPLE}} for person in people
        ],
    }
    return parse_entry({**rest, "path": path, "shard": asdict(shard)}, _write(attendances))


NOBODY: Final = b'{"actors": [], "body": null, "day": null, "people": []}'
"""What the manifest tells of attendances where it shall name nobody."""

_OF_PEOPLE: Final = ("name", "forms", "affiliation", "role")
"""What tells those who attended one meeting apart, beside their number; its day and body are the same for all."""


def tell_entry(entry: Entry) -> dict[str, Any]:
    """Give what `parse_entry` reads, beside what the entry tells of attendances."""
    told = {field.name: getattr(entry, field.name) for field in fields(entry) if field.name != "attendances"}
    return told if entry.level is not DEFAULT_LEVEL else {key: value for key, value in told.items() if key != "level"}


def parse_judged(content: Any) -> tuple[Judged, ...]:
    """Read what came of judgements from what JSON tells of them."""
    return tuple(Judged(**{**each, "decided": tuple(each["decided"])}) for each in content)


def write_plain(value: Any) -> Any:
    """Give a day or a dataclass as JSON can hold it; what `json` asks of anything that it does not know."""
    if isinstance(value, dt.date):
        return value.isoformat()
    if is_dataclass(value):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{value!r} cannot stand in a manifest")


_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True, default=write_plain)


def _write(value: Any) -> bytes:
    return _ENCODER.encode(value).encode("utf-8")


def _write_field(name: str, value: Any) -> bytes:
    return b' "%s": %s,\n' % (name.encode("ascii"), _write(value))


def _write_table(name: str, lines: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
    """Write an object, a line a key; `lines` are keys and their JSON."""
    yield b' "%s": {' % name.encode("ascii")
    before = b"\n"
    for key, value in lines:
        yield b'%s  "%s": %s' % (before, key.encode("ascii"), value)
        before = b",\n"
    yield b"},\n" if before == b"\n" else b"\n },\n"


def _parse_actor(content: Any) -> Actor:
    return Actor(**{**content, "kind": ActorKind(content["kind"])})


def _parse_day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _intern(text: Any) -> Any:
    """Keep one copy of a text that stands in many documents; None stays so."""
    return None if text is None else intern(text)
