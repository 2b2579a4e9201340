"""Start-up of the command line, a run in which nothing changed, and what a whole one adds to
importing its libraries.

An installed package has its bytecode beside it; here it goes to a folder of its own, so that it is
there (for both sides) even where the environment forbids to write it.

Run: python tests/bench/startup.py
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from sidebyside import side_by_side

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


def main() -> None:
    roadmap = [sys.executable, "-m", "engine.cli"]
    script = Path(sys.executable).with_name("roadmap")
    roadmap = [str(script)] if script.exists() else roadmap
    python = [sys.executable, "-c"]

    with tempfile.TemporaryDirectory() as out:
        keep_bytecode_in(f"{out}/bytecode")
        ratio = side_by_side([*roadmap, "--help"], [*python, "import click"], runs=21)
        print(ratio.line("roadmap --help against import click", 1.5))

        evaluate = ["evaluate", str(EXAMPLE), "--as-of", "2022-06-01", "--out", out, "-q"]
        kept = [*roadmap, *evaluate, "--cache", f"{out}/cache"]
        ratio = side_by_side(kept, [*roadmap, "show", str(EXAMPLE)], runs=9)
        print(ratio.line("a second evaluate without change against show", 1.3))

        evaluate = [*evaluate, "--no-cache"]
        names = libraries(evaluate)
        print("evaluate imports:", ", ".join(names))
        imports = [*python, "import " + ", ".join(names)]
        ratio = side_by_side([*roadmap, *evaluate], imports, runs=9)
        print(ratio.line("evaluate of the example against importing its libraries", 2.0))


if __name__ == "__main__":
    main()
