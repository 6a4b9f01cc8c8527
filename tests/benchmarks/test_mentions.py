"""The rules of our finder as the benchmark states them for its peer: both find the same, or there is no ratio."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import pytest

from benchmarks.generate import generate
from benchmarks.mentions import Mentions, Peer, show_found
from benchmarks.pairing import check_equal
from benchmarks.readings import Found, Reading, choose_readings, spell_out
from naeringsgraf.reading.read import read_bytes

TOKEN = re.compile(r"\w+|[^\w\s]")

AWKWARD = """Kommunene Vega, Os og Nes møtte, og Vegas ordfører er på vei til Statnetts møte.
Horisont Europas midler går til Fagskolen i Viken, til fagskolen og til 5G-nett. Veien videre er kort vei, sa Nye
Veier. Bergen kommunes næringssjef og Bergens Næringsråd vil ha næringsarealer, batterier og Batteriverdikjede.
Vega-scenen, Nye-Oslo og Norsk Industri-dagen er andre ting enn Norsk Industri og vegene i Vega.
"""

Forms = Mapping[str, Sequence[Reading]]


class WordFinder:
    """Finds forms as runs of words and signs, each looked up in turn: a peer that needs no other library."""

    def __init__(self, forms: Forms) -> None:
        self._forms = {tuple(TOKEN.findall(form)): readings for form, readings in forms.items()}
        self._starts = {words[:count] for words in self._forms for count in range(1, len(words) + 1)}

    def read(self, text: str) -> Any:
        """Give the words and signs of a text."""
        return list(TOKEN.finditer(text))

    def reaches(self, doc: Any, begins: int, ends: int) -> bool:
        """Tell whether a stretch begins and ends with words or signs."""
        return {begins} <= {token.start() for token in doc} and {ends} <= {token.end() for token in doc}

    def find(self, text: str) -> list[Found]:
        """Give the longest names and themes that do not overlap, in order."""
        return choose_readings(text, self._match(text))

    def _match(self, text: str) -> Iterator[tuple[int, int, Sequence[Reading]]]:
        tokens = self.read(text)
        lowered = [token.group().lower() for token in tokens]
        for first in range(len(tokens)):
            last = first + 1
            while (words := tuple(lowered[first:last])) in self._starts and last <= len(tokens):
                if words in self._forms:
                    yield tokens[first].start(), tokens[last - 1].end(), self._forms[words]
                last += 1


def make_spacy_finder(forms: Forms) -> Peer:
    """Give the peer that the ratios are told for, where it is installed."""
    pytest.importorskip("spacy")
    # Here, for it imports the library.
    from benchmarks.peers import SpacyFinder

    return SpacyFinder(forms)


@cache
def list_texts() -> list[str]:
    """Give some sentences with every awkward form, and minutes made by a program."""
    documents = [read_bytes(each.write_text().encode(), f"{each.slug}.txt") for each in generate(20)]
    return [AWKWARD, *(document.text for document in documents)]


@cache
def list_forms() -> Forms:
    """Give the forms that occur in them, with their endings."""
    return spell_out({word for text in list_texts() for word in re.findall(r"\w+", text.lower())})


@pytest.mark.parametrize("make_peer", [WordFinder, make_spacy_finder])
def test_our_finder_and_a_peer_find_the_same_mentions(make_peer: Callable[[Forms], Peer]) -> None:
    """Each begins and ends alike, means the same things and follows the same rule; and few are left out."""
    texts = list_texts()
    mentions = Mentions(texts, make_peer(list_forms()))

    ours, theirs = ([find(at) for at in range(len(texts))] for find in (mentions.find, mentions.find_with_peer))

    check_equal("mentions", sorted(show_found(ours)), sorted(show_found(theirs)))
    shared, every = mentions.count_shares()
    assert shared > 0.8 * every
    assert {"name", "name-genitive", "theme-label", "theme-inflected"} <= {one.rule for found in ours for one in found}
    places = [one for one in ours[0] if one.targets == ("municipality/1815-1838",)]
    assert len(places) == 3, "the island of Vega, which has the letters of a road"
