"""How records are held against hand-made labels."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from naeringsgraf.checking.change import read_earlier, show_changes
from naeringsgraf.checking.evaluation import evaluate, evaluate_folder
from naeringsgraf.checking.families import find_family, read_families
from naeringsgraf.checking.figures.identity import measure_identities
from naeringsgraf.checking.scores import Scores, Tally, show_errors, show_table
from naeringsgraf.errors import CallError, SourceError
from naeringsgraf.linking.identity.appearance import Appearance, Place
from naeringsgraf.model.names import ThingId

ROOT = Path(__file__).parents[2]


def score(record: dict[str, Any], gold: dict[str, Any]) -> Scores:
    return evaluate({"a": record}, {"a": {"constructed": True, **gold}})


def counts(scores: Scores, figure: str) -> tuple[float, ...]:
    tally = scores.of(figure)
    return tally.labelled, tally.met, tally.given, tally.right


def turn(text: str, speaker: str | None = None, **more: Any) -> dict[str, Any]:
    return {"text": text, "speaker": speaker, "on_behalf_of": None, "item": "1", "themes": [], **more}


def label(start: str, speaker: str | None = None, **more: Any) -> dict[str, Any]:
    return {
        "start": start,
        "speaker": speaker,
        "on_behalf_of": None,
        "item": "1",
        "themes": [],
        "replies_to": [],
        **more,
    }


def person(name: str, affiliation: str | None = None, **more: Any) -> dict[str, Any]:
    return {"name": name, "affiliation": affiliation, "kind": None, "role": None, "status": "present", **more}


def test_value_of_the_header_may_be_another_right_one() -> None:
    """What stands under `…_alt` is right as well; word order and case of a name do not count."""
    gold = {
        "body": "Regionrådet",
        "body_alt": ["Hallingdal regionråd"],
        "date": "2020-01-02",
        "end": None,
        "start": "09:00",
    }
    scores = score({"body": "regionråd Hallingdal", "date": "2020-01-02", "start": "09:00:00", "end": None}, gold)

    assert [counts(scores, f"header.{name}") for name in ("body", "date", "times")] == [(1, 1, 1, 1)] * 3


def test_value_where_none_is_labelled_is_false() -> None:
    """A place is made up where the text has none."""
    assert counts(score({"place": "Oslo"}, {"place": None}), "header.place") == (0, 0, 1, 0)


def test_wrong_value_is_missed_once_and_false_once() -> None:
    """So that precision and recall both fall."""
    scores = score({"date": "2020-02-01"}, {"date": "2020-01-02"})

    assert counts(scores, "header.date") == (1, 0, 1, 0)
    assert show_errors(scores) == "header.date\n  a\n    wrong   line    –  2020-01-02  →  2020-02-01\n"


def test_key_that_is_not_labelled_is_not_measured() -> None:
    """A label file without a list says nothing about it."""
    assert score({"requests": [turn("Ber om penger")]}, {}).figures == []


def test_attendee_needs_the_status_for_one_figure_and_the_affiliation_for_another() -> None:
    """The two figures of the design are counted apart."""
    record = {"attendees": [person("Åse Vik", "Moss kommune"), person("Ola Li", "Våler kommune", status="absent")]}
    gold = {
        "attendees": [
            person("Vik Åse", "Moss kommune", status="absent"),
            person("Ola Li", "Horten kommune", status="absent"),
        ]
    }
    scores = score(record, gold)

    assert counts(scores, "attendee.person_status") == (2, 1, 2, 1)
    assert counts(scores, "attendee.affiliation") == (2, 1, 2, 1)


def test_optional_attendee_counts_neither_way() -> None:
    """Who stands in no attendance list may be found or not."""
    gold = {"attendees": [person("Åse Vik", optional=True)]}

    assert counts(score({"attendees": [person("Åse Vik")]}, gold), "attendee.person_status") == (0, 0, 0, 0)
    assert counts(score({"attendees": []}, gold), "attendee.person_status") == (0, 0, 0, 0)


def test_affiliation_may_be_inferred_from_the_body_where_the_label_allows_it() -> None:
    """`body_affiliation` is right for one without a printed affiliation, and beside the right party."""
    gold = {
        "body_affiliation": "Steinkjer kommune",
        "attendees": [person("Åse Vik"), person("Ola Li", "Høyre", kind="party"), person("Per By", "Moss kommune")],
    }
    found = [
        person("Åse Vik", "Steinkjer kommune"),
        person("Ola Li", "Steinkjer kommune", party="Høyre"),
        person("Per By", "Steinkjer kommune"),
    ]

    assert counts(score({"attendees": found}, gold), "attendee.affiliation") == (3, 2, 3, 2)


def test_secretariat_may_go_by_the_name_of_whom_it_belongs_to() -> None:
    """ "Sekretariatet, Osloregionen" and "Osloregionens sekretariat" are one."""
    gold = {"attendees": [person("Åse Vik", "Osloregionen", kind="secretariat")]}
    found = {"attendees": [person("Åse Vik", "Osloregionens sekretariat", kind="secretariat")]}

    assert counts(score(found, gold), "attendee.affiliation") == (1, 1, 1, 1)


def test_two_people_of_one_name_are_told_apart_by_their_affiliation() -> None:
    """The right Kristin is the one whose municipality is labelled."""
    kristins = [
        person("Kristin Haugen", "Ringerike kommune", id="R"),
        person("Kristin Haugen", "Horten kommune", id="H"),
    ]
    gold = {"attendees": kristins, "contributions": [label("Vil ha bane til byen", "Kristin Haugen", speaker_id="R")]}
    found = [{**kristins[1], "number": 1}, {**kristins[0], "number": 2}]
    right, wrong = (
        score(
            {
                "attendees": found,
                "contributions": [turn("Vil ha bane til byen", "Kristin Haugen", speaker_attendance=n)],
            },
            gold,
        )
        for n in (2, 1)
    )

    assert counts(right, "attendee.affiliation") == (2, 2, 2, 2)
    assert counts(right, "turn.speaker") == (1, 1, 1, 1)
    assert counts(wrong, "turn.speaker") == (1, 0, 1, 0)


def test_turn_is_known_by_its_first_28_characters() -> None:
    """What comes after may differ; case and Markdown marks do not count."""
    gold = {"contributions": [label("Vil prate om batterifabrikk, fagskole og"), label("Er enig.")]}
    scores = score(
        {"contributions": [turn("vil **prate** om batterifabrikk og mye annet"), turn("Er helt uenig", "Åse Vik")]},
        gold,
    )

    assert counts(scores, "turn.found") == (2, 1, 2, 1)


def test_missed_turn_tells_where_its_text_stands() -> None:
    """A turn swallowed by another one is shown inside that one."""
    gold = {"contributions": [label("Kraften er for dyr for oss", "Ola Li")]}
    scores = score({"contributions": [turn("Åpnet runden. Kraften er for dyr for oss.", "Åse Vik")]}, gold)

    assert "inside entry 1: Åse Vik: Åpnet runden." in show_errors(scores, figures=["turn.found"])


def test_turns_that_begin_alike_are_told_apart_by_their_item() -> None:
    """ "Åse orienterte." under three items is three turns."""
    gold = {
        "contributions": [label("Åse orienterte.", "Åse Vik", item="1"), label("Åse orienterte.", "Åse Vik", item="2")]
    }
    found = [turn("Åse orienterte. Se vedlegg.", "Åse Vik", item="2"), turn("Åse orienterte.", "Åse Vik", item="1")]

    assert counts(score({"contributions": found}, gold), "turn.item") == (2, 2, 2, 2)


def test_organisation_may_stand_for_its_speaker_where_only_it_is_named() -> None:
    """`speaker_is_org`: the text names no person."""
    gold = {"contributions": [label("Ordrene svikter", "Åse Vik", on_behalf_of="Moss kommune", speaker_is_org=True)]}

    for found in (turn("Ordrene svikter", on_behalf_of="Moss kommune"), turn("Ordrene svikter", "Åse Vik")):
        assert counts(score({"contributions": [found]}, gold), "turn.speaker") == (1, 1, 1, 1)


def test_municipality_given_another_ones_turn_is_a_figure_of_its_own() -> None:
    """Both a turn of another and a turn that is none count; the document is named under the table."""
    gold = {"contributions": [label("Nettet er fullt her", "Åse Vik", on_behalf_of="Moss kommune")]}
    found = [
        turn("Nettet er fullt her", "Åse Vik", on_behalf_of="Våler kommune"),
        turn("Lunsj", "Ola Li", on_behalf_of="Moss kommune"),
    ]
    scores = score({"contributions": found}, gold)

    assert counts(scores, "turn.false_municipality") == (0, 0, 2, 0)
    assert "turns given to a wrong municipality: 2 of 2 (a 2)\n" in show_table(scores)


def test_passage_of_nobody_must_stay_nobodys() -> None:
    """Given to somebody it is not kept; as a turn without a speaker it is also found."""
    gold = {"contributions": [], "unattributed": [{"item": "1", "start": "Det er ønske om en kalender"}]}
    kept = score({"contributions": [turn("Det er ønske om en kalender.")]}, gold)
    lost = score({"contributions": [turn("Åpnet. Det er ønske om en kalender.", "Åse Vik")]}, gold)

    assert (kept.score("unattributed.kept"), kept.score("unattributed.found")) == (1.0, 1.0)
    assert (lost.score("unattributed.kept"), lost.score("unattributed.found")) == (0.0, 0.0)


def test_optional_reply_counts_neither_way() -> None:
    """Replies that the text only suggests."""
    gold = {"contributions": [label("Er enig i det", "Per By", replies_to=["Åse Vik"], replies_to_optional=["Ola Li"])]}
    found = turn("Er enig i det", "Per By", replies_to=["Ola Li", "Åse Vik"])

    assert counts(score({"contributions": [found]}, gold), "turn.reply") == (1, 1, 1, 1)


def test_theme_is_met_by_any_label_of_any_alternative() -> None:
    """One answer may meet two labels; macro weighs each concept alike."""
    gold = {
        "contributions": [
            label("Nettet er fullt", "Åse Vik", themes=["nettkø | Strømnett", "kraftnett", "Havvind", "Jordvern"])
        ]
    }
    scores = score(
        {"contributions": [turn("Nettet er fullt", "Åse Vik", themes=["Strømnett", "Havvind", "Fagskole"])]}, gold
    )

    assert counts(scores, "turn.theme") == (4, 3, 3, 2)
    assert scores.score("turn.theme.macro") == pytest.approx(2 / 4)


def test_false_theme_counts_against_the_concept_that_is_labelled_elsewhere() -> None:
    """A concept right in one turn and false in another is one concept, whatever the label calls it."""
    gold = {"contributions": [label("Vi vil ha tog", themes=["togtilbud"]), label("Vi vil ha vei", themes=["Vei"])]}
    record = {
        "contributions": [
            turn("Vi vil ha tog", themes=["Jernbane"]),
            turn("Vi vil ha vei", themes=["Jernbane", "Vei"]),
        ]
    }
    scores = score(record, gold)

    assert scores.score("turn.theme.macro") == pytest.approx((2 / 3 + 1) / 2)


def test_themes_are_not_held_against_a_document_with_incomplete_labels() -> None:
    """Outside business policy only recall is measured."""
    scores = evaluate(
        {"27-x": {"themes": ["Havvind", "Fagskole"]}}, {"27-x": {"themes": ["Havvind"]}}, {"27": "project-meeting"}
    )

    assert counts(scores, "themes.document") == (1, 1, 0, 0)
    assert scores.families == ["project-meeting"]


def test_municipalities_are_compared_by_their_bare_names() -> None:
    """ "Drammen kommune" is Drammen; an optional one counts neither way."""
    gold = {"municipalities": ["Drammen", "Moss"], "municipalities_optional": ["Hamar"]}

    assert counts(score({"municipalities": ["Drammen kommune", "Hamar", "Oslo"]}, gold), "municipalities") == (
        2,
        1,
        2,
        1,
    )


def test_organisation_is_met_by_its_short_name_and_by_the_form_printed() -> None:
    """Labels name organisations as they are printed, records by their canonical name."""
    gold = {"organisations": ["EU", "Kunnskapsbyen"]}
    record = {
        "organisations": ["Den europeiske union", "Kunnskapsbyen Lillestrøm"],
        "mentions": [
            {"name": "Kunnskapsbyen Lillestrøm", "text": "Kunnskapsbyen"},
            {"name": "Den europeiske union", "text": "EU"},
        ],
    }

    assert counts(score(record, gold), "organisations") == (2, 2, 2, 2)


def test_names_of_a_person_are_counted_one_by_one() -> None:
    """A missing form is missed, a form of another is false, a form nobody labelled is not judged."""
    gold = {"persons": [{"name": "Åse Vik", "aliases": ["Åse"]}, {"name": "Ola Li", "aliases": ["Ola"]}]}
    record = {
        "persons": [{"name": "Åse Vik", "aliases": ["Ola", "Vik Åse M."]}, {"name": "Ola Li", "aliases": ["Ola"]}]
    }

    assert counts(score(record, gold), "persons") == (4, 3, 4, 3)


def test_decision_of_several_clauses_may_be_found_as_several() -> None:
    """Labels hold one decision an item; further clauses of it are no mistakes."""
    gold = {"decisions": [{"item": "PS 2/26", "text": "Planen godkjennes som fremlagt", "clauses": 2}]}
    found = [
        {"item": "PS 2/26", "text": "Planen godkjennes som fremlagt."},
        {"item": "PS 2/26", "text": "Den gjelder i to år."},
    ]

    assert counts(score({"decisions": found}, gold), "decisions") == (1, 1, 1, 1)


def test_agenda_item_needs_its_number_and_its_title() -> None:
    """A number may be printed with "Sak" before it; a part of an item goes by its own letter."""
    gold = {
        "agenda": [
            {"number": "16/09", "title": "Aktuelle saker"},
            {"number": "16/09 b", "title": "Felles plan", "printed": "b)", "parent": "16/09"},
            {"number": "17/09", "title": "Eventuelt"},
        ]
    }
    found = [
        {"number": "Sak 16/09", "title": "Aktuelle saker"},
        {"number": "b", "title": "Felles plan"},
        {"number": "18", "title": "Eventuelt"},
    ]

    assert counts(score({"agenda": found}, gold), "agenda") == (3, 2, 3, 2)


def test_figure_is_the_same_wherever_value_and_unit_part() -> None:
    """ "60 prosent" and "60 %" are one; "16" is not "160"."""
    gold = {
        "figures": [
            {"value": "60 prosent", "unit": "av bygg"},
            {"value": "70", "unit": "megawatt"},
            {"value": "16", "unit": "år"},
        ]
    }
    found = [{"value": "60 %", "unit": "av bygg"}, {"value": "70 megawatt", "unit": ""}, {"value": "160", "unit": "år"}]

    assert counts(score({"figures": found}, gold), "figures") == (3, 2, 3, 2)


@pytest.mark.parametrize("printed", ["kr 450 000", "kr. 450 000", "450 000 kr"])
def test_a_sum_is_the_same_with_its_currency_before_or_behind(printed: str) -> None:
    """Labels and minutes write it either way."""
    gold = {"figures": [{"value": "450 000", "unit": "kr til kaia"}]}

    assert counts(score({"figures": [{"value": printed, "unit": "til kaia"}]}, gold), "figures") == (1, 1, 1, 1)
    assert counts(score({"figures": [{"value": "kr 45 000", "unit": ""}]}, gold), "figures") == (1, 0, 1, 0)


def test_committee_is_counted_by_its_members() -> None:
    """Its name is a judgement, its members are not."""
    gold = {"committees": [{"name": "arbeidsgruppe for kraft", "item": "6", "members": ["Åse Vik", "Ola Li"]}]}
    record = {"committees": [{"name": "arbeidsgruppe", "item": "6", "members": ["Vik Åse", "Per By"]}]}

    assert counts(score(record, gold), "committees") == (2, 1, 2, 1)


def test_scores_are_given_for_all_for_families_and_for_documents() -> None:
    """Counts are summed before they are divided: micro, not a mean of means."""
    gold: dict[str, dict[str, Any]] = {
        "a": {"constructed": True, "municipalities": ["Moss", "Oslo", "Hamar"]},
        "00-x": {"municipalities": ["Moss"]},
    }
    scores = evaluate(
        {"a": {"municipalities": ["Moss"]}, "00-x": {"municipalities": ["Moss"]}}, gold, {"00": "founding"}
    )

    assert scores.families == ["founding", "constructed"]
    assert scores.of("municipalities") == Tally(labelled=4, met=2, given=2, right=2)
    assert scores.of("municipalities", family="constructed").recall == pytest.approx(1 / 3)
    assert scores.to_json()["figures"]["municipalities"]["documents"]["00-x"]["score"] == 1.0


def write_labelled(folder: Path, name: str, suffix: str = ".txt") -> None:
    (folder / "gold").mkdir(exist_ok=True)
    (folder / "real").mkdir(exist_ok=True)
    (folder / "gold" / f"{name}.json").write_text(json.dumps({"doc": name, "place": "Moss"}), encoding="utf-8")
    (folder / "real" / f"{name}{suffix}").write_text("Møte i Moss", encoding="utf-8")


def test_folder_tells_which_documents_were_not_scored(tmp_path: Path) -> None:
    """Formats that are not read yet, rejected files and missing texts are listed, not scored."""
    for name, suffix in (("a", ".txt"), ("b", ".odt"), ("c", ".md"), ("d", ".txt")):
        write_labelled(tmp_path, name, suffix)
    (tmp_path / "real" / "d.txt").unlink()

    def extract(path: Path, root: Path) -> dict[str, Any]:
        if path.stem == "c":
            raise SourceError("c.md", "no text. Fill it in.")
        return {"place": "Moss"}

    scores = evaluate_folder(tmp_path, extract=extract)

    assert scores.documents == ["a"]
    assert scores.not_read == {"b": "odt is not read yet", "c": "c.md: no text. Fill it in.", "d": "no text"}


def test_folder_without_labels_is_a_wrong_call(tmp_path: Path) -> None:
    """The message says what the folder should hold."""
    with pytest.raises(CallError, match=r"gold/\*\.json"):
        evaluate_folder(tmp_path)


def test_family_is_read_from_the_labels_or_from_the_readme(tmp_path: Path) -> None:
    """The longest beginning of the name decides; the labels themselves come first."""
    (tmp_path / "README.md").write_text(
        "# Minutes\n\nFamilies: `council` (02, 03-plan: one template) · `forum` (18).\n\nOther (99).\n",
        encoding="utf-8",
    )
    families = read_families(tmp_path)

    assert families == {"02": "council", "03-plan": "council", "18": "forum"}
    assert find_family("02-moss-2020", {}, families) == "council"
    assert find_family("03-annet", {}, families) == "other"
    assert find_family("18-x", {"constructed": True}, families) == "constructed"
    assert find_family("18-x", {"constructed": True, "family": "narrated"}, families) == "narrated"


def test_an_error_is_told_with_its_line(tmp_path: Path) -> None:
    """The line of the file that holds the label, else the answer."""
    write_labelled(tmp_path, "a")
    (tmp_path / "real" / "a.txt").write_text("Referat\n\nMøte i Moss\nStyret møttes i Hamar\n", encoding="utf-8")
    scores = evaluate_folder(tmp_path, extract=lambda path, root: {"place": "Hamar"})

    assert show_errors(scores) == "header.place\n  a\n    wrong   line    3  Moss  →  Hamar\n"


def test_an_evaluation_is_compared_with_an_earlier_one(tmp_path: Path) -> None:
    """Figures that rose and fell, what is new among the errors, and what is mended."""
    gold = {"a": {"constructed": True, "place": "Moss", "municipalities": ["Moss", "Hamar"]}}
    before = evaluate({"a": {"place": "Hamar", "municipalities": ["Moss", "Hamar"]}}, gold).to_json()
    path = tmp_path / "before.json"
    path.write_text(json.dumps(before), encoding="utf-8")
    now = evaluate({"a": {"place": "Moss", "municipalities": ["Moss"]}}, gold)

    assert show_changes(read_earlier(path), now).splitlines() == [
        "better  header.place (all): 0.0 → 100.0",
        "better  header.place (constructed): 0.0 → 100.0",
        "worse  municipalities (all): 100.0 → 66.7",
        "worse  municipalities (constructed): 100.0 → 66.7",
        "new     municipalities  a  missed  Hamar",
        "mended  header.place  a  wrong  Moss",
    ]
    assert show_changes(now.to_json(), now) == "nothing changed\n"


def test_a_file_that_is_no_evaluation_is_a_wrong_call(tmp_path: Path) -> None:
    """The message says how to write one."""
    path = tmp_path / "x.json"
    path.write_text("[1]", encoding="utf-8")

    with pytest.raises(CallError, match="--format json"):
        read_earlier(path)


def test_persons_across_documents_are_measured_by_their_occurrences() -> None:
    """B³: two occurrences apart that are one person cost recall, two persons together cost precision and purity."""
    drammen = ThingId("municipality/3005-2020")
    rows = [
        Appearance(Place(document, number), name, (name,), dt.date(2021, 1, number), None, drammen)
        for document, number, name in (
            ("a", 1, "Kari Lie"),
            ("b", 1, "Kari Lie"),
            ("b", 2, "Ola Dal"),
            ("a", 2, "Ola Nes"),
        )
    ]
    labels = [
        {"person": "K", "occurrences": [{"doc": "a", "form": "Kari Lie"}, {"doc": "b", "form": "Lie, Kari"}]},
        {"person": "O", "occurrences": [{"doc": "a", "form": "Ola Nes"}, {"doc": "b", "form": "Ola Dal"}]},
    ]

    ledger = measure_identities(labels, rows, {})

    assert counts(Scores((ledger,)), "identity.b3") == (4, 3.0, 4, 4.0)
    assert counts(Scores((ledger,)), "identity.pure") == (0, 0, 3, 3)
