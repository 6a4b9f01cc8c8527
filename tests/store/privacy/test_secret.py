"""The secret lies with the user, readable by nobody else, and never in a store."""

import os
import stat
from pathlib import Path

import pytest
from desk import Desk

from naeringsgraf.errors import CallError, StoreError
from naeringsgraf.store.backup import back_up
from naeringsgraf.store.privacy.levels import View
from naeringsgraf.store.privacy.secret import VARIABLE, find_secret_file, load_secret
from naeringsgraf.store.privacy.views import publish_view


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "config"))
    return tmp_path / "config"


def test_it_is_made_once_and_read_by_its_owner_alone(config: Path) -> None:
    """Another run has the same pseudonyms."""
    first = load_secret()

    assert load_secret() == first
    assert find_secret_file() == config / "naeringsgraf" / "secret"
    if os.name == "posix":
        assert stat.S_IMODE(find_secret_file().stat().st_mode) == 0o600


@pytest.mark.skipif(os.name != "posix", reason="who may read a file is told otherwise there")
def test_one_that_others_may_read_is_refused(config: Path) -> None:
    """With the command that mends it."""
    load_secret()
    find_secret_file().chmod(0o644)

    with pytest.raises(StoreError, match="chmod 600"):
        load_secret()


def test_one_that_could_be_guessed_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty one is as good as none."""
    monkeypatch.setenv(VARIABLE, "short")

    with pytest.raises(CallError, match="at least 16"):
        load_secret()


def test_it_is_in_no_file_of_a_store_nor_of_a_backup(config: Path, tmp_path: Path) -> None:
    """Whoever has a copy of both cannot turn a pseudonym into a name."""
    desk = Desk(tmp_path)
    desk.build()
    publish_view(desk.store, View(pseudonymise=True))
    back_up(desk.store, tmp_path / "backup")
    key = load_secret().key

    held = [path for place in (desk.store, tmp_path / "backup") for path in place.rglob("*") if path.is_file()]
    assert len(held) > 10
    assert not [path for path in held if key in path.read_bytes() or bytes.fromhex(key.decode()) in path.read_bytes()]
