"""What is attacked: every small language and every reader, by function, with seeds."""

import atexit
import io
import json
import shutil
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from engine.diagnostics import Origin
from engine.model.spec import Window

if TYPE_CHECKING:
    from engine.model.project import Project

ROOT = Path(__file__).parents[2]
SPECS = ROOT / "specs"
_RULES = ROOT / "rules" / "measures"
AT = Origin("атака.yaml")
YEAR = Window(date(2021, 9, 1), date(2022, 8, 31))


@dataclass(frozen=True)
class Language:
    """A name, what reads it (it must return, whatever it is given), and texts that it takes."""

    name: str
    read: Callable[[bytes], object]
    seeds: Callable[[], tuple[bytes, ...]]
    share: int = 1
    """How many inputs of every two thousand or so it gets."""
    patience: float = 1
    """How many times longer than a small language it may take."""
    is_yaml: bool = False
    """Whether keys and values are changed as such, beside letters."""


@dataclass
class MemoryTree:
    """The files of a project, held in memory."""

    files: dict[str, bytes]
    name: str = "память"
    asked: list[str] = field(default_factory=list)

    def read(self, path: str) -> bytes:
        from engine.trees import OutsideTree, leads_out

        if leads_out(path):
            raise OutsideTree(path)
        if path not in self.files:
            raise FileNotFoundError(path)
        return self.files[path]

    def head(self, path: str, size: int) -> bytes:
        return self.read(path)[:size]

    def exists(self, path: str) -> bool:
        from engine.trees import OutsideTree, leads_out

        if leads_out(path):
            raise OutsideTree(path)
        return path in self.files

    def names(self, folder: str) -> tuple[str, ...]:
        found = self.list(f"{folder}/*" if folder else "*")
        return tuple(PurePosixPath(each).name for each in found)

    def list(self, pattern: str) -> tuple[str, ...]:
        return tuple(
            sorted(
                path
                for path in self.files
                if len(PurePosixPath(path).parts) == len(PurePosixPath(pattern).parts)
                and PurePosixPath(path).match(pattern)
            )
        )


def _texts(*texts: str) -> Callable[[], tuple[bytes, ...]]:
    made = tuple(text.encode() for text in texts)
    return lambda: made


def _text(content: bytes) -> str:
    return content.decode("utf-8", "replace")


@cache
def _columns() -> object:
    from engine.load import load_project

    project = load_project(SPECS / "dyatkovo-2021").project
    assert project is not None
    assert project.data is not None
    return project.data


def _condition(content: bytes) -> object:
    from engine.expressions import ColumnSource, parse_condition

    package = _columns()
    return parse_condition(_text(content), ColumnSource(package, package.resources[0]), AT)  # type: ignore[attr-defined, arg-type]


def _formula(content: bytes) -> object:
    from engine.expressions import parse_formula

    return parse_formula(_text(content))


def _schedule(content: bytes) -> object:
    from engine.schedule import resolve_schedule

    schedule = resolve_schedule(_text(content), YEAR)
    resolve_schedule(_text(content), None, month=date(9999, 12, 1))
    return schedule


def _target(content: bytes) -> object:
    from engine.measures.targets import read_target

    return read_target(_text(content), AT)


def _cell(content: bytes) -> object:
    from engine.decision_tables import read_cell
    from engine.model.decision_tables import Domain

    return [read_cell(_text(content), domain, ("зелёная", "красная")) for domain in Domain]


def _yaml(content: bytes) -> object:
    from engine.yamltext import parse

    return parse(content, "атака.yaml")


def _project(content: bytes) -> object:
    """`path\\0text` parts joined by `\\1`, as `_projects` packs them."""
    from engine.checks import check_project
    from engine.compile import compile_project
    from engine.cycle import order_events
    from engine.diagnostics import has_errors
    from engine.diff import compare_projects
    from engine.lint import check_documents
    from engine.load import load_project
    from engine.reports.model import project_model

    files = dict(part.split(b"\0", 1) for part in content.split(b"\1") if b"\0" in part)
    tree = MemoryTree({name.decode("utf-8", "replace"): text for name, text in files.items()})
    loaded = load_project(tree)
    if loaded.project is not None:
        project_model(loaded.project)
        order_events(loaded.project)
        if not has_errors(check_project(loaded.project)):
            compile_project(loaded.project, date(2022, 6, 1))
            check_documents(loaded.project)
        compare_projects(_first(), loaded.project)
    return loaded


@cache
def _first() -> "Project":
    """What every changed project is compared with."""
    from engine.load import load_project

    project = load_project(ROOT / "tests" / "codes" / "L616" / "good").project
    assert project is not None
    return project


