"""Library rules: parameters, places of what is wrong, shadowed names; the packaged ones work."""

from pathlib import Path

from engine.diagnostics import Origin
from engine.measures import LibraryFile, RuleContext, read_library, read_rule
from engine.measures.coverage import CoverageOfList
from engine.measures.each import EachDocument
from engine.model.rules import Rule
from engine.packaged import rules_folder
from tests.plain_yaml import plain_yaml
from tests.unit.measures.test_rules import REGISTER
from tests.unit.samples import ORIGIN, codes, package, resource

SCHOOLS = resource("schools", "code low_results:boolean", organisation="code")
TEACHERS = resource("teachers", "person position", organisation=None)
TRAININGS = resource("trainings", "person topic finished_on:date", date="finished_on")

RULE = {
    "format": "rule/1",
    "id": "school-document",
    "title": "Документ в каждой школе",
    "source": "Положение, п. 3",
    "parameters": {
        "kinds": {"type": "list", "title": "Виды"},
        "where": {"type": "condition", "title": "Какие школы", "default": None},
    },
    "rule": {
        "measure": "each",
        "per": "schools",
        "where": "{where}",
        "evidence": {"kind": "{kinds}", "dated": "any"},
    },
}
FILE = LibraryFile("rules/school-document.yaml", RULE, own=False)


WITHOUT_SOURCE = {
    "low-results-computed", "low-results-lists", "lowest-in-cluster", "participation",
    "published-in-time",
}  # fmt: skip
"""Methods of general knowledge: their figures are parameters, and nobody is cited for them."""


def used(data: dict[str, object], *files: LibraryFile) -> object:
    """What reading the rule gives, with these files as the library."""
    library, findings = read_library(files or (FILE,))
    assert findings == ()
    context = RuleContext(package(SCHOOLS, TEACHERS, TRAININGS), REGISTER, ("schools",), library)
    return read_rule(data, context, ORIGIN)


def test_parameters_replace_whole_values_and_absent_ones_take_their_key_away() -> None:
    found = used({"use": "school-document", "with": {"kinds": ["приказ"]}})
    assert isinstance(found, Rule)
    assert (found.name, found.source) == ("school-document", "Положение, п. 3")
    assert isinstance(found.measure, EachDocument)
    assert found.measure.where is None
    assert found.measure.evidence.kinds == ("приказ",)
    assert not found.measure.evidence.dated_in_period


def test_a_wrong_argument_is_shown_where_it_was_given() -> None:
    given = {"kinds": ["приказ", "приказы"], "where": "low_result"}
    found = used({"use": "school-document", "with": given})
    assert isinstance(found, tuple)
    places = {each.code.name: each.at for each in found}
    with_ = (*ORIGIN.route, "with")
    assert places["unknown-column"] == Origin(ORIGIN.file, (*with_, "where"), span=(0, 10))
    assert places["unknown-evidence-kind"] == Origin(ORIGIN.file, (*with_, "kinds", 1))


def test_a_fault_of_the_library_rule_is_shown_there_with_the_place_of_its_use() -> None:
    broken = {**RULE, "rule": {**RULE["rule"], "per": "colleges"}}  # type: ignore[dict-item]
    file = LibraryFile("rules/broken.yaml", broken, own=True)
    found = used({"use": "school-document", "with": {"kinds": ["приказ"]}}, file)
    assert isinstance(found, tuple)
    assert found[0].code.name == "unknown-dataset"
    assert found[0].at == Origin("rules/broken.yaml", ("rule", "per"))
    assert [each.at for each in found[0].related] == [ORIGIN]


def test_parameters_are_checked() -> None:
    assert codes(used({"use": "school-documents"})) == ["unknown-rule"]
    assert codes(used({"use": "school-document"})) == ["parameter-missing"]
    given: dict[str, object] = {"kinds": "приказ", "wher": "low_results"}
    found = used({"use": "school-document", "with": given})
    assert codes(found) == ["parameter-type", "unknown-parameter"]


