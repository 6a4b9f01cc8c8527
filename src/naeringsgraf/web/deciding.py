"""Takes the answers of the review page: each is a line of the file of judgements before the browser hears of it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from naeringsgraf.errors import CallError
from naeringsgraf.linking.judgements.judgement import Kind, Verdict
from naeringsgraf.linking.judgements.table import BadLineError, check_together, make_judgement, read_judgements
from naeringsgraf.linking.judgements.writing import JudgementFile


@dataclass
class Deciding:
    """The file that answers are written to, for as long as the server runs."""

    path: Path
    base: str
    """Of the graph's names."""
    who: str
    """Who decides."""
    _file: JudgementFile = field(init=False)
    _written: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        self._file = JudgementFile(self.path)

    def take(self, form: Mapping[str, str], day: dt.date) -> None:
        """Write what a form says, or take back the last that was written since the server began.

        Raises:
            CallError: it says nothing clear, or cannot hold beside another judgement. Nothing was written.
        """
        if form.get("answer") == "undo":
            self._undo()
            return
        cells = self._read(form, day)
        judged = list(read_judgements(self.path, self.base).every) if self.path.exists() else []
        line = max((each.line for each in judged), default=1) + 1
        try:
            judgement = make_judgement(cells, self.base, line)
        except BadLineError as problem:
            raise CallError(str(problem)) from None
        if problems := check_together([*judged, judgement]):
            raise CallError(problems[0].reason)
        self._file.append([judgement])
        self._written += 1

    def _read(self, form: Mapping[str, str], day: dt.date) -> dict[str, str]:
        answers = {"accept", "reject"}
        if form.get("answer") not in answers or form.get("kind") not in set(Kind):
            raise CallError("the form says neither yes nor no to any case; load the page anew")
        of_person = form["kind"] == Kind.PERSON
        if form["answer"] == "accept":
            verdict, thing = Verdict.SAME if of_person else Verdict.YES, form.get("object", "")
        else:
            verdict, thing = Verdict.DIFFERENT if of_person else Verdict.NO, form.get("denied", "")
        told = {name: form.get(name, "") for name in ("kind", "subject", "quote", "why")}
        return {**told, "object": thing, "verdict": verdict, "who": self.who, "when": day.isoformat()}

    def _undo(self) -> None:
        if not self._written:
            raise CallError("nothing was decided since the server began, so nothing is taken back")
        self._file.undo()
        self._written -= 1
