"""The command line: the only place that prints, exits, and reads the clock and the environment."""

import sys

if sys.argv[:1] == ["-m"] and not sys.flags.safe_path:
    # `python -m engine.cli` without `-P`: nothing more comes from the folder where somebody stands
    sys.path = sys.path[1:]

from engine.cli.app import main

__all__ = ["main"]
