"""A slip in a table is one line with file, row and next step, and nothing is built from it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from naeringsgraf.errors import RegisterError
from naeringsgraf.registers.organisations import read_clusters, read_organisations, read_parties
from naeringsgraf.registers.places import load_places, read_places
from naeringsgraf.registers.tables import REGISTERS_VARIABLE, find_registers

_MUNICIPALITIES = "number,name_nb,name_other,county_number,county_name,valid_from,valid_to,successor_numbers"
_COUNTIES = "number,name_nb,name_other,valid_from,valid_to,successor_numbers\n01,Fylket,,1900-01-01,,\n"
_REGIONS = "name,alt_names,kind,member_numbers,members_as_of,source,certainty,note\n"


def write_tables(folder: Path, *rows: str, regions: str = "") -> Path:
    """Write a small set of places; a row is number, name, county, from, to, successors."""
    lines = [_MUNICIPALITIES]
    for row in rows:
        number, name, county, first, end, heirs = row.split(",")
        lines.append(f"{number},{name},,{county},Fylket,{first},{end},{heirs}")
    (folder / "municipalities.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "counties.csv").write_text(_COUNTIES, encoding="utf-8")
    (folder / "regions.csv").write_text(_REGIONS + regions, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("rows", "line", "told"),
    [
        (["0101,A,01,1900-01-01,2010-01-01,0102", "0102,B,01,1900-01-01,2010-01-01,0101"], 2, "0102 is not valid on"),
        (["0101,A,01,1900-01-01,2010-01-01,0101"], 2, "0101 is not valid on 2010-01-01, only from 1900-01-01 to"),
        (["0101,A,01,1900-01-01,2010-01-01,0199"], 2, "number 0199 is not valid on 2010-01-01; add its row"),
        (
            ["0101,A,01,1900-01-01,2010-01-01,0102", "0102,B,01,2011-01-01,,"],
            2,
            "0102 is not valid on 2010-01-01, only",
        ),
        (["0101,A,01,1900-01-01,,", "0101,B,01,1950-01-01,,"], 3, "0101 is A from 1900-01-01 to today too"),
        (["0101,A,01,1950-01-01,,", "0101,B,01,1900-01-01,1960-01-01,0101"], 3, "let one end where the other begins"),
        (["0101,A,01,1900-01-01,,", "0101,A,01,1900-01-01,,"], 3, "municipality/0101-1900 stands on line 2 too"),
        (["0101,A,01,1900-01-01,,0102", "0102,B,01,1900-01-01,,"], 2, "successor_numbers without valid_to"),
        (["0101,A,01,1900-01-01,1899-01-01,"], 2, "valid_to 1899-01-01 is not after valid_from"),
        (["0101,A,07,1900-01-01,,"], 2, "county 07 is not valid on"),
        (["101,A,01,1900-01-01,,"], 2, "keep leading zeros"),
        (["0101,A,01,1.1.1900,,"], 2, "is no day; write it as 2024-01-31"),
    ],
)
def test_row_that_cannot_be_is_told(tmp_path: Path, rows: list[str], line: int, told: str) -> None:
    """Rings of successors, overlapping periods, unknown successors, days in another form."""
    with pytest.raises(RegisterError) as problem:
        read_places(write_tables(tmp_path, *rows))

    message = str(problem.value)
    assert message.startswith(f"{tmp_path.parts[-2]}/{tmp_path.name}/municipalities.csv, line {line}: ")
    assert told in message
    assert "\n" not in message


def test_number_may_be_dealt_out_again_on_the_day_it_is_free(tmp_path: Path) -> None:
    """As 0716 was Våle until 2002 and Re from that day."""
    places = read_places(write_tables(tmp_path, "0716,Våle,01,1838-01-01,2002-01-01,0716", "0716,Re,01,2002-01-01,,"))

    assert [place.current for place in places.municipalities] == ["municipality/0716-2002"] * 2


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (f"{_MUNICIPALITIES}\n".replace(",", ";").encode(), "line 1: the cells are not set apart by commas"),
        (f"{_MUNICIPALITIES}\n".replace(",", "\t").encode(), "line 1: the cells are not set apart by commas"),
        (f"{_MUNICIPALITIES}\n0101,Våle".encode("latin-1"), "line 2: is not written in UTF-8; save it as UTF-8"),
        (f"{_MUNICIPALITIES}\n".encode("utf-16"), "line 1: is not written in UTF-8"),
        (f"{_MUNICIPALITIES}\n".replace(",valid_to", "").encode(), "line 1: no column 'valid_to'; the header has"),
        (b"", "line 1: no column 'number'; the header has nothing"),
        (f"{_MUNICIPALITIES}\n0101,A,,01,F,1900-01-01\n".encode(), "line 2: no column 'valid_to'"),
        (f"{_MUNICIPALITIES}\n0101,A,,01,F,1900-01-01,,,,\n".encode(), "line 2: more cells than the header has"),
        (f'{_MUNICIPALITIES}\n0101,"A" B,,01,F,1900-01-01,,\n'.encode(), "line 2: no CSV from here on ("),
    ],
)
def test_table_in_another_form_is_told(tmp_path: Path, data: bytes, told: str) -> None:
    """Another delimiter, another encoding, a missing column, a cell too many."""
    (write_tables(tmp_path) / "municipalities.csv").write_bytes(data)

    with pytest.raises(RegisterError) as problem:
        read_places(tmp_path)

    assert told in str(problem.value)
    assert "\n" not in str(problem.value)


def test_missing_table_is_told(tmp_path: Path) -> None:
    """The folder must be whole."""
    (write_tables(tmp_path) / "regions.csv").unlink()

    with pytest.raises(RegisterError, match=r"regions\.csv: cannot be read \(No such file or directory\)"):
        read_places(tmp_path)


def test_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    """Spreadsheets write one."""
    path = write_tables(tmp_path, "0101,A,01,1900-01-01,,") / "municipalities.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())

    assert [place.name for place in read_places(tmp_path).municipalities] == ["A"]


@pytest.mark.parametrize(
    ("region", "told"),
    [
        ("Regionen,,ipr,0199,2020-01-01,,sourced,\n", "number 0199 is not valid on 2020-01-01"),
        ("Regionen,,ipr,0101,,,sourced,\n", "members_as_of is empty"),
    ],
)
def test_member_of_a_region_must_be_there_on_its_day(tmp_path: Path, region: str, told: str) -> None:
    """A region's members are municipalities of one day."""
    with pytest.raises(RegisterError, match=f"line 2: {told}"):
        read_places(write_tables(tmp_path, "0101,A,01,1900-01-01,,", regions=region))


