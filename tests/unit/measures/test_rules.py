"""Rules of a spec: what each measure needs, and what is said of one that makes no sense."""

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.diagnostics import Finding, Origin
from engine.measures import RuleContext, read_evidence, read_rule
from engine.measures.change import Change
from engine.measures.count import Count
from engine.measures.coverage import CoverageOfList, CoverageOfValues
from engine.measures.each import EachDocument, EachRow
from engine.measures.exists import Exists
from engine.measures.share import Share
from engine.measures.sums import Mean, Sum
from engine.model.demands import Shape
from engine.model.project import EvidenceRegister
from engine.model.rules import EvidenceDemand, Missing, Rule
from tests.examples import of_all
from tests.unit.samples import HERE, ORIGIN, package, resource, rule

SCHOOLS = resource("schools", "code low_results:boolean pupils:integer", organisation="code")
TEACHERS = resource(
    "teachers",
    "person school:string>schools.code trained:boolean category:string=высшая,первая hours:number "
    "full_name",
    organisation="school",
    personal=("full_name",),
)
CONTESTS = resource("contests", "person grade:integer school_year", period="school_year")
REGISTER = EvidenceRegister("documents", ("приказ", "положение"), None, HERE)
CONTEXT = RuleContext(package(SCHOOLS, TEACHERS, CONTESTS), REGISTER, ("schools",))

SHARE = {"measure": "share", "in": "teachers", "of": "trained", "missing": "exclude"}
COUNT = {"measure": "count", "in": "teachers", "missing": "as_false"}
CHANGE = {
    "measure": "change",
    "of": {"measure": "count", "in": "contests", "missing": "as_false"},
    "over": ["2020/21", "2021/22"],
}


def test_a_share_keeps_its_conditions_with_their_places() -> None:
    measure = rule({**SHARE, "where": "school.low_results"}, CONTEXT).measure
    assert isinstance(measure, Share)
    assert (measure.dataset, measure.missing) == ("teachers", Missing.EXCLUDE)
    assert measure.of.origin == Origin(ORIGIN.file, (*ORIGIN.route, "of"))
    assert measure.where is not None
    assert measure.where.text == "school.low_results"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (COUNT, Count),
        ({**COUNT, "of": "trained", "distinct": "person", "since": "2020-09-01"}, Count),
        ({**COUNT, "where": "trained"}, Count),
        ({"measure": "count", "in": "teachers"}, Count),
        ({"measure": "sum", "in": "teachers", "of": "hours", "missing": "exclude"}, Sum),
        ({"measure": "sum", "in": "teachers", "of": "school.pupils", "missing": "exclude"}, Sum),
        ({"measure": "mean", "in": "teachers", "of": "hours", "missing": "indeterminate"}, Mean),
        ({"measure": "exists", "evidence": {"kind": ["приказ"]}}, Exists),
        ({"measure": "exists", "evidence": {"kind": "приказ"}}, Exists),
        ({"measure": "each", "per": "schools", "evidence": {"kind": ["приказ"]}}, EachDocument),
        ({"measure": "each", "per": "schools", "in": "teachers"}, EachRow),
        ({"measure": "each", "per": "schools", "in": "contests", "key": "person"}, EachRow),
        ({"measure": "coverage", "in": "contests", "column": "grade", "values": [4, 8]},
         CoverageOfValues),
        ({"measure": "coverage", "in": "contests", "list": "teachers", "key": "person"},
         CoverageOfList),
        (CHANGE, Change),
    ],
)  # fmt: skip
def test_every_form_of_a_rule_is_read(data: Mapping[str, object], kind: type) -> None:
    assert isinstance(rule(data, CONTEXT).measure, kind)


def test_parts_have_the_defaults_of_the_format() -> None:
    change = rule({**CHANGE, "shape": "every_step"}, CONTEXT).measure
    assert isinstance(change, Change)
    assert (change.shape, change.over) == (Shape.EVERY_STEP, ("2020/21", "2021/22"))
    demand = rule({"measure": "exists", "evidence": {"kind": ["приказ"]}}, CONTEXT).measure
    assert isinstance(demand, Exists)
    assert demand.evidence == EvidenceDemand(("приказ",), True, False)
    told = {"kind": ["приказ"], "dated": "any", "address": "required"}
    evidence = read_evidence(told, CONTEXT, ORIGIN)
    assert evidence == EvidenceDemand(("приказ",), False, True)
    each = rule({"measure": "each", "per": "schools", "in": "teachers"}, CONTEXT).measure
    assert isinstance(each, EachRow)
    assert each.key == "school"


@pytest.mark.parametrize(
    ("written", "hint"), [("lowestt", "lowest"), ("highes", "highest"), ("совсем иначе", "")]
)
def test_a_word_that_is_none_of_the_list_is_told_with_the_nearest(written: str, hint: str) -> None:
    told = read_rule({"measure": "rank", "of": SHARE, "sign": written}, CONTEXT, ORIGIN)
    assert not isinstance(told, Rule)
    (finding,) = told
    assert (finding.code.name, dict(finding.params)["hint"]) == ("unknown-choice", hint)


