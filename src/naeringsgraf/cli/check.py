"""`naeringsgraf check`: what is wrong in the graph, and what it does not know."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from naeringsgraf.cli.errors import Exit
from naeringsgraf.cli.opening import open_graph
from naeringsgraf.cli.output import check_output, choose_format, output_options, write_result
from naeringsgraf.cli.settings import graph_option

if TYPE_CHECKING:
    from naeringsgraf.analysis.coverage import Coverage
    from naeringsgraf.analysis.sensitive import SensitiveSpan
    from naeringsgraf.checking.shacl import Finding


@click.command()
@graph_option
@output_options(("ndjson", "table"), "ndjson")
def command(store: Path | str, form: str | None, output: Path | None, force: bool) -> int:
    """Hold the graph against its shapes, and tell what the minutes leave open.

    Ends with 5 when the graph is wrong; warnings alone are told and end with 0. Places that may tell of a named person
    what article 9 of the GDPR guards (health, union, religion, origin, orientation, politics) are told by document and
    characters, never by their words. The last line is the coverage: cited minutes that are missing, speakers not
    resolved, lines not read.

    \b
    naeringsgraf check
    naeringsgraf check --format table
    """
    from naeringsgraf.analysis.coverage import coverage
    from naeringsgraf.analysis.sensitive import list_sensitive
    from naeringsgraf.checking.shacl import Severity, check_shapes

    check_output(output, force=force)
    chosen = choose_format(form, output, "ndjson", ("ndjson", "table"), jsonl="ndjson", txt="table")
    with open_graph(store) as graph:
        findings, places, known = check_shapes(graph.export("nt")), list_sensitive(graph), coverage(graph)
    write = _dump if chosen == "ndjson" else _show
    write_result(write(findings, places, known), output, force=force)
    return Exit.FINDINGS if any(each.severity is Severity.VIOLATION for each in findings) else Exit.DONE


def _dump(findings: "Sequence[Finding]", places: "Sequence[SensitiveSpan]", known: "Coverage") -> str:
    lines: list[dict[str, object]] = [{"kind": "finding", **asdict(each)} for each in findings]
    lines += [{"kind": "sensitive", **asdict(each)} for each in places]
    lines.append({"kind": "coverage", **known.to_dict()})
    return "".join(json.dumps(line, ensure_ascii=False, sort_keys=True) + "\n" for line in lines)


def _show(findings: "Sequence[Finding]", places: "Sequence[SensitiveSpan]", known: "Coverage") -> str:
    lines = [f"{each.severity}: {each.focus}: {each.message_en}" for each in findings]
    lines += [
        f"{each.document}, characters {each.begins}–{each.ends}: may tell of a person, of the kind {each.category}"
        for each in places
    ]
    lines.append(f"findings: {len(findings)}")
    return "\n".join([*lines, *known.lines()]) + "\n"
