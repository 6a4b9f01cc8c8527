"""One function a group of figures: a record held against its labels, the result written into a ledger.

Where a label file lacks a key, that key was not labelled and is not measured. Records have the keys of the design's
section 3, labels the same with `…_alt` (also right) and `…_optional` (neither rewarded nor punished).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from naeringsgraf.checking.comparing import (
    KnownNames,
    accepted,
    alternatives,
    find_in,
    fold,
    fold_name,
    fold_number,
    listed,
    pair,
    same_name,
    same_place_in_agenda,
    same_text,
    same_whole_text,
    without_secretariat,
)
from naeringsgraf.checking.scores import FALSE_MUNICIPALITY, Ledger, Tally

Entry = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Case:
    """One document: what was read, what is labelled, and where the counts go."""

    record: Entry
    gold: Entry
    ledger: Ledger
    themes: KnownNames
    names: KnownNames
    """Organisations, clusters and parties with their other names."""
    complete_themes: bool
    """The themes are labelled completely, so that precision can be measured."""

    def found(self, key: str) -> list[Any]:
        """Give a list of the record; empty where it is absent."""
        return listed(self.record, key)

    def labelled(self, key: str) -> list[Any]:
        """Give a list of the labels; empty where it is absent."""
        return listed(self.gold, key)


# --- header ---------------------------------------------------------------------------------------------------------


def measure_header(case: Case) -> None:
    """Date, body, times and place: one value each (times two)."""
    _measure_value(case, "header.date", "date", lambda one, other: one == other)
    if case.gold.get("date_end"):
        _measure_one(case.ledger, "header.date", [case.gold["date_end"]], case.record.get("end_date"), str.__eq__)
    _measure_value(case, "header.body", "body", same_name)
    _measure_value(case, "header.times", "start", _same_time)
    _measure_value(case, "header.times", "end", _same_time)
    _measure_value(case, "header.place", "place", lambda one, other: fold_name(one) == fold_name(other))


def _same_time(one: str, other: str) -> bool:
    return one[:5] == other[:5]


def _measure_value(case: Case, figure: str, key: str, same: Callable[[str, str], bool]) -> None:
    if key not in case.gold:
        return
    optional = case.gold[key] is None
    right = accepted(case.gold, key)
    _measure_one(case.ledger, figure, right, case.record.get(key), same, optional=optional)


def _measure_one(
    ledger: Ledger,
    figure: str,
    right: Sequence[str],
    found: str | None,
    same: Callable[[str, str], bool],
    *,
    optional: bool = False,
    place: str = "",
) -> None:
    """Count one value. `optional`: nothing need be found, but what is found must be among the right ones."""
    before = f"{place}: " if place else ""
    if found is None or found == "":
        if right and not optional:
            ledger.miss(figure, before + right[0])
    elif any(same(value, found) for value in right):
        if not optional:
            ledger.hit(figure)
    elif right and not optional:
        ledger.wrong(figure, before + right[0], found)
    else:
        ledger.spurious(figure, before + found)


# --- people ---------------------------------------------------------------------------------------------------------


class People:
    """Who is who in one document: every labelled form of a name, and which attendee of the record is which label."""

    def __init__(self, case: Case) -> None:
        """Pair the attendees of the record with the labelled ones, those of one name by their affiliation."""
        self.labels: list[Entry] = case.labelled("attendees")
        self.found: list[Entry] = case.found("attendees")
        self.pairs = pair(
            self.labels,
            self.found,
            lambda label, found: same_name(label["name"], found.get("name")) and _affiliated(case, label, found),
            lambda label, found: same_name(label["name"], found.get("name")),
            lambda label, found: fold_name(found.get("name") or "") in _forms(label),
        )
        self._names: dict[str, set[str]] = {}
        for entry in [*self.labels, *case.labelled("persons")]:
            self._names.setdefault(fold_name(entry["name"]), set()).update(_forms(entry))
        for place, other in self.pairs.items():
            found_name = fold_name(self.found[other].get("name") or "")
            self._names[fold_name(self.labels[place]["name"])].add(found_name)

    def same(self, label: str, found: str | None) -> bool:
        """Tell whether a name found is a form of the labelled person's name."""
        return bool(found) and fold_name(found or "") in self._names.get(fold_name(label), {fold_name(label)})

    def is_one(self, person_id: str, number: int | None, on_behalf_of: str | None) -> bool:
        """Tell whether someone found is the labelled person of an id, where two people share a name.

        Told by the number of the attendee in the record; where the record gives none, by the one represented.
        """
        label = self.by_id(person_id)
        place = next((place for place, entry in enumerate(self.labels) if entry is label), -1)
        other = self.pairs.get(place)
        if number is not None and other is not None and "number" in self.found[other]:
            return bool(self.found[other]["number"] == number)
        return label is not None and same_name(label.get("affiliation"), on_behalf_of)

    def by_id(self, person_id: str | None) -> Entry | None:
        """Give the labelled attendee of an id; labels have ids only where two people share a name."""
        return next((entry for entry in self.labels if person_id and entry.get("id") == person_id), None)

    def by_name(self, name: str | None) -> Entry | None:
        """Give the labelled attendee of a name; None where nobody bears it."""
        return next((entry for entry in self.labels if name and same_name(entry["name"], name)), None)


