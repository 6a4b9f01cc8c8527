"""Ties what was parsed to known things: people to whom they represent, turns to themes, names to registers."""

from collections.abc import Sequence
from dataclasses import replace

from naeringsgraf.linking.actors import ActorFinder, find_counties
from naeringsgraf.linking.addressees import link_addressee
from naeringsgraf.linking.mentions import link_mentions
from naeringsgraf.model.document import Document
from naeringsgraf.model.meeting import (
    Actor,
    ActorKind,
    AgendaItem,
    Attendance,
    Basis,
    Contribution,
    Meeting,
    Mention,
    MentionKind,
    Mode,
    Statement,
)
from naeringsgraf.parsing.vocabulary import load_pattern

_ROUND = load_pattern("linking", "round")
_OPENING_WORDS = 20
"""A presentation of at most so many words holds nothing but who gave it."""


def link_meeting(document: Document, meeting: Meeting) -> Meeting:
    """Fill in the actors, mentions and themes of a parsed meeting.

    1. Whom each person represents. 2. The mentions of the text. 3. Whom each turn speaks for, and the themes of its
    sentences. What is ambiguous becomes a mention with candidates, and nobody is guessed.
    """
    printed = [a.affiliation_printed for a in meeting.attendees if a.affiliation_printed]
    finder = ActorFinder(meeting.date, meeting.body, find_counties(printed, meeting.date))
    people = tuple(_link_person(person, finder) for person in meeting.attendees)
    finder.counties |= find_counties([p.affiliation.name for p in people if p.affiliation], meeting.date)
    mentions = link_mentions(document, people, finder)
    turns = _link_turns(meeting, people, mentions, finder)
    return replace(meeting, attendees=people, contributions=turns, mentions=tuple(mentions))


def _link_person(person: Attendance, finder: ActorFinder) -> Attendance:
    party = finder.find_known(person.party_printed) if person.party_printed else None
    party = party if party and party.kind is ActorKind.PARTY else None
    actor = finder.find(person.affiliation_printed, person.role)
    return replace(person, affiliation=actor or party, party=party)


def _link_turns(
    meeting: Meeting, people: Sequence[Attendance], mentions: Sequence[Mention], finder: ActorFinder
) -> tuple[Contribution, ...]:
    by_number = {person.number: person for person in people}
    items = {item.order: item for item in meeting.agenda}
    themes = [m for m in mentions if m.kind is MentionKind.THEME and m.target]
    turns, order = [], 0
    for turn in meeting.contributions:
        speaker = by_number.get(turn.speaker) if turn.speaker else None
        statements = [_link_statement(s, themes, finder) for s in turn.statements]
        kept = [s for s in statements if s.themes or s.mode is not Mode.INFORMATION]
        if not any(s.themes for s in kept) or _only_opens(turn, meeting.contributions):
            kept += _inherit(turn, items, themes)
        numbered = []
        for statement in kept:
            order += 1
            numbered.append(replace(statement, order=order))
        turns.append(
            replace(
                turn,
                on_behalf_of=_speaks_for(turn, speaker, finder),
                statements=tuple(numbered),
                themes=tuple(dict.fromkeys(theme for s in numbered for theme in s.themes)),
            )
        )
    return tuple(turns)


def _link_statement(statement: Statement, themes: Sequence[Mention], finder: ActorFinder) -> Statement:
    found = [m.target for m in themes if statement.begins <= m.begins and m.ends <= statement.ends and m.target]
    return link_addressee(replace(statement, themes=tuple(dict.fromkeys(found))), finder)


def _only_opens(turn: Contribution, turns: Sequence[Contribution]) -> bool:
    """Tell whether a turn says no more than who opens the item with slides: "Kari Lie. Se egen presentasjon."."""
    first = next((other for other in turns if other.item == turn.item), None)
    return turn.presentation and first is turn and len(turn.text.split()) <= _OPENING_WORDS


def _inherit(turn: Contribution, items: dict[int, AgendaItem], themes: Sequence[Mention]) -> list[Statement]:
    """A turn that names no theme raises what the title of its item names, and the title says so.

    Not in a round of many subjects, where the title is not what each of them raised, nor when nobody is named.
    """
    item = items.get(turn.item) if turn.item else None
    if item is None or turn.speaker is None or _ROUND.match(item.title):
        return []
    found = [m.target for m in themes if item.begins <= m.begins and m.ends <= item.ends and m.target]
    if not found:
        return []
    return [
        Statement(
            0,
            item.title,
            item.begins,
            item.ends,
            Mode.INFORMATION,
            tuple(dict.fromkeys(found)),
            rule="item-title",
            basis=Basis.INFERRED,
        )
    ]


def _speaks_for(turn: Contribution, speaker: Attendance | None, finder: ActorFinder) -> Actor | None:
    """Whom a turn is spoken for: the one named beside the speaker, unless that is short for their affiliation."""
    own = speaker.affiliation if speaker else None
    printed = turn.on_behalf_printed
    if not printed:
        return own
    if own and _is_short_for(printed, own, speaker):
        return own
    known = finder.find_known(printed)
    if known:
        return known
    return own if own or speaker else finder.find(printed)


def _is_short_for(printed: str, own: Actor, speaker: Attendance | None) -> bool:
    short = printed.casefold().removesuffix(" kommune")
    names = [own.name.casefold(), ((speaker and speaker.affiliation_printed) or "").casefold()]
    return any(name.startswith(short) or short in name.split() for name in names if name)
