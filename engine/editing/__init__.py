"""The author's desk: the canonical form of a spec, new specs, and older ones moved forward.

Comments are kept: this is the one place that writes YAML.
"""

from engine.editing.fmt import Formatted, NotTheSame, canonical, format_file
from engine.editing.migrate import MIGRATIONS, Migrated, Migration, migrate_file

__all__ = [
    "MIGRATIONS",
    "Formatted",
    "Migrated",
    "Migration",
    "NotTheSame",
    "canonical",
    "format_file",
    "migrate_file",
]
