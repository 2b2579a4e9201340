"""git, asked so that no repository makes it run anything: no hook, driver, monitor, protocol."""

import os
from collections.abc import Mapping
from pathlib import Path

from engine.children.limits import Limits
from engine.children.programs import Ended, run_program

_SAFE = (
    "core.fsmonitor=false", f"core.hooksPath={os.devnull}", "core.pager=cat", "core.askPass=",
    "core.sshCommand=false", "core.gitProxy=",
    "protocol.allow=never", "safe.bareRepository=explicit", "log.showSignature=false",
    "submodule.recurse=false", "maintenance.auto=false", "gc.auto=0",
)  # fmt: skip
_VARIABLES = {
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_PAGER": "cat",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C.UTF-8",
}
_VERBS = frozenset(
    {
        "cat-file",
        "config",
        "diff-tree",
        "log",
        "ls-tree",
        "merge-base",
        "rev-list",
        "rev-parse",
        "status",
        "var",
    }
)  # fmt: skip
"""What runs nothing by itself. A difference of texts would go through the drivers that the
repository's own settings name, whoever fetches or checks out through its hooks and helpers."""
_TEXTS = frozenset({"-u", "--patch", "--textconv", "--ext-diff", "--filters"})
_OF_FOLDER = ("status",)
"""What compares files of the working folder: they go through filters."""
_FILTERS = r"^filter\..*\.(clean|smudge|process)$"
_LIMITS = Limits(seconds=600)


def run_git(
    *words: str,
    folder: Path | None = None,
    given: bytes = b"",
    variables: Mapping[str, str] | None = None,
) -> Ended:
    """Run git in `folder`, or where one stands.

    Raises NoProgram, ChildFailed, and ValueError for a verb that could run something.
    """
    asked = [part for setting in _SAFE for part in ("-c", setting)]
    if words[0] not in _VERBS or _TEXTS & {*words}:
        raise ValueError(" ".join(words))
    if words[0] in _OF_FOLDER:
        variables = {**(variables or {}), **_without_filters(folder)}
    return run_program(
        "git", [*asked, *words], folder=folder or Path.cwd(), given=given,
        variables={**_VARIABLES, **(variables or {})}, limits=_LIMITS,
    )  # fmt: skip


def _without_filters(folder: Path | None) -> dict[str, str]:
    """Settings that empty the filters of the repository; those of the user and the system stay."""
    listed = run_git(
        "config", "--show-scope", "-z", "--name-only", "--get-regexp", _FILTERS, folder=folder
    )
    parts = listed.out.decode("utf-8", "surrogateescape").split("\0")
    own = [
        name
        for scope, name in zip(parts[::2], parts[1::2], strict=False)
        if scope not in ("global", "system")
    ]
    emptied = {f"GIT_CONFIG_KEY_{at}": name for at, name in enumerate(own)}
    emptied |= {f"GIT_CONFIG_VALUE_{at}": "" for at in range(len(own))}
    return {**emptied, "GIT_CONFIG_COUNT": str(len(own))}
