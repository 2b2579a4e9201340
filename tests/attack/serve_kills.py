"""`roadmap serve` killed at random moments under load: `python -m tests.attack.serve_kills 200`.

Tables are sent and accepted, drafts are saved and jobs run while the server is killed: three times
of four at a random moment after something of this life was acknowledged, else at any moment. After
each start: the ledger is whole, every file is one of those that were sent, what was acknowledged
stands in its place or gave way to a later one, and in the journal.
"""

import argparse
import random
import signal
import sqlite3
import tempfile
from collections import Counter
from http.client import HTTPException
from pathlib import Path
from threading import Event, Thread
from time import monotonic, sleep
from urllib.parse import urlencode

from engine.yamltext import parse
from tests.bench.people import WORKS, Server, upload
from tests.unit.web.workspaces import NAME

FORM = "application/x-www-form-urlencoded"
SPEC = "talents.yaml"
DEEDS = ("table", "save")


class Load:
    """Somebody who writes one file again and again, and knows which writings were acknowledged."""

    def __init__(self, server: Server, sent: set[bytes], start: int) -> None:
        self.server, self.sent, self.number = server, sent, start
        self.acknowledged = 0
        self.last: bytes | None = None
        self.now = b""
        self.over = Event()

    def run(self) -> None:
        """Until the server is gone."""
        while not self.over.is_set():
            self.number += 1
            try:
                is_written = self.write(f"{self.number:030d}")
            except (OSError, HTTPException):
                return
            if is_written:
                self.acknowledged, self.last = self.acknowledged + 1, self.now

    def write(self, token: str) -> bool:
        """Write it once more; whether that was acknowledged."""
        raise NotImplementedError

    def form(self, path: str, **fields: str) -> tuple[int, bytes, str]:
        """Send a form."""
        return self.server.ask("POST", path, urlencode(fields).encode(), FORM)


class Tables(Load):
    """Sends and accepts a table."""

    def write(self, token: str) -> bool:
        base = sorted(self.sent)[0]
        table = base + b"".join(base.splitlines(keepends=True)[2:3] * (self.number % 7))
        self.sent.add(table)
        self.now = table
        place = self.server.ask("POST", f"/projects/{NAME}/tables", *upload(table))[2]
        return self.form(f"{place}/accept", token=f"accept{token}")[0] == 303


class Drafts(Load):
    """Begins and saves a draft of a spec."""

    def write(self, token: str) -> bool:
        page = self.server.ask("GET", f"/projects/{NAME}/files/{SPEC}")[1].decode()
        base = page.partition('name="base" value="')[2].partition('"')[0]
        text = sorted(self.sent)[0].decode() + f"# {self.number}\n"
        self.now = text.encode()
        self.sent.add(self.now)
        asked = {"file": SPEC, "base": base, "text": text, "token": f"draft{token}"}
        place = self.form(f"/projects/{NAME}/drafts", **asked)[2]
        return self.form(f"{place}/save", token=f"saved{token}", note="")[0] == 303


def check(home: Path, folder: Path, loads: dict[str, Load], acknowledged: Counter[str]) -> None:
    """What must hold after a kill."""
    with sqlite3.connect(home / "workspace.sqlite") as ledger:
        assert ledger.execute("pragma integrity_check").fetchone() == ("ok",)
        told = dict(ledger.execute("select what, count(*) from journal group by what").fetchall())
    for deed, path in zip(DEEDS, (WORKS, SPEC), strict=True):
        load = loads[deed]
        assert told.get(deed, 0) >= acknowledged[deed], (told, acknowledged)
        there = (folder / "specs" / NAME / path).read_bytes()
        assert there in load.sent, path
        assert load.last is None or there in (load.last, load.now), path
    for spec in (folder / "specs" / NAME).glob("*.yaml"):
        assert parse(spec.read_bytes(), spec.name).document is not None, spec.name


def wait_for_one(loads: dict[str, Load], seconds: float = 60) -> None:
    """Until something of this life was acknowledged."""
    until = monotonic() + seconds
    while not any(load.acknowledged for load in loads.values()) and monotonic() < until:
        sleep(0.02)


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
        server, total, lives = Server(folder), Counter[str](), 0
        project = folder / "specs" / NAME
        sent = {path: {(project / path).read_bytes()} for path in (WORKS, SPEC)}
        numbers = dict.fromkeys(DEEDS, 0)
        for kill in range(times):
            loads: dict[str, Load] = {
                "table": Tables(server, sent[WORKS], numbers["table"]),
                "save": Drafts(server, sent[SPEC], numbers["save"]),
            }
            threads = [Thread(target=each.run) for each in loads.values()]
            for thread in threads:
                thread.start()
            job = f"as_of=2022-06-01&audience=internal&token=job{kill:030d}".encode()
            if kill % 4 == 0:
                server.ask("POST", f"/projects/{NAME}/jobs", job, FORM)
            if kill % 4 != 3:
                wait_for_one(loads)
            sleep(chance.uniform(0.05, asked.seconds))
            server.process.send_signal(signal.SIGKILL)
            server.process.wait()
            for load in loads.values():
                load.over.set()
            for thread in threads:
                thread.join()
            for deed, load in loads.items():
                total[deed] += load.acknowledged
                numbers[deed] = load.number
            lives += any(each.acknowledged for each in loads.values())
            server = Server(folder)
            check(server.home, folder, loads, total)
        server.stop()
    print(
        f"{times} kills, {lives} of them after something was acknowledged: {total['table']} tables "
        f"and {total['save']} drafts, none lost"
    )


if __name__ == "__main__":
    main()
