"""Which codes of lint say what a class of the second list (`list.yaml`) says."""

_BASIS = [
    "L601",
    "L602",
    "L603",
    "L604",
    "L605",
    "L606",
    "L608",
    "L609",
    "L625",
    "L627",
    "L714",
    "L715",
]
_STAGES = ["L607", "L639", "L642", "L643", "L644", "L645", "L646", "L647", "L648"]
_PERIOD = ["L610", "L611", "L612", "L613"]
_RESULT = ["L655", "L656", "L657", "L659", "L660", "L661", "L662", "L663", "L698"]
_NUMBERS = ["L600", "L630", "L631", "L632", "L633", "L634", "L635", "L711"]
_ABBREVIATIONS = ["L680", "L681", "L682", "L683", "L684", "L685", "L688"]
_CUT = ["L614", "L690", "L691", "L694", "L695", "L696"]
_LEVEL = ["L650", "L651", "L652", "L653"]
_OTHER_ROADMAP = ["L654", "L655", "L704", "L706"]
_DATES = ["L614", "L615", "L616", "L617", "L618", "L619", "L620", "L638"]
_FIGURE = ["L669", "L670", "L671", "L672", "L697"]
_CROSS = ["L656", "L658", "L702", "L703", "L704", "L706"]

_FAMILIES: dict[tuple[str, ...], list[str]] = {
    (
        "recommendation_before_analysis", "result_before_analysis", "order_of_work",
        "same_window_as_predecessor", "result_before_work", "monitoring_before_work",
        "result_refers_to_later_event", "monitoring_before_work_ends", "report_before_programme",
        "before_project", "effectiveness_before_decision", "decision_same_time_as_analysis",
        "plan_after_work", "monitoring_before_indicators", "indicator_before_goal",
        "schedule_does_not_fit", "decision_before_order", "result_year_contradicts",
    ): _BASIS,
    (
        "recommendation_every_year_in_one_year_plan", "yearly_in_one_year_plan",
    ): ["L623", "L638", "L624"],
    ("window_outside_period",): _PERIOD,
    ("window_before_order",): ["L626", *_PERIOD],
    ("longer_than_plan",): ["L624", "L629"],
    (
        "period_label_differs", "period_contradiction", "no_period", "title_year",
    ): ["L613", "L620", "L628", "L677", "L678", "L679"],
    (
        "garbled_date", "vague_date", "date_garbled", "two_schedules", "schedule_unclear",
        "schedule_no_year", "result_or_schedule", "schedule_lost",
    ): [*_DATES, "L674", "L712", "L621", "L622"],
    ("date_contradiction",): ["L679"],
    ("circular", "circular_or_external_only"): ["L621", "L622", "L604"],
    (
        "copied_result", "result_does_not_fit", "result_repeated", "responsible_in_result",
        "responsible_does_not_fit",
    ): _RESULT,
    (
        "effectiveness_without_event", "missing_implementation", "analysis_without_monitoring",
        "effectiveness_of_nothing", "missing_stage_monitoring", "missing_stage_recommendation",
        "missing_stage_decision", "missing_stage_effectiveness", "missing_stage_indicator",
        "missing_stage_analysis", "recommendation_without_analysis", "decision_without_event",
        "decision_without_analysis", "effectiveness_missing", "help_without_analysis",
        "effectiveness_is_meeting", "decision_is_no_decision", "not_a_decision",
    ): [*_STAGES, "L649"],
    ("requirement_without_event",): ["L710"],
    (
        "skipped_number", "number_odd", "numbering_restart", "repeated_section", "repeated_number",
        "goal_without_number", "section_number_odd", "no_number", "skipped_or_plain_number",
        "numbering_odd",
    ): _NUMBERS,
    ("indicator_without_event",): ["L641", "L639"],
    (
        "cut_text", "indicator_cut", "cut_word", "odd_text", "responsible_cut", "grammar_title",
        "indicator_grammar", "result_or_schedule_cut", "no_title",
    ): [*_CUT, "L692", "L712"],
    ("unpaired_bracket",): ["L692"],
    ("unpaired_quote",): ["L693"],
    ("other_level", "other_municipality"): [*_LEVEL, "L654"],
    ("responsible_other_name",): ["L686", "L687", "L680"],
    ("person_name_differs",): ["L687"],
    ("duplicate_event", "copied_event", "copied_title"): _CROSS,
    ("title_differs",): ["L677", "L678"],
    ("title_list_differs",): ["L653", "L677"],
    ("other_roadmap", "other_roadmap_event"): _OTHER_ROADMAP,
    ("abbreviation_doubly", "abbreviation_undefined", "abbreviation_wrong"): _ABBREVIATIONS,
    (
        "empty_block", "figure_lost", "no_figure", "block_without_figure", "indicator_partial",
    ): _FIGURE,
    ("conflicting_indicators", "number_contradiction"): ["L665", "L666", "L667", "L700"],
    ("same_indicator_with_and_without_figure",): ["L664", "L665"],
    ("no_schedule",): ["L674", "L676", "L712"],
    ("no_responsible",): ["L673", "L676", "L712"],
    ("no_result", "no_result_column"): ["L675", "L676", "L712"],
    ("goal_as_event",): ["L649"],
    ("column_title_wrong", "text_contradiction", "vague_title"): [],
}  # fmt: skip

CODES_OF_CLASS: dict[str, frozenset[str]] = {
    name: frozenset(codes) for names, codes in _FAMILIES.items() for name in names
}
