"""The orders of specs/ as Word files, in the layouts that departments use.

`python -m tests.unit.papers.layouts FOLDER` writes them all; the test reads them back and counts.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, ClassVar

from tests.plain_yaml import plain_yaml
from tests.unit.papers.wordxml import (
    control,
    deleted,
    docx,
    inserted,
    numbering,
    p,
    t,
    tbl,
    tc,
    tr,
)  # fmt: skip

SPECS = Path(__file__).parents[3] / "specs"
ORDERS = ("dyatkovo-2021", "livny-2020", "balashov-2020", "baksan-2022")
Spec = dict[str, Any]

HEADS = {
    "number": "№ п/п", "title": "Мероприятия", "schedule": "Сроки проведения",
    "responsible": "Ответственные", "result": "Ожидаемый результат",
    "decision": "Управленческие решения",
}  # fmt: skip


def load(order: str) -> tuple[Spec, list[Spec]]:
    """project.yaml and the roadmaps of an order, as written."""
    project = plain_yaml((SPECS / order / "project.yaml").read_text("utf-8"))
    files = [SPECS / order / name for name in project["roadmaps"]]
    return project, [plain_yaml(file.read_text("utf-8")) for file in files]


def order_words(project: Spec) -> Iterator[str]:
    """The order itself: letterhead, number, title, grounds, clauses."""
    order = project["order"]
    if order["number"]:
        yield p("ПРИКАЗ")
        yield p(f"от {order['date']} № {order['number']}")
    if order["title"]:
        yield p(order["title"])
    for line in order["preamble"]:
        yield p(line)


def columns_of(roadmap: Spec) -> list[str]:
    """The columns that the plan prints."""
    keys = ["number", "title", "schedule", "responsible"]
    keys += [key for key in ("result", "decision") if any(e.get(key) for e in roadmap["events"])]
    return keys


def lines_of(event: Spec, key: str) -> list[str]:
    """The lines of a cell."""
    if key == "responsible":
        return [each["text"] for each in event["responsible"] if each["text"]]
    if key == "decision":
        return list(event.get("decision", ()))
    if key == "number":
        return [f"{event['number']}."] if event.get("number") else [""]
    return [event.get(key) or ""]


class Plain:
    """Everything typed, one grid."""

    name = "plain"
    parts: ClassVar[dict[str, str]] = {}

    def number(self, roadmap: Spec, event: Spec) -> str:
        return tc(*lines_of(event, "number"))

    def cell(self, event: Spec, key: str) -> str:
        return tc(*lines_of(event, key))

    def row(self, roadmap: Spec, event: Spec, keys: Sequence[str]) -> str:
        return tr(
            *(self.number(roadmap, event) if k == "number" else self.cell(event, k) for k in keys)
        )

    def section(self, section: Spec, width: int) -> str:
        """Number and title in their own cells, the others left empty."""
        number = f"{section['number']}." if section["number"] else ""
        return tr(number, tc(p(section["title"] or "", bold=True)), *[""] * (width - 2))

    def head(self, keys: Sequence[str]) -> str:
        return tr(*(HEADS[key] for key in keys))

    def table(self, roadmap: Spec) -> str:
        keys = columns_of(roadmap)
        return tbl(self.head(keys), *self.rows(roadmap, keys))

    def rows(self, roadmap: Spec, keys: Sequence[str]) -> list[str]:
        rows, section = [], None
        sections = {each["id"]: each for each in roadmap.get("sections", ())}
        for event in roadmap["events"]:
            if event.get("section") != section:
                section = event.get("section")
                rows.append(self.section(sections[section], len(keys)))
            rows.append(self.row(roadmap, event, keys))
        return rows

    def passport(self, roadmap: Spec) -> str:
        rows = []
        for each in roadmap["passport"]:
            if each.get("heading"):
                rows.append(tr(tc(each["heading"], span=3)))
            rows.append(tr(each["row"] or "", each["label"] or "", tc(*each["items"])))
        return tbl(*rows)

    def write(self, project: Spec, roadmaps: Sequence[Spec]) -> bytes:
        blocks = list(order_words(project))
        for at, roadmap in enumerate(roadmaps, 1):
            blocks.append(p(roadmap.get("annex") or f"Приложение {at}"))
            blocks += [p(line) for line in roadmap.get("preamble", ()) if "Пояснит" in line]
            blocks.append(p(_title(roadmap["title"])))
            if roadmap.get("passport"):
                blocks += [self.passport(roadmap), p()]
                blocks.append(p(_title(roadmap.get("plan_title") or roadmap["title"])))
            blocks += [self.table(roadmap), p()]
        return docx(*blocks, parts=self.parts)


def _title(text: str) -> str:
    """A title that says what it is the title of."""
    return text if text.startswith(("План", "Паспорт", "Дорожная")) else f"План. {text}"


class Merged(Plain):
    """Section rows merged over the whole width, results merged downwards where they repeat."""

    name = "merged"

    def section(self, section: Spec, width: int) -> str:
        words = ". ".join(part for part in (section["number"], section["title"]) if part)
        return tr(tc(words, span=width))

    def row(self, roadmap: Spec, event: Spec, keys: Sequence[str]) -> str:
        before = roadmap["events"].index(event) - 1
        above = roadmap["events"][before] if before >= 0 else {"section": object()}
        cells = []
        for key in keys:
            is_same = (
                key == "responsible" and above.get("section") == event.get("section")
                and lines_of(event, key) == lines_of(above, key)
            )  # fmt: skip
            if key == "responsible":
                cells.append(
                    tc(merge="continue") if is_same else tc(*lines_of(event, key), merge="restart")
                )
            else:
                cells.append(tc(*lines_of(event, key)))
        return tr(*cells)


class Counted(Plain):
    """Numbers that Word counts, lists with bullets in the cells of the passport."""

    name = "counted"

    def __init__(self) -> None:
        self._lists: list[list[tuple[str, str]]] = [[("bullet", "")]]
        self._of: dict[int, int] = {}

    @property
    def parts(self) -> dict[str, str]:  # type: ignore[override]
        return {"numbering": numbering(*self._lists)}

    def number(self, roadmap: Spec, event: Spec) -> str:
        """The number is left to Word where a list can give it: the next of its section."""
        own = [e for e in roadmap["events"] if e.get("section") == event.get("section")]
        at = own.index(event) + 1
        number = str(event.get("number") or "")
        prefix = number.removesuffix(str(at))
        if not number or prefix + str(at) != number or (prefix and not prefix.endswith(".")):
            return tc(*lines_of(event, "number"))
        key = hash((roadmap["slug"], event.get("section"), prefix))
        if at == 1:
            self._lists.append([("decimal", f"{prefix}%1.")])
            self._of[key] = len(self._lists)
        if key not in self._of:
            return tc(*lines_of(event, "number"))
        return tc(p(number=(self._of[key], 0)))

    def passport(self, roadmap: Spec) -> str:
        rows = []
        for each in roadmap["passport"]:
            if each.get("heading"):
                rows.append(tr(tc(each["heading"], span=3)))
            items = (p(item, number=(1, 0)) for item in each["items"])
            rows.append(tr(each["row"] or "", each["label"] or "", tc(*items)))
        return tbl(*rows)


class Paged(Plain):
    """A table a page: the heading typed again above each, words between two of them."""

    name = "paged"
    rows_on_page = 7

    def table(self, roadmap: Spec) -> str:
        keys = columns_of(roadmap)
        rows = self.rows(roadmap, keys)
        size = self.rows_on_page
        pages = [rows[at : at + size] for at in range(0, len(rows), size)]
        tables = [
            tbl(self.head(keys) if at % 3 != 2 else "", *page) for at, page in enumerate(pages)
        ]
        return p("Продолжение таблицы").join(tables)

    def head(self, keys: Sequence[str]) -> str:
        return tr(*(HEADS[key] for key in keys), head=True)


class Tracked(Plain):
    """Corrections that nobody accepted, values and rows in content controls, columns of numbers
    under the head, soft hyphens, schedules in a table inside the cell."""

    name = "tracked"

    def head(self, keys: Sequence[str]) -> str:
        return super().head(keys) + tr(*(str(at) for at in range(1, len(keys) + 1)))

    def row(self, roadmap: Spec, event: Spec, keys: Sequence[str]) -> str:
        at = roadmap["events"].index(event)
        row = super().row(roadmap, event, keys)
        return control(row) if at % 3 == 0 else row

    def cell(self, event: Spec, key: str) -> str:
        lines = lines_of(event, key)
        if key == "schedule" and lines[0]:
            return tc(p(control(t(lines[0]))))
        if key == "title":
            first, _, rest = lines[0].partition(" ")
            soft = first[:4] + "\u00ad" + first[4:]
            return tc(p(deleted("Старое "), t(f"{soft} "), inserted(rest)))
        if key == "result" and lines[0]:
            return tc(tbl([lines[0]]), "<w:p/>")
        return tc(*lines)


LAYOUTS: tuple[type[Plain], ...] = (Plain, Merged, Counted, Paged, Tracked)


def written(order: str, layout: Callable[[], Plain]) -> bytes:
    """An order of specs/ in a layout."""
    return layout().write(*load(order))


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name in ORDERS:
        for each in LAYOUTS:
            folder.joinpath(f"{name}-{each().name}.docx").write_bytes(written(name, each))
