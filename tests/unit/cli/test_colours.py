"""Colours and links on a terminal, none in a pipe, and never in a document."""

import io
import os
from contextlib import redirect_stdout
from pathlib import Path

import click
import pytest

from engine.cli import colours
from engine.cli.meanings import page_of
from engine.cli.output import tell
from tests.running import run
from tests.unit.cli.test_language import EVERY

BAD = "tests/codes/S102/bad"
RED, YELLOW, GREEN, CYAN = "\x1b[31m", "\x1b[33m", "\x1b[32m", "\x1b[36m"
BOLD, PLAIN = "\x1b[1m", "\x1b[0m"
LINE = f"{BAD}/low-results.yaml:"


class Terminal(io.StringIO):
    """A stream that somebody looks at."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def asked_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_STATE_HOME", os.devnull)
    page_of.cache_clear()
    colours.ask_for("auto")


def seen(text: str, **given: bool) -> str:
    with redirect_stdout(Terminal()) as terminal:
        tell(text, **given)
    return terminal.getvalue()


def test_a_pipe_gets_the_text_alone() -> None:
    assert "\x1b" not in run("validate", BAD).out
    assert "\x1b" not in run("--color", "never", "validate", BAD).out


@pytest.mark.parametrize("line", [("--color", "always", "validate", BAD),
                                  ("validate", BAD, "--color", "always")])  # fmt: skip
def test_severity_code_and_carets_are_coloured(line: tuple[str, ...]) -> None:
    head, _, carets, *_ = run(*line).out.splitlines()
    assert head.startswith(LINE)
    assert f": {RED}{BOLD}ошибка{PLAIN} {BOLD}S102{PLAIN}: " in head
    assert carets.strip(" |").startswith(f"{CYAN}{BOLD}^")
    assert carets.endswith(f"^{PLAIN}")


def test_the_words_of_the_other_language_are_coloured_too() -> None:
    told = run("--lang", "en", "--color", "always", "validate", BAD).out
    assert f"{RED}{BOLD}error{PLAIN} {BOLD}S102{PLAIN}: The key" in told


@pytest.mark.parametrize(
    ("variables", "option", "coloured"),
    [
        ({}, (), False),
        ({"FORCE_COLOR": "1"}, (), True),
        ({"FORCE_COLOR": "0"}, (), False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, (), False),
        ({"FORCE_COLOR": "1"}, ("--color", "never"), False),
        ({"NO_COLOR": "1"}, ("--color", "always"), True),
    ],
)
def test_the_option_decides_then_no_color_then_force_color(
    variables: dict[str, str], option: tuple[str, ...], coloured: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert ("\x1b" in run("validate", BAD, *option).out) is coloured


def test_a_terminal_has_colours_unless_it_is_dumb_or_asks_for_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = "a.yaml:1:2: ошибка S102: Нет ключа."
    painted = f"a.yaml:1:2: {RED}{BOLD}ошибка{PLAIN} {BOLD}S102{PLAIN}: Нет ключа.\n"
    assert seen(text) == painted
    monkeypatch.setenv("NO_COLOR", "1")
    assert seen(text) == f"{text}\n"
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "dumb")
    assert seen(text) == f"{text}\n"


@pytest.mark.parametrize(
    ("text", "painted"),
    [
        ("a: предупреждение L641: Нет.",
         f"a: {YELLOW}{BOLD}предупреждение{PLAIN} {BOLD}L641{PLAIN}: Нет."),
        ("слабее · G620 · Цель", f"{RED}{BOLD}слабее{PLAIN} · {BOLD}G620{PLAIN} · Цель"),
        ("строже · G620 · Показатель",
         f"{GREEN}{BOLD}строже{PLAIN} · {BOLD}G620{PLAIN} · Показатель"),
        ("talents/acts: не выполнен", f"talents/acts: {RED}{BOLD}не выполнен{PLAIN}"),
        ("talents/acts: выполнен", f"talents/acts: {GREEN}{BOLD}выполнен{PLAIN}"),
        ("  ✗ пример", f"  {RED}✗{PLAIN} пример"),
        ("слово ошибка S102 в тексте", "слово ошибка S102 в тексте"),
        ("", ""),
    ],
)  # fmt: skip
def test_what_stands_at_the_beginning_of_a_line_is_painted(text: str, painted: str) -> None:
    assert seen(text) == f"{painted}\n"


def test_lines_of_a_difference_are_green_and_red() -> None:
    told = seen("--- a\n@@ -1 +1 @@\n-было\n+стало\n так", is_difference=True)
    assert told.splitlines()[1:] == [
        f"{CYAN}@@ -1 +1 @@{PLAIN}", f"{RED}-было{PLAIN}", f"{GREEN}+стало{PLAIN}", " так",
    ]  # fmt: skip


def test_a_file_that_lies_there_is_a_link_on_a_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.yaml").write_text("", "utf-8")
    address = (tmp_path / "a.yaml").resolve().as_uri()
    link = f"\x1b]8;;{address}\x1b\\a.yaml\x1b]8;;\x1b\\"
    assert seen("a.yaml:1:2 и b.yaml:3") == f"{link}:1:2 и b.yaml:3\n"
    colours.ask_for("always")
    with redirect_stdout(io.StringIO()) as pipe:
        tell("a.yaml:1:2")
    assert pipe.getvalue() == "a.yaml:1:2\n"


def test_a_code_is_a_link_to_what_it_means_on_a_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = "x.yaml: ошибка S102: нет"
    assert "]8;;" not in seen(line)  # the user's folder cannot be written
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    page_of.cache_clear()
    page = tmp_path / "roadmap" / "codes" / "ru" / "S102.txt"
    link = f"\x1b]8;;{page.as_uri()}\x1b\\{BOLD}S102{PLAIN}\x1b]8;;\x1b\\"
    assert seen(line) == f"x.yaml: {RED}{BOLD}ошибка{PLAIN} {link}: нет\n"
    assert page.read_text("utf-8") == run("explain", "S102").out.rstrip("\n")
    for damaged in (b"\xff", b"S102"):
        page.write_bytes(damaged)
        page_of.cache_clear()
        assert link in seen(line)
        assert page.read_text("utf-8") == run("explain", "S102").out.rstrip("\n")
    assert "]8;;" not in seen("x.yaml: ошибка S999: нет")


def test_what_a_file_says_does_not_steer_a_coloured_terminal() -> None:
    assert seen("a.yaml: ошибка S102: \x1b[2J") == (
        f"a.yaml: {RED}{BOLD}ошибка{PLAIN} {BOLD}S102{PLAIN}: ·[2J\n"
    )


@pytest.mark.parametrize("format_", ["json", "sarif", "junit"])
def test_a_document_is_never_coloured(format_: str) -> None:
    assert "\x1b" not in run("--color", "always", "validate", BAD, "--format", format_).out


def test_a_file_is_never_coloured(tmp_path: Path) -> None:
    file = tmp_path / "told.txt"
    run("--color", "always", "validate", BAD, "--output", str(file))
    assert "S102" in file.read_text("utf-8")
    assert "\x1b" not in file.read_text("utf-8")


@pytest.mark.parametrize("command", [each for _, each in EVERY], ids=[str(p) for p, _ in EVERY])
def test_every_verb_takes_the_option(command: click.Command) -> None:
    assert any("--color" in param.opts for param in command.params)
