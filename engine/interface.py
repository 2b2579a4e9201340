"""The engine from Python, for notebooks and scripts: open a project, check it, judge it, take the
figures as tables.

>>> import engine
>>> project = engine.open("specs/dyatkovo-2021")
>>> run = project.evaluate(as_of="2022-06-01")
>>> run.indicators.to_pandas().query("verdict == 'not_met'")[["id", "n", "total"]]  # doctest: +SKIP

Nothing is written. What a table holds is what the report of the same audience tells: a figure of
fewer persons than the project's minimum group is empty for readers outside, and `suppressed` says
so.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.classes import dataclass
from engine.diagnostics import Finding
from engine.load import find_projects
from engine.messages import Language, catalogue
from engine.options import Options
from engine.pipeline import Checked, check, evaluate
from engine.visible import harmless

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

    from engine.reports.edition import Edition

Row = dict[str, Any]

SHOWN = 50
"""Rows that a notebook shows of a table; all of them are in it."""


class CannotOpenError(Exception):
    """There is no project in the folder."""


class UnusableError(Exception):
    """A project whose specs have errors, or whose engine failed: the findings say what to mend."""

    def __init__(self, text: str, findings: "Table") -> None:
        super().__init__(text)
        self.findings = findings


@dataclass(frozen=True, slots=True)
class Table(Sequence[Row]):
    """Rows with named columns, the same columns in all of them."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __getitem__(self, index: Any) -> Any:
        return self.rows[index]

    def to_pandas(self) -> "pd.DataFrame":
        """The rows as a pandas frame."""
        import pandas as pd

        return pd.DataFrame(list(self.rows), columns=list(self.columns))

    def to_polars(self) -> "pl.DataFrame":
        """The rows as a Polars frame."""
        import polars as pl

        return pl.DataFrame(
            [[row[name] for row in self.rows] for name in self.columns],
            schema=list(self.columns),
            strict=False,
        )

    def _repr_html_(self) -> str:
        """The first rows, for a notebook; text of specs and tables is shown as text."""
        head = "".join(f"<th>{escape(name)}</th>" for name in self.columns)
        body = "".join(
            f"<tr>{''.join(f'<td>{_shown(row[name])}</td>' for name in self.columns)}</tr>"
            for row in self.rows[:SHOWN]
        )
        more = f"<caption>{SHOWN} / {len(self)}</caption>" if len(self) > SHOWN else ""
        return f"<table>{more}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _shown(value: object) -> str:
    return "" if value is None else escape(harmless(str(value)))


INDICATORS = (
    "roadmap", "id", "text", "clause", "verdict", "n", "total", "value", "target", "unit",
    "missing", "set_aside", "suppressed", "distance", "distance_unit", "reason", "file", "line",
)  # fmt: skip
PARTS = ("indicator", "code", "name", "n", "total", "value", "missing", "set_aside", "suppressed")
EVENTS = (
    "roadmap", "id", "number", "title", "stages", "schedule", "start", "end", "status", "done",
    "expected", "responsible", "file", "line",
)  # fmt: skip
FINDINGS = (
    "code", "severity", "message", "why", "fix", "file", "line", "column", "sheet", "cell",
)  # fmt: skip


@dataclass(frozen=True)
class Run:
    """A judged project: its figures as tables, its report in any format.

    `indicators` has a row an indicator or requirement, `organisations` and `municipalities` one for
    each of them at each indicator that is broken down, `events` one an event, `findings` one a
    finding. Fractions of one stand in `value`, whatever the unit of the target.
    """

    edition: "Edition"
    checked: Checked

    @cached_property
    def report(self) -> Row:
        """The report as `report.json` has it; its schema is `roadmap schema report`."""
        from engine.reports.json import report_model

        return report_model(self.edition)

    @property
    def as_of(self) -> date:
        """The day on which all is judged."""
        return self.edition.as_of

    @cached_property
    def indicators(self) -> Table:
        """A row an indicator, then a row a requirement."""
        return Table(INDICATORS, tuple(_indicator(*each) for each in self._judged()))

    @cached_property
    def organisations(self) -> Table:
        """A row for each organisation at each indicator that is broken down by organisation."""
        return self._parts("by_organisation", "figures", names=self.edition.names)

    @cached_property
    def municipalities(self) -> Table:
        """A row for each municipality at each indicator that is broken down by municipality."""
        return self._parts("by_municipality", names=self.edition.districts)

    @cached_property
    def events(self) -> Table:
        """A row an event, in the order of the documents."""
        found = [
            (each["slug"], event) for each in self.report["roadmaps"] for event in each["events"]
        ]
        return Table(EVENTS, tuple(_event(slug, event) for slug, event in found))

    @cached_property
    def findings(self) -> Table:
        """A row a finding."""
        return Table(FINDINGS, tuple(_finding(each) for each in self.report["findings"]))

    def render(self, name: str = "html") -> str | bytes:
        """The report in a format of `evaluate --format`; ValueError for one that is none."""
        from engine.reports.formats import chosen
        from engine.reports.report import Report

        files = tuple(path for path, _ in self.checked.loaded.files)
        report = Report(self.edition, folder=self.checked.folder.as_posix(), files=files)
        return chosen((name,))[0].write(report)

    def _judged(self) -> Iterator[tuple[str | None, Row]]:
        for roadmap in self.report["roadmaps"]:
            yield from ((roadmap["slug"], each) for each in roadmap["indicators"])
        yield from ((None, each) for each in self.report["requirements"])

    def _parts(self, *kinds: str, names: Mapping[str, str]) -> Table:
        rows = (
            _part(indicator["id"], part, names)
            for _, indicator in self._judged()
            for kind in kinds
            for part in (indicator["measurement"] or {}).get(kind, ())
        )
        return Table(PARTS, tuple(rows))

    def _repr_html_(self) -> str:
        return self.indicators._repr_html_()

    def __repr__(self) -> str:
        count = self.report["summary"]["indicators"]
        verdicts = ", ".join(f"{name} {n}" for name, n in count["verdicts"].items() if n)
        return f"<Run {self.edition.outcome.project.id} {self.as_of}: {verdicts}>"


