"""What a verb says, asked for by another verb."""

import io
from contextlib import chdir, redirect_stderr, redirect_stdout
from contextvars import copy_context


def told_from(folder: str, arguments: list[str]) -> tuple[int, str]:
    """The exit code and the stdout of `roadmap` with these arguments, from a folder.

    What it says beside is left out. The working folder of the process is changed meanwhile: for
    verbs that have the process to themselves.
    """
    from engine.cli.app import main

    out, code = io.StringIO(), 0
    try:
        with chdir(folder), redirect_stdout(out), redirect_stderr(io.StringIO()):
            copy_context().run(main, arguments)
    except SystemExit as leaving:
        code = leaving.code if isinstance(leaving.code, int) else 1
    return code, out.getvalue()
