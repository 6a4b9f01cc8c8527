"""What a person should look at: the cases that rules decided on weak grounds, or left open, the weightiest first.

A case weighs as many statements as hang on it: those of the people that may be one, of the turns without a speaker, of
those who came for nobody known. It is told in the words of a judgement, so that a yes or no to it can be carried out.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from naeringsgraf.analysis.answers import Answers, Found, ask, shorten_iri, take_local
from naeringsgraf.linking.judgements.judgement import PAIR_MARK, Judgement, Kind, Verdict, join_blanks

SURE_LINK: Final = 0.99
"""Confidence from which a link between two attendances is not asked about."""
_SURE_THEME: Final = 0.8
"""Words that mean a theme only together, and parts of longer words, are below; see mentions/finder.py."""
_QUOTED_WORDS: Final = 8
"""Of the beginning of a turn; more where another turn begins alike."""
_CONTEXT: Final = 300
"""Letters shown of a turn."""
_MUNICIPALITY_WORD: Final = re.compile(r" (?:kommune|herad)\Z", re.IGNORECASE)
_RULES: Final = {
    "item-title": "theme taken from the title of the item",
    "reply-theme": "theme taken from the turn that is answered",
    "theme-collocation": "theme of words that mean it only together",
    "theme-compound": "theme within a longer word",
    "ambiguous": "several municipalities go by the name",
    "name-of-another-time": "no municipality went by the name on that day",
}


@dataclass(frozen=True, slots=True)
class Case:
    """Something uncertain that somebody may decide."""

    kind: Kind
    subject: str
    quote: str
    statements: int
    """How many hang on it."""
    doubt: str
    """Why it is uncertain, in English."""
    context: str
    """What stands there, blanks made one."""
    options: tuple[tuple[str, str], ...] = ()
    """What may be said yes to: as a judgement names it, and its label. Empty where it must be named."""
    proposed: bool = True
    """A rule holds the only option already, so that it can be denied."""

    @property
    def accept(self) -> Verdict:
        """The verdict of a yes."""
        return Verdict.SAME if self.kind is Kind.PERSON else Verdict.YES

    @property
    def reject(self) -> Verdict | None:
        """The verdict of a no; None where there is nothing to deny."""
        if self.kind is Kind.PERSON:
            return Verdict.DIFFERENT
        return Verdict.NO if self.kind is Kind.MUNICIPALITY or (self.proposed and self.options) else None

    @property
    def denied(self) -> str:
        """What a no is said to; empty for a name that is no municipality."""
        return "" if self.kind is Kind.MUNICIPALITY or not self.options else self.options[0][0]


def find_uncertain(graph: Answers, judged: Iterable[Judgement] = ()) -> list[Case]:
    """Give the cases of a graph that nobody decided yet, by how many statements hang on them."""
    facts = _Facts(graph)
    cases = [*facts.find_people(graph), *facts.find_names(), *facts.find_turns(), *facts.find_people_for_nobody()]
    decided = {_tell_question(each.kind, str(each.subject), each.object, each.quote) for each in judged}
    return sorted(
        (case for case in [*cases, *facts.find_themes()] if not _is_decided(case, decided)),
        key=lambda case: (-case.statements, case.kind, case.subject, case.quote, case.options),
    )


def _is_decided(case: Case, decided: Collection[tuple[str, ...]]) -> bool:
    objects = [thing for thing, _ in case.options] or [""]
    return any(_tell_question(case.kind, case.subject, thing, case.quote) in decided for thing in objects)


def _tell_question(kind: Kind, subject: str, thing: str, quote: str) -> tuple[str, ...]:
    """Name a question, whatever the answer; for a person whichever comes first."""
    if kind is Kind.PERSON:
        return (kind, *sorted((subject, thing)))
    return (kind, subject, quote, thing) if kind is Kind.THEME else (kind, subject, quote)


class _Facts:
    """What the graph says, looked up once for all kinds of cases."""

    def __init__(self, graph: Answers) -> None:
        self._texts = {row["document"]: row["text"] for row in ask(graph, "document-texts")}
        self._labels = {
            row["actor"]: f"{row['label']}, {row['county']}" if "county" in row else row["label"]
            for row in ask(graph, "actors")
        }
        self._themes = {row["theme"]: row["label"] for row in ask(graph, "theme-labels") if row["language"] == "nb"}
        self._statements = ask(graph, "review-statements")
        self._turns = {row["turn"]: row for row in ask(graph, "review-turns")}
        self._people = {row["attendance"]: row for row in ask(graph, "review-attendances")}
        self._mentions = ask(graph, "review-mentions")
        said = {(row["statement"], row["turn"], row.get("speaker")) for row in self._statements}
        self._by_turn = Counter(turn for _, turn, _ in said)
        self._by_speaker = Counter(speaker for _, _, speaker in said if speaker)
        self._printed = Counter((row["document"], row["printed"]) for row in self._people.values())

    def find_people(self, graph: Answers) -> Iterator[Case]:
        """Those who were just taken for one person, or just not."""
        persons = {row["attendance"]: row["person"] for row in ask(graph, "people")}
        weights: Counter[str] = Counter()
        for attendance, person in persons.items():
            weights[person] += self._by_speaker[attendance]
        links: dict[str, list[Found]] = defaultdict(list)
        for row in ask(graph, "identifications"):
            links[row["identification"]].append(row)
        for rows in links.values():
            if take_local(rows[0]["basis"]) == "reviewed" or float(rows[0]["confidence"]) >= SURE_LINK:
                continue
            one, other = sorted({row["attendance"] for row in rows})
            linked = "person" in rows[0]
            word = "taken for one person" if linked else "left apart"
            reasons = "; ".join(sorted({row["reason"] for row in rows}))
            yield Case(
                Kind.PERSON,
                self._name(one),
                f" {PAIR_MARK} ".join(join_blanks(self._people[each]["printed"]) for each in (one, other)),
                sum(weights[person] for person in {persons[one], persons[other]}),
                f"{word}, {float(rows[0]['confidence']):.2f}: {reasons}",
                " / ".join(self._read_line(each) for each in (one, other)),
                ((self._name(other), self._name(other)),),
                proposed=linked,
            )

    def find_names(self) -> Iterator[Case]:
        """Names of which it is open which municipality they stand for, or whether for any."""
        groups: dict[tuple[str, str], list[Found]] = defaultdict(list)
        for row in self._mentions:
            if row["kind"] == "municipality":
                groups[row["document"], _bare(row["text"])].append(row)
        for (document, name), rows in groups.items():
            things = sorted({row[key] for row in rows for key in ("candidate", "thing") if key in row})
            yield Case(
                Kind.MUNICIPALITY,
                _take_slug(document),
                name,
                self._weigh_name(document, name, rows),
                _RULES.get(str(rows[0]["rule"]), str(rows[0]["rule"])),
                self._read_around(document, min(int(row["begins"]) for row in rows)),
                tuple(
                    (shorten_iri(each), f"{self._labels.get(each, '')} {shorten_iri(each)}".strip()) for each in things
                ),
            )

    def _weigh_name(self, document: str, name: str, rows: Iterable[Found]) -> int:
        """Count the statements that name it, and those of the people who came for it."""
        begins = [int(row["begins"]) for row in rows]
        told = {
            row["statement"]
            for row in self._statements
            if row["document"] == document and any(int(row["begins"]) <= at < int(row["ends"]) for at in begins)
        }
        came = {
            attendance
            for attendance, row in self._people.items()
            if row["document"] == document and row.get("affiliation", "").startswith(name)
        }
        return len(told | {row["statement"] for row in self._statements if row.get("speaker") in came})

    def find_turns(self) -> Iterator[Case]:
        """Turns whose speaker is not named, or was concluded."""
        openings = self._read_openings()
        for turn, row in self._turns.items():
            speaker, basis = row.get("speaker"), take_local(row["basis"])
            if basis == "reviewed" or (speaker and basis == "recorded"):
                continue
            who = self._people[speaker]["printed"] if speaker else ""
            text = join_blanks(self._read(row))
            yield Case(
                Kind.SPEAKER,
                _take_slug(row["document"]),
                _quote_opening(text, openings[row["document"]]),
                self._by_turn[turn],
                f"speaker concluded by {row['rule']}" if speaker else "nobody is named as speaker",
                text[:_CONTEXT],
                ((self._name(speaker), f"{who} spoke"),) if speaker else (),
            )

    def _read_openings(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for row in self._turns.values():
            found[row["document"]].append(join_blanks(self._read(row)))
        return found

    def find_people_for_nobody(self) -> Iterator[Case]:
        """Those who came for nobody known, or whose coming was concluded; a name that is open is a case of its own."""
        names = {(row["document"], _bare(row["text"])) for row in self._mentions if row["kind"] == "municipality"}
        for attendance, row in self._people.items():
            actor, basis = row.get("actor"), take_local(row["basis"])
            if basis == "reviewed" or (actor and basis == "recorded"):
                continue
            if (row["document"], _bare(row.get("affiliation", ""))) in names:
                continue
            label = self._labels.get(actor, "") if actor else ""
            yield Case(
                Kind.AFFILIATION,
                self._name(attendance),
                join_blanks(row["printed"]),
                self._by_speaker[attendance],
                "not in the attendance list" if actor else "came for nobody that is known",
                self._read_line(attendance),
                ((shorten_iri(actor), label or shorten_iri(actor)),) if actor else (),
            )

    def find_themes(self) -> Iterator[Case]:
        """Themes that no sentence names outright."""
        weak = self._find_weak_words()
        groups: dict[tuple[str, str, str], set[str]] = defaultdict(set)
        doubts: dict[tuple[str, str, str], str] = {}
        for row in self._statements:
            if "theme" not in row or take_local(row["basis"]) == "reviewed":
                continue
            inferred = take_local(row["basis"]) == "inferred"
            rule = row["rule"] if inferred else weak.get((row["document"], row["theme"], row["statement"]))
            if rule:
                key = row["document"], join_blanks(row["text"]), row["theme"]
                groups[key].add(row["statement"])
                doubts[key] = _RULES.get(rule, rule)
        for (document, text, theme), statements in groups.items():
            label = self._themes.get(theme, shorten_iri(theme))
            option = (shorten_iri(theme), label)
            yield Case(
                Kind.THEME, _take_slug(document), text, len(statements), doubts[document, text, theme], text, (option,)
            )

    def _find_weak_words(self) -> Mapping[tuple[str, str, str], str]:
        """Give the rule for each document, theme and statement that only weak words speak for."""
        words: dict[tuple[str, str], list[Found]] = defaultdict(list)
        for row in self._mentions:
            if row["kind"] == "theme" and "thing" in row:
                words[row["document"], row["thing"]].append(row)
        found = {}
        for row in self._statements:
            begins, ends = int(row["begins"]), int(row["ends"])
            inside = [
                each
                for each in words.get((row["document"], row.get("theme", "")), ())
                if begins <= int(each["begins"]) and int(each["ends"]) <= ends
            ]
            if inside and all(float(each["confidence"]) < _SURE_THEME for each in inside):
                found[row["document"], row["theme"], row["statement"]] = inside[0]["rule"]
        return found

    def _name(self, attendance: str) -> str:
        """Name an attendance as a judgement does: by the name printed, by its number where two are printed so."""
        row = self._people[attendance]
        unique = self._printed[row["document"], row["printed"]] == 1
        return (
            f"{_take_slug(row['document'])}#{join_blanks(row['printed']) if unique else attendance.rpartition('#')[2]}"
        )

    def _read(self, row: Found) -> str:
        text: str = self._texts[row["document"]]
        return text[int(row["begins"]) : int(row["ends"])]

    def _read_line(self, attendance: str) -> str:
        row = self._people[attendance]
        return self._read_around(row["document"], int(row["begins"]))

    def _read_around(self, document: str, at: int) -> str:
        """Give the line of a place."""
        text = self._texts[document]
        ends = text.find("\n", at)
        return join_blanks(text[text.rfind("\n", 0, at) + 1 : ends if ends >= 0 else len(text)])[:_CONTEXT]


def _bare(name: str) -> str:
    """The name of a municipality without the word for what it is."""
    return _MUNICIPALITY_WORD.sub("", name)


def _take_slug(document: str) -> str:
    return document.rpartition("/")[2]


def _quote_opening(text: str, all_texts: Collection[str]) -> str:
    """Quote so many words of the beginning of a turn that no other turn begins so; all of it where one always does."""
    words = text.split()
    for count in range(min(_QUOTED_WORDS, len(words)), len(words)):
        quote = " ".join(words[:count])
        if sum(other.startswith(quote) for other in all_texts) == 1:
            return quote
    return text
