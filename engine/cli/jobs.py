"""One project of `roadmap evaluate`: judged, its reports written.

A run of `roadmap evaluate --keep`: compared with the last that was kept, then kept itself.

A run of `roadmap evaluate` that is the same as an earlier one: its reports are taken over.

The same is: the program, the command line, the folder it was given in, the names of what lies
there, and the bytes of every file that the run had read. The hashes are those of the bytes that
were read; a run under which a file changed is not kept. What was not read costs only its name.

Children that work side by side: one that dies takes only its own task along, and that task is
tried once more.

Many projects of `roadmap evaluate`: side by side in processes, none of them stops the rest.
"""

import base64
import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from queue import SimpleQueue
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any

from engine.caching import (
    Store,
    Survey,
    digest,
    engine_print,
    file_digest,
    from_plain,
    survey,
    to_plain,
)
from engine.children import OF_CLUSTERS, Child, ChildFailed, Value
from engine.cli import options
from engine.cli.inputs import batch_of, exchange, findings_text, places_of
from engine.cli.output import (
    Exit,
    FailOn,
    NotWritten,
    Talk,
    ending,
    of_findings,
    of_verdicts,
    write_files,
)
from engine.cli.verbs.compare import broken
from engine.disclosure.audience import Audience
from engine.history import TOLD, BrokenStoreError, compare_reports, told_model
from engine.history import Store as RunStore
from engine.results.changes import RunComparison
from engine.results.outcome import FileHash, ProjectSum, Publication
from engine.trees import FolderTree, OutsideTree

if TYPE_CHECKING:
    from engine.pipeline import Evaluated
    from engine.reports.edition import Edition
    from engine.results.outcome import Outcome


@dataclass(slots=True)
class Keeping:
    """The store, and the report as it is kept. A damaged store costs the run nothing else."""

    path: Path
    report: dict[str, object]
    trouble: str = field(default="", init=False)

    def since_last(self) -> RunComparison | None:
        """What changed since the last kept run of the project for the same readers."""
        project = self.report["project"]
        assert isinstance(project, dict)
        store = RunStore(self.path)
        try:
            last = store.last(str(project["id"]), str(self.report["audience"]))
            old = store.report(last.id) if last else None
        except BrokenStoreError as error:
            self.trouble = self._told(error)
            return None
        return compare_reports(old, self.report) if old else None

    def keep(self, now: datetime) -> str:
        """Keep the run; what is wrong with the store, or an empty text."""
        if self.trouble:
            return self.trouble
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            RunStore(self.path).keep(self.report, now.isoformat(timespec="seconds"))
        except BrokenStoreError as error:
            self.trouble = self._told(error)
        except OSError as error:
            reason = error.strerror or str(error)
            self.trouble = f"Прогон не сохранён: {self.path.as_posix()}: {reason}."
        return self.trouble

    def _told(self, error: BrokenStoreError) -> str:
        return f"Прогон не сохранён: {broken(self.path, error)}"


Files = dict[str, str | bytes]

_BEGINNING = 4096
"""Bytes of a spec that nobody lists: by them it is seen whether it is a roadmap."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Where a run reads: the project's folder, the folder of its tables, and what is left out."""

    folder: Path
    tables: Path
    leave_out: tuple[Path, ...]

    def look(self) -> tuple[Survey, Survey]:
        """What lies in both. Raises OSError."""
        specs = survey(self.folder, self.leave_out)
        same = self.tables == self.folder
        return specs, specs if same else survey(self.tables, self.leave_out)

    def hash(self, path: str) -> str:
        """Of a file as it is now; empty where there is none."""
        real = self._real(path)
        return file_digest(real) if real and real.is_file() else ""

    def beginning(self, path: str) -> str:
        """Of the first bytes of a spec."""
        real = self._real(path)
        if real is None:
            return ""
        with real.open("rb") as opened:
            return sha256(opened.read(_BEGINNING)).hexdigest()

    def _real(self, path: str) -> Path | None:
        try:
            return FolderTree(self.folder if _is_spec(path) else self.tables).path(path)
        except OutsideTree:
            return None


