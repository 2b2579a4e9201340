"""What `lint` finds in the documents themselves: one small file a subject.

Each finding names its `subject` and its place (a span inside the scalar where a part of a text is
meant), carries the words it is about as the parameter `quote`, and each further place as `Related`
with a `subject` of its own.
"""

from collections.abc import Callable

from engine.codes import across, documents, orders, texts
from engine.diagnostics import Finding
from engine.lint.one_fact import as_one
from engine.lint.rules.abbreviations import check_abbreviations
from engine.lint.rules.acts_of_country import check_acts_of_country
from engine.lint.rules.agreement import check_agreement
from engine.lint.rules.annexes_named import check_annexes_named
from engine.lint.rules.authors_of_papers import check_authors_of_papers
from engine.lint.rules.basis_of_work import check_basis_of_work
from engine.lint.rules.bodies_made_and_met import check_bodies_made_and_met
from engine.lint.rules.cells_of_executors import check_cells_of_executors
from engine.lint.rules.circular_dates import check_circular_dates
from engine.lint.rules.clashing_schedules import check_clashing_schedules
from engine.lint.rules.clause_deadlines import check_clause_deadlines
from engine.lint.rules.clauses_and_executors import check_clauses_and_executors
from engine.lint.rules.clauses_and_plan import check_clauses_and_plan
from engine.lint.rules.clauses_of_order import check_clauses
from engine.lint.rules.copied_results import check_copied_results
from engine.lint.rules.counted_things import check_counted_things
from engine.lint.rules.course_of_section import check_course_of_sections
from engine.lint.rules.cut_off import check_cut_off
from engine.lint.rules.cycle_stages import check_cycle_stages
from engine.lint.rules.dated_papers import check_dated_papers
from engine.lint.rules.dates_in_texts import check_dates_in_texts
from engine.lint.rules.dates_of_sections import check_dates_of_sections
from engine.lint.rules.days_and_seasons import check_days_and_seasons
from engine.lint.rules.event_numbers import check_event_numbers
from engine.lint.rules.event_titles import check_titles
from engine.lint.rules.executors_of_deeds import check_executors_of_deeds
from engine.lint.rules.figures_of_plan import check_figures_of_plan
from engine.lint.rules.final_reports import check_final_reports
from engine.lint.rules.gaps_of_rows import check_gaps_of_rows
from engine.lint.rules.goals_and_indicators import check_goals_and_indicators
from engine.lint.rules.goals_as_events import check_goals_as_events
from engine.lint.rules.goals_without_events import check_goals_without_events
from engine.lint.rules.government import check_government
from engine.lint.rules.grades_of_works import check_grades_of_works
from engine.lint.rules.implausible_durations import check_durations
from engine.lint.rules.indicator_figures import check_indicator_figures
from engine.lint.rules.indicators import check_indicators
from engine.lint.rules.indicators_and_works import check_indicators_and_works
from engine.lint.rules.indicators_of_two import check_indicators_of_two
from engine.lint.rules.indicators_turned_round import check_indicators_turned_round
from engine.lint.rules.left_of_template import check_template
from engine.lint.rules.levels_of_bodies import check_levels_of_bodies
from engine.lint.rules.listed_things import check_listed_things
from engine.lint.rules.measures_undecided import check_measures_undecided
from engine.lint.rules.misprints import check_misprints
from engine.lint.rules.missing_cells import check_missing_cells
from engine.lint.rules.names_of_things import check_names_of_things
from engine.lint.rules.numerals import check_numerals
from engine.lint.rules.order_heading import check_order
from engine.lint.rules.order_of_work import check_order_of_work
from engine.lint.rules.other_level import check_level
from engine.lint.rules.other_municipality import check_municipality
from engine.lint.rules.other_plan_named import check_other_plan_named
from engine.lint.rules.other_roadmap import check_other_roadmap
from engine.lint.rules.other_school import check_other_school
from engine.lint.rules.outdated_years import check_years_of_old
from engine.lint.rules.outside_period import check_outside_period
from engine.lint.rules.overloaded_weeks import check_busy_weeks
from engine.lint.rules.own_approval import check_own_approval
from engine.lint.rules.parts_named import check_parts_named
from engine.lint.rules.parts_of_sums import check_parts_of_sums
from engine.lint.rules.passport_numbers import check_passport_numbers
from engine.lint.rules.passport_promises import check_passport_promises
from engine.lint.rules.persons_and_posts import check_persons_and_posts
from engine.lint.rules.places_in_order import check_places_in_order
from engine.lint.rules.planned_twice import check_planned_twice
from engine.lint.rules.prepared_late import check_prepared_late
from engine.lint.rules.printed_periods import check_printed_periods
from engine.lint.rules.promised_twice import check_promised_twice
from engine.lint.rules.repeated_events import check_repeated_events
from engine.lint.rules.result_and_title import check_result_and_title
from engine.lint.rules.results_of_other_rows import check_results_of_other_rows
from engine.lint.rules.results_of_other_subjects import check_subjects_of_results
from engine.lint.rules.rights_of_levels import check_rights_of_levels
from engine.lint.rules.rows_of_other_stages import check_rows_of_other_stages
from engine.lint.rules.same_decisions import check_same_decisions
from engine.lint.rules.section_numbers import check_section_numbers
from engine.lint.rules.sides_of_anchors import check_sides_of_anchors
from engine.lint.rules.stages_in_cells import check_stages_in_cells
from engine.lint.rules.stages_of_titles import check_stages_of_titles
from engine.lint.rules.strange_subjects import check_strange_subjects
from engine.lint.rules.targets_behind import check_targets_behind
from engine.lint.rules.things_at_two_levels import check_things_at_two_levels
from engine.lint.rules.things_in_use import check_things_in_use
from engine.lint.rules.times_of_texts import check_times_of_texts
from engine.lint.rules.timing_of_work import check_timing_of_work
from engine.lint.rules.turns_of_schedule import check_turns_of_schedule
from engine.lint.rules.twin_indicators import check_twin_indicators
from engine.lint.rules.unknown_bodies import check_bodies
from engine.lint.rules.unmeasured_effect import check_effect
from engine.lint.rules.unpaired_marks import check_pairs
from engine.lint.rules.unplanned_requirements import check_requirements
from engine.lint.rules.used_before_made import check_life_of_things
from engine.lint.rules.wholes_counted import check_wholes_counted
from engine.lint.rules.wishes_as_results import check_wishes_as_results
from engine.lint.rules.wording_of_dates import check_wording_of_dates
from engine.lint.rules.work_of_other_level import check_work_of_other_level
from engine.lint.rules.works_of_other_aims import check_works_of_other_aims
from engine.lint.rules.yearly_work import check_yearly_work
from engine.lint.rules.years_of_work import check_years_of_work
from engine.model.project import Project

