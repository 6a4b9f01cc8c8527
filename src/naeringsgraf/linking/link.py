"""Ties what was parsed to known things: people to whom they represent, turns to themes, names to registers."""

import re
from collections.abc import Sequence
from dataclasses import replace

from naeringsgraf.linking.actors import ActorFinder, Ambiguous, find_counties
from naeringsgraf.mentions.finder import Hit, find_hits
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
from naeringsgraf.model.names import ThingId
from naeringsgraf.parsing.people import Found, Roster
from naeringsgraf.parsing.vocabulary import load_vocabulary
from naeringsgraf.registers.places import load_places

_NO_ORGANISATION = (ActorKind.MUNICIPALITY, ActorKind.PARTY, ActorKind.SECRETARIAT)
_OPENING_WORDS = 20
"""A presentation of at most so many words holds nothing but who gave it."""
_ANOTHER_TIME = 0.6
"""Confidence of a municipality named in a text of a year when it did not exist under that name."""


def link_meeting(document: Document, meeting: Meeting) -> Meeting:
    """Fill in the actors, mentions and themes of a parsed meeting.

    1. Whom each person represents. 2. The mentions of the text. 3. Whom each turn speaks for, and the themes of its
    sentences. What is ambiguous becomes a mention with candidates, and nobody is guessed.
    """
    printed = [a.affiliation_printed for a in meeting.attendees if a.affiliation_printed]
    finder = ActorFinder(meeting.date, meeting.body, find_counties(printed, meeting.date))
    people = tuple(_link_person(person, finder) for person in meeting.attendees)
    finder.counties |= find_counties([p.affiliation.name for p in people if p.affiliation], meeting.date)
    roster = Roster(people)
    persons = list(roster.find(document.text))
    hits = [hit for hit in find_hits(document.text) if not _is_part_of_person(hit, persons)]
    mentions = _make_mentions(document, hits, persons, people, finder)
    turns = _link_turns(meeting, people, mentions, finder)
    return replace(meeting, attendees=people, contributions=turns, mentions=tuple(mentions))


def _link_person(person: Attendance, finder: ActorFinder) -> Attendance:
    party = finder.find_known(person.party_printed) if person.party_printed else None
    party = party if party and party.kind is ActorKind.PARTY else None
    actor = finder.find(person.affiliation_printed, person.role)
    return replace(person, affiliation=actor or party, party=party)


def _is_part_of_person(hit: Hit, persons: Sequence[Found]) -> bool:
    return hit.entries[0].kind is not MentionKind.THEME and any(
        found.begins <= hit.begins and hit.ends <= found.ends for found in persons
    )


def _make_mentions(
    document: Document, hits: Sequence[Hit], persons: Sequence[Found], people: Sequence[Attendance], finder: ActorFinder
) -> list[Mention]:
    names = {person.number: person.name for person in people}
    mentions = [mention for hit in hits for mention in _link_hit(document, hit, finder)]
    for found in persons:
        surest = found.rule == "full-name"
        mentions.append(
            Mention(
                MentionKind.PERSON,
                document.text[found.begins : found.ends],
                found.begins,
                found.ends,
                ThingId(f"#attendance-{found.number}"),
                names[found.number],
                confidence=1.0 if surest else 0.9,
                rule=found.rule,
                basis=Basis.RECORDED if surest else Basis.INFERRED,
            )
        )
    mentions += _find_new_names(document, people, mentions)
    return sorted(mentions, key=lambda m: (m.begins, -m.ends, m.kind, m.target or ""))


def _link_hit(document: Document, hit: Hit, finder: ActorFinder) -> list[Mention]:
    """Make the mentions of one hit: one a theme, and one for the name that it may be besides."""
    printed = document.text[hit.begins : hit.ends]
    themes = [entry for entry in hit.entries if entry.kind is MentionKind.THEME]
    made = [
        Mention(
            MentionKind.THEME, printed, hit.begins, hit.ends, entry.target, entry.name,
            confidence=hit.confidence, rule=hit.rule,
            basis=Basis.RECORDED if hit.rule == "theme-label" else Basis.INFERRED,
        )
        for entry in themes
    ]  # fmt: skip
    if len(themes) < len(hit.entries):
        named = _link_name(printed, hit, finder)
        made += [named] if named else []
    return made


