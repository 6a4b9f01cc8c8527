"""Judgements are replayed at each build: only what they touch is read again, and what does not fit stops it."""

from pathlib import Path

import pytest
from pyoxigraph import Literal, RdfFormat, parse

import naeringsgraf as ng
from naeringsgraf.errors import JudgementError
from naeringsgraf.linking.judgements.table import COLUMNS
from naeringsgraf.reading.files import find_files
from naeringsgraf.store.build import BuildReport, build_store
from naeringsgraf.store.diff import diff_stores
from naeringsgraf.store.folder import StoreFolder
from naeringsgraf.store.graph import open_store

MINUTES = """# Referat fra næringsgruppa 01.02.{year}

Til stede:

- Kari Berg, Drammen kommune
- {name}, Horten kommune

## Sak 1 Runden

Kari Berg, Drammen: Strømnettet er fullt.

{name}, Horten: Vi trenger næringsarealer.
"""
NO_THEME = "theme,m2021,Strømnett,no,Strømnettet er fullt."
SAME = "person,m2021#Nils Dal,m2022#Nils Peder Moe,same,Nils Dal | Nils Peder Moe"
DIFFERENT = "person,m2021#Kari Berg,m2022#Kari Berg,different,Kari Berg | Kari Berg"


class Desk:
    """A folder of minutes with what was decided about them, and the store built from it."""

    def __init__(self, folder: Path) -> None:
        self.sources = folder / "referat"
        self.store = folder / "graph.store"
        self.judgements = self.sources / "judgements.csv"
        self.sources.mkdir()
        for year, name in (("2021", "Nils Dal"), ("2022", "Nils Peder Moe"), ("2023", "Ida Ås")):
            self.write(f"m{year}.md", MINUTES.format(year=year, name=name))

    def write(self, name: str, text: str) -> None:
        (self.sources / name).write_text(text, encoding="utf-8")

    def judge(self, *lines: str, who: str = "Ida") -> None:
        rows = [",".join(COLUMNS), *(f"{line},{who},2024-05-06,sagt" for line in lines)]
        self.write("judgements.csv", "\n".join(rows) + "\n")

    def build(self, workers: int = 0) -> BuildReport:
        return build_store(find_files([self.sources]), self.store, workers=workers, judgements=self.judgements)

    def build_plain(self) -> Path:
        """Give a store of the same minutes without what was decided."""
        build_store(find_files([self.sources]), self.store.with_name("plain.store"), workers=0)
        return self.store.with_name("plain.store")


def list_causes(old: Path, new: Path) -> dict[str, set[str]]:
    """Give the causes of what differs, by graph."""
    causes: dict[str, set[str]] = {}
    for each in diff_stores(old, new).differences:
        causes.setdefault(each.graph, set()).add(each.cause)
    return causes


def test_judged_facts_say_so_and_who_decided(tmp_path: Path) -> None:
    """The sentence carries it, and the judgement tells when and why."""
    desk = Desk(tmp_path)
    desk.judge("theme,m2021,Kollektivtransport,yes,Strømnettet er fullt.", SAME)
    desk.build()

    rows = (
        open_store(desk.store)
        .query("""
        SELECT ?class ?who ?rule ?when ?why ?quote WHERE {
          ?fact ng:basis ng:reviewed ; ng:decidedBy ?who ; a ?class . OPTIONAL { ?fact ng:rule ?rule }
          ?judgement ng:decides ?fact ; a ng:Judgement ; ng:date ?when ; ng:reason ?why ; ng:text ?quote .
        }""")
        .to_pandas()
    )

    ns = "https://w3id.org/naeringsgraf/ns#"
    assert rows.fillna("").to_numpy().tolist() == [
        [f"{ns}Identification", "Ida", "", "2024-05-06", "sagt", "Nils Dal | Nils Peder Moe"],
        [f"{ns}Statement", "Ida", "judgement", "2024-05-06", "sagt", "Strømnettet er fullt."],
    ]


