"""What the sentences of a turn do: ask somebody for something, state an obstacle, support, oppose, or tell.

A sentence is one statement, and does one of these; but one that asks for something may also state an obstacle, in a
clause of its own ("Terminalen er full, og Bane NOR må bygge ut").
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from naeringsgraf.model.meeting import OBSTACLE, Contribution, Mode, Statement
from naeringsgraf.parsing.addressees import find_addressee
from naeringsgraf.parsing.cues import Hit, Token, load_cues
from naeringsgraf.parsing.sentences import split_sentences

_POINTS = {"obstacle.certain": 2, "obstacle.likely": 1}
_ENOUGH = 2
_QUESTION = "asks.questions"
_TELLS = "asks.tells"
_TOLD = "told"
"""Class of the words of what must be, is needed or wanted."""
_YES_OR_NO = ("asks.asks", "asks.proposes", "asks.must", _QUESTION)
"""What asks for something also in a question that may be answered with yes or no."""
_WHICH = ("asks.proposes",)
"""The same in a question that begins with "hva", "hvordan" ..."""
_CLAUSE_MARKS = (";", ":", "–", "—")
_JOINING = "joins"
"""Class of the words that begin a main clause of its own after a comma: "og", "men" ..."""


def find_statements(turns: Sequence[Contribution]) -> list[Contribution]:
    """Give each turn its sentences as statements, each with its mode; themes are added when they are known."""
    done, order = [], 0
    for turn in turns:
        statements = []
        for span in split_sentences(turn.text, 0, len(turn.text)):
            text = turn.text[span.begins : span.ends]
            begins = turn.begins + span.begins
            order += 1
            (mode, rule), *others = tell_modes(text)
            statements.append(
                Statement(
                    order=order,
                    text=text,
                    begins=begins,
                    ends=begins + len(text),
                    mode=mode,
                    also_mode=others[0][0] if others else None,
                    addressee_printed=find_addressee(text) if mode is Mode.REQUEST else None,
                    rule=rule,
                )
            )
        done.append(replace(turn, statements=tuple(statements)))
    return done


def tell_modes(sentence: str) -> list[tuple[Mode, str]]:
    """Tell what a sentence does, each with the rule that says so: one thing, or first a request and then a problem."""
    cues = load_cues()
    tokens = cues.read(sentence)
    hits = cues.find(tokens)
    question = _read_question(tokens)
    asked = [hit for hit in _find_asking(hits, tokens) if question.lets_ask(hit)]
    obstacles = [hit for hit in _keep(hits, "obstacle") if hit.first < question.begins]
    if asked:
        request = (Mode.REQUEST, asked[0].cue.split(".")[1])
        return [request, (Mode.PROBLEM, OBSTACLE)] if _stand_apart(obstacles, asked, tokens) else [request]
    if _weigh(obstacles) >= _ENOUGH:
        return [(Mode.PROBLEM, OBSTACLE)]
    for kind, mode in (("opposes", Mode.OPPOSITION), ("supports", Mode.SUPPORT)):
        if _keep(hits, kind):
            return [(mode, kind)]
    return [(Mode.INFORMATION, "tells")]


def asks_for_something(sentence: str) -> bool:
    """Tell whether somebody is asked for something."""
    return tell_modes(sentence)[0][0] is Mode.REQUEST


def _find_asking(hits: Sequence[Hit], tokens: Sequence[Token]) -> list[Hit]:
    """The phrases that ask, without what an answer or a report says that must be: "svarte at noen må betale"."""
    telling = min((hit.first for hit in hits if hit.cue == _TELLS), default=len(tokens))
    asking = (hit for hit in _keep(hits, "asks") if hit.cue != _TELLS)
    return [hit for hit in asking if hit.first < telling or not any(_TOLD in tokens[at].labels for at in hit.tokens)]


def _stand_apart(obstacles: Sequence[Hit], asked: Sequence[Hit], tokens: Sequence[Token]) -> bool:
    """Tell whether an obstacle is stated in a clause of its own, in which nothing is asked for.

    Beside a request in the same clause it only tells why or for whom: "Elvia bør offentliggjøre køen".
    """
    clauses = _number_clauses(tokens)
    asking = {clauses[hit.first] for hit in asked}
    apart: dict[int, list[Hit]] = {}
    for hit in obstacles:
        if clauses[hit.first] not in asking:
            apart.setdefault(clauses[hit.first], []).append(hit)
    return any(_weigh(hits) >= _ENOUGH for hits in apart.values())


def _number_clauses(tokens: Sequence[Token]) -> list[int]:
    """Give the number of the main clause that each token stands in."""
    clauses, clause = [], 0
    for at, token in enumerate(tokens):
        following = tokens[at + 1].labels if at + 1 < len(tokens) else frozenset()
        clause += token.text in _CLAUSE_MARKS or (token.text == "," and _JOINING in following)
        clauses.append(clause)
    return clauses


def _weigh(hits: Sequence[Hit]) -> int:
    """Add up what the phrases weigh. A phrase that shares a word with a heavier one adds nothing."""
    points = 0
    counted: set[int] = set()
    for hit in sorted(hits, key=lambda hit: -_POINTS[hit.cue]):
        if counted.isdisjoint(hit.tokens):
            points += _POINTS[hit.cue]
            counted.update(hit.tokens)
    return points


class _Question(NamedTuple):
    """The question that ends a sentence; most have none."""

    begins: int
    """Place of its first token: the sentence's, or the one after a colon; beyond the last where there is none."""
    asks: Sequence[str] = ()
    """What asks for something in it; empty for "Hvorfor ...?", which takes for granted what it asks about."""

    def lets_ask(self, hit: Hit) -> bool:
        """Tell whether a phrase that asks does so where it stands."""
        return hit.cue in self.asks if hit.first >= self.begins and self.asks else hit.cue != _QUESTION


def _read_question(tokens: Sequence[Token]) -> _Question:
    last_mark = next((t.text for t in reversed(tokens) if t.is_word or t.text == "?"), "")
    begins = next((at + 1 for at in reversed(range(len(tokens))) if tokens[at].text == ":"), 0)
    first = next((t for t in tokens[begins:] if t.is_word), None)
    if last_mark != "?" or first is None or "why" in first.labels:
        return _Question(len(tokens))
    return _Question(begins, _WHICH if "which" in first.labels else _YES_OR_NO)


def _keep(hits: Sequence[Hit], kind: str) -> list[Hit]:
    """The phrases of one kind, without those that share a word with what only looks like it.

    A phrase that holds such a one and more is what it says: "men ikke vei", where "men ikke" alone denies nothing.
    """
    excluding: dict[int, list[Hit]] = {}
    for hit in hits:
        for token in hit.tokens if hit.cue == f"{kind}.not" else ():
            excluding.setdefault(token, []).append(hit)
    of_kind = (hit for hit in hits if hit.cue.startswith(f"{kind}.") and hit.cue != f"{kind}.not")
    return [
        hit for hit in of_kind if all(_lies_within(other, hit) for at in hit.tokens for other in excluding.get(at, ()))
    ]


def _lies_within(other: Hit, hit: Hit) -> bool:
    """Tell whether a phrase lies within a longer one."""
    return hit.first <= other.first and other.last <= hit.last and other.tokens != hit.tokens