def _forms(entry: Entry) -> set[str]:
    return {fold_name(form) for form in [entry["name"], *listed(entry, "aliases"), *listed(entry, "printed")] if form}


def measure_attendees(case: Case, people: People) -> None:
    """Who met, in which state, for whom, in which role, for whose sake."""
    if "attendees" not in case.gold:
        return
    for place, label in enumerate(people.labels):
        other = people.pairs.get(place)
        if not label.get("optional"):
            _measure_attendee(case, label, None if other is None else people.found[other])
    paired = set(people.pairs.values())
    for other, found in enumerate(people.found):
        if other not in paired:
            for figure in ("attendee.person_status", "attendee.affiliation"):
                case.ledger.spurious(figure, _describe(found))


def _measure_attendee(case: Case, label: Entry, found: Entry | None) -> None:
    ledger, who = case.ledger, _describe(label)
    if found is None:
        ledger.miss("attendee.person_status", who)
        ledger.miss("attendee.affiliation", who)
        if label.get("role"):
            ledger.miss("attendee.role", f"{label['name']}: {label['role']}")
        return
    if found.get("status") in accepted(label, "status"):
        ledger.hit("attendee.person_status")
    else:
        ledger.wrong("attendee.person_status", who, _describe(found))
    if _affiliated(case, label, found):
        ledger.hit("attendee.affiliation")
    else:
        ledger.wrong("attendee.affiliation", who, _describe(found))
    _measure_details(case, label, found)


def _measure_details(case: Case, label: Entry, found: Entry) -> None:
    ledger, name = case.ledger, label["name"]
    if label.get("kind") and found.get("affiliation") and not _by_party_only(case, label, found):
        kinds = accepted(label, "kind")
        if (
            found.get("kind") in kinds
            or _affiliation_of_body(case, found)
            or not _first_affiliation(case, label, found)
        ):
            ledger.hit("attendee.kind")
        else:
            ledger.wrong("attendee.kind", f"{name}: {kinds[0]}", str(found.get("kind")))
    roles, optional = accepted(label, "role"), label.get("role") is None
    _measure_one(ledger, "attendee.role", roles, found.get("role"), same_name, optional=optional, place=name)
    if label.get("substitute_for") or found.get("substitute_for"):
        right = accepted(label, "substitute_for")
        _measure_one(ledger, "attendee.substitute", right, found.get("substitute_for"), same_name, place=name)


def _describe(entry: Entry) -> str:
    affiliation = entry.get("affiliation") or "–"
    return f"{entry.get('name')} ({affiliation}, {entry.get('status')})"


def _affiliated(case: Case, label: Entry, found: Entry) -> bool:
    """Tell whether the affiliation is right; what can be inferred from the body is, where the label allows it."""
    right = accepted(label, "affiliation")
    if not found.get("affiliation") and not found.get("party"):
        return label.get("affiliation") is None
    if _affiliation_of_body(case, found) and (label.get("affiliation") is None or _has_party(case, label, found)):
        return True
    candidates = [found.get("affiliation"), _party_name(found)]
    return any(_same_actor(case, label, value, candidate) for value in right for candidate in candidates if candidate)


def _same_actor(case: Case, label: Entry, right: str, found: str) -> bool:
    if case.names.same(right, found):
        return True
    return label.get("kind") == "secretariat" and without_secretariat(right) == without_secretariat(found)


def _party_name(found: Entry) -> str | None:
    party = found.get("party")
    return party.get("name") if isinstance(party, Mapping) else party


