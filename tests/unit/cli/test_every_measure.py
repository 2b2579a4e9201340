"""Whatever a rule may measure, every verb shows it in every format it has."""

import json
from pathlib import Path

import pytest

from engine.measures.kinds import MEASURES
from tests.running import run
from tests.unit.execute.every_measure import every_measure
from tests.unit.execute.small_projects import write_project

pytestmark = pytest.mark.usefixtures("projects_read_once")

DATA = """\
  - name: schools
    path: schools.csv
    schema:
      fields:
        - {name: code, type: string}
        - {name: low, type: boolean}
        - {name: pupils, type: integer}
        - {name: district, type: string}
      primaryKey: [code]
    organisation: code
    municipality: district
  - name: teachers
    path: teachers.csv
    schema:
      fields:
        - {name: person, type: string}
        - {name: school, type: string}
        - {name: year, type: string}
        - {name: trained, type: boolean}
        - {name: age, type: integer}
        - {name: score, type: number}
        - {name: hired, type: date}
        - {name: grade, type: integer}
      foreignKeys: [{fields: school, reference: {resource: schools, fields: code}}]
    organisation: school
    period: year
  - name: documents
    path: documents.csv
    schema:
      fields:
        - {name: proves, type: string}
        - {name: school, type: string}
        - {name: kind, type: string}
        - {name: number, type: string}
        - {name: day, type: date}
        - {name: address, type: string}
    organisation: school
    date: day
"""
REGISTER = "evidence: {in: documents, kinds: [приказ]}\n"
TABLES = {
    "documents.csv": "proves;school;kind;number;day;address\n"
    "low-results/i31;s1;приказ;1;01.10.2021;https://example.org\n",
    "schools.csv": "code;low;pupils;district\n" + "".join(
        f"s{at};{'да' if at % 2 else 'нет'};{at * 90};{'АБ'[at % 2]}\n" for at in range(1, 7)
    ),
    "teachers.csv": "person;school;year;trained;age;score;hired;grade\n" + "".join(
        f"p{at};s{at % 6 + 1};{('2020/21', '2021/22')[at % 2]};{'да' if at % 3 else 'нет'};{at};"
        f"{at % 7},5;01.10.2021;{at % 4 + 2}\n" for at in range(60)
    ),
}  # fmt: skip
MORE = (
    {"measure": "exists", "evidence": {"kind": ["приказ"]}},
    {"measure": "each", "per": "schools", "evidence": {"kind": ["приказ"]}},
    {
        "measure": "trend", "over": ["2019/20", "2020/21", "2021/22"],
        "of": {"measure": "sum", "in": "teachers", "of": "age", "missing": "exclude"},
    },
)  # fmt: skip
VERBS = (
    ("validate", "text json sarif junit"), ("show", "json"), ("lint", "text json sarif"),
    ("plan", "text json ics md"), ("graph", "svg mermaid dot json"),
    ("explain", "text json"), ("evaluate", "html json md sarif junit"),
    ("diff", "text json md html"),
)  # fmt: skip


@pytest.fixture(scope="module")
def rules() -> dict[str, str]:
    """Id → the rest of an indicator, a rule of every kind."""
    told = [*every_measure("trained", "school.low"), *((each, "") for each in MORE)]
    named = {}
    for number, (rule, target) in enumerate(told):
        target = "" if rule["measure"] == "each" else target.replace("= 0", "= 0 %")
        target = target.replace(">= 0 %.1", ">= 0.1") or ("рост" if "over" in rule else "")
        aim = f"target: '{target}', " if target else ""
        named[f"i{number}"] = f"{aim}rule: {json.dumps(rule, ensure_ascii=False)}"
    return named


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory, rules: dict[str, str]) -> Path:
    """A project that measures everything."""
    return write_project(tmp_path_factory.mktemp("all") / "p", DATA, rules, TABLES, REGISTER)


def test_every_measure_that_may_be_written_is_tried(rules: dict[str, str]) -> None:
    written = " ".join(rules.values())
    assert [
        measure.name for measure in MEASURES if f'"measure": "{measure.name}"' not in written
    ] == []


def test_show_shows_every_rule_as_it_was_written(project: Path, rules: dict[str, str]) -> None:
    done = run("show", str(project))
    assert done.code == 0, done.err
    shown = {each["id"]: each for each in json.loads(done.out)["roadmaps"][0]["indicators"]}
    for id, written in rules.items():
        rule = json.loads(written.partition("rule: ")[2])
        assert shown[id]["rule"]["measure"] == rule["measure"], id
        inner = rule.get("of") or rule.get("computed")
        if isinstance(inner, dict):
            found = shown[id]["rule"].get("of") or shown[id]["rule"]["computed"]
            assert found["measure"] == inner["measure"], id


@pytest.mark.parametrize(
    ("verb", "format_"), [(verb, each) for verb, known in VERBS for each in known.split()]
)
def test_every_verb_shows_every_measure_in_every_format(
    verb: str, format_: str, project: Path, rules: dict[str, str], tmp_path: Path
) -> None:
    for more in _calls(verb, project, rules, tmp_path):
        done = run(verb, *more, "--format", format_)
        assert done.code in (0, 1), (more, done.err[-400:])


def _calls(verb: str, project: Path, rules: dict[str, str], folder: Path) -> list[tuple[str, ...]]:
    if verb == "evaluate":
        return [
            (str(project), "--as-of", "2022-06-01", "--no-cache", "--audience", each, "--out",
             str(folder / each)) for each in ("external", "internal")
        ]  # fmt: skip
    if verb == "explain":
        kinds = {
            json.loads(each.partition("rule: ")[2])["measure"]: id for id, each in rules.items()
        }
        return [
            (f"low-results/{id}", str(project), "--as-of", "2022-06-01") for id in kinds.values()
        ]
    if verb == "diff":
        stricter = {**rules, "i0": rules["i0"].replace(" 50 %", " 60 %")}
        new = write_project(folder / "p", DATA, stricter, TABLES, REGISTER)
        return [(str(project), str(new))]
    return [(str(project),)]
