"""Runs that are killed at a write: no file is half-written, no set mixed for good, nothing stays.

A verb runs in a forked child whose functions of the system are counted; at the chosen call the
child is gone, before it or just after. Then the same verb runs to its end. Three things must hold:

- at once: each file is the old one or the new one, whole, and a set that is mixed has its list
  there, by which the next run finishes it; no report is there that the history does not know;
- after `settle`, without any other run: a set is all old or all new;
- after the next run: everything is new, and nothing waits in the folder. A run that was kept in the
  history and killed before its report is a run: the report may also be the one that follows it.

    python -m tests.attack.kills --kills 1000

The fork shares what the parent imported, so that a kill costs little. Not on Windows.
"""

import argparse
import contextlib
import io
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from engine.children import run_program
from engine.cli import main as command_line
from engine.history import Store
from engine.whole_files import settle
from tests.running import run

GONE = 137
_TELLING = 50
SMALL = Path(__file__).parents[1] / "codes" / "L616" / "good"
BODIES = SMALL.parents[1] / "L686" / "good"
CALLS = ("replace", "fsync", "rename", "link", "unlink", "mkdir", "chmod", "open", "fdopen")
"""The functions of `os` at which a run is stopped; `open` makes the temporary files."""

SETS = frozenset(
    {"evaluate", "plan --by body", "schema", "new", "import", "import --replace", "accept", "docs"}
)
"""Verbs whose files belong together."""

Files = dict[str, bytes]


@dataclass(frozen=True, slots=True)
class Scenario:
    """A verb that writes: what lies there, its arguments, and the names of the set it writes."""

    verb: str
    prepare: Callable[[Path], None]
    arguments: Callable[[Path], list[str]]
    folder: str
    """Where the files are, inside the folder of the run."""
    history: str = ""
    inside: str = "."
    """The folder of the run where one stands."""
    act: Callable[[Path], int] | None = None
    """What is done instead of a verb of the command line."""


def _project(home: Path) -> None:
    shutil.copytree(SMALL, home / "p")


def _judged(home: Path) -> None:
    """With the reports of an earlier day, which differ from those to come."""
    _project(home)
    _call(_evaluate(home, "2022-03-01"))


def _evaluate(home: Path, day: str) -> list[str]:
    return [
        "evaluate", str(home / "p"), "--as-of", day, "--out", str(home / "out"), "--no-cache",
        "--keep", "--history", str(home / "history.sqlite"), "--quiet",
    ]  # fmt: skip


def _with_bodies(home: Path) -> None:
    shutil.copytree(BODIES, home / "p")


def _repository(home: Path) -> None:
    (home / "repository").mkdir()
    run_program("git", ["init", "-q"], folder=home / "repository")


def _unordered(home: Path) -> None:
    _project(home)
    spec = home / "p" / "assessment.yaml"
    spec.write_text(
        spec.read_text("utf-8").replace("title: Дорожная", "title:    Дорожная"), "utf-8"
    )


def _older(home: Path) -> None:
    _project(home)
    spec = home / "p" / "assessment.yaml"
    spec.write_text(spec.read_text("utf-8").replace("format: roadmap/1\n", ""), "utf-8")


def _doubled(home: Path) -> None:
    """With a repair that has one right answer."""
    _project(home)
    spec = home / "p" / "assessment.yaml"
    spec.write_text(spec.read_text("utf-8").replace("Знать качество", "Знать  качество"), "utf-8")


def _order(home: Path) -> None:
    from tests.unit.papers.layouts import Plain, written

    (home / "order.docx").write_bytes(written("balashov-2020", Plain))


def _imported(home: Path) -> None:
    _order(home)
    _call(["import", str(home / "order.docx"), "--into", str(home / "p"), "--quiet"])


def _changed(home: Path) -> None:
    """An import over which a person has written."""
    _imported(home)
    for name in ("project.yaml", "assessment.yaml"):
        spec = home / "p" / name
        spec.write_text(spec.read_text("utf-8").replace("title: ", "title: X", 1), "utf-8")


def _two(home: Path) -> None:
    for name in ("a", "b"):
        shutil.copytree(SMALL, home / "specs" / name)


