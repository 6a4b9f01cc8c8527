"""The thesaurus of regional business policy: themes, the words that stand for them, and what is broader."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from naeringsgraf.errors import RegisterError
from naeringsgraf.given import read_given
from naeringsgraf.model.names import ThingId
from naeringsgraf.resources import find_resource

BASE = "https://w3id.org/naeringsgraf/id/"
"""What the things in themes.ttl are named under."""

_SKOS = "http://www.w3.org/2004/02/skos/core#"
_THEME_CLASS = "https://w3id.org/naeringsgraf/ns#Theme"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

LANGUAGES = ("nb", "nn", "en")
"""Every theme has a preferred label in each."""


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme and all its labels. Labels are base forms; inflection is the matcher's work."""

    id: ThingId
    pref: Mapping[str, str]
    """Language to preferred label: nb, nn and en."""
    alt: tuple[tuple[str, str], ...] = ()
    """Language and label, sorted."""
    hidden: tuple[tuple[str, str], ...] = ()
    """Forms to find in text and never to show, as language and label, sorted."""
    broader: ThingId | None = None
    """None for a top theme."""
    matches: tuple[str, ...] = ()
    """IRIs of close matches in Los and EuroVoc, sorted."""

    def labels(self) -> Iterator[tuple[str, str]]:
        """Give every label with its language: preferred, alternative, hidden."""
        yield from self.pref.items()
        yield from self.alt
        yield from self.hidden


@dataclass(slots=True)
class _Found:
    """What the file says about one subject, predicate by predicate."""

    types: set[str] = field(default_factory=set)
    literals: dict[str, set[tuple[str, str]]] = field(default_factory=lambda: defaultdict(set))
    nodes: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


def find_thesaurus() -> Path:
    """Give the path of the shipped thesaurus."""
    return find_resource("data", "themes", "themes.ttl")


@cache
def load_themes() -> Mapping[ThingId, Theme]:
    """Give the shipped themes by id, in the order of their ids; read once."""
    return read_themes(find_thesaurus())


def read_themes(path: Path) -> Mapping[ThingId, Theme]:
    """Read a thesaurus in Turtle.

    Raises:
        RegisterError: it cannot be read, is no Turtle, a theme lacks a preferred label, or a broader one is not there.
    """
    found: dict[str, _Found] = defaultdict(_Found)
    try:
        for triple in parse(read_given(path), format=RdfFormat.TURTLE):
            if isinstance(triple.subject, NamedNode):
                _note(found[triple.subject.value], triple.predicate.value, triple.object)
    except SyntaxError as error:
        raise RegisterError(path.name, f"no Turtle: {error.msg}", error.lineno) from None
    except OSError as error:
        raise RegisterError(path.name, f"cannot be read ({error.strerror}); put the thesaurus there") from None
    subjects = sorted(iri for iri, facts in found.items() if _THEME_CLASS in facts.types)
    themes = {theme.id: theme for theme in (_make_theme(path, iri, found[iri]) for iri in subjects)}
    for theme in themes.values():
        _check_broader(path, theme, themes)
    return MappingProxyType(themes)


def ancestors(theme: ThingId) -> tuple[ThingId, ...]:
    """Give the broader themes of one, the nearest first; empty for a top theme.

    Raises:
        KeyError: no theme has that id.
    """
    themes = load_themes()
    found: list[ThingId] = []
    above = themes[theme].broader
    while above is not None:
        found.append(above)
        above = themes[above].broader
    return tuple(found)


def _check_broader(path: Path, theme: Theme, themes: Mapping[ThingId, Theme]) -> None:
    """Refuse a broader theme that is not there, and a theme that stands above itself."""
    seen = {theme.id}
    above = theme.broader
    while above is not None:
        if above not in themes:
            raise RegisterError(path.name, f"{theme.id} has {above} above it, which is not there; mend skos:broader")
        if above in seen:
            raise RegisterError(path.name, f"{theme.id} stands above itself by {above}; mend skos:broader")
        seen.add(above)
        above = themes[above].broader


def _note(facts: _Found, predicate: str, value: object) -> None:
    if isinstance(value, Literal):
        facts.literals[predicate].add((value.language or "", value.value))
    elif isinstance(value, NamedNode) and predicate == _TYPE:
        facts.types.add(value.value)
    elif isinstance(value, NamedNode):
        facts.nodes[predicate].add(value.value)


def _make_theme(path: Path, iri: str, facts: _Found) -> Theme:
    if not iri.startswith(BASE):
        raise RegisterError(path.name, f"theme {iri} is not named under {BASE}")
    labels = sorted(facts.literals[_SKOS + "prefLabel"])
    pref = {language: label for wanted in LANGUAGES for language, label in labels if language == wanted}
    if len(labels) != len(LANGUAGES) or len(pref) != len(LANGUAGES):
        raise RegisterError(path.name, f"{iri} needs one skos:prefLabel in each of {', '.join(LANGUAGES)}")
    broader = sorted(facts.nodes[_SKOS + "broader"])
    if len(broader) > 1:
        raise RegisterError(path.name, f"{iri} has {len(broader)} skos:broader; keep one, so that figures add up")
    return Theme(
        id=ThingId(iri.removeprefix(BASE)),
        pref=MappingProxyType(pref),
        alt=tuple(sorted(facts.literals[_SKOS + "altLabel"])),
        hidden=tuple(sorted(facts.literals[_SKOS + "hiddenLabel"])),
        broader=ThingId(broader[0].removeprefix(BASE)) if broader else None,
        matches=tuple(sorted(facts.nodes[_SKOS + "closeMatch"])),
    )
