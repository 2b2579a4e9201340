"""What `roadmap diff` takes for a revision, for a range of revisions and for a folder."""

import importlib
from pathlib import Path
from typing import Any

import pytest

verb: Any = importlib.import_module("engine.cli.verbs.diff")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with projects `new` and `v1..v2`; sides are told and not opened."""
    for name in ("new", "v1..v2"):
        (tmp_path / name).mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(verb, "default_folder", lambda: Path("here"))
    monkeypatch.setattr(verb, "_side", lambda name, other: (name, other))


@pytest.mark.parametrize(
    ("old", "new", "sides", "revisions"),
    [
        ("main..work", None, [("main:here", None), ("work:here", None)], ("main", "work")),
        ("main...work", None, [("main:here", None), ("work:here", None)], ("main", "work")),
        ("main..", None, [("main:here", None), ("HEAD:here", None)], ("main", "HEAD")),
        ("main..work", "new", [("main:new", None), ("work:new", None)], ("main", "work")),
        ("HEAD~1", None, [("HEAD~1", "here"), ("here", "HEAD~1")], ("HEAD~1", "here")),
        ("HEAD~1:new", "new", [("HEAD~1:new", "new"), ("new", "HEAD~1:new")], ("HEAD~1", None)),
        ("v1..v2", "new", [("v1..v2", "new"), ("new", "v1..v2")], (None, None)),
        ("new/../gone", "new", [("new/../gone", "new"), ("new", "new/../gone")],
         ("new/../gone", None)),
        ("../gone", "new", [("../gone", "new"), ("new", "../gone")], ("../gone", None)),
    ],
)  # fmt: skip
def test_what_is_compared(
    old: str,
    new: str | None,
    sides: list[tuple[str, str | None]],
    revisions: tuple[str | None, str | None],
) -> None:
    assert list(verb._sides(old, new)) == sides
    assert verb._revisions(old, new) == revisions
