"""`roadmap serve` killed at random moments under load: `python -m tests.attack.serve_kills 200`.

Tables are sent and accepted and drafts are saved while the server, sometimes a job's process, is
killed. After each start: the ledger is whole, every file is one of those that were sent, every
acceptance that was acknowledged stands in its place or gave way to a later one, and in the journal.
"""

import argparse
import random
import signal
import sqlite3
import tempfile
from http.client import HTTPException
from pathlib import Path
from threading import Event, Thread
from time import sleep

from engine.yamltext import parse
from tests.bench.people import WORKS, Server, upload
from tests.unit.web.workspaces import NAME

FORM = "application/x-www-form-urlencoded"


class Load:
    """Somebody who sends and accepts tables, and knows which were acknowledged."""

    def __init__(self, server: Server, sent: set[bytes], start: int) -> None:
        self.server, self.sent, self.number = server, sent, start
        self.acknowledged = 0
        self.last: bytes | None = None
        self.now = b""
        self.over = Event()

    def run(self) -> None:
        """Until the server is gone."""
        base = sorted(self.sent)[0]
        while not self.over.is_set():
            self.number += 1
            table = base + b"".join(base.splitlines(keepends=True)[2:3] * (self.number % 7))
            try:
                self.sent.add(table)
                self.now = table
                form = upload(table)
                place = self.server.ask("POST", f"/projects/{NAME}/tables", *form)[2]
                token = f"token=accept{self.number:030d}".encode()
                status, _, _ = self.server.ask("POST", f"{place}/accept", token, FORM)
            except (OSError, HTTPException):
                return
            if status == 303:
                self.acknowledged, self.last = self.acknowledged + 1, table


def check(home: Path, folder: Path, load: Load, acknowledged: int) -> None:
    """What must hold after a kill."""
    with sqlite3.connect(home / "workspace.sqlite") as ledger:
        assert ledger.execute("pragma integrity_check").fetchone() == ("ok",)
        (entries,) = ledger.execute("select count(*) from journal where what = 'table'").fetchone()
    assert entries >= acknowledged, (entries, acknowledged)
    there = (folder / "specs" / NAME / WORKS).read_bytes()
    assert there in load.sent
    assert load.last is None or there in (load.last, load.now)
    for spec in (folder / "specs" / NAME).glob("*.yaml"):
        assert parse(spec.read_bytes(), spec.name).document is not None, spec.name


def main() -> None:
    """Kill so many times; prints how many acceptances were acknowledged meanwhile."""
    parser = argparse.ArgumentParser()
    parser.add_argument("times", type=int, nargs="?", default=200)
    parser.add_argument("--seconds", type=float, default=3.0, help="the longest life of a server")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    times, chance = asked.times, random.Random(asked.seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        server, total, number = Server(folder), 0, 0
        sent = {(folder / "specs" / NAME / WORKS).read_bytes()}
        for kill in range(times):
            load = Load(server, sent, number)
            thread = Thread(target=load.run)
            thread.start()
            job = f"as_of=2022-06-01&audience=internal&token=job{kill:030d}".encode()
            if kill % 4 == 0:
                server.ask("POST", f"/projects/{NAME}/jobs", job, FORM)
            sleep(chance.uniform(0.05, asked.seconds))
            server.process.send_signal(signal.SIGKILL)
            server.process.wait()
            load.over.set()
            thread.join()
            total, number = total + load.acknowledged, load.number
            check(server.home, folder, load, total)
            server = Server(folder)
        server.stop()
    print(f"{times} kills, {total} acknowledged acceptances, none lost")


if __name__ == "__main__":
    main()
