"""Who met: attendees with state, affiliation and role, and every form of a person's name."""

from collections.abc import Mapping

from naeringsgraf.checking.comparing import accepted, fold_name, listed, pair, same_name
from naeringsgraf.checking.figures.case import Case, Entry, measure_one, same_actor
from naeringsgraf.checking.scores import Ledger


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
    measure_one(ledger, "attendee.role", roles, found.get("role"), same_name, optional=optional, place=name)
    if label.get("substitute_for") or found.get("substitute_for"):
        right = accepted(label, "substitute_for")
        measure_one(ledger, "attendee.substitute", right, found.get("substitute_for"), same_name, place=name)


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
    return any(same_actor(case, label, value, candidate) for value in right for candidate in candidates if candidate)


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
    return bool(label.get("affiliation")) and same_actor(case, label, label["affiliation"], found["affiliation"])


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
