"""What was computed once is kept by the content that it was computed from."""

from engine.caching.fingerprints import digest, engine_print, file_digest, tree_print
from engine.caching.plain import from_plain, to_plain
from engine.caching.store import Store

__all__ = [
    "Store",
    "digest",
    "engine_print",
    "file_digest",
    "from_plain",
    "to_plain",
    "tree_print",
]
