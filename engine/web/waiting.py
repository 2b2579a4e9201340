"""What was sent and waits, each in a folder that only its owner may look into."""

import json
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from engine.children import ChildFailed
from engine.whole_files import write_files


class NotChecked(Exception):  # noqa: N818
    """The file was not read to its end; nothing of it was kept. `kind` says why."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


@contextmanager
def begun(home: Path) -> Iterator[tuple[str, Path]]:
    """The id and the folder of something new; where it fails nothing is left. Raises NotChecked for
    a child that failed, and OSError."""
    id = secrets.token_hex(16)
    folder = home / id
    try:
        folder.mkdir(parents=True, mode=0o700)
        yield id, folder
    except BaseException as problem:
        shutil.rmtree(folder, ignore_errors=True)
        if isinstance(problem, ChildFailed):
            raise NotChecked(problem.kind.value) from problem
        raise


def note(folder: Path, name: str, about: dict[str, Any]) -> None:
    """Keep what is known of it. Raises NotWritten."""
    write_files(folder, {name: json.dumps(about, ensure_ascii=False)})


def noted(home: Path, id: str, name: str) -> tuple[Path, dict[str, Any]] | None:
    """Its folder and what is known of it; None where nothing of that kind waits under the id, which
    comes from an address."""
    if not (len(id) == 32 and id.isalnum()):
        return None
    try:
        about: dict[str, Any] = json.loads((home / id / name).read_bytes())
    except (OSError, ValueError):
        return None
    return home / id, about
