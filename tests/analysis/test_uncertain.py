"""What is uncertain is told so that any answer to it can be carried out, and is not asked again."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from naeringsgraf.analysis.uncertain import Case, find_uncertain
from naeringsgraf.linking.judgements.judgement import Judgement, Kind
from naeringsgraf.linking.judgements.table import COLUMNS, make_judgement
from naeringsgraf.linking.judgements.writing import JudgementFile
from naeringsgraf.mapping.iri import BASE
from naeringsgraf.reading.files import find_files
from naeringsgraf.resources import find_resource
from naeringsgraf.store.build import build_store
from naeringsgraf.store.diff import diff_stores
from naeringsgraf.store.graph import open_store

TODAY = """# Referat fra næringsgruppa 01.02.2021

Til stede:

- Kari Berg Lie, Trondheim kommune
- Nils Dal, Våler kommune
- Per Ås

## Sak 1 Runden

Kari Berg Lie, Trondheim: Tjøme kommune er et eksempel. Strømnettet er fullt.

Nils Dal, Våler: Vi trenger flere næringsarealer i Våler.

Per Ås: Vi trenger kraft.
"""
LATER = """# Referat fra styret i næringsgruppa 01.02.2022

Til stede:

- Kari B. Moe, Trondheim kommune
- Nils P. Dal, Horten kommune

## Sak 1 Runden

Nils P. Dal, Horten: Støtter det.
"""


def build(folder: Path, store: str, judgements: Path | None = None) -> Path:
    build_store(find_files([folder]), folder.parent / store, workers=0, judgements=judgements)
    return folder.parent / store


def find(store: Path, judged: Sequence[Judgement] = ()) -> list[Case]:
    with open_store(store) as graph:
        return find_uncertain(graph, judged)


def decide(case: Case, *, accept: bool, line: int) -> Judgement | None:
    """Say yes to the first thing proposed, or no; None where nothing is proposed or can be denied."""
    verdict = case.accept if accept else case.reject
    if verdict is None or (accept and not case.options):
        return None
    thing = case.options[0][0] if accept else case.denied
    told = (case.kind, case.subject, thing, verdict, case.quote, "Ida", "2024-05-06", "")
    return make_judgement(dict(zip(COLUMNS, told, strict=True)), BASE, line)


@pytest.fixture
def handmade(tmp_path: Path) -> Path:
    """Two minutes with something uncertain of each kind."""
    folder = tmp_path / "referat"
    folder.mkdir()
    (folder / "a.md").write_text(TODAY, encoding="utf-8")
    (folder / "b.md").write_text(LATER, encoding="utf-8")
    return folder


def test_each_kind_is_found_and_the_weightiest_comes_first(handmade: Path) -> None:
    """Those who came for nobody, homonyms, names of another time, and persons just not linked."""
    cases = find(build(handmade, "s"))

    assert [case.statements for case in cases] == sorted((case.statements for case in cases), reverse=True)
    told = {(case.kind, case.quote): case for case in cases}
    assert told[Kind.AFFILIATION, "Per Ås"].doubt == "came for nobody that is known"
    assert len(told[Kind.MUNICIPALITY, "Våler"].options) == 2
    assert told[Kind.MUNICIPALITY, "Tjøme"].doubt == "no municipality went by the name on that day"
    assert (Kind.AFFILIATION, "Nils Dal") not in told


@pytest.mark.parametrize("accept", [True, False])
@pytest.mark.parametrize("corpus", ["sample", "handmade"])
def test_any_answer_can_be_carried_out_and_is_not_asked_again(
    tmp_path: Path, handmade: Path, corpus: str, accept: bool
) -> None:
    """All cases accepted, and all rejected: the build takes the whole file, and the cases are gone."""
    folder = handmade if corpus == "handmade" else find_resource("data", "referat")
    cases = find(build(handmade, "plain") if corpus == "handmade" else _build_sample(tmp_path, "plain", None))
    judged = [found for at, case in enumerate(cases, 2) if (found := decide(case, accept=accept, line=at))]
    file = tmp_path / "judgements.csv"
    JudgementFile(file).append(judged)

    store = build(folder, "judged", file) if corpus == "handmade" else _build_sample(tmp_path, "judged", file)

    assert len(judged) > 2
    decided = {(each.kind, str(each.subject), each.quote) for each in judged}
    assert [case for case in find(store, judged) if (case.kind, case.subject, case.quote) in decided] == []
    causes = {each.cause for each in diff_stores(tmp_path / "plain", store).differences}
    assert causes == {"judgement"}


def _build_sample(folder: Path, store: str, judgements: Path | None) -> Path:
    files = find_files([find_resource("data", "referat")])
    build_store(files, folder / store, workers=0, judgements=judgements)
    return folder / store
