"""A folder in which some files are as they would be: a draft is read like the files themselves."""

from collections.abc import Mapping
from fnmatch import fnmatchcase

from engine.classes import dataclass
from engine.trees.trees import FolderTree


@dataclass(frozen=True, slots=True)
class OverlayTree:
    """The files of a folder, with the content of some of them replaced; none is added."""

    under: FolderTree
    files: Mapping[str, bytes]

    @property
    def name(self) -> str:
        """The folder as it was given."""
        return self.under.name

    def read(self, path: str) -> bytes:
        """The bytes of a file. Raises OutsideTree, or OSError when it cannot be read."""
        return self.files[path] if path in self.files else self.under.read(path)

    def head(self, path: str, size: int) -> bytes:
        """The first bytes of a file."""
        return self.files[path][:size] if path in self.files else self.under.head(path, size)

    def exists(self, path: str) -> bool:
        """True for a file that `read` would find. Raises OutsideTree."""
        return path in self.files or self.under.exists(path)

    def list(self, pattern: str) -> tuple[str, ...]:
        """Paths of the files that match a glob, sorted."""
        added = (path for path in self.files if fnmatchcase(path, pattern))
        return tuple(sorted({*self.under.list(pattern), *added}))

    def names(self, folder: str) -> tuple[str, ...]:
        """Names of the files of a folder, sorted. Raises OutsideTree, or OSError."""
        return self.under.names(folder)
