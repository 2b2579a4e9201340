"""Why the operating system refused, in a user's words."""

import errno

from engine.messages.catalogue import Language, commands

_AWAY = frozenset(
    ("EIO", "ESTALE", "EHOSTDOWN", "EHOSTUNREACH", "ENETDOWN", "ENETUNREACH", "ETIMEDOUT",
     "ENOTCONN", "ECONNRESET", "ECONNABORTED", "ENODEV", "ENXIO", "EREMOTEIO", "ENOMEDIUM")
)  # fmt: skip
"""A drive that was taken out, a network folder that does not answer."""


def reason_of(error: OSError, language: Language, *, reading: bool = False) -> str:
    """Our words for the usual refusals, of files that were to be written unless `reading`; the
    system's own for the others."""
    words, name = commands(language), errno.errorcode.get(error.errno or 0, "")
    away = "system.away" if name in _AWAY else ""
    keys = (f"system.reading.{name}" if reading else "", away, f"system.{name}")
    known = next((key for key in keys if words.has(key)), None)
    return words.text(known) if known else error.strerror or str(error)


_OF_STORES = {
    3: "no_right", 5: "busy", 6: "busy", 7: "too_large", 8: "no_right", 9: "too_long",
    10: "away", 13: "full", 14: "not_opened", 18: "too_large", 23: "no_right",
}  # fmt: skip
"""Primary result codes of SQLite (https://www.sqlite.org/rescode.html) that are no damage."""
PASSING = frozenset(("no_right", "busy", "away", "full", "not_opened"))
"""What a file that is whole may be kept back by."""


def store_fault(error: Exception) -> str:
    """Why a file of SQLite cannot be used, as a key below `store` of the catalogue: its own
    sentences are English."""
    return _OF_STORES.get(getattr(error, "sqlite_errorcode", 0) & 0xFF, "damaged")
