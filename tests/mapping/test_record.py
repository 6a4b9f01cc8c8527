"""The JSON record: its schema is a public contract."""

import json
from typing import Any

import jsonschema
import pytest

from handmade import TEXT, make_document, make_meeting
from naeringsgraf.mapping.record import Record, make_record, read_schema
from naeringsgraf.model.meeting import Meeting

KEYS = [
    *("document", "source", "constructed", "language", "body", "date", "end_date", "start", "end", "place"),
    *("attendees", "agenda", "decisions", "contributions", "requests", "problems", "committees", "figures", "events"),
    *("references", "persons", "organisations", "municipalities", "themes", "mentions", "unread", "pages"),
]


@pytest.fixture(scope="module")
def record() -> Record:
    made: Record = json.loads(json.dumps(make_record(make_document(), make_meeting())))
    return made


def test_record_has_the_keys_of_the_design(record: Record) -> None:
    """All of them, in the order they are told in."""
    assert list(record) == KEYS


def test_record_meets_its_schema(record: Record) -> None:
    """A full record and the record of a document in which nothing was found."""
    validator = jsonschema.Draft202012Validator(read_schema())
    validator.check_schema(read_schema())

    assert [error.message for error in validator.iter_errors(record)] == []
    assert [error.message for error in validator.iter_errors(make_record(make_document(), Meeting()))] == []


def test_schema_refuses_what_is_no_record(record: Record) -> None:
    """An unknown key, a missing one and a wrong status are all told."""
    wrong = {**record, "surprise": 1, "attendees": [{**record["attendees"][0], "status": "late"}]}
    del wrong["date"]

    found = {error.validator for error in jsonschema.Draft202012Validator(read_schema()).iter_errors(wrong)}

    assert found == {"additionalProperties", "required", "enum"}


def test_everything_from_the_text_is_where_it_says(record: Record) -> None:
    """`text[begins:ends]` is what is quoted."""
    placed = [part for part in walk(record) if "begins" in part]

    assert len(placed) == 27
    for part in placed:
        quote = TEXT[part["begins"] : part["ends"]]
        assert quote == part.get("text", part.get("printed", quote)) and quote


def test_names_and_numbers_stand_side_by_side(record: Record) -> None:
    """Two people of one name stay two."""
    turns = record["contributions"]

    assert [(turn["speaker"], turn["speaker_attendance"]) for turn in turns] == [
        ("Åse Vik", 1),
        ("Åse Vik", 2),
        (None, None),
    ]
    assert (turns[1]["replies_to"], turns[1]["replies_to_attendances"]) == (["Åse Vik"], [1])
    assert (record["attendees"][3]["substitute_for"], record["attendees"][3]["substitute_for_attendance"]) == (
        "Ola Li",
        3,
    )


def test_requests_and_problems_are_sentences_of_turns(record: Record) -> None:
    """With who said them, for whom, to whom and on what; nobody where nobody is named."""
    told = [(each["by"], each["on_behalf_of"], each["addressee"], each["themes"]) for each in record["requests"]]

    assert told == [("Åse Vik", "Drammen kommune", "Staten", ["Strømnett"]), (None, None, None, [])]
    assert [each["text"] for each in record["problems"]] == ["Nettet er fullt, og 35 % av bedriftene venter."]


def test_items_go_by_number_or_title(record: Record) -> None:
    """As printed; the title where there is no number."""
    assert [turn["item"] for turn in record["contributions"]] == ["2", "2", "felles strategi"]
    assert record["agenda"][2]["part_of"] == "2"


def test_summaries_name_each_thing_once(record: Record) -> None:
    """Canonical names, sorted; an ambiguous name is no municipality."""
    assert record["themes"] == ["Batteriverdikjede", "Strømnett"]
    assert record["municipalities"] == ["Drammen"]
    assert record["organisations"] == ["Staten"]
    assert record["persons"][0] == {"name": "Åse Vik", "number": 1, "aliases": ["Vik"]}


def test_mentions_have_iris(record: Record) -> None:
    """A person's is the attendance; an ambiguous one has candidates only."""
    base = "https://w3id.org/naeringsgraf/id/"
    mentions = record["mentions"]

    assert mentions[0]["iri"] == f"{base}minutes/2021-03-12-naeringsgruppa#attendance-1"
    assert mentions[5]["iri"] is None
    assert mentions[5]["candidates"] == [f"{base}municipality/3018-2020", f"{base}municipality/3419-2020"]


def test_header_is_iso(record: Record) -> None:
    """Days and times as ISO 8601, the source with its hash."""
    assert (record["date"], record["start"], record["end"], record["end_date"]) == (
        "2021-03-12",
        "09:00",
        "11:30",
        None,
    )
    assert record["source"] == {
        "path": "2021-03-12-naeringsgruppa.txt",
        "sha256": make_document().sha256,
        "media_type": "text/plain",
        "encoding": None,
        "pages": None,
    }


def walk(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        return [value, *(part for each in value.values() for part in walk(each))]
    return [part for each in value for part in walk(each)] if isinstance(value, list) else []
