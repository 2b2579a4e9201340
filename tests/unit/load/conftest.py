"""A small sound project in a temporary folder, to be spoilt by each test in one way."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from engine.load import Loaded, load_project

PROJECT = """\
format: project/1
id: example
title: Пример
municipality: {name: Дятьковский район}
method: "2020"
period: {text: 2021-2022 учебный год, from: 2021-09-01, to: "2022-08-31"}
roadmaps: [low-results.yaml]
organisations: [schools]
bodies:
  - {id: education-department, name: Отдел образования, aliases: [УО]}
evidence: {in: documents, kinds: [приказ, методика]}
"""

ROADMAP = """\
format: roadmap/1
slug: low-results
title: Дорожная карта
passport:
  - {row: "1", label: Цели, stages: [goal], items: [Преодоление факторов]}
sections:
  - {id: s1, number: "1", title: Организация}
goals:
  - {id: overcome-factors, text: Преодоление факторов}
indicators:
  - id: teachers-supported
    goal: overcome-factors
    text: не менее 70% педагогов охвачены сопровождением
    rule: {measure: share, of: supported, in: teachers, missing: exclude}
    target: ">= 70 %"
events:
  - id: deficit-methods
    section: s1
    number: "1.1"
    title: Определение дефицитов
    stage: collection_methods
    serves: [teachers-supported]
    schedule: 2021 г.
    responsible: [{body: education-department, text: Отдел образования}]
    result: Методика
    evidence: {kind: [методика]}
  - id: target-groups
    section: s1
    number: "1.2"
    title: Целевые группы
    stage: [monitoring, analysis]
    serves: [teachers-supported]
    after: [deficit-methods]
    schedule: Сентябрь 2021 г.
    responsible: [{body: education-department, text: Отдел образования}]
    result: Перечень
"""

DATA = """\
format: data/1
synthetic: true
resources:
  - name: schools
    path: data/schools.csv
    schema:
      fields:
        - {name: code, title: Код, type: string}
        - {name: low_results, type: boolean, trueValues: [да], falseValues: [нет]}
      primaryKey: [code]
    organisation: code
  - name: teachers
    path: data/teachers.csv
    schema:
      fields:
        - {name: person, type: string}
        - {name: full_name, type: string}
        - {name: school, type: string}
        - {name: hired_on, type: date, constraints: {minimum: 1950-01-01}}
        - {name: supported, type: boolean, trueValues: [да], falseValues: [нет]}
      primaryKey: [person]
      foreignKeys: [{fields: school, reference: {resource: schools, fields: code}}]
      missingValues: ["", "н/д"]
    organisation: school
    personal: [full_name]
  - name: documents
    path: data/documents.csv
    schema:
      fields:
        - {name: proves, type: string}
        - {name: kind, type: string}
"""


@dataclass(frozen=True, slots=True)
class Folder:
    """A project folder whose files a test edits before it loads them."""

    path: Path

    def replace(self, file: str, old: str, new: str) -> "Folder":
        text = (self.path / file).read_text(encoding="utf-8")
        assert old in text, f"«{old}» is not in {file}"
        return self.write(file, text.replace(old, new, 1))

    def write(self, file: str, text: str) -> "Folder":
        (self.path / file).parent.mkdir(parents=True, exist_ok=True)
        (self.path / file).write_text(text, encoding="utf-8", newline="")
        return self

    def load(self) -> Loaded:
        return load_project(self.path)

    def found(self) -> list[str]:
        """«name file:line:column» of every finding."""
        loaded = self.load()
        return [
            f"{finding.code.name} {loaded.sources.place(finding.at)}" for finding in loaded.findings
        ]

    def only(self) -> dict[str, object]:
        """The parameters of the only finding, with its name and place."""
        loaded = self.load()
        (one,) = loaded.findings
        place = str(loaded.sources.place(one.at))
        return {"name": one.code.name, "place": place, **dict(one.params)}


@pytest.fixture
def project(tmp_path: Path) -> Folder:
    """A project in which nothing is wrong."""
    folder = Folder(tmp_path / "example")
    folder.path.mkdir()
    return (
        folder.write("project.yaml", PROJECT)
        .write("low-results.yaml", ROADMAP)
        .write("data.yaml", DATA)
    )


Spoil = Callable[[Folder], Folder]
