"""What was computed once is kept by the content that it was computed from."""

from engine.caching.cache import Store
from engine.caching.fingerprints import LARGEST, digest, engine_print, file_digest
from engine.caching.surveys import Survey, survey

__all__ = [
    "Store",
    "Survey",
    "digest",
    "engine_print",
    "LARGEST",
    "file_digest",
    "survey",
]
