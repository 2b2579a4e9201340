"""`roadmap evaluate`: the main job.

The summary that `roadmap evaluate` writes when it has judged several projects.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from engine.classes import dataclass
from engine.cli import options
from engine.cli.command import Command, option
from engine.cli.evaluating import evaluate_project
from engine.cli.inputs import findings_text, project_folders
from engine.cli.many import cores, evaluate_many
from engine.cli.output import Exit, FailOn, Talk, say, tell
from engine.cli.places import given_or_unnamed, unnamed
from engine.cli.printing import needs_office
from engine.cli.sifting import Sieve, sieve
from engine.cli.verbs.completion import complete_selectors
from engine.cli.wishes import Told, Wish
from engine.cli.words import word
from engine.messages import Language, catalogue
from engine.reports.content.region import overlap_sentence, overlaps_of
from engine.reports.formats import FILES, PRINTED
from engine.reports.region import render_region
from engine.results.outcome import Judged, Region, Unjudged
from engine.runs.history_store import DEFAULT_STORE
from engine.runs.seen import distinct_names
from engine.whole_files import write_files

_KNOWN = ", ".join((*FILES, PRINTED.name))


class FormatsType(click.ParamType[tuple[str, ...]]):
    """Names separated by commas: html,json,md."""

    name = "LIST"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        """The formats, each once, in the order asked for; an unknown one is refused."""
        if isinstance(value, tuple):
            return value
        names = tuple(dict.fromkeys(name.strip() for name in str(value).split(",")))
        unknown = [name for name in names if name not in (*FILES, PRINTED.name)]
        if unknown:
            self.fail(word("evaluate.no-format", name=unknown[0], known=_KNOWN), param, ctx)
        if PRINTED.name in names:
            needs_office()
        return names

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """The formats that are not in the list yet, behind those that are."""
        before, comma, begun = incomplete.rpartition(",")
        left = [name for name in FILES if name not in before.split(",") and name.startswith(begun)]
        return [CompletionItem(f"{before}{comma}{name}") for name in left]


_reports = options.together(
    option(
        "--out", type=click.Path(path_type=Path, file_okay=False), metavar="folder",
        help="evaluate.out",
    ),
    option(
        "--format", "formats", type=FormatsType(), default="html,json,md", show_default=True,
        help="evaluate.format", names={"known": _KNOWN},
    ),
)  # fmt: skip
"""What is written of a run, and where."""

_runs = options.together(
    option("--keep", is_flag=True, help="evaluate.keep"),
    option(
        "--history", type=click.Path(path_type=Path, dir_okay=False), default=DEFAULT_STORE,
        show_default=True, metavar="file", help="evaluate.history",
    ),
    option(
        "--cache", type=click.Path(path_type=Path, file_okay=False),
        default=Path("outputs/.cache"), show_default=True, envvar="ROADMAP_CACHE",
        metavar="folder", help="evaluate.cache",
    ),
    option("--no-cache", is_flag=True, envvar="ROADMAP_NO_CACHE", help="evaluate.no-cache"),
    option("--explain-plan", is_flag=True, help="evaluate.explain-plan"),
    option(
        "--parcel", type=click.Path(path_type=Path, dir_okay=False), metavar="file",
        help="evaluate.parcel",
    ),
)  # fmt: skip
"""How a run is kept, recalled, foreseen and packed up."""

_part = options.together(
    option(
        "--only", "only", multiple=True, metavar="selector", help="evaluate.only",
        shell_complete=complete_selectors,
    ),
    option("--changed-since", metavar="revision", help="evaluate.changed-since"),
    option("--at", metavar="revision", help="evaluate.at"),
)  # fmt: skip
"""Of what, and of when, a run tells."""


@click.command("evaluate", cls=Command, help="evaluate.verb")
@options.paths
@options.as_of
@_reports
@options.data_dir("evaluate.data")
@options.audience
@option("--jobs", type=click.IntRange(min=1), metavar="number", help="evaluate.jobs")
@_runs
@_part
@options.letterhead
@options.power
@sieve
@options.fail_on
@options.language
@options.quiet
@options.verbose
def command(
    paths: tuple[Path, ...], as_of: date, out: Path | None, formats: tuple[str, ...],
    data_dir: Path | None, audience: str, jobs: int | None, keep: bool, history: Path,
    cache: Path, no_cache: bool, explain_plan: bool, parcel: Path | None,
    only: tuple[str, ...], changed_since: str | None, at: str | None, letterhead: bytes | None,
    engine: str | None, master: str | None, fail_on: str, lang: str,
    quiet: bool, verbose: bool, sieve: Sieve,
) -> int:  # fmt: skip
    """Judge the projects and write their reports."""
    folders = project_folders(paths)
    if explain_plan:
        return max(_explain_plan(folder, as_of, engine, lang) for folder in folders)
    many = len(folders) > 1
    if parcel is not None and (many or keep):
        raise click.UsageError(word("evaluate.parcel-alone"))
    if (only or changed_since or at) and (parcel is not None or keep):
        raise click.UsageError(word("choose.not-kept"))
    wish = Wish(
        as_of, formats, data_dir, audience, FailOn(fail_on), lang, verbose,
        keep=given_or_unnamed("history") if keep else None, history=history, summed=many,
        engine=engine, master=master, cache=None if no_cache else given_or_unnamed("cache"),
        letterhead=letterhead, parcel=parcel, sieve=sieve, only=only,
        changed_since=changed_since, at=at,
    )  # fmt: skip
    tasks = tuple(zip(folders, _targets_of(wish, out, folders), strict=True))
    told = _judge(tasks, wish, jobs, quiet=quiet)
    if many and only and not any(each.fault and each.summed is None for each in told):
        from engine.cli.choosing import refuse_unknown

        refuse_unknown(each.unknown for each in told)
    code = max(each.code for each in told)
    return max(code, _sum_up(tasks, told, wish)) if many else code


def _judge(
    tasks: tuple[tuple[Path, Path], ...], wish: Wish, jobs: int | None, *, quiet: bool
) -> list[Told]:
    """What became of each project, told as soon as it is known."""
    talk = Talk(quiet=quiet)
    told: list[Told] = []
    for each in _each(tasks, wish, jobs, talk):
        talk.finish()
        _tell(each, quiet=quiet)
        told.append(each)
    return told


def _explain_plan(folder: Path, as_of: date, engine: str | None, lang: str) -> int:
    """Tell what would be asked of the tables; none is read."""
    from engine.compile import compile_project
    from engine.pipeline import check
    from engine.reports.content.scan_plan import render_calculation

    checked = check(folder, day=as_of)
    project = checked.loaded.project
    if project is None or not checked.usable:
        tell(findings_text(checked, lang, verbose=False), err=True)
        return Exit.UNUSABLE
    plan, chosen = compile_project(project, as_of), engine or project.engine or "polars"
    say(render_calculation(plan, chosen, catalogue(Language(lang))))
    return Exit.FINE


def _each(
    tasks: tuple[tuple[Path, Path], ...], wish: Wish, jobs: int | None, talk: Talk
) -> Iterator[Told]:
    """One project here, with its own progress; several side by side."""
    if len(tasks) == 1:
        yield evaluate_project(*tasks[0], wish, talk)
        return

    processes = min(jobs or cores(), len(tasks))
    yield from evaluate_many(tasks, wish, processes=processes, progress=talk)


def _sum_up(tasks: tuple[tuple[Path, Path], ...], told: list[Told], wish: Wish) -> int:
    """Write the summary of all projects beside the folders of their reports; an organisation that
    stands in two of them is an error."""

    folder, summed = tasks[0][1].parent, sum_up(tasks, told, wish)
    for sentence in summed.overlaps:
        say(sentence, err=True)
    for path in write_files(folder, summed.files):
        say(path.as_posix())
    return Exit.FINDINGS if summed.is_wrong else Exit.FINE


def _tell(told: Told, *, quiet: bool) -> None:
    """The talk on stderr, the written files on stdout; faults are told even when quiet."""
    if told.recalled and not quiet:
        say(word("evaluate.unchanged"), err=True)
    if told.closing and not quiet:
        tell(told.closing, err=True)
    elif told.left_out:
        say(told.left_out, err=True)
    if told.fault:
        tell(told.fault, err=True)
    for path in told.written:
        say(path.as_posix())
        if path.name == FILES["github"]:  # GitHub reads its notes from what a step prints
            say(path.read_text("utf-8"), nl=False)


def _targets_of(wish: Wish, out: Path | None, folders: tuple[Path, ...]) -> tuple[Path, ...]:
    """The same; what tells of a part, or of another day, lies apart from the whole."""
    targets = _targets(out, folders)
    if out is None and (wish.is_of_part or wish.at):
        return tuple(target / ("part" if wish.is_of_part else "then") for target in targets)
    return targets


def _targets(out: Path | None, folders: tuple[Path, ...]) -> tuple[Path, ...]:
    """Where the reports of each project go; those of one name get longer ones."""
    if out is not None and len(folders) == 1:
        return (out,)
    root = out or unnamed(Path("outputs"), "--out")
    paths = tuple(root / name for name in distinct_names(folders))
    return paths if out else tuple(unnamed(path, "--out") for path in paths)


@dataclass(frozen=True, slots=True)
class Summed:
    """The summary by file name, in those formats of the reports that it has; what would have been
    counted twice, and whether an organisation would: that is an error of the lists."""

    files: dict[str, str | bytes]
    overlaps: tuple[str, ...]
    is_wrong: bool


def sum_up(tasks: Sequence[tuple[Path, Path]], told: Sequence[Told], wish: Wish) -> Summed:
    """The summary of all projects."""
    linked = next((name for name in ("html", "md", "json") if name in wish.formats), "html")
    words, region = catalogue(Language(wish.lang)), _region(tasks, told, wish)
    files = render_region(wish.formats, region, words, reports=FILES[linked])
    overlaps = overlaps_of(region)
    return Summed(
        {**files},
        tuple(overlap_sentence(overlap, words) for overlap in overlaps),
        any(overlap.organisation for overlap in overlaps),
    )


def _region(tasks: Sequence[tuple[Path, Path]], told: Sequence[Told], wish: Wish) -> Region:
    from engine import __version__

    pairs = list(zip(tasks, told, strict=True))
    return Region(
        as_of=wish.as_of,
        engine=__version__,
        judged=tuple(
            Judged(target.name, each.summed) for (_, target), each in pairs if each.summed
        ),
        unjudged=tuple(
            Unjudged(folder.as_posix(), _first_line(each.fault))
            for (folder, _), each in pairs
            if each.summed is None
        ),
    )


def _first_line(fault: str) -> str:
    return next((line.strip() for line in fault.splitlines() if line.strip()), "")
