"""How soon an editor is told what is wrong after a key.

python -P tests/bench/editor.py [PROJECT] [FILE]         the check alone, in CPU time
python -m tests.bench.editor PROJECT FILE --client       from the key to the findings, in a client

The client speaks the protocol with `roadmap lsp` over a pipe, as an editor does; its figures hold
the pause that the server waits for more keys, and whatever else the machine does.
"""

import asyncio
import shutil
import sys
import tempfile
from datetime import date
from pathlib import Path
from statistics import median
from time import monotonic, process_time

from engine.lsp.desk import Desk

ROUNDS = 15


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


async def typed(folder: Path, file: str) -> None:
    """Type a wrong name and take it back, by turns; print how long each answer took."""
    from tests.unit.lsp.test_server import Editor

    editor, taken = Editor(folder), []
    await editor.start()
    text = await editor.open(file)
    await asyncio.sleep(3)
    for number in range(ROUNDS):
        wrong = text.replace("stage: ", f"stage: x{number}", 1) if number % 2 else text
        began = monotonic()
        await editor.type(file, wrong)
        await asyncio.wait_for(editor.news.wait(), 60)
        taken.append(monotonic() - began)
        await asyncio.sleep(3)
    await editor.stop()
    shown = ", ".join(f"{each * 1000:.0f}" for each in sorted(taken))
    print(f"{file}, {len(text.encode()):,} bytes: median {median(taken) * 1000:.0f} ms ({shown})")


if __name__ == "__main__":
    words = [each for each in sys.argv[1:] if not each.startswith("-")]
    project, spec, *_ = (*words, *("specs/dyatkovo-2021", "low-results.yaml")[len(words) :])
    if "--client" in sys.argv:
        with tempfile.TemporaryDirectory() as home:
            copied = Path(home) / "project"
            shutil.copytree(project, copied)
            asyncio.run(typed(copied, spec))
    else:
        main(Path(project), spec)
