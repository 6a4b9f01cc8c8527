"""A person goes through cases one by one: each answer is a line of the file before the next case is shown."""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from naeringsgraf.analysis.uncertain import Case
from naeringsgraf.errors import NaeringsgrafError
from naeringsgraf.linking.judgements.judgement import Judgement
from naeringsgraf.linking.judgements.table import BadLineError, check_together, make_judgement
from naeringsgraf.linking.judgements.writing import JudgementFile
from naeringsgraf.views.review_text import show_case, tell_keys

_ACCEPT = re.compile(r"a(?:ccept)?(?:\s+(?P<named>.+))?|(?P<number>\d+)", re.IGNORECASE)


class AnswerError(NaeringsgrafError):
    """An answer that says nothing clear, or contradicts an earlier one."""


@dataclass
class Review:
    """One sitting: the cases, how far it is, and what was decided."""

    cases: Sequence[Case]
    file: JudgementFile
    judged: list[Judgement]
    """All judgements there are, those of the file first."""
    who: str
    when: dt.date
    base: str

    def __post_init__(self) -> None:
        self._at = 0
        self._steps: list[bool] = []
        """For each case that was passed, whether it was decided."""

    @property
    def case(self) -> Case | None:
        """The case to be decided now; None when all are done."""
        return self.cases[self._at] if self._at < len(self.cases) else None

    @property
    def place(self) -> int:
        """Which case is to be decided now, the first is 1."""
        return self._at + 1

    @property
    def decided(self) -> int:
        """How many were decided and not taken back."""
        return sum(self._steps)

    def answer(self, text: str) -> bool:
        """Take an answer; False ends the review.

        Raises:
            AnswerError: it says nothing clear, or cannot hold beside another judgement. Nothing has changed.
        """
        case, word = self.case, text.strip()
        accepting = _ACCEPT.fullmatch(word)
        if word.casefold() in ("q", "quit"):
            return False
        if word.casefold() in ("u", "undo"):
            self._undo()
        elif case is None:
            raise AnswerError("that was the last one; u takes it back, q ends")
        elif word.casefold() in ("s", "skip"):
            self._pass(decided=False)
        elif word.casefold() in ("r", "reject"):
            if case.reject is None:
                raise AnswerError("nothing is claimed that could be rejected; skip it, or name who it is")
            self._decide(case, case.denied, case.reject)
        elif accepting:
            self._decide(case, _choose(case, accepting), case.accept)
        else:
            raise AnswerError(f"{word!r} is no answer: {tell_keys(case)}")
        return True

    def _decide(self, case: Case, thing: str, verdict: str) -> None:
        cells = {"kind": case.kind, "subject": case.subject, "object": thing, "verdict": verdict, "quote": case.quote}
        cells |= {"who": self.who, "when": self.when.isoformat(), "why": ""}
        line = max((each.line for each in self.judged), default=1) + 1
        try:
            judgement = make_judgement(cells, self.base, line)
        except BadLineError as problem:
            raise AnswerError(str(problem)) from None
        if problems := check_together([*self.judged, judgement]):
            raise AnswerError(problems[0].reason)
        self.file.append([judgement])
        self.judged.append(judgement)
        self._pass(decided=True)

    def _pass(self, *, decided: bool) -> None:
        self._steps.append(decided)
        self._at += 1

    def _undo(self) -> None:
        if not self._steps:
            raise AnswerError("there is nothing to undo")
        if self._steps.pop():
            self.file.undo()
            self.judged.pop()
        self._at -= 1


def _choose(case: Case, accepting: re.Match[str]) -> str:
    """Give what is said yes to: the only option, the one of that number, or what was named."""
    named = (accepting["named"] or accepting["number"] or "").strip()
    if named.isdecimal():
        if not 1 <= int(named) <= len(case.options):
            raise AnswerError(f"there is no {named} to choose: {tell_keys(case)}")
        return case.options[int(named) - 1][0]
    if named:
        return named
    if len(case.options) != 1:
        raise AnswerError("name which" if case.options else "name who or whom: a NAME")
    return case.options[0][0]


def go_through(review: Review, ask: Callable[[str], str], width: Callable[[], int]) -> Iterator[str]:
    """Give what is to be shown, step by step; `ask` shows a line and gives the answer, and EOFError ends it."""
    while review.cases:
        case = review.case
        yield show_case(case, review.place, len(review.cases), width()) if case else "That was the last one.\n"
        keys = tell_keys(case) if case else "u undo, q quit"
        while True:
            try:
                if not review.answer(ask(f"{keys} > ")):
                    return
            except AnswerError as problem:
                yield f"{problem}\n"
                continue
            except EOFError:
                return
            break