@dataclass(frozen=True)
class Project:
    """A project's folder. Every call reads it anew: an edited file counts at once."""

    folder: Path
    language: Language = Language.RU

    def check(self) -> Table:
        """What is wrong with the specs, a row a finding; no table is read."""
        return self._table(check(self.folder))

    def evaluate(
        self,
        as_of: date | str,
        *,
        data: Path | str | None = None,
        audience: str = "external",
        databases: Mapping[str, str] | None = None,
    ) -> Run:
        """Judge the project at a day (a date or «2022-06-01»).

        `data` is the folder of the tables where it is another than data.yaml says; `audience` is
        `external` (small groups are hidden) or `internal`; `databases` maps names in capitals to
        addresses. Raises UnusableError with the findings where nothing can be judged.
        """
        from engine.reports.edition import edition

        day = date.fromisoformat(as_of) if isinstance(as_of, str) else as_of
        tables = Path(data) if data is not None else None
        done = evaluate(self.folder, Options(as_of=day, data_dir=tables, databases=databases))
        if done.outcome is None:
            raise UnusableError(self._text(done.checked), self._table(done.checked))
        sources, words = done.checked.loaded.sources, catalogue(self.language)
        return Run(edition(done.outcome, sources, words, audience=audience), done.checked)

    def _table(self, checked: Checked) -> Table:
        from engine.reports.content.findings import findings_model

        findings: Sequence[Finding] = checked.findings
        models = findings_model(findings, checked.loaded.sources, catalogue(self.language))
        return Table(FINDINGS, tuple(_finding(model) for model in models))

    def _text(self, checked: Checked) -> str:
        from engine.reports.content.findings import render_text

        return render_text(checked.findings, checked.loaded.sources, catalogue(self.language))


def open(path: Path | str, *, language: str = "ru") -> Project:
    """The project of a folder; `language` is that of its sentences (ru, en). Raises CannotOpenError
    where the folder has no project, or has several."""
    folders = find_projects((Path(path),))
    if len(folders) != 1:
        key = "interface.no_project" if not folders else "interface.several_projects"
        names = ", ".join(folder.name for folder in folders)
        said = catalogue(Language(language)).text(key, path=Path(path).as_posix(), names=names)
        raise CannotOpenError(said)
    return Project(folders[0], Language(language))


def _indicator(slug: str | None, told: Row) -> Row:
    overall = (told["measurement"] or {}).get("overall") or {}
    target, distance = told["target"] or {}, told["distance"] or {}
    return {
        "roadmap": slug,
        "id": told["id"],
        "text": told["text"],
        "clause": told["clause"],
        "verdict": told["verdict"],
        **_figures(overall),
        "target": target.get("text"),
        "unit": target.get("unit"),
        "distance": distance.get("amount"),
        "distance_unit": distance.get("unit"),
        "reason": told["reason"]["text"],
        "file": told["place"]["file"],
        "line": told["place"].get("line"),
    }


def _figures(told: Row) -> Row:
    names = ("n", "total", "value", "missing", "set_aside")
    return {name: told.get(name) for name in names} | {"suppressed": told.get("suppressed", False)}


def _part(indicator: str, told: Row, names: Mapping[str, str]) -> Row:
    code = told["key"]
    return {"indicator": indicator, "code": code, "name": names.get(code), **_figures(told)}


def _event(slug: str, told: Row) -> Row:
    windows = told["schedule"]["windows"]
    return {
        "roadmap": slug,
        "id": told["id"],
        "number": told["number"],
        "title": told["title"],
        "stages": ", ".join(told["stages"]),
        "schedule": told["schedule"]["text"],
        "start": windows[0]["start"] if windows else None,
        "end": windows[-1]["end"] if windows else None,
        "status": told["status"],
        "done": told["done"],
        "expected": told["expected"],
        "responsible": ", ".join(
            each["text"] or each["body"] or "" for each in told["responsible"]
        ),
        "file": told["place"]["file"],
        "line": told["place"].get("line"),
    }


def _finding(told: Row) -> Row:
    return {name: {**told["place"], **told}.get(name) for name in FINDINGS}
