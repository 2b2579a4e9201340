"""Text of files does not steer the terminal, and one unreadable file stops no other."""

import json
import re
from contextlib import redirect_stderr
from pathlib import Path

import pytest

from engine.cli.output import Exit, Talk, write_json
from engine.trees import content_of
from tests.running import run
from tests.unit.cli.test_colours import Terminal
from tests.unit.execute.small_projects import write_project

STEERING = "\x1b[31m\u202e\u0085"


def test_a_file_name_with_escape_sequences_is_shown_without_them(tmp_path: Path) -> None:
    file = tmp_path / f"a{STEERING}.yaml"
    file.write_text("format: roadmap/1\ntitle:   x\n", "utf-8")
    for words in (("fmt", "--check", str(file)), ("fmt", str(tmp_path / "нет\x1b[2J.yaml"))):
        done = run(*words)
        assert not set(STEERING) & set("\x1b\u202e\u0085") & set(done.out + done.err)
        assert "·" in done.out + done.err


def test_facts_for_git_are_shown_without_them(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text('format: roadmap/1\ntitle: "а\u202eб"\n', "utf-8")
    assert "\u202e" not in run("git", "textconv", str(file)).out


def test_json_escapes_them_and_stays_the_same_value(capsys: pytest.CaptureFixture[str]) -> None:
    write_json({"title": f"а{STEERING}"})
    printed = capsys.readouterr().out
    assert not {"\x1b", "\u202e", "\u0085"} & set(printed)
    assert json.loads(printed) == {"title": f"а{STEERING}"}


def test_fmt_goes_on_beside_a_file_that_cannot_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.yaml").write_text("format: roadmap/1\ntitle:   x\n", "utf-8")

    def refuse(path: Path, most: int) -> bytes:
        if path.name == "a.yaml":
            raise PermissionError(13, "Permission denied", str(path))
        return content_of(path, most)

    monkeypatch.setattr("engine.cli.verbs.fmt.content_of", refuse)
    done = run("fmt", str(tmp_path))
    assert done.code == Exit.UNUSABLE
    assert "Y034" in done.err
    assert done.out == f"{tmp_path.as_posix()}/b.yaml\n"


TURNS = "\u202e"
"""Specs may hold marks of direction and no control characters; cells may hold both."""
DATA = f"""\
  - name: schools
    title: Школы{TURNS}
    path: schools.csv
    schema:
      fields:
        - {{name: code, type: string}}
        - {{name: name, title: Шк{TURNS}ола, type: string}}
        - {{name: low, type: boolean}}
      primaryKey: [code]
    organisation: code
  - name: lessons
    path: les{TURNS}sons.csv
    schema:
      fields:
        - {{name: school, type: string}}
        - {{name: taught, title: Про{TURNS}ведено, type: integer}}
    organisation: school
"""
RULES = {
    "share": "target: '>= 90 %', rule: {measure: share, in: schools, of: low, missing: exclude}",
    "given": "rule: {measure: each, per: schools, in: lessons, key: school, missing: as_false}",
    "worst": "target: '= 0 %', rule: {measure: listed, by: school, reaching: '>= 1', groups: 1, "
    "of: {measure: mean, in: lessons, of: taught, missing: exclude}}",
}
TABLES = {
    "schools.csv": "code;name;low\n" + "".join(
        f"s{at}{TURNS};Школа{STEERING} {at};{'да' if at % 2 else STEERING}\n" for at in range(9)
    ),
    f"les{TURNS}sons.csv": "school;taught\n" + "".join(
        f"s{at}{TURNS};{at if at < 6 else f'мн{STEERING}ого'}\n" for at in range(9)
    ),
}  # fmt: skip
TEXTS = re.compile(r"(?<=title: )\w|(?<=text: )\w|(?<=result: )\w|(?<=name: )[А-Я]")


@pytest.fixture(scope="module")
def steering(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose every text tries to steer whoever shows it."""
    folder = write_project(
        tmp_path_factory.mktemp("steering") / f"p{TURNS}", DATA, RULES, TABLES,
    )  # fmt: skip
    for file in folder.glob("*.yaml"):
        text = TEXTS.sub(lambda it: it[0] + TURNS, file.read_text("utf-8"))
        file.write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize(
    ("verb", "formats", "more"),
    [
        ("validate", "text json sarif junit", ()), ("lint", "text json sarif", ()),
        ("show", "json", ()), ("plan", "text json ics md", ()),
        ("graph", "svg mermaid dot json", ()), ("explain", "text json", ("low-results/share",)),
        ("diff", "text json md html github gitlab", ()), ("data", "text", ("check",)),
    ],
    ids=lambda it: it if isinstance(it, str) and " " not in it else "",
)  # fmt: skip
def test_no_verb_prints_what_steers_in_any_format(
    verb: str, formats: str, more: tuple[str, ...], steering: Path, tmp_path: Path
) -> None:
    given = [*more, str(steering)]
    if verb == "diff":
        new = write_project(
            tmp_path / f"q{TURNS}", DATA, {**RULES, "share": RULES["given"]}, TABLES
        )
        given = [str(steering), str(new)]
    for format_ in formats.split():
        done = run(verb, *given, *(("--format", format_) if verb != "data" else ()))
        assert done.code in (0, 1), done.err
        assert _steers(done.out + done.err) == "", (format_, done.out)


@pytest.mark.parametrize("audience", ["external", "internal"])
def test_no_report_holds_what_steers(audience: str, steering: Path, tmp_path: Path) -> None:
    asked = ["--format", "html,json,md,sarif,junit", "--audience", audience, "--no-cache"]
    done = run("evaluate", str(steering), "--as-of", "2022-06-01", *asked, "--out", str(tmp_path))
    assert done.code in (0, 1), done.err
    assert _steers(done.out + done.err) == ""
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(written) >= 5
    for file in written:
        assert _steers(file.read_text("utf-8")) == "", file.name


def _steers(text: str) -> str:
    found = re.search(r".{0,60}[\x1b\u202e\x85].{0,20}", text)
    return ascii(found[0]) if found else ""


def test_progress_names_a_file_without_steering(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.cli.output.QUIET_SECONDS", -1.0)
    with redirect_stderr(Terminal()) as terminal:
        Talk(quiet=False)(f"a{STEERING}.csv", 0, 2)
    assert terminal.getvalue() == "\r\033[K0/2 · a·[31m··.csv"
