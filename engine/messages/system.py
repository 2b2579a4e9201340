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
    if name in _AWAY:
        return words.text("system.away")
    keys = (f"system.reading.{name}" if reading else "", f"system.{name}")
    known = next((key for key in keys if words.has(key)), None)
    return words.text(known) if known else error.strerror or str(error)
