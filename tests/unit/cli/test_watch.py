"""`validate --watch`: the next save is checked without being asked for."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
GOOD = ROOT / "tests" / "codes" / "S120" / "good"


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl+C is sent as a POSIX signal")
def test_a_saved_mistake_is_told_and_its_mending_too(tmp_path: Path) -> None:
    project = tmp_path / "example"
    shutil.copytree(GOOD, project)
    spec = project / "low-results.yaml"
    good = spec.read_text("utf-8")
    log = tmp_path / "log"
    with log.open("w", encoding="utf-8") as out:
        watching = subprocess.Popen(
            [sys.executable, "-m", "engine.cli", "validate", str(project), "--watch"],
            stdout=out, stderr=subprocess.STDOUT, env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        try:
            seen = waiting_rounds(log, 1)
            assert "замечаний нет" in seen
            assert "S101" not in seen
            spec.write_text(good.replace("title:", "titel:", 1), "utf-8")
            assert "S101" in waiting_rounds(log, 2)
            spec.write_text(good, "utf-8")
            waiting_rounds(log, 3)
        finally:
            watching.send_signal(signal.SIGINT)
            code = watching.wait(timeout=20)
    assert code == 0
    assert "Traceback" not in log.read_text("utf-8")


def waiting_rounds(log: Path, rounds: int) -> str:
    """The log once so many rounds have ended."""
    for _ in range(300):
        text = log.read_text("utf-8")
        if text.count("Ctrl+C") >= rounds:
            return text
        time.sleep(0.1)
    raise AssertionError(f"round {rounds} did not come: {log.read_text('utf-8')}")
