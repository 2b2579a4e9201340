"""What the worst files and folders cost: no file of up to 10 MB takes more than 1 GiB or 30 s.

    python -m tests.attack.bounds [--only WORD]...

Each input is made in a folder of its own and read by verbs of the command line, in a process whose
session is watched: processor seconds of all its processes, and the largest memory of each. A line a
call; the end code is 1 where a bound does not hold.
"""

import argparse
import io
import json
import os
import re
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.attack.kills import SMALL

MEMORY_MIB = 1024
SECONDS = 30.0
_GIVEN_UP = 600.0
"""Seconds of wall time: whoever waits for ever is ended."""
_TICK = 0.02
_DATA = "  - {name: x, path: NAME, schema: {fields: [{name: a, type: string}]}}\n"


@dataclass(frozen=True, slots=True)
class Cost:
    """Processor seconds of all processes, and the MiB of the two that took most."""

    code: int | None
    seconds: float
    mebibytes: tuple[int, int]
    said: str

    def holds(self) -> bool:
        return (
            self.code in (0, 1, 2)
            and self.seconds <= SECONDS
            and self.mebibytes[0] <= MEMORY_MIB
            and "Traceback" not in self.said
        )


def cost(arguments: list[str], folder: Path) -> Cost:
    """Run the command line in a session of its own and watch it."""
    call = [sys.executable, "-P", "-m", "engine.cli", *arguments]
    with tempfile.TemporaryFile() as random:
        process = subprocess.Popen(
            call, stdout=random, stderr=random, cwd=folder, start_new_session=True
        )
        most_time = int(2 * SECONDS)
        resource.prlimit(process.pid, resource.RLIMIT_CPU, (most_time, most_time))
        peaks, started, usage = {}, time.monotonic(), None
        code: int | None = None
        while usage is None:
            peaks.update(_peaks(process.pid))
            done, status, seen = os.wait4(process.pid, os.WNOHANG)
            if done:
                usage, code = seen, os.waitstatus_to_exitcode(status)
            elif time.monotonic() - started > _GIVEN_UP:
                os.killpg(process.pid, 9)
                _, _, usage = os.wait4(process.pid, 0)
            time.sleep(_TICK)
        process.returncode = code or 0
        random.seek(0)
        words = random.read(200_000).decode("utf-8", "replace")
    most = sorted((*peaks.values(), 0, 0), reverse=True)
    return Cost(code, usage.ru_utime + usage.ru_stime, (most[0], most[1]), words)


def _peaks(session: int) -> dict[int, int]:
    """The largest memory so far of each process of a session, MiB."""
    found = {}
    for path in Path("/proc").glob("[0-9]*"):
        try:
            if os.getsid(int(path.name)) == session:
                high = re.search(r"VmHWM:\s*(\d+)", (path / "status").read_text())
                if high:
                    found[int(path.name)] = int(high[1]) >> 10
        except (ProcessLookupError, FileNotFoundError):
            continue
    return found


def _file(name: str, content: Callable[[], bytes]) -> Callable[[Path], Iterator[list[str]]]:
    """A table that is described, and that a project declares."""

    def calls(home: Path) -> Iterator[list[str]]:
        (home / name).write_bytes(content())
        yield ["data", "describe", name]
        folder = shutil.copytree(SMALL, home / "p")
        os.link(home / name, folder / name)
        _declare(folder, name)
        yield ["data", "check", "p"]

    return calls


def _declare(folder: Path, name: str) -> None:
    data = folder / "data.yaml"
    head = data.read_text("utf-8") if data.exists() else "format: data/1\nresources:\n"
    data.write_text(head + _DATA.replace("NAME", name), "utf-8")


def _spec(change: Callable[[str], str]) -> Callable[[Path], Iterator[list[str]]]:
    """A spec of the small project, changed."""

    def calls(home: Path) -> Iterator[list[str]]:
        folder = shutil.copytree(SMALL, home / "p")
        spec = folder / "assessment.yaml"
        spec.write_text(change(spec.read_text("utf-8")), "utf-8")
        yield ["validate", "p"]
        yield ["fmt", "--check", "p"]
        yield ["lint", "p"]
        yield ["evaluate", "p", "--as-of", "2022-06-01", "--out", "o", "--no-cache", "--quiet"]

    return calls


