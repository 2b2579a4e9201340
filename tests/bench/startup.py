"""Start-up of the command line, a run in which nothing changed, and what a whole one adds to
importing its libraries; the verbs that people wait for beside those of another checkout.

An installed package has its bytecode beside it; here it goes to a folder of its own, so that it is
there (for both sides) even where the environment forbids to write it.

Run: python tests/bench/startup.py [--against CHECKOUT] [--processor]
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from sidebyside import Ratio, least_of_both, side_by_side

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "specs" / "dyatkovo-2021"

LIST_IMPORTS = """
import sys
from engine.cli import main
before = set(sys.modules)
try:
    main(sys.argv[1:])
except SystemExit:
    pass
names = {name.partition(".")[0] for name in sys.modules}
third = sorted(
    name for name in names
    if name not in sys.stdlib_module_names and name != "engine" and not name.startswith("_")
    and getattr(sys.modules.get(name), "__file__", None)
    and "site-packages" in (sys.modules[name].__file__ or "")
)
print("IMPORTED " + " ".join(third))
"""


def libraries(arguments: list[str]) -> list[str]:
    """The third-party modules that the verb has imported at exit."""
    done = subprocess.run(
        [sys.executable, "-c", LIST_IMPORTS, *arguments], capture_output=True, text=True, cwd=ROOT
    )
    line = next(line for line in done.stdout.splitlines() if line.startswith("IMPORTED "))
    return line.split()[1:]


def keep_bytecode_in(folder: str) -> None:
    """For the processes that are timed: they write their bytecode there in the warm-up."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = folder


def waited_for(out: str) -> dict[str, list[str]]:
    """What people wait for, by its name, and how it is called."""
    day, judged = ["--as-of", "2022-06-01"], "low-results/teachers-supported"
    return {
        "validate of one file": ["validate", str(EXAMPLE / "low-results.yaml"), "-q"],
        "explain of an indicator": ["explain", judged, str(EXAMPLE), *day],
        "evaluate of the example": [
            "evaluate", str(EXAMPLE), *day, "--out", out, "-q", "--no-cache",
        ],
    }  # fmt: skip


Timed = Callable[..., Ratio]


def against_another(checkout: Path, out: str, timed: Timed) -> None:
    """Each verb of this checkout beside the same of another, over the same files."""
    here, there = (
        ["env", f"PYTHONPATH={folder}", sys.executable, "-P", "-m", "engine.cli"]
        for folder in (ROOT, checkout.resolve())
    )
    for name, arguments in waited_for(out).items():
        ratio = timed([*here, *arguments], [*there, *arguments], runs=9)
        print(ratio.line(f"{name} against {checkout.name}", 1.0))


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--against", type=Path, help="another checkout")
    asked.add_argument("--processor", action="store_true", help="processor time, the least of all")
    given = asked.parse_args()
    other: Path | None = given.against
    timed = least_of_both if given.processor else side_by_side
    with tempfile.TemporaryDirectory() as out:
        keep_bytecode_in(f"{out}/bytecode")
        if other is not None:
            against_another(other, out, timed)
        else:
            against_libraries(out, timed)


def against_libraries(out: str, timed: Timed) -> None:
    """What the command line adds to the libraries that it imports."""
    roadmap = [sys.executable, "-m", "engine.cli"]
    script = Path(sys.executable).with_name("roadmap")
    roadmap = [str(script)] if script.exists() else roadmap
    python = [sys.executable, "-c"]
    ratio = timed([*roadmap, "--help"], [*python, "import click"], runs=21)
    print(ratio.line("roadmap --help against import click", 1.5))

    asked = waited_for(out)
    evaluate = asked["evaluate of the example"][:-1]
    kept = [*roadmap, *evaluate, "--cache", f"{out}/cache"]
    ratio = timed(kept, [*roadmap, "show", str(EXAMPLE)], runs=9)
    print(ratio.line("a second evaluate without change against show", 1.3))

    for name, arguments in asked.items():
        names = libraries(arguments)
        print(f"{name} imports:", ", ".join(names))
        imports = [*python, "import " + ", ".join(names)]
        ratio = timed([*roadmap, *arguments], imports, runs=9)
        print(ratio.line(f"{name} against importing its libraries", 2.0))


if __name__ == "__main__":
    main()
