"""Several people in one workspace on loopback: `python -m tests.bench.people --people 20`.

Each looks at pages, sends a table, reads what was found, forgets it; every fifth starts a report.
Prints a table: how many of each, median, 95th percentile and longest in milliseconds, and the most
memory that the server and its children held together.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from http.client import HTTPConnection
from pathlib import Path
from threading import Lock, Thread
from time import monotonic, sleep

from tests.unit.web.workspaces import NAME, copy_example

PAGES = ("/", f"/projects/{NAME}", f"/projects/{NAME}/roadmaps/low-results",
         f"/projects/{NAME}/tables", "/journal")  # fmt: skip
WORKS = "data/Диагностические работы.csv"


class Server:
    """`roadmap serve` over a copy of the example, in a process of its own."""

    def __init__(self, folder: Path) -> None:
        if not (folder / "specs").is_dir():
            copy_example(folder)
        self.home = folder / "home"
        (self.home / "address.json").unlink(missing_ok=True)  # of one that was killed
        self.process = subprocess.Popen(
            [sys.executable, "-m", "engine.cli", "serve", str(folder / "specs"), "--no-browser",
             "--home", str(self.home), "--history", str(folder / "history.sqlite")],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        until = monotonic() + 60
        while not (self.home / "address.json").is_file():
            if monotonic() > until or self.process.poll() is not None:
                raise RuntimeError("the server did not start")
            sleep(0.05)
        found = json.loads((self.home / "address.json").read_text("utf-8"))
        self.port, self.token = found["port"], found["token"]
        sleep(0.3)

    def ask(
        self, method: str, path: str, body: bytes = b"", kind: str = ""
    ) -> tuple[int, bytes, str]:
        """Status, content and where it leads."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=300)
        headers = {"authorization": f"Bearer {self.token}", "content-type": kind}
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        return answer.status, content, answer.getheader("location") or ""

    def memory(self) -> int:
        """Bytes that the server and its children hold now."""
        parents: dict[int, list[int]] = defaultdict(list)
        for each in Path("/proc").glob("[0-9]*/stat"):
            try:
                text = each.read_text("utf-8", "replace")
            except OSError:
                continue
            parents[int(text.rpartition(")")[2].split()[1])].append(int(each.parent.name))
        waiting, total = [self.process.pid], 0
        while waiting:
            pid = waiting.pop()
            waiting += parents[pid]
            try:
                pages = Path(f"/proc/{pid}/statm").read_text("utf-8").split()[1]
            except OSError:
                continue
            total += int(pages) * 4096
        return total

    def stop(self) -> None:
        """End it."""
        self.process.terminate()
        self.process.wait(30)


class Clock:
    """How long things took, by what they were."""

    def __init__(self) -> None:
        self.taken: dict[str, list[float]] = defaultdict(list)
        self._lock = Lock()

    def timed(self, server: Server, what: str, *asked: object) -> tuple[int, bytes, str]:
        """Ask, and note the time."""
        began = monotonic()
        found = server.ask(*asked)  # type: ignore[arg-type]
        with self._lock:
            self.taken[what].append((monotonic() - began) * 1000)
        if found[0] >= 400:
            raise RuntimeError(f"{asked[:2]}: {found[0]}")
        return found


def upload(content: bytes) -> tuple[bytes, str]:
    """A form with a table."""
    head = 'Content-Disposition: form-data; name="{}"\r\n\r\n'
    body = b"".join((
        b"--m\r\n", head.format("as").encode(), WORKS.encode(), b"\r\n--m\r\n",
        b'Content-Disposition: form-data; name="file"; filename="x.csv"\r\n\r\n',
        content, b"\r\n--m--\r\n",
    ))  # fmt: skip
    return body, "multipart/form-data; boundary=m"


def person(server: Server, clock: Clock, number: int, rounds: int, table: bytes) -> None:
    """One person's work."""
    form = "application/x-www-form-urlencoded"
    for _ in range(rounds):
        for path in PAGES:
            clock.timed(server, "page", "GET", path)
        found = clock.timed(server, "upload", "POST", f"/projects/{NAME}/tables", *upload(table))
        clock.timed(server, "page of an upload", "GET", found[2])
        token = f"token={number:030d}".encode()
        clock.timed(server, "forget", "POST", f"{found[2]}/forget", token, form)
    if number % 5 == 0:
        asked = f"as_of=2022-06-01&audience=internal&token=job{number:030d}".encode()
        began = monotonic()
        job = server.ask("POST", f"/projects/{NAME}/jobs", asked, form)[2]
        while server.ask("GET", f"{job}/files/report.json")[0] != 200:
            sleep(0.5)
        clock.taken["report"].append((monotonic() - began) * 1000)


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=2)
    asked = parser.parse_args()
    clock, peak, is_over = Clock(), [0], [False]
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder))
        table = (Path(folder) / "specs" / NAME / WORKS).read_bytes()
        for path in PAGES:
            server.ask("GET", path)

        def watch() -> None:
            while not is_over[0]:
                peak[0] = max(peak[0], server.memory())
                sleep(0.2)

        watcher = Thread(target=watch)
        watcher.start()
        try:
            alone = Clock()
            for path in PAGES * 4:
                alone.timed(server, "page, nobody else there", "GET", path)
            people = [
                Thread(target=person, args=(server, clock, number, asked.rounds, table))
                for number in range(asked.people)
            ]
            for each in people:
                each.start()
            for each in people:
                each.join()
        finally:
            is_over[0] = True
            watcher.join()
            server.stop()
    print(f"{asked.people} people; the most memory {peak[0] >> 20} MB\n")
    print("| what | times | median, ms | 95 % | longest |\n|---|---|---|---|---|")
    for what, taken in {**alone.taken, **clock.taken}.items():
        ranked = sorted(taken)
        middle, most = ranked[len(ranked) // 2], ranked[int(len(ranked) * 0.95)]
        print(f"| {what} | {len(ranked)} | {middle:.0f} | {most:.0f} | {ranked[-1]:.0f} |")


if __name__ == "__main__":
    main()
