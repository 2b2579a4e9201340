"""The words of the engine: catalogues keyed by code name or by dotted section, in two languages."""

from engine.messages.catalogue import Catalogue, Language, catalogue

__all__ = ["Catalogue", "Language", "catalogue"]