def _folder(change: Callable[[Path], None]) -> Callable[[Path], Iterator[list[str]]]:
    """The folder of the small project, changed."""

    def calls(home: Path) -> Iterator[list[str]]:
        folder = shutil.copytree(SMALL, home / "p")
        change(folder)
        yield ["validate", "p"]
        yield ["lint", "p"]
        yield ["evaluate", "p", "--as-of", "2022-06-01", "--out", "o", "--no-cache", "--quiet"]
        yield ["data", "check", "p"]
        yield ["fmt", "--check", "p"]

    return calls


_HEAD = '<?xml version="1.0"?>'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def book(sheets: int, rows: str) -> bytes:
    """An xlsx of so many sheets, each of the same rows."""
    numbers = range(sheets)
    types = "".join(
        f'<Override PartName="/xl/worksheets/sheet{at}.xml" ContentType="application/vnd.'
        'openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
        for at in numbers
    )
    listed = "".join(f'<sheet name="s{at}" sheetId="{at + 1}" r:id="r{at}"/>' for at in numbers)
    links = "".join(
        f'<Relationship Id="r{at}" Type="{_REL}/worksheet" Target="worksheets/sheet{at}.xml"/>'
        for at in numbers
    )
    sheet = f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    return archive(
        {
            "[Content_Types].xml": f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
            'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
            '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-'
            f'officedocument.spreadsheetml.sheet.main+xml"/>{types}</Types>',
            "_rels/.rels": f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship '
            f'Id="r" Type="{_REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_REL}"><sheets>'
            f"{listed}</sheets></workbook>",
            "xl/_rels/workbook.xml.rels": f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
            f"{links}</Relationships>",
            **{f"xl/worksheets/sheet{at}.xml": sheet for at in numbers},
        }
    )


def archive(parts: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name, text)
    return buffer.getvalue()


def _letters(number: int) -> str:
    letters = ""
    while number >= 0:
        number, rest = divmod(number, 26)
        letters = chr(65 + rest) + letters
        number -= 1
    return letters


def _rows(width: int, height: int) -> str:
    return "".join(
        f'<row r="{row}">'
        + "".join(f'<c r="{_letters(at)}{row}"><v>1</v></c>' for at in range(width))
        + "</row>"
        for row in range(1, height + 1)
    )


def _parquet(columns: int, rows: int = 1) -> bytes:
    import polars as pl

    buffer = io.BytesIO()
    pl.DataFrame({f"c{at}": [1] * rows for at in range(columns)}).write_parquet(buffer)
    return buffer.getvalue()


def _sqlite(columns: int, rows: int, tables: int = 1) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "x.sqlite")
        with sqlite3.connect(path) as opened:
            for table in range(tables):
                names = ", ".join(f"c{at}" for at in range(columns))
                opened.execute(f"create table t{table} ({names})")
                marks = ", ".join("1" for _ in range(columns))
                for _ in range(rows):
                    opened.execute(f"insert into t{table} values ({marks})")
        opened.close()
        return path.read_bytes()


def _events(many: int) -> Callable[[str], str]:
    def change(text: str) -> str:
        events = "".join(
            f'  - {{id: e{at}, section: s1, number: "{at}", title: Мониторинг {at}, '
            "stage: monitoring, serves: [], schedule: Май 2022 г., result: Справка, "
            "responsible: [{text: Отдел}]}\n"
            for at in range(many)
        )
        return text.split("events:")[0] + "events:\n" + events

    return change


def _indicators(many: int) -> Callable[[str], str]:
    def change(text: str) -> str:
        made = "".join(
            f"  - {{id: i{at}, goal: quality-known, text: доля {at}, clause: п. {at}, "
            "target: '>= 70 %', "
            f"rule: {{measure: share, in: x, of: a = '{at}', missing: exclude}}}}\n"
            for at in range(many)
        )
        text = text.replace("monitoring-held", "i0")
        return re.sub(r"(?ms)^indicators:.*?(?=^[a-z]|\Z)", f"indicators:\n{made}", text, count=1)

    return change


def _with_table(change: Callable[[str], str]) -> Callable[[Path], None]:
    def changed(folder: Path) -> None:
        spec = folder / "assessment.yaml"
        spec.write_text(change(spec.read_text("utf-8")), "utf-8")
        (folder / "x.csv").write_text("a\n" + "".join(f"{at % 50}\n" for at in range(1000)))
        _declare(folder, "x.csv")

    return changed


