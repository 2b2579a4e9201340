"""`roadmap plan` and `roadmap validate` of one project with very many events.

Each roadmap has chains of monitoring, analysis, decision and effectiveness; every chain waits for
an event of the roadmap before. Seconds of the whole process and its peak memory.

Run: python tests/bench/plan.py [EVENTS]
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

STAGES = ("monitoring", "analysis", "decision", "effectiveness")
PER_ROADMAP = 1_000
PROJECT = """format: project/1
id: many
title: Много мероприятий
municipality: {name: Район, kind: район, region: Область}
method: "2020"
period: {text: 2021-2022 учебный год, from: "2021-09-01", to: "2022-08-31"}
order:
  number: null
  date: null
  title: null
  annexes: []
  preamble: []
  not_printed: [number, date, title]
bodies:
  - {id: methodists, name: МБУ}
roadmaps:
"""


def write(folder: Path, events: int) -> None:
    """The project with that many events, a thousand in each roadmap."""
    slugs = [f"r{number}" for number in range(max(1, events // PER_ROADMAP))]
    listed = "".join(f"  - {slug}.yaml\n" for slug in slugs)
    (folder / "project.yaml").write_text(PROJECT + listed, "utf-8")
    for number, slug in enumerate(slugs):
        lines = [f"format: roadmap/1\nslug: {slug}\ntitle: Карта {number}\n"]
        lines.append("goals:\n  - {id: goal, text: Цель}\nindicators: []\nevents:\n")
        for event in range(min(events, PER_ROADMAP)):
            before = f"e{event - 1}" if event % len(STAGES) else ""
            if not before and number:
                before = f"r{number - 1}/e{event}"
            lines.append(
                f"  - id: e{event}\n    title: Мероприятие {event}\n"
                f"    stage: {STAGES[event % len(STAGES)]}\n    serves: [goal]\n"
                "    responsible: [{body: methodists, text: МБУ}]\n    result: Справка\n"
                f"    schedule: {('октябрь', 'ноябрь', 'декабрь', 'май')[event % 4]}\n"
                + (f"    after: [{before}]\n" if before else "")
            )
        (folder / f"{slug}.yaml").write_text("".join(lines), "utf-8")


def measured(*command: str) -> str:
    """Wall seconds and peak memory of a finished run."""
    started = perf_counter()
    child = subprocess.Popen(
        [sys.executable, "-m", "engine.cli", *command],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert child.stderr is not None
    errors = child.stderr.read()
    _, status, usage = os.wait4(child.pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(errors.decode()[-2000:])
    return f"{perf_counter() - started:.1f} s, {usage.ru_maxrss / 1024:,.0f} MiB"


def main() -> None:
    events = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), events)
        print(f"validate {events:,} events:", measured("validate", folder, "-q"))
        print(f"plan {events:,} events:", measured("plan", folder, "--format", "json"))


if __name__ == "__main__":
    main()
