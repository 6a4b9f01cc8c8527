"""Which profiles are worth comparing: those that share two words of the name, give or take a letter.

Every profile is put under keys made of two of its words; only profiles under one key are compared. Comparing all with
all would take the square of their number.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from naeringsgraf.linking.identity.appearance import Profile
from naeringsgraf.linking.identity.names import Name, read_name

_SHORTEST_SLIP = 5
_MOST_IN_BLOCK = 400
"""Profiles under one key; a name so common tells nothing, and other words of the name are keys too."""


def find_candidates(profiles: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    """Give pairs of places in `profiles` (the lesser first) that are worth comparing, each once, in order.

    Pairs are made one profile at a time, since all of them at once would be by far the largest thing in memory.
    """
    bearers: dict[str, list[int]] = defaultdict(list)
    for at, profile in enumerate(profiles):
        bearers[profile.name].append(at)
    near = _find_near_names(bearers)
    for at, profile in enumerate(profiles):
        yield from ((at, other) for other in sorted(b for name in near[profile.name] for b in bearers[name] if b > at))


def _find_near_names(bearers: Mapping[str, Sequence[int]]) -> Mapping[str, set[str]]:
    """Give for each name those that share a key with it, itself among them; `bearers` are the profiles of each."""
    blocks: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for name in bearers:
        for key in _make_keys(read_name(name)):
            blocks[key].append(name)
    near: dict[str, set[str]] = defaultdict(set)
    for names in blocks.values():
        if 1 < sum(len(bearers[name]) for name in names) <= _MOST_IN_BLOCK:
            for name in names:
                near[name].update(names)
    return near


def _make_keys(name: Name) -> set[tuple[str, ...]]:
    """Pairs of words, one of them first or last: as reduced, one with a letter left out, or one as an initial."""
    keys: set[tuple[str, ...]] = set()
    words = name.skeletons
    ends = {0, len(words) - 1}
    for i, j in combinations(range(len(words)), 2):
        if not {i, j} & ends:
            continue
        one, other = sorted((words[i], words[j]))
        keys.add((one, other))
        keys.update((one, shorter) for shorter in _leave_out(other))
        keys.update((other, shorter) for shorter in _leave_out(one))
    if len(words) > 1:
        keys.add((words[0][:1] + ".", words[-1]))
    return keys


def _leave_out(word: str) -> set[str]:
    """The word whole, and with each letter left out; marked, so that it meets only its like."""
    if len(word) < _SHORTEST_SLIP - 1:
        return set()
    return {f"~{word}", *(f"~{word[:at]}{word[at + 1 :]}" for at in range(len(word)))}
