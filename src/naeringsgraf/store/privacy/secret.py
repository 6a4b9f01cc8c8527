"""The secret that pseudonyms and forgotten names are keyed with. It never lies in a store, nor in a backup of one."""

import base64
import hmac
import os
import secrets
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from naeringsgraf.errors import CallError, StoreError

VARIABLE: Final = "NAERINGSGRAF_SECRET"
_SHORTEST: Final = 16
_LETTERS: Final = 10
"""Of a pseudonym: 50 bits, so that among 100,000 people two get the same in one of 200,000 cases."""


@dataclass(frozen=True, slots=True)
class Secret:
    """A key for HMAC-SHA-256."""

    key: bytes = field(repr=False)

    def sign(self, purpose: str, text: str) -> bytes:
        """Give the keyed hash of a text; another purpose gives another one."""
        return hmac.digest(self.key, f"{purpose}\0{text}".encode("utf-8", "surrogatepass"), "sha256")

    def make_code(self, purpose: str, text: str) -> str:
        """Give ten letters and digits for a text: "7KQ2MX4D5N"."""
        return base64.b32encode(self.sign(purpose, text)).decode("ascii")[:_LETTERS]

    @property
    def mark(self) -> str:
        """Tell this secret from others without telling it."""
        return self.sign("mark", "").hex()[:16]


def find_secret_file() -> Path:
    """Give where the secret of this user lies."""
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA") or Path.home()) / "naeringsgraf" / "secret"
    home = os.environ.get("XDG_CONFIG_HOME")
    return (Path(home) if home else Path.home() / ".config") / "naeringsgraf" / "secret"


def load_secret() -> Secret:
    """Give the secret of the environment, else that of the user's file, which is made where it is not there.

    Raises:
        CallError: the one of the environment is shorter than 16 characters.
        StoreError: the file can be neither read nor made, or others may read it.
    """
    given = os.environ.get(VARIABLE)
    if given:
        if len(given) < _SHORTEST:
            raise CallError(f"{VARIABLE} is {len(given)} characters long; take at least {_SHORTEST}, drawn by lot")
        return Secret(given.encode("utf-8", "surrogateescape"))
    path = find_secret_file()
    try:
        return _read(path) if path.exists() else _make(path)
    except OSError as error:
        raise StoreError(f"{path}: the secret of pseudonyms cannot be kept there ({error}); set {VARIABLE}") from error


def _read(path: Path) -> Secret:
    if os.name == "posix" and path.stat().st_mode & 0o077:
        raise StoreError(f"{path}: others may read the secret of pseudonyms; take that away with: chmod 600 {path}")
    key = path.read_text("ascii").strip().encode("ascii")
    if len(key) < _SHORTEST:
        raise StoreError(f"{path} holds no secret; remove it, and another is made, which gives other pseudonyms")
    return Secret(key)


def _make(path: Path) -> Secret:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _read(path)
    with os.fdopen(handle, "w", encoding="ascii") as stream:
        stream.write(secrets.token_hex(32) + "\n")
        stream.flush()
        os.fsync(stream.fileno())
    return _read(path)
