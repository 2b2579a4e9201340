"""`roadmap explain`: why this verdict; what this finding means."""

import re
from datetime import date
from pathlib import Path

import click

from engine.cli import options
from engine.cli.exits import Exit
from engine.cli.loading import each_usable, places_of
from engine.cli.output import write_json
from engine.cli.projects import only_project
from engine.cli.russian import RussianCommand

_CODE = re.compile(r"[A-Za-zА-Яа-я]\d{3}")


@click.command("explain", cls=RussianCommand)
@click.argument("name", metavar="ИМЯ|КОД")
@options.paths
@options.as_of
@click.option(
    "--data",
    "data_dir",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="ПАПКА",
    help="Где лежат загруженные таблицы.",
)
@options.formats("text", "json")
@options.language
def command(
    name: str, paths: tuple[Path, ...], as_of: date, data_dir: Path | None, format_: str, lang: str
) -> int:
    """Объяснить вердикт показателя (ИМЯ — карта/показатель), требования (ИМЯ без карты) или код
    замечания.

    \b
    Примеры:
      roadmap explain low-results/teachers-supported specs/dyatkovo-2021 --as-of 2022-06-01
      roadmap explain assessment/high-tech-places --format json
      roadmap explain school-site-section specs/livny-2020 --as-of 2021-06-01
      roadmap explain S104
    """
    if "/" not in name and (known := _explained_code(name, lang)):
        click.echo(known)
        return Exit.FINE
    if _CODE.fullmatch(name):
        raise click.UsageError(f"нет кода «{name}»{_hint_codes(name)}.")
    return _explain_indicator(name, paths, as_of, data_dir, format_, lang)


def _explained_code(name: str, lang: str) -> str | None:
    """What a code means, why it matters and what to do; None when there is no such code."""
    from engine.codes import CODES
    from engine.messages import Language, catalogue
    from engine.reports.findings import explain_code

    found = next((code for code in CODES if name.upper() == code.id or name == code.name), None)
    return explain_code(found, catalogue(Language(lang))) if found else None


def _hint_codes(name: str) -> str:
    from difflib import get_close_matches

    from engine.codes import CODES

    near = get_close_matches(name.upper(), [code.id for code in CODES], 3)
    return f"; есть {', '.join(near)}" if near else ""


def _explain_indicator(
    name: str, paths: tuple[Path, ...], as_of: date, data_dir: Path | None, format_: str, lang: str
) -> int:
    from engine.judging import explain_indicator
    from engine.messages import Language, catalogue
    from engine.model.spec import full_id
    from engine.reports.explanations import explanation_model, render_explanation

    ((checked, code),) = each_usable((only_project(paths),), lang)
    if checked is None or checked.loaded.project is None:
        return code
    project, sources, words = checked.loaded.project, places_of(checked), Language(lang)
    known = [
        full_id(roadmap.slug if roadmap else None, each.id) for roadmap, each in project.judged
    ]
    wanted = name.removeprefix(f"{project.id}/")
    if wanted not in known:
        raise click.UsageError(f"нет показателя или требования «{name}»{_hint(wanted, known)}.")
    explained, names = explain_indicator(project, wanted, as_of, data_dir)
    given = (explained, project, sources, catalogue(words))
    if format_ == "json":
        write_json(explanation_model(*given, organisations=names))
    else:
        click.echo(render_explanation(*given, organisations=names))
    return Exit.FINE


def _hint(wanted: str, known: list[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(wanted, known, 3)
    return f"; похоже на {', '.join(near)}" if near else ""
