"""A function is called in a child: its value, or what became of the child."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from weakref import WeakSet

import pytest

from engine.children import ChildFailed, FailureKind, Limits, call, calling, prepare
from engine.children.limits import limit_program
from engine.diagnostics import Place
from tests.unit.children.trial_child import load

HERE = Path(__file__).parent
trials = load("engine.trials", str(HERE / "trials.py"))
MIB = 1 << 20
linux = pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="no limits of memory here")


@pytest.fixture(autouse=True)
def _trial_children(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(calling, "_PROGRAM", HERE / "trial_child.py")
    idle = calling._Idle()
    monkeypatch.setattr(calling, "_IDLE", idle)
    yield
    idle.close()


def failure(function: object, *arguments: object, **limits: object) -> ChildFailed:
    with pytest.raises(ChildFailed) as caught:
        call(function, *arguments, limits=Limits(**limits))  # type: ignore[arg-type]
    return caught.value


@pytest.mark.parametrize(
    "value",
    [
        None, True, 0, -(2**70), 0.1, "Ёлка \ud800 \x00", b"", b"\x00\xff" * 70_000, [],
        {"а": [1, {"б": b"x", "в": [b"y", None]}]}, [[["глубоко"]]],
    ],
)  # fmt: skip
def test_a_value_goes_there_and_back(value: object) -> None:
    assert call(trials.echo, value, "второе") == [value, "второе"]


def test_a_tuple_arrives_as_a_list_and_other_values_are_refused() -> None:
    assert call(trials.echo, (1, 2)) == [[1, 2]]
    for refused in ({"": 1}, {1: 2}, {1, 2}, Place("a")):
        with pytest.raises(TypeError):
            call(trials.echo, refused)  # type: ignore[arg-type]
    assert call(trials.echo, "дальше") == ["дальше"]


def test_a_child_that_answered_is_used_again_and_one_that_failed_is_not() -> None:
    first = call(trials.surroundings)["pid"]
    assert call(trials.surroundings)["pid"] == first
    failure(trials.fail)
    assert call(trials.surroundings)["pid"] != first


@linux
def test_memory_beyond_the_limit_is_told_and_the_next_call_has_its_own_limit() -> None:
    told = failure(trials.allocate, 300 * MIB, memory=100 * MIB)
    assert told.kind is FailureKind.MEMORY
    assert call(trials.allocate, 50 * MIB, limits=Limits(memory=100 * MIB)) == 50 * MIB
    assert call(trials.allocate, 300 * MIB) == 300 * MIB


def test_a_child_that_takes_too_long_is_stopped() -> None:
    started = time.monotonic()
    assert failure(trials.sleep, 60, seconds=0.3).kind is FailureKind.TIME
    assert time.monotonic() - started < 5


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_child_that_a_signal_ends_says_which_and_its_last_words() -> None:
    told = failure(trials.die, int(signal.SIGABRT))
    assert (told.kind, told.text) == (FailureKind.KILLED, "SIGABRT: последние слова")
    assert failure(trials.leave, 7).text == "exit 7"


def test_an_allocation_that_aborts_is_lack_of_memory() -> None:
    from engine.children.failures import of_end

    said = "memory allocation of 137438953472 bytes failed"
    assert of_end(-6, said) == (FailureKind.MEMORY, said)
    assert of_end(-250, "") == (FailureKind.KILLED, "signal 250")


def test_panics_and_exceptions_are_told_in_their_words() -> None:
    told = failure(trials.panic)
    assert (told.kind, told.text) == (FailureKind.PANIC, "date out of range")
    told = failure(trials.fail)
    assert (told.kind, told.text) == (FailureKind.RAISED, "KeyError: 'нет такого'")
    assert failure(trials.dig, 0).text.startswith("RecursionError")


def test_an_answer_that_is_too_long_is_refused() -> None:
    assert failure(trials.echo, b"x" * 2000, answer=1000).kind is FailureKind.ANSWER


def test_only_functions_of_the_engine_are_called() -> None:
    assert failure(os.getpid).text.startswith("ValueError")


def test_a_child_stands_in_an_empty_folder_and_sees_no_token(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('чужой json')", "utf-8")
    monkeypatch.chdir(tmp_path)
    for name in ("ROADMAP_TOKEN", "GITHUB_TOKEN", "GIT_DIR", "PYTHONSTARTUP", "PYTHONINSPECT"):
        monkeypatch.setenv(name, "x")
    monkeypatch.setenv("PATH", os.pathsep.join([".", "", os.environ["PATH"], "tools"]))
    monkeypatch.setenv("PYTHONPATH", ":.")
    found = call(trials.surroundings)
    assert found["folder"] != os.getcwd()
    assert found["files"] == []
    assert all(os.path.isabs(folder) and Path(folder) != tmp_path for folder in found["path"])
    assert not {"ROADMAP_TOKEN", "GITHUB_TOKEN", "GIT_DIR"} & found["variables"].keys()
    assert [name for name in found["variables"] if name.startswith("PYTHON")] in (
        [], ["PYTHONDONTWRITEBYTECODE"],
    )  # fmt: skip
    assert all(os.path.isabs(each) for each in found["variables"]["PATH"].split(os.pathsep))


def test_calls_side_by_side_have_children_of_their_own() -> None:
    pids: list[int] = []

    def ask() -> None:
        call(trials.sleep, 0.3)
        pids.append(call(trials.surroundings)["pid"])

    threads = [threading.Thread(target=ask) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(pids)) == 2


def test_a_prepared_child_takes_the_next_call_and_leaves_no_folder_behind() -> None:
    prepare(trials.echo)
    (child,) = calling._IDLE._children
    found = call(trials.surroundings)
    assert found["pid"] == child.pid
    calling._IDLE.close()
    assert not Path(found["folder"]).exists()


def test_a_child_whose_answer_is_waited_for_leaves_nothing_at_the_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The workspace was stopped while it counted: the thread that waited was not asked any more."""
    monkeypatch.setattr(calling, "_LIVE", WeakSet())
    child = calling.Child()
    ended: list[FailureKind] = []

    def wait() -> None:
        with pytest.raises(ChildFailed) as caught:
            child.call(trials.sleep, 60)
        ended.append(caught.value.kind)

    waits = threading.Thread(target=wait)
    waits.start()
    assert Path(child._folder).is_dir()
    calling.leave_all()
    assert not Path(child._folder).exists()
    waits.join(10)
    assert ended == [FailureKind.KILLED]


