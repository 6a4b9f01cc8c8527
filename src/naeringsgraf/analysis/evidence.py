"""The sentences that numbers are made of: who said them, for whom, when, where they stand, and which themes they raise.

Everything is read with a handful of plain queries and joined here, since one query with a dozen OPTIONALs costs the
engine more and says no more.
"""

import datetime as dt
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, cast

from naeringsgraf.analysis.answers import Answers, Found, ask, ask_columns, ask_columns_once, shorten_iri, take_local
from naeringsgraf.analysis.order import sort_key
from naeringsgraf.analysis.places import PlaceLine, Succession, Successions
from naeringsgraf.mapping.classes import ACTOR_CLASSES
from naeringsgraf.model.meeting import ActorKind
from naeringsgraf.registers.folding import fold_name

LANGUAGES: Final = ("nb", "nn", "en")

_KEPT_MEETINGS: Final = "meetings"
"""Languages that labels are looked for in, in this order, after the one asked for."""

_STATEMENT: Final = ("statement", "turn", "actor", "text", "mode", "begins", "ends", "rule", "basis", "document")
_TURNS: Final = ("turn", "document", "begins", "ends", "speaker", "printed", "number", "title", "presentation")
"""Variables of the query of turns, in their order."""

_KIND_OF_CLASS: Final = {class_name: kind for kind, class_name in ACTOR_CLASSES.items()}


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """The meeting a sentence is recorded from."""

    document: str
    """"minutes/2022-11-04-osloregionen-naeringssamarbeidet"."""
    label: str
    date: dt.date | None
    """None where the minutes do not say."""
    body: str | None
    """IRI of the body that held it; None where the minutes do not say."""
    body_label: str | None
    source: str | None
    """The file, as given when the graph was built."""
    language: str
    """"nb" or "nn"."""
    constructed: bool
    """The minutes are made up or a retelling, and say so."""


@dataclass(frozen=True, slots=True)
class Quote:
    """One sentence as it stands in the minutes, and all that is known of where it comes from."""

    id: str
    """"minutes/2022-…#statement-5"."""
    text: str
    """Verbatim: characters `begins` to `ends` of the document's text."""
    begins: int
    ends: int
    mode: str
    """"request", "problem", "support", "opposition" or "information"."""
    themes: tuple[str, ...]
    """Ids of all themes it raises, sorted."""
    page: int | None
    """On which it begins, in the source; None where that has no pages."""
    turn: str
    actor: str | None
    """Id of whom it was said for; None where nobody is named."""
    speaker: str | None
    """Full name; None where nobody is named."""
    speaker_printed: str | None
    item_number: str | None
    item_title: str | None
    meeting: MeetingFacts
    rule: str | None
    basis: str | None
    """"recorded", "inferred" or "reviewed"."""
    said_for: str | None = None
    """Name of whom it was said for, on the day; None where nobody is named."""

    @property
    def date(self) -> dt.date | None:
        """Day of the meeting."""
        return self.meeting.date

    @property
    def place(self) -> tuple[dt.date, str, int, str]:
        """What sentences are put in order by: day (those without one last), document, place in the text."""
        return self.date or dt.date.max, self.meeting.document, self.begins, self.id

    @property
    def item(self) -> str | None:
        """Number and title of the agenda item; None where it stands under none."""
        return " ".join(part for part in (self.item_number, self.item_title) if part) or None

    def to_dict(self) -> dict[str, str | int | None]:
        """Give it as plain values, with everything that says where it stands."""
        return {
            "date": self.date.isoformat() if self.date else None,
            "meeting": self.meeting.label,
            "item": self.item,
            "speaker": self.speaker or self.speaker_printed,
            "said_for": self.said_for,
            "mode": self.mode,
            "text": self.text,
            "document": self.meeting.document,
            "source": self.meeting.source,
            "page": self.page,
            "begins": self.begins,
            "ends": self.ends,
            "rule": self.rule,
            "basis": self.basis,
            "statement": self.id,
        }


