"""The rules that `use:` may name in a project, with their titles."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from engine.editing.assist import Library
from engine.load.checked import LIBRARY_FOLDER, OWN_FOLDER
from engine.packaged import rules_folder
from engine.trees import content_of
from engine.yamltext import LIMIT

_RULE = re.compile(r"(?m)^id:\s*[\"']?([\w-]+)")
_TITLE = re.compile(r"(?m)^title:\s*[\"']?(.*?)[\"']?\s*$")


def library_of(folder: Path) -> Library:
    """The rules of the library and of the project in the folder."""
    own = _rules((folder / OWN_FOLDER).glob("*.y*ml"))
    return Library(_packaged() | dict(own))


@lru_cache(maxsize=1)
def _packaged() -> dict[str, str]:
    return dict(_rules((rules_folder() / LIBRARY_FOLDER).glob("*.yaml")))


def _rules(files: Iterable[Path]) -> Iterator[tuple[str, str]]:
    for path in files:
        text = text_of(path)
        id, title = _RULE.search(text), _TITLE.search(text)
        if id:
            yield id[1], title[1] if title else ""


def text_of(path: Path) -> str:
    """The text of a spec; nothing of what cannot be one: a pipe, a device, a file too large."""
    try:
        data = content_of(path, LIMIT + 1)
    except OSError:
        return ""
    return data.decode("utf-8-sig", "replace") if len(data) <= LIMIT else ""
