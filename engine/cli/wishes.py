"""What `roadmap evaluate` was asked for, and what became of one project."""

from datetime import date
from pathlib import Path

from engine.classes import dataclass
from engine.cli.output import FailOn
from engine.cli.sifting import Sieve
from engine.results.outcome import ProjectSum
from engine.results.part import Chosen
from engine.runs.writing import Asked

_WHOLE = Sieve()


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
    parcel: Path | None = None
    """Where the run is packed up for another machine."""
    letterhead: bytes | None = None
    """A Word file behind whose words papers are written."""
    sieve: Sieve = _WHOLE
    """Which findings are told on the terminal and counted; the reports have them all."""

    only: tuple[str, ...] = ()
    """Selectors of what is told; none: everything."""
    changed_since: str | None = None
    """A revision: only what has changed since, and what depends on it, is told."""

    at: str | None = None
    """A revision or a day: the specs are those that were in force then."""

    @property
    def is_of_part(self) -> bool:
        """Whether a part of a project is asked for."""
        return bool(self.only) or self.changed_since is not None

    @property
    def is_apart(self) -> bool:
        """Whether no earlier run can stand for it: a parcel, a part, the specs of another day."""
        return self.parcel is not None or self.is_of_part or self.at is not None

    def reports(self, only: Chosen | None = None) -> Asked:
        """What is written of a run, and where it is kept."""
        return Asked(
            self.formats, self.audience, self.lang, self.keep, self.history, self.letterhead, only
        )


@dataclass(frozen=True, slots=True)
class Told:
    """What became of one project: the exit code, the files written, and what there is to say.

    `fault` says why nothing was judged; `closing` sums the run up; `summed` is its part of a
    summary of many projects. `left_out`: which errors are not shown, told where `closing` is not;
    `unknown`: the selectors that name nothing in it. `recalled`: nothing had changed since an
    earlier run.
    """

    code: int
    written: tuple[Path, ...] = ()
    closing: str = ""
    fault: str = ""
    summed: ProjectSum | None = None
    left_out: str = ""
    unknown: tuple[str, ...] = ()
    recalled: bool = False
