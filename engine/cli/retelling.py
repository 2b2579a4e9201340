"""What a verb says, asked for in a child by another verb."""

import io
import os
from contextlib import redirect_stdout


def told_from(folder: str, arguments: list[str]) -> tuple[int, str]:
    """The exit code and the stdout of `roadmap` with these arguments, from a folder.

    The working folder of the process is changed.
    """
    from engine.cli.app import main

    os.chdir(folder)
    out, code = io.StringIO(), 0
    try:
        with redirect_stdout(out):
            main(arguments)
    except SystemExit as leaving:
        code = leaving.code if isinstance(leaving.code, int) else 1
    return code, out.getvalue()
