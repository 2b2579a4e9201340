"""git, asked so that no repository makes it run anything: no hook, driver, monitor, protocol."""

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from engine.children.limits import Limits
from engine.children.programs import Ended, run_program

_SAFE = (
    "core.fsmonitor=false", f"core.hooksPath={os.devnull}", "core.pager=cat", "core.askPass=",
    "core.sshCommand=false", "core.gitProxy=",
    "protocol.allow=never", "safe.bareRepository=explicit", "log.showSignature=false",
    "submodule.recurse=false", "maintenance.auto=false", "gc.auto=0",
    "commit.gpgSign=false", "i18n.commitEncoding=utf-8",
    "advice.graftFileDeprecated=false",  # it is we who name a file of grafts: one without any
)  # fmt: skip
_VARIABLES = {
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_PAGER": "cat",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C.UTF-8",
}
_VERBS = frozenset(
    {
        "cat-file",
        "check-attr",
        "config",
        "diff-tree",
        "log",
        "ls-tree",
        "merge-base",
        "rev-list",
        "rev-parse",
        "var",
    }
)  # fmt: skip
"""What runs nothing by itself. A difference of texts would go through the drivers that the
repository's own settings name, whoever fetches or checks out through its hooks and helpers, and
`status` through its filters, those of its submodules too."""
_WRITES = frozenset(
    {"commit-tree", "hash-object", "read-tree", "update-index", "update-ref", "write-tree"}
)
"""What makes a commit out of bytes: objects and refs, no file of the working tree."""
_TEXTS = frozenset({"-u", "--patch", "--textconv", "--ext-diff", "--filters"})
_LIMITS = Limits(seconds=600)


def run_git(
    *words: str,
    folder: Path | None = None,
    given: bytes = b"",
    variables: Mapping[str, str] | None = None,
    most: int = _LIMITS.answer,
) -> Ended:
    """Run git in `folder`, or where one stands; it may say `most` bytes.

    Raises NoProgram, ChildFailed, and ValueError for a verb that could run something.
    """
    if words[0] not in _VERBS or _TEXTS & {*words}:
        raise ValueError(" ".join(words))
    return _run(words, folder, given, variables, replace(_LIMITS, answer=most))


def run_plumbing(
    *words: str,
    folder: Path,
    given: bytes = b"",
    variables: Mapping[str, str] | None = None,
) -> Ended:
    """Like `run_git`, for whoever makes a commit.

    Raises NoProgram, ChildFailed, and ValueError for a verb that could run something or would
    write into the working tree.
    """
    if words[0] not in _VERBS | _WRITES or _TEXTS & {*words}:
        raise ValueError(" ".join(words))
    if words[0] == "hash-object" and "--no-filters" not in words:
        raise ValueError(" ".join(words))
    return _run(words, folder, given, variables, _LIMITS)


def _run(
    words: tuple[str, ...],
    folder: Path | None,
    given: bytes,
    variables: Mapping[str, str] | None,
    limits: Limits,
) -> Ended:
    asked = [part for setting in _SAFE for part in ("-c", setting)]
    return run_program(
        "git", [*asked, *words], folder=folder or Path.cwd(), given=given,
        variables={**_VARIABLES, **(variables or {})}, limits=limits,
    )  # fmt: skip