def _link_name(printed: str, hit: Hit, finder: ActorFinder) -> Mention | None:
    """A name may stand for a municipality, a county, a region, a cluster or an organisation, in that order."""
    entries = [entry for entry in hit.entries if entry.kind is not MentionKind.THEME]
    kinds = {entry.kind for entry in entries}
    if MentionKind.MUNICIPALITY in kinds:
        return _link_municipality(printed, hit, finder)
    valid = [e for e in entries if e.kind is not MentionKind.COUNTY or _is_county_of_day(e.target, finder)]
    entries = valid or entries
    first = min(entries, key=lambda e: (list(MentionKind).index(e.kind), e.target))
    several = {entry.target for entry in entries if entry.kind is first.kind}
    if len(several) > 1:
        known = finder.find_known(printed)
        if known is None:
            return Mention(
                first.kind,
                printed,
                hit.begins,
                hit.ends,
                None,
                printed,
                tuple(sorted(several)),
                0.5,
                "ambiguous",
                Basis.INFERRED,
            )
        return Mention(first.kind, printed, hit.begins, hit.ends, known.id, known.name, rule="name-on-date")
    return Mention(first.kind, printed, hit.begins, hit.ends, first.target, first.name, rule=hit.rule)


def _is_county_of_day(target: ThingId, finder: ActorFinder) -> bool:
    return (
        finder.day is None or load_places().county(target).valid_on(finder.day)
        if target.startswith("county/")
        else True
    )


def _link_municipality(printed: str, hit: Hit, finder: ActorFinder) -> Mention | None:
    name = re.sub(r" (?:kommune|herad)$", "", printed, flags=re.IGNORECASE)
    found = finder.resolve_municipality(name)
    if isinstance(found, Ambiguous):
        return Mention(
            MentionKind.MUNICIPALITY,
            printed,
            hit.begins,
            hit.ends,
            None,
            name,
            found.candidates,
            0.5,
            "ambiguous",
            Basis.INFERRED,
        )
    rule, confidence = hit.rule, 1.0
    if found is None and load_vocabulary().labels["place"].match(printed.casefold()):
        return None
    if found is None:
        other = load_places().find_municipalities(name, None)
        if not other:
            return None
        found, rule, confidence = other[-1], "name-of-another-time", _ANOTHER_TIME
    basis = Basis.RECORDED if confidence == 1.0 else Basis.INFERRED
    return Mention(
        MentionKind.MUNICIPALITY,
        printed,
        hit.begins,
        hit.ends,
        found.id,
        found.name,
        confidence=confidence,
        rule=rule,
        basis=basis,
    )


def _find_new_names(document: Document, people: Sequence[Attendance], known: Sequence[Mention]) -> list[Mention]:
    """Mentions of companies and others that are in no register, but that somebody represents."""
    taken = [(m.begins, m.ends) for m in known if m.kind is not MentionKind.THEME]
    actors = {
        a.affiliation.name: a.affiliation for a in people if a.affiliation and _is_new_organisation(a.affiliation)
    }
    made = []
    for name, actor in sorted(actors.items()):
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", document.text):
            if not any(begins < match.end() and match.start() < ends for begins, ends in taken):
                made.append(
                    Mention(
                        MentionKind.ORGANISATION, name, match.start(), match.end(), actor.id, name, rule="represented"
                    )
                )
    return made


def _is_new_organisation(actor: Actor) -> bool:
    return not actor.registered and actor.kind not in _NO_ORGANISATION and actor.name[:1].isupper()


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
    addressee = finder.find_known(statement.addressee_printed) if statement.addressee_printed else None
    return replace(statement, themes=tuple(dict.fromkeys(found)), addressee=addressee)


def _only_opens(turn: Contribution, turns: Sequence[Contribution]) -> bool:
    """Tell whether a turn says no more than who opens the item with slides: "Kari Lie. Se egen presentasjon."."""
    first = next((other for other in turns if other.item == turn.item), None)
    return turn.presentation and first is turn and len(turn.text.split()) <= _OPENING_WORDS


def _inherit(turn: Contribution, items: dict[int, AgendaItem], themes: Sequence[Mention]) -> list[Statement]:
    """A turn that opens an item or points to slides raises what the item's title names, and the title says so.

    A labelled turn does not: in a round of many subjects, the title is not what each of them raised.
    """
    item = items.get(turn.item) if turn.item else None
    opens = turn.presentation or turn.rule in ("narrated-turn", "presented-by")
    opens = opens and turn.rule != "labelled-turn"
    if item is None or not opens or turn.speaker is None:
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
