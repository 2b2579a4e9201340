"""`roadmap fmt`: one way of writing; values and comments stay."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from engine.cli import options
from engine.cli.command import Command, option
from engine.cli.inputs import OneFile, finding_lines, spec_files
from engine.cli.output import Exit, Talk, say
from engine.codes.yaml import UNREADABLE
from engine.diagnostics import Place, finding
from engine.messages import Language, catalogue
from engine.trees import content_of
from engine.visible import harmless_lines
from engine.whole_files import write_files
from engine.yamltext import LIMIT


@click.command("fmt", cls=Command, help="fmt.verb")
@options.paths
@option("--check", is_flag=True, help="fmt.check")
@options.language
@options.quiet
def command(paths: tuple[Path, ...], check: bool, lang: str, quiet: bool) -> int:
    """Files in the canonical form, written whole or not at all."""
    if paths == (Path("-"),):
        return _stream(lang)
    files, changed, code = spec_files(paths), [], Exit.FINE
    for path, text in _formatted(files, lang, Talk(quiet=quiet)):
        if text is None:
            code = Exit.UNUSABLE
            continue
        changed.append(path)
        say(path.as_posix())
        if not check:
            write_files(path.resolve().parent, {path.resolve().name: text})
    if not quiet:
        say(_summary(len(files), len(changed), lang, check=check), err=True)
    return max(code, Exit.FINDINGS if check and changed else Exit.FINE)


def _formatted(files: tuple[Path, ...], lang: str, talk: Talk) -> Iterator[tuple[Path, str | None]]:
    """Files that need a change, with their new text; None for those that cannot be read."""
    from engine.editing import format_file

    for done, path in enumerate(files, 1):
        talk(path.name, done, len(files))
        try:
            data = content_of(path, LIMIT + 1)
        except OSError:
            unread = finding(UNREADABLE, Place(path.as_posix()), path=path.as_posix())
            say(finding_lines((unread,), OneFile(b""), lang), err=True)
            yield path, None
            continue
        result = format_file(data, path.as_posix())
        if result.text is None:
            say(finding_lines(result.findings, OneFile(data), lang), err=True)
            yield path, None
        elif result.is_changed:
            yield path, result.text
    talk.finish()


def _stream(lang: str) -> int:
    from engine.editing import format_file

    buffer = getattr(sys.stdin, "buffer", None)
    data = buffer.read() if buffer else sys.stdin.read().encode("utf-8")
    result = format_file(data, "-")
    if result.text is None:
        say(finding_lines(result.findings, OneFile(data), lang), err=True)
        return Exit.UNUSABLE
    click.echo(harmless_lines(result.text) if sys.stdout.isatty() else result.text, nl=False)
    return Exit.FINE


def _summary(files: int, changed: int, lang: str, *, check: bool) -> str:
    key = "fmt.fine" if not changed else "fmt.to-change" if check else "fmt.changed"
    return catalogue(Language(lang)).text(key, files=files, changed=changed)
