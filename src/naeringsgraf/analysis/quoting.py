"""The sentences behind one number of a large table, a page of them at a time, with the words that told their themes."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from naeringsgraf.analysis.answers import Answers, ask, shorten_iri
from naeringsgraf.analysis.evidence import Evidence, MeetingFacts, Quote, read_quotes


@dataclass(frozen=True, slots=True)
class Clue:
    """Words in a sentence that were taken for a theme."""

    text: str
    """As they stand there."""
    theme: str
    """Id."""
    rule: str
    """Which took them for it: "theme-inflected"."""
    confidence: float
    """From 0 to 1."""


def read_some(
    graph: Answers, base: str, known: Evidence, listed: Mapping[MeetingFacts, Sequence[str]], first: int, most: int
) -> tuple[Quote, ...]:
    """Read some of many sentences: by date, document and place in the text, from the number `first` on, up to `most`.

    Args:
        graph: what answers the queries.
        base: of the names of things.
        known: actors, themes and places.
        listed: meeting → ids of its sentences, meetings in the order of sentences.
        first: how many to pass over.
        most: how many to read.
    """
    begins, wanted, passed = 0, list[str](), None
    for statements in listed.values():
        ends = begins + len(statements)
        if begins < first + most and ends > first:
            passed = begins if passed is None else passed
            wanted += statements
        begins = ends
    if passed is None:
        return ()
    # Where a sentence stands in its document is known once it is read, so documents are read whole and then cut.
    quotes = read_quotes(graph, known.actors, [f"{base}{id}" for id in wanted])
    return quotes[first - passed : first - passed + most]


def read_clues(graph: Answers, base: str, quotes: Iterable[Quote]) -> dict[str, list[Clue]]:
    """Give sentence → the words in it that were taken for themes it raises, in the order of the text.

    A sentence that raises a theme for another reason, such as the title of its item, has none for that.
    """
    listed = list(quotes)
    found: defaultdict[str, list[tuple[int, int, Clue]]] = defaultdict(list)
    documents = sorted({f"{base}{quote.meeting.document}" for quote in listed})
    for row in ask(graph, "theme-mentions", document=documents):
        clue = Clue(row["text"], shorten_iri(row["theme"]), row["rule"], float(row["confidence"]))
        found[shorten_iri(row["document"])].append((int(row["begins"]), int(row["ends"]), clue))
    return {quote.id: _find_within(quote, found[quote.meeting.document]) for quote in listed}


def _find_within(quote: Quote, clues: Iterable[tuple[int, int, Clue]]) -> list[Clue]:
    inside = [
        (begins, clue.theme, clue)
        for begins, ends, clue in clues
        if quote.begins <= begins and ends <= quote.ends and clue.theme in quote.themes
    ]
    return [clue for _, _, clue in sorted(inside, key=lambda each: each[:2])]
