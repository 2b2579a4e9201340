"""exists: at least one document."""

from engine.classes import dataclass
from engine.measures.reader import Reader
from engine.model.demands import DocumentDemand, EvidenceDemand
from engine.model.measures import Form, Measure
from engine.model.project import Project
from engine.model.sentences import InPeriod, Said, say
from engine.model.targets import AT_LEAST_ONE, Target


@dataclass(frozen=True, slots=True)
class Exists(Measure):
    """At least one document of the register proves the indicator."""

    kind = "exists"
    form = Form.DOCUMENTS
    implied = "target.exists"
    takes_target = False
    target = AT_LEAST_ONE
    reached = "document_found"
    missed = "document_absent"
    late = "document_late"

    evidence: EvidenceDemand

    def evidence_demand(self) -> EvidenceDemand:
        return self.evidence

    def unit(self, target: Target | None, project: Project) -> str:
        return "documents"

    def said(self) -> Said:
        return demand_said("measure.exists", self.evidence)

    def demand(self) -> DocumentDemand:
        return DocumentDemand(self.evidence)


KEYS = ("evidence",)


def read_exists(reader: Reader) -> Exists | None:
    """What the document must be."""
    demand = reader.part("evidence").evidence()
    return Exists(demand) if demand else None


def demand_said(key: str, demand: EvidenceDemand) -> Said:
    """Which documents are looked for."""
    return say(
        key,
        kinds=demand.kinds,
        dated=InPeriod(say(f"measure.dated_{demand.dated}")) if demand.dated_in_period else "",
        address=say("measure.address") if demand.address_required else "",
        signed=say("measure.signed") if demand.signed else "",
        covers=InPeriod(say(f"measure.covers_{demand.covers}")) if demand.covers else "",
        events=say("measure.of_events") if demand.of_events else "",
    )
