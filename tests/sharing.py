"""What is made once for all processes that run the tests, and changed by none of them."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from naeringsgraf.errors import StoreError
from naeringsgraf.store.locks import lock_for_writing


def make_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """Give what the first process that asks makes at a path of that name; the others wait until it is whole."""
    root = factory.getbasetemp()
    # A worker of pytest-xdist has a folder of its own below that of the run.
    root = root.parent if "PYTEST_XDIST_WORKER" in os.environ else root
    path, made = root / name, root / f"{name}.made"
    with _hold(root / f"{name}.lock"):
        if not made.exists():
            make(path)
            made.touch()
    return path


@contextmanager
def _hold(path: Path) -> Iterator[None]:
    """Hold a lock that ends with the process; what makes things takes seconds."""
    with ExitStack() as stack:
        while True:
            try:
                stack.enter_context(lock_for_writing(path))
                break
            except StoreError:
                time.sleep(0.05)
        yield
