"""Which findings a verb shows and counts: chosen codes, ignored ones, severities of one's own.

`--select`, `--ignore` and the settings `select`, `ignore`, `severity`, `per-path` name codes: whole
(L702), by their beginning (L7, L) or by name (order-of-dates). What is not shown is counted aloud.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from difflib import get_close_matches
from fnmatch import fnmatchcase
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from engine.classes import dataclass
from engine.cli.baselines import (
    Baseline,
    KnownProject,
    compare_findings,
    named_by_settings,
    read_baseline,
)
from engine.cli.command import option
from engine.cli.output import say
from engine.cli.words import word
from engine.diagnostics import Code, Finding, Severity

F = TypeVar("F", bound=Callable[..., Any])
LEVELS = ("error", "warning", "off")


@dataclass(frozen=True, slots=True)
class Level:
    """A severity for the codes that begin so, in the files that `files` names (a pattern)."""

    codes: str
    level: str
    files: str = "*"

    def __str__(self) -> str:
        where = "" if self.files == "*" else f" ({self.files})"
        return f"{self.codes} = {self.level}{where}"


@dataclass(frozen=True, slots=True)
class Sieve:
    """What is shown. `root` is the folder from which patterns of files are read."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    levels: tuple[Level, ...] = ()
    root: str = ""
    baseline: Baseline | None = None

    def sift(
        self, findings: Iterable[Finding], folder: Path, verb: str, *, is_whole: bool = True,
        hidden: int = 0,
    ) -> "Sifted":  # fmt: skip
        """The findings that are shown, with their severities; how many are not, and errors.

        `is_whole`: they are all that the verb finds in the project; of these `hidden` stand beside
        comments that hide them.
        """
        return replace(self._sifted(findings, folder, verb, is_whole=is_whole), hidden=hidden)

    def _sifted(
        self, findings: Iterable[Finding], folder: Path, verb: str, *, is_whole: bool
    ) -> "Sifted":
        known = self.known(folder)
        if known is None:
            return self._chosen(findings, folder)
        compared = compare_findings(findings, known.of(verb), is_whole=is_whole)
        chosen = self._chosen(compared.new, folder)
        return replace(chosen, known=compared.known, mended=compared.mended)

    def known(self, folder: Path) -> KnownProject | None:
        """What the baseline knows of a project."""
        return self.baseline.project(folder) if self.baseline else None

    def _chosen(self, findings: Iterable[Finding], folder: Path) -> "Sifted":
        told = [(finding, self._told(finding, folder)) for finding in findings]
        kept = tuple(shown for _, shown in told if shown is not None)
        left = [each for each, shown in told if shown is None]
        return Sifted(kept, len(left), sum(finding.severity is Severity.ERROR for finding in left))

    def _told(self, found: Finding, folder: Path) -> Finding | None:
        code = found.code
        if self.select and not any(_names(each, code) for each in self.select):
            return None
        if any(_names(each, code) for each in self.ignore):
            return None
        level = self._level(found, folder)
        if level is None or level == code.severity.value:
            return found
        return None if level == "off" else replace(found, code=_with_severity(code, level))

    def _level(self, found: Finding, folder: Path) -> str | None:
        """That of the narrowest rule: of files before everywhere, of a code before a beginning;
        of two alike the last."""
        file = _seen_from(self.root, folder / found.at.file)
        fitting = [
            level for level in self.levels
            if _names(level.codes, found.code) and fnmatchcase(file, level.files)
        ]  # fmt: skip
        if not fitting:
            return None
        return max(reversed(fitting), key=_width).level


@dataclass(frozen=True, slots=True)
class Sifted:
    """What is shown, how many findings are not, and how many of these are errors."""

    findings: tuple[Finding, ...]
    left_out: int = 0
    errors: int = 0
    known: int = 0
    """Findings and verdicts that the baseline names."""
    mended: tuple[str, ...] = ()
    """What the baseline names and is there no longer."""
    hidden: int = 0
    """Findings that comments beside the text hide."""


def _width(level: Level) -> tuple[bool, int, int]:
    """Of two rules the narrower one is the greater."""
    return level.files != "*", len(level.files), len(level.codes)


def _with_severity(code: Code, level: str) -> Code:
    return replace(code, severity=Severity(level))


def _names(wanted: str, code: Code) -> bool:
    return code.id.startswith(wanted) or code.name == wanted


def _seen_from(root: str, path: Path) -> str:
    full, home = path.resolve(), Path(root).resolve()
    return (full.relative_to(home) if full.is_relative_to(home) else full).as_posix()


