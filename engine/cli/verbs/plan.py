"""`roadmap plan`: events in the order of work, as text, for a program, or as a calendar."""

from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.classes import dataclass
from engine.cli import options
from engine.cli.command import Command, option
from engine.cli.inputs import each_usable, only_project, project_folders
from engine.cli.output import Exit, note, say, write_json
from engine.cli.printing import check_paper, write_bytes, write_paper
from engine.cli.verbs.completion import complete_bodies
from engine.cli.words import word
from engine.messages import Catalogue, Language, catalogue
from engine.options import Options
from engine.runs.databases import database_addresses
from engine.whole_files import write_files

if TYPE_CHECKING:
    from engine.model.project import Body, Project
    from engine.runs.editions import Editions


@click.command("plan", cls=Command, help="plan.verb")
@options.paths
@options.formats("text", "json", "ics", "md", "docx", "pdf")
@options.output
@option(
    "--by", type=click.Choice(["body"]), metavar="body",
    help="plan.by",
)  # fmt: skip
@option(
    "--out", type=click.Path(path_type=Path, file_okay=False), metavar="folder",
    help="plan.out",
)  # fmt: skip
@option(
    "--for", "whose", metavar="who",
    help="plan.for", shell_complete=complete_bodies,
)  # fmt: skip
@option("--week", "span", flag_value="week", help="plan.week")
@option("--month", "span", flag_value="month", help="plan.month")
@option("--overdue", is_flag=True, help="plan.overdue")
@options.as_of
@options.language
def command(
    paths: tuple[Path, ...], format_: str, by: str | None, out: Path | None, whose: str | None,
    span: str | None, overdue: bool, as_of: date, lang: str,
) -> int:  # fmt: skip
    """The order of work, a reminder or calendars."""
    is_reminder = bool(span or overdue)
    if format_ == "ics":
        if whose is not None and by:
            raise click.UsageError(word("plan.by-or-for"))
        if is_reminder:
            raise click.UsageError(word("plan.whole-calendar"))
        if whose is not None:
            return _calendar_of(paths, whose, out, lang, as_of)
        return _calendars(paths, by, out, lang, as_of)
    if by or out:
        raise click.UsageError(word("plan.only-calendar"))
    if format_ in ("docx", "pdf"):
        if whose is not None or is_reminder:
            raise click.UsageError(word("plan.whole-annex"))
        return _annex(paths, format_, lang, as_of)
    if whose is not None or is_reminder:
        return _reminder(paths, Reminder(whose, span or "week", overdue, as_of), format_, lang)
    return _plans(paths, format_, lang, as_of)


def _annex(paths: tuple[Path, ...], format_: str, lang: str, day: date) -> Exit:
    """The annex of one project's order, for Word."""
    from engine.papers import annex

    code = Exit.FINE
    check_paper(format_)
    for checked, failed in each_usable((only_project(paths),), lang, day):
        code = max(code, failed)
        if checked is not None and checked.loaded.project is not None:
            write_paper(annex(checked.loaded.project, catalogue(Language(lang))), format_)
    return code


@dataclass(frozen=True, slots=True)
class Reminder:
    """Whose turn is asked for (None: everybody's), of which days around `as_of`."""

    whose: str | None
    span: str
    overdue: bool
    as_of: date


def _reminder(paths: tuple[Path, ...], asked: Reminder, format_: str, lang: str) -> Exit:
    from engine.judging import events_at
    from engine.reports.content.due import Turn, due_model, due_text, month_of, tasks_of, week_of

    words, code, models = catalogue(Language(lang)), Exit.FINE, []
    span = (month_of if asked.span == "month" else week_of)(asked.as_of)
    for checked, failed in each_usable(paths, lang, asked.as_of):
        code = max(code, failed)
        if checked is None or checked.loaded.project is None:
            continue
        project = checked.loaded.project
        body = _body(project, asked.whose, words) if asked.whose is not None else None
        stands = events_at(project, Options(asked.as_of, None, database_addresses()))
        tasks = tasks_of(project, stands, body, span, asked.as_of)
        if asked.overdue:
            tasks = tuple(task for task in tasks if task.turn is Turn.OVERDUE)
        if format_ == "json":
            models.append(due_model(tasks, body, span))
        else:
            say(due_text(project, tasks, body, span, words))
    if models:
        write_json(models[0] if len(models) == 1 else models)
    return code


def _body(project: "Project", name: str, words: Catalogue) -> "Body":
    """The body of that id, name or spelling of the order; refused where there is none."""
    wanted = " ".join(name.split()).casefold()
    for body in project.bodies:
        if wanted in {known.casefold() for known in (body.id, body.name, *body.aliases)}:
            return body
    if not project.bodies:
        raise click.UsageError(words.text("due.no_bodies", name=name))
    names = [body.name for body in project.bodies]
    holding = [each for each in names if wanted in each.casefold()]
    near = ", ".join(holding or get_close_matches(name, names, 2)) or None
    raise click.UsageError(
        words.text("due.no_such_body", name=name, near=near, known=", ".join(names))
    )