@dataclass(frozen=True, slots=True)
class ActorFacts:
    """Someone who can be spoken for."""

    id: str
    label: str
    kind: ActorKind
    county: str | None
    """Name of the county, for a municipality."""
    names: tuple[str, ...]
    """Label, other names and number."""


@dataclass(frozen=True, slots=True)
class RegionFacts:
    """A region whose members are known."""

    id: str
    label: str
    members: tuple[str, ...]
    """Ids of municipalities, sorted."""
    as_of: dt.date | None
    """The day for which they are told."""


@dataclass(frozen=True, slots=True)
class ThemeFacts:
    """One theme of the thesaurus."""

    id: str
    label: str
    """Preferred, in the language asked for, else bokmål, nynorsk, English."""
    names: tuple[str, ...]
    """The preferred label in each language."""


OtherNames = Iterable[tuple[str, str, bool]]
"""Id of a theme, a label besides the preferred ones, and whether it may be shown."""


class Themes:
    """The thesaurus as it stands in the graph."""

    def __init__(
        self,
        themes: Mapping[str, ThemeFacts],
        broader: Mapping[str, Iterable[str]],
        read_others: Callable[[], OtherNames],
    ) -> None:
        """Take in the themes; `read_others` gives the many labels that only a search needs, when one needs them."""
        self._themes = dict(themes)
        self._read_others = read_others
        self._broader = {narrower: sorted(ids) for narrower, ids in broader.items()}
        self._narrower: defaultdict[str, set[str]] = defaultdict(set)
        for narrower, ids in self._broader.items():
            for broad in ids:
                self._narrower[broad].add(narrower)

    def label(self, theme: str) -> str:
        """Give the label; the id itself where the thesaurus lacks the theme."""
        return self._themes[theme].label if theme in self._themes else theme

    def find(self, name: str) -> list[str]:
        """Give the ids that an id or label in any language stands for, sorted; preferred labels go before others."""
        if name in self._themes:
            return [name]
        if f"theme/{name}" in self._themes:
            return [f"theme/{name}"]
        wanted = fold_name(name)
        preferred = [facts.id for facts in self._themes.values() if fold_name(facts.label) == wanted]
        if preferred:
            return sorted(preferred)
        every = {facts.id for facts in self._themes.values() if wanted in map(fold_name, facts.names)}
        return sorted(every | {id for id, label, _ in self._others if fold_name(label) == wanted})

    def ids(self) -> list[str]:
        """Give the ids of all themes, sorted."""
        return sorted(self._themes)

    def names(self) -> set[str]:
        """Give all labels that may be shown."""
        preferred = {name for facts in self._themes.values() for name in facts.names}
        return preferred | {label for _, label, may_be_shown in self._others if may_be_shown}

    @cached_property
    def _others(self) -> list[tuple[str, str, bool]]:
        return list(self._read_others())

    def narrower(self, theme: str) -> frozenset[str]:
        """Give all themes below one, at any depth, without itself."""
        found: set[str] = set()
        waiting = [theme]
        while waiting:
            new = self._narrower.get(waiting.pop(), set()) - found
            found |= new
            waiting.extend(new)
        return frozenset(found - {theme})

    def level(self, theme: str) -> int:
        """Give how far down a theme stands: 1 at the top."""
        return len(self.with_broader(theme))

    def at_level(self, theme: str, level: int) -> str:
        """Give the theme above one that stands at a level; the theme itself where it stands higher, or there."""
        way = self.with_broader(theme)
        return way[-level] if 1 <= level <= len(way) else theme

    def with_broader(self, theme: str) -> list[str]:
        """Give a theme and those above it, the top one last; the thesaurus allows one broader theme each."""
        way = [theme]
        while broader := [each for each in self._broader.get(way[-1], ()) if each not in way]:
            way.append(broader[0])
        return way

    def top(self, theme: str) -> str:
        """Give the top theme above one; the theme itself where nothing is broader."""
        return self.with_broader(theme)[-1]