@cache
def _projects() -> tuple[bytes, ...]:
    """The small projects that stand as good and bad examples of the codes."""
    found = []
    for folder in sorted((ROOT / "tests" / "codes").glob("*/*")):
        texts = {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*.yaml"))
            if path.is_file()
        }
        if "project.yaml" in texts and sum(map(len, texts.values())) < 8000:
            found.append(b"\1".join(name.encode() + b"\0" + text for name, text in texts.items()))
    return tuple(found)


@cache
def _specs() -> tuple[bytes, ...]:
    real = (path.read_bytes()[:3000] for path in sorted(SPECS.glob("*/*.yaml"))[:6])
    small = _texts("a: 1\nb: [x, {c: 'd'}]\n", 'a: |\n  текст\n  ещё\nb: "\\u0041"\n')
    return (*real, *small())


@cache
def _small_specs() -> tuple[bytes, ...]:
    """Every kind of file that has a canonical form."""
    found = (part.partition(b"\0")[2] for project in _projects() for part in project.split(b"\1"))
    return tuple(sorted({each for each in found if len(each) < 3000}))


def _fmt(content: bytes) -> object:
    """Formatting ends, and what it made stays as it is."""
    from engine.editing import format_file
    from engine.editing.facts import facts_of

    made = format_file(content, "атака.yaml")
    if made.text is not None:
        again = format_file(made.text.encode(), "атака.yaml")
        assert again.text == made.text, "the canonical form has another canonical form"
    return facts_of(content, "атака.yaml")


@cache
def _kept_reports() -> tuple[bytes, ...]:
    """A report.json, written as people write it: a key a line."""
    text = (ROOT / "outputs" / "dyatkovo-2021" / "report.json").read_text("utf-8")
    small = json.loads(text)
    for roadmap in small["roadmaps"]:
        roadmap["indicators"], roadmap["events"] = roadmap["indicators"][:2], roadmap["events"][:2]
    small["findings"], small["roadmaps"] = small["findings"][:2], small["roadmaps"][:1]
    return (json.dumps(small, ensure_ascii=False, indent=1).encode(),)


def _reports(content: bytes) -> object:
    """`compare` of a changed report.json with the one it was, in every format."""
    with TemporaryDirectory(prefix="roadmap-attack-") as folder:
        new, old = Path(folder, "new.json"), Path(folder, "old.json")
        new.write_bytes(content)
        old.write_bytes(_kept_reports()[0])
        return [_ends("compare", str(old), str(new), "--format", it) for it in ("text", "md")]


def _ends(*arguments: str) -> int:
    from tests.running import run

    done = run(*arguments)
    assert done.code in (0, 1, 2), f"{arguments[0]}: {done.code} {done.err}"
    return done.code


@cache
def _stores() -> tuple[bytes, ...]:
    from engine.history import Store

    with TemporaryDirectory(prefix="roadmap-attack-") as folder:
        path = Path(folder, "history.sqlite")
        report = json.loads(_kept_reports()[0])
        for at in ("2022-06-01T10:00:00", "2022-06-02T10:00:00"):
            Store(path).keep(report, at)
        return (path.read_bytes(),)


def _history(content: bytes) -> object:
    """A store of runs that somebody changed."""
    with TemporaryDirectory(prefix="roadmap-attack-") as folder:
        path = Path(folder, "history.sqlite")
        path.write_bytes(content)
        return [
            _ends("compare", "--history", str(path), *more) for more in (("--list",), ("1", "2"))
        ]


def _csv(content: bytes) -> object:
    from engine.model.tables import Dialect
    from engine.tables import read_csv

    return read_csv(content, "атака.csv", Dialect())


def _book(content: bytes) -> object:
    from engine.diagnostics import Finding
    from engine.tables import open_workbook

    book = open_workbook(content, "атака.xlsx")
    return book if isinstance(book, Finding) else [book.read(name) for name in book.sheets[:3]]


def _parquet(content: bytes) -> object:
    from engine.tables import read_parquet

    return read_parquet(content, "атака.parquet")


@cache
def _books() -> tuple[bytes, ...]:
    import polars as pl

    made = []
    days = [date(2021, 9, 1)] * 2
    frame = pl.DataFrame({"Школа": ["№ 1", "№ 2"], "Балл": [4.5, None], "День": days})
    for options in ({}, {"position": "B4"}):
        buffer = io.BytesIO()
        frame.write_excel(buffer, autofit=False, **options)  # type: ignore[arg-type]
        made.append(buffer.getvalue())
    return tuple(made)


@cache
def _parquets() -> tuple[bytes, ...]:
    import polars as pl

    buffer = io.BytesIO()
    pl.DataFrame(
        {
            "школа": ["a", None],
            "балл": [1, 2],
            "день": [date(2021, 9, 1), None],
            "доля": [0.5, None],
        }
    ).write_parquet(buffer)
    return (buffer.getvalue(),)