@dataclass(frozen=True, slots=True)
class _Kept:
    """A run as it is kept: its reports by name in base64, the hashes of what it read whole and of
    the first bytes of the specs beside."""

    code: int
    closing: str
    summed: ProjectSum | None
    files: tuple[tuple[str, str], ...]
    read: tuple[tuple[str, str], ...]
    beside: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Recall:
    """Where the run is kept, and what lay on its ground before it."""

    store: Store
    key: str
    target: Path
    ground: Ground
    before: tuple[Survey, Survey]
    writes: frozenset[str]
    """The names of the files that such a run writes."""

    def told(self) -> "Told | None":
        """The run with its reports written again; None where it is not known, or something that it
        had read is other now."""

        kept = self.store.get(self.key, self._checked)
        if kept is None or not self._is_as_it_was(kept):
            return None
        files: Files = {name: base64.b64decode(text) for name, text in kept.files}
        written = write_files(self.target, files)
        return Told(kept.code, written, kept.closing, summed=kept.summed, recalled=True)

    def remember(self, told: "Told", files: Files, read: Iterable[FileHash]) -> None:
        """Keep a run that read these files, unless something changed under it."""
        hashes = {each.path: each.sha256 for each in read}
        specs = self.before[0].stamps
        beside = [name for name in specs if _is_spec(name) and name not in hashes]
        later = self.ground.look()
        if self._changed([*hashes, *beside], later) or _names(later) != _names(self.before):
            return
        kept = _Kept(
            told.code,
            told.closing,
            told.summed,
            tuple((name, _base64(content)) for name, content in files.items()),
            tuple(sorted(hashes.items())),
            tuple((name, self.ground.beginning(name)) for name in sorted(beside)),
        )
        self.store.put(self.key, json.dumps(to_plain(kept), ensure_ascii=False).encode())

    def _changed(self, paths: Iterable[str], later: tuple[Survey, Survey]) -> tuple[str, ...]:
        """Which files are not those that lay there before the run."""
        specs, tables = self.before
        return tuple(
            path
            for path in paths
            if (specs if _is_spec(path) else tables).changed(later[not _is_spec(path)], (path,))
        )

    def _is_as_it_was(self, kept: _Kept) -> bool:
        try:
            return all(self.ground.hash(path) == hash for path, hash in kept.read) and all(
                self.ground.beginning(path) == hash for path, hash in kept.beside
            )
        except OSError:
            return False

    def _checked(self, content: bytes) -> _Kept:
        """Raises ValueError for what such a run could not have left."""
        kept = from_plain(_Kept, json.loads(content))
        if {name for name, _ in kept.files} != self.writes or kept.code not in (0, 1):
            raise ValueError(self.key)
        for _, text in kept.files:
            base64.b64decode(text, validate=True)
        return kept


def recall(
    folder: Path, target: Path, wish: "Wish", store: Store | None, writes: Iterable[str]
) -> Recall | None:
    """Where this run would be kept; None where nothing is kept, or a folder cannot be read."""
    if store is None or wish.cache is None or wish.keep is not None:
        return None
    ground = Ground(folder, wish.data_dir or folder, (target, wish.cache))
    try:
        before, history = ground.look(), _print_of_history(wish)
    except OSError:
        return None
    asked = [
        wish.as_of.isoformat(), wish.formats, wish.audience, wish.fail_on.value, wish.lang,
        wish.verbose, wish.summed, wish.engine, wish.master, history,
    ]  # fmt: skip
    places = [os.getcwd(), str(folder), str(wish.data_dir)]
    key = digest("run", engine_print(), places, asked, _names(before))
    return Recall(store, key, target, ground, before, frozenset(writes))


def _print_of_history(wish: "Wish") -> str:
    """Of the store of earlier runs, which decides what is hidden from readers outside."""
    if wish.history is None or wish.audience != Audience.EXTERNAL or not wish.history.is_file():
        return ""
    return file_digest(wish.history)


def _names(surveys: tuple[Survey, Survey]) -> list[list[str]]:
    return [each.names for each in surveys]


