"""exists: whether a document is there."""

from collections.abc import Iterator

from engine.classes import dataclass
from engine.measures.exists import Exists
from engine.model.demands import EvidenceDemand
from engine.query.asking import Asker
from engine.query.nodata import NoData
from engine.query.questions import Slot
from engine.query.scope import (
    Reach,
    Span,
)
from engine.query.tasks import Run, Single
from engine.results.verdicts import Measurement, Tally


def ask(measure: Exists, asker: Asker, span: Span) -> "ExistsTask":
    """No question to a table."""
    return ExistsTask(measure.evidence)


@dataclass(frozen=True, slots=True)
class ExistsTask(Single):
    """exists: at least one document."""

    evidence: EvidenceDemand

    def looks(self) -> Iterator[tuple[Reach, Slot | None]]:
        yield from ()

    def figure(self, run: Run) -> Measurement | NoData:
        """The documents that name the indicator, and how many of them count."""
        proof = run.prove(self.evidence)
        if isinstance(proof, NoData):
            return proof
        counting = sum(document.counts for document in proof.documents)
        return Measurement(
            Tally(None, counting, None), documents=proof.documents, rows_read=proof.read
        )
