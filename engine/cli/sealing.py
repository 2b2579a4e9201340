"""The user's secret for a cache: who does not have it can put nothing there that is believed."""

import os
import secrets
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from engine.trees import content_of

_SIZE = 32


def secret_of(cache: Path) -> bytes:
    """The secret of a cache's folder, made when it is first asked for, in the user's own folder.

    Raises OSError where it can be neither read nor written.
    """
    path = _secret(cache)
    with suppress(FileNotFoundError):
        found = content_of(path, _SIZE + 1)
        if len(found) == _SIZE:
            return found
        path.unlink(
            missing_ok=True
        )  # cut short by a full disk or a loss of power: anybody could guess it
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    made = secrets.token_bytes(_SIZE)
    own = path.with_name(f"{path.name}.{os.getpid()}.part")
    own.touch(mode=0o600)
    own.write_bytes(made)
    with suppress(FileExistsError):
        os.link(own, path)  # of two processes that begin at once one makes the secret of both
    own.unlink()
    return content_of(path, _SIZE)


def is_sealed(folder: Path) -> bool:
    """Whether this user has made a secret for the folder."""
    return _secret(folder).is_file()


def _secret(folder: Path) -> Path:
    return own_folder("caches") / sha256(os.fsencode(os.path.realpath(folder))).hexdigest()


def own_folder(name: str) -> Path:
    """Where a program keeps what is the user's alone, of one kind."""
    named = os.environ.get("XDG_STATE_HOME") or os.environ.get("LOCALAPPDATA")
    home = Path(named) if named and os.path.isabs(named) else Path.home() / ".local" / "state"
    return home / "roadmap" / name