@pytest.mark.parametrize(
    ("data", "code", "route"),
    [
        ({**SHARE, "in": "teacher"}, "unknown-dataset", ("in",)),
        ({**SHARE, "in": None}, "rule-incomplete", ()),
        ({**SHARE, "missing": None}, "missing-unsaid", ()),
        ({**SHARE, "missing": "ignore"}, "missing-not-allowed", ("missing",)),
        ({**COUNT, "of": "trained", "missing": "exclude"}, "missing-not-allowed", ("missing",)),
        ({**SHARE, "measure": "mean", "of": "hours", "missing": "as_false"},
         "missing-not-allowed", ("missing",)),
        ({**SHARE, "of": None}, "rule-incomplete", ()),
        ({**SHARE, "of": ["trained"]}, "text-expected", ("of",)),
        ({**SHARE, "where": ["hours > 0"]}, "text-expected", ("where",)),
        ({**SHARE, "of": "trainde"}, "unknown-column", ("of",)),
        ({**SHARE, "where": "trained ="}, "condition-syntax", ("where",)),
        ({**SHARE, "measure": "shares"}, "unknown-measure", ("measure",)),
        ({**COUNT, "distinct": "full_name"}, "personal-column", ("distinct",)),
        ({**COUNT, "distinct": "people"}, "unknown-column", ("distinct",)),
        ({**COUNT, "of": "trained", "where": "trained"}, "of-and-where", ("where",)),
        ({**COUNT, "since": "01.09.2020"}, "bad-date", ("since",)),
        ({"measure": "sum", "in": "teachers", "of": "category", "missing": "exclude"},
         "column-not-numeric", ("of",)),
        ({"measure": "exists", "evidence": {"kind": ["приказы"]}},
         "unknown-evidence-kind", ("evidence", "kind", 0)),
        ({"measure": "exists", "evidence": {"kind": []}}, "rule-incomplete", ("evidence",)),
        ({"measure": "each", "per": "schools", "in": "contests"},
         "no-organisation-column", ("in",)),
        ({"measure": "each", "per": "contests", "evidence": {"kind": ["приказ"]}},
         "no-organisation-column", ("per",)),
        ({"measure": "coverage", "in": "contests", "column": "grade", "values": [4, "8"]},
         "value-type-differs", ("values", 1)),
        ({"measure": "coverage", "in": "contests", "column": "grade"}, "rule-incomplete", ()),
        ({"measure": "coverage", "in": "contests", "list": "schools",
          "key": {"list": "code", "in": "grade"}}, "types-differ", ("key", "in")),
        ({**CHANGE, "over": ["2021/22", "2020/21"]}, "periods-out-of-order", ("over", 1)),
        ({**CHANGE, "over": ["2021/22", "2022"]}, "periods-out-of-order", ("over", 1)),
        ({**CHANGE, "over": ["2020/21", "21/22"]}, "bad-period-label", ("over", 1)),
        ({**CHANGE, "over": ["2020/21"]}, "rule-incomplete", ()),
        ({**CHANGE, "of": COUNT}, "rows-without-period", ("of", "in")),
        ({**CHANGE, "of": {**COUNT, "in": "contest"}}, "unknown-dataset", ("of", "in")),
        ({**CHANGE, "of": CHANGE}, "unknown-measure", ("of",)),
    ],
)  # fmt: skip
def test_a_rule_that_makes_no_sense_is_a_finding_at_its_part(
    data: Mapping[str, object], code: str, route: tuple[str | int, ...]
) -> None:
    found = read_rule(data, CONTEXT, ORIGIN)
    assert isinstance(found, tuple), found
    places = {finding.code.name: finding.at for finding in found}
    place = places[code]
    assert isinstance(place, Origin)
    assert place.route == (*ORIGIN.route, *route)


def test_documents_need_a_register() -> None:
    bare = RuleContext(package(SCHOOLS), None)
    found = read_rule({"measure": "exists", "evidence": {"kind": ["приказ"]}}, bare, ORIGIN)
    assert isinstance(found, tuple)
    assert [finding.code.name for finding in found] == ["no-evidence-register"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.sampled_from(["teachers", "trained", ""]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("ab"), inner),
    max_leaves=4,
)
KEYS = st.sampled_from(
    ["in", "of", "where", "missing", "distinct", "since", "per", "evidence", "values", "column",
     "list", "key", "among", "over", "shape", "use", "with"]
)  # fmt: skip
MEASURES = st.sampled_from(
    ["share", "count", "sum", "mean", "exists", "each", "coverage", "change"]
)


@settings(max_examples=of_all(300), deadline=None)
@given(MEASURES, st.dictionaries(KEYS, JSON, max_size=6))
def test_no_mapping_crashes_the_reader(measure: str, parts: dict[str, object]) -> None:
    found = read_rule({"measure": measure, **parts}, CONTEXT, ORIGIN)
    if not isinstance(found, Rule):
        assert found
        assert all(isinstance(finding, Finding) for finding in found)
