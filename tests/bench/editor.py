"""How soon an editor is told what is wrong: from a key to the findings of the specs, in CPU time.

python -P tests/bench/editor.py [PROJECT] [FILE]
"""

import sys
from datetime import date
from pathlib import Path
from statistics import median
from time import process_time

from engine.lsp.desk import Desk

ROUNDS = 9


def main(folder: Path, file: str) -> None:
    """Print medians of the specs alone, and with all checks of the documents."""
    desk, text = Desk(folder), (folder / file).read_text(encoding="utf-8")
    specs, documents = [], []
    for number in range(ROUNDS):
        desk.unsaved[file] = text + "\n" * number
        began = process_time()
        checked = desk.checked()
        specs.append(process_time() - began)
        desk.remarks(checked, date(2022, 6, 1))
        documents.append(process_time() - began)
    shown = (f"{median(found) * 1000:.0f} ms" for found in (specs, documents))
    print(f"{file}: specs {next(shown)}, documents {next(shown)}")


if __name__ == "__main__":
    project, spec, *_ = (*sys.argv[1:], *("specs/dyatkovo-2021", "low-results.yaml"))
    main(Path(project), spec)
