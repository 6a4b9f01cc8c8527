"""What the sentences of a turn do: ask somebody for something, state an obstacle, support, oppose, or tell."""

from collections.abc import Sequence
from dataclasses import replace

from naeringsgraf.model.meeting import Contribution, Mode, Statement
from naeringsgraf.parsing.sentences import split_sentences
from naeringsgraf.parsing.vocabulary import load_pattern, load_vocabulary

_ASKED = load_pattern("statements", "asked")
_MUST = load_pattern("statements", "must")


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
    vocabulary = load_vocabulary()
    if vocabulary.request.search(sentence):
        return Mode.REQUEST, "asks"
    if vocabulary.problem.search(sentence):
        return Mode.PROBLEM, "obstacle"
    if vocabulary.opposition.search(sentence):
        return Mode.OPPOSITION, "opposes"
    if vocabulary.support.search(sentence):
        return Mode.SUPPORT, "supports"
    return Mode.INFORMATION, "tells"


def find_addressee(sentence: str) -> str | None:
    """Whom a request is put to, as printed: "Statnett", "kommunene". None where nobody is named."""
    known = load_vocabulary().words["addressees"]
    for pattern in (_ASKED, _MUST):
        for found in pattern.finditer(sentence):
            who = (found.groupdict().get("who") or found.groupdict().get("then") or "").strip()
            if who.casefold() in known or (who[:1].isupper() and found.start() > 0 and not _is_person_pronoun(who)):
                return who
            if who[:1].isupper() and pattern is _MUST and who.casefold() not in load_vocabulary().words["not_names"]:
                return who
    return None


def _is_person_pronoun(word: str) -> bool:
    vocabulary = load_vocabulary()
    return word.casefold() in vocabulary.words["pronouns"] | vocabulary.words["not_names"]