@dataclass(frozen=True, slots=True)
class Evidence:
    """All sentences of turns that say something, with the actors and themes they name."""

    quotes: tuple[Quote, ...]
    """By date, document and place in the text. Those that ask or state an obstacle may raise no theme."""
    actors: Mapping[str, ActorFacts]
    themes: Themes
    successions: tuple[Succession, ...]
    """Of municipalities and counties, by the one before, then the one after."""
    regions: Mapping[str, RegionFacts]
    """By id; those whose members are not known are left out."""
    lines: Mapping[str, PlaceLine]
    """Municipality or county → of which line it is."""

    def follow_places(self) -> Successions:
        """Give the lines of municipalities and counties that followed each other."""
        labels = {actor: facts.label for actor, facts in self.actors.items()}
        return Successions(self.successions, labels, self.lines)


def read_evidence(graph: Answers, language: str = "nb") -> Evidence:
    """Read every statement, with labels in one language where there are any; once for a graph that does not change."""
    if not graph.lasting:
        return _read_evidence(graph, language)
    if language not in graph.kept:
        graph.kept[language] = _read_evidence(graph, language)
    evidence: Evidence = graph.kept[language]
    return evidence


def _read_evidence(graph: Answers, language: str) -> Evidence:
    known = read_known(graph, language)
    return replace(known, quotes=read_quotes(graph, known.actors))


def read_known(graph: Answers, language: str = "nb") -> Evidence:
    """Read actors, themes and places alone, no sentences; once for a graph that does not change."""
    if not graph.lasting:
        return _read_known(graph, language)
    kept = f"known-{language}"
    if kept not in graph.kept:
        graph.kept[kept] = _read_known(graph, language)
    return cast(Evidence, graph.kept[kept])


def _read_known(graph: Answers, language: str) -> Evidence:
    actors = _read_actors(graph)
    return Evidence(
        (),
        actors,
        _read_themes(graph, language),
        _read_successions(graph),
        _read_regions(graph, actors),
        _read_lines(graph),
    )


def read_meetings(graph: Answers) -> Mapping[str, MeetingFacts]:
    """Read document → meeting, in the order of the documents' names; once for a graph that does not change."""
    if not graph.lasting:
        return _read_meetings(graph)
    if _KEPT_MEETINGS not in graph.kept:
        graph.kept[_KEPT_MEETINGS] = _read_meetings(graph)
    return cast(Mapping[str, MeetingFacts], graph.kept[_KEPT_MEETINGS])


def _read_meetings(graph: Answers) -> dict[str, MeetingFacts]:
    rows = sorted(ask(graph, "meetings"), key=lambda row: (row["document"], sorted(row.items())))
    meetings: dict[str, MeetingFacts] = {}
    for row in rows:
        meetings.setdefault(row["document"], _make_meeting(row))
    return meetings


def _make_meeting(row: Found) -> MeetingFacts:
    return MeetingFacts(
        document=shorten_iri(row["document"]),
        label=row.get("label") or shorten_iri(row["document"]),
        date=dt.date.fromisoformat(row["date"]) if "date" in row else None,
        body=row.get("body"),
        body_label=row.get("bodyLabel"),
        source=row.get("source"),
        language=row.get("language", "nb"),
        constructed=row.get("constructed") is True,
    )


def _read_successions(graph: Answers) -> tuple[Succession, ...]:
    steps = [
        Succession(
            before=shorten_iri(row["before"]),
            after=shorten_iri(row["after"]),
            day=dt.date.fromisoformat(row["day"]) if "day" in row else None,
            kind=take_local(row["kind"]) if "kind" in row else None,
        )
        for row in ask(graph, "successions")
    ]
    return tuple(sorted(steps, key=lambda step: (step.before, step.after)))


