"""Random edits are found and random reformatting is not; what is proved holds on random tables."""

import copy
import json
import random
import tempfile
from fractions import Fraction
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.diff import compare_projects
from engine.diff.implication import compare_rules
from engine.diff.relation import Relation
from engine.diff.scope import World, world_of
from engine.expressions.truth import truth
from engine.load import load_project
from engine.measures.count import Count
from engine.measures.share import Share
from engine.model.conditions import Condition
from engine.model.project import Project
from tests.diff.specs import Files, base, load, opposite
from tests.examples import of_all

ROADMAPS = ("low-results.yaml", "talents.yaml")
STYLES = st.integers(0, 10**9).map(random.Random)
WORDS = st.sampled_from(["иначе", "ещё раз", "по плану", "до конца года"])


def saved(files: Files) -> Project:
    with tempfile.TemporaryDirectory() as folder:
        return load(files, Path(folder))


def written(files: Files, style: random.Random) -> Project:
    """The same values in another order of keys, with comments, blank lines and line breaks."""
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            Path(folder, name).parent.mkdir(exist_ok=True)
            Path(folder, name).write_text(_yaml(_shuffled(content, style), style), "utf-8")
        loaded = load_project(Path(folder))
        assert loaded.project is not None, loaded.findings
        return loaded.project


def _shuffled(value: Any, style: random.Random) -> Any:
    if isinstance(value, list):
        return [_shuffled(each, style) for each in value]
    if not isinstance(value, dict):
        return value
    keys = list(value)
    style.shuffle(keys)
    return {key: _shuffled(value[key], style) for key in keys}


def _yaml(content: dict[str, Any], style: random.Random) -> str:
    lines = []
    for key, value in content.items():
        lines += ["", "# пояснение"] if style.random() < 0.5 else []
        indent = style.choice([None, 1, 3])
        text = json.dumps(value, ensure_ascii=False, indent=indent)
        lines.append(f"{key}: {text}".replace("\n", "\n  "))
    return "\n".join(lines) + "\n"


@settings(max_examples=of_all(40), deadline=None)
@given(STYLES)
def test_reformatting_is_no_change(style: random.Random) -> None:
    assert compare_projects(saved(base()), written(base(), style)) == ()


def _moved_items(files: Files, style: random.Random) -> None:
    """Items in another order, roadmaps in other files' places: meaning stays."""
    for name in ROADMAPS:
        for key in ("goals", "indicators"):
            style.shuffle(files[name][key])
    style.shuffle(files["project.yaml"]["roadmaps"])
    style.shuffle(files["project.yaml"]["bodies"])


@settings(max_examples=of_all(25), deadline=None)
@given(STYLES)
def test_another_order_of_items_is_no_change(style: random.Random) -> None:
    files = base()
    _moved_items(files, style)
    assert compare_projects(saved(base()), saved(files)) == ()


@st.composite
def edits(draw: st.DrawFn) -> tuple[str, str, str, str]:
    """A file, a list, an id, and a text of the item that is edited."""
    name = draw(st.sampled_from(ROADMAPS))
    key, field = draw(
        st.sampled_from([("goals", "text"), ("indicators", "text"), ("events", "title"),
                         ("events", "result"), ("events", "number"), ("indicators", "note")])
    )  # fmt: skip
    ids = [each["id"] for each in base()[name][key]]
    return name, key, draw(st.sampled_from(ids)), field


@settings(max_examples=of_all(30), deadline=None)
@given(st.lists(edits(), min_size=1, max_size=4, unique=True), WORDS)
def test_every_edit_is_found_where_it_was_made(
    made: list[tuple[str, str, str, str]], words: str
) -> None:
    files = base()
    for name, key, id, field in made:
        item = next(each for each in files[name][key] if each["id"] == id)
        item[field] = f"{item.get(field, '')} {words}".strip()
    found = {
        (project.about.id, project.facet)
        for project in compare_projects(saved(base()), saved(files))
    }
    assert found == {(f"{name.partition('.')[0]}/{id}", field) for name, _, id, field in made}


LEAVES = st.sampled_from(
    ["trained", "mentor", "age > 30", "age >= 30", "age <= 40", "age in (30, 40)", "age = 35",
     "age between 25 and 45", "age is null", "trained is not null", "score >= 0.5", "age > hours",
     "category = 'высшая'", "category in ('высшая', 'первая')", "school.low_results",
     "place like 'уч%'", "age * 2 > 70", "trained = mentor", "school.pupils >= age"]
)  # fmt: skip
CONDITIONS = st.recursive(
    LEAVES,
    lambda inner: (
        st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(
            lambda parts: f"({parts[0]} {parts[1]} {parts[2]})"
        )
        | inner.map(lambda text: f"not ({text})")
    ),
    max_leaves=3,
)
TARGETS = st.sampled_from([">= 70 %", "= 100 %", "> 50 %", "<= 5 %", "< 30 %", ">= 100 %"])
MISSING = st.sampled_from(["exclude", "as_false", "indeterminate"])