def _has_party(case: Case, label: Entry, found: Entry) -> bool:
    party = _party_name(found)
    return bool(party) and any(case.names.same(right, party or "") for right in accepted(label, "affiliation"))


def _by_party_only(case: Case, label: Entry, found: Entry) -> bool:
    return label.get("kind") == "party" and _has_party(case, label, found)


def _affiliation_of_body(case: Case, found: Entry) -> bool:
    return same_name(case.gold.get("body_affiliation"), found.get("affiliation"))


def _first_affiliation(case: Case, label: Entry, found: Entry) -> bool:
    """Tell whether the affiliation found is the one that the labelled kind belongs to, not one of the others."""
    return bool(label.get("affiliation")) and _same_actor(case, label, label["affiliation"], found["affiliation"])


def measure_persons(case: Case) -> None:
    """The distinct persons, and every form of a name given to the right one."""
    if not case.gold.get("persons"):
        return
    labels, found = case.labelled("persons"), case.found("persons")
    pairs = pair(
        labels,
        found,
        lambda label, other: same_name(label["name"], other.get("name")),
        lambda label, other: fold_name(other.get("name") or "") in _forms(label),
    )
    ledger, taken = case.ledger, set(pairs.values())
    everyone = {form for label in labels for form in _forms(label)}
    for place, label in enumerate(labels):
        if place not in pairs:
            ledger.miss("persons", label["name"])
            continue
        ledger.hit("persons")
        _measure_aliases(ledger, label, found[pairs[place]], everyone)
    for other, person in enumerate(found):
        if other not in taken:
            ledger.spurious("persons", str(person.get("name")))


def _measure_aliases(ledger: Ledger, label: Entry, found: Entry, everyone: set[str]) -> None:
    """Count each labelled form, and each form found that is another's; forms nobody labelled are not judged."""
    known = _forms(label) | {fold_name(text) for text in listed(label, "references")}
    given = {fold_name(form): form for form in [found.get("name"), *listed(found, "aliases")] if form}
    for alias in listed(label, "aliases"):
        if fold_name(alias) in given:
            ledger.hit("persons")
        else:
            ledger.miss("persons", f"{label['name']} = {alias}")
    for form, printed in sorted(given.items()):
        if form not in known and form in everyone:
            ledger.spurious("persons", f"{label['name']} = {printed}")


# --- agenda, decisions ----------------------------------------------------------------------------------------------


def measure_agenda(case: Case) -> None:
    """Items by number and title."""
    if "agenda" not in case.gold:
        return
    labels, found = case.labelled("agenda"), case.found("agenda")
    pairs = pair(labels, found, _same_item, _same_title)
    taken = set(pairs.values())
    for place, label in enumerate(labels):
        text = f"{label.get('number')} {label['title'][:60]}"
        if place not in pairs:
            numbered = next((other for other in found if _same_number(label, other) and label.get("number")), None)
            case.ledger.miss("agenda", text, "" if numbered is None else f"there: {_item_text(numbered)}")
        elif _same_item(label, found[pairs[place]]):
            case.ledger.hit("agenda")
        else:
            case.ledger.wrong("agenda", text, _item_text(found[pairs[place]]))
    for other, item in enumerate(found):
        if other not in taken:
            case.ledger.spurious("agenda", _item_text(item))


def _item_text(item: Entry) -> str:
    return f"{item.get('number')} {(item.get('title') or '')[:60]}"


def _same_item(label: Entry, found: Entry) -> bool:
    return _same_number(label, found) and _same_title(label, found)


def _same_number(label: Entry, found: Entry) -> bool:
    numbers = {fold_number(number) for number in [label.get("number"), *listed(label, "number_alt")]}
    if label.get("parent"):
        numbers.add(fold_number(label.get("printed")).rstrip(")"))
    return fold_number(found.get("number")).rstrip(")") in numbers


def _same_title(label: Entry, found: Entry) -> bool:
    keys = ("title", "title_alt", "printed", "printed_alt", "title_printed")
    return any(same_whole_text(text, found.get("title")) for key in keys for text in listed(label, key))


def _same_place(case: Case, label: Entry, found: Entry) -> bool:
    """Tell whether two entries stand under one agenda item, by number, other number or title."""
    wanted, given = label.get("item"), found.get("item")
    if same_place_in_agenda(wanted, given):
        return True
    item = next((item for item in case.labelled("agenda") if wanted in (item.get("number"), item["title"])), None)
    if item is None or not given:
        return False
    return any(same_place_in_agenda(name, given) for name in [item["title"], *listed(item, "number_alt")]) or (
        _same_number(item, {"number": given})
    )


