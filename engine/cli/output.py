"""What the verbs write: results on stdout, talk on stderr.

Exit codes, the same for every verb and format.

How a run ends that met something unforeseen: a sentence and a code, never a bare traceback.
"""

import os
import sys
from collections.abc import Callable, Iterable
from contextlib import redirect_stdout
from enum import IntEnum, StrEnum
from io import BytesIO, TextIOWrapper
from pathlib import Path
from shutil import get_terminal_size
from time import monotonic
from types import TracebackType
from typing import TypeVar

import click

from engine.cli import colours
from engine.cli.command import usage_problem
from engine.cli.words import is_hushed, spoken, word
from engine.diagnostics import Finding, Severity
from engine.messages import Language, reason_of
from engine.packaged import address
from engine.plain import to_plain
from engine.visible import harmless, harmless_lines, json_text, without_values
from engine.whole_files import NotWritten, write_files

T = TypeVar("T")
QUIET_SECONDS = 1.0
"""Progress is shown only when a run takes longer than this."""


def say(text: str, *, err: bool = False, nl: bool = True) -> None:
    """Print what may hold text of files: it does not steer the terminal."""
    click.echo(harmless_lines(text), err=err, nl=nl)


def note(text: str) -> None:
    """Talk on stderr, which `--quiet` takes away."""
    if not is_hushed():
        say(text, err=True)


def tell(text: str, *, err: bool = False, nl: bool = True, is_difference: bool = False) -> None:
    """Print what people read: as `say`, in colours on a terminal."""
    colours.echo(harmless_lines(text), err=err, nl=nl, is_difference=is_difference)


def write_json(value: object) -> None:
    """A JSON value on stdout, readable and with Cyrillic as it is."""
    click.echo(json_text(to_plain(value)))


def print_into(path: Path, run: Callable[[], T], *, is_text: bool) -> T:
    """What `run` prints goes to the file, whole, when all is printed; where it prints nothing and
    ends well a file of text is empty, and not that of another day; a paper of nothing is none.
    What it returns. Raises NotWritten."""
    document = BytesIO()
    into = TextIOWrapper(document, "utf-8", newline="\n", write_through=True)
    with colours.left_out(), redirect_stdout(into) as text:
        code = run()
        text.flush()
        content = document.getvalue()
    if content or (is_text and code in (Exit.FINE, Exit.FINDINGS)):
        write_files(path.parent, {path.name: content})
        say(path.as_posix())
    return code


class Talk:
    """Progress on a terminal: one line on stderr that is written over, only when the run is long.

    A pipe gets nothing of it.
    """

    def __init__(self, *, quiet: bool) -> None:
        self._started = self._since = monotonic()
        self._quiet = quiet or is_hushed() or not sys.stderr.isatty()
        self._shown = False
        self._last = (0, 0)

    def __call__(self, what: str, done: int, total: int) -> None:
        """`done` of `total` steps are done and `what` is being worked on; said on long work."""
        now = monotonic()
        if total != self._last[1] or done < self._last[0]:
            self._since = now  # other work has begun
        self._last = (done, total)
        if self._quiet or now - self._started < QUIET_SECONDS:
            return
        pace = pace_of(done, total, now - self._since)
        share = f"{done}/{total}" if total else str(done)
        line = " · ".join(part for part in (share, pace, harmless(what)) if part)
        click.echo(f"\r\033[K{line[: get_terminal_size().columns - 1]}", err=True, nl=False)
        self._shown = True

    def finish(self) -> None:
        """Take the progress line away."""
        if self._shown:
            click.echo("\r\033[K", err=True, nl=False)


def pace_of(done: int, total: int, seconds: float) -> str:
    """«12 в секунду, осталось 0:35»; empty before anything is done, or where no end is known."""
    if not done or not total or seconds < QUIET_SECONDS:
        return ""
    left = round((total - done) * seconds / done)
    rate = f"{done / seconds:.1f}" if done < 10 * seconds else f"{done / seconds:.0f}"
    if spoken() is Language.RU:
        rate = rate.replace(".", ",")
    return word("talk.pace", rate=rate, left=f"{left // 60}:{left % 60:02}")


class Exit(IntEnum):
    """What the process tells the shell."""

    FINE = 0
    FINDINGS = 1
    UNUSABLE = 2
    DEFECT = 3
    INTERRUPTED = 130


class Stopped(KeyboardInterrupt):
    """Another program, or the system, asks this one to end: it goes the way of Ctrl+C."""

    def __init__(self, signal: int) -> None:
        super().__init__(signal)
        self.code = 128 + signal
        """What a shell says of a process that was ended so."""