def _calendar_of(
    paths: tuple[Path, ...], whose: str, out: Path | None, lang: str, day: date
) -> Exit:
    """The calendar of one body, on stdout or as <its id>.ics."""
    from engine.runs.editions import editions_of

    words, code = catalogue(Language(lang)), Exit.FINE
    for checked, failed in each_usable((only_project(paths),), lang, day):
        code = max(code, failed)
        if checked is None or checked.loaded.project is None:
            continue
        project = checked.loaded.project
        body = _body(project, whose, words)
        _write_whole(project, out, words, editions_of(checked.folder), body)
    return code


def _plans(paths: tuple[Path, ...], format_: str, lang: str, day: date) -> Exit:
    from engine.lint.rules.order_of_work import compared_order
    from engine.reports.content.plan import plan_model, plan_text

    words, code, models = catalogue(Language(lang)), Exit.FINE, []
    for checked, failed in each_usable(paths, lang, day):
        code = max(code, failed)
        if checked is None or checked.loaded.project is None:
            continue
        project, sources = checked.loaded.project, checked.loaded.sources
        ordering = compared_order(project)
        if format_ == "json":
            models.append(plan_model(ordering))
        elif format_ == "md":
            from engine.reports.formats.plan_markdown import plan_markdown

            say(plan_markdown(project, ordering, sources, words), nl=False)
        else:
            say(plan_text(project, ordering, sources, words))
    if models:
        write_json(models[0] if len(models) == 1 else models)
    return code


def _calendars(
    paths: tuple[Path, ...], by: str | None, out: Path | None, lang: str, day: date
) -> Exit:
    from engine.runs.editions import editions_of

    if by and out is None:
        raise click.UsageError(word("plan.name-folder"))
    # Clients read only the first calendar of a stream.
    folders = project_folders(paths) if out else (only_project(paths),)
    words, code, undated = catalogue(Language(lang)), Exit.FINE, 0
    for checked, failed in each_usable(folders, lang, day):
        code = max(code, failed)
        if checked is None or checked.loaded.project is None:
            continue
        project = checked.loaded.project
        folder = out / project.id if out and len(folders) > 1 else out
        editions = editions_of(checked.folder)
        if by and folder:
            undated += _write_by_body(project, folder, words, editions)
        else:
            undated += _write_whole(project, folder, words, editions)
    if undated:
        _tell(words, "undated_tasks")
    return code


def _write_whole(
    project: "Project", folder: Path | None, words: Catalogue, editions: "Editions",
    body: "Body | None" = None,
) -> int:  # fmt: skip
    """The calendar of the project, or of one body, on stdout or as <its id>.ics; how much in it has
    no dates."""
    from engine.reports.formats.ics import render_ics

    id = body.id if body else project.id
    earlier = _earlier(folder, id) if folder else b""
    file = render_ics(project, words, body=body, editions=editions, earlier=earlier)
    if folder is None:
        write_bytes(file.content)
        if not editions:
            _tell(words, "no_editions")
    else:
        write_files(folder, {f"{id}.ics": file.content})
    _tell(words, "counts", where=id, dated=file.dated, undated=file.undated)
    return file.undated


def _write_by_body(project: "Project", folder: Path, words: Catalogue, editions: "Editions") -> int:
    """<body>.ics for each body that answers for something; how much in them has no dates."""
    from engine.reports.formats.ics import render_ics

    made = {
        body.id: render_ics(
            project, words, body=body, editions=editions, earlier=_earlier(folder, body.id)
        )
        for body in project.bodies
    }
    filled = {id: each for id, each in made.items() if each.dated or each.undated}
    write_files(folder, {f"{id}.ics": each.content for id, each in filled.items()})
    for id, each in filled.items():
        _tell(words, "counts", where=f"{id}.ics", dated=each.dated, undated=each.undated)
    if len(filled) < len(made):
        _tell(words, "no_events", bodies=", ".join(id for id in made if id not in filled))
    unassigned = _unassigned(project)
    if unassigned:
        _tell(words, "unassigned", n=unassigned)
    return sum(calendar_file.undated for calendar_file in filled.values())


_LARGEST = 32 * 2**20
"""Bytes of a calendar that is read for what stands in it."""


def _earlier(folder: Path, name: str) -> bytes:
    """The calendar that is written over."""
    file = folder / f"{name}.ics"
    return file.read_bytes() if file.is_file() and file.stat().st_size <= _LARGEST else b""


def _unassigned(project: "Project") -> int:
    """How many events no body of project.yaml answers for."""
    events = (event for roadmap in project.roadmaps for event in roadmap.events)
    return sum(not any(responsible.body for responsible in event.responsible) for event in events)


def _tell(words: Catalogue, key: str, **params: object) -> None:
    note(words.text(f"ics.{key}", **params))
