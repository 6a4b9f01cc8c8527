"""The mentions of a document: what the matcher found, the people, and organisations that are in no register."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import accumulate

import daachorse

from naeringsgraf.linking.actors import ActorFinder, Ambiguous
from naeringsgraf.linking.common_words import CommonWords
from naeringsgraf.linking.homonyms import LONGEST_PLACE, find_coming, find_ever, find_qualifier
from naeringsgraf.mentions.finder import Hit, find_hits
from naeringsgraf.model.document import Document
from naeringsgraf.model.meeting import Actor, ActorKind, Attendance, Basis, Mention, MentionKind
from naeringsgraf.model.names import ThingId, make_slug
from naeringsgraf.parsing.people import Found, Roster, fits_place
from naeringsgraf.parsing.stretches import Stretches
from naeringsgraf.parsing.vocabulary import load_vocabulary
from naeringsgraf.registers.places import load_places

_NO_ORGANISATION = (ActorKind.MUNICIPALITY, ActorKind.PARTY, ActorKind.SECRETARIAT)
_ANOTHER_TIME = 0.6
"""Confidence of a municipality named in a text of a year when it did not exist under that name."""
_SHAPE_CONFIDENCE = 0.8
_LONE = ("surname", "part-of-name", "given-name")
"""Rules by which a single word is somebody."""
_NEAR = 40
_WHERE = re.compile(r"(?<![\w-])(?:[Ii]|[Pp]å|[Mm]ellom)\s\Z")
"""Before a place."""
_AMONG_PLACES = re.compile(r"(?<![\w-])(?P<other>[A-ZÆØÅ][\w-]+)(?:,| og| eller| samt)\s\Z")
_ON_BEHALF = re.compile(r"(?<![\w-])(?<!møtte )(?<!vara )(?<!møter )[Ff]or\s\Z")
_ALONE = re.compile(r"(?:\A|[\n\t|])[\s*_•·–-]*\Z")
_HEADS = re.compile(r"[*_]*(?:\s*[:\t\n|]|\s+v/|\s+\(|\s+kommune\b|\Z)")
_LONGEST_HEAD = 30
"""Lines."""
_HEAD_LABEL = re.compile(r"(?:^|\n)[\s*_#|-]*(?i:stad|sted)[*_]*\s*[:\t|]")
_WORD_RULES = frozenset(["theme-label", "theme-inflected", "theme-compound"])
_LEGAL_FORM = re.compile(r" (?:AS|ASA|SA|KF|IKS|HF|ANS|DA|BA)\Z")
REPRESENTED_RULE = "represented"
"""Rule of a mention of whom somebody at the meeting represents, and who stands in no register."""
SHAPE_RULE = "organisation-shape"
"""Rule of a mention whose target is named by it alone, and stands in no register."""


def link_mentions(document: Document, people: Sequence[Attendance], finder: ActorFinder) -> list[Mention]:
    """Give every mention of the text, in the order of the text.

    People win over places of the same name, and the name of somebody represented over parts of it that mean something
    else. What is ambiguous has candidates and no target.
    """
    new = _find_new_names(document, people)
    represented = Stretches((mention.begins, mention.ends) for mention in new if mention.rule == REPRESENTED_RULE)
    persons = [
        found
        for found in Roster(people).find(document.text)
        if not _is_rather_place(document.text, found, people, finder) and not _names_firm(found, represented)
    ]
    of_people = Stretches((found.begins, found.ends) for found in persons)
    taken = Stretches((mention.begins, mention.ends) for mention in new)
    capitals = _Capitals(document.text)
    words = CommonWords(document.text, people, finder.body.name if finder.body else None)
    hits = [
        hit
        for hit in find_hits(document.text)
        if not _is_part_of_name(hit, of_people, taken)
        and not _is_shouted(capitals, hit)
        and not _ends_name(document.text, hit)
        and not _is_head_label(document.text, hit)
        and not words.means_word(hit)
    ]
    return _make_mentions(document, hits, persons, people, finder, new)


def _names_firm(found: Found, represented: Stretches) -> bool:
    """Tell whether a lone surname is the beginning or end of the name of somebody represented: "Opedal Sideri"."""
    if " " in found.printed:
        return False
    return represented.cover(found.begins, found.ends + 1) or represented.cover(found.begins - 1, found.ends)


def _is_part_of_name(hit: Hit, of_people: Stretches, taken: Stretches) -> bool:
    """Tell whether a name is that of a person, or lies within a longer one, as "Nord" does in "Helse Nord IKT"."""
    if hit.entries[0].kind is MentionKind.THEME:
        return False
    begins, ends = hit.begins, hit.ends
    # A longer one begins before the name or ends after it.
    return of_people.cover(begins, ends) or taken.cover(begins, ends + 1) or (taken.cover(begins - 1, ends))


def _is_rather_place(text: str, found: Found, people: Sequence[Attendance], finder: ActorFinder) -> bool:
    """Tell whether a lone surname is the municipality of that name: "i Årdal", "Aurland og Vik", "Hurum: Lie sa ...".

    The last only where somebody else came for that municipality.
    """
    if " " in found.printed or found.rule not in _LONE or not _is_near(found.printed, finder):
        return False
    before, after = text[max(0, found.begins - _NEAR) : found.begins], text[found.ends : found.ends + _NEAR]
    listed = _AMONG_PLACES.search(before)
    if _WHERE.search(before) or (listed and _is_near(listed["other"], finder)):
        return True
    sent = any(
        person.number != found.number and fits_place(person.affiliation_printed, found.printed) for person in people
    )
    return sent and bool(_ON_BEHALF.search(before) or (_ALONE.search(before) and _HEADS.match(after)))


def _is_near(name: str, finder: ActorFinder) -> bool:
    """Tell whether one municipality bears a name, in a county of those that met; far off, the village is meant."""
    found = finder.resolve_municipality(name, "")
    if found is None or isinstance(found, Ambiguous):
        return False
    return not finder.counties or found.county in finder.counties


def _is_head_label(text: str, hit: Hit) -> bool:
    """Tell whether a word is the label of where the meeting was: "Stad: Rådhuset" is no Stad kommune."""
    if not load_vocabulary().labels["place"].match(text[hit.begins : hit.ends].casefold()):
        return False
    above = text[: hit.begins]
    first = above.count("\n") < _LONGEST_HEAD and not _HEAD_LABEL.search(above)
    return first and _HEAD_LABEL.search(text[: hit.ends + 4]) is not None


class _Capitals:
    """Which lines of a text are in capitals; each is looked at once, since one may hold thousands of names."""

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        self._begins = list(accumulate((len(line) + 1 for line in self._lines), initial=0))
        self._known: dict[tuple[int, int], bool] = {}

    def measure(self, begins: int, ends: int) -> int:
        """Give the length of the lines that a stretch of text stands in; 0 where they are not in capitals."""
        first, last = bisect_right(self._begins, begins) - 1, bisect_left(self._begins, ends) - 1
        known = self._known.get((first, last))
        if known is None:
            known = self._known[first, last] = "\n".join(self._lines[first : last + 1]).isupper()
        return self._begins[last + 1] - 1 - self._begins[first] if known else 0


def _is_shouted(capitals: _Capitals, hit: Hit) -> bool:
    """An acronym in a line of capitals may be any word: "STYREMØTE NR. 4"."""
    if not any(entry.exact for entry in hit.entries):
        return False
    return capitals.measure(hit.begins, hit.ends) > hit.ends - hit.begins + 3


def _ends_name(text: str, hit: Hit) -> bool:
    """One word of a theme with a capital right after another is the end of a name: "Eyde Energipark"."""
    if hit.rule not in _WORD_RULES or " " in text[hit.begins : hit.ends] or not text[hit.begins].isupper():
        return False
    if hit.begins < 2 or text[hit.begins - 1] != " ":
        return False
    blank = text.rfind(" ", 0, hit.begins - 1)
    word = text[max(blank, text.rfind("\n", blank + 1, hit.begins - 1)) + 1 : hit.begins - 1]
    return word.isalpha() and word.istitle() and text[hit.begins + 1 : hit.ends].islower()


def _make_mentions(
    document: Document,
    hits: Sequence[Hit],
    persons: Sequence[Found],
    people: Sequence[Attendance],
    finder: ActorFinder,
    new: Sequence[Mention],
) -> list[Mention]:
    names = {person.number: person.name for person in people}
    longer = Stretches((mention.begins, mention.ends) for mention in new)
    mentions = [
        mention
        for hit in hits
        for mention in _link_hit(document, hit, finder)
        # "SINTEF" is a theme also in "SINTEF Helgeland", but another organisation.
        if mention.kind is MentionKind.THEME or not longer.cover(hit.begins, hit.ends + 1)
    ]
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
    named = Stretches((m.begins, m.ends) for m in mentions if m.kind is not MentionKind.THEME)
    mentions += [m for m in new if not named.touch(m.begins, m.ends)]
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
        named = _link_name(printed, hit, finder, find_qualifier(document.text[hit.ends : hit.ends + LONGEST_PLACE]))
        made += [named] if named else []
    return made


def _link_name(printed: str, hit: Hit, finder: ActorFinder, place: str) -> Mention | None:
    """A name may stand for a municipality, a county, a region, a cluster or an organisation, in that order."""
    entries = [entry for entry in hit.entries if entry.kind is not MentionKind.THEME]
    kinds = {entry.kind for entry in entries}
    if MentionKind.MUNICIPALITY in kinds:
        return _link_municipality(printed, hit, finder, place)
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


def _link_municipality(printed: str, hit: Hit, finder: ActorFinder, place: str) -> Mention | None:
    name = re.sub(r" (?:kommune|herad)$", "", printed, flags=re.IGNORECASE)
    found = finder.resolve_municipality(name, place)
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
        coming = find_coming(name, finder.day)
        found, rule = coming or find_ever(name, place) or other[-1], rule if coming else "name-of-another-time"
        confidence = _ANOTHER_TIME
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


def _find_new_names(document: Document, people: Sequence[Attendance]) -> list[Mention]:
    """Mentions of companies and others in no register: whom somebody represents, and names that look like one."""
    made: list[Mention] = []
    actors = {a.affiliation.name: a.affiliation for a in people if a.affiliation and _is_new(a.affiliation)}
    for begins, ends, name in _find_whole(document.text, sorted(actors)):
        made.append(Mention(MentionKind.ORGANISATION, name, begins, ends, actors[name].id, name, rule=REPRESENTED_RULE))
    # Those that the shapes find do not overlap each other.
    represented = Stretches((m.begins, m.ends) for m in made)
    bare = {_LEGAL_FORM.sub("", name): actor for name, actor in actors.items() if _LEGAL_FORM.search(name)}
    for match in _load_shapes().finditer(document.text):
        if not represented.touch(*match.span()):
            made.append(_make_shaped(match.group(), *match.span(), bare.get(match.group())))
    return made


def _find_whole(text: str, names: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Give where each name stands as whole words; one name may lie in another, but not over its own last place."""
    if not names:
        return
    automaton = daachorse.CharwiseDoubleArrayAhoCorasick(list(names))
    reached: dict[int, int] = {}
    for begins, ends, number in sorted(automaton.find_overlapping(text)):
        whole = not _is_word(text[begins - 1 : begins]) and not _is_word(text[ends : ends + 1])
        if whole and begins >= reached.get(number, 0):
            reached[number] = ends
            yield begins, ends, names[number]


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _make_shaped(printed: str, begins: int, ends: int, represented: Actor | None) -> Mention:
    """Make the mention of a name by its shape: that of somebody represented, where only its legal form is left out."""
    folder = "company" if printed.endswith(("AS", "ASA")) else "organisation"
    target = ThingId(f"{folder}/{make_slug(printed)}")
    return Mention(
        MentionKind.ORGANISATION,
        printed,
        begins,
        ends,
        represented.id if represented else target,
        represented.name if represented else printed,
        confidence=_SHAPE_CONFIDENCE,
        rule=SHAPE_RULE,
        basis=Basis.INFERRED,
    )


@cache
def _load_shapes() -> re.Pattern[str]:
    text = files(__package__).joinpath("shapes.txt").read_text(encoding="utf-8")
    shapes = [line for line in text.splitlines() if line and not line.startswith("#")]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(shapes)})(?![\w-])")


def _is_new(actor: Actor) -> bool:
    return not actor.registered and actor.kind not in _NO_ORGANISATION and actor.name[:1].isupper()
