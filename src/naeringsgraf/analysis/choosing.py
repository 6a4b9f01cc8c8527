"""What a caller means by the name of a theme or of someone spoken for."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from naeringsgraf.analysis.evidence import ActorFacts, Evidence, Quote
from naeringsgraf.analysis.finding import list_names
from naeringsgraf.analysis.near import unknown_name
from naeringsgraf.errors import CallError
from naeringsgraf.model.meeting import ActorKind
from naeringsgraf.registers.folding import fold_name

LIST_THEMES: Final = "they are listed by: naeringsgraf query --named themes"
LIST_MUNICIPALITIES: Final = "they are listed by: naeringsgraf query --named municipalities"

Names = str | Iterable[str] | None
"""One name, several, or None for all."""


def find_themes(evidence: Evidence, names: Names) -> list[str]:
    """Give the ids of the themes asked for, each once, in the order asked; none for all.

    Raises:
        CallError: a name is not known.
    """
    found: dict[str, None] = {}
    for name in list_names(names):
        ids = evidence.themes.find(name)
        if not ids:
            known = evidence.themes.names()
            raise unknown_name("theme", name, known, LIST_THEMES)
        found.update(dict.fromkeys(ids))
    return list(found)


def widen_themes(evidence: Evidence, themes: Iterable[str]) -> frozenset[str] | None:
    """Give themes with all that are narrower; None, for all of them, where none is named."""
    named = list(themes)
    return frozenset(named).union(*map(evidence.themes.narrower, named)) if named else None


def gather_by_theme(evidence: Evidence, quotes: Iterable[Quote], themes: Iterable[str]) -> dict[str, list[Quote]]:
    """Give theme → the sentences on it and on what is narrower, by place; themes by label, then id.

    Where no theme is named, those are told that any of the sentences is on.
    """
    on: defaultdict[str, dict[str, Quote]] = defaultdict(dict)
    for quote in quotes:
        for theme in quote.themes:
            on[theme][quote.id] = quote
    named = set(themes)
    gathered = {}
    for asked in sorted(named or evidence.themes.ids(), key=lambda id: (evidence.themes.label(id), id)):
        each = {id: quote for theme in {asked, *evidence.themes.narrower(asked)} for id, quote in on[theme].items()}
        if each or named:
            gathered[asked] = sorted(each.values(), key=lambda quote: quote.place)
    return gathered


def find_actors(evidence: Evidence, names: Names, kinds: set[ActorKind]) -> set[str]:
    """Give the ids of all actors of these kinds, or of those among them with these names, labels or numbers.

    Raises:
        CallError: a name is not known, or is that of another kind of actor.
    """
    of_kind = {actor: facts for actor, facts in evidence.actors.items() if facts.kind in kinds}
    listed = list_names(names)
    if not listed:
        return set(of_kind)
    found: set[str] = set()
    for name in listed:
        wanted = _fold_actor(name)
        matching = {
            actor
            for actor, facts in of_kind.items()
            if name in (actor, actor.partition("/")[2]) or wanted in map(_fold_actor, facts.names)
        }
        if not matching:
            raise _unknown_actor(evidence, name, of_kind)
        found |= matching
    return found


def _unknown_actor(evidence: Evidence, name: str, of_kind: Mapping[str, ActorFacts]) -> CallError:
    wanted = _fold_actor(name)
    kinds = {str(facts.kind) for facts in evidence.actors.values() if wanted in map(_fold_actor, facts.names)}
    if kinds:
        kind = min(kinds)
        told = f"{name!r} is a {kind}, which is not shown; ask for that kind of actor too (--kind {kind})"
        return CallError(told, "other_kind", asked=name, kind=kind)
    known = {each for facts in of_kind.values() for each in facts.names if not each.isdigit()}
    return unknown_name("municipality", name, known, LIST_MUNICIPALITIES)


def _fold_actor(name: str) -> str:
    return fold_name(name).removesuffix(" kommune")