LOWEST = {
    "format": "rule/1",
    "id": "lowest",
    "title": "Самые низкие",
    "source": None,
    "parameters": {"least": {"type": "number", "title": "Число", "default": 1}},
    "rule": {
        "measure": "rank",
        "of": {"measure": "share", "in": "schools", "of": "low_results", "missing": "exclude"},
        "min_n": "{least}",
    },
}


def test_a_number_is_asked_for() -> None:
    file = LibraryFile("rules/lowest.yaml", LOWEST, own=True)
    assert isinstance(used({"use": "lowest", "with": {"least": 2}}, file), Rule)
    assert codes(used({"use": "lowest", "with": {"least": "два"}}, file)) == ["parameter-type"]


def test_a_parameter_that_fills_nothing_is_a_finding() -> None:
    unused = {**LOWEST, "rule": {**LOWEST["rule"], "min_n": 1}}  # type: ignore[dict-item]
    (finding,) = read_library([LibraryFile("a.yaml", unused, own=True)])[1]
    assert (finding.code.name, finding.at) == (
        "parameter-unused", Origin("a.yaml", ("parameters", "least"), on_key=True),
    )  # fmt: skip


def test_keys_of_values_with_dates_are_known() -> None:
    file = LibraryFile("rules/lowest.yaml", LOWEST, own=True)
    given = [{"from": "2021-09-01", "valeu": 2}, {"from": "2023-09-01", "value": 3, "note": "п"}]
    found = used({"use": "lowest", "with": {"least": given}}, file)
    assert codes(found) == ["unexpected-key", "unexpected-key"]
    assert isinstance(found, tuple)
    assert dict(found[0].params)["hint"] == "value"
    assert found[1].at == Origin(
        ORIGIN.file, (*ORIGIN.route, "with", "least", 1, "note"), on_key=True
    )


def test_shadowed_and_repeated_rules_and_stray_placeholders_are_findings() -> None:
    own = LibraryFile("rules/own.yaml", RULE, own=True)
    library, findings = read_library([FILE, own])
    assert codes(findings) == ["rule-shadowed"]
    assert findings[0].at == Origin("rules/own.yaml", ("id",))
    rule = library.rule("school-document")
    assert rule is not None
    assert rule.own
    again = LibraryFile("rules/again.yaml", RULE, own=False)
    assert codes(read_library([FILE, again])[1]) == ["rule-repeated"]
    stray = {**RULE, "rule": {"measure": "each", "per": "{per}", "where": "code = '{kinds}'"}}
    assert codes(read_library([LibraryFile("a.yaml", stray, own=True)])[1]) == [
        "unknown-placeholder", "unknown-placeholder",
    ]  # fmt: skip


def packaged() -> list[LibraryFile]:
    """The rules of this repository."""
    folder = rules_folder() / "measures"
    return [
        LibraryFile(path.name, plain_yaml(path.read_text(encoding="utf-8")), own=False)
        for path in sorted(Path(folder).glob("*.yaml"))
        if not path.name.endswith(".test.yaml")
    ]


def test_packaged_rules_cite_a_source_and_work_with_their_defaults() -> None:
    library, findings = read_library(packaged())
    assert findings == ()
    assert all(rule.title for rule in library.rules)
    assert {rule.id for rule in library.rules if not rule.source} == WITHOUT_SOURCE
    files = packaged()
    kinds = {"kinds": ["приказ"], "where": "low_results"}
    each = used({"use": "document-per-school", "with": kinds}, *files)
    assert isinstance(each, Rule)
    assert isinstance(each.measure, EachDocument)
    share = used({"use": "share-of-teachers-trained"}, *files)
    assert isinstance(share, Rule)
    assert isinstance(share.measure, CoverageOfList)


def test_the_readme_of_rules_lists_every_rule() -> None:
    readme = (rules_folder() / "README.md").read_text(encoding="utf-8")
    for rule in read_library(packaged())[0].rules:
        assert f"`{rule.id}`" in readme
