"""Carries out what people decided about one document while it is linked, and keeps what came of each judgement.

Who spoke is decided before anything is linked, since whom a turn is spoken for follows from it; names of municipalities
before anybody is looked up; affiliations and themes when the rules have said theirs. A judgement that does not fit what
the document says now changes nothing and is told.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from naeringsgraf.linking.actors import ActorFinder, make_municipality
from naeringsgraf.linking.homonyms import LONGEST_PLACE, find_qualifier
from naeringsgraf.linking.judgements.attendances import Forms, NobodyError, find_by_name
from naeringsgraf.linking.judgements.judgement import Judgement, Kind, Reference, Verdict, join_blanks, read_reference
from naeringsgraf.linking.judgements.quotes import find_quote, tell_near, tell_now
from naeringsgraf.linking.judgements.verdicts import Claim, find_conflicts
from naeringsgraf.model.document import Document
from naeringsgraf.model.meeting import (
    JUDGEMENT_RULE,
    Actor,
    Attendance,
    Basis,
    Contribution,
    Judged,
    Meeting,
    Mention,
    MentionKind,
    Mode,
    Statement,
)
from naeringsgraf.model.names import ThingId
from naeringsgraf.registers.folding import fold_name
from naeringsgraf.registers.places import Municipality, load_places

_MUNICIPALITY_WORDS = (" kommune", " herad")


class Ruling:
    """The judgements on one document, carried out step by step in the order of the methods."""

    def __init__(self, document: Document, judgements: Iterable[Judgement]) -> None:
        self._document = document
        self._by_kind: dict[Kind, list[Judgement]] = defaultdict(list)
        for judgement in judgements:
            self._by_kind[judgement.kind].append(judgement)
        self._problems: dict[str, str] = {}
        self._decided: dict[str, list[ThingId]] = defaultdict(list)
        self._objects: dict[str, ThingId] = {}
        self._claims: list[Claim] = []
        self._places: dict[str, Judgement] = {}
        """Folded name → the judgement that says which municipality it stands for, or that it is none."""
        self._spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
        """Key of a judgement on a theme → where the statements stand that it changed."""

    def judge_speakers(self, meeting: Meeting) -> Meeting:
        """Give each turn that was judged its speaker, with the figures put forward in it."""
        forms = _list_forms(meeting.attendees)
        for judgement in self._by_kind[Kind.SPEAKER]:
            turn = self._find_turn(judgement, meeting.contributions)
            number = self._find_number(judgement, read_reference(judgement.object), forms)
            if turn is None or number is None:
                continue
            self._claims.append(Claim(judgement, (Kind.SPEAKER, turn.order), number))
            self._objects[judgement.key] = ThingId(f"#attendance-{number}")
            speaker = number if judgement.verdict is Verdict.YES else None
            if judgement.verdict is Verdict.YES or turn.speaker == number:
                meeting = _give_turn(meeting, turn, speaker)
                self._decided[judgement.key].append(ThingId(f"#turn-{turn.order}"))
        return meeting

    def name_municipalities(self, finder: ActorFinder) -> None:
        """Let the names that were judged stand for what was judged, wherever no county or region stands beside them."""
        for judgement in self._by_kind[Kind.MUNICIPALITY]:
            if not any(find_quote(self._document.text, judgement.quote)):
                names = [line.text for line in self._document.lines]
                self._fail(judgement, f"«{judgement.quote}» is gone; {tell_now(judgement.quote, names)}")
                continue
            found = self._find_municipality(judgement, finder)
            if judgement.verdict is Verdict.YES and found is None:
                continue
            name = _bare(judgement.quote)
            self._claims.append(Claim(judgement, (Kind.MUNICIPALITY, name), found.id if found else None))
            self._places[name] = judgement
            finder.judged[name] = found
            if found:
                self._objects[judgement.key] = found.id

    def judge_people(self, people: Sequence[Attendance], finder: ActorFinder) -> tuple[Attendance, ...]:
        """Give those who were judged whom they met for, and their names and roles as they should be."""
        done = {person.number: self._mark_place(person) for person in people}
        forms = _list_forms(people)
        self._correct(done, forms)
        for judgement in self._by_kind[Kind.AFFILIATION]:
            number = self._find_number(judgement, judgement.subject, forms)
            if number is None or not self._is_quoted(judgement, done[number]):
                continue
            actor = self._find_actor(judgement, finder)
            if actor is None:
                continue
            self._claims.append(Claim(judgement, (Kind.AFFILIATION, number), actor.id))
            self._objects[judgement.key] = actor.id
            person = done[number]
            if judgement.verdict is Verdict.YES:
                done[number] = replace(person, affiliation=actor, rule=JUDGEMENT_RULE)
            elif person.affiliation and person.affiliation.id == actor.id:
                done[number] = replace(person, affiliation=None, rule=JUDGEMENT_RULE)
            else:
                continue
            self._decided[judgement.key].append(ThingId(f"#attendance-{number}"))
        return tuple(done.values())

    def _correct(self, done: dict[int, Attendance], forms: Mapping[int, Forms]) -> None:
        """Put names and roles right; what is printed stays as it is."""
        for judgement in (*self._by_kind[Kind.NAME], *self._by_kind[Kind.ROLE]):
            number = self._find_number(judgement, judgement.subject, forms)
            if number is None or not self._is_quoted(judgement, done[number]):
                continue
            self._claims.append(Claim(judgement, (judgement.kind, number), ThingId(judgement.object)))
            person, right = replace(done[number], rule=JUDGEMENT_RULE), judgement.object
            is_name = judgement.kind is Kind.NAME
            done[number] = replace(person, name=right) if is_name else replace(person, role=right)
            self._decided[judgement.key].append(ThingId(f"#attendance-{number}"))

    def judge_mentions(self, mentions: Sequence[Mention], finder: ActorFinder) -> list[Mention]:
        """Let the mentions of a judged name refer to what was judged, add those that no rule saw, drop what is none."""
        if not self._places:
            return list(mentions)
        done = [judged for mention in mentions if (judged := self._judge_mention(mention, finder))]
        for name, judgement in self._places.items():
            place = finder.judged[name]
            taken = [(m.begins, m.ends) for m in done]
            if place:
                done += [
                    _make_mention(self._document, span, place)
                    for span in find_quote(self._document.text, judgement.quote)
                    if not any(begins < span[1] and span[0] < ends for begins, ends in taken)
                ]
        return sorted(done, key=lambda m: (m.begins, -m.ends, m.kind, m.target or ""))

    def judge_themes(self, turn: Contribution, kept: Sequence[Statement]) -> list[Statement]:
        """Give the statements of a turn the themes that were judged, and take those away that were not."""
        done = list(kept)
        for judgement in self._by_kind[Kind.THEME]:
            theme = ThingId(judgement.object)
            if judgement.verdict is Verdict.NO:
                done = [left for each in done if (left := self._take_theme(judgement, each, theme))]
                continue
            there = {each.begins for each in done}
            new = [each for each in turn.statements if _says(each, judgement) and each.begins not in there]
            done = [self._add_theme(judgement, each, theme) for each in _put_in(done, new)]
        return done

    def finish(self, before: Sequence[Contribution], meeting: Meeting) -> Meeting:
        """Tell what came of each judgement; `before` are the turns with all their sentences."""
        self._check_sentences(before, meeting)
        self._note_statements(meeting.contributions)
        for number, mention in enumerate(meeting.mentions, 1):
            if mention.rule == JUDGEMENT_RULE and _bare(mention.text) in self._places:
                self._decided[self._places[_bare(mention.text)].key].append(ThingId(f"#mention-{number}"))
        for judgement in self._by_kind[Kind.MINUTES]:
            if judgement.quote and not any(find_quote(self._document.text, judgement.quote)):
                lines = [line.text for line in self._document.lines]
                self._fail(judgement, f"«{judgement.quote}» is gone; {tell_now(judgement.quote, lines)}")
        by_line = {each.line: each for kind in self._by_kind.values() for each in kind}
        for problem in find_conflicts(self._claims):
            self._fail(by_line[problem.line or 0], problem.reason)
        return replace(meeting, judged=tuple(self._tell(each) for _, each in sorted(by_line.items())))

    def _tell(self, judgement: Judgement) -> Judged:
        thing = ThingId(judgement.object) if judgement.kind is Kind.THEME else self._objects.get(judgement.key)
        decided = tuple(dict.fromkeys(self._decided[judgement.key]))
        return Judged(judgement.key, decided, thing, self._problems.get(judgement.key, ""))

    def _fail(self, judgement: Judgement, reason: str) -> None:
        self._problems.setdefault(judgement.key, reason)

    def _find_turn(self, judgement: Judgement, turns: Sequence[Contribution]) -> Contribution | None:
        """Give the turn that begins with the quote, with or without the name before it."""
        found = _keep_opening(judgement.quote, turns, lambda turn: turn.text)
        found = found or _keep_opening(judgement.quote, turns, self._read_line_to)
        if len(found) == 1:
            return found[0]
        if found:
            self._fail(
                judgement, f"{len(found)} turns begin with «{judgement.quote}»; quote more of the one that is meant"
            )
            return None
        length = len(judgement.quote)
        openings = [text for turn in turns for text in (turn.text, self._read_line_to(turn))]
        now = tell_now(judgement.quote, [join_blanks(text)[:length] for text in openings])
        self._fail(judgement, f"no turn begins with «{judgement.quote}»; {now}")
        return None

    def _read_line_to(self, turn: Contribution) -> str:
        """Give a turn with what stands before it on its line, such as the name of the speaker."""
        begins = (line.begins for line in self._document.lines if line.begins <= turn.begins < line.ends)
        return self._document.text[next(begins, turn.begins) : turn.ends]

    def _find_number(self, judgement: Judgement, named: Reference, forms: Mapping[int, Forms]) -> int | None:
        """Give the number of the attendance; a name alone means one of this document."""
        part = named.part or named.document
        if named.part and named.document not in ("", self._document.slug):
            self._fail(judgement, f"{named} is in another document; name who was at this meeting")
            return None
        try:
            return find_by_name(Reference(self._document.slug, part), forms)
        except NobodyError as problem:
            self._fail(judgement, str(problem))
            return None

    def _find_municipality(self, judgement: Judgement, finder: ActorFinder) -> Municipality | None:
        """Give the municipality of an id or a number; None where there is none, or none is asked for."""
        if judgement.verdict is Verdict.NO:
            return None
        places, name, day = load_places(), judgement.object, finder.day
        ids = {each.id.partition("/")[2]: each for each in places.municipalities}
        found = ids.get(name.removeprefix("municipality/"))
        if found is None and day:
            found = places.municipality_on(name, day)
        of_name = places.find_municipalities(_bare(judgement.quote), day)
        choices = " and ".join(f"{each.number} ({each.id})" for each in of_name)
        there_is = f"; of the name {judgement.quote} there is {choices}" if of_name else ""
        if found is None:
            self._fail(judgement, f"{name!r} is no municipality on the day of the meeting, {day}{there_is}")
            return None
        if of_name and found not in of_name:
            self._fail(judgement, f"{name} is {found.name}{there_is}")
            return None
        return found

    def _mark_place(self, person: Attendance) -> Attendance:
        """Note that whom somebody met for follows from a judgement on a name."""
        judgement = self._places.get(_bare(person.affiliation_printed or ""))
        if judgement is None or judgement.verdict is Verdict.NO:
            return person
        self._decided[judgement.key].append(ThingId(f"#attendance-{person.number}"))
        return replace(person, rule=JUDGEMENT_RULE)

    def _is_quoted(self, judgement: Judgement, person: Attendance) -> bool:
        spans = find_quote(self._document.text, judgement.quote)
        if any(begins <= person.begins and person.ends <= ends for begins, ends in spans):
            return True
        line = [each.text for each in self._document.lines if each.begins <= person.begins <= each.ends]
        now = f"«{join_blanks(line[0])}»" if line else f"«{person.printed}»"
        self._fail(
            judgement, f"«{judgement.quote}» is not where {judgement.subject.part} stands; there it says {now} now"
        )
        return False

    def _find_actor(self, judgement: Judgement, finder: ActorFinder) -> Actor | None:
        """Give the actor of an id or a name. A municipality or county must be known, another organisation need not."""
        name = judgement.object
        known = finder.find_by_id(ThingId(name)) or finder.find_known(name)
        if known or "/" in name or name.endswith(("kommune", "kommun", "herad")):
            if known is None:
                names = [place.name for place in load_places().municipalities]
                near = tell_near(name.removesuffix(" kommune"), names) or "write its name, or its path in the graph"
                self._fail(judgement, f"{name!r} is nobody on the day of the meeting, {finder.day}, or several; {near}")
            return known
        return finder.find(name)

    def _judge_mention(self, mention: Mention, finder: ActorFinder) -> Mention | None:
        judgement = self._places.get(_bare(mention.text))
        if judgement is None or mention.kind is not MentionKind.MUNICIPALITY:
            return mention
        if find_qualifier(self._document.text[mention.ends : mention.ends + LONGEST_PLACE]):
            return mention
        place = finder.judged[_bare(mention.text)]
        return _make_mention(self._document, (mention.begins, mention.ends), place) if place else None

    def _take_theme(self, judgement: Judgement, statement: Statement, theme: ThingId) -> Statement | None:
        """Give a statement without the theme; None where nothing is left of it."""
        if not _says(statement, judgement) or theme not in statement.themes:
            return statement
        themes = tuple(each for each in statement.themes if each != theme)
        if not themes and statement.mode is Mode.INFORMATION:
            return None
        self._spans[judgement.key].append((statement.begins, statement.ends))
        return replace(statement, themes=themes, rule=JUDGEMENT_RULE, basis=Basis.REVIEWED)

    def _add_theme(self, judgement: Judgement, statement: Statement, theme: ThingId) -> Statement:
        if not _says(statement, judgement):
            return statement
        self._spans[judgement.key].append((statement.begins, statement.ends))
        themes = tuple(dict.fromkeys((*statement.themes, theme)))
        return replace(statement, themes=themes, rule=JUDGEMENT_RULE, basis=Basis.REVIEWED)

    def _check_sentences(self, turns: Sequence[Contribution], meeting: Meeting) -> None:
        """Fail the judgements on themes whose sentence is not there."""
        sentences = [each.text for turn in turns for each in turn.statements]
        titles = [item.title for item in meeting.agenda]
        known = {join_blanks(text) for text in sentences}
        for judgement in self._by_kind[Kind.THEME]:
            if judgement.quote in known:
                continue
            if judgement.quote in {join_blanks(title) for title in titles}:
                if judgement.verdict is Verdict.NO or self._spans[judgement.key]:
                    continue
                self._fail(
                    judgement, f"«{judgement.quote}» is the title of an item; quote a sentence that somebody said"
                )
                continue
            now = tell_now(judgement.quote, [*sentences, *titles])
            self._fail(judgement, f"no turn has the sentence «{judgement.quote}»; {now}")

    def _note_statements(self, turns: Sequence[Contribution]) -> None:
        for key, spans in self._spans.items():
            for turn in turns:
                self._decided[key] += [
                    ThingId(f"#statement-{each.order}")
                    for each in turn.statements
                    if each.rule == JUDGEMENT_RULE and (each.begins, each.ends) in spans
                ]


def _keep_opening(quote: str, turns: Sequence[Contribution], read: Callable[[Contribution], str]) -> list[Contribution]:
    return [turn for turn in turns if join_blanks(read(turn)).startswith(quote)]


def _says(statement: Statement, judgement: Judgement) -> bool:
    return join_blanks(statement.text) == judgement.quote


def _put_in(statements: Sequence[Statement], new: Sequence[Statement]) -> list[Statement]:
    """Put sentences among the others of a turn, in the order of the text; what was taken from a title stays last."""
    done = list(statements)
    for each in new:
        at = next((at for at, other in enumerate(done) if other.begins > each.begins), None)
        done.insert(len(done) if at is None else at, each)
    return done


def _bare(name: str) -> str:
    """The folded name of a municipality, without the word for what it is."""
    folded = fold_name(name)
    for word in _MUNICIPALITY_WORDS:
        folded = folded.removesuffix(word)
    return folded


def _list_forms(people: Sequence[Attendance]) -> dict[int, Forms]:
    return {person.number: ((person.printed, person.name), person.aliases) for person in people}


def _make_mention(document: Document, span: tuple[int, int], place: Municipality) -> Mention:
    actor = make_municipality(place)
    return Mention(
        MentionKind.MUNICIPALITY,
        document.text[slice(*span)],
        *span,
        actor.id,
        place.name,
        rule=JUDGEMENT_RULE,
        basis=Basis.REVIEWED,
    )


def _give_turn(meeting: Meeting, turn: Contribution, speaker: int | None) -> Meeting:
    """Give a turn to somebody, or to nobody, and what follows from who spoke."""
    judged = replace(turn, speaker=speaker, rule=JUDGEMENT_RULE, basis=Basis.REVIEWED)
    printed = turn.speaker_printed
    return replace(
        meeting,
        contributions=tuple(judged if each is turn else each for each in meeting.contributions),
        figures=tuple(
            replace(figure, said_by=speaker)
            if turn.begins <= figure.begins < turn.ends and figure.said_by == turn.speaker
            else figure
            for figure in meeting.figures
        ),
        # The name that nobody could be found for is understood now.
        unread=tuple(
            each
            for each in meeting.unread
            if not (speaker and printed == each.text and turn.begins - len(each.text) - 3 <= each.begins < turn.ends)
        ),
    )
