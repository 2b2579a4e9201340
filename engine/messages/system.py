"""Why the operating system refused, in a user's words."""

import errno

from engine.messages.catalogue import Language, commands


def reason_of(error: OSError, language: Language) -> str:
    """Our words for the usual refusals; the system's own for the others."""
    words, key = commands(language), f"system.{errno.errorcode.get(error.errno or 0, '')}"
    return words.text(key) if words.has(key) else error.strerror or str(error)