class _Terminal(io.StringIO):
    """Somebody who says yes."""

    def isatty(self) -> bool:
        return True


def _repaired(home: Path) -> int:
    before, sys.stdin = sys.stdin, _Terminal("y\n")
    try:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            command_line(["lint", "--fix", str(home / "p")])
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 1
    finally:
        sys.stdin = before
    return 0


def _drafted(home: Path) -> int:
    """A draft of the workspace, begun from what stands there and saved."""
    from threading import Lock

    from engine.web.blobs import Blobs
    from engine.web.drafts import Drafts
    from engine.web.ledger import Ledger
    from engine.web.policy import Person

    folder, person = home / "p", Person("проба")
    (home / "desk").mkdir(exist_ok=True)
    ledger = Ledger(home / "desk" / "workspace.sqlite")
    ledger.prepare()
    drafts = Drafts(ledger, Blobs(home / "desk" / "contents"), Lock())
    base = (folder / "assessment.yaml").read_bytes()
    text = (SMALL / "assessment.yaml").read_text("utf-8").replace("Знать", "Хорошо знать")
    token = f"{os.getpid()}-{len(base)}"
    id_ = drafts.begin("p", "assessment.yaml", base, text, person, token)
    draft = drafts.find(id_)
    assert draft is not None
    drafts.save(draft, folder, person, "")
    return 0


def _uploaded(home: Path) -> int:
    """A table that was sent, and takes the place of the one before."""
    from threading import Lock

    from engine.web.blobs import Blobs
    from engine.web.ledger import Ledger
    from engine.web.policy import Person
    from engine.web.uploads import Upload, Uploads

    desk, person = home / "desk", Person("проба")
    waiting = desk / "incoming" / ("0" * 32)
    (waiting / "tables" / "data").mkdir(parents=True, exist_ok=True)
    (waiting / "tables" / "data" / "x.csv").write_text("a\n2\n", "utf-8")
    ledger = Ledger(desk / "workspace.sqlite")
    ledger.prepare()
    uploads = Uploads(desk / "incoming", ledger, Blobs(desk / "contents"), Lock())
    upload = Upload("0" * 32, "p", "data/x.csv", waiting, {"of_persons": False})
    uploads.accept(upload, home / "p", person, "token")
    return 0


def _with_table(home: Path) -> None:
    _project(home)
    (home / "p" / "data").mkdir()
    (home / "p" / "data" / "x.csv").write_text("a\n1\n", "utf-8")


