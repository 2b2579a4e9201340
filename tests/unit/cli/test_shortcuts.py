"""The start icon: what it holds is what is started, whatever signs stand in the paths."""

import configparser
import subprocess
import sys
from pathlib import Path

import pytest

from engine.cli.shortcuts import Start, shortcut
from tests.running import run

ODD = ("Мой район", "100% $HOME `id`", 'кав"ычка', "back\\slash", "точка;и & |")


def start(folder: Path, *words: str) -> Start:
    return Start("Дорожные карты", words, folder, Path("/значок %.svg"))


@pytest.mark.skipif(sys.platform == "win32", reason="sh")
def test_the_script_of_a_mac_starts_the_very_words_in_the_folder(tmp_path: Path) -> None:
    home = tmp_path / 'odd "folder" $x'
    home.mkdir()
    shown = "import os, sys; print(os.getcwd()); print(*sys.argv[1:], sep='\\n')"
    name, text = shortcut(start(home, sys.executable, "-c", shown, *ODD), "darwin")
    assert name == "Дорожные карты.command"
    script = tmp_path / name
    script.write_text(text, "utf-8")
    done = subprocess.run(["sh", script], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.splitlines() == [str(home), *ODD]


def test_the_entry_of_a_linux_desktop_reads_back(tmp_path: Path) -> None:
    name, text = shortcut(start(tmp_path, "/usr/bin/python3", *ODD), "linux")
    assert name.endswith(".desktop")
    entry = configparser.RawConfigParser()
    entry.optionxform = str  # type: ignore[assignment, method-assign]
    entry.read_string(text)
    assert entry["Desktop Entry"]["Terminal"] == "true"
    value = entry["Desktop Entry"]["Exec"].replace("\\\\", "\\").replace("%%", "%")
    words: list[str] = []
    now, inside, escaped = "", False, False
    for sign in value:
        if inside and not escaped and sign == "\\":
            escaped = True
        elif sign == '"' and not escaped:
            inside = not inside
            words, now = ([*words, now], "") if not inside else (words, now)
        else:
            now, escaped = (now + sign if inside else now), False
    assert words == ["/usr/bin/python3", *ODD]


def test_the_script_of_windows_doubles_what_cmd_would_replace(tmp_path: Path) -> None:
    name, text = shortcut(start(tmp_path, "C:\\py thon.exe", "100% %PATH%"), "win32")
    assert name == "Дорожные карты.cmd"
    assert '"C:\\py thon.exe" "100%% %%PATH%%"' in text
    assert text.count("\r\n") == text.count("\n")


def test_a_path_with_a_line_break_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="specs"):
        shortcut(start(tmp_path, "python", "specs\nExec=evil"), "linux")


def test_the_verb_puts_it_where_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("starlette", reason="the extra [web] is not installed")
    pytest.importorskip("uvicorn", reason="the extra [web] is not installed")
    (tmp_path / "specs").mkdir()
    monkeypatch.chdir(tmp_path)
    done = run("serve", "specs", "--shortcut", "--desktop", str(tmp_path / "стол"))
    assert done.code == 0, done.err
    (path,) = (tmp_path / "стол").iterdir()
    assert str(tmp_path / "specs") in path.read_text("utf-8")
    assert path.stat().st_mode & 0o100
    assert not (tmp_path / "outputs").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="sh")
def test_an_icon_runs_nothing_of_the_folder_that_it_starts_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Which is the folder with the projects: an archive that was sent may lie there."""
    for library in ("starlette", "uvicorn"):
        pytest.importorskip(library, reason="the extra [web] is not installed")
    (tmp_path / "specs").mkdir()
    (tmp_path / "engine").mkdir()
    for planted in ("engine/__init__.py", "runpy.py", "click.py"):
        (tmp_path / planted).write_text("raise SystemExit('planted')\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "platform", "darwin")
    assert run("serve", "specs", "--shortcut", "--desktop", str(tmp_path / "стол")).code == 0
    (tmp_path / "specs").rmdir()  # so that it ends at once
    (script,) = (tmp_path / "стол").iterdir()
    done = subprocess.run(["sh", script], capture_output=True, encoding="utf-8", check=False)
    assert "planted" not in done.stderr
    assert (done.returncode, "specs" in done.stderr) == (2, True), done.stderr
