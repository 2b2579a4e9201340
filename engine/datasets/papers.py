"""The files of registered documents: whether they lie in the project, and their hashes."""

from engine.caching import file_digest
from engine.datasets.files import Folder
from engine.datasets.tables import Dataset, Paper
from engine.results.outcome import FileHash
from engine.trees import OutsideTree, is_mask

_COLUMN = "file"


def read_papers(
    register: Dataset | None, folder: Folder
) -> tuple[dict[str, Paper], list[FileHash]]:
    """Each file that the register names, by that name; and the hashes of those that are there."""
    if register is None or _COLUMN not in register.columns:
        return {}, []
    named = register.frame[_COLUMN].drop_nulls().unique(maintain_order=True).to_list()
    papers, hashes = {}, {}
    for name in map(str, named):
        path, papers[name] = _paper(folder, name)
        if path and papers[name].sha256:
            hashes[path] = FileHash(path, papers[name].sha256 or "")
    return papers, list(hashes.values())


def _paper(folder: Folder, name: str) -> tuple[str | None, Paper]:
    try:
        found = () if is_mask(name) else folder.find(name)
        real = folder.tree.path(found[0]) if found else None
        if real is None or not real.is_file():
            return None, Paper(None, "absent")
        return found[0], Paper(file_digest(real))
    except OutsideTree:
        return None, Paper(None, "outside")
    except OSError:
        return None, Paper(None, "unread")