def _is_spec(path: str) -> bool:
    return path.endswith((".yaml", ".yml"))


def _base64(content: str | bytes) -> str:
    return base64.b64encode(content.encode() if isinstance(content, str) else content).decode()


FILES = {
    "html": "report.html",
    "json": "report.json",
    "md": "report.md",
    "sarif": "report.sarif",
    "junit": "report.junit.xml",
}
"""The formats of a report, and the file of each."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the command line asked for, the same for every project."""

    as_of: date
    formats: tuple[str, ...]
    data_dir: Path | None
    audience: str
    fail_on: FailOn
    lang: str
    verbose: bool
    keep: Path | None = None
    """The store in which the run is kept."""
    history: Path | None = None
    """The store of earlier runs: what they told outside must not be completed by this one."""
    summed: bool = False
    """Whether each project is also summed up for a summary of them all."""
    engine: str | None = None
    master: str | None = None
    """Who computes, and where Spark is; None: the project's engine, Spark on this machine."""
    cache: Path | None = None
    """The folder in which runs are kept, so that nothing is computed twice."""


@dataclass(frozen=True, slots=True)
class Told:
    """What became of one project: the exit code, the files written, and what there is to say.

    `fault` says why nothing was judged; `closing` sums the run up; `summed` is its part of a
    summary of many projects. `recalled`: nothing had changed since an earlier run.
    """

    code: int
    written: tuple[Path, ...] = ()
    closing: str = ""
    fault: str = ""
    summed: ProjectSum | None = None
    recalled: bool = False


def evaluate_project(folder: Path, target: Path, wish: Wish, progress: Talk) -> Told:
    """Judge the project of a folder and write its reports into `target`, whole or not at all."""
    store, trouble = _store(wish)
    kept = recall(folder, target, wish, store, (FILES[name] for name in wish.formats))
    if kept and (known := kept.told()):
        return known
    from engine.judging import Power
    from engine.pipeline import evaluate

    done = evaluate(
        folder,
        as_of=wish.as_of,
        data_dir=wish.data_dir,
        progress=progress,
        databases=options.database_addresses(),
        power=Power(wish.engine, wish.master, store),
    )
    if done.outcome is None:
        fault = findings_text(done.checked, wish.lang, verbose=wish.verbose)
        return Told(Exit.UNUSABLE, fault=fault)
    earlier, unread = _earlier(done.outcome.project.id, wish)
    outcome = replace(done.outcome, earlier=earlier)
    done = replace(done, outcome=outcome)
    keeping = _keeping(done, wish)
    since = keeping.since_last() if keeping else None
    files = _render(done, wish, since)
    # Kept before the reports get their names: a run that is stopped leaves no report that the
    # history does not know.
    keep = partial(keeping.keep, datetime.now()) if keeping else None
    written = write_files(target, files, decided=keep)
    trouble = (keeping.trouble if keeping else "") or unread or trouble
    code, summed = _exit_code(outcome, wish.fail_on), _summed(done, wish)
    if keeping and keeping.trouble:
        code = max(code, Exit.UNUSABLE)
    told = Told(code, written, _closing(done, wish), trouble, summed=summed)
    if kept and not _asks_databases(done) and not _changed_under_run(done):
        kept.remember(told, files, outcome.manifest.files)
    return _with_trouble_of(store, told)


def _store(wish: Wish) -> tuple[Store | None, str]:
    """Where what is computed is kept, and why it is kept nowhere although it was asked for."""
    if wish.cache is None:
        return None, ""
    from engine.cli.sealing import secret_of

    try:
        return Store(wish.cache, secret_of(wish.cache)), ""
    except (OSError, RuntimeError) as problem:  # RuntimeError: nobody knows the user's folder
        return None, f"Кэш не используется: нет папки для его ключа ({problem})."


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
        return replace(told, fault=f"Посчитанное не сохранено в кэше: {store.trouble}.")
    if store and store.damaged:
        return replace(told, fault="Запись кэша была повреждена; она удалена, всё пересчитано.")
    return told


