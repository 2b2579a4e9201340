"""Numbers that cannot be computed with: refused, never rounded."""

from typing import ClassVar

from engine.query.questions import Path

TOO_LARGE = "numbers_too_large"
TOO_CLOSE = "numbers_too_close"


class UncomputableError(Exception):
    """Numbers of these columns cannot be computed with."""

    reason: ClassVar[str]

    def __init__(self, columns: tuple[Path, ...]) -> None:
        names = ", ".join(".".join(path) for path in dict.fromkeys(columns))
        super().__init__(names)
        self.columns = names


class NumbersTooLargeError(UncomputableError):
    """Numbers of these columns outgrow 64 bits."""

    reason = TOO_LARGE


class NumbersTooCloseError(UncomputableError):
    """What is computed from these columns differs in the sixteenth digit or later."""

    reason = TOO_CLOSE