def measure_decisions(case: Case) -> None:
    """Decisions by their text; those under the same item of several clauses count once."""
    if "decisions" not in case.gold:
        return
    labels, found = case.labelled("decisions"), case.found("decisions")
    pairs = _pair_texts(case, labels, found, "text")
    _measure_texts(case, "decisions", labels, found, pairs, excused=_further_clause(case, labels))
    for place, other in pairs.items():
        if not labels[place].get("optional"):
            _measure_item(case, "decisions.item", labels[place], found[other])


def _further_clause(case: Case, labels: Sequence[Entry]) -> Callable[[Entry], bool]:
    several = [label for label in labels if label.get("clauses")]
    return lambda found: any(_same_place(case, label, found) for label in several)


def _pair_texts(case: Case, labels: Sequence[Entry], found: Sequence[Entry], key: str) -> dict[int, int]:
    """Pair entries by the beginning of their text, those under the same item first."""
    return pair(
        labels,
        found,
        lambda label, other: same_whole_text(label[key], other.get("text")) and _same_place(case, label, other),
        lambda label, other: same_text(label[key], other.get("text")) and _same_place(case, label, other),
        lambda label, other: same_whole_text(label[key], other.get("text")),
        lambda label, other: same_text(label[key], other.get("text")),
    )


def _measure_item(case: Case, figure: str, label: Entry, found: Entry) -> None:
    if _same_place(case, label, found):
        case.ledger.hit(figure)
    else:
        start = label.get("start") or label.get("text") or ""
        case.ledger.wrong(figure, f"{label.get('item')}: {start[:40]}", str(found.get("item")))


def _measure_texts(
    case: Case,
    figure: str,
    labels: Sequence[Entry],
    found: Sequence[Entry],
    pairs: Mapping[int, int],
    *,
    excused: Callable[[Entry], bool] = lambda found: False,
) -> None:
    """Count texts that are found or not; entries labelled optional, and what is excused, count neither way."""
    for place, label in enumerate(labels):
        if label.get("optional"):
            continue
        if place in pairs:
            case.ledger.hit(figure)
        else:
            text = label.get("start") or label.get("text") or ""
            case.ledger.miss(figure, f"{label.get('item')}: {_whose(label)}{text}", _where_else(case, found, text))
    taken = set(pairs.values())
    for other, entry in enumerate(found):
        if other not in taken and not excused(entry):
            case.ledger.spurious(figure, f"{entry.get('item')}: {_whose(entry)}{_start(entry)}")


def _start(entry: Entry) -> str:
    return " ".join((entry.get("text") or "").split())[:60]


def _whose(entry: Entry) -> str:
    name = entry.get("speaker") or entry.get("by")
    return f"{name}: " if name else ""


def _where_else(case: Case, found: Sequence[Entry], text: str) -> str:
    """Tell in which entry or turn a missed text stands instead; empty where nowhere."""
    for kind, entries in (("entry", found), ("turn", case.found("contributions"))):
        place = find_in((entry.get("text") or "" for entry in entries), text)
        if place is not None:
            return f"inside {kind} {place + 1}: {_whose(entries[place])}{_start(entries[place])[:40]}"
    return ""


# --- turns ----------------------------------------------------------------------------------------------------------


def measure_turns(case: Case, people: People) -> None:
    """The turns, and for those found: who spoke, for whom, to whom, about what."""
    if "contributions" not in case.gold:
        return
    labels, found = case.labelled("contributions"), case.found("contributions")
    pairs = _pair_texts(case, labels, found, "start")
    unnamed = case.labelled("unattributed")
    _measure_texts(case, "turn.found", labels, found, pairs, excused=lambda turn: _excused_turn(turn, unnamed))
    for place, other in pairs.items():
        if not labels[place].get("optional"):
            _measure_turn(case, people, labels[place], found[other])
    _measure_municipalities_of_turns(case, people, {other: labels[place] for place, other in pairs.items()})
    _measure_unattributed(case, found)


def _excused_turn(turn: Entry, unattributed: Sequence[Entry]) -> bool:
    """A turn of nobody is no wrong turn; nor is a passage labelled as nobody's a second mistake here."""
    return not turn.get("speaker") or any(same_text(label["start"], turn.get("text")) for label in unattributed)