def test_starting_a_child_is_quick() -> None:
    """By the processor's seconds of both: others who use the machine make nothing slower."""
    used, took = [], []
    for _ in range(5):
        started, before = time.monotonic(), sum(os.times()[:4])
        child = calling.Child()
        child.call(trials.echo, 1)
        took.append(time.monotonic() - started)
        child.close()  # from here on its seconds are counted among those of children
        used.append(sum(os.times()[:4]) - before)
    assert min(used) < 0.2  # 0.05 where nothing else runs
    assert min(took) < 3  # nothing is slept through


@linux
def test_a_program_is_allowed_no_more_than_it_inherits_and_ends_where_nobody_waits() -> None:
    """Who may not raise a limit is refused all of it: «нет права» was said of files too long. A
    LibreOffice whose run was killed went on with a hostile paper for ever."""
    import resource

    with subprocess.Popen(["sleep", "9"]) as program:
        resource.prlimit(program.pid, resource.RLIMIT_FSIZE, (3000, 3000))
        limit_program(program.pid, Limits(seconds=7, answer=10_000))
        assert resource.prlimit(program.pid, resource.RLIMIT_FSIZE) == (3000, 3000)
        seconds = 7 * (os.cpu_count() or 1)
        assert resource.prlimit(program.pid, resource.RLIMIT_CPU) == (seconds, seconds)
        program.kill()
