"""Which bodies of several documents are one under different names, and what a body belongs to.

A document names its body as it likes: "Osloregionens faggruppe Næringssamarbeidet", "Faggruppe næring, Osloregionen",
"Næringssamarbeidet". A name is taken apart into owner (a region, a cluster, or another body), kind ("faggruppe") and
subject. Bodies are one when all three agree, or where one of them is silent and only one body can be meant; each such
link tells its rule. Two names that say no subject and no owner ("Styret") are never linked, and a link is never made
across owners.
"""

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from naeringsgraf.model.meeting import Actor, ActorKind, Attendance
from naeringsgraf.model.names import ThingId
from naeringsgraf.registers.folding import fold_name
from naeringsgraf.registers.organisations import find_clusters
from naeringsgraf.registers.places import load_places

_WORD = re.compile(r"[\w&/.-]*\w|,")
_OWNING = ("region/", "cluster/")
_SHORTEST_ENDING = 4
"""Letters of a kind that a longer word may end with: "fordelingsutvalget" is one, "bureau" is no "au"."""


@dataclass(frozen=True, slots=True)
class BodyName:
    """What a name says of a body."""

    owner: ThingId | None
    """Whom it belongs to; None where neither name nor documents say."""
    kinds: tuple[str, ...]
    """"faggruppe"; in the order of the name."""
    subject: str
    """The rest, folded; empty where the name says no more."""


@dataclass(frozen=True, slots=True)
class Body:
    """One body as some documents name it, and the one it is gathered under."""

    id: ThingId
    canonical: ThingId
    """Itself, where it has no other name or goes by its fullest one."""
    owner: ThingId | None
    rule: str | None
    """Why it is gathered under the other; None where it is gathered under itself."""


def find_owner_at_meeting(body: Actor | None, people: Sequence[Attendance]) -> Actor | None:
    """Give the body with its owner: the one in its name, else the one region or cluster whose secretariat met."""
    if body is None or body.kind is not ActorKind.BODY:
        return body
    named = parse_body_name(body.name).owner
    if named:
        return replace(body, part_of=named)
    actors = [person.affiliation for person in people if person.affiliation]
    served = {actor.part_of for actor in actors if actor.kind is ActorKind.SECRETARIAT}
    owners = {owner for owner in served if owner and owner.startswith(_OWNING)}
    return replace(body, part_of=owners.pop()) if len(owners) == 1 else body


def link_bodies(actors: Iterable[Actor]) -> tuple[Body, ...]:
    """Gather the bodies of all documents, sorted by id.

    1. One for each id, by its most usual name and the owner that its documents agree on. 2. What is silent in a name
    is filled in where only one body can be meant. 3. Those that then say the same are one, and the fullest name, or
    else the most usual, is the one they are gathered under.
    """
    told: defaultdict[ThingId, list[Actor]] = defaultdict(list)
    for actor in actors:
        if actor.kind is ActorKind.BODY:
            told[actor.id].append(actor)
    names = {body: _find_most_usual(actor.name for actor in told[body]) for body in sorted(told)}
    said = {body: _read_name(body, name, told[body], names) for body, name in names.items()}
    filled = _fill_in(said)
    groups: defaultdict[object, list[ThingId]] = defaultdict(list)
    for body, name in filled.items():
        groups[name if name.subject or name.owner else body].append(body)
    canonical: dict[ThingId, ThingId] = {}
    for same in groups.values():
        canonical |= dict.fromkeys(same, min(same, key=lambda body: _rank(names[body], len(told[body]))))
    return tuple(
        Body(body, canonical[body], _lift(body, filled[body].owner, canonical), _explain(body, canonical[body], said))
        for body in names
    )


def parse_body_name(name: str, others: Mapping[str, ThingId] | None = None) -> BodyName:
    """Take a name apart; `others` are bodies by folded name that may own this one besides regions and clusters."""
    lists = _load_lists()
    owner, left = _find_owner(_WORD.findall(name), others or {}, lists)
    folded = [_fold_word(word, lists) for word in left if word != ","]
    kinds = [word for word in folded if word in lists.kinds]
    if owner and owner.startswith(_OWNING):
        kinds = [kind for kind in kinds if kind not in lists.councils]
    rest = [word for word in folded if word not in lists.kinds and word not in lists.joining]
    return BodyName(owner, tuple(kinds), " ".join(rest))


@dataclass(frozen=True, slots=True)
class _Lists:
    forms: Mapping[str, str]
    """Form of a kind, or of a word for working together → base form; the longest form first."""
    kinds: frozenset[str]
    councils: frozenset[str]
    together: str
    joining: frozenset[str]


@cache
def _load_lists() -> _Lists:
    content = tomllib.loads(files(__package__).joinpath("bodies.toml").read_text(encoding="utf-8"))
    lists = [[fold_name(form) for form in forms] for forms in (*content["kinds"], content["working_together"])]
    forms = sorted(((form, each[0]) for each in lists for form in each), key=lambda pair: (-len(pair[0]), pair))
    return _Lists(
        forms=dict(forms),
        kinds=frozenset(each[0] for each in lists[:-1]),
        councils=frozenset(map(fold_name, content["councils"])),
        together=lists[-1][0],
        joining=frozenset(content["joining"]),
    )