def _measure_turn(case: Case, people: People, label: Entry, found: Entry) -> None:
    ledger = case.ledger
    _measure_item(case, "turn.item", label, found)
    _measure_speaker(case, people, label, found)
    right, optional = _represented(people, label), label.get("on_behalf_of") is None
    if case.gold.get("body_affiliation") and (optional or _kind_of_speaker(people, label) == "party"):
        right = [*right, case.gold["body_affiliation"]]
    speaker = people.by_name(label.get("speaker")) or {}
    _measure_one(
        ledger,
        "turn.for",
        right,
        found.get("on_behalf_of"),
        lambda one, other: _same_actor(case, speaker, one, other),
        optional=optional,
        place=_turn_text(label),
    )
    _measure_names(
        case,
        "turn.reply",
        listed(label, "replies_to"),
        listed(label, "replies_to_optional"),
        listed(found, "replies_to"),
        people.same,
        place=_turn_text(label),
    )
    if "themes" in label:
        _measure_themes(case, "turn.theme", label["themes"], listed(found, "themes"), _turn_text(label))


def _turn_text(label: Entry) -> str:
    return f"[{label.get('speaker')}, {(label.get('item') or '–')[:12]}, {label['start'][:20]}]"


def _represented(people: People, label: Entry) -> list[str]:
    """Give for whom the turn may be: the label and its alternatives, and those of the speaker's own affiliation."""
    right = accepted(label, "on_behalf_of")
    speaker = people.by_id(label.get("speaker_id")) or people.by_name(label.get("speaker"))
    if speaker and same_name(speaker.get("affiliation"), label.get("on_behalf_of")):
        right += listed(speaker, "affiliation_alt")
    return right


def _kind_of_speaker(people: People, label: Entry) -> str | None:
    speaker = people.by_name(label.get("speaker")) or {}
    kind: str | None = speaker.get("kind")
    return kind


def _measure_speaker(case: Case, people: People, label: Entry, found: Entry) -> None:
    """Count the speaker. Of two people of one name the right one is told by whom they speak for."""
    ledger, wanted, given = case.ledger, label.get("speaker"), found.get("speaker")
    if label.get("speaker_is_org") and not people.same(wanted or "", given):
        organisation = given or found.get("on_behalf_of")
        right = any(case.names.same(name, organisation or "") for name in _represented(people, label))
    else:
        right = bool(wanted) and people.same(wanted or "", given)
        if right and label.get("speaker_id"):
            right = people.is_one(label["speaker_id"], found.get("speaker_attendance"), found.get("on_behalf_of"))
    place = f"[{(label.get('item') or '–')[:12]}, {label['start'][:20]}] {wanted}"
    if right:
        ledger.hit("turn.speaker")
    elif given:
        ledger.wrong("turn.speaker", place, f"{given} ({found.get('on_behalf_of')})")
    else:
        ledger.miss("turn.speaker", place)


def _measure_municipalities_of_turns(case: Case, people: People, labels: Mapping[int, Entry]) -> None:
    """Count the turns given to a municipality; false where it spoke otherwise, or not at all."""
    figure = FALSE_MUNICIPALITY
    for other, turn in enumerate(case.found("contributions")):
        name = turn.get("on_behalf_of") or ""
        if not fold(name).endswith(" kommune"):
            continue
        label = labels.get(other)
        right = [] if label is None else _represented(people, label)
        if label is not None and (label.get("on_behalf_of") is None or _kind_of_speaker(people, label) == "party"):
            right = [*right, *listed(case.gold, "body_affiliation")]
        if any(case.names.same(value, name) for value in right):
            case.ledger.tally(figure).add(Tally(given=1, right=1))
        else:
            meant = "no such turn" if label is None else f"for {label.get('on_behalf_of')}"
            case.ledger.spurious(figure, f"{name}: {_start(turn)} ({meant})")


