"""A witness is believed only when the engine itself gives the two verdicts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from engine.compile import compile_project
from engine.diff.building import TRIED, Builder
from engine.diff.kinds import Kind
from engine.diff.search import Counts
from engine.diff.world import World
from engine.execute import execute
from engine.model.spec import Indicator
from engine.results.changes import Witness
from engine.results.verdicts import REACHED, Tally, Verdict, VerdictKind

JUDGED = frozenset({*REACHED, VerdictKind.NOT_MET, VerdictKind.INDETERMINATE, VerdictKind.NOT_DUE})


@dataclass(frozen=True, slots=True)
class Trial:
    """An indicator before and after, in one world."""

    old: Indicator
    new: Indicator
    world: World

    def of_counts(self, kinds: Sequence[Kind], counts: Counts, side: int) -> Witness | None:
        """The table of these rows, if the engine agrees that only `side` meets it."""
        builder = Builder(self.world)
        builder.write(kinds, counts)
        return self.of_rows(builder, side)

    def of_rows(self, builder: Builder, side: int) -> Witness | None:
        """The rows written, if the engine agrees that only `side` meets them."""
        found = self.run(builder, self.world.as_of)
        if found is None:
            return None
        met = [each.kind in REACHED for each in found]
        judged = all(each.kind in JUDGED for each in found)
        return self.witness(builder, found) if judged and met == [side == 0, side == 1] else None

    def run(self, builder: Builder, as_of: date) -> tuple[Verdict, Verdict] | None:
        """Both verdicts on the rows written."""
        old, new = (self._verdict(each, builder, as_of) for each in (self.old, self.new))
        return (old, new) if old and new else None

    def witness(
        self, builder: Builder, found: tuple[Verdict, Verdict], as_of: date | None = None
    ) -> Witness:
        """The rows with the verdicts that were found."""
        old, new = found
        return Witness(
            tables=builder.shown(),
            as_of=(as_of or self.world.as_of).isoformat(),
            old=old.kind,
            new=new.kind,
            old_figure=_figure(old),
            new_figure=_figure(new),
        )

    def _verdict(self, indicator: Indicator, builder: Builder, as_of: date) -> Verdict | None:
        project, world = self.world.project, self.world
        roadmap = project.roadmap(world.slug)
        if roadmap is None:
            return None
        alone = replace(roadmap, indicators=(replace(indicator, id=TRIED),), events=())
        tried = replace(
            project,
            roadmaps=(alone,),
            requirements=(),
            decisions=(),
            waivers=(),
            data=world.package,
        )
        try:
            plan = compile_project(tried, as_of)
        except LookupError:
            return None
        register = (project.evidence.dataset,) if project.evidence else ()
        names = (*(name for each in plan.indicators for name in each.datasets), *register)
        (outcome,) = execute(plan, builder.tables(names))
        return outcome.verdict


def _figure(verdict: Verdict) -> Tally | None:
    return verdict.measurement.overall if verdict.measurement else None
