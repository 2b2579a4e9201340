"""One project of `roadmap evaluate`: judged, its reports written."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from engine.caching import Store
from engine.cli.baselines import compare_verdicts
from engine.cli.inputs import findings_text
from engine.cli.output import Exit, Talk, of_findings, of_verdicts
from engine.cli.recalling import recall
from engine.cli.sifting import Sifted, errors_left_out, left_out_text
from engine.cli.wishes import Told, Wish
from engine.cli.words import spoken, word
from engine.disclosure.audience import Audience
from engine.disclosure.persons import column_counts, holds_persons
from engine.messages import Language, catalogue, reason_of
from engine.model.tables import Counts
from engine.options import Options
from engine.pipeline import check, evaluate
from engine.reports.content.findings import how_to_read_codes
from engine.reports.edition import Edition, edition
from engine.reports.formats import NotPrinted, chosen
from engine.results.outcome import ProjectSum
from engine.results.part import Chosen, part_of
from engine.results.verdicts import VerdictKind
from engine.runs.databases import database_addresses
from engine.runs.seen import places_of
from engine.runs.writing import Beside, Files, NoParcel, write_run

if TYPE_CHECKING:
    from engine.model.project import Project
    from engine.model.tables import Resource
    from engine.pipeline import Evaluated
    from engine.results.outcome import Outcome
    from engine.trees import Tree


def evaluate_project(folder: Path, target: Path, wish: Wish, progress: Talk) -> Told:
    """Judge the project of a folder and write its reports into `target`, whole or not at all."""
    store, trouble = _store(wish)
    known_files = (each.file for each in chosen(wish.formats))
    kept = None if wish.is_apart else recall(folder, target, wish, store, known_files)
    if kept and (known := kept.told()):
        return known
    done = _judge(folder, wish, store, progress)
    if isinstance(done, Told):
        return done
    only, unknown = _chosen(done, folder, wish)
    if only is not None and only.is_empty:
        nothing = word("choose.nothing", name=folder.as_posix())
        return Told(Exit.FINE, closing=nothing, unknown=unknown)
    try:
        run = write_run(done, target, wish.reports(only), _beside(done, wish))
    except NotPrinted:
        return Told(Exit.UNUSABLE, fault=word("options.not-printed"))
    except NoParcel as problem:
        return Told(Exit.UNUSABLE, fault=_not_packed(problem, wish))
    trouble = run.trouble or trouble
    judged = part_of(run.outcome, only) if only else run.outcome
    done = replace(done, outcome=judged)
    sifted = wish.sieve.sift(
        judged.findings, folder, "evaluate", is_whole=only is None, hidden=len(done.hidden)
    )  # fmt: skip
    code, sifted = _exit_code(judged, sifted, folder, wish, is_whole=only is None)
    summed = _summed(run.edition, wish)
    if wish.keep and not run.is_kept:
        code = max(code, Exit.UNUSABLE)
    told = Told(
        code, run.paths, _closing(done, run.edition, sifted, wish), trouble, summed=summed,
        left_out=errors_left_out([sifted]), unknown=unknown,
    )  # fmt: skip
    if kept and not _asks_databases(done) and not _changed_under_run(done):
        kept.remember(told, run.files, run.outcome.manifest.files)
    return _with_trouble_of(store, told)


def _judge(folder: Path, wish: Wish, store: Store | None, progress: Talk) -> "Evaluated | Told":
    """The project as judged, or why nothing may be told of it: specs of then do not hide outside
    whom today's data.yaml knows as persons."""
    tree = _in_force(folder, wish)
    is_told_outside = tree is not None and wish.audience == Audience.EXTERNAL
    today = check(folder) if is_told_outside else None
    now = today.loaded.project if today and today.usable else None
    if is_told_outside and now is None:
        return Told(Exit.UNUSABLE, fault=word("choose.hidden-unknown", name=folder.as_posix()))
    options = Options(
        as_of=wish.as_of, data_dir=wish.data_dir, progress=progress,
        databases=database_addresses(), engine=wish.engine, master=wish.master, store=store,
    )  # fmt: skip
    done = evaluate(folder, options, tree)
    if done.outcome is None:
        fault = findings_text(done.checked, wish.lang, verbose=wish.verbose)
        return Told(Exit.UNUSABLE, fault=fault)
    if tables := _newly_of_persons(done.outcome.project, now) if now else []:
        return Told(Exit.UNUSABLE, fault=word("choose.hidden-since", tables=", ".join(tables)))
    return done if wish.at is None else _of_version(done, wish.at, wish.lang)