def _many_files(suffix: str, inside: str = ".", content: str = "") -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        (folder / inside).mkdir(exist_ok=True)
        for number in range(100_000):
            (folder / inside / f"f{number}{suffix}").write_text(content)

    return change


def _masked(folder: Path) -> None:
    """A table of a hundred thousand files."""
    (folder / "data").mkdir(exist_ok=True)
    for number in range(100_000):
        (folder / "data" / f"f{number}.csv").write_text("a\n1\n")
    _declare(folder, "data/*.csv")


def _commits(many: int) -> Callable[[Path], Iterator[list[str]]]:
    """A long history of one spec, read by whatever reads git."""

    def calls(home: Path) -> Iterator[list[str]]:
        folder = shutil.copytree(SMALL, home / "p")
        spec = (folder / "assessment.yaml").read_bytes()
        git = ["git", "-c", "user.name=t", "-c", "user.email=t@example.org"]
        for words in (["init", "-q", "-b", "main"], ["add", "."], ["commit", "-qm", "first"]):
            subprocess.run([*git, *words], cwd=home, check=True)
        lines = [b"reset refs/heads/main\nfrom refs/heads/main^0\n\n"]
        for number in range(many):
            content = spec + b"# %d\n" % number
            lines.append(
                b"commit refs/heads/main\ncommitter t <t@example.org> %d +0000\ndata 1\nx\n"
                b"M 100644 inline p/assessment.yaml\ndata %d\n%s\n"
                % (1_700_000_000 + number, len(content), content)
            )
        subprocess.run(
            ["git", "fast-import", "--quiet"], input=b"".join(lines), cwd=home, check=True
        )
        subprocess.run(["git", "reset", "-q", "--hard"], cwd=home, check=True)
        yield ["diff", "HEAD~1..HEAD", "p"]
        yield ["diff", f"HEAD~{many}..HEAD", "p"]
        yield ["git", "comment", f"HEAD~{many}"]
        yield ["evaluate", "p", "--as-of", "2022-06-01", "--out", "o", "--no-cache", "--quiet"]

    return calls


def _deep(folder: Path) -> None:
    at = os.open(folder, os.O_RDONLY)
    for _ in range(200):
        os.mkdir("папка", dir_fd=at)
        inner = os.open("папка", os.O_RDONLY, dir_fd=at)
        os.close(at)
        at = inner
    made = os.open("x.yaml", os.O_WRONLY | os.O_CREAT, dir_fd=at)
    os.write(made, b"format: roadmap/1\n")
    os.close(made)
    os.close(at)


def _thousand(folder: Path) -> None:
    text = (folder / "assessment.yaml").read_text("utf-8")
    for number in range(1000):
        spec = re.sub(r"(?m)^slug: .*$", f"slug: r{number}", text)
        (folder / f"r{number}.yaml").write_text(spec, "utf-8")
    listed = "".join(f"- r{number}.yaml\n" for number in range(1000))
    project = folder / "project.yaml"
    project.write_text(project.read_text("utf-8") + listed, "utf-8")


def _sparse(name: str, *, declared: bool) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        with (folder / name).open("wb") as made:
            made.truncate(60 << 30)
        if declared:
            _declare(folder, name)

    return change


def _title(text: str) -> Callable[[str], str]:
    return lambda spec: spec.replace("title: ", f"title: {text}", 1)


