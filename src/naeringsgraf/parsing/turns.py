"""Who begins to speak: labels before a turn, and sentences that tell that somebody spoke."""

import re
from collections.abc import Iterator
from dataclasses import replace

from naeringsgraf.model.document import Line
from naeringsgraf.model.lexicon import Lexicon
from naeringsgraf.parsing.labelled import LabelReader
from naeringsgraf.parsing.names import CAPITAL, INITIAL, NAME_TOKEN, begins_with_given, is_name_shaped, is_person_like
from naeringsgraf.parsing.offices import JOINTS, read_office
from naeringsgraf.parsing.opening import Opening
from naeringsgraf.parsing.people import Roster
from naeringsgraf.parsing.reported import Reported, resolve_named
from naeringsgraf.parsing.represented import Represented
from naeringsgraf.parsing.vocabulary import load_pattern, load_vocabulary

_DASHED = re.compile(r"(?P<place>[A-ZÆØÅ][\w-]*(?: [\w-]+)?)\s+[-–—]\s+(?=[A-ZÆØÅ])")
_ASKED = re.compile(rf"(?:Fra|Frå)\s+(?P<name>{NAME_TOKEN}(?: {NAME_TOKEN})+)\s*(?:\([^()]*\)\s*)?(?=om\b|vedr|ang)")
_ANSWERED = load_pattern("turns", "answered")
_SHOWN_BY = re.compile(rf"\sv/\s*(?P<name>{NAME_TOKEN}(?: {NAME_TOKEN})+)\s*\Z")
_FROM_PLACE = load_pattern("turns", "from_place")
_PLACE_SPEAKS = re.compile(
    rf"(?P<place>{NAME_TOKEN}(?: (?:{NAME_TOKEN}|kommune|fylkeskommune|herad)){{0,2}})\s+(?=[a-zæøå])"
)
_FOR_PLACE = load_pattern("turns", "for_place")
_FOR_SIDE = load_pattern("turns", "for_side")
_REPRESENTATIVE = load_pattern("turns", "representative")
_INTRODUCED = load_pattern("turns", "introduced")
_LEAD_IN = load_pattern("turns", "lead_in")
_SUBJECT = re.compile(
    rf"(?P<who>(?:[a-zæøå]+\s+){{0,2}}{NAME_TOKEN}(?: (?:{NAME_TOKEN}|[A-ZÆØÅ]\.)){{0,3}}"
    r"(?:\s+\([^()]*\))?|(?:dagleg |daglig )?[a-zæøå-]+en)(?![\w-])"
)
_DENIED = re.compile(
    r"(?:Det|Dette|Slik|Så|Her|Der)\s+(?:ville|kunne|var|hadde|likte|trodde|trudde|såg|så)\s+"
    r"(?:heller )?(?:ikke|ikkje)\s+"
    rf"(?P<who>{NAME_TOKEN}(?: (?:{NAME_TOKEN}|{INITIAL})){{0,3}})(?=\s+[a-zæøå])"
)
"""Somebody who denies what was said before: "Det ville ikke Kari Lie være med på."."""
_COURTESY = load_pattern("turns", "courtesy")
_ASIDE = load_pattern("turns", "aside")
_CAPTION = load_pattern("turns", "caption")
_SIDE = load_pattern("turns", "side")
_FOR_PREFIX = load_pattern("turns", "for_prefix")
ON_BEHALF = load_pattern("turns", "on_behalf")
_NO_SPEECH = load_pattern("turns", "no_speech")
_PAST = load_pattern("turns", "past")
_OFFICE_HOLDER = re.compile(
    r"(?P<office>[A-ZÆØÅ][a-zæøå-]+)\s+(?:i|på|fra|frå|ved|for|hos)\s+(?P<place>[A-ZÆØÅ][\w -]+)\Z"
)
"""Before the name of one who holds it: "Ordføreren i Lier, Kari Lie, mente ..."."""
_SENT = re.compile(r"\s(?:representant|utsending|deltaker|deltakar)\Z")
_AT_PLACE = re.compile(r"\s(?:i|på|for|fra|frå|hos|ved)\s+[A-ZÆØÅ]")
_APPOSITION = re.compile(r"\s*(?!som\b|der\b|og\b|men\b|at\b)[a-zæøå][^,.:]{2,60}\Z")
"""Behind a name: "Kari Lie, gjestgiver i Odda, mente ..."."""
_OF_OFFICE = re.compile(r"\s(?:i|ved|hos|på|fra|frå|for)\s+(?P<place>[A-ZÆØÅ].+?)\s*\Z")
_BRACKET = re.compile(r"\((?P<beside>[^()]+)\)")
_VERBED = re.compile(
    rf"(?:{NAME_TOKEN}|{INITIAL})(?: (?:{NAME_TOKEN}|{INITIAL})){{0,5}}"
    rf"(?P<bracket>\s+\([^()]{{1,60}}\)|\s+(?:fra|frå|for|i|ved|hos)\s+{NAME_TOKEN}"
    rf"(?: (?:{NAME_TOKEN}|kommune|fylkeskommune|regionråd)){{0,3}})?"
    rf"(?:{_ASIDE.pattern})?\s+(?P<verb>[a-zæøå]+)\b"
)
_HOLDER_VERBED = re.compile(
    rf"(?P<who>[A-ZÆØÅ][a-zæøå-]+(?:en|n)\s+(?:i|på|fra|frå|for|hos)\s+(?P<place>{NAME_TOKEN}(?: {NAME_TOKEN}){{0,2}})"
    rf"(?:\s+kommune)?|(?P<owner>{NAME_TOKEN}(?: {NAME_TOKEN})?)(?:s|(?<=s)[’']| sin| si) [a-zæøå-]+)"
    r"\s+(?P<verb>[a-zæøå]+)\b"
)
"""The holder of an office that a place has: "Ordføreren i Lier så ...", "Liers ordfører så ..."."""
_FOR_PLACE_BY = re.compile(
    rf"(?P<place>{NAME_TOKEN}(?: (?:{NAME_TOKEN}|kommune|fylkeskommune|herad)){{0,3}})"
    r",?\s+(?:(?:v/\s*|v\.\s*|ved\s+)(?P<name>[^,()]{2,50})|\((?:v/\s*)?(?P<beside>[^()]{2,50})\))"
)
_ONE_OF_SEVERAL = (
    rf"(?:[a-zæøå]+ )?(?:{NAME_TOKEN}|{INITIAL})(?: (?:{NAME_TOKEN}|{INITIAL}|kommune|fra|frå)){{0,5}}"
    r"(?:\s+\([^()]{1,60}\))?"
)
_SEVERAL_SPEAK = re.compile(
    rf"(?:(?:Både|Såvel|Så vel|Hverken|Verken|Korkje) )?{_ONE_OF_SEVERAL}(?:, {_ONE_OF_SEVERAL}){{0,4}},?"
    rf" (?:og|samt|eller) {_ONE_OF_SEVERAL}\s+(?=[a-zæøå])"
)
_WHOLE_NAME = re.compile(
    rf"(?<![\w’'-])(?P<given>{NAME_TOKEN})(?: (?:{NAME_TOKEN}|{INITIAL})){{0,2}}"
    rf" (?P<surname>{NAME_TOKEN})(?![\w-]| {CAPITAL})"
)
_FIRST_LETTER = re.compile(r"(?<=\s)[^\W\d_]")
_MOST_WORDS = 14
"""Words before the verb of a narrated turn; longer openings are sentences about something else."""
_LONGEST_NAME = 4
"""Words."""
_MOST_LEAD_IN = 7
"""Words before the verb of a sentence that names its speaker after the verb."""