def _render(done: "Evaluated", wish: Wish, since: "RunComparison | None") -> dict[str, str | bytes]:
    """The reports by file name; each format is imported when it is asked for."""
    from engine.messages import Language, catalogue
    from engine.reports import render_all

    assert done.outcome is not None
    words, sources = catalogue(Language(wish.lang)), done.checked.loaded.sources
    exchanged = {name for name in wish.formats if name in ("sarif", "junit")}
    own = tuple(name for name in wish.formats if name not in exchanged)
    rendered = render_all(own, done.outcome, sources, words, audience=wish.audience, since=since)
    return {
        FILES[name]: _exchanged(name, done, wish) if name in exchanged else rendered[name]
        for name in wish.formats
    }


def _keeping(done: "Evaluated", wish: Wish) -> "Keeping | None":
    """What keeps the run; None where nobody asked for it."""
    if wish.keep is None:
        return None
    assert done.outcome is not None
    from engine.disclosure import told_by
    from engine.reports.json import report_model

    made = _edition(done, wish)
    report = report_model(made)
    if wish.audience == Audience.EXTERNAL:
        report |= {TOLD: told_model(told_by(made.outcome))}
    return Keeping(wish.keep, report)


def _earlier(project: str, wish: Wish) -> tuple[tuple[Publication, ...], str]:
    """What kept runs of the project told outside, and why that is not known."""
    if wish.history is None or wish.audience != Audience.EXTERNAL:
        return (), ""
    try:
        return RunStore(wish.history).publications(project), ""
    except BrokenStoreError as error:
        return (), broken(wish.history, error)


def _exchanged(name: str, done: "Evaluated", wish: Wish) -> str:
    """Findings and verdicts for code hosts; places as seen from here."""
    from engine.messages import Language, catalogue
    from engine.reports.content.batches import judged_of

    assert done.outcome is not None
    words, places = catalogue(Language(wish.lang)), places_of(done.checked)
    judged = judged_of(done.outcome, places, words, audience=wish.audience)
    batch = replace(batch_of(done.checked, judged), findings=done.outcome.findings)
    return exchange(name, [batch], wish.lang) + "\n"


def _closing(done: "Evaluated", wish: Wish) -> str:
    """The findings and the first sentences of the report; of one project among many only these."""
    from engine.messages import Language, catalogue
    from engine.reports.formats.text import closing_text, summary_text

    assert done.outcome is not None
    words, places = catalogue(Language(wish.lang)), places_of(done.checked)
    if wish.summed and not wish.verbose:
        return f"{done.checked.folder.name}\n{summary_text(done.outcome, places, words)}"
    return closing_text(done.outcome, places, words, verbose=wish.verbose)


def _summed(done: "Evaluated", wish: Wish) -> ProjectSum | None:
    from engine.reports.content.region import sum_project

    return sum_project(_edition(done, wish)) if wish.summed else None


def _edition(done: "Evaluated", wish: Wish) -> "Edition":
    from engine.messages import Language, catalogue
    from engine.reports.edition import edition

    assert done.outcome is not None
    words, sources = catalogue(Language(wish.lang)), done.checked.loaded.sources
    return edition(done.outcome, sources, words, audience=wish.audience)


def _exit_code(outcome: "Outcome", fail_on: FailOn) -> int:
    verdicts = (each.verdict.kind.value for each in outcome.judged)
    return max(of_findings(outcome.findings, fail_on), of_verdicts(verdicts, fail_on))


_TRIES = 2

Task = tuple[Value, ...]
"""The arguments of one call."""


