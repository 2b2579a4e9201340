"""Groups that are too small do not leave the department."""

from dataclasses import replace

from engine.model.rules import Missing, Share
from engine.reports.edition import Edition
from engine.reports.suppression import hidden_needs, hidden_organisations, hides_overall
from engine.results.outcome import Outcome
from engine.results.verdicts import IndicatorOutcome, Measurement, Tally


def supported(outcome: Outcome) -> IndicatorOutcome:
    return next(each for each in outcome.indicators if each.id == "teachers-supported")


def with_tallies(outcome: IndicatorOutcome, *tallies: Tally) -> IndicatorOutcome:
    measurement = Measurement(Tally(None, 30, 60), by_organisation=tallies)
    return replace(outcome, verdict=replace(outcome.verdict, measurement=measurement))


def test_schools_with_fewer_than_five_teachers_are_hidden(external: Edition) -> None:
    hidden = hidden_organisations(supported(external.outcome), external)
    assert hidden == {"edu220104", "edu220106"}


def test_the_department_itself_sees_everything(internal: Edition) -> None:
    assert hidden_organisations(supported(internal.outcome), internal) == frozenset()


def test_a_lone_hidden_school_takes_the_next_smallest_with_it(external: Edition) -> None:
    lone = with_tallies(
        supported(external.outcome),
        Tally("edu220101", 2, 3),
        Tally("edu220102", 8, 20),
        Tally("edu220103", 9, 12),
    )
    assert hidden_organisations(lone, external) == {"edu220101", "edu220103"}


def test_nobody_is_no_group(external: Edition) -> None:
    none = with_tallies(
        supported(external.outcome), Tally("edu220101", 0, 0), Tally("edu220102", 8, 20)
    )
    assert hidden_organisations(none, external) == frozenset()


def test_needs_of_hidden_schools_show_no_figures(external: Edition) -> None:
    assert {need.organisation for need in hidden_needs(external)} == {"edu220106"}


def test_a_municipal_figure_about_four_persons_is_hidden(external: Edition) -> None:
    assert hides_overall(supported(external.outcome), Tally(None, 3, 4), external)
    assert not hides_overall(supported(external.outcome), Tally(None, 3, 5), external)


def test_four_schools_are_no_persons(external: Edition) -> None:
    listed = next(each for each in external.outcome.indicators if each.id == "schools-included")
    assert not hides_overall(listed, Tally(None, 3, 4), external)


def test_a_table_with_one_row_a_school_holds_no_persons(external: Edition) -> None:
    about_schools = _measuring(external, "schools_by_year", primary_key=("school", "year"))
    assert hidden_organisations(supported(external.outcome), about_schools) == frozenset()


def _measuring(edition: Edition, dataset: str, *, primary_key: tuple[str, ...]) -> Edition:
    """The edition with the indicator's rule over another table, keyed by `primary_key`."""
    project = edition.outcome.project
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
    return replace(edition, outcome=replace(edition.outcome, project=other))
