"""Which themes each turn raises: those its sentences name, and those it takes over from the item or the turn answered.

Every theme of a turn stands in one of its statements, so that each can be followed to a sentence. What is taken over is
marked as inferred, with the rule that concluded it.
"""

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

from naeringsgraf.mentions.finder import TOGETHER_RULE
from naeringsgraf.model.document import HIDDEN
from naeringsgraf.model.meeting import AgendaItem, Basis, Contribution, Mention, MentionKind, Mode, Statement
from naeringsgraf.model.names import ThingId
from naeringsgraf.parsing.vocabulary import load_pattern
from naeringsgraf.registers.general import is_general

TITLE_RULE = "item-title"
REPLY_RULE = "reply-theme"

_ROUND = load_pattern("linking", "round")
_OPENING_WORDS = 20
"""A presentation of at most so many words holds nothing but who gave it."""
_LONGEST_TALK = 7
"""Turns under an item of one subject; where more people speak, they bring their own."""


_SEVERAL = 3
"""Turns that name the theme of a title so often that one who speaks of something else is likely to mean it too."""


@dataclass(frozen=True, slots=True)
class _Talk:
    """What is said under one item."""

    item: AgendaItem
    title: tuple[Mention, ...]
    """Themes that the title names, the special before the general; none where it announces a round of many subjects."""
    turns: tuple[int, ...]
    """Order of each turn under it, the first first."""
    named: Mapping[int, frozenset[ThingId]]
    """Order of a turn → the themes that its own sentences name."""

    def is_opened_by(self, turn: Contribution) -> bool:
        return self.turns[0] == turn.order

    def is_on(self, theme: ThingId, turn: Contribution) -> bool:
        """Tell whether the talk is on a theme of the title: it is short, and another turn than this one names it.

        Of a turn that names another theme itself, the one before must name it, or several others.
        """
        if len(self.turns) > _LONGEST_TALK:
            return False
        others = [order for order in self.turns if order != turn.order and theme in self.named[order]]
        if not others:
            return False
        before = max((order for order in self.turns if order < turn.order), default=None)
        return not self.named[turn.order] or before in others or len(others) >= _SEVERAL


