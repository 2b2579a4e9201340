"""Posts the comment and the findings that a job without a token left in a folder.

    python -I post.py github FOLDER|ARCHIVE
    python -I post.py gitlab    (asks for the one file; nothing is unpacked)

Only the standard library, nothing of the checked repository. What is posted was written where
strangers write: it is bounded and looked at, and no sign of it stays alive (no mention, address,
picture, reference, command of the code host).
"""

import base64
import gzip
import json
import os
import re
import sys
import urllib.error
import urllib.parse
import urllib.request
import zipfile
import zlib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

MARK = "<!-- roadmap -->"
MOST = 60_000
"""Bytes of a comment."""
MOST_FINDINGS = 10 << 20
MOST_LEFT = 16 << 20
"""Bytes of an archive of all that was left."""
_STOP = "\u2060"
"""A word joiner: not seen, and no host reads a sign across it."""
_OURS = re.compile(r"</?(?:details|summary)>")
_ALIVE = re.compile(
    r"@(?=[\w/\\])|:(?=[/\\]{2})|\bwww(?=\\?\.)|\](?=[(\[:])|!(?=\[)|[#!~%$^](?=[\w\"\\])"
    r"|&(?!(?:lt|gt|amp);)(?=[\w#])|\bG[HL](?=-\d)|\bmailto(?=:)|\[(?=[a-z_]+:)|^(?=[ \t]*/\w)"
    r"|`{3,}[ \t]*(?=[^\s`])(?!diff$)",
    re.MULTILINE,
)
"""What a host, or what Markdown makes of it, reads as a sign: also what an escape or the name of a
letter would become, and a block in any language but that of differences, which may be drawn."""
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class Refused(Exception):  # noqa: N818
    """What was left is not posted."""


def comment(content: bytes) -> str:
    """The comment as it may be posted. Raises Refused."""
    if len(content) > MOST:
        raise Refused(f"the comment has {len(content)} bytes; at most {MOST} are posted")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as problem:
        raise Refused("the comment is no UTF-8") from problem
    first, _, rest = text.replace("\r\n", "\n").partition("\n")
    if first != MARK:
        raise Refused(f"the comment does not begin with {MARK}")
    return f"{MARK}\n{harmless(rest)}"


def harmless(text: str) -> str:
    """The same to the eye, and nothing of it alive."""
    quiet = _ALIVE.sub(lambda found: found.group() + _STOP, _UNSEEN.sub("\ufffd", text))
    kept = [part.replace("<", f"<{_STOP}") for part in _OURS.split(quiet)]
    ours = _OURS.findall(quiet)
    return "".join(part + tag for part, tag in zip(kept, [*ours, ""], strict=True))


def findings(content: bytes) -> str:
    """A SARIF log, packed as the code host wants it. Raises Refused."""
    if len(content) > MOST_FINDINGS:
        raise Refused(f"the findings have {len(content)} bytes; at most {MOST_FINDINGS} are posted")
    try:
        log = json.loads(content)
    except (ValueError, RecursionError) as problem:
        raise Refused("the findings are no JSON") from problem
    if not isinstance(log, dict) or log.get("version") != "2.1.0":
        raise Refused("the findings are no SARIF 2.1.0")
    kept = _kept(log, _LOG)
    if any(
        run.get("tool", {}).get("driver", {}).get("name") != TOOL for run in kept.get("runs", [])
    ):
        raise Refused(f"the findings are not those of {TOOL}")
    packed = gzip.compress(json.dumps(kept).encode(), mtime=0)
    return base64.b64encode(packed).decode("ascii")