def test_only_documents_that_were_judged_are_read_again(tmp_path: Path) -> None:
    """A judgement that comes, goes or changes; not one on persons, nor another name behind it."""
    desk = Desk(tmp_path)
    desk.judge()
    assert desk.build().read == ("m2021.md", "m2022.md", "m2023.md")

    desk.judge(NO_THEME)
    assert desk.build().read == ("m2021.md",)
    desk.judge(NO_THEME, SAME, DIFFERENT)
    assert desk.build().read == ()
    desk.judge(NO_THEME, SAME, DIFFERENT, who="Per")
    assert (desk.build().read, desk.build().published) == ((), False)
    desk.judge(SAME)
    assert desk.build().read == ("m2021.md",)


def test_taking_all_judgements_back_gives_the_plain_graph(tmp_path: Path) -> None:
    """Nothing of them is left."""
    desk = Desk(tmp_path)
    desk.judge(NO_THEME, "minutes,m2023,,no,", "affiliation,m2022#Kari Berg,Moss kommune,yes,Kari Berg")
    desk.build()
    desk.judge()
    desk.build()

    assert list_causes(desk.build_plain(), desk.store) == {}


def test_reading_in_workers_gives_the_same(tmp_path: Path) -> None:
    """What was decided reaches the sealed processes."""
    desk = Desk(tmp_path)
    desk.judge(NO_THEME, SAME)
    desk.build(workers=1)
    manifest = StoreFolder(desk.store).read_manifest()

    desk.store = tmp_path / "other.store"
    desk.build()

    assert StoreFolder(desk.store).read_manifest() == manifest


def test_diff_names_judgements_as_the_cause(tmp_path: Path) -> None:
    """In the document, among the persons, and for the judgements themselves."""
    desk = Desk(tmp_path)
    desk.judge(NO_THEME, SAME, "minutes,m2023,,no,Ida Ås")
    desk.build()

    assert list_causes(desk.build_plain(), desk.store) == {
        graph: {"judgement"} for graph in ("graph/identities", "graph/judgements", "minutes/m2021", "minutes/m2023")
    }


def test_another_text_is_still_another_text(tmp_path: Path) -> None:
    """The nearest cause counts."""
    desk = Desk(tmp_path)
    desk.judge(NO_THEME)
    before = desk.build_plain()
    desk.write("m2021.md", MINUTES.format(year=2021, name="Nils Dal") + "\nHorten er med.\n")
    desk.build()

    assert list_causes(before, desk.store)["minutes/m2021"] == {"changed text"}


def test_persons_are_as_was_decided(tmp_path: Path) -> None:
    """Two of one name and affiliation are two, and two names are one."""
    desk = Desk(tmp_path)
    desk.judge(SAME, DIFFERENT)
    desk.build()

    rows = open_store(desk.store).query(
        "SELECT ?person (GROUP_CONCAT(?m) AS ?held) WHERE {"
        " { SELECT * WHERE { ?a ng:person ?person ; ng:recordedIn ?d . BIND (STRAFTER(STR(?d), 'minutes/') AS ?m) }"
        " ORDER BY ?m } } GROUP BY ?person"
    )
    assert {(str(person).rpartition("/")[2], held) for person, held in rows} == {
        ("nils-dal", "m2021 m2022"),
        ("kari-berg", "m2021"),
        ("kari-berg-3005-2020", "m2022"),
        ("kari-berg-3005-2020-2", "m2023"),
        ("ida-as", "m2023"),
    }