def _find_owner(words: Sequence[str], others: Mapping[str, ThingId], lists: _Lists) -> tuple[ThingId | None, list[str]]:
    """Give the owner that a name begins or ends with, longest first, and the words that are left."""
    ways: list[tuple[Sequence[str], Sequence[str]]] = [(words[at:], words[:at]) for at in range(len(words))]
    ways += [(words[:end], words[end:]) for end in range(len(words) - 1, 0, -1)]
    if words and _fold_word(words[-1], lists) in lists.councils:
        # "AU i Hallingdal regionråd": the council is Hallingdal.
        ways += [(words[at:-1], words[:at]) for at in range(len(words) - 1)]
    for window, left in ways:
        owner = _find_registered(window)
        if owner:
            return owner, list(left)
    for window, left in ways:
        joined = bool(left) and (window[-1:] != words[-1:] or left[-1] == "," or left[-1].casefold() in lists.joining)
        owner = _find_body(window, others) if joined else None
        if owner:
            return owner, list(left)
    return None, list(words)


def _find_registered(window: Sequence[str]) -> ThingId | None:
    """Give the region or cluster of exactly this name, as it is or in the genitive; a name has a capital."""
    if not window[0][0].isupper() or "," in window:
        return None
    text = " ".join(window)
    for form in dict.fromkeys((text, text.removesuffix("s"))):
        regions = load_places().find_regions(form)
        found = [thing.id for thing in regions or find_clusters(form)]
        if len(found) == 1:
            return found[0]
    return None


def _find_body(window: Sequence[str], others: Mapping[str, ThingId]) -> ThingId | None:
    if not window[0][0].isupper() or "," in window:
        return None
    text = fold_name(" ".join(window))
    return others.get(text) or others.get(text.removesuffix("s"))


def _fold_word(word: str, lists: _Lists) -> str:
    """Give a word in lower case, with the base form of the kind of body that it is or ends with."""
    folded = fold_name(word)
    for form in (folded, folded.removesuffix("s")):
        if form in lists.forms:
            return lists.forms[form]
    ending = next((form for form in lists.forms if len(form) >= _SHORTEST_ENDING and folded.endswith(form)), None)
    return folded[: -len(ending)] + lists.forms[ending] if ending else folded


def _read_name(body: ThingId, name: str, told: Iterable[Actor], names: Mapping[ThingId, str]) -> BodyName:
    # "Styret" may be anybody's, so it owns nothing.
    others = {fold_name(other): it for it, other in names.items() if it != body and _tells_which(other)}
    found = parse_body_name(name, others)
    owners = {actor.part_of for actor in told if actor.part_of}
    return found if found.owner or len(owners) != 1 else replace(found, owner=owners.pop())


@cache
def _tells_which(name: str) -> bool:
    found = parse_body_name(name)
    return bool(found.owner or found.subject)


def _fill_in(said: Mapping[ThingId, BodyName]) -> dict[ThingId, BodyName]:
    """Fill in owner, then kind, then the word for working together, each where only one body can be meant."""
    names = dict(said)
    for fill in (_fill_owner, _fill_kind, _drop_together):
        every = frozenset(names.values())
        names = {body: fill(name, every) for body, name in names.items()}
    return names


def _fill_owner(name: BodyName, every: Iterable[BodyName]) -> BodyName:
    if name.owner or not name.kinds or not name.subject:
        return name
    owners = {each.owner for each in every if (each.kinds, each.subject) == (name.kinds, name.subject) and each.owner}
    return replace(name, owner=owners.pop()) if len(owners) == 1 else name


def _fill_kind(name: BodyName, every: Iterable[BodyName]) -> BodyName:
    if not name.owner or name.kinds or not name.subject:
        return name
    kinds = {each.kinds for each in every if (each.owner, each.subject) == (name.owner, name.subject) and each.kinds}
    return replace(name, kinds=kinds.pop()) if len(kinds) == 1 else name


def _drop_together(name: BodyName, every: Iterable[BodyName]) -> BodyName:
    together = _load_lists().together
    if not name.owner or not name.kinds or not name.subject.endswith(together):
        return name
    shorter = replace(name, subject=name.subject.removesuffix(together).strip().removesuffix("s"))
    return shorter if shorter.subject and shorter in every else name


def _rank(name: str, documents: int) -> tuple[object, ...]:
    """Order names of one body: those that tell owner and kind first, then by number of documents, then the longest."""
    found = parse_body_name(name)
    return found.owner is None, not found.kinds, -documents, -len(name), name


def _lift(body: ThingId, owner: ThingId | None, canonical: Mapping[ThingId, ThingId]) -> ThingId | None:
    """Give the owner as it is gathered; a body belongs to no name of its own."""
    lifted = canonical.get(owner, owner) if owner else None
    return None if lifted == canonical[body] else lifted


def _explain(body: ThingId, canonical: ThingId, said: Mapping[ThingId, BodyName]) -> str | None:
    if body == canonical:
        return None
    one, other = said[body], said[canonical]
    if one == other:
        return "same-name-in-another-form"
    if one.owner != other.owner:
        return "only-one-of-the-name"
    return "same-owner-and-name" if one.subject == other.subject else "same-owner-kind-and-subject"


def _find_most_usual(names: Iterable[str]) -> str:
    counts = Counter(names)
    return min(counts, key=lambda name: (-counts[name], name.swapcase()))
