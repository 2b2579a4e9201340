"""What lies where a file could: pipes, devices, links that lead nowhere. Every verb says so or does
without it, and none waits."""

import os
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import pytest

from tests.attack.kills import SMALL
from tests.running import run
from tests.unit.execute.small_projects import write_project
from tests.unit.papers.wordxml import docx, p

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes are made here")

DATA = """\
  - name: schools
    path: schools.csv
    schema: {fields: [{name: code, type: string}, {name: low, type: boolean}]}
    organisation: code
"""
RULES = {"low": "target: '>= 1 %', rule: {measure: share, in: schools, of: low, missing: exclude}"}
KINDS = ("pipe", "dead link", "circle", "folder", "device", "link to a device")
NAMES = (
    "project.yaml", "low-results.yaml", "data.yaml", "schools.csv", "stray.yaml", "a.test.yaml",
    "rules/a.yaml", "decisions/a.yaml", "roadmap.toml",
)  # fmt: skip
SECONDS = 20


def lay(path: Path, kind: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    match kind:
        case "pipe":
            os.mkfifo(path)
        case "dead link":
            path.symlink_to("nowhere")
        case "circle":
            path.symlink_to(path.name)
        case "folder":
            path.mkdir()
        case "link to a device":
            path.symlink_to("/dev/zero")
        case _:
            try:
                os.mknod(path, 0o20644, os.makedev(1, 5))
            except (PermissionError, AttributeError):
                pytest.skip("no device can be made here")


@contextmanager
def in_time() -> Iterator[None]:
    """Whoever waits for a pipe is woken, and the test fails."""

    def ring(_: int, __: FrameType | None) -> None:
        raise BaseExceptionGroup("", [TimeoutError()])

    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", NAMES)
def test_no_verb_waits_for_what_is_no_file(kind: str, name: str, tmp_path: Path) -> None:
    folder = write_project(tmp_path / "p", DATA, RULES, {"schools.csv": "code;low\n1;да\n2;нет\n"})
    lay(folder / name, kind)
    project, out = str(folder), str(tmp_path / "out")
    paper = str(tmp_path / "order.docx")
    Path(paper).write_bytes(docx(p("План работы")))
    for words in (
        ("validate", project), ("evaluate", project, "--as-of", "2022-06-01", "--out", out),
        ("lint", project), ("fmt", "--check", project), ("test", project), ("show", project),
        ("migrate", "--check", project), ("diff", str(SMALL), project),
        ("data", "describe", str(folder / name)), ("fmt", "--check", str(folder / name)),
        *((verb, str(folder / name)) for verb in ("validate", "lint", "test", "plan", "show")),
        ("compare", "--list", "--history", str(folder / name)),
        ("compare", str(folder / name), str(folder / name)),
        ("accept", project), ("accept", "--all", project), ("lineage", project), ("graph", project),
        ("docs", project, "--out", out), ("docs", project, "--out", project, "--check"),
        ("lint", "--fix", project), ("data", "check", project), ("data", "preview", project),
        ("import", paper, "--into", project, "--dry-run"), ("new", "roadmap", project, "novaya"),
        ("import", str(folder / name), "--into", str(tmp_path / "q"), "--dry-run"),
    ):  # fmt: skip
        with in_time():
            done = run(*words)
        assert done.code in (0, 1, 2), (words, done.err)
        assert done.code != 2 or done.err.strip(), words
    shutil.rmtree(folder)