TOOL = "roadmap"
"""Findings under another tool's name would stand in the place of that tool's own."""
_TEXT = {"text": harmless}
_PLACE = {
    "physicalLocation": {
        "artifactLocation": {"uri": str, "uriBaseId": str},
        "region": dict.fromkeys(("startLine", "startColumn", "endLine", "endColumn"), int),
    },
    "logicalLocations": [{"name": harmless, "fullyQualifiedName": harmless}],
}
_RULE = {
    "id": str, "name": str, "defaultConfiguration": {"level": str},
    "shortDescription": _TEXT, "fullDescription": _TEXT, "help": _TEXT,
}  # fmt: skip
_RESULT = {
    "ruleIndex": int, "ruleId": str, "kind": str, "level": str, "rank": float, "message": _TEXT,
    "suppressions": [{"kind": str, "justification": harmless}],
    "locations": [_PLACE], "relatedLocations": [{"id": int, "message": _TEXT, **_PLACE}],
    "partialFingerprints": {"roadmapFinding/v1": str, "roadmapVerdict/v1": str},
}  # fmt: skip
_DRIVER = {"name": str, "version": str, "semanticVersion": str, "language": str, "rules": [_RULE]}
_LOG = {
    "version": str,
    "runs": [{"tool": {"driver": _DRIVER}, "columnKind": str, "results": [_RESULT]}],
}


def _kept(value: Any, shape: Any) -> Any:
    """Of a value of JSON what the shape names, texts made harmless. Raises Refused."""
    if isinstance(shape, dict) and isinstance(value, dict):
        return {name: _kept(value[name], part) for name, part in shape.items() if name in value}
    if isinstance(shape, list) and isinstance(value, list):
        return [_kept(each, shape[0]) for each in value]
    if shape is harmless and isinstance(value, str):
        return harmless(value)
    if type(value) is not shape:
        raise Refused("the findings are of another shape")
    return value


def _file(folder: Path, name: str, most: int) -> bytes | None:
    """The bytes of a plain file that was left, one more than may be; None where there is none."""
    if folder.is_file():
        return _packed(folder, name, most)
    path = folder / name
    if path.is_symlink() or not path.is_file():
        return None
    with path.open("rb") as opened:
        return opened.read(most + 1)


def _packed(archive: Path, name: str, most: int) -> bytes | None:
    """The same of an archive, of which nothing else is unpacked. Raises Refused."""
    if archive.stat().st_size > MOST_LEFT:
        raise Refused(f"what was left has more than {MOST_LEFT} bytes")
    try:
        with zipfile.ZipFile(archive) as parts:
            if (info := parts.NameToInfo.get(name)) is None:
                return None
            if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise Refused("what was left is packed as no artifact is")
            with parts.open(info) as opened:
                return opened.read(most + 1)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError) as problem:
        raise Refused("what was left is no archive that can be unpacked") from problem


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        """A token goes to the one address that it is for."""


def ask(
    headers: dict[str, str], method: str, address: str, body: Any = None, most: int | None = None
) -> Any:
    """What the code host answers, as plain values; as it came, up to so many bytes and one, where
    `most` says so. Raises OSError."""
    data = None if body is None else json.dumps(body).encode()
    sent = urllib.request.Request(address, data, method=method, headers={
        **headers, "Content-Type": "application/json", "User-Agent": "roadmap",
    })  # fmt: skip
    with urllib.request.build_opener(_NoRedirect).open(sent, timeout=60) as answer:
        return json.loads(answer.read() or b"null") if most is None else answer.read(most + 1)


Ask = Callable[..., Any]


def earlier(ask: Ask, notes: str, is_ours: Callable[[Any], bool]) -> Any:
    """The comment that we wrote here before; None where there is none."""
    for page in range(1, 11):
        found = ask("GET", f"{notes}?per_page=100&page={page}")
        for each in found:
            if is_ours(each) and str(each["body"]).startswith(MARK):
                return each["id"]
        if len(found) < 100:
            break
    return None