def _read_lines(graph: Answers) -> dict[str, PlaceLine]:
    return {
        shorten_iri(row["place"]): PlaceLine(
            last_of_name=shorten_iri(row["last"]),
            name=row["name"],
            today=shorten_iri(row["today"]) if "today" in row else None,
            split_at=shorten_iri(row["split"]) if "split" in row else None,
            split_year=row["day"][:4] if "day" in row else "",
        )
        for row in ask(graph, "place-lines")
    }


def _read_regions(graph: Answers, actors: Mapping[str, ActorFacts]) -> dict[str, RegionFacts]:
    members: defaultdict[str, set[str]] = defaultdict(set)
    days: dict[str, dt.date] = {}
    for row in ask(graph, "region-members"):
        region = shorten_iri(row["region"])
        members[region].add(shorten_iri(row["member"]))
        if "day" in row:
            days[region] = dt.date.fromisoformat(row["day"])
    return {
        region: RegionFacts(region, actors[region].label, tuple(sorted(members[region])), days.get(region))
        for region in sorted(members)
        if region in actors
    }


def read_quotes(
    graph: Answers, actors: Mapping[str, ActorFacts], only: Collection[str] | None = None
) -> tuple[Quote, ...]:
    """Read every statement, by date, document and place in the text.

    Args:
        graph: what answers the queries.
        actors: by id.
        only: IRIs of the statements to read, where a few are wanted; None for all.
    """
    meetings = read_meetings(graph)
    themes: defaultdict[str, set[str]] = defaultdict(set)
    statements: dict[str, Found] = {}
    for row in _ask_statements(graph) if only is None else ask(graph, "statements", statement=sorted(only)):
        if "theme" in row:
            themes[row["statement"]].add(shorten_iri(row["theme"]))
        statements[row["statement"]] = row
    if only is None:
        for statement, theme in zip(*ask_columns_once(graph, "raised"), strict=True):
            if statement in statements and theme is not None:
                themes[statement].add(shorten_iri(theme))
    # A few turns are asked for by name, and all of them without.
    wanted = {} if only is None else {"turn": sorted({row["turn"] for row in statements.values()})}
    turns = {row["turn"]: row for row in (_ask_turns(graph) if only is None else ask(graph, "turns", **wanted))}
    placed = {} if only is None else {"document": sorted({row["document"] for row in statements.values()})}
    pages = _read_pages(graph, placed)
    quotes = [
        _make_quote(
            row,
            themes[iri],
            turns.get(row["turn"], {}),
            meetings[row["document"]],
            actors,
            _find_page(pages.get(row["document"], []), int(row["begins"])),
        )
        for iri, row in statements.items()
        if row["document"] in meetings
    ]
    return tuple(sorted(quotes, key=lambda quote: quote.place))


def _ask_statements(graph: Answers) -> Iterator[Found]:
    """Give what the query of statements gives, without themes. Each of its OPTIONALs costs as much as all texts do."""
    actors: dict[str, str] = {}
    documents: dict[str, str] = {}
    for turn, document, actor, _ in zip(*ask_columns_once(graph, "turn-actors"), strict=True):
        assert turn is not None and document is not None
        documents[turn] = document
        if actor is not None:
            actors[turn] = max(actor, actors.get(turn, ""))
    rules = dict(zip(*ask_columns(graph, "statement-rules"), strict=True))
    told = {statement: row for statement, *row in zip(*ask_columns(graph, "statement-texts"), strict=True)}
    for statement, turn, mode, basis in zip(*ask_columns_once(graph, "statement-turns"), strict=True):
        assert turn is not None
        if statement in told and turn in documents:
            text, begins, ends = told[statement]
            found = (statement, turn, actors.get(turn), text, mode, begins, ends, rules.get(statement), basis)
            yield {
                name: value
                for name, value in zip(_STATEMENT, (*found, documents[turn]), strict=True)
                if value is not None
            }


