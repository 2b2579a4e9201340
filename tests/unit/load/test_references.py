"""Names that lead nowhere, or to two things, are findings with the nearest name as a hint."""

import pytest

from tests.unit.load.conftest import Folder

SPEC = "low-results.yaml"


@pytest.mark.parametrize(
    ("file", "old", "new", "name", "hint"),
    [
        (SPEC, "goal: overcome-factors", "goal: overcome-factor", "unknown-goal",
         "overcome-factors"),
        (SPEC, "serves: [teachers-supported]", "serves: [teacher-supported]", "unknown-served",
         "teachers-supported"),
        (SPEC, "section: s1", "section: s11", "unknown-section", "s1"),
        (SPEC, "after: [deficit-methods]", "after: [deficit-method]", "unknown-event",
         "deficit-methods"),
        (SPEC, "after: [deficit-methods]", "after: [low-result/deficit-methods]", "unknown-event",
         "low-results/deficit-methods"),
        (SPEC, "body: education-department", "body: education-departament", "unknown-body",
         "education-department"),
        (SPEC, "kind: [методика]", "kind: [методики]", "unknown-evidence-kind", "методика"),
        (SPEC, "in: teachers", "in: teacher", "unknown-dataset", "teachers"),
        ("project.yaml", "organisations: [schools]", "organisations: [school]",
         "resource-undeclared", "schools"),
        ("project.yaml", "in: documents", "in: document", "resource-undeclared", "documents"),
        ("data.yaml", "organisation: school\n", "organisation: schol\n", "field-undeclared",
         "school"),
        ("data.yaml", "personal: [full_name]", "personal: [fullname]", "field-undeclared",
         "full_name"),
        ("data.yaml", "fields: code}", "fields: cod}", "field-undeclared", "code"),
        ("data.yaml", "resource: schools", "resource: schols", "resource-undeclared", "schools"),
        ("project.yaml", "roadmaps: [low-results.yaml]", "roadmaps: [low-result.yaml]",
         "missing-file", "low-results.yaml"),
    ],
)  # fmt: skip
def test_a_name_that_leads_nowhere_has_a_hint(
    project: Folder, file: str, old: str, new: str, name: str, hint: str
) -> None:
    loaded = project.replace(file, old, new).load()
    finding = next(each for each in loaded.findings if each.code.name == name)
    assert dict(finding.params)["hint"] == hint


def test_an_id_is_taken_across_goals_sources_indicators_and_events(project: Folder) -> None:
    project.replace(
        SPEC, "sections:", "sources:\n  - {id: target-groups, text: ФИС ОКО}\nsections:"
    )
    loaded = project.load()
    (finding,) = loaded.findings
    assert finding.code.name == "id-repeated"
    assert str(loaded.sources.place(finding.at)) == "low-results.yaml:29:9"
    assert str(loaded.sources.place(finding.related[0].at)) == "low-results.yaml:7:10"


def test_sections_have_ids_of_their_own(project: Folder) -> None:
    project.replace(SPEC, "{id: s1,", "{id: overcome-factors,")
    project.replace(SPEC, "section: s1", "section: overcome-factors")
    project.replace(SPEC, "section: s1", "section: overcome-factors")
    assert project.found() == []


def test_two_roadmaps_of_one_slug_are_told_once(project: Folder) -> None:
    project.write("talents.yaml", (project.path / SPEC).read_text(encoding="utf-8"))
    project.replace("project.yaml", "[low-results.yaml]", "[low-results.yaml, talents.yaml]")
    assert project.found() == ["slug-repeated talents.yaml:2:7"]


def test_an_event_of_another_roadmap_is_named_with_its_slug(project: Folder) -> None:
    other = (project.path / SPEC).read_text(encoding="utf-8")
    project.write("talents.yaml", other.replace("slug: low-results", "slug: talents"))
    project.replace("project.yaml", "[low-results.yaml]", "[low-results.yaml, talents.yaml]")
    project.replace(SPEC, "after: [deficit-methods]", "after: [talents/deficit-methods]")
    assert project.found() == []


