"""Every shape finds what it is there for, and nothing else."""

import re
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from pyoxigraph import RdfFormat, parse, serialize
from rdflib import SH, Graph

from naeringsgraf.checking.shacl import Finding, Severity, check_shapes
from naeringsgraf.resources import find_resource

_FOLDER = Path(__file__).parent
_BASE = "https://w3id.org/naeringsgraf/id/"
_GOOD = (_FOLDER / "test_shacl_meeting.ttl").read_text("utf-8")
_FAULTS: dict[str, dict[str, Any]] = yaml.safe_load((_FOLDER / "test_shacl_faults.yaml").read_text("utf-8"))
_PREFIXES = {
    "ng": "https://w3id.org/naeringsgraf/ns#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dct": "http://purl.org/dc/terms/",
}


@dataclass(frozen=True)
class Checked:
    """What was found in all the spoilt graphs, checked at one go since each has its own base."""

    findings: tuple[Finding, ...]

    def of(self, number: int) -> list[str]:
        base = _base(number)
        return [_tell(finding, base) for finding in self.findings if finding.focus.startswith(base)]


@pytest.fixture(scope="module")
def checked() -> Checked:
    spoilt = [_spoil(fault["old"], fault["new"], _base(number)) for number, fault in enumerate(_FAULTS.values())]
    return Checked(tuple(check_shapes(b"".join(_triples(text) for text in spoilt))))


def test_good_graph_conforms() -> None:
    """A graph with one of everything, all in order, has no findings."""
    assert check_shapes(_triples(_GOOD)) == []


@pytest.mark.parametrize("name", _FAULTS)
def test_fault_is_found_where_it_is(checked: Checked, name: str) -> None:
    """One thing changed in the good graph gives just the findings that follow from it."""
    assert checked.of(list(_FAULTS).index(name)) == _FAULTS[name]["found"]


def test_every_message_is_given_by_some_fault(checked: Checked) -> None:
    """No shape is there that nothing can break, so each message was seen in both languages."""
    shapes = Graph().parse(find_resource("ontology", "shapes.ttl"))
    given = {(f.message_nb, "nb") for f in checked.findings} | {(f.message_en, "en") for f in checked.findings}

    assert {(str(m), getattr(m, "language", None)) for m in shapes.objects(None, SH.message)} - given == set()


def test_hostile_quote_is_told_as_it_is() -> None:
    """What stands in a text is never read as a pattern, a placeholder or markup."""
    hostile = "\\g<0> C:\\Users {?value} {$this} <script> \u2028 «»"
    quoted = hostile.replace("\\", "\\\\")
    [finding] = check_shapes(_triples(_spoil('ng:text "Saken utsettes."', f'ng:text "{quoted}"', _BASE)))

    assert (finding.focus, finding.value) == (f"{_BASE}minutes/m#decision-1", hostile)


def test_findings_come_in_one_order() -> None:
    """Worst first, then by place; the order of the triples has no say."""
    text = _spoil("ng:heldBy <body/naeringsgruppa> ;", "", _BASE).replace("ng:line 11", "ng:line 0")
    text = text.replace('ng:unit "av bedriftene"', 'ng:unit ""')
    lines = _triples(text).splitlines(keepends=True)

    findings = check_shapes(b"".join(sorted(lines)))

    assert [_tell(finding, _BASE) for finding in findings] == [
        "violation minutes/m#figure-1 ng:unit",
        "violation minutes/m#unread-1 ng:line",
        "warning minutes/m#meeting ng:heldBy",
    ]
    assert findings == check_shapes(b"".join(sorted(lines, reverse=True)))


def test_malformed_value_is_a_finding_and_not_a_noise(capfd: pytest.CaptureFixture[str]) -> None:
    """A date that no calendar has is told as a finding; nothing is written to the terminal."""
    [finding] = check_shapes(_triples(_spoil('"2021-03-12"^^', '"2021-02-31"^^', _BASE)))

    assert finding == Finding(
        Severity.VIOLATION,
        f"{_BASE}minutes/m#meeting",
        "https://w3id.org/naeringsgraf/ns#date",
        "2021-02-31",
        "Møtedatoen er ugyldig eller står flere ganger. Rett datoen i referatet, og bygg på nytt.",
        "The date of the meeting is malformed or told several times. Correct the date in the minutes, and build again.",
    )
    assert capfd.readouterr() == ("", "")


def test_any_typed_value_may_be_malformed() -> None:
    """Each number, day, time and truth value of the good graph is spoilt in turn: all are found, none stops us."""
    lines = _triples(_GOOD).decode("utf-8").splitlines(keepends=True)
    typed = [line for line in lines if "XMLSchema#" in line]
    copies = [
        "".join(re.sub(r'"[^"]*"\^\^', '"x"^^', other) if other == line else other for other in lines).replace(
            _BASE, _base(number)
        )
        for number, line in enumerate(typed)
    ]
    findings = check_shapes("".join(copies).encode("utf-8"))

    unfound = [line for number, line in enumerate(typed) if not Checked(tuple(findings)).of(number)]
    assert unfound == []
    assert len(typed) > 50


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    """A graph that asks to import something from the network is checked as it is."""
    asked: list[object] = []

    def refuse(*place: object, **_: object) -> None:
        asked.append(place)
        raise OSError("no network here")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    imports = "<minutes/m> a owl:Ontology ; owl:imports <http://localhost:9/x> .\n<themes> a"
    text = _spoil("<themes> a", imports, _BASE).replace(
        "@prefix ng:", "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n@prefix ng:"
    )

    assert (check_shapes(_triples(text)), asked) == ([], [])


def test_empty_graph_conforms() -> None:
    """Where nothing is said nothing is wrong."""
    assert check_shapes(b"") == []


def _base(number: int) -> str:
    return f"https://w3id.org/naeringsgraf/case-{number}/"


def _spoil(old: str, new: str, base: str) -> str:
    assert old in _GOOD, old
    return _GOOD.replace(old, new, 1).replace(_BASE, base)


def _triples(turtle: str) -> bytes:
    lines = serialize(parse(turtle, format=RdfFormat.TURTLE), format=RdfFormat.N_TRIPLES)
    assert lines is not None
    return lines


def _tell(finding: Finding, base: str) -> str:
    path = finding.path or ""
    for prefix, namespace in _PREFIXES.items():
        path = path.replace(namespace, f"{prefix}:")
    return f"{finding.severity} {finding.focus.removeprefix(base)} {path}".strip()
