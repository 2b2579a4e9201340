"""Random districts and their twins, which differ in nothing but what is hidden: the same bytes.

A twin has the answers of two pupils of two schools exchanged. Where all that may be told is the
same of both (judged before anything is written), every file that leaves must be the same, too.
`ROADMAP_TWINS=200` tries more of them.
"""

import os
import shutil
from difflib import unified_diff
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from engine.disclosure import Audience, Hidden, publish
from engine.disclosure.gaps import Gaps, few_gaps
from engine.results.outcome import Outcome
from engine.results.verdicts import IndicatorOutcome
from tests.unit.disclosure.projects import indicator, pupil, write
from tests.unit.disclosure.test_figures import COUNT, FORMULA, RATIO, SHARE
from tests.unit.disclosure.test_same_outside import left_by
from tests.unit.execute.small_projects import judged

BOUNDS = SHARE.replace("exclude", "indeterminate")
NARROW = SHARE.replace("in: pupils", "in: pupils, where: group = 'А'")
INDICATORS = [
    indicator("share", SHARE, ">= 1 %"), indicator("count", COUNT, ">= 1"),
    indicator("formula", FORMULA, ">= 1 %"), indicator("bounds", BOUNDS, ">= 30 %"),
    indicator("narrow", NARROW, ">= 1 %"),
    indicator("ratio", RATIO, ">= 1 %"),
]  # fmt: skip
Answers = dict[str, list[tuple[str, str]]]
"""School → group and answer of each pupil."""

PUPIL = st.tuples(st.sampled_from("АААБ"), st.sampled_from(["да", "да", "нет", "нет", "нет", ""]))
SCHOOL = st.lists(PUPIL, min_size=2, max_size=16)


@st.composite
def twins(draw: st.DrawFn) -> tuple[Answers, Answers]:
    """Three to five schools, and the same with two answers of two schools exchanged, once or
    more."""
    codes = [str(number) for number in range(1, draw(st.integers(3, 5)) + 1)]
    one = {code: draw(SCHOOL) for code in codes}
    other = {code: list(own) for code, own in one.items()}
    for _ in range(draw(st.integers(1, 3))):
        first, second = draw(st.permutations(codes))[:2]
        at = draw(st.integers(0, len(other[first]) - 1))
        to = draw(st.integers(0, len(other[second]) - 1))
        (own, here), (theirs, there) = other[first][at], other[second][to]
        other[first][at], other[second][to] = (own, there), (theirs, here)
    return one, other


def district(folder: Path, answers: Answers) -> Path:
    rows = []
    for code, own in answers.items():
        for group, answer in own:
            row = pupil(code, passed=answer)
            row[3] = group
            rows.append(row)
    return write(folder, INDICATORS, rows, schools=tuple(answers))


def may_be_told(outcome: Outcome) -> dict[str, object]:
    """What is hidden of each indicator, and every number that is not."""
    published = publish(outcome, Audience.EXTERNAL)
    least = outcome.project.minimum_group
    found: dict[str, object] = {"files": [(file.path, file.rows, file.withheld) for file in
                                          published.outcome.manifest.files]}  # fmt: skip
    for indicator_outcome in outcome.judged:
        hidden = published.hidden[indicator_outcome.full_id]
        assert indicator_outcome.verdict.measurement is not None
        gaps = few_gaps(indicator_outcome.verdict.measurement, hidden, least)
        found[indicator_outcome.full_id] = (
            indicator_outcome.verdict.kind,
            hidden,
            gaps,
            _numbers(indicator_outcome, hidden, gaps),
        )
    return found


def _numbers(outcome: IndicatorOutcome, hidden: Hidden, gaps: Gaps) -> list[object]:
    measured = outcome.verdict.measurement
    assert measured is not None
    cells = [each for each in measured.by_organisation if (each.key or "") not in hidden.cells]
    figures = [(figure.key, figure.value, figure.n) for figure in measured.figures
               if (figure.key or "") not in hidden.cells]  # fmt: skip
    open_cells = (cell for cell in cells if (cell.key or "") not in gaps.cells)
    told: list[object] = [*((cell.key, cell.n, cell.total) for cell in cells), *figures]
    told += [(cell.key, cell.missing) for cell in open_cells]
    if not hidden.whole:
        told += [
            measured.overall[:3],
            measured.statistic and (measured.statistic.value, measured.statistic.n),
        ]
        told += [] if gaps.whole else [measured.overall.missing]
    return told


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("twins")


@settings(
    max_examples=int(os.environ.get("ROADMAP_TWINS", "6")),
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
    deadline=None,
    phases=[Phase.reuse, Phase.generate],
)
@given(pair=twins())
def test_twins_leave_the_same_bytes(home: Path, pair: tuple[Answers, Answers]) -> None:
    one, other = pair
    assume(one != other)
    project, told, left = home / "p", [], []
    for each in pair:
        shutil.rmtree(home)
        told.append(may_be_told(judged(district(project, each), "2022-06-01")))
    assume(told[0] == told[1])
    for each in pair:
        shutil.rmtree(home)
        left.append(left_by(district(project, each), home))
    assert left[0].keys() == left[1].keys()
    different = [name for name in left[0] if left[0][name] != left[1][name]]
    was, now = (each[different[0]].decode(errors="replace").splitlines() if different else []
                for each in left)  # fmt: skip
    assert different == [], "\n".join(unified_diff(was, now))