class FailOn(StrEnum):
    """The mildest outcome that makes a verb end with 1."""

    ERROR = "error"
    NOT_MET = "not_met"
    WARNED = "warned"
    NO_DATA = "no_data"
    INDETERMINATE = "indeterminate"
    NOT_MEASURABLE = "not_measurable"
    WARNING = "warning"
    NEVER = "never"


_VERDICT_RANK = {
    "error": 5, "not_met": 4, "warned": 3, "no_data": 2, "indeterminate": 2, "not_measurable": 1,
}  # fmt: skip


def of_findings(findings: Iterable[Finding], fail_on: FailOn = FailOn.ERROR) -> Exit:
    """1 when a finding is as severe as `fail_on` asks, else 0."""
    if fail_on is FailOn.NEVER:
        return Exit.FINE
    severities = {finding.severity for finding in findings}
    warned = fail_on is FailOn.WARNING and Severity.WARNING in severities
    return Exit.FINDINGS if warned or Severity.ERROR in severities else Exit.FINE


def verdict_rank(kind: str) -> int:
    """How high a verdict stands on the ladder of `--fail-on`; 0 where none counts it."""
    return _VERDICT_RANK.get(kind, 0)


def of_verdicts(kinds: Iterable[str], fail_on: FailOn = FailOn.ERROR) -> Exit:
    """1 when a verdict stands at or above `fail_on` on the ladder, else 0."""
    if fail_on is FailOn.NEVER:
        return Exit.FINE
    least = _VERDICT_RANK.get(fail_on.value, _VERDICT_RANK["error"])
    failed = any(verdict_rank(kind) >= least for kind in kinds)
    return Exit.FINDINGS if failed else Exit.FINE


def ending(problem: BaseException) -> tuple[int, str]:
    """The exit code and what is said about anything that was raised; empty: nothing is said."""
    cause = problem.__context__
    if isinstance(problem, click.exceptions.Exit):
        return problem.exit_code, ""
    if isinstance(problem, SystemExit) and (problem.code is None or isinstance(problem.code, int)):
        return problem.code or Exit.FINE, ""  # click ends so when a shell has asked for completion
    if isinstance(problem, BrokenPipeError):
        return Exit.FINE, ""  # whoever read our output has gone: `roadmap show | head`
    if isinstance(problem, KeyboardInterrupt) or isinstance(cause, KeyboardInterrupt):
        stopped = next((each for each in (problem, cause) if isinstance(each, Stopped)), None)
        return stopped.code if stopped else Exit.INTERRUPTED, word("ending.interrupted")
    if isinstance(problem, click.Abort):
        return Exit.UNUSABLE, word("ending.input-ended")
    if isinstance(problem, click.ClickException):
        return Exit.UNUSABLE, usage_problem(problem)
    if isinstance(problem, NotWritten):
        return Exit.UNUSABLE, usage_problem(click.ClickException(not_written(problem)))
    if isinstance(problem, MemoryError):
        return Exit.UNUSABLE, word("ending.no-memory")
    if isinstance(problem, OSError):
        return Exit.UNUSABLE, _of_the_system(problem)
    return Exit.DEFECT, defect_report(problem)


def not_written(problem: NotWritten) -> str:
    """That nothing was written, or not all, where, why, and what to do."""
    key = "ending.half-written" if problem.is_begun else "ending.not-written"
    reason, folder = reason_of(problem.error, spoken()), problem.folder.as_posix()
    return word(key, folder=folder, reason=reason, file=problem.file)


def _of_the_system(problem: OSError) -> str:
    reason = reason_of(problem, spoken(), reading=True) or type(problem).__name__
    return word("ending.system", file=problem.filename, reason=reason)


def defect_report(defect: BaseException) -> str:
    """What happened inside, where, and whom to tell."""
    found = address("Issues")
    return word(
        "ending.defect",
        name=type(defect).__name__,
        said=_short(defect),
        place=_innermost_frame(defect.__traceback__) or word("ending.unknown-place"),
        whom=word("ending.at", address=found) if found else word("ending.whom"),
    )


_WORDS = 2_000
"""Letters of an exception that are looked at."""


def _short(defect: BaseException) -> str:
    """Its words, bounded, on one line, without what they quote of a file."""
    return " ".join(without_values(str(defect)[:_WORDS]).split())[:300]


def _innermost_frame(trace: TracebackType | None) -> str:
    place = ""
    while trace is not None:
        code = trace.tb_frame.f_code
        if "engine" in code.co_filename:
            place = f"{os.path.basename(code.co_filename)}:{trace.tb_lineno} {code.co_name}"
        trace = trace.tb_next
    return place
