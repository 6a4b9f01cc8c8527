"""Results as JSON, and the table that is made from it."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from benchmarks.pairing import Result

_HEAD = """# Benchmarks

How many times as fast, side by side in one run on the same input; never how long. `make bench` writes this page, in an
environment of its own; it takes some minutes. `python -m benchmarks --help` tells what else can be asked for.

- Outputs are compared first, and a pair with unequal outputs has no ratio: the run fails.
- Both sides take turns, the order turned in each round. Told are the median of the ratios of CPU time over {rounds}
  rounds, the smallest and the largest. Both sides load their words before.
- The input is generated with a fixed seed: minutes with labelled and narrated turns, lists and tables, bokmål and
  nynorsk. Real minutes, scans, cold caches and other PDF makers are not measured.
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
    rounds = len(run["pairs"][0]["rounds"]) if run["pairs"] else 0
    parts = [_HEAD.format(rounds=rounds), _render_input(run)]
    parts += [_render_pairs(run["pairs"])] if run["pairs"] else []
    parts += [_render_stages(run["stages"])] if run["stages"] else []
    parts += [_render_memory(run["memory"])] if run["memory"] else []
    return "\n".join(parts)


def read_run(text: str) -> dict[str, Any]:
    """Read what a run wrote."""
    run: dict[str, Any] = json.loads(text)
    return run


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
    return "## Memory of a build\n\n" + _write_table(("what", ""), rows)


def _say(ratio: float) -> str:
    return f"{ratio:.0f}" if ratio >= 20 else f"{ratio:.1f}"


def _write_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join("| " + " | ".join(line) + " |\n" for line in lines)
