"""What explains a document, or says how long it may be used, and asks nothing of anybody."""

from engine.diff.changelog import Notes, Spot
from engine.diff.pairing import plain_text
from engine.measures.validity import KEYS
from engine.model.changes import DETAIL_CHANGED, Effect
from engine.model.citations import Citation
from engine.model.validity import Validity


def compare_details(
    old: object, new: object, spot: Spot, notes: Notes, names: tuple[str, ...]
) -> None:
    """What explains a document and asks nothing of anybody."""
    for name in names:
        before, after = getattr(old, name), getattr(new, name)
        if before != after and plain_text(str(before)) != plain_text(str(after)):
            notes.note(
                DETAIL_CHANGED, Effect.NEUTRAL, spot.key(name), name,
                before=_pairs(before), after=_pairs(after),
            )  # fmt: skip


def note_validity(old: Validity, new: Validity, spot: Spot, notes: Notes) -> None:
    """What is out of date is asked as before, until it goes: that is a change of its own."""
    compare_details(old, new, spot, notes, KEYS)


def _pairs(value: object) -> object:
    """«field: what is lost» for the gaps of a document; a place as it is written."""
    if isinstance(value, Citation):
        return value.text
    if isinstance(value, tuple) and all(isinstance(each, tuple) for each in value):
        return tuple(": ".join(each) for each in value)
    return value
