"""Groups that are too small do not leave the department."""

from dataclasses import replace

import pytest

from engine.measures.share import Share
from engine.model.rules import Missing
from engine.reports.edition import Edition, edition
from engine.reports.suppression import (
    hidden_needs,
    hidden_organisations,
    hides_overall,
    sign_of_hidden,
)
from engine.results.outcome import Outcome
from engine.results.verdicts import IndicatorOutcome, Measurement, Tally


def supported(outcome: Outcome) -> IndicatorOutcome:
    return next(
        indicator for indicator in outcome.indicators if indicator.id == "teachers-supported"
    )


def with_tallies(outcome: IndicatorOutcome, *tallies: Tally) -> IndicatorOutcome:
    measurement = Measurement(Tally(None, 30, 60), by_organisation=tallies)
    return replace(outcome, verdict=replace(outcome.verdict, measurement=measurement))


def test_schools_with_fewer_than_five_teachers_are_hidden(external: Edition) -> None:
    hidden = hidden_organisations(supported(external.outcome), external)
    assert {"edu220104", "edu220106"} <= hidden
    parts = external_parts(external)
    assert not {code for code, (n, total) in parts.items() if 0 < n < 5 or 0 < total - n < 5}


def test_the_department_itself_sees_everything(internal: Edition) -> None:
    assert hidden_organisations(supported(internal.outcome), internal) == frozenset()


def test_a_lone_hidden_school_takes_the_next_smallest_with_it(external: Edition) -> None:
    lone = with_tallies(
        supported(external.outcome),
        Tally("edu220101", 2, 3),
        Tally("edu220102", 8, 20),
        Tally("edu220103", 9, 16),
    )
    assert hidden_organisations(lone, external) == {"edu220101", "edu220103"}


def test_nobody_is_no_group(external: Edition) -> None:
    none = with_tallies(
        supported(external.outcome), Tally("edu220101", 0, 0), Tally("edu220102", 8, 20)
    )
    assert hidden_organisations(none, external) == frozenset()


def external_parts(external: Edition) -> dict[str | None, tuple[float, float]]:
    measured = supported(external.outcome).verdict.measurement
    assert measured is not None
    shown = (each for each in measured.by_organisation if not each.withheld)
    return {each.key: (each.n, each.total or 0) for each in shown}


def test_hidden_schools_are_not_said_to_lack_anything(external: Edition) -> None:
    """That a school stands among those below the target would tell on which side of it it is."""
    assert {need.reason for need in hidden_needs(external)} <= {"no_data"}


def test_a_municipal_figure_about_four_persons_is_hidden(external: Edition) -> None:
    for n, total in ((3, 4), (3, 180), (38, 40)):
        tally = Tally(None, n, total)
        assert hides_overall(judged_at(external, tally), tally, external)
    for n, total in ((5, 10), (0, 40), (40, 40)):
        tally = Tally(None, n, total)
        assert not hides_overall(judged_at(external, tally), tally, external)


@pytest.mark.parametrize(("least", "n", "hidden"), [(2, 3, False), (5, 7, False), (8, 7, True)])
def test_schools_and_wholes_are_hidden_by_the_minimum_that_the_project_declares(
    internal: Edition, least: int, n: int, *, hidden: bool
) -> None:
    project = replace(internal.outcome.project, minimum_group=least)
    declared = replace(internal.outcome, project=project)
    made = edition(declared, internal.places, internal.words, audience="external")
    tally = Tally(None, n, 40)
    assert hides_overall(judged_at(made, tally), tally, made) == hidden
    schools = (Tally("edu220101", n, 20), Tally("edu220102", 9, 20), Tally("edu220103", 9, 20))
    assert (
        "edu220101" in hidden_organisations(with_tallies(supported(made.outcome), *schools), made)
    ) == hidden


def judged_at(external: Edition, overall: Tally) -> IndicatorOutcome:
    outcome = supported(external.outcome)
    return replace(outcome, verdict=replace(outcome.verdict, measurement=Measurement(overall)))


def test_only_what_is_few_is_said_to_be_few(external: Edition) -> None:
    three, most = (judged_at(external, Tally(None, n, 40)) for n in (3, 38))
    assert sign_of_hidden(three, None, external) == "<5"
    assert sign_of_hidden(most, None, external) == "скрыто"


def test_four_schools_are_no_persons(external: Edition) -> None:
    listed = next(
        indicator for indicator in external.outcome.indicators if indicator.id == "schools-included"
    )
    assert not hides_overall(listed, Tally(None, 3, 4), external)


def test_a_table_with_one_row_a_school_holds_no_persons(internal: Edition) -> None:
    about_schools = _measuring(internal, "schools_by_year", primary_key=("school", "year"))
    made = edition(about_schools.outcome, internal.places, internal.words, audience="external")
    assert hidden_organisations(supported(made.outcome), made) == frozenset()


def _measuring(made: Edition, dataset: str, *, primary_key: tuple[str, ...]) -> Edition:
    """The edition with the indicator's rule over another table, keyed by `primary_key`."""
    project = made.outcome.project
    assert project.data is not None
    table = replace(project.data.resources[1], name=dataset, primary_key=primary_key, period="year")
    roadmap = project.roadmaps[0]
    indicator = roadmap.indicators[1]
    assert indicator.rule is not None
    assert isinstance(indicator.rule.measure, Share)
    measure = replace(indicator.rule.measure, dataset=dataset, missing=Missing.AS_FALSE)
    changed = replace(indicator, rule=replace(indicator.rule, measure=measure))
    indicators = tuple(changed if each is indicator else each for each in roadmap.indicators)
    spec = replace(roadmap, indicators=indicators)
    data = replace(project.data, resources=(*project.data.resources, table))
    other = replace(project, roadmaps=(spec, *project.roadmaps[1:]), data=data)
    judged = tuple(
        replace(outcome, indicator=changed)
        if outcome.full_id == f"{roadmap.slug}/{changed.id}"
        else outcome
        for outcome in made.outcome.indicators
    )
    return replace(made, outcome=replace(made.outcome, project=other, indicators=judged))
