"""Two versions of one file, each in its project: `roadmap diff` compares projects."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from engine.load import find_projects


@contextmanager
def two_sides(path: str, old: bytes, new: bytes) -> Iterator[tuple[Path, str] | None]:
    """A folder with `a/…` and `b/…`, the project as it lies here but for the one file.

    None where the file belongs to no project.
    """
    project = next(iter(find_projects((Path(path),))), None) if Path(path).is_file() else None
    if project is None or project.is_absolute():
        yield None
        return
    with TemporaryDirectory(prefix="roadmap-") as temporary:
        home = Path(temporary)
        for side, content in (("a", old), ("b", new)):
            for file in project.rglob("*.yaml"):
                target = home / side / file
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file, target)
            (home / side / path).write_bytes(content)
        yield home, project.as_posix()
