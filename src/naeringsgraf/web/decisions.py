"""`/review`: shows what is uncertain, and takes the answers of its forms, from this server's own pages alone."""

import asyncio
import datetime as dt
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from naeringsgraf.errors import CallError, JudgementError
from naeringsgraf.store.folder import StoreFolder
from naeringsgraf.web.broker import Broker
from naeringsgraf.web.deciding import Deciding
from naeringsgraf.web.http import FORM, Problem, Receive, Request, Scope, Send, read_pairs, reply
from naeringsgraf.web.showing import Showing

_MOST_BYTES: Final = 1 << 18
_PATH: Final = "/review"


class Decisions:
    """Takes answers one at a time."""

    def __init__(self, broker: Broker, showing: Showing, who: str) -> None:
        self._broker = broker
        self._showing = showing
        self._who = who
        self._deciding: Deciding | None = None
        self._turn = asyncio.Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope, receive)
        if request.method != "POST":
            await self._showing.answer(request, send)
            return
        if self._broker.offers.review is None:
            raise Problem(403, "review", "no decisions are taken here; start with --review")
        _check_origin(request)
        if request.read_media() != FORM:
            raise Problem(415, "media", f"send the form as {FORM}")
        form = dict(read_pairs(await request.read_body(_MOST_BYTES)))
        async with self._turn:
            try:
                await asyncio.to_thread(self._take, form)
            except (CallError, JudgementError) as problem:
                raise Problem(400, "judgement", str(problem)) from None
        back = form.get("back", _PATH)
        is_ours = back == _PATH or back.startswith(f"{_PATH}?")
        await reply(send, 303, "", b"", [("location", back if is_ours else _PATH)])

    def _take(self, form: dict[str, str]) -> None:
        if self._deciding is None:
            current = StoreFolder(self._broker.pool.store).find_current()
            if current is None:
                raise CallError("the store holds no graph any more")
            self._deciding = Deciding(Path(str(self._broker.offers.review)), current.base, self._who)
        self._deciding.take(form, dt.datetime.now().astimezone().date())


def _check_origin(request: Request) -> None:
    """Let in what a page of this server sends.

    Raises:
        Problem: another page sent it, or nobody says which.
    """
    origin = request.header(b"origin")
    if urlsplit(origin).netloc != request.header(b"host") or not origin:
        raise Problem(403, "origin", "decisions are taken from the pages of this server alone")