def _measure_unattributed(case: Case, found: Sequence[Entry]) -> None:
    """Count the passages that nobody is named for: given to nobody (kept), and found as a turn of nobody."""
    for label in case.labelled("unattributed"):
        text = f"{label.get('item')}: {label['start']}"
        giving = next((turn for turn in found if turn.get("speaker") and _holds(turn, label["start"])), None)
        if giving is None:
            case.ledger.tally("unattributed.kept").add(Tally(labelled=1, met=1))
        else:
            case.ledger.miss("unattributed.kept", text, f"given to {giving['speaker']} in: {_start(giving)}")
        alone = any(not turn.get("speaker") and _holds(turn, label["start"]) for turn in found)
        case.ledger.tally("unattributed.found").add(Tally(labelled=1, met=int(alone)))
        if not alone:
            case.ledger.remark("unattributed.found", "missed", text, _where_else(case, found, label["start"]))


def _holds(turn: Entry, start: str) -> bool:
    return find_in([turn.get("text") or ""], start) is not None


# --- names and themes -----------------------------------------------------------------------------------------------


def _measure_names(
    case: Case,
    figure: str,
    labels: Iterable[str],
    optional: Iterable[str],
    found: Iterable[str],
    same: Callable[[str, str], bool],
    *,
    place: str = "",
) -> None:
    """Count a set of names; the optional ones count neither way."""
    wanted, given = list(dict.fromkeys(labels)), list(dict.fromkeys(found))
    pairs = pair(wanted, given, same)
    before = f"{place} " if place else ""
    for number, label in enumerate(wanted):
        if number in pairs:
            case.ledger.hit(figure)
        else:
            case.ledger.miss(figure, before + label)
    taken, allowed = set(pairs.values()), list(optional)
    for number, name in enumerate(given):
        doubled = number not in taken and any(same(label, name) for label in wanted)
        if number not in taken and not doubled and not any(same(label, name) for label in allowed):
            case.ledger.spurious(figure, before + name)


def _bare(name: str) -> str:
    return fold_name(fold(name).removesuffix(" kommune"))


def measure_names(case: Case) -> None:
    """Municipalities by bare name, and other organisations by any of their names."""

    def same_municipality(label: str, found: str) -> bool:
        return _bare(label) == _bare(found)

    if "municipalities" in case.gold:
        optional = case.labelled("municipalities_optional")
        _measure_names(
            case,
            "municipalities",
            case.labelled("municipalities"),
            optional,
            case.found("municipalities"),
            same_municipality,
        )
    if "organisations" in case.gold:
        allowed = [*case.labelled("organisations_optional"), *listed(case.gold, "body"), *listed(case.gold, "body_alt")]
        found = case.found("organisations")
        _measure_names(
            case, "organisations", case.labelled("organisations"), allowed, found, _printed_or_known(case, found)
        )


def _printed_or_known(case: Case, found: Sequence[str]) -> Callable[[str, str], bool]:
    """Compare organisations by all their names; a canonical name is also met by the form printed in the text."""
    printed: dict[str, set[str]] = {}
    for mention in case.found("mentions"):
        if mention.get("name"):
            printed.setdefault(fold(mention["name"]), set()).add(fold(mention.get("text") or ""))

    def same(label: str, name: str) -> bool:
        return case.names.same(label, name) or fold(label) in printed.get(fold(name), set())

    return same


def measure_themes_of_document(case: Case) -> None:
    """The themes that the document mentions."""
    if "themes" in case.gold:
        _measure_themes(case, "themes.document", case.labelled("themes"), case.found("themes"), "")


def _measure_themes(case: Case, figure: str, labels: Sequence[str], found: Sequence[str], place: str) -> None:
    """Count themes: a label is met by any alternative, an answer is right when it meets any label."""
    known = {name: case.themes.labels(name) for name in found}
    met_by: dict[str, set[str]] = {}
    ledger, before = case.ledger, f"{place} " if place else ""
    for label in labels:
        wanted = {fold(alternative) for alternative in alternatives(label)}
        answers = {name for name, names in known.items() if names & wanted}
        for name in answers:
            met_by.setdefault(name, set()).add(_concept(case, label))
        count = Tally(labelled=1, met=int(bool(answers)))
        ledger.tally(figure).add(count)
        if case.complete_themes:
            ledger.concept(figure, _concept(case, label)).add(count)
        if not answers:
            ledger.remark(figure, "missed", before + label, "")
    if case.complete_themes:
        for name in found:
            _measure_theme_found(ledger, figure, name, met_by.get(name, set()), before)


def _measure_theme_found(ledger: Ledger, figure: str, name: str, concepts: set[str], before: str) -> None:
    if not concepts:
        ledger.spurious(figure, before + name)
        ledger.concept(figure, fold(name)).add(Tally(given=1))
        return
    ledger.tally(figure).add(Tally(given=1, right=1))
    for concept in concepts:
        ledger.concept(figure, concept).add(Tally(given=1, right=1))


