"""What a region adds up, and what it refuses to add because two projects would count it twice."""

from datetime import date

import pytest

from engine.reports.content.region import overlaps_of, shared_indicators
from engine.results.outcome import (
    FigureKind,
    Judged,
    Known,
    MunicipalFigure,
    Overlap,
    ProjectSum,
    Region,
)
from engine.results.verdicts import VerdictKind

YEAR = "2021/22"


def judged(
    folder: str,
    municipality: str,
    *,
    region: str | None = None,
    period: str | None = None,
    schools: tuple[str, ...] = (),
) -> Judged:
    """A project with one share, 3 of 4, and schools known by their numbers."""
    figure = MunicipalFigure("r/a", "доля", FigureKind.RATIO, VerdictKind.MET, 3, 4, hidden=False)
    known = tuple(Known(school, f"Школа № {school}") for school in schools)
    return Judged(
        folder,
        ProjectSum(folder, municipality, region, period, False, (), (), 0, (figure,), known),
    )


def region(*projects: Judged) -> Region:
    return Region(date(2022, 6, 1), "polars", projects, ())


@pytest.mark.parametrize(
    ("periods", "told"),
    [
        ((YEAR, "2022/23"), ("Алексин, 2021/22", "Алексин, 2022/23")),
        ((YEAR, None), ("Алексин, 2021/22", "Алексин")),
    ],
)
def test_one_municipality_in_two_projects_is_told_with_their_periods(
    periods: tuple[str, str | None], told: tuple[str, str]
) -> None:
    whole = region(*(judged(f"p{n}", "Алексин", period=each) for n, each in enumerate(periods)))
    assert overlaps_of(whole) == (Overlap(*told, None, 0),)
    (shared,) = shared_indicators(whole)
    assert (shared.n, shared.total, shared.overlap) == (0, 0, Overlap(*told, None, 0))


def test_municipalities_of_one_name_in_two_regions_are_two() -> None:
    whole = region(judged("p", "Заречный", region="А"), judged("q", "Заречный", region="Б"))
    assert overlaps_of(whole) == ()
    (shared,) = shared_indicators(whole)
    assert (shared.n, shared.total, shared.overlap) == (6, 8, None)


def test_a_school_in_two_municipalities_of_one_name_is_what_is_told() -> None:
    one, other = (judged(each, "Заречный", region=each, schools=("1",)) for each in "АБ")
    assert overlaps_of(region(one, other)) == (Overlap("Заречный", "Заречный", "Школа № 1", 1),)


def test_schools_of_two_projects_are_named_by_the_first_and_counted() -> None:
    whole = region(
        judged("p", "Алексин", schools=("1", "2", "3")), judged("q", "Белёв", schools=("3", "2"))
    )
    assert overlaps_of(whole) == (Overlap("Алексин", "Белёв", "Школа № 2", 2),)


def test_only_the_projects_that_overlap_are_named() -> None:
    whole = region(judged("p", "Алексин"), judged("q", "Белёв"), judged("s", "Алексин"))
    assert overlaps_of(whole) == (Overlap("Алексин", "Алексин", None, 0),)
