"""The command line attacked as a whole: a file is changed, and verbs are run over it."""

import shutil
import time
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.attack.languages import LANGUAGES, ROOT, Language
from tests.running import run

SECONDS = 30.0
"""What one verb may take over a small file."""

_SMALL = ROOT / "tests" / "codes" / "L616" / "good"
_BY_NAME = {language.name: language for language in LANGUAGES}
_TOLD = (0, 1, 2)
"""How a verb may end: fine, with findings, with a sentence that says why it cannot."""


class BadEndError(Exception):
    """A verb ended with another code than it may, without a word, or late."""


def _ends_well(*arguments: str) -> None:
    started = time.monotonic()
    done = run(*arguments)
    if time.monotonic() - started > SECONDS:
        raise BadEndError(f"{arguments[0]}: {SECONDS:.0f} s")
    if done.code not in _TOLD or "Traceback" in done.out + done.err:
        raise BadEndError(f"{arguments[0]}: {done.code} {done.err}")
    if done.code == 2 and not done.err.strip():
        raise BadEndError(f"{arguments[0]}: 2 without a word")


def _project(content: bytes) -> None:
    """`path\\0text` parts joined by `\\1`, as the language packs them."""
    with TemporaryDirectory(prefix="roadmap-attack-") as home:
        folder = Path(home, "p")
        for part in content.split(b"\1"):
            name, _, text = part.partition(b"\0")
            path = folder / _safe(name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text)
        _ends_well("validate", str(folder))
        _ends_well("evaluate", str(folder), "--no-cache", "--quiet", "--out", f"{home}/out")


def _safe(name: bytes) -> str:
    """A name that stays in the folder; what is changed in names is tried by function."""
    text = name.decode("utf-8", "replace").replace("\0", "").replace("\n", "")
    fits = all(0 < len(part.encode()) < 100 and part != ".." for part in text.split("/"))
    return text if fits else "other.yaml"


def _table(suffix: str, content: bytes) -> None:
    with TemporaryDirectory(prefix="roadmap-attack-") as home:
        Path(home, f"таблица.{suffix}").write_bytes(content)
        _ends_well("data", "describe", f"{home}/таблица.{suffix}")


def _spec(content: bytes) -> None:
    with TemporaryDirectory(prefix="roadmap-attack-") as home:
        folder = shutil.copytree(_SMALL, Path(home, "p"))
        Path(folder, "assessment.yaml").write_bytes(content)
        _ends_well("fmt", "--check", str(folder))
        _ends_well("plan", str(folder))


def _schedule(content: bytes) -> None:
    _ends_well("schedule", "--", content.decode("utf-8", "replace").replace("\0", " "))


@cache
def _specs() -> tuple[bytes, ...]:
    return ((_SMALL / "assessment.yaml").read_bytes(),)


def _cases(content: bytes) -> None:
    with TemporaryDirectory(prefix="roadmap-attack-") as home:
        folder = shutil.copytree(ROOT / "rules" / "measures", Path(home, "p"))
        Path(folder, "атака.test.yaml").write_bytes(content)
        _ends_well("test", f"{folder}/атака.test.yaml")


def _of(name: str, read: Callable[[bytes], None], share: int) -> Language:
    return Language(f"verbs-{name}", read, _BY_NAME[name].seeds, share, SECONDS)


VERBS = (
    _of("project", _project, 30),
    _of("decisions", _project, 10),
    Language("verbs-spec", _spec, _specs, 15, SECONDS),
    _of("schedule", _schedule, 15),
    _of("cases", _cases, 5),
    _of("csv", partial(_table, "csv"), 12),
    _of("workbook", partial(_table, "xlsx"), 8),
    _of("xls", partial(_table, "xls"), 2),
    _of("ods-workbook", partial(_table, "ods"), 2),
    _of("parquet", partial(_table, "parquet"), 4),
)
"""What is attacked through the command line, in one process."""
