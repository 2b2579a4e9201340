"""The rules that `use:` may name in a project, with their titles."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from engine.editing.assist import Library
from engine.lazy import lazy_pattern
from engine.load.checked import LIBRARY_FOLDER, OWN_FOLDER
from engine.packaged import rules_folder
from engine.trees import content_of
from engine.yamltext import LIMIT

_RULE = lazy_pattern(r"(?m)^id:\s*[\"']?([\w-]+)")
_TITLE = lazy_pattern(r"(?m)^title:\s*[\"']?(.*?)[\"']?\s*$")


def library_of(folder: Path) -> Library:
    """The rules of the library and of the project in the folder."""
    own = tuple(_rules((folder / OWN_FOLDER).glob("*.y*ml")))
    titles = {id: title for id, title, _ in own}
    return Library(_packaged() | titles, {id: f"{OWN_FOLDER}/{name}" for id, _, name in own})


@lru_cache(maxsize=1)
def _packaged() -> dict[str, str]:
    found = _rules((rules_folder() / LIBRARY_FOLDER).glob("*.yaml"))
    return {id: title for id, title, _ in found}


def _rules(files: Iterable[Path]) -> Iterator[tuple[str, str, str]]:
    """Id, title and name of the file."""
    for path in files:
        text = text_of(path)
        id, title = _RULE.search(text), _TITLE.search(text)
        if id:
            yield id[1], title[1] if title else "", path.name


def text_of(path: Path) -> str:
    """The text of a spec; nothing of what cannot be one: a pipe, a device, a file too large."""
    try:
        data = content_of(path, LIMIT + 1)
    except OSError:
        return ""
    return data.decode("utf-8-sig", "replace") if len(data) <= LIMIT else ""
