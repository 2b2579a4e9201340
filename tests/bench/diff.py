"""`roadmap diff` of two projects of 300 roadmaps: the same, and with a target changed in each.

Run: python tests/bench/diff.py [COUNT]
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from validate import EXAMPLE

BEFORE, AFTER = 'target: ">= 70 %"', 'target: ">= 65 %"'


def one_project(folder: Path, count: int) -> None:
    """`count` copies of the example's roadmaps in one project, each with a slug of its own."""
    folder.mkdir()
    (folder / "data.yaml").write_bytes((EXAMPLE / "data.yaml").read_bytes())
    roadmaps = sorted(
        path for path in EXAMPLE.glob("*.yaml") if path.name not in ("project.yaml", "data.yaml")
    )
    names = []
    for number in range(count):
        source = roadmaps[number % len(roadmaps)]
        slug = f"{source.stem}-{number // len(roadmaps)}"
        text = source.read_text("utf-8").replace(f"slug: {source.stem}\n", f"slug: {slug}\n")
        for other in roadmaps:
            for sign in ("[", ", ", "- "):
                new = f"{sign}{other.stem}-{number // len(roadmaps)}/"
                text = text.replace(f"{sign}{other.stem}/", new)
        (folder / f"{slug}.yaml").write_text(text, "utf-8")
        names.append(f"{slug}.yaml")
    _project_file(folder, names)


def _project_file(folder: Path, names: list[str]) -> None:
    text = (EXAMPLE / "project.yaml").read_text("utf-8")
    lines = text.split("\n")
    start = next(at for at, line in enumerate(lines) if line.startswith("roadmaps:"))
    end = start + 1
    while end < len(lines) and (not lines[end] or lines[end][0] in " -"):
        end += 1
    for slug in {name.rpartition("-")[0] for name in names}:
        lines = [line.replace(f": {slug}/", f": {slug}-0/") for line in lines]
    listed = ["roadmaps:", *(f"  - {name}" for name in names)]
    (folder / "project.yaml").write_text("\n".join(lines[:start] + listed + lines[end:]), "utf-8")


def changed(folder: Path) -> int:
    """Weaken the target wherever it stands; how many roadmaps were changed."""
    count = 0
    for path in folder.glob("*.yaml"):
        text = path.read_text("utf-8")
        if BEFORE in text:
            path.write_text(text.replace(BEFORE, AFTER), "utf-8")
            count += 1
    return count


def timed(old: Path, new: Path) -> float:
    """Seconds of wall time of one whole command, the best of three."""
    command = [sys.executable, "-m", "engine.cli", "diff", str(old), str(new), "--format", "json"]
    times = []
    for _ in range(3):
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - start)
    return min(times)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    with tempfile.TemporaryDirectory() as temporary:
        old, new = Path(temporary) / "old", Path(temporary) / "new"
        one_project(old, count)
        one_project(new, count)
        print(f"diff of {count} equal roadmaps: {timed(old, new):.2f} s")
        touched = changed(new)
        print(f"diff of {count} roadmaps, {touched} with weaker targets: {timed(old, new):.2f} s")


if __name__ == "__main__":
    main()
