"""The verb: a real server on a free port, come in by the printed address, stopped by a signal."""

import asyncio
import logging
import os
import re
import select
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path
from time import monotonic

import pytest

pytest.importorskip("starlette", reason="the extra [web] is not installed")


from tests.running import run
from tests.unit.web.workspaces import ROOT

pytest.importorskip("uvicorn", reason="the extra [web] is not installed")

from engine.web import serving

TALK = re.compile(r"http://127\.0\.0\.1:\d+/enter\?key=[\w-]+")


def start(folder: Path) -> tuple[subprocess.Popen[str], str]:
    popen = subprocess.Popen(
        [sys.executable, "-m", "engine.cli", "serve", str(ROOT / "specs"), "--no-browser"],
        cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert popen.stdout
    until, said = monotonic() + 60, ""
    while monotonic() < until and not TALK.search(said) and popen.poll() is None:
        if select.select([popen.stdout], [], [], 0.2)[0]:
            said += popen.stdout.readline()
    found = TALK.search(said)
    assert found, said + (popen.communicate(timeout=5)[1] if popen.poll() is not None else "")
    return popen, found[0]


def test_the_printed_address_leads_to_the_projects_and_a_signal_ends_it(tmp_path: Path) -> None:
    server, address = start(tmp_path)
    try:
        browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        with browser.open(address, timeout=30) as answer:
            assert answer.url == address.partition("enter")[0]
            assert "dyatkovo-2021" in answer.read().decode()
        place = f"{answer.url}projects/dyatkovo-2021/rename"
        kind = {"origin": answer.url.rstrip("/"),
                "content-type": "application/x-www-form-urlencoded"}  # fmt: skip
        for door, status in ((browser, 413), (urllib.request.build_opener(), 401)):
            with pytest.raises(urllib.error.HTTPError) as refused:
                door.open(urllib.request.Request(place, bytes(32 << 20), kind), timeout=30)
            assert refused.value.code == status  # and no «connection reset» while it was sending
            assert "<p" in refused.value.read().decode()
    finally:
        server.send_signal(signal.SIGINT)
        _, said = server.communicate(timeout=30)
    assert server.returncode in (0, -signal.SIGINT), said
    assert "Traceback" not in said
    assert "закрыто" in said
    home = tmp_path / "outputs" / "workspace"
    assert home.stat().st_mode & 0o077 == 0


def test_a_folder_that_is_not_there_is_told() -> None:
    done = run("serve", "nowhere", "--no-browser")
    assert done.code == 2
    assert "такого файла или папки нет" in done.err


def test_a_ledger_of_something_else_is_told(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "workspace.sqlite").write_bytes(b"no ledger at all, but long enough to look at" * 9)
    done = run("serve", str(ROOT / "specs"), "--no-browser", "--home", str(home))
    assert done.code == 2
    assert "не открывается" in done.err


@pytest.mark.parametrize(
    ("level", "message", "problem", "told"),
    [
        (logging.ERROR, "Exception in ASGI application", asyncio.CancelledError(), False),
        (logging.ERROR, "Cancel %s running task(s), timeout graceful shutdown exceeded", 0, False),
        (logging.WARNING, "Invalid HTTP request received.", None, False),
        (logging.ERROR, "Exception in ASGI application", ValueError(), True),
    ],
)
def test_the_terminal_is_told_of_faults_alone(
    level: int, message: str, problem: object, told: bool
) -> None:
    """A file on its way when the server was stopped showed a traceback."""
    info = (type(problem), problem, None) if isinstance(problem, BaseException) else None
    record = logging.LogRecord("uvicorn.error", level, "", 1, message, None, info)
    assert serving._is_a_fault(record) is told


def test_without_the_libraries_the_verb_says_how_to_get_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("engine.cli.verbs.serve.LIBRARIES", ("no_such_library",))
    done = run("serve", str(ROOT / "specs"))
    assert done.code == 2
    assert "pip install" in done.err
