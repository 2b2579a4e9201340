"""Every kind of finding, one file a subject; the sentences stand in `messages`."""

from engine.codes import (
    across,
    checks,
    cycle,
    deciding,
    documents,
    orders,
    papers,
    rules,
    run,
    spec,
    tables,
    testing,
    texts,
    yaml,
)
from engine.diagnostics import Code, Severity

CODES: tuple[Code, ...] = (
    *yaml.CODES,
    *spec.CODES,
    *tables.CODES,
    *rules.CODES,
    *checks.CODES,
    *cycle.CODES,
    *deciding.CODES,
    *documents.CODES,
    *texts.CODES,
    *across.CODES,
    *orders.CODES,
    *papers.CODES,
    *run.CODES,
    *testing.CODES,
)

RIGHT_OF_A_HUNDRED = 80
"""Of a hundred warnings about documents, drawn by lot and judged by two hands, so many are right by
the stricter one (tests/planted/judged.csv)."""
_OF_WORDS = frozenset(
    code.id
    for room in (documents, texts, across, orders)
    for code in room.CODES
    if code.severity is Severity.WARNING
)


def confidence_of(code: Code) -> int:
    """In percent: 100 where what is written is compared with a rule or with itself; less for a
    warning about what an order means, whose words may be read otherwise."""
    return RIGHT_OF_A_HUNDRED if code.id in _OF_WORDS else 100
