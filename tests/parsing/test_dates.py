"""Dates and times in every form that minutes write."""

import datetime as dt

import pytest

from naeringsgraf.parsing.dates import find_dates, find_times


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fredag 04.11.2022", dt.date(2022, 11, 4)),
        ("4. november 2022", dt.date(2022, 11, 4)),
        ("30-6-2021", dt.date(2021, 6, 30)),
        ("8.11.22", dt.date(2022, 11, 8)),
        ("2020-11-04", dt.date(2020, 11, 4)),
        ("22/11-2022, 10.00", dt.date(2022, 11, 22)),
        ("30.8.2012", dt.date(2012, 8, 30)),
        ("onsdag 25. mars 2015", dt.date(2015, 3, 25)),
        ("03.02.09", dt.date(2009, 2, 3)),
    ],
)
def test_dates_are_read_in_every_written_form(text: str, expected: dt.date) -> None:
    """A date is the same day however it is written."""
    assert [found.date for found in find_dates(text)] == [expected]


def test_a_day_without_a_year_takes_the_year_of_the_meeting() -> None:
    """The year is given by the caller, and it is told that the text has none."""
    (found,) = find_dates("innen 19.januar", 2023)

    assert (found.date, found.has_year) == (dt.date(2023, 1, 19), False)


def test_an_impossible_date_is_found_and_is_no_day() -> None:
    """31.02.2022 looks like a date, so it is told, but it is none."""
    (found,) = find_dates("Tid: 31.02.2022")

    assert (found.printed, found.date) == ("31.02.2022", None)


def test_days_in_a_row_have_a_last_day() -> None:
    """15.–16. september is a meeting of two days."""
    (found,) = find_dates("møte 15.–16. september 2016")

    assert (found.date, found.last) == (dt.date(2016, 9, 15), dt.date(2016, 9, 16))


@pytest.mark.parametrize(
    "text", ["sak 14/07", "E16 og riksvei 170", "1 200 dekar", "35 %", "kl. 10.00-14.40", "PS 6/15"]
)
def test_other_numbers_are_no_dates(text: str) -> None:
    """Case numbers, roads, amounts and times are left alone."""
    assert list(find_dates(text)) == []


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Fredag 04.11.2022 kl. 09.00 – 11.00", dt.time(9), dt.time(11)),
        ("kl. 0900–1400", dt.time(9), dt.time(14)),
        ("1300-1500", dt.time(13), dt.time(15)),
        ("12:30 - 13:45", dt.time(12, 30), dt.time(13, 45)),
        ("10.00 til 15.00", dt.time(10), dt.time(15)),
        ("i går, 30. mai, fra ti til kvart over tolv", dt.time(10), dt.time(12, 15)),
        ("Tid: kl. 14.00", dt.time(14), None),
        ("22. mars 2022", None, None),
    ],
)
def test_times_are_read_in_every_written_form(text: str, start: dt.time | None, end: dt.time | None) -> None:
    """Start and end are told; a missing end is None."""
    assert find_times(text) == (start, end)
