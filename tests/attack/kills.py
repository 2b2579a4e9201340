"""Runs that are killed at a write: no file is half-written, no set mixed for good, nothing stays.

A verb runs in a child whose functions of the system are counted; at the chosen call the child is
gone, before it or just after. Then the same verb runs to its end. Three things must hold:

- at once: each file is the old one or the new one, whole, and a set that is mixed has its list
  there, by which the next run finishes it; no report is there that the history does not know;
- after `settle`, without any other run: a set is all old or all new;
- after the next run: everything is new, and nothing waits in the folder. A run that was kept in the
  history and killed before its report is a run: the report may also be the one that follows it.

    python -m tests.attack.kills --kills 1000

The children are forked by a process that has imported the engine and run nothing of it: a kill
costs little, and no thread of a library stands between. Not on Windows.
"""

import argparse
import builtins
import contextlib
import io
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
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

_USED = (
    "polars", "narwhals", "openpyxl", "engine.pipeline", "engine.judging", "engine.runs.parcels",
    "engine.papers.forms", "engine.papers.letters", "engine.papers.importing",
    "engine.papers.side_by_side", "engine.reports.formats.html", "engine.reports.formats.docs",
    "engine.reports.formats.markdown", "engine.reports.json", "engine.reports.formats.text",
    "engine.reports.content.docs", "engine.cli.verbs.evaluate", "engine.cli.verbs.lint",
    "tests.unit.papers.test_forms", "tests.unit.papers.test_letters",
)  # fmt: skip
"""What the children need; what is not imported beforehand is imported at every kill."""
_BUILT_IN = builtins.open

Files = dict[str, bytes]


class Together(StrEnum):
    """Which of the files that a verb writes are old or new together."""

    EACH = "each"
    FOLDER = "folder"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Scenario:
    """A verb that writes: what lies there, its arguments, and the names of the set it writes."""

    verb: str
    prepare: Callable[[Path], None]
    arguments: Callable[[Path], list[str]]
    folder: str
    """Where the files are, inside the folder of the run."""
    together: Together = Together.EACH
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


def _pack(home: Path, day: str) -> list[str]:
    return [
        "evaluate", str(home / "p"), "--as-of", day, "--out", str(home / "w" / "out"),
        "--no-cache", "--parcel", str(home / "w" / "sent" / "run.zip"), "--quiet",
    ]  # fmt: skip


def _packed(home: Path) -> None:
    _project(home)
    _call(_pack(home, "2022-03-01"))


def _remembered(home: Path) -> None:
    """A run that is in the cache, and the reports of another day where it would be written."""
    _project(home)
    for day in ("2022-06-01", "2022-03-01"):
        _call([
            "evaluate", str(home / "p"), "--as-of", day, "--out", str(home / "out"), "--cache",
            str(home / "cache"), "--quiet",
        ])  # fmt: skip


def _advised(home: Path) -> None:
    from tests.unit.papers.test_letters import make_project

    make_project(home / "p")


def _asking(home: Path) -> None:
    from tests.unit.papers.test_forms import make_project

    make_project(home / "p", ("001", "002", "003"))


