"""report.html: one self-contained file.

The page may load nothing and run nothing but its own script, whose hash stands in the policy: a
title that smuggles markup in is escaped by the template and would be stopped by the browser too.

How pages are made from templates: always escaped, and a missing value is an error.

The comparison as one page, before and after side by side. Loads nothing and runs nothing.

region.html: one self-contained page that links to the reports of the projects.
"""

import sys
from base64 import b64encode
from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from importlib.util import cache_from_source
from pathlib import Path

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup

from engine.messages import Catalogue
from engine.packaged import templates_folder
from engine.reports.content.diff import (
    DiffView,
    hidden_text,
    impact_heading,
    known_lines,
    marked,
    part_changes,
    verdict_change,
    zone_change,
)
from engine.reports.content.margins import Margins
from engine.reports.content.region import RegionView
from engine.reports.content.views import ReportView
from engine.reports.report import Report
from engine.visible import harmless_lines


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates of all reports."""
    return Environment(
        loader=FileSystemLoader(templates_folder()),
        bytecode_cache=_Compiled.beside(templates_folder()),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )


class _Compiled(FileSystemBytecodeCache):
    """Compiled templates, kept where Python keeps the bytecode of modules and by the same rules: as
    safe as that folder, anew when a template, Python or Jinja changes."""

    @classmethod
    def beside(cls, templates: Path) -> "_Compiled":
        """The cache of a folder of templates; `shown` stands for what the environment adds to the
        code of each."""
        folder = Path(cache_from_source(str(templates / "report.html.j2"))).parent
        return cls(str(folder), f"jinja-{version('jinja2')}-shown-%s.made")

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template; where nothing can or may be written it is compiled each time."""
        if not sys.dont_write_bytecode:
            with suppress(OSError):
                Path(self.directory).mkdir(parents=True, exist_ok=True)
                super().dump_bytecode(bucket)


def _shown(value: object) -> object:
    """What stands in a hole of a template: text of files steers nothing on the page. Markup is
    ours, and its own writer has seen to that."""
    return harmless_lines(value) if type(value) is str else value


def write(report: Report) -> str:
    """The report as one HTML page."""
    return html_of(report.view, report.edition.words)


def html_of(report: ReportView, words: Catalogue) -> str:
    """The page of a report that was viewed with its pictures."""
    script = asset("report.js")
    return (
        environment()
        .get_template("report.html.j2")
        .render(
            report=report,
            t=words.text,
            style=Markup(asset("report.css")),
            script=Markup(script),
            script_hash=script_hash(),
            raw=Markup,
        )
    )


def asset(name: str) -> str:
    """A part of the page that is ours: it holds no text of any spec."""
    return (templates_folder() / name).read_text(encoding="utf-8")


def script_hash(name: str = "report.js") -> str:
    """By this the policy of a page knows its script, which begins on a line of its own."""
    script = asset(name)
    return b64encode(sha256(f"\n{script}".encode()).digest()).decode("ascii")


def margins_html(views: tuple[Margins, ...], words: Catalogue) -> str:
    """The documents of each project with the remarks of `lint` in the margin; for print, too."""
    page = environment().get_template("margins.html.j2")
    return page.render(views=views, t=words.text, language=words.language.value)


def diff_html(views: tuple[DiffView, ...], words: Catalogue) -> str:
    """One section a project, weaker changes first."""
    return (
        environment()
        .get_template("diff.html.j2")
        .render(
            views=views,
            t=words.text,
            language=words.language.value,
            marked=marked,
            known_lines=lambda each: known_lines(each, words),
            impact_heading=lambda each: impact_heading(each, words),
            verdict_change=lambda each: verdict_change(each, words),
            zone_change=lambda each: zone_change(each, words),
            hidden_text=lambda each: hidden_text(each, words),
            part_changes=lambda each: part_changes(each, words),
        )
    )


def region_html(view: RegionView, words: Catalogue) -> str:
    """The page; it runs no script and loads nothing."""
    style = Markup(asset("report.css"))
    return (
        environment()
        .get_template("region.html.j2")
        .render(view=view, t=words.text, language=words.language.value, style=style)
    )
