"""Files held by Excel, a drive that is away, a disk that is full or may not be written, names that
are too long: of every verb a sentence, never a trace, and nothing is lost.

Every verb meets every fault, so it takes longer than other files.
"""

import errno
import io
import os
import shlex
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copytree
from unittest.mock import patch

import pytest

from engine.cli.app import VERBS
from tests.district import write_district
from tests.running import run

LONG = "д" * 200
"""400 bytes: file systems take 255."""

LINES = """\
validate district
lint district
lint district --format html --output notes.html
evaluate district --as-of 2022-06-01 --out out --keep --history kept.sqlite
serve nowhere
push district/data/teachers.csv
test district
plan district --format ics --output plan.ics
graph district --output graph.svg
lineage district
docs district --out docs
explain low-results/described district --as-of 2022-06-01
show district --format json
import order.docx --into district --dry-run
accept --all district
new project new --municipality Н --title П --period 2021 --from 2021-09-01 --to 2022-08-31
new rule district share-of-x --measure share --title Доля
fmt other/low-results.yaml
migrate district
git textconv district/low-results.yaml
diff district other
compare out/report.json out/report.json
baseline write district --as-of 2022-06-01
schedule Май --period 2021-2022
completion bash
data describe district/data/teachers.csv --output described.yaml
data check district/data.yaml
data preview district/data.yaml
data values teachers subject district/data.yaml
data names district/data.yaml
schema --write schemas
config
doctor
forms make district --out forms
forms collect forms
letters district --as-of 2022-06-01 --out letters --history kept.sqlite
verify run.zip --data district
"""
SPEAKS_OVER_ITS_STREAMS = {"lsp"}
"""It touches files as `validate` does; tests/unit/lsp."""

RAW = (
    "Traceback", "[Errno", "is being held", "Host is down", "No space left", "Read-only file",
    "too long",
)  # fmt: skip
"""What the system or Python says, and no reader understands."""

Broken = Callable[[str, bool], OSError | None]


def _of_tables(path: str, _: bool) -> OSError | None:
    ends = (".csv", ".xlsx", ".html", ".json", ".md", ".ics", ".svg", ".sqlite", ".docx")
    return PermissionError(errno.EACCES, "is being held", path) if path.endswith(ends) else None


def _away(path: str, _: bool) -> OSError:
    return OSError(errno.EHOSTDOWN, "Host is down", path)


def _full(path: str, writes: bool) -> OSError | None:
    return OSError(errno.ENOSPC, "No space left on device", path) if writes else None


def _read_only(path: str, writes: bool) -> OSError | None:
    return OSError(errno.EROFS, "Read-only file system", path) if writes else None


FAULTS = {"held": _of_tables, "away": _away, "full": _full, "read-only": _read_only}


@contextmanager
def breaking(folder: Path, broken: Broken) -> Iterator[None]:
    """Everything that is opened or made in the folder fails as it does on such a disk."""
    at_home = str(folder)
    own_open, own_os_open, own_mkdir, own_list = io.open, os.open, os.mkdir, os.scandir

    def check(path: object, writes: bool) -> None:
        if isinstance(path, str | bytes | os.PathLike):
            text = os.path.abspath(os.fsdecode(path))
            if text.startswith(at_home) and (fault := broken(text, writes)):
                raise fault

    def opened(file: object, mode: str = "r", *more: object, **named: object) -> object:
        check(file, any(each in mode for each in "wax+"))
        return own_open(file, mode, *more, **named)  # type: ignore[call-overload]

    def os_opened(path: object, flags: int, *more: object, **named: object) -> int:
        check(path, bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)))
        return own_os_open(path, flags, *more, **named)  # type: ignore[arg-type]

    def made(path: object, *more: object, **named: object) -> None:
        check(path, True)
        own_mkdir(path, *more, **named)  # type: ignore[arg-type]

    def listed(path: object = ".") -> object:
        check(path, False)
        return own_list(path)  # type: ignore[call-overload]

    with (
        patch("io.open", opened), patch("builtins.open", opened), patch("os.open", os_opened),
        patch("os.mkdir", made), patch("os.scandir", listed),
    ):  # fmt: skip
        yield


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("reach")
    write_district(folder / "district")
    copytree(folder / "district", folder / "other")
    (folder / "order.docx").write_bytes(b"PK")
    untidy = folder / "other" / "low-results.yaml"
    untidy.write_text(untidy.read_text("utf-8").replace("slug: ", "slug:   "), "utf-8")
    with pytest.MonkeyPatch.context() as patched:
        patched.chdir(folder)
        for line in ("evaluate district --as-of 2022-06-01 --out out --format html,json,md",
                     "forms make district --out forms"):  # fmt: skip
            run(*line.split())
        yield folder


def files(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {
        str(path.relative_to(folder)): path.read_bytes() for path in paths
        if not path.name.startswith(".") and "/.cache/" not in str(path)
    }  # fmt: skip


def ends_well(line: str) -> int:
    done = run(*shlex.split(line))
    said = done.out + done.err
    assert done.code in (0, 1, 2), f"{line}: {done.code} {done.err[-600:]}"
    assert not (raw := [each for each in RAW if each in said]), (line, raw, said)
    assert done.code == 0 or said.strip(), line
    return done.code


_PLACES = ("--out", "--output", "--write", "--history")


def test_on_a_drive_that_is_away_nothing_is_said_to_be_fine(home: Path) -> None:
    for verb in ("validate", "lint", "evaluate", "test", "plan", "graph", "show", "docs"):
        with breaking(home, _away):
            assert ends_well(f"{verb} district") == 2, verb


def test_every_verb_is_tried() -> None:
    tried = {line.split()[0] for line in LINES.splitlines()}
    assert tried | SPEAKS_OVER_ITS_STREAMS == {verb.name for verb in VERBS}


@pytest.mark.parametrize("line", LINES.splitlines())
@pytest.mark.parametrize("fault", FAULTS)
def test_a_verb_ends_with_a_sentence_and_loses_nothing(home: Path, fault: str, line: str) -> None:
    before = files(home)
    with breaking(home, FAULTS[fault]):
        code = ends_well(line)
    if code == 2:
        after = files(home)
        assert {name: after.get(name) for name in before} == before


@pytest.mark.parametrize("line", LINES.splitlines())
def test_a_name_that_is_too_long_is_told(home: Path, line: str) -> None:
    words = shlex.split(line)
    at = [number for number, word in enumerate(words)
          if number and (Path(word).exists() or words[number - 1] in _PLACES)]  # fmt: skip
    for number in at or [len(words)]:
        ends_well(shlex.join([*words[:number], LONG, *words[number + 1 :]]))
