"""What can be searched: sentences and decisions by their words, and things by their names; made once for a graph."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from naeringsgraf.analysis.answers import Answers, ask, shorten_iri, take_local
from naeringsgraf.analysis.evidence import LANGUAGES, MeetingFacts, read_meetings
from naeringsgraf.analysis.search.words import WORD, meet, want
from naeringsgraf.mapping.classes import ACTOR_CLASSES
from naeringsgraf.registers.folding import fold_name

_KEPT: Final = "search"
_KINDS: Final = {class_name: str(kind) for kind, class_name in ACTOR_CLASSES.items()}


class WordIndex:
    """Which entries hold which words."""

    def __init__(self) -> None:
        """Begin without entries."""
        self._entries: defaultdict[str, list[int]] = defaultdict(list)
        self._folded: dict[str, str] = {}

    def add(self, number: int, text: str) -> None:
        """Take in the words of an entry; numbers never fall."""
        for word in WORD.findall(text):
            folded = self._folded.get(word)
            if folded is None:
                folded = self._folded[word] = fold_name(word)
            entries = self._entries[folded]
            if not entries or entries[-1] != number:
                entries.append(number)

    @property
    def vocabulary(self) -> Collection[str]:
        """All words, folded."""
        return self._entries.keys()

    def find(self, met: Iterable[Collection[str]]) -> list[int]:
        """Give the entries that hold, of each set of words, at least one; all numbers rising."""
        found: set[int] | None = None
        for words in met:
            holding = {number for word in words for number in self._entries.get(word, ())}
            found = holding if found is None else found & holding
        return sorted(found or ())

    def search(self, words: Sequence[str]) -> tuple[list[int], list[set[str]]]:
        """Give the entries that hold every word in some form, and for each word the forms that there are."""
        met = meet([want(word, self.vocabulary) for word in words], self.vocabulary)
        return self.find(met), met


@dataclass(frozen=True, slots=True)
class Sentence:
    """A statement or a decision."""

    iri: str
    meeting: MeetingFacts
    begins: int
    ends: int
    actor: str | None
    """Path of whom it was said for; None where nobody is named, and for decisions."""


@dataclass(frozen=True, slots=True)
class Thing:
    """Something with names: a theme, an actor, a person or a meeting."""

    id: str
    kind: str
    """"theme", "person", "meeting", or the kind of an actor."""
    labels: Mapping[str, str]
    """Language → what it is called; "" for all."""
    names: tuple[str, ...]
    """All its names, the labels too."""
    number: int
    """Sentences that raise it or were said for it; for people and meetings 0."""

    def label(self, language: str) -> str:
        """Give what it is called in a language, else in another."""
        return next((self.labels[each] for each in (language, "", *LANGUAGES) if each in self.labels), self.id)


@dataclass
class Index:
    """All that can be searched in a graph."""

    sentences: list[Sentence]
    texts: Mapping[str, str]
    """Path of a document → its text."""
    things: list[Thing]
    labels: Mapping[str, str]
    """Path of an actor → its name."""
    sentence_words: WordIndex = field(default_factory=WordIndex)
    thing_words: WordIndex = field(default_factory=WordIndex)

    def read(self, sentence: Sentence) -> str:
        """Give what a sentence says."""
        return self.texts[sentence.meeting.document][sentence.begins : sentence.ends]


def read_index(graph: Answers) -> Index:
    """Make the index of a graph; once for one that does not change."""
    if not graph.lasting:
        return _make_index(graph)
    if _KEPT not in graph.kept:
        graph.kept[_KEPT] = _make_index(graph)
    index: Index = graph.kept[_KEPT]
    return index


def _make_index(graph: Answers) -> Index:
    sentences = _read_sentences(graph)
    counts = Counter(sentence.actor for sentence in sentences if sentence.actor)
    actors = _read_actors(graph, counts)
    things = [*_read_themes(graph), *actors, *_read_people(graph), *_read_meetings(graph)]
    texts = {shorten_iri(row["document"]): row["text"] for row in ask(graph, "document-texts")}
    index = Index(sentences, texts, things, {each.id: each.label("") for each in actors})
    for number, sentence in enumerate(sentences):
        index.sentence_words.add(number, index.read(sentence))
    for number, thing in enumerate(things):
        for name in thing.names:
            index.thing_words.add(number, name)
    return index


def _read_sentences(graph: Answers) -> list[Sentence]:
    """Read them, the newest first, as they stand in each document; those without a day come last."""
    meetings = read_meetings(graph)
    actors = {row["turn"]: shorten_iri(row["actor"]) for row in ask(graph, "turn-actors") if "actor" in row}
    found = []
    for row in (*ask(graph, "sentence-spans"), *ask(graph, "decision-spans")):
        meeting = meetings.get(row["part"].partition("#")[0])
        if meeting:
            actor = actors.get(row.get("turn", ""))
            found.append(Sentence(row["part"], meeting, int(row["begins"]), int(row["ends"]), actor))
    found.sort(key=lambda each: (each.meeting.document, each.begins, each.ends, each.iri))
    return sorted(found, key=lambda each: each.meeting.date.toordinal() if each.meeting.date else 0, reverse=True)


def _read_themes(graph: Answers) -> list[Thing]:
    counts = {row["theme"]: int(row["statements"]) for row in ask(graph, "theme-counts") if "theme" in row}
    labels: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for row in ask(graph, "theme-labels"):
        labels[row["theme"]][row["language"]] = row["label"]
    others: defaultdict[str, list[str]] = defaultdict(list)
    for row in ask(graph, "theme-names"):
        others[row["theme"]].append(row["label"])
    return [
        Thing(shorten_iri(iri), "theme", found, (*found.values(), *others[iri]), counts.get(iri, 0))
        for iri, found in sorted(labels.items())
    ]


def _read_actors(graph: Answers, counts: Mapping[str, int]) -> list[Thing]:
    names: defaultdict[str, list[str]] = defaultdict(list)
    for row in ask(graph, "actor-names"):
        names[row["actor"]].append(row["name"])
    things: dict[str, Thing] = {}
    # The most special class first: ng:Actor may be said besides another.
    rows = sorted(ask(graph, "actors"), key=lambda row: (take_local(row["class"]) == "Actor", sorted(row.items())))
    for row in rows:
        id = shorten_iri(row["actor"])
        every = (row["label"], *names[row["actor"]])
        things.setdefault(id, Thing(id, _KINDS[take_local(row["class"])], {"": row["label"]}, every, counts.get(id, 0)))
    return [things[id] for id in sorted(things)]


def _read_people(graph: Answers) -> list[Thing]:
    names: defaultdict[str, dict[str, None]] = defaultdict(dict)
    labels: dict[str, str] = {}
    for row in ask(graph, "person-names"):
        labels[row["person"]] = row["name"]
        names[row["person"]] |= dict.fromkeys(row[key] for key in ("name", "variant") if key in row)
    return [Thing(shorten_iri(iri), "person", {"": labels[iri]}, tuple(names[iri]), 0) for iri in sorted(labels)]


def _read_meetings(graph: Answers) -> list[Thing]:
    titles: defaultdict[str, list[str]] = defaultdict(list)
    for row in ask(graph, "item-titles"):
        titles[row["document"]].append(row["title"])
    return [
        Thing(
            each.document,
            "meeting",
            {"": each.label},
            (each.label, *([each.body_label] if each.body_label else []), *titles[iri]),
            0,
        )
        for iri, each in read_meetings(graph).items()
    ]
