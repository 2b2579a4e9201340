"""Text of files does not steer the terminal, and one unreadable file stops no other."""

import json
from pathlib import Path

import pytest

from engine.cli.output import Exit, write_json
from tests.running import run

STEERING = "\x1b[31m\u202e\u0085"


def test_a_file_name_with_escape_sequences_is_shown_without_them(tmp_path: Path) -> None:
    file = tmp_path / f"a{STEERING}.yaml"
    file.write_text("format: roadmap/1\ntitle:   x\n", "utf-8")
    for words in (("fmt", "--check", str(file)), ("fmt", str(tmp_path / "нет\x1b[2J.yaml"))):
        done = run(*words)
        assert not set(STEERING) & set("\x1b\u202e\u0085") & set(done.out + done.err)
        assert "·" in done.out + done.err


def test_facts_for_git_are_shown_without_them(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text('format: roadmap/1\ntitle: "а\u202eб"\n', "utf-8")
    assert "\u202e" not in run("git", "textconv", str(file)).out


def test_json_escapes_them_and_stays_the_same_value(capsys: pytest.CaptureFixture[str]) -> None:
    write_json({"title": f"а{STEERING}"})
    printed = capsys.readouterr().out
    assert not {"\x1b", "\u202e", "\u0085"} & set(printed)
    assert json.loads(printed) == {"title": f"а{STEERING}"}


def test_fmt_goes_on_beside_a_file_that_cannot_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.yaml").write_text("format: roadmap/1\ntitle:   x\n", "utf-8")
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "a.yaml":
            raise PermissionError(13, "Permission denied", str(path))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    done = run("fmt", str(tmp_path))
    assert done.code == Exit.UNUSABLE
    assert "Y034" in done.err
    assert done.out == f"{tmp_path.as_posix()}/b.yaml\n"
