"""`roadmap lint` as scripts and methodologists see it."""

import json
import shutil
from pathlib import Path

from tests.running import run

EXAMPLE = Path(__file__).parents[2] / "codes" / "L601" / "bad"
KEYS = {
    "code", "severity", "roadmap", "kind", "id", "section", "number", "ordinal", "related",
    "places", "quote", "message",
}  # fmt: skip
WAIVER = """waivers:
  - {{code: {code}, reason: так решил совет, author: Иванова И. И., until: "{until}"}}
"""


def linted(folder: Path, as_of: str = "2022-06-01") -> list[dict[str, object]]:
    """The findings of a project as JSON."""
    done = run("lint", str(folder), "--as-of", as_of, "--format", "json")
    found: list[dict[str, object]] = json.loads(done.out)
    return found


def waived(tmp_path: Path, code: str, until: str = "2022-12-31") -> Path:
    """The example with a waiver."""
    folder = tmp_path / "example"
    shutil.copytree(EXAMPLE, folder)
    with folder.joinpath("project.yaml").open("a", encoding="utf-8") as file:
        file.write(WAIVER.format(code=code, until=until))
    return folder


def test_a_finding_has_the_keys_that_scripts_rely_on() -> None:
    found = next(each for each in linted(EXAMPLE) if each["code"] == "L601")
    assert set(found) == KEYS
    assert (found["kind"], found["id"], found["number"], found["ordinal"]) == (
        "event", "recommendations", "3", 3,
    )  # fmt: skip
    (needed,) = found["related"]  # type: ignore[misc]
    assert needed == {
        "roadmap": "assessment", "kind": "event", "id": "analysis", "section": None,
        "number": "2", "ordinal": 2,
    }  # fmt: skip


def test_an_error_ends_with_one_and_is_shown_under_its_roadmap() -> None:
    done = run("lint", str(EXAMPLE), "--as-of", "2022-06-01")
    assert done.code == 1
    assert done.out.startswith("assessment — Дорожная карта")
    assert "ошибка L601, пункт 3" in done.out


def test_a_waiver_silences_its_code(tmp_path: Path) -> None:
    folder = waived(tmp_path, "order-conflict")
    assert "L601" not in {each["code"] for each in linted(folder)}
    assert "K411" not in {each["code"] for each in linted(folder)}


def test_a_stale_or_idle_waiver_is_a_finding(tmp_path: Path) -> None:
    stale = waived(tmp_path / "one", "L601", until="2021-12-31")
    assert {"L601", "K410"} <= {each["code"] for each in linted(stale)}
    idle = waived(tmp_path / "two", "L604")
    assert "K411" in {each["code"] for each in linted(idle)}


def test_a_project_that_cannot_be_read_is_not_called_clean(tmp_path: Path) -> None:
    folder = tmp_path / "example"
    shutil.copytree(EXAMPLE, folder)
    folder.joinpath("project.yaml").write_text("format: project/1\nid: [\n", encoding="utf-8")
    done = run("lint", str(folder))
    assert "замечаний нет" not in done.out + done.err
    assert "Ни один проект не проверен." in done.err
