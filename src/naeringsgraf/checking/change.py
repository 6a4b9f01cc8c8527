"""What became better and what worse since an earlier evaluation."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from naeringsgraf.checking.scores import Remark, Scores
from naeringsgraf.errors import CallError
from naeringsgraf.given import read_given

_ALL = "all"


@dataclass(frozen=True, slots=True)
class Change:
    """A figure that is another than before."""

    figure: str
    part: str
    """"all", or a family of layout."""
    before: float | None
    """Share of 1; None where it was not measured."""
    now: float | None

    @property
    def is_worse(self) -> bool:
        """Tell whether the figure fell, or is no longer measured."""
        return (self.now or 0.0) < (self.before or 0.0)


def read_earlier(path: Path) -> dict[str, Any]:
    """Read what `naeringsgraf evaluate --format json` wrote.

    Raises:
        CallError: it is no such file.
    """
    try:
        content = json.loads(read_given(path).decode("utf-8-sig"))
        cells = [cell for part in content["figures"].values() for cell in (part["all"], *part["families"].values())]
        remarks = [Remark(**remark) for remark in content["remarks"]]
        texts = [(each.document, each.figure, each.kind, each.labelled, each.found) for each in remarks]
        scores = [cell.get("score") for cell in cells]
        if all(isinstance(text, str) for told in texts for text in told) and all(map(_is_share, scores)):
            return dict(content)
    except (OSError, ValueError, AttributeError, KeyError, TypeError, RecursionError):
        pass
    raise CallError(
        f"{path}: no earlier evaluation. Write one with naeringsgraf evaluate FOLDER --format json -o FILE."
    )


def _is_share(score: object) -> bool:
    return score is None or (isinstance(score, int | float) and 0 <= score <= 1)


def list_changes(before: Mapping[str, Any], scores: Scores) -> list[Change]:
    """List the figures that differ, by figure, the whole before the families."""
    now = scores.to_json()["figures"]
    figures = [*now, *(figure for figure in before["figures"] if figure not in now)]
    return [
        change
        for figure in figures
        for change in _compare(figure, before["figures"].get(figure, {}), now.get(figure, {}))
        if change.before != change.now
    ]


def _compare(figure: str, before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Change]:
    old, new = ({_ALL: cells.get("all", {}), **cells.get("families", {})} for cells in (before, now))
    for part in [*new, *(part for part in old if part not in new)]:
        yield Change(figure, part, old.get(part, {}).get("score"), new.get(part, {}).get("score"))


def show_changes(before: Mapping[str, Any], scores: Scores) -> str:
    """Tell the figures that changed, then what is newly not as labelled, then what is mended."""
    lines = [
        f"{'worse' if change.is_worse else 'better'}  {change.figure} ({change.part}): "
        f"{_percent(change.before)} → {_percent(change.now)}"
        for change in list_changes(before, scores)
    ]
    old = {_tell(Remark(**remark)) for remark in before["remarks"]}
    new = {_tell(remark) for remark in scores.remarks()}
    lines += [f"new     {told}" for told in sorted(new - old)]
    lines += [f"mended  {told}" for told in sorted(old - new)]
    return "".join(f"{line}\n" for line in lines or ["nothing changed"])


def _tell(remark: Remark) -> str:
    """One line that does not depend on where in the file the place is."""
    return f"{remark.figure}  {remark.document}  {remark.kind}  {remark.labelled or remark.found}"


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{100 * value:.1f}"