def _answered(home: Path) -> None:
    """Two schools have sent good forms, one a form with a mistake; none of them is collected."""
    from tests.unit.papers.test_forms import MISTAKES, fill

    _asking(home)
    _call(["forms", "make", str(home / "p"), "--as-of", "2021-12-01", "--out", str(home / "sent")])
    for code in ("001", "002", "003"):
        fill(home / "sent" / f"{code}.xlsx", code)
    MISTAKES["002"][0](home / "sent" / "002.xlsx")


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
        "evaluate", _judged, lambda home: _evaluate(home, "2022-06-01"), "out", Together.ALL,
        "history.sqlite",
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
        ], "out", Together.ALL,
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
        "schema", lambda home: None, lambda home: ["schema", "--write", str(home / "out")], "out",
        Together.ALL,
    ),
    Scenario(
        "new", lambda home: None,
        lambda home: [
            "new", "project", str(home / "p"), "--id", "p", "--title", "П", "--municipality",
            "Район", "--period", "2021-2022 учебный год", "--from", "2021-09-01", "--to",
            "2022-08-31", "--roadmap", "assessment",
        ], "p", Together.ALL,
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
            "--no-cache", "--quiet", "--jobs", "1", "--format", "html,json",
        ], "out", Together.FOLDER,
    ),
    Scenario(
        "evaluate recalled", _remembered,
        lambda home: [
            "evaluate", str(home / "p"), "--as-of", "2022-06-01", "--out", str(home / "out"),
            "--cache", str(home / "cache"), "--quiet",
        ], "out", Together.ALL,
    ),
    Scenario(
        "evaluate --parcel", _packed,
        lambda home: _pack(home, "2022-06-01"), "w", Together.ALL,
    ),
    Scenario(
        "letters", _advised,
        lambda home: [
            "letters", str(home / "p"), "--as-of", "2022-06-01", "--out", str(home / "out"),
            "--quiet", "--history", str(home / "none.sqlite"),
        ], "out", Together.ALL,
    ),
    Scenario(
        "forms make", _asking,
        lambda home: [
            "forms", "make", str(home / "p"), "--as-of", "2021-12-01", "--out", str(home / "out"),
        ], "out", Together.ALL,
    ),
    Scenario(
        "forms collect", _answered,
        lambda home: [
            "forms", "collect", str(home / "sent"), "--project", str(home / "p"), "--as-of",
            "2021-12-01",
        ], ".", Together.ALL,
    ),
    Scenario(
        "import", _order,
        lambda home: ["import", str(home / "order.docx"), "--into", str(home / "p"), "--replace"],
        "p", Together.ALL,
    ),
    Scenario(
        "import --replace", _changed,
        lambda home: ["import", str(home / "order.docx"), "--into", str(home / "p"), "--replace"],
        "p", Together.ALL,
    ),
    Scenario(
        "accept", _imported, lambda home: ["accept", "--all", str(home / "p")], "p", Together.ALL,
    ),
    Scenario("lint --fix", _doubled, lambda home: [], "p", act=_repaired),
    Scenario(
        "docs", _project,
        lambda home: ["docs", str(home / "p"), "--out", str(home / "out"), "--quiet"], "out",
        Together.ALL,
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
    found = (path for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else ()
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in found
        if not path.name.startswith(".")
    }


def _waiting(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob(".roadmap-*")) if folder.is_dir() else []


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

    def opened(*given: object, **named: object) -> object:
        mode = given[1] if len(given) > 1 else named.get("mode", "r")
        reads = not set(str(mode)) & set("wax+")
        return _BUILT_IN(*given, **named) if reads else counted(_BUILT_IN, *given, **named)

    for name, original in originals.items():
        setattr(os, name, partial(counted, original))
    io.open = builtins.open = opened
    return lambda: count


def _child(scenario: Scenario, home: Path, number: int, *, after: bool) -> tuple[int, int]:
    """The exit code of the verb in a child that is stopped at a call (137 where it was), and how
    many calls it made if it was not."""
    return _forked(_act, scenario.verb, home, number, after)


def _forked(act: Callable[..., None], *given: object) -> tuple[int, int]:
    reading, writing = _SERVER.Pipe(duplex=False)
    process = _SERVER.Process(target=act, args=(*given, writing))
    process.start()
    writing.close()
    told = 0
    if not any(reading.poll(_PATIENCE / _LOOKS) for _ in range(_LOOKS)):
        process.kill()
        raise RuntimeError(f"stuck: {given}")
    with contextlib.suppress(EOFError):
        told = reading.recv()
    process.join()
    return process.exitcode or 0, told


def _act(verb: str, home: Path, number: int, after: bool, told: Connection) -> None:
    scenario, code = _OF_VERB[verb], 3
    try:
        os.chdir(home / scenario.inside)
        calls = _stop_at(number, after=after)
        code = scenario.act(home) if scenario.act else _call(scenario.arguments(home))
        told.send(calls())
    finally:
        os._exit(code)


def _prepare(verb: str, home: Path, told: Connection) -> None:
    _OF_VERB[verb].prepare(home)
    told.send(0)


@contextlib.contextmanager
def _home(scenario: Scenario) -> Iterator[Path]:
    """A folder for one run; always under the same name, which the files may hold."""
    base = Path(tempfile.gettempdir()) / f"roadmap-kills-{os.getpid()}"
    prepared = base / "prepared" / scenario.verb.replace(" ", "_")
    home = base / "home"
    shutil.rmtree(home, ignore_errors=True)
    if not prepared.is_dir():
        home.mkdir(parents=True)
        assert _forked(_prepare, scenario.verb, home) == (0, 0), scenario.verb
        shutil.copytree(home, prepared, symlinks=True)
        shutil.rmtree(home)
    shutil.copytree(prepared, home, symlinks=True)
    try:
        yield home
    finally:
        shutil.rmtree(home, ignore_errors=True)


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
            for path in (folder, *(it for it in folder.rglob("*") if it.is_dir())):
                settle(path)
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
    if _is_mixed(scenario, folder, known) and not any(folder.rglob(".roadmap-set.json")):
        yield "mixed without a list"
    if scenario.history and _renamed(folder, known):
        kept = {kept_run.as_of for kept_run in Store(home / scenario.history).runs()}
        if "2022-06-01" not in kept:
            yield "the report is ahead of the history"


def _renamed(folder: Path, known: Undisturbed) -> set[str]:
    """Which of the files that change are the new ones."""
    seen = _files(folder)
    return {name for name in _changing(known) if seen.get(name) == known.new[name]}


def _changing(known: Undisturbed) -> set[str]:
    return {name for name, content in known.new.items() if content != known.before.get(name)}


def _is_mixed(scenario: Scenario, folder: Path, known: Undisturbed) -> bool:
    """A set of which a part is new."""
    done, groups = _renamed(folder, known), dict[str, set[str]]()
    for name in _changing(known):
        of = {Together.ALL: "", Together.FOLDER: name.rpartition("/")[0], Together.EACH: name}
        groups.setdefault(of[scenario.together], set()).add(name)
    return any(group & done and not group <= done for group in groups.values())


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


_OF_VERB = {scenario.verb: scenario for scenario in SCENARIOS}
_PATIENCE = 900.0
"""Seconds after which a child is stuck."""
_LOOKS = 60
"""In how many looks: when all were stopped for an hour, one look of them has passed, not all."""
_SERVER = get_context("forkserver")
_SERVER.set_forkserver_preload([__name__, *_USED])


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
