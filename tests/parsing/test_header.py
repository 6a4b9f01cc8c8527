"""What the head of the minutes tells of the meeting."""

import pytest
from reading_texts import parse_text


@pytest.mark.parametrize(
    "line",
    [
        "Tirsdag 5. november 2019, klokken 08–10. Rådhuset, møterom 2",
        "05.11.2019, 08.00 til 10.00 · Rådhuset, møterom 2",
    ],
)
def test_a_place_stands_beside_day_and_time(line: str) -> None:
    """What follows them, set off by a point or a mark, is where they met."""
    meeting = parse_text(f"Referat fra møte i næringsutvalget\n{line}\n\nTil stede: Kari Berg (Moss)\n")

    assert meeting.place == "Rådhuset, møterom 2"
