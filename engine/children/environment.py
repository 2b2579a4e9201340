"""The environment of a child: variables by name, none that makes it run something else."""

import os
import sys
from collections.abc import Mapping

_NAMED = frozenset(
    {
        "APPDATA", "COMSPEC", "HOME", "LANG", "LANGUAGE", "LOCALAPPDATA", "LOGNAME", "PATHEXT",
        "PROGRAMDATA", "PROGRAMFILES", "PYTHONDONTWRITEBYTECODE", "PYTHONHASHSEED", "PYTHONHOME",
        "PYTHONUTF8", "SYSTEMDRIVE", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "TZ", "TZDIR", "USER",
        "USERNAME", "USERPROFILE", "VIRTUAL_ENV", "WINDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME",
        "XDG_RUNTIME_DIR", "__PYVENV_LAUNCHER__",
    }
)  # fmt: skip
_PREFIXES = ("LC_", "POLARS_")
_FOLDERS = ("PATH", "PYTHONPATH")
"""Lists of folders, of which those relative to the working folder are left out."""

OF_CLUSTERS = ("JAVA_", "SPARK_", "PYSPARK_", "HADOOP_", "PG")
"""How the names of variables begin with which clusters and databases are set up."""


def environment(
    more: tuple[str, ...] = (), given: Mapping[str, str] | None = None
) -> dict[str, str]:
    """The named variables of this process, those that begin as `more` says, and what is given.

    No token and no `GIT_…` or `PYTHON…` that names code is among them.
    """
    prefixes = (*_PREFIXES, *more)
    kept = {
        name: value
        for name, value in os.environ.items()
        if name.upper() in _NAMED or name.upper().startswith(prefixes)
    }
    for name in _FOLDERS:
        if folders := absolute_folders(os.environ.get(name, "")):
            kept[name] = os.pathsep.join(folders)
    if sys.platform == "win32":
        kept["NoDefaultCurrentDirectoryInExePath"] = "1"
    return {**kept, **(given or {})}


def absolute_folders(value: str) -> list[str]:
    """The folders of a search path that do not depend on where one stands."""
    return [folder for folder in value.split(os.pathsep) if os.path.isabs(folder)]