def _with(rule: dict[str, Any], target: str) -> Files:
    files = base()
    indicator = files["low-results.yaml"]["indicators"][0]
    indicator["rule"], indicator["target"] = rule, target
    return files


def _relation(old: Files, new: Files) -> tuple[Relation, World, list[Project]]:
    projects = [saved(old), saved(new)]
    world = world_of(projects[0], projects[1], projects[1].roadmaps[0])
    indicators = [project.roadmaps[0].indicators[0] for project in projects]
    return compare_rules(indicators[0], indicators[1], world), world, projects


def _rows(style: random.Random) -> list[dict[tuple[str, ...], Any]]:
    flags, ages = [True, False, None], [None, 25, 29, 30, 31, 35, 40, 41, 45, 50]
    return [
        {
            ("trained",): style.choice(flags), ("mentor",): style.choice(flags),
            ("age",): style.choice(ages), ("hours",): style.choice([None, 0, 28.5, 60.0]),
            ("score",): style.choice([None, 0.2, 0.5, 2.0]),
            ("category",): style.choice([None, "высшая", "первая", "соответствие"]),
            ("place",): style.choice([None, "учитель", "завуч"]),
            ("school", "low_results"): style.choice(flags),
            ("school", "pupils"): style.choice([None, 10, 33, 900]),
        }
        for _ in range(style.randint(1, 7))
    ]  # fmt: skip


def _met(project: Project, world: World, rows: list[dict[tuple[str, ...], Any]]) -> bool | None:
    """Met in every case of what is missing; None where there is nothing to judge."""
    indicator = project.roadmaps[0].indicators[0]
    assert indicator.rule is not None
    assert indicator.target is not None
    measure = indicator.rule.measure
    assert isinstance(measure, Share | Count)
    where = getattr(measure, "where", None)
    kept = [row for row in rows if where is None or truth(where.tree, row) is True]
    answers = [truth(_tree(measure), each) for each in kept]
    sure, maybe = answers.count(True), answers.count(None)
    missing = measure.missing.value
    total = len(answers) - (maybe if missing == "exclude" else 0)
    unsure = maybe if missing == "indeterminate" else 0
    if total == 0:
        return None
    limit = Fraction(str(indicator.target.value)) / 100
    figures = [Fraction(sure, total), Fraction(sure + unsure, total)]
    compare = {">=": "__ge__", ">": "__gt__", "<=": "__le__", "<": "__lt__", "=": "__eq__"}
    name = compare[indicator.target.operator.value if indicator.target.operator else "="]
    return all(getattr(figure, name)(limit) for figure in figures)


def _tree(measure: Share | Count) -> Condition:
    assert measure.of is not None
    return measure.of.tree


@settings(max_examples=of_all(40), deadline=None)
@given(
    st.tuples(CONDITIONS, CONDITIONS), st.tuples(CONDITIONS, CONDITIONS), MISSING, MISSING,
    TARGETS, TARGETS, STYLES,
)  # fmt: skip
def test_what_is_proved_holds_on_random_tables(
    old: tuple[str, str], new: tuple[str, str], before: str, after: str,
    target: str, other: str, style: random.Random,
) -> None:  # fmt: skip
    rules = [
        {"measure": "share", "in": "teachers", "of": of, "where": where, "missing": missing}
        for (of, where), missing in ((old, before), (new, after))
    ]
    relation, world, projects = _relation(_with(rules[0], target), _with(rules[1], other))
    for _ in range(150):
        rows = _rows(style)
        verdicts = [_met(project, world, rows) for project in projects]
        if None in verdicts:
            continue
        if relation.new_implies_old:
            assert verdicts != [False, True]
        if relation.old_implies_new:
            assert verdicts != [True, False]


@settings(max_examples=of_all(40), deadline=None)
@given(CONDITIONS, CONDITIONS, MISSING, TARGETS)
def test_backwards_is_the_opposite(old: str, new: str, missing: str, target: str) -> None:
    files = [
        _with({"measure": "share", "in": "teachers", "of": of, "missing": missing}, target)
        for of in (old, new)
    ]
    forth, back = _relation(*files)[0], _relation(files[1], files[0])[0]
    assert forth.effect is opposite(back.effect)


def test_tables_in_another_order_are_the_same_tables() -> None:
    """Also where a crosswalk or a lifetime stands in them, which know their places."""
    files = base()
    resources = files["data.yaml"]["resources"]
    resources[2]["lifetime"] = {"until": "held_on"}
    resources[1]["schema"]["fields"][1]["crosswalk"] = {
        "resource": "schools", "old": "code", "new": "name",
    }  # fmt: skip
    turned = copy.deepcopy(files)
    turned["data.yaml"]["resources"].reverse()
    assert compare_projects(saved(files), saved(turned)) == ()