def _in_force(folder: Path, wish: Wish) -> "Tree | None":
    if wish.at is None:
        return None
    from engine.cli.choosing import in_force

    return in_force(wish.at, folder)


def _newly_of_persons(old: "Project", today: "Project") -> list[str]:
    """The tables where today's data.yaml knows of persons whom the old one does not hide."""
    now = today.data.resources if today.data else ()
    before = old.data.resources if old.data else ()
    found = (
        each.name
        for each in before
        for other in now
        if (other.name == each.name or _may_share_rows(each, other))
        and (
            (holds_persons(other) and not holds_persons(each))
            or any(
                field.counts is Counts.PERSONS
                and column_counts(each.name, field.name, old) is not Counts.PERSONS
                for field in other.fields
            )
        )
    )
    return [*dict.fromkeys(found)]


def _may_share_rows(one: "Resource", other: "Resource") -> bool:
    """Whether both read a file, and not two sheets of it that are named apart."""
    if not set(one.paths) & set(other.paths):
        return False
    named = [{name.casefold() for name in (each.sheet, *each.sheets) if name}
             for each in (one, other) if each.sheet_pattern is None]  # fmt: skip
    return len(named) < 2 or not all(named) or bool(named[0] & named[1])


def _of_version(done: "Evaluated", at: str, lang: str) -> "Evaluated":
    """The outcome with a title that says which version of the specs judged it."""
    assert done.outcome is not None
    project = done.outcome.project
    words = catalogue(Language(lang))
    title = words.text("report.version_title", title=project.title, at=at)
    return replace(done, outcome=replace(done.outcome, project=replace(project, title=title)))


def _chosen(done: "Evaluated", folder: Path, wish: Wish) -> tuple[Chosen | None, tuple[str, ...]]:
    """What of the project is told (None: all of it), and the selectors that it does not know: of
    many projects one may have nothing of it; where there is one, it knows all."""
    if not wish.is_of_part:
        return None, ()
    from engine.cli.choosing import changed_since, chosen_by, single, unknown_to
    from engine.compile.lineage import lineage

    assert done.outcome is not None
    project = done.outcome.project
    traced = lineage(project)
    unknown = unknown_to(project, wish.only, traced) if wish.summed and wish.only else ()
    only = None
    if wish.only:
        known = [each for each in single(wish.only) if each not in unknown]
        only = chosen_by(known, project, traced)
    revision = wish.changed_since
    read = (each.path for each in done.outcome.manifest.files)
    since = changed_since(revision, folder, project, traced, read) if revision else None
    return (only.also(since) if only and since else only or since), unknown


def _not_packed(problem: NoParcel, wish: Wish) -> str:
    words = catalogue(Language(wish.lang))
    reason = words.text(f"parcel.refused.{problem.key}", part=problem.part)
    return words.text("parcel.unusable", file=wish.parcel, reason=reason)


def _beside(done: "Evaluated", wish: Wish) -> Beside | None:
    """The parcel, which is one set with the reports that it holds."""
    file = wish.parcel
    if file is None:
        return None

    def parcel(outcome: "Outcome", files: Files) -> dict[Path, Files]:
        from engine.runs.parcels import packed

        is_upload = wish.data_dir is not None
        made = packed(done, outcome, files, wish.reports(), engine=wish.engine, is_upload=is_upload)
        return {file.parent: {file.name: made}}

    return parcel


