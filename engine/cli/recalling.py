"""A run of `roadmap evaluate` that is the same as an earlier one: its reports are taken over.

The same is: the program, the command line, the folder it was given in, and the bytes of every file
of the project and of the uploaded tables.
"""

import base64
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from engine.caching import Store, digest, engine_print, from_plain, to_plain, tree_print
from engine.cli.output import write_files

if TYPE_CHECKING:
    from engine.cli.evaluating import Told, Wish

Files = dict[str, str | bytes]


@dataclass(frozen=True, slots=True)
class Recall:
    """Where the run is kept."""

    store: Store
    key: str
    target: Path

    def told(self) -> "Told | None":
        """The run with its reports written again; None where it is not known."""
        from engine.cli.evaluating import Told
        from engine.results.region import ProjectSum

        content = self.store.get(self.key)
        if content is None:
            return None
        kept = json.loads(content)
        files: Files = {name: base64.b64decode(text) for name, text in kept["files"].items()}
        written = write_files(self.target, files)
        summed = from_plain(ProjectSum, kept["summed"]) if kept["summed"] else None
        return Told(kept["code"], written, kept["closing"], summed=summed, recalled=True)

    def remember(self, told: "Told", files: Files) -> None:
        """Keep a run."""
        kept = {
            "code": told.code,
            "closing": told.closing,
            "summed": to_plain(told.summed) if told.summed else None,
            "files": {name: _base64(content) for name, content in files.items()},
        }
        self.store.put(self.key, json.dumps(kept, ensure_ascii=False).encode())


def recall(folder: Path, target: Path, wish: "Wish", store: Store | None) -> Recall | None:
    """Where this run would be kept; None where nothing is kept, or a file cannot be read."""
    if store is None or wish.cache is None or wish.keep is not None:
        return None
    leave_out = (target, wish.cache)
    try:
        read = [tree_print(folder, leave_out)]
        read += [tree_print(wish.data_dir, leave_out)] if wish.data_dir else []
    except OSError:
        return None
    asked = [
        wish.as_of.isoformat(), wish.formats, wish.audience, wish.fail_on.value, wish.lang,
        wish.verbose, wish.summed, wish.engine, wish.master,
    ]  # fmt: skip
    places = [os.getcwd(), str(folder), str(wish.data_dir)]
    key = digest("run", engine_print(), places, asked, read)
    return Recall(store, key, target)


def _base64(content: str | bytes) -> str:
    return base64.b64encode(content.encode() if isinstance(content, str) else content).decode()
