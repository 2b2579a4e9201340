"""`roadmap validate`: schema, references, types, hard circles; no table is read."""

from pathlib import Path

import click

from engine.cli import options
from engine.cli.exits import Exit, FailOn, of_findings
from engine.cli.loading import findings_text
from engine.cli.output import Talk, write_json
from engine.cli.projects import project_folders
from engine.cli.russian import RussianCommand


@click.command("validate", cls=RussianCommand)
@options.paths
@options.formats("text", "json")
@options.fail_on
@options.language
@options.quiet
@options.verbose
def command(
    paths: tuple[Path, ...], format_: str, fail_on: str, lang: str, quiet: bool, verbose: bool
) -> int:
    """Проверить дорожные карты: запись YAML, схема, ссылки, типы, круги. Таблицы не читаются.

    \b
    Примеры:
      roadmap validate                          все проекты папки specs
      roadmap validate specs/dyatkovo-2021      один проект
      roadmap validate specs/dyatkovo-2021/talents.yaml -v
      roadmap validate --format json --fail-on warning
    """
    from engine.pipeline import check

    talk, folders, projects, code = Talk(quiet=quiet), project_folders(paths), [], Exit.FINE
    for done, folder in enumerate(folders, 1):
        talk(folder.name, done, len(folders))
        checked = check(folder)
        projects.append(checked)
        code = max(code, of_findings(checked.findings, FailOn(fail_on)))
    talk.finish()
    if format_ == "json":
        write_json(_as_json(projects, lang))
    else:
        _say(projects, lang, quiet=quiet, verbose=verbose)
    return code


def _as_json(projects: list, lang: str) -> list[object]:  # type: ignore[type-arg]
    from engine.messages import Language, catalogue
    from engine.reports.findings import findings_model

    words = catalogue(Language(lang))
    return [
        entry
        for checked in projects
        for entry in findings_model(checked.findings, checked.loaded.sources, words)
    ]


def _say(projects: list, lang: str, *, quiet: bool, verbose: bool) -> None:  # type: ignore[type-arg]
    for checked in projects:
        if checked.findings:
            click.echo(findings_text(checked, lang, verbose=verbose))
    if not quiet:
        from engine.reports.findings import summary_of_checks

        click.echo(summary_of_checks([checked.findings for checked in projects], lang), err=True)
