"""`roadmap fmt` of 1,000 roadmaps against ruamel.yaml reading and writing the same files.

ruamel.yaml is the usual way of changing YAML with its comments kept; it knows no order of keys.
Both run over the same copies, in processor time; `fmt` is timed where every file changes and where
none does.

Run: python tests/bench/fmt.py [COUNT]
"""

import resource
import subprocess
import sys
import tempfile
import time
from io import StringIO
from pathlib import Path

from ruamel.yaml import YAML
from validate import copies


def timed(files: Path, *options: str) -> float:
    """Seconds of processor time, which neighbours on the machine do not change."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "engine.cli", "fmt", "-q", *options, str(files)]
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode > 1:
        sys.exit(done.stderr.decode())
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def by_ruamel(files: list[Path]) -> float:
    started = time.process_time()
    for path in files:
        parser = YAML(typ="rt")
        parser.width = 100
        parser.indent(mapping=2, sequence=4, offset=2)
        parser.dump(parser.load(path.read_text("utf-8")), StringIO())
    return time.process_time() - started


def disturb(files: list[Path]) -> None:
    """The second line goes first: every file then needs a change."""
    for path in files:
        lines = path.read_text("utf-8").split("\n")
        lines[1:3] = lines[2:0:-1]
        path.write_text("\n".join(lines), "utf-8")


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        files = copies(folder, count)
        disturb(files)
        few = files[: max(1, count // 20)]
        changed, fine = timed(folder), timed(folder, "--check")
        theirs = by_ruamel(few) / len(few)
    for name, seconds in (("all changed", changed), ("--check, in order", fine)):
        print(f"fmt of {count}, {name}: {seconds:.1f} s, {seconds / count * 1000:.1f} ms each")
    print(f"ruamel.yaml, read and write ({len(few)}):  {theirs * 1000:.1f} ms each")
    print(f"ratio of fmt to ruamel.yaml: {changed / count / theirs:.3f}")


if __name__ == "__main__":
    main()
