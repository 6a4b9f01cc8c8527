"""Lets the tests beside this file import `desk`, and keeps them from the user's own secret."""

import pytest


@pytest.fixture(autouse=True)
def own_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or makes the file of whoever runs it."""
    monkeypatch.setenv("NAERINGSGRAF_SECRET", "a secret that only these tests have")
