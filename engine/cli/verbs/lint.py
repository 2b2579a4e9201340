"""`roadmap lint`: findings about the documents themselves; no table is read."""

import sys
from dataclasses import field, replace
from datetime import date
from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.classes import dataclass
from engine.cli import options
from engine.cli.command import Command, option
from engine.cli.inputs import (
    EXCHANGE,
    batch_of,
    each_usable,
    hidden_named,
    of_named,
    say_summary,
    write_exchange,
)
from engine.cli.output import Exit, FailOn, of_findings, say, tell, write_json
from engine.cli.printing import check_paper, write_paper
from engine.cli.sifting import Sieve, Sifted, sieve, tell_left_out
from engine.codes.documents import ORDER_NOT_CHECKED
from engine.diagnostics import Finding
from engine.messages import Language, catalogue
from engine.runs.seen import places_of
from engine.whole_files import write_files

if TYPE_CHECKING:
    from engine.lint.repairs import Repair
    from engine.messages import Catalogue
    from engine.model.project import Project
    from engine.pipeline import Checked
    from engine.reports.content.batches import Batch
    from engine.reports.content.findings import Json
    from engine.reports.content.margins import Margins


_PAPERS = ("docx", "pdf")


@click.command("lint", cls=Command, help="lint.verb")
@options.paths
@options.as_of
@options.formats("text", "json", *EXCHANGE, "html", *_PAPERS)
@options.output
@option("--fix", is_flag=True, help="lint.fix")
@sieve
@options.fail_on
@options.language
@options.quiet
@options.verbose
def command(
    paths: tuple[Path, ...],
    as_of: date,
    format_: str,
    fix: bool,
    fail_on: str,
    lang: str,
    quiet: bool,
    verbose: bool,
    sieve: Sieve,
) -> int:
    """Findings about the documents."""
    if fix:
        return _fix(paths, lang, as_of)
    if format_ in _PAPERS:
        check_paper(format_)
    told = _Told(format_, catalogue(Language(lang)), sieve, quiet, verbose)
    code = Exit.FINE
    for checked, failed in each_usable(paths, lang, as_of):
        code = max(code, Exit.FINDINGS if failed else Exit.FINE)
        if checked is not None and checked.loaded.project is not None:
            findings = told.take(checked, checked.loaded.project, paths, as_of)
            code = max(code, of_findings(findings, FailOn(fail_on)))
    told.write(lang)
    return code


@dataclass(slots=True)
class _Told:
    """What is found in each project: said at once as text, kept for a file in another format."""

    format: str
    words: "Catalogue"
    sieve: Sieve
    quiet: bool
    verbose: bool
    sifted: list[Sifted] = field(default_factory=list)
    batches: "list[Batch]" = field(default_factory=list)
    model: "list[Json]" = field(default_factory=list)
    pages: "list[Margins]" = field(default_factory=list)

    def take(
        self, checked: "Checked", project: "Project", paths: tuple[Path, ...], as_of: date
    ) -> tuple[Finding, ...]:
        """The findings in the files that were named, without those that the sieve leaves out."""
        from engine.papers.kept_words import lint_whole_with_order
        from engine.reports.content.findings import lint_model, lint_text
        from engine.reports.content.margins import margins_of

        sources = places_of(checked)
        every = lint_whole_with_order(checked, as_of)
        within = of_named(every.findings, checked.folder, paths)
        hidden = hidden_named(every.hidden, checked.folder, paths)
        is_whole = within is every.findings
        self.sifted.append(
            self.sieve.sift(within, checked.folder, "lint", is_whole=is_whole, hidden=len(hidden))
        )
        findings = self.sifted[-1].findings
        self.batches.append(replace(batch_of(checked), findings=findings, hidden=hidden))
        if self.format == "json":
            self.model += lint_model(project, findings, sources, self.words, hidden)
        elif self.format in ("html", *_PAPERS):
            self.pages.append(margins_of(project, findings, sources, self.words))
        elif self.format == "text":
            if findings:
                shown = lint_text(project, findings, sources, self.words, verbose=self.verbose)
                tell(shown + "\n")
            self._say_unchecked(project, within)
        return findings

    def _say_unchecked(self, project: "Project", within: tuple[Finding, ...]) -> None:
        """What the order of work could not be checked by, where no finding says so."""
        from engine.lint.rules.order_of_work import compared_order
        from engine.reports.checked_order import order_unchecked

        unchecked = None if self.quiet else order_unchecked(compared_order(project), self.words)
        if unchecked and not any(finding.code is ORDER_NOT_CHECKED for finding in within):
            say(f"{project.municipality.name}: {unchecked}", err=True)

    def write(self, lang: str) -> None:
        """The file of all projects, or the last line of the text."""
        if self.format in EXCHANGE:
            write_exchange(self.format, self.batches, lang)
        elif self.format == "html":
            from engine.reports.formats.html import margins_html

            say(margins_html(tuple(self.pages), self.words))
        elif self.format in _PAPERS:
            from engine.papers.remarks import remarks

            write_paper(remarks(self.pages, self.words), self.format)
        elif self.format == "json":
            write_json(self.model)
        elif not self.quiet:
            say_summary([each.findings for each in self.sifted], lang)
        tell_left_out(self.sifted, quiet=self.quiet)


def _fix(paths: tuple[Path, ...], lang: str, as_of: date) -> int:
    """What has one right answer: shown as a difference, and written only after a yes."""
    from engine.lint.repairs import find_repairs

    words, code, found = catalogue(Language(lang)), Exit.FINE, False
    for checked, failed in each_usable(paths, lang, as_of):
        code = max(code, Exit.FINDINGS if failed else Exit.FINE)
        if checked is None or checked.loaded.project is None:
            continue
        files: dict[str, list[Repair]] = {}
        for repair in find_repairs(checked.loaded.project):
            files.setdefault(repair.file, []).append(repair)
        for file, repairs in files.items():
            found = True
            code = max(code, _offer(checked.folder / file, repairs, words))
    if not found:
        say(words.text("lint.fix.nothing"), err=True)
    return code


def _offer(path: Path, repairs: list["Repair"], words: "Catalogue") -> Exit:
    """The difference of one file, and the question; without a terminal the answer is no."""
    from engine.editing.changing import with_text
    from engine.trees import content_of
    from engine.yamltext import LIMIT

    before = content_of(path, LIMIT + 1)
    after = before
    for repair in repairs:
        after = with_text(after, path.name, repair.route, repair.new)
    name = path.as_posix()
    lines = (before.decode("utf-8").splitlines(), after.decode("utf-8").splitlines())
    tell("\n".join(unified_diff(*lines, name, name, n=0, lineterm="")), is_difference=True)
    question = words.text("lint.fix.ask", file=name, count=len(repairs))
    if not (sys.stdin.isatty() and click.confirm(question, default=False)):
        say(words.text("lint.fix.left", file=name), err=True)
        return Exit.FINDINGS
    write_files(path.parent, {path.name: after})
    say(words.text("lint.fix.done", file=name), err=True)
    return Exit.FINE
