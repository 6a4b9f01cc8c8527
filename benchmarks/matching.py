"""The matcher alone: beside spaCy's, beside putting the text in lower case, and beside a tenth of the forms."""

from collections.abc import Iterator, Mapping, Sequence

import daachorse
from spacy.tokens import Span

from benchmarks.pairing import Pair
from benchmarks.peers import PEER, SpacyFinder
from naeringsgraf.mentions.gazetteer import load_gazetteer

_TENTH = 10
_Places = tuple[str, list[tuple[int, int, int]]]
"""The text in lower case, and where forms stand in it: begin, end, number of the form."""


def match_words(texts: Sequence[str]) -> Pair:
    """Compare the matchers over the same forms: those of the gazetteer as they are, without endings."""
    forms = sorted(load_gazetteer())
    finder = SpacyFinder(dict.fromkeys(forms, ()))
    automaton = daachorse.CharwiseDoubleArrayAhoCorasick(forms)
    tokens = [_list_tokens(finder, text) for text in texts]

    def show(given: object) -> list[str]:
        assert isinstance(given, list)
        return [
            line for at, (lowered, hits) in enumerate(given) for line in _show(finder, at, lowered, hits, tokens[at])
        ]

    def show_peer(given: object) -> list[str]:
        assert isinstance(given, list)
        return show(
            [(doc.text.lower(), [_find_ends(doc[first:last]) for _, first, last in hits]) for doc, hits in given]
        )

    return Pair(
        "G4",
        "matcher with word borders",
        lambda: [_match(automaton, text) for text in texts],
        lambda: [finder.match(text) for text in texts],
        show,
        PEER,
        floor=50,
        remark=f"every place of the {len(forms):,} forms as whole words; the peer tokenises first",
        show_peer=show_peer,
    )


def match_beside_scan(texts: Sequence[str]) -> Pair:
    """Compare the matcher with the least that anybody does with a text who finds names of any case in it."""
    automaton = daachorse.CharwiseDoubleArrayAhoCorasick(sorted(load_gazetteer()))
    return Pair(
        "G4",
        "matcher, over one pass of str.lower",
        lambda: [_match(automaton, text) for text in texts],
        lambda: [text.lower().replace("\n", " ") for text in texts],
        lambda given: [lowered for lowered, _ in given],  # type: ignore[attr-defined]
        "str.lower",
        floor=0.25,
        remark="compared is the text in lower case, which both make",
        show_peer=list,  # type: ignore[arg-type]
    )


def match_with_fewer(texts: Sequence[str]) -> Pair:
    """Compare all forms with every tenth of them; only the places of those are compared."""
    forms = sorted(load_gazetteer())
    fewer = forms[::_TENTH]
    kept = frozenset(fewer)
    automata = [daachorse.CharwiseDoubleArrayAhoCorasick(each) for each in (forms, fewer)]

    def show(given: object) -> list[str]:
        assert isinstance(given, list)
        places = (
            (at, begins, ends, text[begins:ends]) for at, (text, hits) in enumerate(given) for begins, ends, _ in hits
        )
        return [f"{at} {begins} {ends} {form}" for at, begins, ends, form in places if form in kept]

    return Pair(
        "G4",
        "matcher with ten times the forms",
        lambda: [_match(automata[0], text) for text in texts],
        lambda: [_match(automata[1], text) for text in texts],
        show,
        "the same with a tenth of the forms",
        floor=0.5,
        remark=f"{len(forms):,} forms and {len(fewer):,}",
    )


def _match(automaton: daachorse.CharwiseDoubleArrayAhoCorasick, text: str) -> _Places:
    lowered = text.lower().replace("\n", " ")
    size = len(lowered)
    return lowered, [
        (begins, ends, number)
        for begins, ends, number in automaton.find_overlapping(lowered)
        if (begins == 0 or not lowered[begins - 1].isalnum()) and (ends == size or not lowered[ends].isalnum())
    ]


def _find_ends(span: Span) -> tuple[int, int, int]:
    return span.start_char, span.end_char, 0


def _list_tokens(finder: SpacyFinder, text: str) -> Mapping[int, str]:
    """Give the tokens of a text by the place where they begin."""
    return {token.idx: token.lower_ for token in finder.read(text)}


def _show(
    finder: SpacyFinder, at: int, lowered: str, hits: Sequence[tuple[int, int, int]], tokens: Mapping[int, str]
) -> Iterator[str]:
    """Give those places where a form is parted into tokens as it is by itself; elsewhere the peer cannot find it."""
    for begins, ends, _ in hits:
        own = finder.nlp.make_doc(lowered[begins:ends])
        if all(tokens.get(begins + token.idx) == token.lower_ for token in own):
            yield f"{at} {begins} {ends} {lowered[begins:ends]}"
