"""The formats of the report: a format is one file with a `write`, and one line here."""

from collections.abc import Iterable
from pkgutil import resolve_name
from typing import TYPE_CHECKING, cast

from engine.classes import dataclass

if TYPE_CHECKING:
    from engine.reports.report import Report


@dataclass(frozen=True, slots=True)
class Format:
    """A format by the name that `--format` takes, the file that it writes, its module and the
    function there, and whether it shows pictures. The module is imported when it is asked for."""

    name: str
    file: str
    module: str
    is_drawn: bool = False
    function: str = "write"

    def write(self, report: "Report") -> str | bytes:
        """The report in this format."""
        return cast("str | bytes", resolve_name(f"{self.module}:{self.function}")(report))


_NOTES = "engine.reports.formats.annotations"
_FIGURES = "engine.reports.formats.figures_records"

FORMATS = (
    Format("html", "report.html", "engine.reports.formats.html", is_drawn=True),
    Format("json", "report.json", "engine.reports.json"),
    Format("md", "report.md", "engine.reports.formats.markdown"),
    Format("sarif", "report.sarif", "engine.reports.formats.sarif"),
    Format("docx", "report.docx", "engine.reports.formats.docx"),
    Format("xlsx", "report.xlsx", "engine.reports.formats.xlsx"),
    Format("junit", "report.junit.xml", "engine.reports.formats.junit"),
    Format("github", "report.github.txt", _NOTES, function="write_github"),
    Format("gitlab", "report.gitlab.json", _NOTES, function="write_gitlab"),
    Format("csv", "figures.csv", _FIGURES, function="write_csv"),
    Format("jsonl", "figures.jsonl", _FIGURES, function="write_jsonl"),
)


class NotPrinted(Exception):  # noqa: N818
    """LibreOffice is not there, or gave no PDF."""


PRINTED = Format("pdf", "report.pdf", "engine.reports.formats.pdf")
"""The paper printed; where LibreOffice is not, it cannot be asked for."""

FILES = {each.name: each.file for each in FORMATS}
"""Name of a format → the file of its report."""


def chosen(names: Iterable[str]) -> tuple[Format, ...]:
    """The formats of those names, in their order; ValueError for a name that is none."""
    known = {each.name: each for each in (*FORMATS, PRINTED)}
    wanted = tuple(names)
    if unknown := [name for name in wanted if name not in known]:
        raise ValueError(unknown[0])
    return tuple(known[name] for name in wanted)