def github(ask: Ask, env: dict[str, str], folder: Path) -> None:
    """The pull request is the one whose branch was checked: the event says which, no file does."""
    home = f"{env['GITHUB_API_URL']}/repos/{env['GITHUB_REPOSITORY']}"
    head = urllib.parse.quote(f"{env['ROADMAP_OWNER']}:{env['ROADMAP_BRANCH']}", safe=":")
    pulls = ask("GET", f"{home}/pulls?state=open&head={head}")
    numbers = [each["number"] for each in pulls if _is_of_the_run(each["head"], env)]
    for number in numbers:
        _comment_pull(ask, home, number, folder, env.get("ROADMAP_LOGIN") or "github-actions[bot]")
        if env.get("ROADMAP_SARIF") == "true":
            log = {"commit_sha": env["ROADMAP_HEAD"], "ref": f"refs/pull/{number}/head"}
            _show_findings(ask, home, log, folder)
    if not numbers:
        print("The branch has moved on, or its pull request is closed: nothing is posted.")


def _is_of_the_run(head: Any, env: dict[str, str]) -> bool:
    """The host leaves a filter out that it cannot read, as that of a deleted owner; and a stranger
    may push another's commit under a branch of his own."""
    found = ((head.get("user") or {}).get("login"), head["ref"], head["sha"])
    return found == (env["ROADMAP_OWNER"], env["ROADMAP_BRANCH"], env["ROADMAP_HEAD"])


def _comment_pull(ask: Ask, home: str, number: int, folder: Path, login: str) -> None:
    if (left := _file(folder, "comment.md", MOST)) is None:
        return
    body, notes = {"body": comment(left)}, f"{home}/issues/{number}/comments"
    old = earlier(ask, notes, lambda note: bool(note["user"]["login"] == login))
    if old is None:
        ask("POST", notes, body)
    else:
        ask("PATCH", f"{home}/issues/comments/{old}", body)


def _show_findings(ask: Ask, home: str, log: dict[str, str], folder: Path) -> None:
    for name in ("validate.sarif", "lint.sarif"):
        if left := _file(folder, name, MOST_FINDINGS):
            ask("POST", f"{home}/code-scanning/sarifs", {**log, "sarif": findings(left)})


def gitlab(ask: Ask, env: dict[str, str], _: Path) -> None:
    """The merge request and the job that wrote are those of the pipeline."""
    home = f"{env['CI_API_V4_URL']}/projects/{env['CI_PROJECT_ID']}"
    notes = f"{home}/merge_requests/{env['CI_MERGE_REQUEST_IID']}/notes"
    job = _writer(ask, f"{home}/pipelines/{env['CI_PIPELINE_ID']}/jobs")
    left = ask("GET", f"{home}/jobs/{job}/artifacts/roadmap-left/comment.md", most=MOST)
    body, own = {"body": comment(left)}, ask("GET", f"{env['CI_API_V4_URL']}/user")["id"]
    old = earlier(ask, notes, lambda note: bool(note["author"]["id"] == own))
    if old is None:
        ask("POST", notes, body)
    else:
        ask("PUT", f"{notes}/{old}", body)


_WRITER = "roadmap-write"


def _writer(ask: Ask, jobs: str) -> int:
    """The number of the job that wrote the comment. Raises Refused."""
    for page in range(1, 11):
        found = ask("GET", f"{jobs}?scope[]=success&per_page=100&page={page}")
        for each in found:
            if each["name"] == _WRITER:
                return int(each["id"])
        if len(found) < 100:
            break
    raise Refused(f"the pipeline has no job {_WRITER} that ended well")


HOSTS = {"github": github, "gitlab": gitlab}


def main(host: str, folder: str = ".") -> int:
    """0: posted; 2: what was left is refused, or the host did not take it."""
    env = dict(os.environ)
    token = env.pop("ROADMAP_TOKEN", "")
    if not token:
        print("ROADMAP_TOKEN is empty: nothing is posted.")
        return 0
    own = {"Authorization": f"Bearer {token}"} if host == "github" else {"PRIVATE-TOKEN": token}
    try:
        HOSTS[host](partial(ask, own), env, Path(folder))
    except (Refused, OSError, ValueError, LookupError, TypeError) as problem:
        print(f"Nothing is posted: {problem}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
