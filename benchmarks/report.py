"""Results as JSON, and the table that is made from it."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from benchmarks.pairing import Result

_HEAD = """# Benchmarks

How many times as fast, side by side in one run on the same input; never how long. `make bench` writes this page, in an
environment of its own; it takes some minutes. `python -m benchmarks --help` tells what else can be asked for, and
[large.md](large.md) what one and ten million quads and 10,000 documents cost.

- Outputs are compared first, and a pair with unequal outputs has no ratio: the run fails.
- Both sides take turns, the order turned in each round. Told are the median of the ratios of CPU time over {rounds}
  rounds (3 where a side takes very long), the smallest and the largest. Both sides load their words before. What takes
  less than 20 ms is done several times in a row.
- The input is generated with a fixed seed: minutes with labelled and narrated turns, lists and tables, bokmål and
  nynorsk. Real minutes, scans, cold caches and other PDF makers are not measured.
"""

_LARGE_HEAD = """# Benchmarks, large

What grows with the corpus: builds of one and ten million quads, the first screen, and memory over 10,000 documents.
`make bench-large` writes this page and takes an hour or two; [README.md](README.md) has everything else. The minutes
are generated with a fixed seed. How they are made and what is not measured stands there.
"""


def tell(result: Result) -> dict[str, Any]:
    """Give a result as it is written in JSON."""
    return {
        "goal": result.goal,
        "name": result.name,
        "peer": result.peer,
        "at_least": result.floor,
        "met": result.is_met,
        "ratio": round(result.ratio, 3),
        "smallest": round(min(result.ratios), 3),
        "largest": round(max(result.ratios), 3),
        "equal": True,
        "facts": result.facts,
        "output_sha256": result.output_sha256,
        "remark": result.remark,
        "rounds": [[round(ours, 6), round(peer, 6)] for ours, peer in result.rounds],
    }


def render(run: Mapping[str, Any]) -> str:
    """Make the page from what a run wrote."""
    rounds = max((len(pair["rounds"]) for pair in run["pairs"]), default=0)
    head = _LARGE_HEAD if run.get("large") else _HEAD.format(rounds=rounds)
    parts = [head, _render_input(run)]
    parts += [_render_pairs(run["pairs"])] if run["pairs"] else []
    parts += [_render_stages(run["stages"])] if run["stages"] else []
    parts += [_render_quality(run["quality"])] if run.get("quality") else []
    parts += [_render_storing(run["storing"], name_picture(run))] if run.get("storing") else []
    parts += [_render_screens(run["screens"])] if run.get("screens") else []
    parts += [_render_serving(run["serving"])] if run.get("serving") else []
    parts += [_render_memory(run["memory"])] if run["memory"] else []
    return "\n".join(parts)


def read_run(text: str) -> dict[str, Any]:
    """Read what a run wrote."""
    run: dict[str, Any] = json.loads(text)
    return run


def name_picture(run: Mapping[str, Any]) -> str:
    """Name the picture of how cost grows in a run."""
    return "growth-large.svg" if run.get("large") else "growth.svg"


def _render_input(run: Mapping[str, Any]) -> str:
    given, machine = run["input"], run["machine"]
    versions = ", ".join(f"{name} {version}" for name, version in sorted(run["versions"].items()))
    busy = " The machine was busy when it began (load above the number of cores)." if machine["busy"] else ""
    return (
        f"Measured {run['date']} at commit `{run['commit']}`: {given['documents']} documents, on average "
        f"{given['characters']:,} characters, {given['mentions']} mentions and {given['quads']:,} quads each; "
        f"sha256 of the input `{given['sha256']}`.\n\n"
        f"{versions}; {machine['cores']} cores, {machine['memory_gib']} GiB.{busy}\n"
    )


def _render_pairs(pairs: Sequence[Mapping[str, Any]]) -> str:
    rows = [
        (
            pair["goal"], pair["name"], pair["peer"], f"**{_say(pair['ratio'])} ×**",
            f"{_say(pair['smallest'])}–{_say(pair['largest'])}", _say_goal(pair), f"{pair['facts']:,}", pair["remark"],
        )
        for pair in pairs
    ]  # fmt: skip
    head = ("goal", "what", "beside", "times as fast", "range", "wanted", "equal facts", "what is compared")
    return "## Pairs\n\n" + _write_table(head, rows)


def _say_goal(pair: Mapping[str, Any]) -> str:
    if pair["at_least"] is None:
        return "–"
    return f"≥ {pair['at_least']:g} ×: {'met' if pair['met'] else '**missed**'}"


def _render_stages(stages: Mapping[str, float]) -> str:
    rows = [(name, f"{share:.0%}") for name, share in stages.items()]
    return "## Where our time goes, from text to all quads\n\n" + _write_table(("stage", "share"), rows)


def _render_memory(memory: Mapping[str, Any]) -> str:
    rows = [
        ("documents, quads", f"{memory['documents']:,}, {memory['quads']:,}"),
        ("turns read of turns written", f"{memory['turns']:,} of {memory['turns_written']:,}"),
        (f"processes that read, from document {memory['mark']:,} to the end", f"{memory['worker_growth']:.3f} ×"),
        (f"building process, from document {memory['mark']:,} to the end", f"{memory['parent_growth']:.3f} ×"),
    ]
    if "peak" in memory:
        rows.append(("building process at its peak, while the engine loads", f"{memory['peak'] / 1e6:,.0f} MB"))
    return "## Memory of a build\n\n" + _write_table(("what", ""), rows)


def _render_quality(quality: Mapping[str, Any]) -> str:
    told = [f"{name} {quality[name]:.1%}" for name in ("people", "turns", "speakers", "replies", "items")]
    return f"Read as they were written, of the {quality['documents']:,} generated documents: {', '.join(told)}.\n"


def _render_storing(storing: Mapping[str, Any], picture: str) -> str:
    disturbing = storing.get("disturbing") or {}
    late, killed = disturbing.get("late_reads"), disturbing.get("killed_worker")
    rows = [
        ("G3", "a whole build over loading its bytes into a new store (CPU)", storing["build_by_load"], "≤ 1.2 ×"),
        ("G11", "building anew over building after one change (wall)", storing["rebuild_by_change"], "≥ 200 ×"),
        ("G13", "one worker over two (wall)", storing["one_by_two_workers"], "≥ 1.8 ×"),
        ("G11", "95th of 100 questions while a change is built, over the same while nothing is (wall)", late, "≤ 2 ×"),
        ("G13", "a build of which one worker is killed halfway, over one left alone (wall)", killed, "≤ 1.1 ×"),
        ("G14", "bytes a quad of the store on disk", storing["bytes_a_quad"], "≤ 200"),
        ("G14", "bytes a quad in memory", storing.get("memory_bytes_a_quad"), "≤ 350"),
        ("", "bytes a quad of the shards", storing["shard_bytes_a_quad"], "–"),
    ]
    told = [(goal, what, f"**{value:.3g}**", wanted) for goal, what, value, wanted in rows if value is not None]
    head = f"## A build of {storing['documents']:,} documents, {storing['quads']:,} quads\n\n"
    equal = "The same manifest" if storing["equal"] and disturbing.get("equal", True) else "**Another manifest**"
    below = f"\n{equal} with one worker, with two, and after the change was taken back. Commands as users call them,\n"
    below += "so Python's start is part of each.\n\n"
    table = _write_table(("goal", "what", "ratio or size", "wanted"), told)
    return head + table + below + _render_growth(storing, picture)


def _render_screens(screens: Sequence[Mapping[str, Any]]) -> str:
    rows = [
        (
            f"{screen['documents']:,}", f"{screen['quads']:,}", f"**{screen['seconds']:.2f} s**",
            f"< {screen['most_seconds']:g} s: {'met' if screen['seconds'] < screen['most_seconds'] else '**missed**'}",
            f"{screen['wall_by_query']:.2f} ×", f"{screen['cpu_by_query']:.2f} ×", f"{screen['rows']:,}",
        )
        for screen in screens
    ]  # fmt: skip
    head = ("documents", "quads", "first screen", "wanted", "of the query's time", "of its CPU", "rows of the query")
    told = (
        "From the first request of a server without any page in store to the last byte of `/`, beside the query that\n"
    )
    told += "the page shows, asked of the engine. Seconds are those of this machine.\n\n"
    return "## The first screen of the explorer\n\n" + told + _write_table(head, rows)


def _render_serving(serving: Mapping[str, Any]) -> str:
    rows = [
        (
            way["name"], f"**{way['rate']:.2f} ×**", f"{way['smallest']:.2f}–{way['largest']:.2f}",
            "–" if way["at_least"] is None else
            f"≥ {way['at_least']:g} ×: {'met' if way['rate'] >= way['at_least'] else '**missed**'}",
            f"{way['late']:.2f} ×",
        )
        for way in serving["ways"]
    ]  # fmt: skip
    head = ("what", "of the rate of `oxigraph serve`", "range", "wanted", "99 of 100 answers came within, of its time")
    told = (
        f"{serving['questions']:,} lookups a round over {serving['connections']} connections, at commit "
        f"`{serving['commit']}`, beside `oxigraph serve` over the\nsame {serving['quads']:,} quads, equal answers. "
        "The last two rows are no servers of ours: they tell what Python and\nthe machine leave room for.\n\n"
    )
    if serving["busy"]:
        told += "The machine was busy when it began (load above the number of cores), and ranges are wide.\n\n"
    return "## Lookups through `/sparql`\n\n" + told + _write_table(head, rows)


def _render_growth(storing: Mapping[str, Any], picture: str) -> str:
    first, *_ = sizes = storing["growth"]
    rows = [
        (f"{size['documents']:,}", f"{size['quads']:,}", f"{size['cpu_a_document'] / first['cpu_a_document']:.2f} ×")
        for size in sizes
    ]
    head = ("documents", "quads", "CPU time a document, of that in the smallest")
    return f"![How cost grows]({picture})\n\n" + _write_table(head, rows)


def _say(ratio: float) -> str:
    return f"{ratio:.0f}" if ratio >= 20 else f"{ratio:.1f}"


def _write_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join("| " + " | ".join(line) + " |\n" for line in lines)