class _Mentions:
    """Mentions in the order of the text, of which those in a stretch of it are quickly given."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._mentions = sorted(mentions, key=lambda m: m.begins)
        self._begins = [mention.begins for mention in self._mentions]

    def beginning_in(self, begins: int, ends: int) -> list[Mention]:
        """Give those that begin in a stretch."""
        return self._mentions[bisect_left(self._begins, begins) : bisect_left(self._begins, ends)]

    def within(self, begins: int, ends: int) -> list[Mention]:
        """Give those that lie wholly in it."""
        return [mention for mention in self.beginning_in(begins, ends) if mention.ends <= ends]


class _Raised:
    """The turns so far that raise anything, by item and speaker."""

    def __init__(self) -> None:
        self._last: dict[tuple[int | None, int | None], tuple[int, Contribution]] = {}
        self._count = 0

    def add(self, turn: Contribution) -> None:
        """Add the next turn."""
        self._count += 1
        if turn.themes:
            self._last[turn.item, turn.speaker] = (self._count, turn)

    def find_answered(self, turn: Contribution) -> Contribution | None:
        """The last turn under the same item, of those answered, that raises anything; None where there is none."""
        answered = (self._last.get((turn.item, speaker)) for speaker in turn.replies_to)
        return max(filter(None, answered), key=itemgetter(0), default=(0, None))[1]


Judge = Callable[[Contribution, Sequence[Statement]], list[Statement]]
"""Gives the statements of a turn the themes that people decided on."""


def raise_themes(
    turns: Sequence[Contribution], agenda: Sequence[AgendaItem], mentions: Sequence[Mention], judge: Judge
) -> tuple[Contribution, ...]:
    """Fill in the themes of turns, and keep the statements that raise one or do more than inform.

    1. Each sentence raises what it names; general themes give way to others of the same turn.
    2. A turn raises what the title of its item names, where the talk is on that.
    3. A turn that still raises nothing raises what the turn it answers raised first.
    4. What people decided about a sentence wins.
    5. Statements are numbered through the document.
    """
    found = _Mentions(m for m in mentions if m.kind is MentionKind.THEME and m.target)
    people = _Mentions(m for m in mentions if m.kind is MentionKind.PERSON)
    named = {turn.order: _name_themes(turn, found) for turn in turns}
    talks = _find_talks(turns, agenda, found, {order: _raised(filter(_is_open, said)) for order, said in named.items()})
    done: list[Contribution] = []
    raised = _Raised()
    order = 0
    for turn in turns:
        kept = [s for s in named[turn.order] if _is_open(s) and (s.themes or s.mode is not Mode.INFORMATION)]
        answered = raised.find_answered(turn)
        kept += _take_from_title(turn, _raised(kept), talks.get(turn.item), answered)
        if not _raised(kept):
            kept = _take_from_answered(turn, kept, answered, people)
        kept = judge(turn, kept)
        numbered = tuple(replace(statement, order=order + n) for n, statement in enumerate(kept, 1))
        order += len(numbered)
        themes = dict.fromkeys(theme for s in numbered for theme in s.themes)
        done.append(replace(turn, statements=numbered, themes=tuple(themes)))
        raised.add(done[-1])
    return tuple(done)


def _is_open(statement: Statement) -> bool:
    """Tell whether a sentence holds nothing private; one that does is let through by a judgement alone."""
    return HIDDEN not in statement.text


def _raised(statements: Iterable[Statement]) -> frozenset[ThingId]:
    return frozenset(theme for statement in statements for theme in statement.themes)


def _find_talks(
    turns: Sequence[Contribution],
    agenda: Sequence[AgendaItem],
    themes: _Mentions,
    named: Mapping[int, frozenset[ThingId]],
) -> dict[int | None, _Talk]:
    """Gather the turns of each item that has any, by the order of the item."""
    under: dict[int | None, list[int]] = {}
    for turn in turns:
        under.setdefault(turn.item, []).append(turn.order)
    return {
        item.order: _Talk(item, _find_title_themes(item, themes), tuple(under[item.order]), named)
        for item in agenda
        if item.order in under
    }


def _name_themes(turn: Contribution, themes: _Mentions) -> list[Statement]:
    """Give each sentence the themes it names; where any is special, general words name none."""
    named = themes.within(turn.begins, turn.ends)
    counted = _Mentions([m for m in named if not _is_general(m)] or named)
    return [replace(s, themes=_once(counted.within(s.begins, s.ends))) for s in turn.statements]


def _find_title_themes(item: AgendaItem, themes: _Mentions) -> tuple[Mention, ...]:
    """The mentions in the title of an item, the special before the general; none in a round of many subjects."""
    if _ROUND.match(item.title):
        return ()
    return tuple(sorted(themes.within(item.begins, item.ends), key=_is_general))


def _is_general(mention: Mention) -> bool:
    # Words that mean a theme together say more than the first of them: "sveiserne som mangler", "sveiserne".
    printed = "" if mention.rule == TOGETHER_RULE else mention.text
    return mention.target is not None and is_general(mention.target, printed)


def _once(mentions: Iterable[Mention]) -> tuple[ThingId, ...]:
    return tuple(dict.fromkeys(mention.target for mention in mentions if mention.target))


def _take_from_title(
    turn: Contribution, raised: Collection[ThingId], talk: _Talk | None, answered: Contribution | None
) -> list[Statement]:
    """Give the statement that takes over themes of the title of the item; none where the turn is on something else."""
    if talk is None or turn.speaker is None:
        return []
    wanted = _choose_from_title(turn, raised, talk, answered)
    if not set(wanted) - set(raised):
        return []
    item = talk.item
    return [
        Statement(
            0, item.title, item.begins, item.ends, Mode.INFORMATION, wanted, rule=TITLE_RULE, basis=Basis.INFERRED
        )
    ]


def _choose_from_title(
    turn: Contribution, raised: Collection[ThingId], talk: _Talk, answered: Contribution | None
) -> tuple[ThingId, ...]:
    """Choose which themes of the title a turn raises.

    1. The one that opens the item: the first special theme, all of them where it names nothing itself.
    2. A reply: the first, where the turn it answers raised that, or where it names nothing itself.
    3. Any other: the first, where the talk is on that.
    """
    first = _once(m for m in talk.title if not raised or not _is_general(m))[:1]
    if talk.is_opened_by(turn):
        return first if raised and not _only_opens(turn) else _once(talk.title)
    if turn.replies_to:
        on_title = answered is not None and talk.named[answered.order].issuperset(first)
        return first if not raised or on_title else ()
    return tuple(theme for theme in first if talk.is_on(theme, turn))


def _only_opens(turn: Contribution) -> bool:
    """Tell whether a turn says no more than who opens the item with slides: "Kari Lie. Se egen presentasjon."."""
    return turn.presentation and len(turn.text.split()) <= _OPENING_WORDS


def _take_from_answered(
    turn: Contribution, statements: Sequence[Statement], answered: Contribution | None, people: _Mentions
) -> list[Statement]:
    """A turn that raises nothing raises what the turn it answers raised first: "Støtter Drammen."."""
    said = _find_answering(turn, people)
    if answered is None or said is None:
        return list(statements)
    inferred = replace(said, themes=answered.themes[:1], rule=REPLY_RULE, basis=Basis.INFERRED)
    if said.mode is Mode.INFORMATION or said.mode is Mode.SUPPORT:
        return [inferred, *(s for s in statements if s.begins != said.begins)]
    return [*statements, replace(inferred, mode=Mode.INFORMATION)]


def _find_answering(turn: Contribution, people: _Mentions) -> Statement | None:
    """The sentence that names who is answered; the first where none does."""
    targets = {f"#attendance-{number}" for number in turn.replies_to}
    said = [statement for statement in turn.statements if _is_open(statement)]
    for statement in said:
        if any(m.target in targets for m in people.beginning_in(statement.begins, statement.ends)):
            return statement
    return said[0] if said else None