def codes_of(value: object) -> tuple[str, ...]:
    """Codes of a list or of a text with commas, checked. Raises ValueError naming what is none."""
    listed = value if isinstance(value, list | tuple) else str(value).split(",")
    if not all(isinstance(each, str) for each in listed):
        raise ValueError(value)
    return tuple(
        dict.fromkeys(_known(part) for each in listed for part in each.split(",") if part.strip())
    )


def _known(text: str) -> str:
    from engine.codes import CODES

    wanted = text.strip()
    upper = wanted.upper()
    if any(code.name == wanted for code in CODES):
        return wanted
    if any(code.id.startswith(upper) for code in CODES):
        return upper
    raise ValueError(wanted)


def levels_of(value: object, files: str = "*") -> tuple[Level, ...]:
    """`{L702 = "error", D = "off"}` of the settings. Raises ValueError for anything else."""
    if not isinstance(value, dict):
        raise ValueError(value)
    levels = []
    for codes, level in value.items():
        if level not in LEVELS:
            raise ValueError(value)
        levels.append(Level(_known(codes), level, files))
    return tuple(levels)


def levels_by_path(value: object) -> tuple[Level, ...]:
    """`{"specs/old-*" = {L = "off"}}` of the settings."""
    if not isinstance(value, dict) or not value:
        raise ValueError(value)
    return tuple(level for files, levels in value.items() for level in levels_of(levels, files))


class CodesType(click.ParamType[tuple[str, ...]]):
    """Codes with commas between: L702,D2,order-of-dates."""

    name = "CODES"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        """The codes, each once; one that begins no code is refused, the near ones named."""
        try:
            return codes_of(value)
        except ValueError as error:
            from engine.codes import CODES

            asked = str(error)
            names = [name for code in CODES for name in (code.id, code.name)]
            near = get_close_matches(asked, names, 3) or get_close_matches(asked.upper(), names, 3)
            self.fail(word("sift.no-code", code=asked, near=", ".join(near)), param, ctx)


def sieve(function: F) -> F:
    """`--select CODES` and `--ignore CODES`; the verb gets a `sieve`, settings included."""

    @wraps(function)
    def with_sieve(
        *args: Any,
        select: tuple[str, ...],
        ignore: tuple[str, ...],
        baseline: Path | None,
        **given: Any,
    ) -> Any:
        return function(*args, sieve=_sieve(select, ignore, baseline), **given)

    with_sieve = option(
        "--baseline", type=click.Path(path_type=Path, exists=True, dir_okay=False),
        metavar="file", help="sift.baseline",
    )(with_sieve)  # fmt: skip

    for name in ("--ignore", "--select"):
        with_sieve = option(
            name, type=CodesType(), default=(), metavar="codes", help=f"sift.{name[2:]}",
            show_default=False,
        )(with_sieve)  # fmt: skip
    return with_sieve  # type: ignore[return-value]


def _sieve(select: tuple[str, ...], ignore: tuple[str, ...], baseline: Path | None) -> Sieve:
    from engine.cli.settings import held

    kept = held()
    values: Mapping[str, Any] = kept.values
    levels = (*values.get("severity", ()), *values.get("per-path", ()))
    home = kept.file.parent if kept.file else None
    baseline = baseline or named_by_settings()
    known = read_baseline(baseline) if baseline else None
    return Sieve(select, ignore, levels, str(home) if home else "", known)


def left_out_text(sifted: Iterable[Sifted]) -> str:
    """How many findings are not shown, how many of them are errors, how many the baseline knows
    and comments hide, and what may be taken out of the baseline; empty where there is nothing of
    it."""
    listed = tuple(sifted)
    count, errors = (sum(each.left_out for each in listed), sum(each.errors for each in listed))
    known, mended = (
        sum(each.known for each in listed),
        [it for each in listed for it in each.mended],
    )
    lines = [word("sift.left-out", count=count, errors=errors or None)] if count else []
    lines += [word("sift.known", count=known)] if known else []
    if hidden := sum(each.hidden for each in listed):
        lines.append(word("sift.hidden", count=hidden))
    if mended:
        lines.append(word("sift.mended", count=len(mended)))
        lines += [f"  {each}" for each in mended]
    return "\n".join(lines)


def errors_left_out(sifted: Iterable[Sifted]) -> str:
    """The same where errors are not shown, which a quiet run tells too; else empty."""
    listed = tuple(sifted)
    return left_out_text(listed) if any(each.errors for each in listed) else ""


def tell_left_out(sifted: Iterable[Sifted], *, quiet: bool) -> None:
    """The same on stderr; quietly only where errors are left out."""
    if told := errors_left_out(sifted) if quiet else left_out_text(sifted):
        say(told, err=True)
