"""The command line: the only place that prints, exits, and reads the clock and the environment."""

import signal
import sys
import threading

if sys.argv[:1] == ["-m"] and not sys.flags.safe_path:
    # `python -m engine.cli` without `-P`: nothing more comes from the folder where somebody stands
    sys.path = sys.path[1:]

_IS_HEARD = (
    threading.current_thread() is threading.main_thread()
    and signal.getsignal(signal.SIGINT) is signal.default_int_handler
)
if _IS_HEARD:
    # Ctrl+C while the modules are loaded ends the process, and nothing has begun: Python would
    # show where in them it was. `main` tells what comes later.
    signal.signal(signal.SIGINT, signal.SIG_DFL)

from engine.cli.app import main  # noqa: E402 (what is above has to come first)

if _IS_HEARD:
    signal.signal(signal.SIGINT, signal.default_int_handler)

__all__ = ["main"]
