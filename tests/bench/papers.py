"""Papers: what an import gives back of the four orders by layout and kind, and times.

A table in Markdown: cells and numbers that came back as printed, each loss named below. Kinds other
than .docx go through LibreOffice where it is installed. Then seconds of this process for the import
of a plan of 78 rows, report.docx of the example, and forms for 40 schools.

With --round: what an import says of the annex of each order (`plan --format docx`) that LibreOffice
has saved as another kind: nothing has changed.

Run: python tests/bench/papers.py [--kinds doc,odt,rtf,xlsx,pdf] [--times] [--round]
"""

import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from io import BytesIO
from pathlib import Path
from time import process_time

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

import xlsxwriter  # noqa: E402

from engine.children import ChildFailed, NoProgram, run_office  # noqa: E402
from engine.papers.documents import Document, Table  # noqa: E402
from engine.papers.importing import read_paper  # noqa: E402
from engine.papers.row_values import words_of  # noqa: E402
from tests.running import Done, run  # noqa: E402
from tests.unit.papers.by_office import copied, paper_of  # noqa: E402
from tests.unit.papers.layouts import LAYOUTS, ORDERS, Plain, load, written  # noqa: E402
from tests.unit.papers.measured import Measured, measure  # noqa: E402
from tests.unit.papers.reading import WORDS, read  # noqa: E402
from tests.unit.papers.wordxml import docx, p, tbl  # noqa: E402

ROWS = 78
SCHOOLS = 40
SHOWN = 12


def main() -> None:
    """Print the table, or the times."""
    asked = ArgumentParser(description=__doc__)
    asked.add_argument("--kinds", default="doc,odt,rtf,xlsx,pdf")
    asked.add_argument("--times", action="store_true", help="times alone")
    asked.add_argument("--round", action="store_true", help="annexes that come back alone")
    given = asked.parse_args()
    if given.round:
        _rounds()
        return
    if not given.times:
        kinds = ["docx", *(kind for kind in given.kinds.split(",") if kind)]
        rows = [(kind, layout) for kind in kinds for layout in LAYOUTS]
        _table(rows)
    for what, seconds in _times():
        print(f"{what}: {seconds:.2f} s")


def _table(rows: Sequence[tuple[str, Callable[[], Plain]]]) -> None:
    losses: list[str] = []
    guessed = ("stages", "links", "waits", "rules")
    print("| kind | layout | cells as printed | numbers as printed | proposed as a person wrote: "
          "stages, serves, after, rules | findings |")  # fmt: skip
    print("|---|---|---:|---:|---|---|")
    for kind, layout in rows:
        name, found, told = layout().name, Measured(), dict[str, int]()
        for order in ORDERS:
            try:
                one = _measured(order, layout, kind, told)
            except (NoProgram, ChildFailed, AssertionError) as failed:
                losses.append(f"{kind} {name} {order}: {type(failed).__name__} {failed}")
                continue
            counts = (
                key for each in ("cells", "numbers", *guessed) for key in (each, f"same_{each}")
            )
            for key in counts:
                setattr(found, key, getattr(found, key) + getattr(one, key))
            losses += [f"{kind} {name} {order}: {each}" for each in one.lost]
        codes = " ".join(f"{code}×{count}" for code, count in sorted(told.items()))
        proposed = ", ".join(
            f"{getattr(found, f'same_{key}')}/{getattr(found, key)}" for key in guessed
        )
        share = f"{100 * found.same_cells / found.cells:.2f} %" if found.cells else "–"
        print(f"| {kind} | {name} | {found.same_cells}/{found.cells} = {share} | "
              f"{found.same_numbers}/{found.numbers} | {proposed} | {codes} |",
              flush=True)  # fmt: skip
    print(f"\n{len(losses)} losses")
    for each in losses if len(losses) < SHOWN * len(rows) else losses[: SHOWN * len(rows)]:
        print("-", each[:240])


def _measured(order: str, layout: Callable[[], Plain], kind: str, told: dict[str, int]) -> Measured:
    data = written(order, layout)
    if kind == "xlsx":
        data = _as_workbook(data)
    elif kind != "docx":
        data = run_office(data, "docx", kind)
    got = read(data)
    for each in got.found:
        code = each.split()[0]
        told[code] = told.get(code, 0) + 1
    return measure(load(order)[1], got.roadmaps)


_UNCHANGED = "Документ не отличается от дорожных карт."


def _rounds() -> None:
    """A table of the four orders: the annex as written, and saved by LibreOffice."""
    kinds = ("as written", "docx", "odt", "rtf", "doc")
    print(f"| order | {' | '.join(kinds)} |\n|---|{'---|' * len(kinds)}")
    for order in ORDERS:
        with tempfile.TemporaryDirectory() as folder:
            home = copied(order, Path(folder))
            paper = paper_of(home)
            told = [_come_back(home, paper, kind) for kind in kinds]
        print(f"| {order} | {' | '.join(told)} |", flush=True)


