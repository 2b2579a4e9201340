"""Many projects at once: all cores, one bad project stops nobody, and a summary of them all."""

import json
import os
import shutil
import signal
import threading
import time
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from engine.children import Child
from engine.cli import evaluating, many
from engine.cli.output import Exit, FailOn, Talk
from engine.cli.wishes import Told, Wish
from engine.packaged import schema_text
from engine.runs.seen import distinct_names
from tests.running import Done, run
from tests.unit.execute.small_projects import write_project

SPECS = Path(__file__).parents[3] / "specs"
NAMES = ("первый", "второй", "третий")


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three neighbours with the same roadmap, the second with a broken project.yaml."""
    folder = tmp_path_factory.mktemp("district")
    for name in NAMES:
        shutil.copytree(SPECS / "balashov-2020", folder / "specs" / name)
        project = folder / "specs" / name / "project.yaml"
        text = project.read_text(encoding="utf-8")
        project.write_text(text.replace("Балашовский", f"{name.capitalize()}"), encoding="utf-8")
    (folder / "specs" / "второй" / "project.yaml").write_text("format: project/9\n")
    return folder


@pytest.fixture(scope="module")
def ran(district: Path) -> Done:
    return run(
        "evaluate", str(district / "specs"), "--as-of", "2022-06-01", "--out", str(district / "out")
    )


def _summary(district: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((district / "out" / "region.json").read_text())
    return loaded


def test_a_broken_project_ends_with_2_and_the_others_have_reports(
    ran: Done, district: Path
) -> None:
    assert ran.code == Exit.UNUSABLE
    assert "S150" in ran.err
    assert (district / "out" / "первый" / "report.html").exists()
    assert not (district / "out" / "второй").exists()
    assert (district / "out" / "третий" / "report.html").exists()


def test_the_summary_keeps_to_its_schema_and_names_who_was_not_judged(
    ran: Done, district: Path
) -> None:
    summary = _summary(district)
    schema = json.loads(schema_text("region"))
    jsonschema.Draft202012Validator.check_schema(schema)
    assert list(jsonschema.Draft202012Validator(schema).iter_errors(summary)) == []
    (unjudged,) = summary["unjudged"]
    assert unjudged["folder"].endswith("второй")
    assert "project/9" in unjudged["reason"]


def test_numerators_and_denominators_of_municipalities_are_added(ran: Done, district: Path) -> None:
    shared = _summary(district)["shared"]
    assert isinstance(shared, list)
    ratios = [each for each in shared if each["kind"] == "ratio"]
    assert ratios, "the neighbours have indicators in common"
    for ratio in ratios:
        told = [part for part in ratio["parts"] if not part["suppressed"]]
        assert ratio["n"] == sum(part["n"] for part in told)
        assert ratio["total"] == sum(part["total"] for part in told)


def neighbours(folder: Path, *names: str, inn: str) -> Path:
    """Two municipalities with one school each; the second school's INN is given."""
    for name, own in zip(names, ("7100000001", inn), strict=True):
        path = write_project(
            folder / "specs" / f"{name}-{own}", LISTED, COUNTED,
            {"schools.csv": f"code;name;inn;has_site\n1;Школа № 1;{own};да\n"},
        )  # fmt: skip
        project = path / "project.yaml"
        text = project.read_text(encoding="utf-8")
        project.write_text(text.replace("name: Пример", f"name: {name}"), encoding="utf-8")
    return folder


LISTED = """\
  - name: schools
    title: Школы
    path: schools.csv
    schema:
      fields:
        - {name: code, type: string}
        - {name: name, type: string}
        - {name: inn, type: string}
        - {name: has_site, type: boolean}
      primaryKey: [code]
    organisation: code
    identity: inn
"""
COUNTED = {
    "with-site": (
        "target: '>= 1 %', rule: {measure: share, in: schools, of: has_site, missing: as_false}"
    )
}