class Openings:
    """Recognises turns of the people of one document."""

    def __init__(self, roster: Roster, lexicon: Lexicon, text: str = "") -> None:
        """`text`: the whole document; a surname that stands in it behind a given name is somebody's."""
        self._surnames = {
            found["surname"].casefold()
            for found in _WHOLE_NAME.finditer(text)
            if found["given"].casefold().split("-")[0] in lexicon.given_names
        }
        self._roster = roster
        self._lexicon = lexicon
        self._represented = Represented(roster, lexicon)
        self._reported = Reported(roster, self._represented, lexicon)
        self._labels = LabelReader(roster, self._represented, lexicon, text)
        # Lines are asked about again as the units and sentences that they are.
        self._labelled: dict[str, Opening | None] = {}
        self._told: dict[tuple[str, bool], Opening | None] = {}

    def begins_turn(self, line: Line) -> bool:
        """Tell whether a line begins with the label of a speaker, or asks or answers a question."""
        return self.read_label(line.text) is not None or self.read_question(line.text) is not None

    def tells_speaker(self, line: Line) -> bool:
        """Tell whether a line begins with a sentence that tells who speaks."""
        told = self.read_told(line.text, opens_line=True)
        return told is not None and told.rule != "unknown-speaker"

    def names_speaker(self, line: Line) -> bool:
        """Tell whether a whole line is the label of what stands below it: a heading "Drammen"."""
        return self.read_whole_label(line.text) is not None

    def read_label(self, text: str) -> Opening | None:
        """Read the label that a text begins with; None where it begins with none."""
        if text not in self._labelled:
            self._labelled[text] = self._labels.read(text)
        return self._labelled[text]

    def read_whole_label(self, text: str) -> Opening | None:
        """Read a line that is nothing but the name of a speaker, or of whom they speak for."""
        return self._labels.read_whole(text)

    def read_signed(self, text: str) -> Opening | None:
        """Read a passage with who said it in brackets behind it."""
        return self._labels.read_signed(text)

    def read_told(self, sentence: str, *, opens_line: bool = False) -> Opening | None:
        """Read a sentence that tells that somebody spoke.

        The speaker stands before the verb ("Ordfører X orienterte om ...") or after it ("Deretter fortalte X ..."),
        or only whom they speak for is named ("Fra Lier ble det pekt på ...", and where a line begins with it, "Lier
        påpekte at ..."; within a turn such a sentence may tell what Lier once did).
        """
        key = sentence, opens_line
        if key not in self._told:
            self._told[key] = self._tell(sentence, opens_line)
        return self._told[key]

    def read_headed(self, sentence: str, *, opens_line: bool = True) -> Opening | None:
        """Read the first sentence of an entry of a list, whose caption is its head: "Brua: Lie mente at ...".

        In running text such a caption is part of what is told, and `read_told` reads it.
        """
        caption = _CAPTION.match(sentence)
        told = self.read_told(sentence[caption.end() :], opens_line=opens_line) if caption else None
        return replace(told, skip=told.skip + caption.end()) if caption and told else None

    def _tell(self, sentence: str, opens_line: bool) -> Opening | None:
        side = _SIDE.match(sentence)
        if side is None:
            return self._tell_bare(sentence, opens_line)
        told = self._tell_bare(sentence[side.end() :], opens_line)
        return replace(told, skip=told.skip + side.end()) if told else None

    def _tell_bare(self, sentence: str, opens_line: bool) -> Opening | None:
        dashed = _DASHED.match(sentence)
        skip = dashed.end() if dashed and self._represented.names(dashed["place"]) else 0
        place = dashed["place"] if dashed and skip else None
        told = (
            self._read_several(sentence[skip:])
            or self._read_subject(sentence[skip:], place)
            or self._read_verbed(sentence[skip:], place)
            or self._read_holder(sentence[skip:])
            or self._read_inverted(sentence)
            or self._read_introduced(sentence)
            or self._read_for(sentence)
            or self._reported.read(sentence)
            or self._read_captioned(sentence)
            or (self._read_place(sentence) if opens_line else None)
        )
        if told:
            rule = told.rule if told.rule == "unknown-speaker" else "narrated-turn"
            place = (
                _find_on_behalf(sentence)
                or (told.place and (self._represented.find(told.place) or told.place))
                or place
            )
            return Opening(
                told.speaker, told.name, place, told.printed, skip or told.skip, rule, told.answers, told.also
            )
        return None

    def _read_subject(self, sentence: str, place: str | None) -> Opening | None:
        for prefix in _prefixes(sentence):
            subject = self._resolve_subject(prefix, place)
            if subject:
                return subject
        return None

    def _read_several(self, sentence: str) -> Opening | None:
        """Read "Både Lie (Lier) og Dal (Hole) mente ...", before any verb that tells of speaking."""
        found = _SEVERAL_SPEAK.match(sentence)
        if not found or _NO_SPEECH.match(sentence, found.end()):
            return None
        if not (_is_speech(sentence, found.end()) or _PAST.match(sentence, found.end())):
            return None
        return self._reported.read_several(found.group())

    def _read_verbed(self, sentence: str, place: str | None) -> Opening | None:
        """Read "Kari Lie (Lier) så saken annerledes" and "Lie frå Lier ville ...": somebody listed, then any verb.

        None where it tells of movement. Without brackets the verb must be in the past, as minutes tell.
        """
        found = _VERBED.match(sentence)
        if not found or _NO_SPEECH.match(sentence, found.start("verb")):
            return None
        if not found["bracket"] and not _PAST.match(sentence, found.start("verb")):
            return None
        subject = self._resolve_subject(sentence[: found.start("verb")], place)
        named = subject and (subject.speaker or sentence[: found.start("verb")].strip().casefold() in self._surnames)
        return subject if named else None

    def _read_holder(self, sentence: str) -> Opening | None:
        """Read "Ordføreren i Lier så saken annerledes": who holds the office of a place, then any verb in the past.

        Where the list does not tell who holds it, the words are the place's alone.
        """
        found = _HOLDER_VERBED.match(sentence)
        if not found or not (found["owner"] or read_office(found["who"])[0]):
            return None
        if _NO_SPEECH.match(sentence, found.start("verb")) or not _PAST.match(sentence, found.start("verb")):
            return None
        holder = self._roster.resolve(found["who"])
        if holder and holder[1] == "office":
            return Opening(holder[0], None, None, found["who"], 0, "office")
        sent = found["owner"] if _SENT.search(found["who"]) else None
        # "Liers representant" is from Lier; of a body that has several there, it may be any.
        place = found["place"] or (sent if sent and sent.casefold() in self._lexicon.places else "")
        if self._represented.names(place):
            speaker = self._represented.sole_speaker(place) if found["owner"] else None
            return Opening(speaker, None, place, found["who"], 0, "place")
        known = read_office(found["who"])[0] and place.casefold() in self._lexicon.places
        return Opening(None, None, None, found["who"], 0, "unknown-speaker") if known else None

    def _read_captioned(self, sentence: str) -> Opening | None:
        """Read "Statsbudsjettet: Dyrdal meldte at ...", where a caption stands before one who is listed."""
        caption = _CAPTION.match(sentence)
        told = self._read_subject(sentence[caption.end() :], None) if caption else None
        if caption is None or told is None or told.speaker is None:
            return None
        owner = self._represented.find(caption.group().rstrip(" :"))
        theirs = owner is not None and owner == self._roster.people[told.speaker].affiliation_printed
        return replace(told, skip=caption.end()) if theirs else told

    def _read_inverted(self, sentence: str) -> Opening | None:
        """Read "I ordskiftet peikte Kari Lie på ...", where words that lead in stand before the verb."""
        if not _LEAD_IN.match(sentence):
            return None
        inverted = load_vocabulary().inverted
        for count, word in enumerate(re.finditer(r"(?<=\s)[^\W\d_]+(?=\s)", sentence[:160])):
            if count > _MOST_LEAD_IN:
                break
            if not inverted.fullmatch(word.group().lower()):
                continue
            who = _SUBJECT.match(sentence, word.end() + 1)
            return resolve_named(self._roster, who["who"]) if who else None
        denied = _DENIED.match(sentence)
        return self._named(denied["who"], denied["who"], "narrated-turn") if denied else None

    def _read_introduced(self, sentence: str) -> Opening | None:
        """Read "Innleiing ved ordførar Kari Lie."."""
        found = _INTRODUCED.match(sentence)
        if not found:
            return None
        _, bare = read_office(found["who"])
        named = resolve_named(self._roster, found["who"])
        return named or self._read_unlisted(_BRACKET.sub("", bare).strip(), bare, None)

    def _read_for(self, sentence: str) -> Opening | None:
        """Read "Fra Lier ble det vist til ..." and "Representanten fra Lier mente ..."."""
        found = _FOR_PLACE.match(sentence) or _FOR_SIDE.match(sentence)
        if found and self._represented.names(found["place"]):
            speaker = self._represented.sole_speaker(found["place"])
            return Opening(speaker, None, found["place"], found.group(), 0, "place")
        return None

    def _read_place(self, sentence: str) -> Opening | None:
        """Read "Lier påpekte at ...", where somebody is listed for the place."""
        found = _PLACE_SPEAKS.match(sentence)
        if not found or not _is_speech(sentence, found.end()):
            return None
        place = found["place"]
        if self._roster.resolve(place) or not self._represented.names(place):
            return None
        return Opening(self._represented.sole_speaker(place), None, place, place, 0, "place")

    def _resolve_subject(self, prefix: str, place: str | None) -> Opening | None:
        for_place = self._resolve_for_place(prefix)
        if for_place:
            return for_place
        bracket = _BRACKET.search(prefix)
        beside = self._read_beside(bracket["beside"]) if bracket else None
        found = self._resolve_bare(prefix, place or beside)
        return replace(found, place=beside) if found and beside else found

    def _resolve_for_place(self, subject: str) -> Opening | None:
        """Read "Lier ved Kari Lie", "Lier v/ordføreren" and "Lier (Kari)": a place, then who spoke for it."""
        found = _FOR_PLACE_BY.fullmatch(subject.strip(" ,–-"))
        place = found["place"] if found else ""
        placed = self._represented.names(place) or place.casefold() in self._lexicon.places
        if not found or not (placed or self._is_body(place)):
            return None
        who = found["name"] or found["beside"]
        who = who[0].upper() + who[1:]
        if self._roster.resolve(place):
            return None
        spoke = self._roster.resolve(who, place)
        if not placed:
            # "Handelsforeningen (Kari) er redd for ...": whom Kari came for is told by the list.
            sure = spoke and spoke[1] in ("full-name", "given-name", "part-of-name", "initials")
            return Opening(spoke[0], None, None, subject.strip(), 0, spoke[1]) if spoke and sure else None
        if spoke is None and found["name"] and " " in who and is_person_like(who, self._lexicon):
            return Opening(None, who, place, subject.strip(), 0, "unlisted")
        return Opening(spoke[0], None, place, subject.strip(), 0, spoke[1]) if spoke else None

    def _is_body(self, words: str) -> bool:
        """Tell whether a word can be no person's name: "Handelsforeningen", "Hytteeierforeningen"."""
        folded = words.casefold()
        known = self._lexicon.knows_person((folded, folded.split()[0]))
        return folded.endswith(("en", "et", "a", "ene", "ane")) and " " not in folded and not known

    def _read_beside(self, beside: str) -> str | None:
        """Whom somebody speaks for, in brackets behind the name; how they took part is none."""
        stated = _FOR_PREFIX.match(beside)
        if stated:
            return beside[stated.end() :]
        return beside if beside[:1].isupper() or self._represented.is_known(beside) else None

    def _resolve_bare(self, prefix: str, place: str | None) -> Opening | None:
        prefix = _COURTESY.sub("", re.sub(r"\s*\([^()]*\)", "", prefix).strip(" ,–-"), count=1)
        prefix = _ASIDE.sub("", ON_BEHALF.sub("", prefix).strip())
        if not prefix[:1].isupper() or re.search(r"\s(?:og|samt)\s", prefix.partition(",")[0]):
            return None
        resolved = self._roster.resolve(prefix, place)
        if resolved:
            return Opening(resolved[0], None, None, prefix, 0, resolved[1])
        head, _, tail = prefix.partition(",")
        for part in (head, tail.strip()):
            resolved = self._roster.resolve(part, place) if part else None
            if resolved:
                return Opening(resolved[0], None, None, prefix, 0, resolved[1])
        source = _FROM_PLACE.match(head)
        if source:
            resolved = self._roster.resolve(source["name"], source["place"])
            if resolved:
                return Opening(resolved[0], None, None, prefix, 0, resolved[1])
        sent = _REPRESENTATIVE.match(head) or self._match_holder(head)
        if sent and self._represented.names(sent["place"]):
            speaker = self._represented.sole_speaker(sent["place"], sent.groupdict().get("office"))
            return Opening(speaker, None, sent["place"], prefix, 0, "place")
        held = _OFFICE_HOLDER.match(head)
        if held and is_person_like(tail.strip(), self._lexicon) and begins_with_given(tail.strip(), self._lexicon):
            return Opening(None, tail.strip(), held["place"], prefix, 0, "unlisted")
        titled = self._read_titled(head)
        if titled:
            return titled
        told = _APPOSITION.match(tail)
        of_office = _OF_OFFICE.search(tail) if read_office(tail.strip())[0] else None
        owner = source["place"] if source else of_office["place"] if of_office else None
        return self._read_unlisted(head, prefix, owner, sure=told is not None)

    def _read_titled(self, head: str) -> Opening | None:
        """Read "Ordfører i Lier Kari Lie" and "Statnetts Kari Lie": what she is, or whose, before her whole name."""
        words = head.split()
        for length in range(min(_LONGEST_NAME, len(words) - 1), 1, -1):
            before, name = " ".join(words[:-length]), " ".join(words[-length:])
            named = self._roster.resolve(name)
            if named and named[1] == "full-name":
                owned = before.endswith("s") and self._represented.names(before.removesuffix("s"))
                held = read_office(words[0])[0] and _AT_PLACE.search(before)
                return Opening(named[0], None, None, head, 0, named[1]) if owned or held else None
        return None

    def _match_holder(self, head: str) -> re.Match[str] | None:
        """Match "Ordføreren i Lier", where the list does not tell who that is."""
        found = _OFFICE_HOLDER.match(head)
        return found if found and read_office(found["office"])[0] and not read_office(found["office"])[1] else None

    def _read_unlisted(self, head: str, prefix: str, owner: str | None, sure: bool = False) -> Opening | None:
        """Somebody who could be several, or who stands in no list but has a whole name.

        `sure`: what stands beside the name tells that it is a person's.
        """
        if self._roster.is_ambiguous(head):
            return Opening(None, None, None, prefix, 0, "unknown-speaker")
        office, bare = read_office(head)
        bare = _FROM_PLACE.sub(lambda m: m["name"], bare)
        if " " in bare and is_person_like(bare, self._lexicon) and (begins_with_given(bare, self._lexicon) or sure):
            return Opening(None, bare, owner, prefix, 0, "unlisted")
        return Opening(None, None, None, prefix, 0, "unknown-speaker") if self._is_somebody(office, bare) else None

    def _is_somebody(self, office: str | None, bare: str) -> bool:
        """Tell whether words are surely a person, though nobody knows who: an office alone, or a lone surname."""
        folded = bare.casefold()
        if office and (not bare or (is_person_like(bare, self._lexicon) and office.rsplit(" ")[-1] not in JOINTS)):
            return True
        if is_name_shaped(bare) and folded.split()[-1] in self._surnames and not self._represented.names(bare):
            return True
        return folded in self._lexicon.surnames and folded not in self._lexicon.places

    def read_presented(self, text: str) -> Opening | None:
        """Read "Lars Lie, leder for X. Se egen presentasjon." and "Temaplan v/Kari Lie", which have no verb."""
        shown = _SHOWN_BY.search(text)
        if shown and "\n" not in text:
            return self._named(shown["name"], text, "presented-by")
        if not load_vocabulary().patterns["presentation"].search(text):
            return None
        first = re.split(r"(?<=[a-zæøå])\.\s", text, maxsplit=1)[0]
        return self._resolve_subject(first, None)

    def read_question(self, text: str) -> Opening | None:
        """Read "Fra Kari Lie (H) om vann" and "Spørsmålet ble besvart av kommunalsjef Per Vik"."""
        asked = _ASKED.match(text)
        if asked:
            return self._named(asked["name"], text, "question")
        answered = _ANSWERED.match(text)
        if answered:
            _, name = read_office(answered["name"].strip())
            return self._named(name, text, "answer") if name else None
        return None

    def _named(self, name: str, printed: str, rule: str) -> Opening | None:
        resolved = self._roster.resolve(name)
        if resolved:
            return Opening(resolved[0], None, None, name, 0, rule)
        if is_person_like(name, self._lexicon):
            return Opening(None, name, None, name, 0, rule)
        return None


def _find_on_behalf(sentence: str) -> str | None:
    """Whom somebody is told to speak for: "Kari Lie sa på vegne av Innlandet at ..."."""
    found = ON_BEHALF.search(sentence)
    return found["who"] if found else None


def _prefixes(sentence: str) -> Iterator[str]:
    """What stands before each verb of speaking near the start of a sentence."""
    folded = sentence.lower()
    if len(folded) != len(sentence):
        return
    for count, word in enumerate(_FIRST_LETTER.finditer(sentence[:220])):
        if count > _MOST_WORDS:
            return
        if _is_speech(folded, word.start()):
            yield sentence[: word.start()]


def _is_speech(text: str, at: int) -> bool:
    """Tell whether a verb of speaking, in small letters, stands at a place in a text."""
    verbs = load_vocabulary().speech.get(text[at : at + 1])
    return verbs is not None and verbs.match(text, at) is not None
