"""Every verb, in every format that it has, on a project in English, with `--lang en`: no Cyrillic.

LINES holds command lines for each verb of the program: a new verb needs some. `{format}` stands
for each format that the verb declares.
"""

import io
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.cli.verbs.evaluate import FormatsType
from engine.reports.formats import FILES
from tests.running import Done, run
from tests.unit.cli.test_language import EVERY

CYRILLIC = re.compile(r"[А-Яа-яЁё][А-Яа-яЁё ]*")
PROJECT = Path(__file__).parent / "english_project"
LETTERS_OF_SEARCH = re.compile(r"<script>.*?</script>", re.DOTALL)
"""The script of the report takes ё for е in what is searched for."""
DAY = "--as-of 2022-06-01"
IDS = (
    "low-results/warned", "low-results/yearly", "low-results/late", "low-results/headed",
    "talents/clubs", "talents/acts", "talents/better", "talents/per-hundred", "talents/agreed",
    "talents/lists", "low-results/effect", "talents/lost", "support", "support/s1", "site",
)  # fmt: skip

LINES: dict[str, tuple[str, ...]] = {
    "": ("--version", "--help", "nothing"),
    "validate": (
        "validate p --format {format}", "validate p -v", "validate broken --format {format}",
        "validate none",
    ),
    "lint": (f"lint p {DAY} --format {{format}} --output linted.{{format}}", f"lint p {DAY} -v"),
    "evaluate": (
        f"evaluate p {DAY} --format {{format}} --audience internal --out in --keep -v",
        "evaluate p --as-of 2022-08-01 --format {format} --out out --keep",
        f"evaluate p q {DAY} --format md --out many --jobs 1",
        f"evaluate p {DAY} --explain-plan", f"evaluate broken {DAY}",
    ),
    "serve": ("serve none",),
    "push": ("push none", "push p/data/teachers.csv --format {format}"),
    "test": ("test p --format {format} -v", "test p/rules --min-coverage 100"),
    "plan": (
        "plan p --format {format} --output planned.{format}",
        "plan p --format ics --by body --out cal",
        f"plan p --for heads --week {DAY}", f"plan p --overdue {DAY}",
        f"plan p --month --format json {DAY}", "plan p --for nobody",
        "plan p --format ics --for heads",
    ),
    "graph": ("graph p --format {format}", "graph p --roadmap talents"),
    "lineage": (
        "lineage p --format {format}", "lineage p --of teachers --format {format}",
        "lineage p --of nothing",
    ),
    "docs": ("docs p --out site", "docs p --out site --check"),
    "explain": (
        *(f"explain {id} p {DAY}" for id in IDS), f"explain talents/whole p {DAY} --format json",
        "explain nothing p", "explain S102", "explain S999",
    ),
    "show": ("show p",),
    "import": (
        "plan p --format docx --output word.docx", "import word.docx --dry-run --format {format}",
        "import word.docx --into fresh", "import word.docx --into p", "import none.docx",
    ),
    "accept": ("accept p", "accept p --all", "accept p nothing"),
    "new": ("new",),
    "new project": (
        "new project made --id made --title T --municipality M --period P --from 2026-09-01 "
        "--to 2027-08-31 --roadmap first",
        "validate made", "new project made", "new project made2",
    ),
    "new roadmap": ("new roadmap r second --title T", "new roadmap r Second --title T"),
    "new rule": tuple(
        f"new rule r {each} --title T --measure {each}"
        for each in ("share", "count", "mean", "exists", "each")
    ),
    "fmt": ("fmt r --check", "fmt r", "fmt broken"),
    "migrate": ("migrate r --check", "migrate r"),
    "git": ("git",),
    "git comment": ("git comment HEAD",),
    "git driver": ("git driver p/talents.yaml p/talents.yaml 0 0 q/talents.yaml 0 0",),
    "git install": ("git install",),
    "git textconv": ("git textconv p/talents.yaml",),
    "diff": (
        "diff p q --format {format} --output differs.{format}",
        f"diff p q --impact {DAY} --format html -v",
        "diff p none",
    ),
    "compare": (
        f"evaluate p {DAY} --out out --keep --audience internal",
        "evaluate q --as-of 2022-08-01 --out out --keep --audience internal",
        "compare --format {format}", "compare --list", "compare 1 9",
    ),
    "baseline": ("baseline",),
    "baseline write": (
        f"baseline write p {DAY}", "lint p --baseline roadmap-baseline.json",
        "lint p --baseline p/project.yaml",
    ),
    "schedule": ("schedule 15.10.2021", "schedule nonsense", "schedule"),
    "completion": ("completion bash", "completion zsh", "completion fish", "completion powershell",
        "completion none",),
    "data": ("data",),
    "data check": ("data check p --format {format} -v",),
    "data describe": ("data describe p/data/teachers.csv",),
    "data names": ("data names p --format {format}",),
    "data values": ("data values schools code p --format {format}",),
    "data preview": ("data preview p --format {format}", "data preview p --table schools --rows 2"),
    "forms": ("forms",),
    "forms make": (f"forms make p {DAY} --out made-forms -v", "forms make p --for x --out y"),
    "forms collect": (
        f"forms make r {DAY} --for schools --table teachers --out sent",
        f"forms collect sent --project r {DAY} --dry-run -v",
        f"forms collect sent --project r {DAY} --back back -v", "forms collect none --project r",
    ),
    "letters": (
        f"letters p {DAY} --out letters", f"letters r {DAY} --out letters-in --audience internal",
        "letters none --out x", "letters p --out x --letterhead p/project.yaml",
    ),
    "verify": (
        f"evaluate p {DAY} --out parcelled --parcel run.zip", "verify run.zip --data p",
        "verify run.zip", "verify run.zip --data r/data", "verify p/project.yaml",
    ),
    "schema": ("schema", "schema none"),
    "config": ("config --format {format}",),
    "doctor": ("doctor --format {format}",),
    "lsp": ("lsp none",),
}  # fmt: skip
COMMANDS = {" ".join(path): command for path, command in EVERY}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`p` the project, `q` with other targets and dates, `r` for files, `broken` with errors."""
    home = tmp_path_factory.mktemp("english")
    for name in "pqr":
        shutil.copytree(PROJECT, home / name)
    for file, old, new in (
        ("low-results.yaml", ">= 50 %", ">= 45 %"), ("low-results.yaml", "15.10.2021", "2023"),
        ("talents.yaml", "of: score,", "of: mark,"), ("talents.yaml", "title: Contest", "title: C"),
        ("project.yaml", "id: riverside-2022", "id: riverside-2022\nnote: changed"),
    ):  # fmt: skip
        text = (home / "q" / file).read_text("utf-8")
        assert old in text
        (home / "q" / file).write_text(text.replace(old, new), "utf-8")
    shutil.copytree(PROJECT, home / "broken")
    text = (home / "broken" / "talents.yaml").read_text("utf-8")
    text = text.replace("stage: monitoring, ", "").replace("measure: count", "mesure: count")
    (home / "broken" / "talents.yaml").write_text(text, "utf-8")
    return home


@pytest.mark.parametrize("verb", LINES)
def test_what_a_verb_says_and_writes_is_in_english(
    verb: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(home)
    before = {path: path.stat().st_mtime_ns for path in home.rglob("*")}
    found = []
    for line in LINES[verb]:
        for words in in_every_format(line):
            done = run("--lang", "en", *words)
            assert done.code in (0, 1, 2), done.err
            found += [(line, each) for each in cyrillic_of(done)]
    written = (path for path in home.rglob("*") if before.get(path) != path.stat().st_mtime_ns)
    found += [
        (path.relative_to(home).as_posix(), each)
        for path in written if path.is_file()
        for each in CYRILLIC.findall(text_of(path))
    ]  # fmt: skip
    assert sorted(set(found)) == []


def test_days_numbers_and_nouns_are_written_as_english_writes_them(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(home)
    line = f"evaluate p {DAY} --audience internal --format md --out figures --lang en"
    assert run(*line.split()).code == 1
    told = (home / "figures" / "report.md").read_text("utf-8").replace("\N{NO-BREAK SPACE}", " ")
    for sentence in (
        "As of 1 June 2022", "Order no. 17-a of 20 Aug 2021", "Decision of 10 December 2021",
        "1 Sep 2021 – 30 Sep 2021", "12 / 18 = 66.7 %", "1,084.5 points", "at least 60.5 points",
        "20.34 points short", "1 school short", "5 schools short", "1 document short",
        "**Zone of risk**: 3 organisations", "**Too little data**: 1 organisation\n",
        "### 1 requirement of the order is not met", "2 undated",
    ):  # fmt: skip
        assert sentence in told, sentence


def test_an_annex_in_english_comes_back_as_the_plan_that_it_was(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(home)
    for line in ("plan p --format docx --output annex.docx", "import annex.docx --into back"):
        assert run("--lang", "en", *line.split()).code in (0, 1)
    written = "".join(path.read_text("utf-8") for path in sorted((home / "back").glob("*.yaml")))
    for words in (
        "title: Survey of teachers", "schedule: 15.10.2021", "result: A protocol",
        "text: Heads of schools", "title: Contest", "title: Work with schools",
    ):  # fmt: skip
        assert words in written


def test_every_verb_has_a_line() -> None:
    assert set(LINES) == set(COMMANDS)


def in_every_format(line: str) -> Iterator[list[str]]:
    """The words of a line, once for each format that its verb declares."""
    if "{format}" not in line:
        yield line.split()
        return
    words = line.split()
    verb = " ".join(words[:2]) if " ".join(words[:2]) in COMMANDS else words[0]
    (option,) = (param for param in COMMANDS[verb].params if "--format" in param.opts)
    known = (",".join(FILES),) if isinstance(option.type, FormatsType) else option.type.choices
    for each in known:
        if each == "pdf":  # the paper of `docx`, printed by another program
            continue
        into = ["--output", f"book.{each}"] if each == "xlsx" else []
        yield [*line.format(format=each).split(), *into]


def cyrillic_of(done: Done) -> list[str]:
    return CYRILLIC.findall(LETTERS_OF_SEARCH.sub("", done.out + done.err))


def text_of(path: Path) -> str:
    """What a file says: a workbook or a paper by its parts, a store of runs not at all."""
    content = path.read_bytes()
    if path.suffix in (".docx", ".xlsx", ".zip"):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            told = "\n".join(parts.read(each).decode("utf-8") for each in parts.namelist())
        return LETTERS_OF_SEARCH.sub("", told)
    if path.suffix == ".sqlite":
        return ""
    return LETTERS_OF_SEARCH.sub("", content.decode("utf-8"))
