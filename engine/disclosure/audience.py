"""Who reads."""

from enum import StrEnum


class Audience(StrEnum):
    """Outside the department what tells of too few persons is hidden."""

    EXTERNAL = "external"
    INTERNAL = "internal"
