"""The turns: found or not, who spoke, for whom, to whom, about what."""

from collections.abc import Mapping, Sequence

from naeringsgraf.checking.comparing import accepted, find_in, fold, listed, same_name, same_text
from naeringsgraf.checking.figures.case import Case, Entry, measure_one, measure_set, same_actor
from naeringsgraf.checking.figures.people import People
from naeringsgraf.checking.figures.texts import measure_item, measure_texts, pair_texts, start_of, where_else
from naeringsgraf.checking.figures.themes import measure_themes
from naeringsgraf.checking.scores import FALSE_MUNICIPALITY, Tally


def measure_turns(case: Case, people: People) -> None:
    """The turns, and for those found: who spoke, for whom, to whom, about what."""
    if "contributions" not in case.gold:
        return
    labels, found = case.labelled("contributions"), case.found("contributions")
    pairs = pair_texts(case, labels, found, "start")
    unnamed = case.labelled("unattributed")
    measure_texts(case, "turn.found", labels, found, pairs, excused=lambda turn: _excused_turn(turn, unnamed))
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
    measure_item(case, "turn.item", label, found)
    _measure_speaker(case, people, label, found)
    right, optional = _represented(people, label), label.get("on_behalf_of") is None
    if case.gold.get("body_affiliation") and (optional or _kind_of_speaker(people, label) == "party"):
        right = [*right, case.gold["body_affiliation"]]
    speaker = people.by_name(label.get("speaker")) or {}
    measure_one(
        ledger,
        "turn.for",
        right,
        found.get("on_behalf_of"),
        lambda one, other: same_actor(case, speaker, one, other),
        optional=optional,
        place=_turn_text(label),
    )
    measure_set(
        case,
        "turn.reply",
        listed(label, "replies_to"),
        listed(label, "replies_to_optional"),
        listed(found, "replies_to"),
        people.same,
        place=_turn_text(label),
    )
    if "themes" in label:
        measure_themes(case, "turn.theme", label["themes"], listed(found, "themes"), _turn_text(label))


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
            case.ledger.spurious(figure, f"{name}: {start_of(turn)} ({meant})")


def _measure_unattributed(case: Case, found: Sequence[Entry]) -> None:
    """Count the passages that nobody is named for: given to nobody (kept), and found as a turn of nobody."""
    for label in case.labelled("unattributed"):
        text = f"{label.get('item')}: {label['start']}"
        giving = next((turn for turn in found if turn.get("speaker") and _holds(turn, label["start"])), None)
        if giving is None:
            case.ledger.tally("unattributed.kept").add(Tally(labelled=1, met=1))
        else:
            case.ledger.miss("unattributed.kept", text, f"given to {giving['speaker']} in: {start_of(giving)}")
        alone = any(not turn.get("speaker") and _holds(turn, label["start"]) for turn in found)
        case.ledger.tally("unattributed.found").add(Tally(labelled=1, met=int(alone)))
        if not alone:
            case.ledger.remark("unattributed.found", "missed", text, where_else(case, found, label["start"]))


def _holds(turn: Entry, start: str) -> bool:
    return find_in([turn.get("text") or ""], start) is not None