@pytest.mark.parametrize(
    ("name", "header", "row", "told"),
    [
        (
            "organisations",
            "name,abbreviation,alt_names,kind,valid_from,valid_to,successor,certainty,note",
            "Gamledepartementet,,,departement,,2014-01-01,Nydepartementet,known,",
            "successor 'Nydepartementet' is not one row that is valid on 2014-01-01",
        ),
        (
            "organisations",
            "name,abbreviation,alt_names,kind,valid_from,valid_to,successor,certainty,note",
            "Gamledepartementet,,,noe,,,,known,",
            "kind 'noe' is not known",
        ),
        (
            "clusters",
            "name,alt_names,programme,host_municipality,sector,website,certainty,note",
            "Klynga,,NCE,Ingensteds,,,known,",
            "host_municipality 'Ingensteds' is 0 municipalities of today",
        ),
        ("parties", "code,name_nb", "X,Partiet", "no column 'other_codes'"),
    ],
)
def test_slip_in_another_table_is_told(tmp_path: Path, name: str, header: str, row: str, told: str) -> None:
    """Organisations, clusters and parties."""
    path = tmp_path / f"{name}.csv"
    path.write_text(f"{header}\n{row}\n", encoding="utf-8")
    with pytest.raises(RegisterError) as problem:
        if name == "parties":
            read_parties(path)
        elif name == "clusters":
            read_clusters(path, load_places())
        else:
            read_organisations(path, load_places())

    assert told in str(problem.value)


def call(*arguments: object, registers: Path) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own, since tables are read once a process."""
    return subprocess.run(
        [sys.executable, "-c", "from naeringsgraf.cli.main import main; main()", *map(str, arguments)],
        env={**os.environ, REGISTERS_VARIABLE: str(registers)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_build_stops_before_publishing_and_the_old_store_stays(tmp_path: Path) -> None:
    """One line and exit 1; the graph that was there answers as before."""
    registers, store, minutes = tmp_path / "registers", tmp_path / "graph.store", tmp_path / "referat"
    minutes.mkdir()
    sample = find_registers().parent / "referat" / "2016-09-15-sogn-regionraad.md"
    shutil.copy(sample, minutes)
    shutil.copytree(find_registers(), registers)
    first = call("build", minutes, "--store", store, registers=registers)
    before = {path: path.read_bytes() for path in store.rglob("*") if path.is_file()}
    table = registers / "municipalities.csv"
    table.write_text(table.read_text("utf-8").replace("2024-01-01,3101\n", "2024-01-01,9999\n"), encoding="utf-8")
    second = call("build", minutes, "--store", store, registers=registers)

    assert first.returncode == 0
    assert (second.returncode, second.stdout) == (1, "")
    assert second.stderr.count("\n") == 1
    assert "registers/municipalities.csv, line 459: number 9999 is not valid on 2024-01-01" in second.stderr
    assert {path: path.read_bytes() for path in store.rglob("*") if path.is_file()} == before


def test_folder_of_registers_that_is_not_there_is_told(tmp_path: Path) -> None:
    """A wrong call."""
    outcome = call("build", find_registers().parent / "referat", "--store", tmp_path / "s", registers=tmp_path / "no")

    assert (outcome.returncode, outcome.stderr.count("\n")) == (2, 1)
    assert REGISTERS_VARIABLE in outcome.stderr
