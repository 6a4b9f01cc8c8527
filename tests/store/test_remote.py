"""Files behind URLs: named and read as if they lay here, and asked for nowhere but where the user said."""

import http.server
import sys
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from urllib.parse import quote

import pytest

from naeringsgraf.errors import CallError, SourceError
from naeringsgraf.given import MAX_BYTES
from naeringsgraf.reading.files import SourceFile, carry_files, find_files
from naeringsgraf.reading.remote import Url, find_place, name_root, show_url
from naeringsgraf.store.build import BuildReport, build_store
from workbench import Workbench, make_sources, read_source

fsspec = pytest.importorskip("fsspec", reason="needs the extra: pip install 'naeringsgraf[cluster]'")
pytest.importorskip("aiohttp", reason="needs the extra: pip install 'naeringsgraf[cluster]'")

ODD = "2021-07-01 stromnett Nettet er fullt."
PAGE = '<a href="{}">x</a>'


class Server(http.server.SimpleHTTPRequestHandler):
    """Serves a folder, and answers some names in ways of its own."""

    def do_GET(self) -> None:
        """Answer."""
        name = self.path.rpartition("/")[2]
        if name == "broken.txt":
            self.send_error(500)
        elif name == "endless.txt":
            self.send_response(200)
            self.end_headers()
            self._send_too_much()
        elif name == "away.txt":
            self.send_response(302)
            self.send_header("Location", f"http://localhost:{self.headers['Host'].rpartition(':')[2]}/m00.txt")
            self.end_headers()
        else:
            super().do_GET()

    def do_HEAD(self) -> None:
        """As for GET, without content."""
        if self.path.endswith(("broken.txt", "away.txt", "endless.txt")):
            self.send_response(200)
            self.end_headers()
        else:
            super().do_HEAD()

    def log_message(self, *words: object) -> None:
        """Say nothing."""

    def _send_too_much(self) -> None:
        try:
            for _ in range(MAX_BYTES // 2**20 + 2):
                self.wfile.write(b"x" * 2**20)
        except OSError:
            return


@pytest.fixture
def bench(tmp_path: Path) -> Workbench:
    made = Workbench(tmp_path)
    made.write({**make_sources(4), "år 2021/møte 1+2.txt": ODD, "år 2021/tabell.xlsx": "x", ".skjult/m.txt": ODD})
    return made


@pytest.fixture
def web(bench: Workbench) -> Iterator[str]:
    """Give the URL of the folder of sources."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Server, directory=bench.sources.parent)) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/referat/"
        server.shutdown()
        thread.join()


@pytest.fixture
def memory(bench: Workbench) -> str:
    """Give the URL of a copy of the sources in fsspec's file system of this process."""
    system, root = fsspec.filesystem("memory"), f"/{bench.sources.parent.name}/referat"
    for path in bench.sources.rglob("*"):
        if path.is_file():
            system.pipe_file(f"{root}/{path.relative_to(bench.sources).as_posix()}", path.read_bytes())
    return f"memory:/{root}"


def build(place: str, store: Path, workers: int = 2) -> BuildReport:
    return build_store(find_files([find_place(place)]), store, read=read_source, workers=workers)


@pytest.mark.parametrize("workers", [0, 2])
@pytest.mark.parametrize("kind", ["web", "memory", "file"])
def test_where_files_lie_makes_no_difference_to_the_store(
    bench: Workbench, request: pytest.FixtureRequest, kind: str, workers: int
) -> None:
    """Names are relative to the folder that was named, decoded, and tell no host; the bytes are the same."""
    place = bench.sources.as_uri() if kind == "file" else request.getfixturevalue(kind)
    here, there = bench, Workbench(make_folder(bench.sources.parent / "there"))
    build(str(here.sources), here.store)

    report = build(place, there.store, workers)

    assert (report.documents, report.rejected) == (5, ())
    assert there.shards() == here.shards()


def test_a_second_build_reads_what_is_new_at_its_place(bench: Workbench, web: str) -> None:
    """What was listed before is listed anew."""
    build(web, bench.store)
    bench.write({"ny.txt": ODD, "m00.txt": ODD})

    report = build(web, bench.store)

    assert (report.added, report.changed, report.read) == (("ny",), ("m00",), ("m00.txt", "ny.txt"))


@pytest.mark.parametrize("kind", ["web", "memory", "here"])
def test_other_kinds_and_hidden_files_are_left_out_by_the_same_rules(
    bench: Workbench, request: pytest.FixtureRequest, kind: str
) -> None:
    """And the same words."""
    told: list[tuple[str, str]] = []
    place = str(bench.sources) if kind == "here" else request.getfixturevalue(kind)
    found = find_files([find_place(place)], lambda path, reason: told.append((path.name, reason.split("(")[0])))

    assert [file.name for file in found] == [*make_sources(4), "år 2021/møte 1+2.txt"]
    assert told == [("tabell.xlsx", "is not of a kind that can be read ")]


def test_a_file_that_is_named_is_read_alone(bench: Workbench, web: str) -> None:
    """Its name is the last of the path, without the key that a URL may carry."""
    (file,) = find_files([find_place(web + quote("år 2021/møte 1+2.txt") + "?key=hemmelig")])

    assert (file.name, file.slug, file.load().decode()) == ("møte 1+2.txt", "mote-1-2", ODD)


def test_one_file_that_cannot_be_had_costs_no_other(bench: Workbench, web: str) -> None:
    """It fails, has no end, or lies with another server; each is named with the reason."""
    bench.write(dict.fromkeys(("broken.txt", "endless.txt", "away.txt"), "x"))

    report = build(web, bench.store)

    assert report.documents == 5
    assert [rejected.message.split("; ")[0] for rejected in report.rejected] == [
        "away.txt: cannot be loaded (the server sends us on to another",
        "broken.txt: cannot be loaded (the server answered 500)",
        "endless.txt: goes on and on",
    ]


def test_a_file_over_the_limit_is_not_begun(memory: str) -> None:
    """Where the size can be known beforehand."""
    fsspec.filesystem("memory").pipe_file(find_path(memory) + "/stor.txt", bytes(MAX_BYTES + 2**20))
    (file,) = find_files([find_place(memory + "/stor.txt")])

    with pytest.raises(SourceError, match=r"stor\.txt: is 65 MiB; the limit is 64 MiB"):
        file.load()


def test_only_what_lies_below_the_page_is_asked_for(bench: Workbench, web: str) -> None:
    """A page may link to anything."""
    links = ["/m00.txt", "../m00.txt", "..%2fm00.txt", "http://example.invalid/a.txt", "//example.invalid/a.txt"]
    pages = "".join(PAGE.format(link) for link in [*links, "./", "?C=N;O=D", "b.txt#del", ".gjemt.txt", "b.txt"])
    bench.write({"sider/index.html": pages, "sider/b.txt": ODD})

    files = find_files([find_place(web + "sider/")])

    assert [file.name for file in files if file.remote and "example" in file.remote.path] == []
    assert {file.name for file in files} <= {"b.txt", "..%2fm00.txt"}
    assert "b.txt" in {file.name for file in files}


def test_names_there_are_never_taken_for_urls(memory: str) -> None:
    """A stranger may have named a file so."""
    fsspec.filesystem("memory").pipe_file(find_path(memory) + "/a::file:/etc/b.txt", ODD.encode())

    (file,) = [file for file in find_files([find_place(memory)]) if "::" in file.name]

    assert (file.name, file.load().decode()) == ("a::file:/etc/b.txt", ODD)


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("http://127.0.0.1:1/a.md", "http://127.0.0.1:1/a.md: connection refused; check the spelling"),
        ("http://kari:hemmelig@127.0.0.1:1/m/?sig=hemmelig", "http://127.0.0.1:1/m/: connection refused; check"),
        ("memory://borte", "memory://borte: nothing is there; check the spelling"),
        ("https://[a/b?sig=hemmelig", "https://[a/b: no URL (Invalid IPv6 URL); check the spelling"),
        ("nosuch://a/b", "nosuch://a/b: Protocol not known: nosuch; check the spelling"),
        ("zip://a.md::file:///a.zip", "zip://a.md::file:///a.zip: one URL in another is not read"),
        ("file://server/a.md", "file://server/a.md: names a file of another machine"),
    ],
)
def test_what_cannot_be_listed_is_told_in_one_line(place: str, message: str) -> None:
    """With the next step, and without what is secret in a URL."""
    with pytest.raises(CallError) as problem:
        find_files([find_place(place)])

    assert str(problem.value).startswith(message)
    assert "hemmelig" not in str(problem.value)


