"""Why a measure gave nothing to judge."""

from engine.classes import dataclass
from engine.model.conditions import Scalar


@dataclass(frozen=True, slots=True)
class NoData:
    """The reason (a message key) and its parameters."""

    reason: str
    params: tuple[tuple[str, Scalar], ...] = ()


def no_data(reason: str, **params: Scalar) -> NoData:
    """The reason with its parameters by name."""
    return NoData(reason, tuple(sorted(params.items())))