DocumentCheck = Callable[[Project], tuple[Finding, ...]]

DOCUMENT_CHECKS: tuple[DocumentCheck, ...] = (
    check_order_of_work,
    check_life_of_things,
    check_own_approval,
    check_basis_of_work,
    check_effect,
    check_outside_period,
    check_printed_periods,
    check_wording_of_dates,
    check_circular_dates,
    check_yearly_work,
    check_durations,
    check_dates_in_texts,
    check_event_numbers,
    check_section_numbers,
    check_passport_numbers,
    check_goals_and_indicators,
    check_indicators_and_works,
    check_works_of_other_aims,
    check_cycle_stages,
    check_measures_undecided,
    check_clashing_schedules,
    check_stages_in_cells,
    check_years_of_old,
    check_goals_as_events,
    check_timing_of_work,
    check_passport_promises,
    check_rows_of_other_stages,
    check_municipality,
    check_level,
    check_other_roadmap,
    check_copied_results,
    check_repeated_events,
    check_same_decisions,
    check_result_and_title,
    check_twin_indicators,
    check_indicators,
    check_missing_cells,
    check_titles,
    check_order,
    check_bodies,
    check_abbreviations,
    check_cut_off,
    check_pairs,
    check_misprints,
    check_government,
    check_indicators_of_two,
    check_planned_twice,
    check_promised_twice,
    check_busy_weeks,
    check_requirements,
    check_gaps_of_rows,
    check_goals_without_events,
    check_clause_deadlines,
    check_clauses,
    check_clauses_and_plan,
    check_clauses_and_executors,
    check_template,
    check_subjects_of_results,
    check_results_of_other_rows,
    check_prepared_late,
    check_figures_of_plan,
    check_counted_things,
    check_listed_things,
    check_targets_behind,
    check_wholes_counted,
    check_stages_of_titles,
    check_agreement,
    check_numerals,
    check_dated_papers,
    check_annexes_named,
    check_other_school,
    check_levels_of_bodies,
    check_things_at_two_levels,
    check_work_of_other_level,
    check_rights_of_levels,
    check_final_reports,
    check_persons_and_posts,
    check_indicator_figures,
    check_indicators_turned_round,
    check_course_of_sections,
    check_strange_subjects,
    check_executors_of_deeds,
    check_other_plan_named,
    check_parts_named,
    check_times_of_texts,
    check_things_in_use,
    check_sides_of_anchors,
    check_cells_of_executors,
    check_authors_of_papers,
    check_days_and_seasons,
    check_names_of_things,
    check_bodies_made_and_met,
    check_wishes_as_results,
    check_places_in_order,
    check_dates_of_sections,
    check_turns_of_schedule,
    check_years_of_work,
    check_grades_of_works,
    check_acts_of_country,
    check_parts_of_sums,
)

DOCUMENT_CODES = frozenset(
    name
    for codes in (documents.CODES, texts.CODES, across.CODES, orders.CODES)
    for code in codes
    for name in (code.id, code.name)
)
"""Ids and names of everything that these checks find."""


def check_documents(project: Project) -> tuple[Finding, ...]:
    """All findings of all document checks, in the order of `DOCUMENT_CHECKS`; one fact once."""
    return as_one(found for check in DOCUMENT_CHECKS for found in check(project))
