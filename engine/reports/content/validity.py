"""Which version this is, how long it may be used, what replaces it: in words, for programs."""

from engine.messages import Catalogue
from engine.model.validity import LASTING, Validity
from engine.plain import picked


def validity_notes(validity: Validity, words: Catalogue) -> tuple[str, ...]:
    """A sentence where there is something to tell."""
    if validity == LASTING:
        return ()
    note = words.text(
        "valid.note",
        version=validity.version or "",
        since=validity.deprecated or "",
        day=validity.sunset or "",
        other=validity.replaced_by or "",
    )
    return (note.strip(),)


def validity_model(validity: Validity) -> dict[str, object]:
    """Under a key of its own, where there is something to tell."""
    if validity == LASTING:
        return {}
    return {"validity": picked(validity, "version deprecated sunset replaced_by")}
