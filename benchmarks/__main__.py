"""Runs the benchmarks: `python -m benchmarks`, or `make bench`."""

import argparse
import datetime as dt
import hashlib
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import Any

import psutil

from benchmarks import asking, drawing, extraction, memory, reading, screens, serving, storing
from benchmarks.generate import SEED, Minutes, generate
from benchmarks.growth import draw_growth
from benchmarks.pairing import ROUNDS, Pair, UnequalError, compare
from benchmarks.report import name_picture, render, tell
from naeringsgraf.linking.extract import extract_meeting
from naeringsgraf.linking.lexicon import load_lexicon
from naeringsgraf.linking.link import link_meeting
from naeringsgraf.mapping.nquads import map_document
from naeringsgraf.model.document import Document
from naeringsgraf.parsing.minutes import parse_minutes
from naeringsgraf.reading.read import read_bytes

_PLACE = Path(__file__).parent
_KINDS = ("extraction", "reading", "asking", "drawing", "storing", "screens", "serving", "memory")
_QUESTIONS, _CONNECTIONS = 1_000, 8
"""Of a round in which lookups are asked of servers."""
_LARGE = 400
"""Documents, of a million quads together."""
_GROWING = ("storing", "screens", "memory")
"""What a large run measures: the rest costs the same whatever the corpus."""
_LIBRARIES = (
    "daachorse", "lxml", "oxrdflib", "pdfminer.six", "pyoxigraph", "pypdfium2", "python-docx", "pyvis", "rdflib",
    "spacy",
)  # fmt: skip


def main() -> None:
    """Run what was asked for, write the result, and fail where two sides disagree."""
    asked = _read_call()
    minutes = list(generate(asked.documents, SEED))
    documents = [read_bytes(each.write_text().encode(), f"{each.slug}.txt") for each in minutes]
    run = _describe(minutes, documents)
    try:
        pairs = [tell(compare(pair, asked.rounds)) for pair in _report(_list_pairs(asked, minutes, documents))]
    except UnequalError as problem:
        sys.exit(f"Error: {problem}")
    run["large"] = asked.large
    run["pairs"] = pairs
    run["stages"] = _measure_stages(documents) if "extraction" in asked.only else {}
    run["quality"] = asdict(storing.check_quality(minutes))
    size = _LARGE if asked.large else asked.documents
    run["storing"] = asdict(storing.measure(size, large=asked.large)) if "storing" in asked.only else None
    sizes = ([screens.SMALL, _LARGE] if asked.large else [screens.SMALL]) if "screens" in asked.only else []
    run["screens"] = [asdict(screens.measure(documents)) for documents in sizes]
    run["serving"] = _measure_serving(asked) if "serving" in asked.only else None
    run["memory"] = None
    if "memory" in asked.only:
        count = 10_000 if asked.large else 20 * asked.documents
        run["memory"] = asdict(memory.measure(count, min(1_000, count // 2), asked.workers))
    page = render(run)
    print(page)
    if asked.write:
        target = _PLACE / "results" / f"{run['date']}-{run['commit']}{'-large' if asked.large else ''}.json"
        target.write_text(json.dumps(run, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        (_PLACE / ("large.md" if asked.large else "README.md")).write_text(page, encoding="utf-8")
        if run["storing"]:
            (_PLACE / name_picture(run)).write_text(draw_growth(run["storing"]["growth"]), encoding="utf-8")


def _read_call() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", nargs="+", choices=_KINDS, help="some of the benchmarks")
    parser.add_argument(
        "--documents", type=int, default=100, help="generated documents, 20 times as many for memory (default: 100)"
    )
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"counted rounds (default: {ROUNDS})")
    parser.add_argument(
        "--workers", type=int, default=1, help="processes that read while memory is watched (default: 1)"
    )
    parser.add_argument(
        "--large", action="store_true", help="builds of one and ten million quads, and memory over 10,000 documents"
    )
    parser.add_argument("--write", action="store_true", help="write results/ and README.md, or large.md")
    asked = parser.parse_args()
    asked.only = asked.only or (_GROWING if asked.large else _KINDS)
    return asked


def _list_pairs(asked: argparse.Namespace, minutes: Sequence[Minutes], documents: Sequence[Document]) -> Iterator[Pair]:
    if "extraction" in asked.only:
        yield from extraction.Bench(documents).make_pairs()
    if "reading" in asked.only:
        yield from reading.make_pairs(minutes)
    if "asking" in asked.only:
        yield from asking.make_pairs(documents)
    if "drawing" in asked.only:
        yield from drawing.make_pairs()


def _measure_serving(asked: argparse.Namespace) -> dict[str, Any]:
    """Compare who serves a store; the commit stands with it, since it may be measured alone."""
    size = _LARGE if asked.large else screens.SMALL
    run = {"commit": _tell_commit(), "busy": os.getloadavg()[0] > (os.cpu_count() or 1)}
    try:
        return asdict(serving.measure(size, _QUESTIONS, _CONNECTIONS, asked.rounds)) | run
    except UnequalError as problem:
        sys.exit(f"Error: {problem}")


def _report(pairs: Iterator[Pair]) -> Iterator[Pair]:
    for pair in pairs:
        print(f"{pair.name} beside {pair.peer_name}", file=sys.stderr)
        yield pair


def _describe(minutes: Sequence[Minutes], documents: Sequence[Document]) -> dict[str, Any]:
    meetings = [(document, extract_meeting(document)) for document in documents]
    quads = sum(map_document(*each).count(b"\n") for each in meetings)
    text = "".join(each.write_text() for each in minutes)
    load, cores = os.getloadavg()[0], os.cpu_count() or 1
    return {
        "date": dt.date.today().isoformat(),
        "commit": _tell_commit(),
        "input": {
            "seed": SEED,
            "sha256": hashlib.sha256(text.encode()).hexdigest(),
            "documents": len(documents),
            "characters": len(text) // len(documents),
            "mentions": sum(len(meeting.mentions) for _, meeting in meetings) // len(documents),
            "quads": quads // len(documents),
        },
        "machine": {
            "cores": cores,
            "memory_gib": round(psutil.virtual_memory().total / 2**30),
            "load": round(load, 1),
            "busy": load > cores,
        },
        "versions": {"Python": platform.python_version(), **{name: version(name) for name in _LIBRARIES}},
    }


def _measure_stages(documents: Sequence[Document]) -> dict[str, float]:
    """Tell which share of the time from text to quads goes where; the least of some runs of each."""
    lexicon = load_lexicon()
    parsed = [(document, parse_minutes(document, lexicon)) for document in documents]
    linked = [(document, link_meeting(*both)) for document, both in zip(documents, parsed, strict=True)]
    times = {
        "parsing": _take(lambda: [parse_minutes(document, lexicon) for document in documents]),
        "finding and linking": _take(lambda: [link_meeting(*both) for both in parsed]),
        "mapping to N-Quads": _take(lambda: [map_document(*both) for both in linked]),
    }
    return {name: round(time / sum(times.values()), 3) for name, time in times.items()}


def _take(way: Any) -> float:
    times = []
    for _ in range(3):
        begins = time.process_time()
        way()
        times.append(time.process_time() - begins)
    return min(times)


def _tell_commit() -> str:
    return _ask_git("rev-parse", "--short", "HEAD") + ("+" if _ask_git("status", "--porcelain", "src") else "")


def _ask_git(*words: str) -> str:
    return subprocess.run(["git", *words], cwd=_PLACE, capture_output=True, text=True, check=True).stdout.strip()


if __name__ == "__main__":
    main()
