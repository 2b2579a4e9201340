"""What the verbs write: results on stdout, talk on stderr, files whole or not at all."""

import json
import os
import sys
import tempfile
from pathlib import Path
from time import monotonic

import click

QUIET_SECONDS = 1.0
"""Progress is shown only when a run takes longer than this."""


def write_json(value: object) -> None:
    """A JSON value on stdout, readable and with Cyrillic as it is."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def write_files(folder: Path, files: dict[str, str | bytes]) -> tuple[Path, ...]:
    """Write all files or none: each goes to a temporary name first, then all are renamed."""
    folder.mkdir(parents=True, exist_ok=True)
    waiting = [(_temporary(folder, content), folder / name) for name, content in files.items()]
    for temporary, final in waiting:
        os.replace(temporary, final)
    return tuple(final for _, final in waiting)


def _temporary(folder: Path, content: str | bytes) -> str:
    data = content.encode("utf-8") if isinstance(content, str) else content
    descriptor, name = tempfile.mkstemp(dir=folder, prefix=".roadmap-", suffix=".part")
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    os.chmod(name, 0o644)
    return name


class Talk:
    """Progress on stderr: one line that is written over, only when the run is long."""

    def __init__(self, *, quiet: bool) -> None:
        self._started = monotonic()
        self._quiet = quiet
        self._shown = False

    def __call__(self, what: str, done: int, total: int) -> None:
        if self._quiet or monotonic() - self._started < QUIET_SECONDS:
            return
        share = f"{done}/{total}" if total else str(done)
        if sys.stderr.isatty():
            click.echo(f"\r\033[K{share} {what}", err=True, nl=False)
            self._shown = True
        else:
            click.echo(f"{share} {what}", err=True)

    def finish(self) -> None:
        """Take the progress line away."""
        if self._shown:
            click.echo("\r\033[K", err=True, nl=False)
