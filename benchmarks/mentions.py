"""The mentions that both sides can state: ours, and those of a peer that finds whole words."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from benchmarks.readings import Found, make_found
from naeringsgraf.mentions.finder import Hit, find_hits
from naeringsgraf.registers.collocations import load_collocations

_SHARED_RULES = frozenset(("name", "name-genitive", "theme-label", "theme-inflected"))
_GIVING_WAY = frozenset(theme for each in load_collocations() for theme in each.instead_of)


def _may_give_way(found: Found) -> bool:
    """Tell whether words that mean a theme together may take the place of this one, which the peer cannot state."""
    return not _GIVING_WAY.isdisjoint(found.targets)


@dataclass(frozen=True, slots=True)
class Stretches:
    """Stretches of one text that are left out on both sides."""

    begins: Sequence[int]
    ends: Sequence[int]

    def touch(self, begins: int, ends: int) -> bool:
        """Tell whether one of them has a character in common with what is asked about."""
        at = bisect_right(self.begins, ends - 1)
        return at > 0 and self.ends[at - 1] > begins


class Peer(Protocol):
    """Another finder of the same forms, as whole words."""

    def read(self, text: str) -> Any:
        """Part a text into words."""

    def reaches(self, doc: Any, begins: int, ends: int) -> bool:
        """Tell whether a stretch of a text that it read is made of whole words, as it parts the same words alone."""

    def find(self, text: str) -> list[Found]:
        """Give the longest names and themes that do not overlap, in order."""


class Mentions:
    """Finds mentions in some texts with our finder or the peer, without what only we can state."""

    def __init__(self, texts: Sequence[str], peer: Peer) -> None:
        self._texts = texts
        self._peer = peer
        self._left_out = [self._find_finer(text) for text in texts]

    def find(self, at: int) -> list[Found]:
        """Find those of one text with our finder."""
        left_out = self._left_out[at]
        found = [
            make_found(hit.begins, hit.ends, hit.entries, hit.rule, hit.confidence)
            for hit in find_hits(self._texts[at])
            if not left_out.touch(hit.begins, hit.ends)
        ]
        return [one for one in found if not _may_give_way(one)]

    def find_with_peer(self, at: int) -> list[Found]:
        """Find those of one text with the peer."""
        left_out = self._left_out[at]
        found = self._peer.find(self._texts[at])
        return [one for one in found if not left_out.touch(one.begins, one.ends) and not _may_give_way(one)]

    def count_shares(self) -> tuple[int, int]:
        """Count the mentions that both sides are asked for, and all that we find."""
        shared = sum(len(self.find(at)) for at in range(len(self._texts)))
        return shared, sum(len(find_hits(text)) for text in self._texts)

    def _find_finer(self, text: str) -> Stretches:
        """Find what only we can state: words within words, words that mean a theme together, and parts of tokens."""
        doc = self._peer.read(text)
        spans = [(hit.begins, hit.ends) for hit in find_hits(text) if not self._is_shared(hit, doc)]
        merged: list[list[int]] = []
        for begins, ends in sorted(spans):
            if merged and begins < merged[-1][1]:
                merged[-1][1] = max(merged[-1][1], ends)
            else:
                merged.append([begins, ends])
        return Stretches([begins for begins, _ in merged], [ends for _, ends in merged])

    def _is_shared(self, hit: Hit, doc: Any) -> bool:
        ends = hit.ends + (hit.rule == "name-genitive")
        return hit.rule in _SHARED_RULES and self._peer.reaches(doc, hit.begins, ends)


def show_found(given: object) -> list[str]:
    """Give what was found in each text as lines."""
    assert isinstance(given, list)
    return [
        f"{at} {one.begins} {one.ends} {target} {one.rule}"
        for at, found in enumerate(given)
        for one in found
        for target in one.targets
    ]