def _come_back(home: Path, paper: bytes, kind: str) -> str:
    """What an import of the annex says: nothing has changed, or its first line of changes."""
    back = paper if kind == "as written" else run_office(paper, "docx", kind)
    file = home.parent / f"annex.{kind.split()[-1]}"
    file.write_bytes(back)
    done = run("import", str(file), "--into", str(home))
    if _UNCHANGED in done.err:
        return "unchanged"
    return f"{done.code}: {next(iter((done.out or done.err).splitlines()), '')[:80]}"


def _as_workbook(data: bytes) -> bytes:
    """The tables of the document as a clerk would paste them: a sheet a table, merged cells kept,
    the paragraphs above a table in rows over it. LibreOffice makes no workbook of a text."""
    document, _ = read_paper(data, "order.docx", WORDS)
    assert isinstance(document, Document)
    made = BytesIO()
    book = xlsxwriter.Workbook(made, {"strings_to_formulas": False, "strings_to_urls": False})
    above: list[str] = []
    for block in document.blocks:
        if not isinstance(block, Table):
            above += [block.printed] if block.printed else []
            continue
        sheet = book.add_worksheet()
        for at, text in enumerate(above):
            sheet.write_string(at, 0, text)
        for cell in block.cells():
            lines = [
                paragraph.text if paragraph.has_bullet else paragraph.printed
                for paragraph in cell.paragraphs
            ]
            text = "\n".join([*lines, *words_of(cell.nested)])
            top, left = cell.row + len(above), cell.column
            bottom, right = top + cell.rows - 1, left + cell.columns - 1
            if (top, left) == (bottom, right):
                sheet.write_string(top, left, text)
            else:
                sheet.merge_range(top, left, bottom, right, text)
        above = []
    book.close()
    return made.getvalue()


def _times() -> Iterator[tuple[str, float]]:
    head = ["№ п/п", "Мероприятия", "Сроки", "Ответственные", "Результат"]
    row = ["Проведение мониторинга", "до 15 октября 2021 г.", "Отдел образования", "Справка"]
    plan = docx(p("План мероприятий"), tbl(head, *([str(at), *row] for at in range(1, ROWS + 1))))
    yield f"import of a plan of {ROWS} rows", _spent(lambda: read(plan))
    example = str(ROOT / "specs" / "dyatkovo-2021")
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        base = ("--as-of", "2022-09-01", "--fail-on", "never", "--quiet")
        for kinds in ("json", "json,docx"):
            line = ("evaluate", example, "--out", str(home / kinds), "--format", kinds, *base)
            yield f"evaluate --format {kinds}", _spent(partial(run, *line))
        listed = _schools(home)
        yield (
            f"forms for {SCHOOLS} schools",
            _spent(lambda: run("forms", "make", str(listed), "--out", str(home / "forms"))),
        )
        made = list((home / "forms").rglob("*.xlsx"))
        assert len(made) == SCHOOLS, made
        yield (
            f"forms of {SCHOOLS} schools collected",
            _spent(lambda: run("forms", "collect", str(home / "forms"), "--project", str(listed))),
        )


def _schools(home: Path) -> Path:
    """A project of 40 schools that owe a table of teachers."""
    project = home / "district"
    (project / "data").mkdir(parents=True)
    (project / "project.yaml").write_text(
        "format: project/1\nid: district\ntitle: Район\nmunicipality: {name: Район}\n"
        'method: "2020"\nperiod: {text: 2024 год, from: "2024-01-01", to: "2024-12-31"}\n'
        "order: {number: '1', date: 01.02.2024, title: О сборе}\norganisations: [schools]\n"
        "roadmaps: [staff.yaml]\n", "utf-8")  # fmt: skip
    (project / "staff.yaml").write_text(
        "format: roadmap/1\nslug: staff\ntitle: Кадры\ngoals: [{id: g, text: Учить педагогов}]\n"
        "indicators: []\nevents: []\n", "utf-8")  # fmt: skip
    (project / "data.yaml").write_text(
        "format: data/1\nresources:\n"
        "  - name: schools\n    path: data/schools.csv\n    schema:\n      fields:\n"
        "        - {name: code, type: string, constraints: {required: true}}\n"
        "        - {name: title, type: string}\n      primaryKey: [code]\n"
        "    organisation: code\n"
        "  - name: teachers\n    path: data/teachers.csv\n    schema:\n      fields:\n"
        "        - {name: school, type: string, constraints: {required: true}}\n"
        "        - {name: post, type: string, constraints: {enum: [учитель, директор]}}\n"
        "        - {name: years, type: integer, constraints: {minimum: 0, maximum: 60}}\n"
        "        - {name: trained, type: boolean, trueValues: [да], falseValues: [нет]}\n"
        "      foreignKeys: [{fields: school, reference: {resource: schools, fields: code}}]\n"
        "    organisation: school\n    owes: schools\n", "utf-8")  # fmt: skip
    listed = "".join(f"s{at:02};Школа {at}\n" for at in range(1, SCHOOLS + 1))
    (project / "data" / "schools.csv").write_text(f"code;title\n{listed}", "utf-8")
    return project


def _spent(work: Callable[[], object]) -> float:
    """Seconds of processor time of this process; a command that fails is no time."""
    begun = process_time()
    done = work()
    spent = process_time() - begun
    assert not isinstance(done, Done) or done.code == 0, done
    return spent


if __name__ == "__main__":
    main()