def test_text_that_changed_stops_the_build_and_the_old_store_stays(tmp_path: Path) -> None:
    """Every line that does not fit is told, with what stands there now; nothing is published."""
    desk = Desk(tmp_path)
    desk.judge("minutes,m2023,,no,", NO_THEME, SAME)
    desk.build()
    before = (StoreFolder(desk.store).read_manifest(), open_store(desk.store).export("nq"))
    text = MINUTES.format(year=2021, name="Nils Dahl").replace("fullt.", "helt fullt nå.")
    desk.write("m2021.md", text)

    with pytest.raises(JudgementError) as problem:
        desk.build()

    assert problem.value.lines() == [
        f"{desk.judgements}, line 3: no turn has the sentence «Strømnettet er fullt.»; "
        "what stands there now is «Strømnettet er helt fullt nå.»",
        f'{desk.judgements}, line 4: nobody goes by «Nils Dal» in m2021 now; did you mean "Nils Dahl"?',
    ]
    assert (StoreFolder(desk.store).read_manifest(), open_store(desk.store).export("nq")) == before


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (
            "theme,m2020,Strømnett,no,Nei.",
            "line 2: there is no document 'm2020' among the files of this build; did you",
        ),
        ("person,m2021#Kari Berg,nei#Kari Berg,same,K | K", "line 2: there is no document 'nei' among the files"),
        ("person,m2021#Kari Berg,m2022#Per Ås,same,Kari Berg | Per Ås", "line 2: nobody goes by «Per Ås» in m2022 now"),
        (
            "person,m2021#attendance-2,m2022#Kari Berg,same,Kari Berg | Kari Berg",
            "line 2: «Kari Berg» is gone from attendance-2 of m2021; it says «Nils Dal» now",
        ),
        (
            "person,m2021#attendance-1,m2021#Kari Berg,same,Kari Berg | Kari Berg",
            "line 2: both are attendance-1 of m2021; name two",
        ),
    ],
)
def test_judgement_on_what_is_not_there_is_told(tmp_path: Path, line: str, told: str) -> None:
    """An unknown document, an unknown person, somebody else under the number."""
    desk = Desk(tmp_path)
    desk.judge(line)

    with pytest.raises(JudgementError) as problem:
        desk.build()

    assert told in str(problem.value)
    assert StoreFolder(desk.store).find_current() is None


def test_rejected_file_does_not_stop_the_build_over_its_judgements(tmp_path: Path) -> None:
    """That it was rejected is told; the others are built."""
    desk = Desk(tmp_path)
    desk.judge(NO_THEME, SAME)
    desk.write("m2021.md", "")

    report = desk.build()

    assert [rejected.path for rejected in report.rejected] == ["m2021.md"]
    assert report.documents == 2


def test_file_without_minutes_is_left_out_and_not_rejected(tmp_path: Path) -> None:
    """Neither one that reads like minutes nor one that does not."""
    desk = Desk(tmp_path)
    desk.write("liste.md", "# Handleliste\n\nMelk og brød.\n")
    desk.judge("minutes,liste,,no,", "minutes,m2022,,no,Nils Peder Moe")

    report = desk.build()

    assert (report.rejected, report.left_out, report.documents) == ((), ("liste", "m2022"), 2)
    assert desk.build().published is False


def test_bytes_are_the_same_in_any_order_of_the_file(tmp_path: Path) -> None:
    """The order of the lines says nothing."""
    lines = [NO_THEME, SAME, DIFFERENT]
    shards = []
    for number, order in enumerate((lines, lines[::-1])):
        folder = tmp_path / str(number)
        folder.mkdir()
        desk = Desk(folder)
        desk.judge(*order)
        desk.build()
        shards.append(StoreFolder(desk.store).read_manifest())

    assert shards[0] == shards[1]


def test_python_takes_the_file_of_the_folder_or_another(tmp_path: Path) -> None:
    """As the command does."""
    desk = Desk(tmp_path)
    desk.judge(NO_THEME)
    other = tmp_path / "other.csv"
    other.write_text(",".join(COLUMNS) + "\n", encoding="utf-8")

    own = ng.build(desk.sources, desk.store, workers=0)
    none = ng.build(desk.sources, tmp_path / "none.store", workers=0, judgements=other)

    assert own.report and none.report
    assert (own.report.judgements, none.report.judgements) == (1, 0)


def test_graph_of_judgements_is_whole_n_quads(tmp_path: Path) -> None:
    """A reason in any letters comes back as it was written."""
    desk = Desk(tmp_path)
    desk.write("judgements.csv", f'{",".join(COLUMNS)}\n{NO_THEME},Ida,2024-05-06,"sa ""nei"", \\ og\nmer"\n')
    desk.build()

    quads = list(parse(open_store(desk.store).export("nq"), format=RdfFormat.N_QUADS))

    reasons = [quad.object for quad in quads if quad.predicate.value.endswith("#reason")]
    assert Literal('sa "nei", \\ og mer') in reasons