INPUTS: dict[str, Callable[[Path], Iterator[list[str]]]] = {
    "csv of ; 6 kB": _file("x.csv", lambda: b";" * 6_000),
    "csv of ; 16 kB": _file("x.csv", lambda: b";" * 16_383),
    "csv of ; 10 MB": _file("x.csv", lambda: b";" * 10_000_000),
    "csv of 1,000,000 names": _file(
        "x.csv", lambda: ";".join(f"c{at}" for at in range(1_000_000)).encode()
    ),
    "csv of 16,000 names, 30 rows": _file(
        "x.csv",
        lambda: (
            ";".join(f"столбец {at}" for at in range(16_000)) + "\n" + ("1;" * 15_999 + "1\n") * 30
        ).encode(),
    ),
    "csv of 300 names, 16,000 rows": _file(
        "x.csv",
        lambda: (
            ";".join(f"c{at}" for at in range(300)) + "\n" + ("1;" * 299 + "1\n") * 16_000
        ).encode(),
    ),
    "csv quoted, 16,000 columns": _file(
        "x.csv", lambda: (";".join(['"a"'] * 16_000) + "\n").encode() * 100
    ),
    "csv ragged: one row of 16,000, 1,000,000 of one": _file(
        "x.csv", lambda: b"a;b\n" + b";" * 16_000 + b"\n" + b"1\n" * 2000
    ),
    "csv of 5,000,000 rows": _file("x.csv", lambda: b"a\n" + b"1\n" * 4_999_999),
    "csv quoted of 2,500,000 rows": _file("x.csv", lambda: b'"a"\n' + b'"1"\n' * 2_499_999),
    "csv with one quotation mark, 5,000,000 rows": _file(
        "x.csv", lambda: b'"a"\n' + b"1\n" * 4_999_998
    ),
    "csv of empty lines": _file("x.csv", lambda: b"\n" * 10_000_000),
    "csv of quotation marks": _file("x.csv", lambda: b'"' * 10_000_000),
    "csv with an open mark": _file("x.csv", lambda: b'a;b\n"1;' + b"x\n" * 5_000_000),
    "csv of one line": _file("x.csv", lambda: b"a;b\n1;" + b"x" * 10_000_000 + b"\n"),
    "csv of one line, quoted": _file("x.csv", lambda: b'a;b\n1;"' + b"x" * 10_000_000 + b'"\n'),
    "csv with a heading of 10 MB": _file("x.csv", lambda: b"x" * 10_000_000 + b"\n1\n"),
    "csv of zeroes": _file("x.csv", lambda: b"\0" * 10_000_000),
    "csv of \\r": _file("x.csv", lambda: b"a\r" + b"1\r" * 5_000_000),
    "csv of combining marks": _file(
        "x.csv", lambda: ("a\n" + "\u0301" * 4_999_000 + "\n").encode()
    ),
    "xlsx of 10,000 sheets": _file("x.xlsx", lambda: book(10_000, _rows(1, 2))),
    "xlsx of 300 sheets": _file("x.xlsx", lambda: book(300, _rows(3, 3))),
    "xlsx of 1,000 columns, 2 sheets": _file("x.xlsx", lambda: book(2, _rows(1000, 30))),
    "xlsx of 16,384 columns": _file("x.xlsx", lambda: book(1, _rows(16_384, 10))),
    "xlsx of 1,000,000 rows": _file("x.xlsx", lambda: book(1, _rows(1, 1_000_000))),
    "xlsx of 1,200,000 cells": _file("x.xlsx", lambda: book(1, _rows(40, 30_000))),
    "zip of 65,000 entries": _file(
        "x.xlsx", lambda: archive({f"xl/worksheets/sheet{at}.xml": "" for at in range(65_000)})
    ),
    "ods of 65,000 entries": _file(
        "x.ods", lambda: archive({f"f{at}": "" for at in range(65_000)})
    ),
    "parquet of 20,000 columns": _file("x.parquet", lambda: _parquet(20_000)),
    "parquet of 16,000 columns": _file("x.parquet", lambda: _parquet(16_000)),
    "parquet of 4,000 columns": _file("x.parquet", lambda: _parquet(4_000, 20)),
    "parquet of 50,000,000 equal rows": _file("x.parquet", lambda: _parquet(1, 50_000_000)),
    "sqlite of 1,900 columns": _file("x.sqlite", lambda: _sqlite(1900, 100)),
    "sqlite of 5,000 tables": _file("x.sqlite", lambda: _sqlite(1, 1, 2_000)),
    "sqlite of 1,000,000 rows": _file("x.sqlite", lambda: _sqlite(1, 900_000)),
    "yaml of one line": _spec(_title("я" * 3_900_000)),
    "yaml of one word": _spec(lambda _: "format: roadmap/1\n" + "x" * 7_000_000 + "\n"),
    "yaml of backslashes": _spec(lambda _: 'a: "' + "\\" * 7_000_000 + '"\n'),
    "yaml of commas": _spec(lambda _: "a: {" + "a, " * 2_300_000 + "}\n"),
    "yaml of 700,000 keys": _spec(lambda _: "".join(f"k{at}: 1\n" for at in range(700_000))),
    "yaml of anchors": _spec(
        lambda _: "a: &a0 x\n" + "".join(f"k{at}: &a{at} *a{at - 1}\n" for at in range(1, 300_000))
    ),
    "yaml of a list of lists": _spec(lambda _: "a:\n" + "- [[[[[[[[]]]]]]]]\n" * 400_000),
    "yaml of comments": _spec(lambda text: text + "# x\n" * 1_900_000),
    "yaml of empty lines": _spec(lambda text: text + "\n" * 7_900_000),
    "2,000 events": _spec(_events(2_000)),
    "50,000 events": _spec(_events(50_000)),
    "500 indicators": _folder(_with_table(_indicators(500))),
    "1,000 indicators": _folder(_with_table(_indicators(1_000))),
    "5,000 indicators": _folder(_with_table(_indicators(5_000))),
    "100,000 files in the folder": _folder(_many_files(".txt")),
    "100,000 specs in the folder": _folder(_many_files(".yaml", content="a: 1\n")),
    "100,000 files in data": _folder(_many_files(".csv", "data", "a\n1\n")),
    "100,000 files in rules": _folder(_many_files(".yaml", "rules", "a: 1\n")),
    "100,000 data files under a mask": _folder(_masked),
    "10,000 commits": _commits(10_000),
    "folders 200 deep": _folder(_deep),
    "1,000 roadmaps": _folder(_thousand),
    "60 GB declared csv": _folder(_sparse("x.csv", declared=True)),
    "60 GB declared xlsx": _folder(_sparse("x.xlsx", declared=True)),
    "60 GB declared parquet": _folder(_sparse("x.parquet", declared=True)),
    "60 GB stray file": _folder(_sparse("x.csv", declared=False)),
    "60 GB stray spec": _folder(_sparse("x.yaml", declared=False)),
}


