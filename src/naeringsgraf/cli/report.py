"""A report of a few figures, for people or as one JSON object."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from naeringsgraf.store.backup import BackupReport


def show_report(report: "BackupReport", form: str) -> str:
    """Write a report as a table of two columns, or with "json" as one object."""
    told = {name: value.as_posix() if isinstance(value, Path) else value for name, value in asdict(report).items()}
    if form == "json":
        return json.dumps(told, ensure_ascii=False, sort_keys=True) + "\n"
    width = max(map(len, told))
    return "".join(f"{name:{width}}  {value}\n" for name, value in told.items())
