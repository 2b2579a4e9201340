"""`roadmap` run inside the test's own process: exit code, stdout, stderr."""

import io
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass

from engine.cli import main
from engine.reports.formats import FORMATS

WRITTEN = [each.name for each in FORMATS if each.name != "pdf"]
"""The formats of the report that the engine writes itself: a PDF is its docx, printed by another
program."""


@dataclass(frozen=True, slots=True)
class Done:
    """What a run of the command line left behind."""

    code: int
    out: str
    err: str


def run(*arguments: str, text_in: str = "") -> Done:
    """Run a verb; nothing of the process but its streams is touched."""
    out, err, before = io.StringIO(), io.StringIO(), sys.stdin
    sys.stdin = io.StringIO(text_in)
    try:
        with redirect_stdout(out), redirect_stderr(err):
            main(list(arguments))
    except SystemExit as leaving:
        code = leaving.code if isinstance(leaving.code, int) else 1
    finally:
        sys.stdin = before
    return Done(code, out.getvalue(), err.getvalue())