def _json(name: str, content: Callable[[], str]) -> None:
    """A report that is compared."""

    def calls(home: Path) -> Iterator[list[str]]:
        (home / "a.json").write_text(content(), "utf-8")
        yield ["compare", "a.json", "a.json"]

    INPUTS[name] = calls


def _decisions(rows: int) -> Callable[[Path], Iterator[list[str]]]:
    """A decision table over a project whose schools get letters."""

    def calls(home: Path) -> Iterator[list[str]]:
        from tests.unit.papers.test_letters import make_project

        table = make_project(home / "p") / "decisions" / "help.yaml"
        head, _, _ = table.read_text("utf-8").partition("rows:")
        made = "".join(
            f'  - {{id: r{at}, when: {{mean: "= {at}.5"}}, zone: Зона, why: "балл {{mean}}"}}\n'
            for at in range(rows)
        )
        table.write_text(f"{head}rows:\n{made}  - id: calm\n", "utf-8")
        yield ["validate", "p"]
        yield ["evaluate", "p", "--as-of", "2022-06-01", "--out", "o", "--no-cache", "--quiet"]
        yield ["explain", "p", "help", "--as-of", "2022-06-01"]

    return calls


def _waivers(many: int) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        _with_table(_indicators(many))(folder)
        made = "".join(
            f"  - {{id: assessment/i{at}, reason: карантин, author: Иванова, until: '2022-08-31'}}"
            "\n"
            for at in range(many)
        )
        project = folder / "project.yaml"
        project.write_text(project.read_text("utf-8") + f"waivers:\n{made}", "utf-8")

    return change


def _register(rows: int) -> Callable[[Path], Iterator[list[str]]]:
    """Documents that prove what was done."""

    def calls(home: Path) -> Iterator[list[str]]:
        folder = shutil.copytree(SMALL.parents[1] / "K421" / "good", home / "p")
        heads = {"schools": "Код;Название;Низкие результаты\n1;Школа;да\n",
                 "teachers": "Табельный номер;ФИО;Код школы;Обучен;Категория;Возраст;Принят\n",
                 "contests": "Табельный номер;Класс;Учебный год\n"}  # fmt: skip
        for name, text in heads.items():
            (folder / f"{name}.csv").write_text(text, "utf-8")
        made = "".join(
            f"low-results/support-teachers;1;приказ;О работе {at};{at};01.10.2021;ул. {at}\n"
            for at in range(rows)
        )
        head = "Что подтверждает;Код школы;Вид;Название;Номер;Дата;Адрес\n"
        (folder / "documents.csv").write_text(head + made, "utf-8")
        yield ["evaluate", "p", "--as-of", "2022-06-01", "--out", "o", "--no-cache", "--quiet"]
        yield ["data", "check", "p"]

    return calls


