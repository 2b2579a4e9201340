"""`roadmap compare`: whose verdict changed between two runs, and why."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.cli import options
from engine.cli.output import Exit, say, write_json
from engine.cli.russian import RussianCommand
from engine.runs.history_store import DEFAULT_STORE, broken
from engine.visible import harmless

if TYPE_CHECKING:
    from engine.history import KeptRun, Store
    from engine.results.changes import RunComparison

Report = dict[str, object]


@click.command("compare", cls=RussianCommand)
@click.argument("runs", nargs=-1, metavar="[БЫЛО СТАЛО]")
@click.option(
    "--history",
    "store_path",
    type=click.Path(path_type=Path, dir_okay=False),
    default=DEFAULT_STORE,
    show_default=True,
    metavar="ФАЙЛ",
    help="Где лежат сохранённые прогоны (evaluate --keep).",
)
@click.option("--project", metavar="ИМЯ", help="Чей прогон, если сохранены разные проекты.")
@click.option("--list", "listed", is_flag=True, help="Перечислить сохранённые прогоны.")
@options.formats("text", "json", "md")
@options.output
@options.language
def command(
    runs: tuple[str, ...], store_path: Path, project: str | None, listed: bool, format_: str,
    lang: str,
) -> int:  # fmt: skip
    """Сравнить два прогона: чей вердикт изменился и почему. Прогон — номер, день (ГГГГ-ММ-ДД),
    last, previous или путь к report.json. Без имён сравниваются два последних.

    \b
    Примеры:
      roadmap evaluate specs/dyatkovo-2021 --keep
      roadmap compare --list
      roadmap compare                           предпоследний и последний
      roadmap compare 3 last
      roadmap compare старый/report.json outputs/dyatkovo-2021/report.json --format md
    """
    from engine.history import BrokenStoreError, Store
    from engine.messages import Language, catalogue
    from engine.reports.formats.markdown import since_markdown, since_model, since_text

    store, words = Store(store_path), catalogue(Language(lang))
    try:
        if listed:
            return _list(store, project, format_)
        named = runs or ("previous", "last")
        if len(named) != 2:
            raise click.UsageError("нужны два прогона: какой был и какой стал.")
        old, new = (_report(store, name, project) for name in named)
    except BrokenStoreError as error:
        raise click.UsageError(broken(store_path, error)) from error
    comparison = _compared(old, new)
    if format_ == "json":
        write_json(since_model(comparison))
    else:
        render = since_markdown if format_ == "md" else since_text
        say(render(comparison, words))
    return Exit.FINE


def _list(store: "Store", project: str | None, format_: str) -> int:
    kept = store.runs(project)
    if format_ == "json":
        write_json([{name: getattr(each, name) for name in each.__slots__} for each in kept])
        return Exit.FINE
    if not kept:
        say("Сохранённых прогонов нет: запустите roadmap evaluate --keep.", err=True)
    for each in kept:
        columns = (each.id, each.project, f"на {each.as_of}", each.audience, each.kept_at)
        click.echo("\t".join(harmless(str(column)) for column in columns))
    return Exit.FINE


def _report(store: "Store", name: str, project: str | None) -> Report:
    if name.endswith(".json"):
        return _file(Path(name))
    kept = store.runs(project)
    chosen = _chosen(kept, name)
    report = store.report(chosen.id) if chosen else None
    if report is None:
        known = ", ".join(str(each.id) for each in kept[-5:]) or "ни одного"
        raise click.UsageError(f"прогона «{name}» нет; сохранены: {known}.")
    return report


def _chosen(kept: "tuple[KeptRun, ...]", name: str) -> "KeptRun | None":
    """By number, by day (the latest of it), the last one, or the one before of the same project."""
    if name == "last":
        return kept[-1] if kept else None
    if name == "previous":
        same = [each for each in kept if each.project == kept[-1].project]
        return same[-2] if len(same) > 1 else None
    matching = [each for each in kept if name in (str(each.id), each.as_of)]
    return matching[-1] if matching else None


def _file(path: Path) -> Report:
    try:
        if not path.is_file():
            raise ValueError("нет такого файла")
        loaded = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise click.UsageError(f"{path.as_posix()} не читается: {error}.") from error
    if not isinstance(loaded, dict) or loaded.get("format") != "report/1":
        raise click.UsageError(f"{path.as_posix()} — не report.json этой программы.")
    return loaded


def _compared(old: Report, new: Report) -> "RunComparison":
    from engine.history import BrokenStoreError, compare_reports

    try:
        _check_same(old, new)
        return compare_reports(old, new)
    except (KeyError, TypeError, BrokenStoreError) as error:
        raise click.UsageError(
            "один из отчётов другого вида, чем пишет эта программа: его меняли или написала другая "
            "версия. Запустите roadmap evaluate заново."
        ) from error


def _check_same(old: Report, new: Report) -> None:
    ids = [str(each["project"]["id"]) for each in (old, new)]  # type: ignore[index]
    if ids[0] != ids[1]:
        raise click.UsageError(f"это прогоны разных проектов: {ids[0]} и {ids[1]}.")
    if old.get("audience") != new.get("audience"):
        raise click.UsageError(
            "прогоны для разных читателей (external и internal): скрытые числа нельзя сравнить."
        )
