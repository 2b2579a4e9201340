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
from engine.diagnostics import Code

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
