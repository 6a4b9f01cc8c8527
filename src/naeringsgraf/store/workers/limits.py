"""What one document, query or page may cost."""

from dataclasses import dataclass
from typing import Final

_MIB: Final = 1 << 20
_GIB: Final = 1 << 30


@dataclass(frozen=True, slots=True)
class Limits:
    """What a piece of work may cost before it is refused; the usual ones are far more than minutes need."""

    seconds: float = 15.0
    """From the moment it is taken up until all that is made of it has arrived; a build of it alone ends within 20."""
    memory: int = 768 * _MIB
    """Bytes, those that the process needs before it reads anything included. With the processes that started it, a
    document takes up to 1 GiB."""
    open_files: int = 64
    """At a time. A store of the engine takes some for each of its tables."""
    file_bytes: int = 0
    """The largest file that may be written; 0 where nothing is to be written."""

    def tell_seconds(self) -> str:
        """Give the time with its unit."""
        return f"{self.seconds:g} s"

    def tell_memory(self) -> str:
        """Give the memory with its unit."""
        return f"{self.memory / _GIB:g} GiB" if self.memory % _GIB == 0 else f"{self.memory / _MIB:,.0f} MiB"


USUAL: Final = Limits()
