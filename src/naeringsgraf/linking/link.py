"""Ties what was parsed to known things: people to whom they represent, turns to themes, names to registers."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from naeringsgraf.linking.actors import ActorFinder, find_counties
from naeringsgraf.linking.addressees import link_addressee
from naeringsgraf.linking.bodies import find_owner_at_meeting
from naeringsgraf.linking.judgements.judgement import Judgement
from naeringsgraf.linking.judgements.ruling import Ruling
from naeringsgraf.linking.mentions import link_mentions
from naeringsgraf.linking.themes import raise_themes
from naeringsgraf.model.document import Document
from naeringsgraf.model.meeting import Actor, ActorKind, Attendance, Contribution, Meeting
from naeringsgraf.parsing.offices import read_office
from naeringsgraf.parsing.vocabulary import load_pattern, load_vocabulary

_OWN = load_pattern("linking", "own")
_SHORTEST_KIND = 3
"""Letters of "råd", the shortest word for a body."""


def link_meeting(document: Document, meeting: Meeting, judgements: Sequence[Judgement] = ()) -> Meeting:
    """Fill in the actors, mentions and themes of a parsed meeting.

    1. Whom each person represents. 2. The mentions of the text. 3. Whom each turn speaks for, and the themes of its
    sentences. What is ambiguous becomes a mention with candidates, and nobody is guessed. What people decided about
    the document wins over all rules.
    """
    ruling = Ruling(document, judgements)
    meeting = ruling.judge_speakers(meeting)
    printed = [a.affiliation_printed for a in meeting.attendees if a.affiliation_printed]
    finder = ActorFinder(meeting.date, meeting.body, find_counties(printed, meeting.date))
    ruling.name_municipalities(finder)
    people = tuple(_link_person(person, finder) for person in meeting.attendees)
    finder.body = find_owner_at_meeting(meeting.body, people)
    if finder.ambiguous and finder.body != meeting.body:
        # The region that the body is of, known by its secretariat, may tell homonyms apart.
        finder.ambiguous.clear()
        people = tuple(_link_person(person, finder) for person in meeting.attendees)
    people = ruling.judge_people(people, finder)
    finder.counties |= find_counties([p.affiliation.name for p in people if p.affiliation], meeting.date)
    mentions = ruling.judge_mentions(link_mentions(document, people, finder), finder)
    by_number = {person.number: person for person in people}
    turns = [_link_turn(turn, by_number, finder) for turn in meeting.contributions]
    raising = raise_themes(turns, meeting.agenda, mentions, ruling.judge_themes)
    done = replace(meeting, body=finder.body, attendees=people, contributions=raising, mentions=tuple(mentions))
    return ruling.finish(turns, done)


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
    """Whom a turn is spoken for: the one named beside the speaker, unless that is short for their affiliation.

    Somebody named who is neither known nor the body leaves the turn to nobody known: never to the municipality that
    the speaker otherwise came for. A party, an office or "Teams" beside a name says nothing of that.
    """
    own = speaker.affiliation if speaker else None
    printed = turn.on_behalf_printed
    if not printed or (own and _is_short_for(printed, own, speaker)):
        return own
    known = finder.find_known(printed)
    if known:
        return own if own and known.kind is ActorKind.PARTY else known
    if finder.body and names_body(printed, finder.body.name):
        return finder.body
    if speaker and (_OWN.fullmatch(printed) or _is_no_affiliation(printed)):
        return own
    return finder.find(printed) if printed[:1].isupper() else None


def names_body(printed: str, body: str) -> bool:
    """Tell whether words are short for the body that met: "nettverket", "rådet", "Nordmøre IPR"."""
    words = re.findall(r"[^\W\d_]+", body)
    if " " not in printed and printed.endswith(("et", "en", "a")):
        stem = re.sub(r"(?:et|en|a)\Z", "", printed.casefold())
        return len(stem) >= _SHORTEST_KIND and any(
            word.casefold().endswith(stem) or word.casefold().startswith(stem) for word in words
        )
    at = 0
    for word in printed.split():
        initials = "".join(other[0] for other in words[at : at + len(word)]).casefold()
        if at < len(words) and words[at].casefold() == word.casefold():
            at += 1
        elif word.isupper() and len(word) > 1 and initials == word.casefold():
            at += len(word)
        else:
            return False
    return at == len(words)


def _is_no_affiliation(printed: str) -> bool:
    """Tell whether what stands beside a name is an office, or how they took part."""
    return read_office(printed)[0] is not None or load_vocabulary().patterns["remote"].search(printed) is not None


def _is_short_for(printed: str, own: Actor, speaker: Attendance | None) -> bool:
    short = printed.casefold().removesuffix(" kommune")
    names = [own.name.casefold(), ((speaker and speaker.affiliation_printed) or "").casefold()]
    return any(name.startswith(short) or short in name.split() for name in names if name)