def _store(wish: Wish) -> tuple[Store | None, str]:
    """Where what is computed is kept, and why it is kept nowhere although it was asked for."""
    if wish.cache is None:
        return None, ""
    from engine.cli.sealing import secret_of

    try:
        return Store(wish.cache, secret_of(wish.cache)), ""
    except (OSError, RuntimeError) as problem:  # RuntimeError: nobody knows the user's folder
        said = reason_of(problem, spoken()) if isinstance(problem, OSError) else problem
        return None, word("evaluate.no-cache-key", problem=said)


def _changed_under_run(done: "Evaluated") -> bool:
    """True where a file was written while it was read: such a run is not kept."""
    assert done.outcome is not None
    return any(each.code.name == "changed-under-run" for each in done.outcome.findings)


def _asks_databases(done: "Evaluated") -> bool:
    """True where tables lie in databases, of whose changes no file tells."""
    project = done.checked.loaded.project
    data = project.data if project else None
    return any(each.database for each in data.resources) if data else False


def _with_trouble_of(store: Store | None, told: Told) -> Told:
    """The run as it was; that it could not be kept, or that what was kept was damaged, is told."""
    if store and store.trouble:
        reason = reason_of(store.trouble, spoken())
        return replace(told, fault=word("evaluate.not-cached", reason=reason))
    if store and store.damaged:
        return replace(told, fault=word("evaluate.cache-damaged"))
    return told


def _closing(done: "Evaluated", made: "Edition", sifted: Sifted, wish: Wish) -> str:
    """The findings and the first sentences of the report, of one project among many only these;
    how many findings are not shown, and why."""
    from engine.reports.formats.text import closing_text, summary_text

    words, places = catalogue(Language(wish.lang)), places_of(done.checked)
    assert done.outcome is not None
    if made.audience is not Audience.EXTERNAL:
        made = edition(done.outcome, places, words, audience=Audience.EXTERNAL)
    left = left_out_text([sifted])
    if wish.summed and not wish.verbose:
        told = f"{done.checked.folder.name}\n{summary_text(made)}"
    else:
        shown = replace(done.outcome, findings=sifted.findings)
        told = closing_text(shown, made, places, words, verbose=wish.verbose)
        told = "\n".join((told, *_how_to_go_on(done, sifted, wish)))
    return f"{told}\n{left}" if left else told


_LACKING = (VerdictKind.ERROR, VerdictKind.NOT_MET, VerdictKind.NO_DATA)


def _how_to_go_on(done: "Evaluated", sifted: Sifted, wish: Wish) -> Iterator[str]:
    """How one reads what a code means, and by which rows a verdict is what it is: of one that lacks
    something, where there is one."""
    if told := how_to_read_codes((sifted.findings,), wish.lang):
        yield told
    assert done.outcome is not None
    judged = done.outcome.judged
    lacking = (each for kind in _LACKING for each in judged if each.verdict.kind is kind)
    asked = next(lacking, next(iter(judged), None))
    if asked is not None and wish.at is None:
        day = wish.as_of.isoformat()
        words = [asked.full_id, done.checked.folder.as_posix(), "--as-of", day]
        words += ["--data", wish.data_dir.as_posix()] if wish.data_dir else []
        yield word("evaluate.why", words=" ".join(map(_as_word, words)))


def _as_word(text: str) -> str:
    """As every shell takes it for one word."""
    return text if re.fullmatch(r"[\w./:@%+,=-]+", text) else f'"{text}"'


def _summed(made: "Edition", wish: Wish) -> ProjectSum | None:
    from engine.reports.content.region import sum_project

    return sum_project(made) if wish.summed else None


def _exit_code(
    outcome: "Outcome", sifted: Sifted, folder: Path, wish: Wish, *, is_whole: bool
) -> tuple[int, Sifted]:
    """By what is shown and is not known; the sifted with the verdicts that are."""
    judged, known = outcome.judged, wish.sieve.known(folder)
    if known is not None:
        judged, count, mended = compare_verdicts(judged, known.verdicts, is_whole=is_whole)
        sifted = replace(sifted, known=sifted.known + count, mended=(*sifted.mended, *mended))
    verdicts = (each.verdict.kind.value for each in judged)
    found = of_findings(sifted.findings, wish.fail_on)
    return max(found, of_verdicts(verdicts, wish.fail_on)), sifted