def _concept(case: Case, label: str) -> str:
    """Give the name that all spellings of a labelled theme share: the least label of its first alternative known."""
    names = [fold(alternative) for alternative in alternatives(label)]
    known = next((name for name in names if case.themes.labels(name) != {name}), names[0])
    return case.themes.key(known)


# --- what was asked for, what stands in the way, and the rest ---------------------------------------------------------


def measure_statements(case: Case, people: People) -> None:
    """Requests and problems by their sentence, and whose they are."""
    for key in ("requests", "problems"):
        if key not in case.gold:
            continue
        labels = case.labelled(key)
        optional = [{**label, "optional": True} for label in case.labelled(f"{key}_optional")]
        every, found = [*labels, *optional], case.found(key)
        pairs = _pair_texts(case, every, found, "start")
        _measure_texts(case, key, every, found, pairs)
        for place, other in pairs.items():
            if not every[place].get("optional"):
                place_text = f"[{every[place].get('item')}, {every[place]['start'][:30]}]"
                _measure_one(
                    case.ledger,
                    f"{key}.by",
                    listed(every[place], "by"),
                    found[other].get("by"),
                    people.same,
                    place=place_text,
                )


def measure_committees(case: Case, people: People) -> None:
    """Groups set up, counted by their members; a group is known by its item or by half of its members."""
    if "committees" not in case.gold:
        return
    labels, found = case.labelled("committees"), case.found("committees")
    pairs = pair(
        labels,
        found,
        lambda label, other: _same_place(case, label, other) and _share_members(people, label, other) > 0,
        lambda label, other: _share_members(people, label, other) >= 0.5,
        lambda label, other: _same_place(case, label, other),
    )
    for place, label in enumerate(labels):
        members = listed(found[pairs[place]], "members") if place in pairs else []
        _measure_names(case, "committees", label["members"], [], members, people.same, place=f"[{label['name'][:30]}]")
    taken = set(pairs.values())
    for other, committee in enumerate(found):
        if other not in taken:
            members = listed(committee, "members")
            name = str(committee.get("name"))[:30]
            _measure_names(case, "committees", [], [], members or ["–"], people.same, place=f"[{name}]")


def _share_members(people: People, label: Entry, found: Entry) -> float:
    members = listed(label, "members")
    same = sum(any(people.same(name, other) for other in listed(found, "members")) for name in members)
    return same / len(members) if members else 0.0


def measure_figures(case: Case, people: People) -> None:
    """Numbers put forward, by value with as much of the unit as the label counts to it; and who said them."""
    if "figures" not in case.gold:
        return
    labels, found = case.labelled("figures"), case.found("figures")
    pairs = pair(
        labels,
        found,
        lambda label, other: (
            _same_value(label, other) and people.same(label.get("said_by") or "", other.get("said_by"))
        ),
        _same_value,
    )
    taken = set(pairs.values())
    for place, label in enumerate(labels):
        text = f"{label['value']} {label.get('unit') or ''}"[:70]
        if place not in pairs:
            case.ledger.miss("figures", text)
            continue
        case.ledger.hit("figures")
        if "said_by" in label:
            said_by = found[pairs[place]].get("said_by")
            right = listed(label, "said_by")
            _measure_one(case.ledger, "figures.said_by", right, said_by, people.same, place=f"[{text[:30]}]")
    for other, figure in enumerate(found):
        if other not in taken:
            case.ledger.spurious("figures", f"{figure.get('value')} {figure.get('unit') or ''}"[:70])


def _same_value(label: Entry, found: Entry) -> bool:
    """Tell whether two figures are one, wherever the line between value and unit was drawn."""
    values = [_closed_up(label["value"]), _closed_up(found.get("value"))]
    wholes = [values[0] + _closed_up(label.get("unit")), values[1] + _closed_up(found.get("unit"))]
    if not all(values):
        return False
    label_reaches_into_unit = wholes[1].startswith(values[0]) and values[0].startswith(values[1])
    found_reaches_into_unit = wholes[0].startswith(values[1]) and values[1].startswith(values[0])
    return label_reaches_into_unit or found_reaches_into_unit


def _closed_up(text: str | None) -> str:
    return "".join(fold(text or "").split()).replace("prosent", "%").replace("–", "-")
