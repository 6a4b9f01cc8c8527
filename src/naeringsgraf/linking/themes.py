"""Which themes each turn raises: those its sentences name, and those it takes over from the item or the turn answered.

Every theme of a turn stands in one of its statements, so that each can be followed to a sentence. What is taken over is
marked as inferred, with the rule that concluded it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from naeringsgraf.model.meeting import AgendaItem, Basis, Contribution, Mention, MentionKind, Mode, Statement
from naeringsgraf.model.names import ThingId
from naeringsgraf.parsing.vocabulary import load_pattern
from naeringsgraf.registers.general import is_general

TITLE_RULE = "item-title"
REPLY_RULE = "reply-theme"

_ROUND = load_pattern("linking", "round")
_OPENING_WORDS = 20
"""A presentation of at most so many words holds nothing but who gave it."""


Judge = Callable[[Contribution, Sequence[Statement]], list[Statement]]
"""Gives the statements of a turn the themes that people decided on."""


def raise_themes(
    turns: Sequence[Contribution], agenda: Sequence[AgendaItem], mentions: Sequence[Mention], judge: Judge
) -> tuple[Contribution, ...]:
    """Fill in the themes of turns, and keep the statements that raise one or do more than inform.

    1. Each sentence raises what it names; general themes give way to others of the same turn.
    2. A turn under an item on one subject raises the first theme of its title, too, unless it replies.
    3. A turn that still raises nothing raises what the turn it answers raised first.
    4. What people decided about a sentence wins.
    5. Statements are numbered through the document.
    """
    found = [m for m in mentions if m.kind is MentionKind.THEME and m.target]
    titles = {item.order: _find_title_themes(item, found) for item in agenda}
    items = {item.order: item for item in agenda}
    done: list[Contribution] = []
    order = 0
    for turn in turns:
        statements = _name_themes(turn, found)
        kept = [s for s in statements if s.themes or s.mode is not Mode.INFORMATION]
        kept += _take_from_title(turn, kept, turns, items, titles)
        if not any(s.themes for s in kept):
            kept = _take_from_answered(turn, kept, done, mentions)
        kept = judge(turn, kept)
        numbered = tuple(replace(statement, order=order + n) for n, statement in enumerate(kept, 1))
        order += len(numbered)
        themes = dict.fromkeys(theme for s in numbered for theme in s.themes)
        done.append(replace(turn, statements=numbered, themes=tuple(themes)))
    return tuple(done)


def _name_themes(turn: Contribution, themes: Sequence[Mention]) -> list[Statement]:
    """Give each sentence the themes it names; where any is special, general words name none."""
    named = [m for m in themes if turn.begins <= m.begins and m.ends <= turn.ends]
    special = [m for m in named if not _is_general(m)]
    return [
        replace(s, themes=_once(m for m in special or named if s.begins <= m.begins and m.ends <= s.ends))
        for s in turn.statements
    ]


def _find_title_themes(item: AgendaItem, themes: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions in the title of an item, the special before the general; none in a round of many subjects."""
    if _ROUND.match(item.title):
        return ()
    named = [m for m in themes if item.begins <= m.begins and m.ends <= item.ends]
    return tuple(sorted(named, key=_is_general))


def _is_general(mention: Mention) -> bool:
    return mention.target is not None and is_general(mention.target, mention.text)


def _once(mentions: Iterable[Mention]) -> tuple[ThingId, ...]:
    return tuple(dict.fromkeys(mention.target for mention in mentions if mention.target))


def _take_from_title(
    turn: Contribution,
    statements: Sequence[Statement],
    turns: Sequence[Contribution],
    items: Mapping[int, AgendaItem],
    titles: Mapping[int, tuple[Mention, ...]],
) -> list[Statement]:
    """A turn that names no theme raises those of its item's title, another one the first of them, unless it replies.

    A reply that names a theme goes on from what it answers, not from the title.
    """
    item = items.get(turn.item) if turn.item else None
    if item is None or turn.speaker is None:
        return []
    raised = {theme for statement in statements for theme in statement.themes}
    named = titles[item.order]
    wanted = _once(named)
    if raised and not _only_opens(turn, turns):
        wanted = () if turn.replies_to else _once(m for m in named if not _is_general(m))[:1]
    if not set(wanted) - raised:
        return []
    return [
        Statement(
            0, item.title, item.begins, item.ends, Mode.INFORMATION, wanted, rule=TITLE_RULE, basis=Basis.INFERRED
        )
    ]


def _only_opens(turn: Contribution, turns: Iterable[Contribution]) -> bool:
    """Tell whether a turn says no more than who opens the item with slides: "Kari Lie. Se egen presentasjon."."""
    first = next((other for other in turns if other.item == turn.item), None)
    return turn.presentation and first is turn and len(turn.text.split()) <= _OPENING_WORDS


def _take_from_answered(
    turn: Contribution, statements: Sequence[Statement], earlier: Sequence[Contribution], mentions: Sequence[Mention]
) -> list[Statement]:
    """A turn that raises nothing raises what the turn it answers raised first: "Støtter Drammen."."""
    answered = [t for t in reversed(earlier) if t.item == turn.item and t.speaker in turn.replies_to and t.themes]
    said = _find_answering(turn, mentions)
    if not answered or said is None:
        return list(statements)
    inferred = replace(said, themes=answered[0].themes[:1], rule=REPLY_RULE, basis=Basis.INFERRED)
    if said.mode is Mode.INFORMATION or said.mode is Mode.SUPPORT:
        return [inferred, *(s for s in statements if s.begins != said.begins)]
    return [*statements, replace(inferred, mode=Mode.INFORMATION)]


def _find_answering(turn: Contribution, mentions: Sequence[Mention]) -> Statement | None:
    """The sentence that names who is answered; the first where none does."""
    targets = {f"#attendance-{number}" for number in turn.replies_to}
    named = [m for m in mentions if m.target in targets]
    for statement in turn.statements:
        if any(statement.begins <= m.begins < statement.ends for m in named):
            return statement
    return turn.statements[0] if turn.statements else None