def _paper(name: str, content: Callable[[], bytes]) -> Callable[[Path], Iterator[list[str]]]:
    """A file that is imported, and one that a school sent back as its form."""

    def calls(home: Path) -> Iterator[list[str]]:
        from tests.unit.papers.test_forms import make_project

        (home / "sent").mkdir()
        (home / "sent" / name).write_bytes(content())
        yield ["import", f"sent/{name}", "--into", "p"]
        make_project(home / "forms", ("001", "002"))
        yield ["forms", "collect", "sent", "--project", "forms", "--as-of", "2021-12-01"]

    return calls


def _word(rows: int = 0, paragraphs: int = 0) -> bytes:
    from tests.unit.papers.wordxml import docx, p, tbl

    table = tbl(["№", "Мероприятие", "Срок"], *([str(at), "Дело", "май"] for at in range(rows)))
    return docx(p("План"), *([table] if rows else []), *(p(f"п. {at}") for at in range(paragraphs)))


INPUTS |= {
    "decision table of 1,000 rows": _decisions(1_000),
    "decision table of 10,000 rows": _decisions(10_000),
    "1,000 waivers": _folder(_waivers(1_000)),
    "register of 200,000 documents": _register(200_000),
    "yaml 100,000 deep": _spec(lambda _: "a: " + "[" * 100_000 + "]" * 100_000 + "\n"),
    "yaml 3,000 lines deep": _spec(
        lambda _: "".join(" " * at + "a:\n" for at in range(3_000)) + " " * 3_000 + "b: 1\n"
    ),
    "docx of 20,000 rows": _paper("x.docx", lambda: _word(rows=20_000)),
    "docx of 100,000 paragraphs": _paper("x.docx", lambda: _word(paragraphs=100_000)),
    "sent: xlsx of 10,000 sheets": _paper("x.xlsx", lambda: book(10_000, _rows(1, 2))),
    "sent: xlsx of 1,000,000 rows": _paper("x.xlsx", lambda: book(1, _rows(1, 1_000_000))),
    "sent: xlsx of 16,384 columns": _paper("x.xlsx", lambda: book(1, _rows(16_384, 10))),
    "sent: xlsx of 65,000 entries": _paper(
        "x.xlsx", lambda: archive({f"xl/worksheets/sheet{at}.xml": "" for at in range(65_000)})
    ),
    "sent: xlsx that is one bomb": _paper(
        "x.xlsx", lambda: archive({"xl/workbook.xml": "<a>" + " " * (900 << 20)})
    ),
}

_json("json of one list", lambda: json.dumps({"roadmaps": [[]] * 2_400_000}))
_json("json 100,000 deep", lambda: "[" * 5_000_000)
_json("json of one number", lambda: '{"a": ' + "9" * 9_000_000 + "}")


@contextmanager
def _home() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="roadmap-bounds-"))
    try:
        yield folder
    finally:
        subprocess.run(["rm", "-rf", str(folder)], check=True)  # deeper than shutil goes


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--only", action="append", default=[])
    asked.add_argument("--but", action="append", default=[])
    given = asked.parse_args()
    broken, worst = 0, {}
    print("| input | verb | code | s | MiB | second process | said |", "|---" * 7 + "|", sep="\n")
    for name, calls in INPUTS.items():
        is_asked = not given.only or any(word in name for word in given.only)
        if not is_asked or any(word in name for word in given.but):
            continue
        with _home() as home:
            for arguments in calls(home):
                told = cost(arguments, home)
                broken += not told.holds()
                if told.code in (0, 1) and told.holds():
                    worst[f"{told.seconds:06.1f} s {name} {arguments[0]}"] = told.mebibytes[0]
                said = " ".join(told.said.split())[:110]
                print(
                    f"| {'' if told.holds() else '**'}{name} | {' '.join(arguments[:2])} | "
                    f"{told.code} | {told.seconds:.1f} | {told.mebibytes[0]} | "
                    f"{told.mebibytes[1]} | {said} |",
                    flush=True,
                )
    for what, memory in sorted(worst.items())[-3:]:
        print(f"accepted: {what}, {memory} MiB")
    for what, memory in sorted(worst.items(), key=lambda each: each[1])[-3:]:
        print(f"accepted: {memory} MiB, {what}")
    print(f"{broken} over the bounds")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