def _pattern(content: bytes) -> object:
    from engine.datasets.patterns import pattern_of

    pattern = pattern_of(_text(content))
    texts = ("", "Школа № 1", "a" * 5_000, "2021/22 учебный год")
    return pattern and [(pattern.fits(text), pattern.occurs_in(text)) for text in texts]


def _cases(content: bytes) -> object:
    """A file of cases beside the rules that it tries."""
    from engine.testing import read_file, run_case

    place = Path(_rules(), "атака.test.yaml")
    place.write_bytes(content)
    return [run_case(each) for each in read_file(place).cases]


@cache
def _rules() -> Path:
    """A copy of the library of rules, beside which files of cases lie."""
    home = tempfile.mkdtemp(prefix="roadmap-attack-")
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    return Path(shutil.copytree(_RULES, Path(home, "p")))


@cache
def _case_files() -> tuple[bytes, ...]:
    return tuple(path.read_bytes() for path in sorted(_RULES.glob("*.test.yaml")))


@cache
def _deciding() -> tuple[bytes, ...]:
    """The small projects that have decision tables."""
    return tuple(project for project in _projects() if b"format: decision/1" in project)


@cache
def _old_books() -> tuple[bytes, ...]:
    from tests.unit.tables.books import xls

    return (xls([["Школа", "Балл"], ["№ 1", (0.5, "0%")], ["№ 2", 5]]),)


@cache
def _open_books() -> tuple[bytes, ...]:
    return tuple(path.read_bytes() for path in sorted((ROOT / "tests" / "corpus").glob("*/*.ods")))


def unpacked(content: bytes) -> dict[str, bytes]:
    """The parts of a workbook; none where it is no archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError):
        return {}


def packed(parts: dict[str, bytes]) -> bytes:
    """A workbook of parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            info = zipfile.ZipInfo(name)
            if name != "mimetype":  # by which an ods is known: it stands first and unpacked
                info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, text)
    return buffer.getvalue()


LANGUAGES = (
    Language("condition", _condition, _texts(
        "grade in (4, 8, 10) and mark_vpr < mark_journal", "school.low_results",
        "not (a = 1 or b is null)",
        "«Балл» >= 0.5 * «Всего»", "code = '01' and day between '2021-09-01' and as_of",
        "x not like '%а%'", "x matches '[0-9]{2}([.][0-9]+|-)?'",
    ), 350),
    Language("formula", _formula, _texts(
        "a / b * 100", "(a + b) / 2 - 1.5", "1e5 * x", "-a", "min(a, b)", "a / (b - c)",
    ), 250),
    Language("schedule", _schedule, _texts(
        "Сентябрь - октябрь 2021 г.", "ежегодно, до 10 сентября",
        "в течение 5 рабочих дней после издания приказа",
        "2 полугодие 2021/2022 учебного года",
        "ежемесячно до 5 числа месяца, следующего за отчетным",
        "конец месяца", "I-II квартал 2022", "с 01.09.2021 по 31.05.2022", "по мере необходимости",
    ), 300),
    Language("target", _target, _texts(
        ">= 70 %", "не менее 70 %", "не более 5", "100%", "рост не менее чем на 5 п.п.",
        "< 1/3", "= 0",
    ), 250),
    Language("cell", _cell, _texts(
        ">= 0.5", "[0..50)", "< 10, > 20", "да", "-", "зелёная, красная",
        "2021-09-01", "not(> 5)", "5 %",
    ), 250),
    Language("yaml", _yaml, _specs, 130, is_yaml=True),
    Language("fmt", _fmt, _small_specs, 80, 2, is_yaml=True),
    Language("project", _project, _projects, 120, 4, is_yaml=True),
    Language("pattern", _pattern, _texts(
        "(a+)+b", "Школа №? ?\\d+", "[а-яё]{2,5}", "(?i)балл|оценка", "^\\d{4}/\\d{2}", "\\p{Lu}.*",
    ), 50),
    Language("cases", _cases, _case_files, 4, 4, is_yaml=True),
    Language("decisions", _project, _deciding, 50, 4, is_yaml=True),
    Language("csv", _csv, _texts(
        "код;школа;балл\n1;Школа № 1;4,5\n2;«Ёлка»;\n", '"a","b"\n"1","x""y"\n', "a\tb\n1\t2\n",
    ), 180),
    Language("reports", _reports, _kept_reports, 30, 2, is_yaml=True),
    Language("history", _history, _stores, 20, 2),
    Language("workbook", _book, _books, 20, 6),
    Language("xls", _book, _old_books, 1, 6),
    Language("ods-workbook", _book, _open_books, 4, 6),
    Language("parquet", _parquet, _parquets, 4, 6),
)  # fmt: skip
"""Every language: what is attacked by function."""
