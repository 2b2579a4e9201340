"""Contents of files by their hash: what a draft began from, and what a saved file held before."""

from hashlib import sha256
from pathlib import Path

from engine.classes import dataclass
from engine.whole_files import write_files


def hash_of(content: bytes) -> str:
    """The name of a content."""
    return sha256(content).hexdigest()


@dataclass(frozen=True, slots=True)
class Blobs:
    """A folder of contents."""

    folder: Path

    def keep(self, content: bytes) -> str:
        """Keep it; its hash. Raises NotWritten."""
        name = hash_of(content)
        if not (self.folder / name).is_file():
            write_files(self.folder, {name: content})
        return name

    def forget(self, name: str) -> None:
        """The content is no longer here. Raises OSError."""
        (self.folder / name).unlink(missing_ok=True)

    def read(self, name: str) -> bytes | None:
        """The content of a hash; None where it is not here."""
        if len(name) != 64 or not set(name) <= set("0123456789abcdef"):
            return None
        path = self.folder / name
        return path.read_bytes() if path.is_file() else None
