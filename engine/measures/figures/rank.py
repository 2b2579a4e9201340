"""rank: the place of each organisation."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

import polars as pl

from engine.classes import dataclass
from engine.measures.comparing import exact
from engine.measures.figures.organisations import OrganisationsTask, signs_of
from engine.measures.rank import Rank
from engine.query.answers import Answers, key_name, organisation_name
from engine.query.asking import Asker
from engine.query.nodata import NoData
from engine.query.questions import Path, Slot, Total, path_of
from engine.query.scope import (
    Reach,
    Span,
    with_key,
)
from engine.query.tasks import OfRows, Run
from engine.results.verdicts import Figure, Measurement, Tally


def ask(measure: Rank, asker: Asker, span: Span) -> "RankTask":
    """The figures of each organisation, and which cluster its rows name."""
    of = asker.task(measure.of, span)
    assert isinstance(of, OfRows)
    if measure.cluster is None:
        return RankTask(measure, of, None, None)
    cluster, scan = path_of(measure.cluster), asker.scan(measure.of.dataset)
    return RankTask(measure, of, cluster, scan.slot(with_key(scan, cluster), Total(())))


@dataclass(frozen=True, slots=True)
class RankTask(OrganisationsTask):
    """rank: a share or a mean of each organisation, and its cluster."""

    measure: Rank
    of: OfRows
    cluster: Path | None
    clusters: Slot | None

    def looks(self) -> Iterator[tuple[Reach, Slot | None]]:
        yield from self.of.looks()

    def look(self, run: Run) -> Measurement | NoData:
        """Each organisation with its place among those of its cluster."""
        measured = self.of.figure(run)
        if isinstance(measured, NoData):
            return measured
        clusters = _clusters(self, run.answers)
        figures = _placed(measured.by_organisation, clusters, self)
        nobody = sum(int(each.size) for each in measured.by_organisation if each.key is None)
        aside = measured.overall.set_aside + nobody
        return signs_of(figures, aside, measured.rows_read, unread=measured.unread_period)


def _clusters(task: RankTask, answers: Answers) -> Mapping[str, str]:
    """The cluster of each organisation; of two that its rows name the first by the alphabet."""
    if task.cluster is None or task.clusters is None:
        return {}
    name = organisation_name(task.of.reach, task.clusters)
    by = key_name(task.cluster, task.clusters)
    assert name is not None
    frame = answers.in_sight(task.of.reach, task.clusters).drop_nulls([name, by])
    text = (pl.col(each).cast(pl.String) for each in (name, by))
    pairs = frame.select(text).unique().sort(name, by, descending=True)
    return {str(code): str(cluster) for code, cluster in pairs.iter_rows()}


def _placed(tallies: Iterable[Tally], clusters: Mapping[str, str], task: RankTask) -> list[Figure]:
    """Each organisation with its place in its cluster; equals share the better place."""
    measure, values = task.measure, {}
    groups: dict[str | None, list[Fraction]] = defaultdict(list)
    for tally in tallies:
        if tally.key is not None and tally.total and tally.size >= measure.min_n:
            values[tally.key] = exact(tally.n) / exact(tally.total)
            groups[clusters.get(tally.key)].append(values[tally.key])
    figures = []
    for tally in tallies:
        if tally.key is None:
            continue
        cluster, value = clusters.get(tally.key), values.get(tally.key)
        among = groups[cluster]
        if value is None or (task.cluster and cluster is None):
            figures.append(
                Figure(
                    tally.key, tally.value, n=int(tally.size) if tally.total else 0, group=cluster
                )
            )
            continue
        worse = sum(other < value if measure.lowest else other > value for other in among)
        part = len(among) * measure.part
        sign = worse < part if part >= 1 else None
        figures.append(
            Figure(tally.key, float(value), n=int(tally.size) if tally.total else 0, sign=sign,
                   place=(worse + 1, len(among)), group=cluster, exact=value)
        )  # fmt: skip
    return figures