def test_an_event_after_itself_is_told_as_such(project: Folder) -> None:
    project.replace(SPEC, "after: [deficit-methods]", "after: [low-results/target-groups]")
    assert project.found() == ["event-after-itself low-results.yaml:33:13"]


def test_what_stands_in_a_roadmap_that_cannot_be_read_is_not_called_unknown(
    project: Folder,
) -> None:
    project.write("talents.yaml", "format: roadmap/1\nslug: talents\n")
    project.replace("project.yaml", "[low-results.yaml]", "[low-results.yaml, talents.yaml]")
    project.replace(SPEC, "after: [deficit-methods]", "after: [talents/anything]")
    told = project.found()
    assert told
    assert all(place.startswith("talents.yaml") for _, place in map(str.split, told))


def test_stages_against_the_cycle_point_at_the_second(project: Folder) -> None:
    project.replace(SPEC, "stage: [monitoring, analysis]", "stage: [analysis, monitoring]")
    found = project.only()
    assert (found["name"], found["place"]) == ("stages-out-of-order", "low-results.yaml:31:23")
    assert (found["first"], found["second"]) == ("monitoring", "analysis")


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("    schedule: null", ["null-unexplained"]),
        ("    schedule: null\n    lost: {schedule: вся ячейка}", []),
        ("    schedule: null\n    not_printed: [schedule]", []),
        ("    schedule: null\n    lost: {title: конец}", ["null-unexplained"]),
        ("    schedule: 2021 г.\n    suggested: {shedule: 2022 г.}", ["unknown-gap"]),
        ("    schedule: 2021 г.\n    details: [раз]\n    lost: {details 1: конец}", []),
        ("    schedule: 2021 г.\n    details: [раз]\n    lost: {details 2: конец}",
         ["unknown-gap"]),
    ],
)  # fmt: skip
def test_a_blank_needs_a_word_why_and_a_word_needs_a_field(
    project: Folder, line: str, names: list[str]
) -> None:
    project.replace(SPEC, "    schedule: 2021 г.", line)
    assert [each.split()[0] for each in project.found()] == names


def test_a_lost_line_of_the_responsible_needs_a_word(project: Folder) -> None:
    old = "responsible: [{body: education-department, text: Отдел образования}]"
    project.replace(SPEC, old, "responsible: [{text: null}]")
    assert project.found() == ["null-unexplained low-results.yaml:24:26"]


def test_nobody_responsible_needs_a_word(project: Folder) -> None:
    old = "responsible: [{body: education-department, text: Отдел образования}]"
    project.replace(SPEC, old, "responsible: []\n    not_printed: [responsible]")
    assert project.found() == []


def test_a_waiver_names_what_exists(project: Folder) -> None:
    waiver = '{id: low-results/nothing, code: X1, reason: р, author: а, until: "2022-01-01"}'
    project.replace("project.yaml", "bodies:", f"waivers: [{waiver}]\nbodies:")
    project.replace("project.yaml", "code: X1", "code: X101")
    assert [each.split()[0] for each in project.found()] == [
        "unknown-waived",
        "unknown-waived-code",
    ]


@pytest.mark.parametrize(
    ("period", "names"),
    [
        ("{from: 2022-09-01, to: 2021-08-31}", ["period-reversed"]),
        ("{from: 2021-09-31, to: 2022-08-31}", ["date-impossible"]),
        ("{from: null, to: null}", ["period-unexplained"]),
        ("{from: null, to: null, reason: в приказе его нет}", []),
    ],
)
def test_a_period_has_two_dates_in_order_or_a_reason(
    project: Folder, period: str, names: list[str]
) -> None:
    old = 'period: {text: 2021-2022 учебный год, from: 2021-09-01, to: "2022-08-31"}'
    project.replace("project.yaml", old, f"period: {period}")
    assert [each.split()[0] for each in project.found()] == names
