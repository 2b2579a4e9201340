"""Tasks → measurements, with the answers and the documents of one run."""

from datetime import date

from engine.classes import dataclass
from engine.compile.plan import Planned
from engine.execute.documents import Entry, Register, weigh
from engine.model.demands import EvidenceDemand
from engine.model.project import Project
from engine.query.answers import Answers
from engine.query.nodata import NoData, no_data
from engine.query.scope import span_of
from engine.query.tasks import Proofs, Run, Steps
from engine.results.verdicts import Measurement


@dataclass(frozen=True, slots=True)
class Gauge:
    """Measures the tasks of one run."""

    project: Project
    as_of: date
    register: Register | None

    def measure(self, planned: Planned, answers: Answers) -> Measurement | Steps | NoData:
        """What the planned indicator's rule computes."""
        assert planned.task is not None
        day = span_of(planned.window, self.as_of).last_day

        def prove(demand: EvidenceDemand) -> Proofs | NoData:
            return self._prove(planned, demand)

        members = answers.members.on(day)
        return planned.task.figure(Run(answers, prove, members, self.project.organisations))

    def _prove(self, planned: Planned, demand: EvidenceDemand) -> Proofs | NoData:
        """The documents that cite the indicator, weighed; or why there is nothing to look in."""
        if self.register is None:
            return no_data("register_absent")
        if self.register.is_empty(self.as_of):
            return no_data("register_empty")
        documents = tuple(
            weigh(entry, demand, planned.window, self.as_of)
            for entry in self._citing(self.register, planned, demand)
        )
        return Proofs(documents, len(self.register.entries))

    def _citing(
        self, register: Register, planned: Planned, demand: EvidenceDemand
    ) -> tuple[Entry, ...]:
        """The rows that name the indicator, and those of the events that serve it if it takes
        them; each row once."""
        own = register.citing(planned.full_id)
        roadmap = self.project.roadmap(planned.roadmap or "") if demand.of_events else None
        serving = (
            entry
            for event in (roadmap.events if roadmap else ())
            if roadmap and planned.indicator.id in event.serves
            for entry in register.citing(roadmap.full_id(event.id))
        )
        return tuple({id(each): each for each in (*own, *serving)}.values())
