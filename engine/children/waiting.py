"""What waits for a child can be told to stop."""

import signal


def let_stops_through() -> None:
    """Let Ctrl+C end what this process is about to wait for.

    A library that takes the signal over as it is imported (Polars does) asks the system to go on
    with whatever was waited for: Ctrl+C would be heard when the children are done.
    """
    interrupt = getattr(signal, "siginterrupt", None)
    if interrupt is not None:  # nothing is resumed on Windows
        interrupt(signal.SIGINT, True)
