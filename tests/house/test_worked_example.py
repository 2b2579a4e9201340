"""The worked example of README.ru.md is a project: written down as it stands, it gives what is said
there."""

import re
from pathlib import Path

from tests.running import run

README = Path(__file__).parents[2] / "README.ru.md"


def test_the_example_of_the_manual_gives_what_the_manual_says(tmp_path: Path) -> None:
    section = README.read_text("utf-8").partition("### Пример целиком")[2].partition("\n### ")[0]
    project, roadmap, data = re.findall(r"```yaml\n(.*?)```", section, re.S)
    home = tmp_path / "пример"
    files = {"project.yaml": project, "methodical-work.yaml": roadmap, "data.yaml": data}
    tables = re.search(r"```csv\n(.*?)```", section, re.S)
    assert tables is not None
    for name, rows in re.findall(r"^# (\S+)\n((?:[^#\n].*\n)+)", tables[1], re.M):
        files[name] = rows
    for name, text in files.items():
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text(text, "utf-8")
    checked = run("validate", str(home))
    assert checked.code == 0, checked.out
    assert "замечаний нет" in checked.err + checked.out
    done = run("evaluate", str(home), "--as-of", "2026-05-15", "--out", str(tmp_path / "out"),
               "--no-cache", "--format", "md", "--audience", "internal")  # fmt: skip
    said = " ".join(section.split())
    told = re.findall(r"«(Всего \d+ .*?)»", said)
    assert len(told) == 2
    assert all(each in done.err for each in told)
    assert "не хватает 1 педагога" in (tmp_path / "out" / "report.md").read_text("utf-8")
