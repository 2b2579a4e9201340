"""Progress: one line with pace and time left on a terminal, nothing in a pipe."""

import io
from contextlib import redirect_stderr

import pytest

from engine.cli.output import Talk, pace_of
from engine.cli.words import speak
from tests.unit.cli.test_colours import Terminal


@pytest.fixture(autouse=True)
def in_russian(monkeypatch: pytest.MonkeyPatch) -> None:
    speak("ru")
    monkeypatch.setenv("COLUMNS", "80")


class Clock:
    """A clock that a test sets."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 0.0
        monkeypatch.setattr("engine.cli.output.monotonic", lambda: self.now)


def lines(stream: io.StringIO) -> list[str]:
    return stream.getvalue().split("\r\033[K")[1:]


@pytest.mark.parametrize(
    ("done", "total", "seconds", "russian", "english"),
    [
        (120, 540, 10, "12 в секунду, осталось 0:35", "12 a second, 0:35 left"),
        (5, 20, 10, "0,5 в секунду, осталось 0:30", "0.5 a second, 0:30 left"),
        (1, 121, 2, "0,5 в секунду, осталось 4:00", "0.5 a second, 4:00 left"),
        (20, 20, 10, "2,0 в секунду, осталось 0:00", "2.0 a second, 0:00 left"),
        (0, 20, 10, "", ""),
        (5, 0, 10, "", ""),
        (5, 20, 0.2, "", ""),
    ],
)
def test_pace_and_time_left_are_told_in_either_language(
    done: int, total: int, seconds: float, russian: str, english: str
) -> None:
    assert pace_of(done, total, seconds) == russian
    speak("en")
    assert pace_of(done, total, seconds) == english


def test_a_terminal_has_one_line_that_is_written_over_and_taken_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = Clock(monkeypatch)
    with redirect_stderr(Terminal()) as terminal:
        talk = Talk(quiet=False)
        talk("a.csv", 0, 10)
        clock.now = 2
        talk("b.csv", 4, 10)
        talk.finish()
    assert lines(terminal) == ["4/10 · 2,0 в секунду, осталось 0:03 · b.csv", ""]


def test_work_that_begins_anew_has_its_own_pace(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock(monkeypatch)
    with redirect_stderr(Terminal()) as terminal:
        talk = Talk(quiet=False)
        talk("a.csv", 0, 10)
        clock.now = 100
        talk("первое", 0, 4)
        clock.now = 102
        talk("второе", 1, 4)
    assert lines(terminal) == ["0/4 · первое", "1/4 · 0,5 в секунду, осталось 0:06 · второе"]


def test_a_line_is_no_longer_than_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    clock = Clock(monkeypatch)
    with redirect_stderr(Terminal()) as terminal:
        talk = Talk(quiet=False)
        clock.now = 5
        talk("очень длинное имя таблицы.csv", 0, 10)
    assert lines(terminal) == ["0/10 · очень длинное"[:19]]


def test_a_pipe_and_a_quiet_run_get_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock(monkeypatch)
    for stream, quiet in ((io.StringIO(), False), (Terminal(), True)):
        with redirect_stderr(stream):
            talk = Talk(quiet=quiet)
            clock.now += 5
            talk("a.csv", 1, 10)
            talk.finish()
        assert stream.getvalue() == ""
