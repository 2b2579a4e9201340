"""Small projects about pupils on disk, and everything that leaves of them."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.running import run

PROJECT = """\
format: project/1
id: district
title: Район
municipality: {name: Район}
method: "2020"
period: {text: 2021/22, from: "2021-09-01", to: "2022-08-31"}
organisations: [schools]
order: {number: "1"}
roadmaps: [low.yaml]
"""
ROADMAP = """\
format: roadmap/1
slug: low
code: "1"
title: Школы
goals: [{id: g, text: Помощь}]
indicators:
"""
SCHOOLS = """\
format: data/1
resources:
  - name: schools
    title: Школы
    path: schools.csv
    organisation: code
    schema:
      fields:
        - {name: code, title: Код, type: string}
        - {name: name, title: Школа, type: string}
      primaryKey: [code]
"""
PUPILS = """\
  - name: pupils
    title: Ученики
    path: pupils.csv
    organisation: school
    personal: [who]
    schema:
      fields:
        - {name: who, title: ФИО, type: string}
        - {name: school, title: Код школы, type: string}
        - {name: grade, title: Класс, type: integer}
        - {name: group, title: Группа, type: string, constraints: {enum: [А, Б]}}
        - {name: subject, title: Предмет, type: string}
        - {name: score, title: Балл, type: number}
        - {name: passed, title: Сдал, type: boolean}
        - {name: day, title: Дата, type: date}
      foreignKeys: [{fields: school, reference: {resource: schools, fields: code}}]
"""
HEADINGS = ("ФИО", "Код школы", "Класс", "Группа", "Предмет", "Балл", "Сдал", "Дата")
FORMATS = "html,json,md,docx,xlsx,sarif,junit"


def unpacked(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Papers part by part, as whoever opens them sees their words; all else as it is."""
    found: dict[str, bytes] = {}
    for name, content in files.items():
        if name.endswith((".docx", ".xlsx")):
            with zipfile.ZipFile(io.BytesIO(content)) as parts:
                found |= {f"{name}/{part}": parts.read(part) for part in parts.namelist()}
        else:
            found[name] = content
    return found


def pupil(school: str, *, score: str = "10", passed: str = "да") -> list[str]:
    """A row of a pupil whose cells are all right."""
    return ["Иванов Иван Иванович", school, "9", "А", "физика", score, passed, "2022-03-01"]


def indicator(id: str, rule: str, target: str = ">= 10") -> str:
    """An indicator of the roadmap; `rule` in YAML's flow style."""
    return f"  - {{id: {id}, goal: g, text: показатель {id}, rule: {rule}, target: {target!r}}}\n"


def write(
    folder: Path,
    indicators: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    schools: Sequence[str] = ("1", "2", "3"),
    headings: Sequence[str] = HEADINGS,
    tables: str = PUPILS,
) -> Path:
    """The project with the pupils of these rows."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "project.yaml").write_text(PROJECT)
    (folder / "low.yaml").write_text(ROADMAP + "".join(indicators) + "events: []\n")
    (folder / "data.yaml").write_text(SCHOOLS + tables)
    lines = ["Код;Школа", *(f"{code};Школа {code}" for code in schools)]
    (folder / "schools.csv").write_text("\n".join(lines) + "\n")
    cells = [";".join(row) for row in (headings, *rows)]
    (folder / "pupils.csv").write_text("\n".join(cells) + "\n")
    return folder


def leaving(project: Path, out: Path, *more: str) -> Mapping[str, bytes]:
    """Every byte of an external run by its name: reports, cache, history, what was said."""
    done = run(
        "evaluate", str(project), "--as-of", "2022-06-01", "--out", str(out / "report"),
        "--format", FORMATS, "--cache", str(out / "cache"), "--keep",
        "--history", str(out / "history.sqlite"), *more,
    )  # fmt: skip
    assert done.code in (0, 1), done.err
    files = {str(path.relative_to(out)): path.read_bytes()
             for path in sorted(out.rglob("*")) if path.is_file()}  # fmt: skip
    assert any(name.endswith(".junit.xml") or "junit" in name for name in files)
    return {**unpacked(files), "stdout": done.out.encode(), "stderr": done.err.encode()}