def test_without_the_extra_it_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """In one line."""
    monkeypatch.setitem(sys.modules, "fsspec.core", None)

    with pytest.raises(CallError, match=r"s3://bucket/m: .* pip install 'naeringsgraf\[cluster\]'"):
        find_files([find_place("s3://bucket/m")])


def test_files_are_carried_until_so_many_bytes_are_passed(tmp_path: Path) -> None:
    """The rest is for the next batch; one that cannot be had takes its place."""
    files = [SourceFile(tmp_path / f"{name}.txt", tmp_path) for name in "abcd"]
    for file in files[1:]:
        file.path.write_text("x" * 10, encoding="utf-8")

    carried = carry_files(files, 15, local=True)

    assert [isinstance(file, SourceError) or file.content for file in carried] == [True, b"x" * 10, b"x" * 10]
    assert carry_files(files, 15, local=False) == files


@pytest.mark.parametrize(
    ("place", "root"),
    [
        ("s3://bucket/2021/referat", "referat"),
        ("s3://bucket", "bucket"),
        ("https://host/m%C3%B8ter/a.md", "møter"),
        ("https://kari@host/", "host"),
        ("memory://", "memory"),
    ],
)
def test_the_folder_of_a_url_has_a_name(place: str, root: str) -> None:
    """For files of one name below several roots."""
    assert name_root(Url(place)) == root


def test_what_may_be_secret_in_a_url_is_not_shown() -> None:
    """User, password and key."""
    assert show_url(Url("https://kari:ord@host/a.md?sig=1")) == "https://host/a.md"


def find_path(memory: str) -> str:
    return memory.removeprefix("memory:/")


def make_folder(path: Path) -> Path:
    path.mkdir()
    return path