@dataclass(slots=True)
class Workers:
    """Calls `work` for every task in `count` children, each made by `start`."""

    work: Callable[..., Value]
    count: int
    start: Callable[[], Child]
    _children: set[Child] = field(default_factory=set, init=False)
    _lock: Lock = field(default_factory=Lock, init=False)
    _over: bool = field(default=False, init=False)

    def run(self, tasks: Sequence[Task]) -> Iterator[tuple[int, Any]]:
        """The number of each task with its result, as they end; None of one whose child ended
        without an answer, twice."""
        waiting = list(enumerate(tasks))[::-1]
        ended: SimpleQueue[tuple[int, Any] | BaseException] = SimpleQueue()
        for _ in range(min(self.count, len(tasks))):
            Thread(target=self._serve, args=(waiting, ended), daemon=True).start()
        try:
            for _ in tasks:
                found = ended.get()
                if isinstance(found, BaseException):
                    raise found
                yield found
        finally:
            self._stop()

    def _serve(
        self,
        waiting: list[tuple[int, Task]],
        ended: "SimpleQueue[tuple[int, Any] | BaseException]",
    ) -> None:
        """Do task after task in one child, and in a new one after it died."""
        child: Child | None = None
        try:
            while (task := self._next(waiting)) is not None:
                number, done = task[0], None
                for _ in range(_TRIES):
                    child = child or self._new()
                    try:
                        done = child.call(self.work, *task[1])
                        break
                    except ChildFailed:
                        child = None
                ended.put((number, done))
        except BaseException as defect:  # it is raised again where the results are awaited
            ended.put(defect)

    def _next(self, waiting: list[tuple[int, Task]]) -> tuple[int, Task] | None:
        with self._lock:
            return waiting.pop() if waiting and not self._over else None

    def _new(self) -> Child:
        child = self.start()
        with self._lock:
            self._children.add(child)
            is_over = self._over
        if is_over:
            child.close()
        return child

    def _stop(self) -> None:
        with self._lock:
            self._over = True
            children = list(self._children)
        for each in children:
            each.close()


Job = tuple[Path, Path]
"""A project's folder, and the folder of its reports."""


def cores() -> int:
    """How many processes can work at once here."""
    counted = getattr(os, "sched_getaffinity", None)
    return len(counted(0)) if counted else os.cpu_count() or 1


def evaluate_many(
    jobs: Sequence[Job], wish: Wish, *, processes: int, progress: Talk
) -> Iterator[Told]:
    """What became of each project, in the order of `jobs`, each as soon as it can be told."""
    if processes == 1:
        for number, job in enumerate(jobs):
            progress(job[0].name, number, len(jobs))
            yield evaluate_safely(job, wish=wish)
        return
    workers = Workers(evaluate_in_child, processes, lambda: _child(max(1, cores() // processes)))
    here, asked = os.getcwd(), to_plain(wish)
    ended: dict[int, Told] = {}
    told = 0
    tasks = [(here, *map(str, job), asked) for job in jobs]
    for count, (number, done) in enumerate(workers.run(tasks), 1):
        ended[number] = from_plain(Told, done) if done else _killed(jobs[number])
        progress(jobs[number][0].name, count, len(jobs))
        while told in ended:
            yield ended.pop(told)
            told += 1


def _child(threads: int) -> Child:
    """A child that knows where databases and clusters are, and leaves the other cores to others."""
    given = {"POLARS_MAX_THREADS": str(threads), **options.database_variables()}
    return Child(OF_CLUSTERS, given)


def evaluate_in_child(here: str, folder: str, target: str, wish: Any) -> Any:
    """One project as a child is asked for it, from the folder where the user stands."""
    os.chdir(here)
    return to_plain(evaluate_safely((Path(folder), Path(target)), wish=from_plain(Wish, wish)))


def evaluate_safely(job: Job, *, wish: Wish) -> Told:
    """One project; a defect met in it is told, and the others go on."""
    folder, target = job
    try:
        return evaluate_project(folder, target, wish, Talk(quiet=True))
    except NotWritten as problem:
        return Told(Exit.UNUSABLE, fault=problem.message)
    except KeyboardInterrupt:
        raise
    except BaseException as problem:  # panics of libraries in other languages are no Exception
        if os.environ.get("ROADMAP_DEBUG"):
            raise
        code, sentence = ending(problem)
        return Told(code, fault=f"{folder.as_posix()}\n{sentence}")


def _killed(job: Job) -> Told:
    return Told(
        Exit.UNUSABLE,
        fault=f"{job[0].as_posix()}: система остановила процесс, который оценивал этот проект "
        "(обычно не хватает памяти). Отчёта нет. Закройте другие программы и повторите: "
        f"roadmap evaluate {job[0].as_posix()}",
    )
