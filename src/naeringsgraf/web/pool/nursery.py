"""Makes workers. On Linux from a template that has loaded what they need, and that keeps a twin for when it is lost.

Workers and twins are children of this process, so the death of a template ends none of them, and costs nobody a wait.
"""

import threading
from contextlib import suppress
from typing import Final, Protocol

from naeringsgraf.errors import StoreError
from naeringsgraf.store.workers.launching import Direct, Role, Template, Worker, take_orphans
from naeringsgraf.store.workers.limits import Limits

ANSWERING: Final = Role("naeringsgraf.web.pool.worker:prepare", "naeringsgraf.web.pool.worker:serve")
"""Answers queries and makes pages."""


class Nursery(Protocol):
    """A way to make workers; its methods may take a while, and are called from any thread."""

    def make(self, limits: Limits) -> Worker:
        """Make a worker.

        Raises:
            StoreError: it cannot be started.
        """

    def tend(self) -> None:
        """See that what workers are made from is there when it is needed."""

    def close(self) -> None:
        """End what workers are made from; they themselves are for who asked for them to end."""


def open_nursery() -> Nursery:
    """Give the way of this platform."""
    return _Templates() if take_orphans() else _Interpreters()


class _Templates:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._template = Template(ANSWERING)
        self._twin: Template | None = None

    def make(self, limits: Limits) -> Worker:
        """Fork a worker from the template or its twin; where both are gone, from a new one."""
        with self._lock:
            for _ in range(2):
                with suppress(StoreError):
                    return self._fork(limits)
                self._promote()
            return self._fork(limits)

    def tend(self) -> None:
        """Put a twin in the place of one that is lost, be it the template or the other twin."""
        with self._lock:
            self._tend()

    def _tend(self) -> None:
        if self._twin is not None and not self._twin.is_alive:
            self._twin.close()
            self._twin = None
        if not self._template.is_alive:
            self._promote()
        if self._twin is None:
            with suppress(StoreError):
                self._twin = self._template.make_twin()

    def _fork(self, limits: Limits) -> Worker:
        worker = self._template.adopt(limits)
        self._tend()
        return worker

    def _promote(self) -> None:
        """Put the twin in the place of the template, or a new interpreter where there is none."""
        self._template.close()
        self._template = self._twin or Template(ANSWERING)
        self._twin = None

    def close(self) -> None:
        """End template and twin."""
        with self._lock:
            self._template.close()
            if self._twin is not None:
                self._twin.close()


class _Interpreters:
    def __init__(self) -> None:
        self._direct = Direct(ANSWERING)

    def make(self, limits: Limits) -> Worker:
        """Start an interpreter, which takes about a second."""
        return self._direct.start(limits)

    def tend(self) -> None:
        """Do nothing: each worker is its own."""

    def close(self) -> None:
        """Do nothing."""
