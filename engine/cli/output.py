"""What the verbs write: results on stdout, talk on stderr, files whole or not at all."""

import errno
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


class NotWritten(click.ClickException):
    """The folder or the disk did not take the files; nothing of them is there."""

    exit_code = 2

    def __init__(self, folder: Path, error: OSError) -> None:
        reason = _REASONS.get(error.errno or 0, error.strerror or str(error))
        super().__init__(
            f"в папку {folder.as_posix()} ничего не записано: {reason}. Прежние файлы целы; "
            "исправьте это и повторите ту же команду."
        )


_REASONS = {
    errno.ENOSPC: "на диске нет места", errno.EDQUOT: "исчерпана квота на диске",
    errno.EFBIG: "файл больше, чем разрешено", errno.EACCES: "нет права писать",
    errno.EPERM: "нет права писать", errno.EROFS: "диск открыт только для чтения",
    errno.ENOTDIR: "на пути стоит файл, а не папка", errno.EEXIST: "на пути стоит файл, а не папка",
}  # fmt: skip


def write_files(folder: Path, files: dict[str, str | bytes]) -> tuple[Path, ...]:
    """Write all files or none: each goes to a temporary name first, then all are renamed.

    Raises NotWritten, with nothing left behind.
    """
    waiting: list[tuple[str, Path]] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            waiting.append((_temporary(folder, content), folder / name))
        for temporary, final in waiting:
            os.replace(temporary, final)
    except OSError as error:
        for temporary, _ in waiting:
            Path(temporary).unlink(missing_ok=True)
        raise NotWritten(folder, error) from error
    return tuple(final for _, final in waiting)


def _temporary(folder: Path, content: str | bytes) -> str:
    data = content.encode("utf-8") if isinstance(content, str) else content
    descriptor, name = tempfile.mkstemp(dir=folder, prefix=".roadmap-", suffix=".part")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o644)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
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