@pytest.mark.parametrize(
    ("names", "inn", "told", "code"),
    [
        (("Алексин", "Белёв"), "7100000002", None, 0),
        (("Алексин", "Белёв"), "7100000001", "«Школа № 1»: и в «Алексин», и в «Белёв»", 1),
        (("Алексин", "Алексин"), "7100000002", "Один муниципалитет в двух проектах", 0),
    ],
)
def test_what_stands_in_two_projects_is_not_added_up(
    tmp_path: Path, names: tuple[str, str], inn: str, told: str | None, code: int
) -> None:
    folder = neighbours(tmp_path, *names, inn=inn)
    done = run(
        "evaluate", str(folder / "specs"), "--as-of", "2022-06-01", "--out", str(tmp_path / "out"),
        "--jobs", "1",
    )  # fmt: skip
    assert done.code == code, done.err
    summary = _summary(tmp_path)
    jsonschema.validate(summary, json.loads(schema_text("region")))
    (shared,) = summary["shared"]
    if told is None:
        assert (shared["is_added"], shared["n"], shared["total"]) == (True, 2, 2)
    else:
        assert (shared["is_added"], shared["n"], shared["total"]) == (False, None, None)
        assert told in done.err
        assert told in (tmp_path / "out" / "region.html").read_text()
        assert told in (tmp_path / "out" / "region.md").read_text()


def test_the_page_links_to_each_report_and_says_how_many_were_judged(
    ran: Done, district: Path
) -> None:
    page = (district / "out" / "region.html").read_text()
    assert "Оценено проектов: 2 из 3." in page
    assert 'href="%D0%BF%D0%B5%D1%80%D0%B2%D1%8B%D0%B9/report.html"' in page
    assert "<script" not in page
    assert "Первый муниципальный район" in (district / "out" / "region.md").read_text()


def test_side_by_side_and_one_by_one_give_the_same_bytes(
    ran: Done, district: Path, tmp_path: Path
) -> None:
    run("evaluate", str(district / "specs"), "--as-of", "2022-06-01", "--out", str(tmp_path),
        "--jobs", "1")  # fmt: skip
    for path in sorted(tmp_path.rglob("*.*")):
        assert path.read_bytes() == (district / "out" / path.relative_to(tmp_path)).read_bytes()


def _wish() -> Wish:
    return Wish(
        date(2022, 6, 1), ("json",), None, "external", FailOn.ERROR, "ru", False, summed=True
    )


def test_a_defect_met_in_one_project_is_told_and_the_next_is_judged(
    monkeypatch: pytest.MonkeyPatch, district: Path, tmp_path: Path
) -> None:
    good = evaluating.evaluate_project

    def fails_at_the_first(folder: Path, *rest: object) -> Told:
        if folder.name == "первый":
            raise ZeroDivisionError("проба")
        return good(folder, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(many, "evaluate_project", fails_at_the_first)
    jobs = [(district / "specs" / name, tmp_path / name) for name in ("первый", "третий")]
    told = list(many.evaluate_many(jobs, _wish(), processes=1, progress=Talk(quiet=True)))
    assert told[0].code == Exit.DEFECT
    assert "ZeroDivisionError: …" in told[0].fault, "what was quoted may be of a table"
    assert told[1].summed is not None


@pytest.mark.parametrize("victims", [1, 3])
def test_a_killed_process_costs_no_project_its_report(
    victims: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the system does when memory runs out: the project that was lost is judged again."""
    neighbours(tmp_path, "Алексин", "Белёв", inn="7100000002")
    project = tmp_path / "specs" / "Алексин-7100000001"
    jobs = [(project, tmp_path / str(number)) for number in range(4)]
    children: list[Child] = []
    start = many._child

    def noted(threads: int) -> Child:
        children.append(start(threads))
        return children[-1]

    monkeypatch.setattr(many, "_child", noted)
    killed: set[int] = set()
    killer = threading.Thread(target=_kill_children, args=(victims, children, killed))
    killer.start()
    told = list(many.evaluate_many(jobs, _wish(), processes=2, progress=Talk(quiet=True)))
    killer.join()
    assert len(killed) == victims
    assert all(each.code == Exit.FINE for each in told if each.summed)
    for number, each in enumerate(told):
        report = tmp_path / str(number) / "report.json"
        assert report.exists() == (each.summed is not None)
        assert each.summed or "система остановила процесс" in each.fault
    assert sum(each.summed is None for each in told) <= victims // 2


def _kill_children(victims: int, children: list[Child], killed: set[int]) -> None:
    """Kill so many processes of the run, each as soon as it is there."""
    for _ in range(2000):
        for child in list(children):
            if child.pid not in killed and len(killed) < victims:
                os.kill(child.pid, signal.SIGKILL)
                killed.add(child.pid)
        if len(killed) == victims:
            return
        time.sleep(0.01)


def test_projects_of_one_name_get_folders_of_their_own() -> None:
    folders = (Path("/a/2021/specs"), Path("/b/2021/specs"), Path("/c/other"))
    assert distinct_names(folders) == ("a-2021-specs", "b-2021-specs", "other")