def _ask_turns(graph: Answers) -> Iterator[Found]:
    """Give what the query of turns gives, as texts; of several rows of a turn, the last in order comes last."""
    columns = ask_columns(graph, "turns")
    for row in sorted(zip(*columns, strict=True), key=lambda row: [value or "" for value in row]):
        yield {variable: value for variable, value in zip(_TURNS, row, strict=True) if value is not None}


def _read_pages(graph: Answers, wanted: Mapping[str, list[str]]) -> dict[str, list[tuple[int, int]]]:
    """Read document → where each page begins and its number, in order."""
    pages: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for row in ask(graph, "pages", **wanted):
        pages[row["document"]].append((int(row["begins"]), int(row["page"])))
    return {document: sorted(found) for document, found in pages.items()}


def _find_page(pages: Sequence[tuple[int, int]], at: int) -> int | None:
    """Give the number of the page that a place in the text stands on."""
    index = bisect_right(pages, at, key=lambda page: page[0])
    return pages[index - 1][1] if index else None


def _make_quote(
    row: Found,
    themes: set[str],
    turn: Found,
    meeting: MeetingFacts,
    actors: Mapping[str, ActorFacts],
    page: int | None,
) -> Quote:
    actor = shorten_iri(row["actor"]) if "actor" in row else None
    return Quote(
        id=shorten_iri(row["statement"]),
        text=row["text"],
        begins=int(row["begins"]),
        ends=int(row["ends"]),
        mode=take_local(row["mode"]),
        themes=tuple(sorted(themes)),
        page=page,
        turn=shorten_iri(row["turn"]),
        actor=actor,
        speaker=turn.get("speaker"),
        speaker_printed=turn.get("printed"),
        item_number=turn.get("number"),
        item_title=turn.get("title"),
        meeting=meeting,
        rule=row.get("rule"),
        basis=take_local(row["basis"]) if "basis" in row else None,
        said_for=actors[actor].label if actor and actor in actors else actor,
    )


def _read_actors(graph: Answers) -> dict[str, ActorFacts]:
    names: defaultdict[str, set[str]] = defaultdict(set)
    for row in ask(graph, "actor-names"):
        names[row["actor"]].add(row["name"])
    actors: dict[str, ActorFacts] = {}
    # The most special class first: ng:Actor may be said besides another.
    rows = sorted(ask(graph, "actors"), key=lambda row: (take_local(row["class"]) == "Actor", sorted(row.items())))
    for row in rows:
        others = sorted(names[row["actor"]], key=sort_key)
        facts = ActorFacts(
            id=shorten_iri(row["actor"]),
            label=row["label"],
            kind=_KIND_OF_CLASS[take_local(row["class"])],
            county=row.get("county"),
            names=(row["label"], *others),
        )
        actors.setdefault(facts.id, facts)
    return actors


def _read_themes(graph: Answers, language: str) -> Themes:
    labels: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for row in ask(graph, "theme-labels"):
        labels[row["theme"]][row["language"]] = row["label"]
    broader: defaultdict[str, set[str]] = defaultdict(set)
    for row in ask(graph, "theme-tree"):
        broader[shorten_iri(row["narrower"])].add(shorten_iri(row["broader"]))
    themes = [_make_theme(iri, labels[iri], language) for iri in sorted(labels)]
    return Themes({theme.id: theme for theme in themes}, broader, lambda: _read_other_names(graph))


def _make_theme(iri: str, preferred: Mapping[str, str], language: str) -> ThemeFacts:
    label = next((preferred[each] for each in (language, *LANGUAGES) if each in preferred), shorten_iri(iri))
    return ThemeFacts(shorten_iri(iri), label, tuple(preferred[each] for each in sorted(preferred)))


def _read_other_names(graph: Answers) -> Iterator[tuple[str, str, bool]]:
    for theme, kind, label in zip(*ask_columns(graph, "theme-names"), strict=True):
        yield shorten_iri(str(theme)), str(label), take_local(str(kind)) == "altLabel"
