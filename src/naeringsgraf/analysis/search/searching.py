"""The answer to a search: sentences that hold all its words, things that go by them, and what may have been meant."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from naeringsgraf.analysis.answers import Answers, shorten_iri
from naeringsgraf.analysis.near import suggest_names
from naeringsgraf.analysis.order import sort_key
from naeringsgraf.analysis.period import Period
from naeringsgraf.analysis.search.index import Index, Sentence, Thing, read_index
from naeringsgraf.analysis.search.words import split_words
from naeringsgraf.registers.folding import fold_name

GROUPS: Final = ("theme", "actor", "person", "meeting")
"""Kinds of things, in the order in which they are told."""
_MOST_WORDS: Final = 12
"""Of a question; what comes after them is not looked for."""
_LONGEST: Final = 400
"""Letters of a question that are read."""


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What sentences are narrowed by. Several values of one kind widen it again."""

    period: Period = field(default_factory=Period)
    bodies: Collection[str] = ()
    """Paths or names."""
    municipalities: Collection[str] = ()
    """Paths or names of those that sentences were said for."""


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What was found."""

    words: tuple[str, ...]
    """What was looked for, folded."""
    sentences: tuple[Sentence, ...]
    """Those that hold every word and are within what was chosen: the newest first, then as they stand there."""
    all_sentences: int
    """How many there are without the choice."""
    met: frozenset[str]
    """The words of sentences, folded, that were found."""
    named: frozenset[str]
    """The words of names, folded, that were found."""
    things: Mapping[str, tuple[Thing, ...]]
    """Group → those that go by the words, the nearest and most talked of first."""
    bodies: Mapping[tuple[str, str], int]
    """Path and name of each body → sentences, those outside the chosen bodies too."""
    municipalities: Mapping[str, int]
    """Name of each actor → sentences, those outside the chosen ones too."""
    suggestions: tuple[str, ...]
    """Near names and words; only where nothing was found."""


def search(graph: Answers, question: str, narrowed: Narrowed | None = None, language: str = "nb") -> SearchResult:
    """Look for all words of a question, in sentences and in names."""
    index, chosen = read_index(graph), narrowed or Narrowed()
    words = split_words(question[:_LONGEST])[:_MOST_WORDS]
    numbers, met = index.sentence_words.search(words) if words else ([], [])
    holding = [index.sentences[number] for number in numbers]
    in_period = [each for each in holding if chosen.period.holds(each.meeting.date)]
    of_body = _is_of_body(chosen.bodies)
    is_for = _is_said_for(index, chosen.municipalities)
    things, named = find_things(index, words, language)
    nothing = bool(words) and not holding and not any(things.values())
    return SearchResult(
        tuple(words),
        tuple(each for each in in_period if of_body(each) and is_for(each)),
        len(holding),
        frozenset(word for each in met for word in each),
        named,
        things,
        _count_bodies(each for each in in_period if is_for(each)),
        _count_actors(index, (each for each in in_period if of_body(each))),
        _suggest(index, question[:_LONGEST], words, language) if nothing else (),
    )


def find_things(
    index: Index, words: Sequence[str], language: str
) -> tuple[dict[str, tuple[Thing, ...]], frozenset[str]]:
    """Give group → things that go by all words, and the words of names that were found."""
    if not words:
        return dict.fromkeys(GROUPS, ()), frozenset()
    numbers, met = index.thing_words.search(words)
    starting = [{word for word in index.thing_words.vocabulary if word.startswith(asked)} for asked in words]
    numbers = sorted({*numbers, *index.thing_words.find(a | b for a, b in zip(met, starting, strict=True))})
    grouped: dict[str, list[Thing]] = {group: [] for group in GROUPS}
    for number in numbers:
        thing = index.things[number]
        grouped[thing.kind if thing.kind in grouped else "actor"].append(thing)
    named = frozenset(word for each in (*met, *starting) for word in each)
    rank = _rank(" ".join(words), named, language)
    return {group: tuple(sorted(found, key=rank)) for group, found in grouped.items()}, named


def _rank(whole: str, named: frozenset[str], language: str) -> Callable[[Thing], tuple[object, ...]]:
    """Put those called just so first, then those whose name begins so or holds a word, then those most talked of."""

    def rank(thing: Thing) -> tuple[object, ...]:
        label = fold_name(thing.label(language))
        nearness = (
            label == whole,
            whole in map(fold_name, thing.names),
            label.startswith(whole),
            not named.isdisjoint(label.split()),
        )
        return tuple(not each for each in nearness), -thing.number, sort_key(thing.label(language)), thing.id

    return rank


def _is_of_body(bodies: Collection[str]) -> Callable[[Sentence], bool]:
    def is_of_body(sentence: Sentence) -> bool:
        body, label = sentence.meeting.body, sentence.meeting.body_label
        return not bodies or (body is not None and shorten_iri(body) in bodies) or label in bodies

    return is_of_body


def _is_said_for(index: Index, actors: Collection[str]) -> Callable[[Sentence], bool]:
    names = {fold_name(actor) for actor in actors}

    def is_said_for(sentence: Sentence) -> bool:
        if not actors:
            return True
        actor = sentence.actor
        return actor is not None and (actor in actors or fold_name(index.labels.get(actor, actor)) in names)

    return is_said_for


def _count_bodies(sentences: Iterable[Sentence]) -> dict[tuple[str, str], int]:
    found = Counter(
        (shorten_iri(each.meeting.body), each.meeting.body_label or shorten_iri(each.meeting.body))
        for each in sentences
        if each.meeting.body
    )
    return dict(sorted(found.items(), key=lambda each: (-each[1], sort_key(each[0][1]))))


def _count_actors(index: Index, sentences: Iterable[Sentence]) -> dict[str, int]:
    found = Counter(index.labels.get(each.actor, each.actor) for each in sentences if each.actor)
    return dict(sorted(found.items(), key=lambda each: (-each[1], sort_key(each[0]))))


def _suggest(index: Index, question: str, words: Sequence[str], language: str) -> tuple[str, ...]:
    """Give names near to the whole question, then words near to one of it that stands in no sentence."""
    names = {thing.label(language) for thing in index.things}
    near = suggest_names(question, names, most=5)
    vocabulary = [word for word in index.sentence_words.vocabulary if len(word) > 3]
    lone = suggest_names(words[0], vocabulary, most=3) if len(words) == 1 else []
    return tuple({fold_name(name): name for name in reversed([*near, *lone])}.values())[::-1]
