"""The author's desk: the canonical form of a spec, new specs, and older ones moved forward.

Comments are kept: this is the one place that writes YAML.
"""

from engine.editing.formatting import Formatted, NotTheSame, canonical, format_file

__all__ = ["Formatted", "NotTheSame", "canonical", "format_file"]