SCENARIOS = (
    Scenario(
        "evaluate", _judged, lambda home: _evaluate(home, "2022-06-01"), "out", "history.sqlite"
    ),
    Scenario(
        "plan", _project,
        lambda home: ["plan", str(home / "p"), "--format", "ics", "--out", str(home / "out")],
        "out",
    ),
    Scenario(
        "plan --by body", _with_bodies,
        lambda home: [
            "plan", str(home / "p"), "--format", "ics", "--by", "body", "--out", str(home / "out"),
        ], "out",
    ),
    Scenario(
        "evaluate cached", _project,
        lambda home: [
            "evaluate", str(home / "p"), "--as-of", "2022-06-01", "--out", str(home / "out"),
            "--cache", str(home / "cache"), "--quiet",
        ], "cache",
    ),
    Scenario(
        "git install", _repository, lambda home: ["git", "install"], "repository/.git/info",
        inside="repository",
    ),
    Scenario("fmt", _unordered, lambda home: ["fmt", str(home / "p")], "p"),
    Scenario("migrate", _older, lambda home: ["migrate", str(home / "p")], "p"),
    Scenario(
        "schema", lambda home: None, lambda home: ["schema", "--write", str(home / "out")], "out"
    ),
    Scenario(
        "new", lambda home: None,
        lambda home: [
            "new", "project", str(home / "p"), "--id", "p", "--title", "П", "--municipality",
            "Район", "--period", "2021-2022 учебный год", "--from", "2021-09-01", "--to",
            "2022-08-31", "--roadmap", "assessment",
        ], "p",
    ),
    Scenario(
        "new rule", _project,
        lambda home: [
            "new", "rule", str(home / "p"), "dolya", "--measure", "share", "--title", "Д",
        ], "p",
    ),
    Scenario(
        "new roadmap", _project,
        lambda home: ["new", "roadmap", str(home / "p"), "novaya", "--title", "Н"], "p",
    ),
    Scenario(
        "evaluate of two", _two,
        lambda home: [
            "evaluate", str(home / "specs"), "--as-of", "2022-06-01", "--out", str(home / "out"),
            "--no-cache", "--quiet", "--jobs", "1", "--format", "json",
        ], "out",
    ),
    Scenario(
        "import", _order,
        lambda home: ["import", str(home / "order.docx"), "--into", str(home / "p"), "--replace"],
        "p",
    ),
    Scenario(
        "import --replace", _changed,
        lambda home: ["import", str(home / "order.docx"), "--into", str(home / "p"), "--replace"],
        "p",
    ),
    Scenario("accept", _imported, lambda home: ["accept", "--all", str(home / "p")], "p"),
    Scenario("lint --fix", _doubled, lambda home: [], "p", act=_repaired),
    Scenario(
        "docs", _project,
        lambda home: ["docs", str(home / "p"), "--out", str(home / "out"), "--quiet"], "out",
    ),
    Scenario(
        "graph --output", _project,
        lambda home: ["graph", str(home / "p"), "--output", str(home / "out" / "graph.svg")],
        "out",
    ),
    Scenario("draft of the workspace", _with_table, lambda home: [], "p", act=_drafted),
    Scenario("table of the workspace", _with_table, lambda home: [], "p", act=_uploaded),
)  # fmt: skip


def _call(arguments: list[str]) -> int:
    with contextlib.redirect_stdout(io.StringIO()):
        return run(*arguments).code


def _files(folder: Path) -> Files:
    """What a user sees; what waits under a name of ours is counted apart."""
    found = (each for each in folder.rglob("*") if each.is_file()) if folder.is_dir() else ()
    return {
        each.relative_to(folder).as_posix(): each.read_bytes()
        for each in found
        if not each.name.startswith(".")
    }


def _waiting(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.rglob(".roadmap-*")) if folder.is_dir() else []


def _stop_at(number: int, *, after: bool) -> Callable[[], int]:
    """Count the calls; at the chosen one the process is gone. What comes back tells how many."""
    count = 0
    originals = {name: getattr(os, name) for name in CALLS}

    def counted(original: Callable[..., object], *given: object, **named: object) -> object:
        nonlocal count
        count += 1
        if count == number and not after:
            os._exit(GONE)
        done = original(*given, **named)
        if count == number:
            os._exit(GONE)
        return done

    for name, original in originals.items():
        setattr(os, name, partial(counted, original))
    return lambda: count


def _child(scenario: Scenario, home: Path, number: int, *, after: bool) -> tuple[int, int]:
    """The exit code of the verb in a child that is stopped at a call (137 where it was), and how
    many calls it made if it was not."""
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        code = 3
        try:
            os.chdir(home / scenario.inside)
            calls = _stop_at(number, after=after)
            code = scenario.act(home) if scenario.act else _call(scenario.arguments(home))
            os.write(writing, str(calls()).encode())
        finally:
            os._exit(code)
    os.close(writing)
    with os.fdopen(reading, "rb") as told:
        calls_made = int(told.read() or 0)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), calls_made


