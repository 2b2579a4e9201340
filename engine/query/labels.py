"""Labels of periods (2021/22, II квартал 2022): which of them a run looks at."""

from engine.query.periods import read_period
from engine.query.questions import Labels, Scan


def label_in_sight(label: str, labels: Labels) -> bool:
    """True when the label's days lie in the window and have begun by as-of."""
    days = read_period(label)
    if days is None or days.start > labels.as_of:
        return False
    window = labels.window
    return window is None or (window.start <= days.start and days.end <= window.end)


def are_needed(scan: Scan, labels: list[str]) -> list[str]:
    """The labels whose rows count or must be told of: those in sight, and those not understood."""
    return [
        label
        for label in labels
        if read_period(label) is None or any(label_in_sight(label, each) for each in scan.labels)
    ]
