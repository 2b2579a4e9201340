"""The words of the engine: catalogues keyed by code name or by dotted section, in two languages."""

from engine.messages.catalogue import (
    Catalogue,
    Language,
    catalogue,
    commands,
    plural_form,
    sentences_of_click,
)
from engine.messages.system import PASSING, reason_of, store_fault

__all__ = [
    "PASSING",
    "Catalogue",
    "Language",
    "catalogue",
    "commands",
    "plural_form",
    "reason_of",
    "sentences_of_click",
    "store_fault",
]
