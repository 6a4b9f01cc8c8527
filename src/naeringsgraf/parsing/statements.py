"""What the sentences of a turn do: ask somebody for something, state an obstacle, support, oppose, or tell."""

from collections.abc import Sequence
from dataclasses import replace

from naeringsgraf.model.meeting import Contribution, Mode, Statement
from naeringsgraf.parsing.addressees import find_addressee
from naeringsgraf.parsing.cues import Hit, Token, load_cues
from naeringsgraf.parsing.sentences import split_sentences

_POINTS = {"obstacle.certain": 2, "obstacle.likely": 1}
_ENOUGH = 2
_QUESTION = "asks.questions"
_YES_OR_NO = ("asks.asks", "asks.proposes", "asks.must", _QUESTION)
"""What asks for something also in a question that may be answered with yes or no."""
_WHICH = ("asks.proposes",)
"""The same in a question that begins with "hva", "hvordan" ..."""


def find_statements(turns: Sequence[Contribution]) -> list[Contribution]:
    """Give each turn its sentences as statements, each with its mode; themes are added when they are known."""
    done, order = [], 0
    for turn in turns:
        statements = []
        for span in split_sentences(turn.text, 0, len(turn.text)):
            order += 1
            text = turn.text[span.begins : span.ends]
            mode, rule = tell_mode(text)
            begins = turn.begins + span.begins
            statements.append(
                Statement(
                    order=order,
                    text=text,
                    begins=begins,
                    ends=begins + len(text),
                    mode=mode,
                    addressee_printed=find_addressee(text) if mode is Mode.REQUEST else None,
                    rule=rule,
                )
            )
        done.append(replace(turn, statements=tuple(statements)))
    return done


def tell_mode(sentence: str) -> tuple[Mode, str]:
    """Tell what a sentence does, and the rule that says so. Asking wins over stating an obstacle."""
    cues = load_cues()
    tokens = cues.read(sentence)
    hits = cues.find(tokens)
    question = _read_question(tokens)
    asked = [hit for hit in _keep(hits, "asks") if (hit.cue in question if question else hit.cue != _QUESTION)]
    if asked:
        return Mode.REQUEST, asked[0].cue.split(".")[1]
    if not question and _weigh(_keep(hits, "obstacle")) >= _ENOUGH:
        return Mode.PROBLEM, "obstacle"
    for kind, mode in (("opposes", Mode.OPPOSITION), ("supports", Mode.SUPPORT)):
        if _keep(hits, kind):
            return mode, kind
    return Mode.INFORMATION, "tells"


def asks_for_something(sentence: str) -> bool:
    """Tell whether somebody is asked for something."""
    return tell_mode(sentence)[0] is Mode.REQUEST


def _weigh(hits: Sequence[Hit]) -> int:
    """Add up what the phrases weigh. A phrase that shares a word with a heavier one adds nothing."""
    points = 0
    counted: set[int] = set()
    for hit in sorted(hits, key=lambda hit: -_POINTS[hit.cue]):
        if counted.isdisjoint(hit.tokens):
            points += _POINTS[hit.cue]
            counted.update(hit.tokens)
    return points


def _read_question(tokens: Sequence[Token]) -> Sequence[str]:
    """Give what may ask for something in a question; empty for what is none, and for "Hvorfor ...?"."""
    last_mark = next((t.text for t in reversed(tokens) if t.is_word or t.text == "?"), "")
    first = next((t for t in tokens if t.is_word), None)
    if last_mark != "?" or first is None or "why" in first.labels:
        return ()
    return _WHICH if "which" in first.labels else _YES_OR_NO


def _keep(hits: Sequence[Hit], kind: str) -> list[Hit]:
    """The phrases of one kind, without those that share a word with what only looks like it."""
    excluded = {token for hit in hits if hit.cue == f"{kind}.not" for token in hit.tokens}
    of_kind = (hit for hit in hits if hit.cue.startswith(f"{kind}.") and hit.cue != f"{kind}.not")
    return [hit for hit in of_kind if excluded.isdisjoint(hit.tokens)]
