"""Ties what was parsed to known things: people to whom they represent, turns to themes, names to registers."""

from collections.abc import Mapping
from dataclasses import replace

from naeringsgraf.linking.actors import ActorFinder, find_counties
from naeringsgraf.linking.addressees import link_addressee
from naeringsgraf.linking.bodies import find_owner_at_meeting
from naeringsgraf.linking.mentions import link_mentions
from naeringsgraf.linking.themes import raise_themes
from naeringsgraf.model.document import Document
from naeringsgraf.model.meeting import Actor, ActorKind, Attendance, Contribution, Meeting


def link_meeting(document: Document, meeting: Meeting) -> Meeting:
    """Fill in the actors, mentions and themes of a parsed meeting.

    1. Whom each person represents. 2. The mentions of the text. 3. Whom each turn speaks for, and the themes of its
    sentences. What is ambiguous becomes a mention with candidates, and nobody is guessed.
    """
    printed = [a.affiliation_printed for a in meeting.attendees if a.affiliation_printed]
    finder = ActorFinder(meeting.date, meeting.body, find_counties(printed, meeting.date))
    people = tuple(_link_person(person, finder) for person in meeting.attendees)
    finder.body = find_owner_at_meeting(meeting.body, people)
    if finder.ambiguous and finder.body != meeting.body:
        # The region that the body is of, known by its secretariat, may tell homonyms apart.
        finder.ambiguous.clear()
        people = tuple(_link_person(person, finder) for person in meeting.attendees)
    finder.counties |= find_counties([p.affiliation.name for p in people if p.affiliation], meeting.date)
    mentions = link_mentions(document, people, finder)
    by_number = {person.number: person for person in people}
    turns = [_link_turn(turn, by_number, finder) for turn in meeting.contributions]
    raising = raise_themes(turns, meeting.agenda, mentions)
    return replace(meeting, body=finder.body, attendees=people, contributions=raising, mentions=tuple(mentions))


def _link_person(person: Attendance, finder: ActorFinder) -> Attendance:
    party = finder.find_known(person.party_printed) if person.party_printed else None
    party = party if party and party.kind is ActorKind.PARTY else None
    actor = finder.find(person.affiliation_printed, person.role)
    return replace(person, affiliation=actor or party, party=party)


def _link_turn(turn: Contribution, people: Mapping[int, Attendance], finder: ActorFinder) -> Contribution:
    """Fill in whom a turn is spoken for, and whom its requests are put to."""
    speaker = people.get(turn.speaker) if turn.speaker else None
    statements = tuple(link_addressee(statement, finder) for statement in turn.statements)
    return replace(turn, on_behalf_of=_speaks_for(turn, speaker, finder), statements=statements)


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
