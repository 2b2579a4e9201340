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
_WITHOUT_DRIVERS = ("--no-ext-diff", "--no-textconv")
_DIFFS = ("diff", "log", "show")
_LIMITS = Limits(seconds=600)


def run_git(
    *words: str,
    folder: Path | None = None,
    given: bytes = b"",
    variables: Mapping[str, str] | None = None,
) -> Ended:
    """Run git in `folder`, or where one stands. Raises NoProgram and ChildFailed."""
    asked = [part for setting in _SAFE for part in ("-c", setting)]
    verb, *rest = words
    asked += [verb, *(_WITHOUT_DRIVERS if verb in _DIFFS else ()), *rest]
    return run_program(
        "git", asked, folder=folder or Path.cwd(), given=given,
        variables={**_VARIABLES, **(variables or {})}, limits=_LIMITS,
    )  # fmt: skip
