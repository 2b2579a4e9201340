"""A run that is asked to end takes everything along: children, their folders, its own files."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from threading import Event, Timer
from time import monotonic, sleep
from types import ModuleType
from typing import cast
from unittest.mock import patch

import pytest

from engine.children import Child
from engine.children.office import run_office
from engine.children.programs import Ended
from engine.children.workers import Workers
from tests.attack.kills import SMALL

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")


def test_a_signal_to_end_stops_the_children_and_sweeps_their_folders(tmp_path: Path) -> None:
    """A process of its own, since it is asked to end: two seconds, most of them two starts."""
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    for name in ("a", "b"):
        shutil.copytree(SMALL, tmp_path / "specs" / name)
    running = subprocess.Popen(
        [sys.executable, "-m", "engine.cli", "evaluate", "specs", "--jobs", "2", "--no-cache"],
        cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(scratch)},
    )  # fmt: skip
    until = monotonic() + 60
    while monotonic() < until and not any(scratch.iterdir()) and running.poll() is None:
        sleep(0.02)
    running.send_signal(signal.SIGTERM)
    _, said = running.communicate(timeout=60)
    assert (running.returncode, "Прервано" in said) == (143, True), said
    assert list(scratch.iterdir()) == []
    assert not list(tmp_path.rglob(".roadmap-*"))


def test_what_libreoffice_works_on_goes_with_its_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """It leaves its scratch files, which hold the paper, where it is when it is stopped."""
    seen: list[Path] = []

    def stopped(_: str, words: Sequence[str], *, folder: Path, **more: dict[str, str]) -> Ended:
        scratch = Path(more["variables"]["TMPDIR"])
        (scratch / "lu1.tmp").write_bytes(b"paper")
        seen.append(scratch)
        assert scratch.parent == folder
        (folder / "out").mkdir()
        (folder / "out" / "paper0.docx").write_bytes(b"made")
        return Ended(0, b"", b"")

    office = import_module("engine.children.office")  # the room gives out a function of this name
    monkeypatch.setattr(office, "office", lambda: "soffice")
    monkeypatch.setattr(office, "run_program", stopped)
    assert run_office(b"paper", "odt", "docx") == b"made"
    assert not seen[0].exists()


def test_ctrl_c_while_the_modules_are_loaded_shows_no_traceback() -> None:
    """Python's own start apart, which is over before a line of ours is read."""
    seen = []

    class Loaded(ModuleType):
        def __getattr__(self, name: str) -> object:
            seen.append(signal.getsignal(signal.SIGINT))
            return name

    heard = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with patch.dict(sys.modules, {"engine.cli.app": Loaded("engine.cli.app")}):
            exec((ROOT / "engine" / "cli" / "__init__.py").read_text("utf-8"))
        after = signal.getsignal(signal.SIGINT)
    finally:
        signal.signal(signal.SIGINT, heard)
    assert {*seen} == {signal.SIG_DFL}
    assert after is signal.default_int_handler


def test_ctrl_c_ends_the_wait_for_the_workers_at_once() -> None:
    """Polars, once imported, asks the system to go on with what was waited for."""
    import_module("polars")
    heard = signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.siginterrupt(signal.SIGINT, False)
    closed = Event()

    class Busy:
        def call(self, *_: object) -> bool:
            return closed.wait(10)

        def close(self) -> None:
            closed.set()

    workers = Workers(bool, 1, lambda: cast(Child, Busy()))
    started = monotonic()
    Timer(0.05, os.kill, (os.getpid(), signal.SIGINT)).start()
    try:
        with pytest.raises(KeyboardInterrupt):
            list(workers.run([()]))
    finally:
        signal.signal(signal.SIGINT, heard)
    assert monotonic() - started < 3