@contextlib.contextmanager
def _home(scenario: Scenario) -> Iterator[Path]:
    """A folder for one run; always under the same name, which the files may hold."""
    base = Path(tempfile.gettempdir()) / f"roadmap-kills-{os.getpid()}"
    shutil.rmtree(base, ignore_errors=True)
    base.mkdir()
    try:
        scenario.prepare(base)
        yield base
    finally:
        shutil.rmtree(base, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class Undisturbed:
    """How many calls a run makes; the files before it, after it, and after it was run again."""

    calls: int
    before: Files
    new: Files
    again: Files


def _undisturbed(scenario: Scenario) -> Undisturbed:
    with _home(scenario) as home:
        folder = home / scenario.folder
        before = _files(folder)
        code, calls = _child(scenario, home, 0, after=False)
        assert code in (0, 1), f"{scenario.verb}: {code}"
        new = _files(folder)
        if scenario.history:
            _child(scenario, home, 0, after=False)
        return Undisturbed(calls, before, new, _files(folder))


def _faults(scenario: Scenario, number: int, *, after: bool, known: Undisturbed) -> list[str]:
    """What does not hold when the run is stopped at a call; nothing where all does."""
    with _home(scenario) as home:
        folder = home / scenario.folder
        stopped = _child(scenario, home, number, after=after)[0] == GONE
        found = list(_at_once(scenario, home, known))
        settles = number % 2 == 1 or scenario.verb.startswith("new")
        if folder.is_dir() and settles:  # otherwise the next run finds it as it is
            for each in (folder, *(it for it in folder.rglob("*") if it.is_dir())):
                settle(each)
        if settles and _is_mixed(scenario, folder, known):
            found.append("mixed for good")
        if not scenario.verb.startswith("new") or not _files(folder):  # `new` writes over nothing
            code, _ = _child(scenario, home, 0, after=False)
            if code not in (0, 1):
                found.append(f"the next run ends with {code}")
            if _files(folder) not in (known.new, known.again):
                found.append("the next run leaves other files")
        if _waiting(folder):
            found.append(f"left behind: {_waiting(folder)}")
        where = f"{scenario.verb} call {number} {'after' if after else 'before'}"
        return [f"{where}: {each}" for each in found] if stopped else []


def _at_once(scenario: Scenario, home: Path, known: Undisturbed) -> Iterator[str]:
    folder = home / scenario.folder
    for name, content in _files(folder).items():
        if content not in (known.before.get(name), known.new.get(name)):
            yield f"half-written: {name}"
    if _is_mixed(scenario, folder, known) and not (folder / ".roadmap-set.json").is_file():
        yield "mixed without a list"
    if scenario.history and _renamed(folder, known):
        kept = {each.as_of for each in Store(home / scenario.history).runs()}
        if "2022-06-01" not in kept:
            yield "the report is ahead of the history"


def _renamed(folder: Path, known: Undisturbed) -> set[str]:
    """Which of the files that change are the new ones."""
    seen = _files(folder)
    return {name for name in _changing(known) if seen.get(name) == known.new[name]}


def _changing(known: Undisturbed) -> set[str]:
    return {name for name, content in known.new.items() if content != known.before.get(name)}


def _is_mixed(scenario: Scenario, folder: Path, known: Undisturbed) -> bool:
    """A set of which a part is new; verbs that write files one by one have no set."""
    done = _renamed(folder, known)
    return scenario.verb in SETS and bool(done) and done != _changing(known)


def kill(
    kills: int, verbs: tuple[str, ...] = (), say: Callable[[str], None] = lambda _: None
) -> tuple[dict[str, int], list[str]]:
    """So many kills spread evenly over every call of every verb: how many by verb, the faults."""
    chosen = [each for each in SCENARIOS if not verbs or each.verb in verbs]
    points = [
        (each, number, after, known)
        for each, known in ((each, _undisturbed(each)) for each in chosen)
        for number in range(1, known.calls + 1)
        for after in (False, True)
    ]
    numbers: dict[str, int] = dict.fromkeys((each.verb for each in chosen), 0)
    faults: list[str] = []
    for turn in range(kills):
        scenario, number, after, known = points[turn * len(points) // kills % len(points)]
        numbers[scenario.verb] += 1
        found = _faults(scenario, number, after=after, known=known)
        faults += found
        for fault in found:
            say(fault)
        if turn % _TELLING == _TELLING - 1:
            say(f"{turn + 1} of {kills} kills, {len(faults)} faults")
    return numbers, faults


def main() -> int:
    """The long run, by command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--verb", action="append", default=[])
    asked = parser.parse_args()
    numbers, faults = kill(asked.kills, tuple(asked.verb), partial(print, flush=True))
    for verb, number in numbers.items():
        print(f"{verb}: {number} kills")
    print(f"faults: {len(faults)}", *faults, sep="\n  ")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
