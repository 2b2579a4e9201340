"""The half of a pipeline that holds a token: what it posts, where, and what it refuses."""

import base64
import gzip
import importlib.util
import io
import json
import re
import zipfile
from email.message import Message
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.running import run

ROOT = Path(__file__).parents[3]
spec = importlib.util.spec_from_file_location("post", ROOT / ".ci" / "post.py")
assert spec is not None
assert spec.loader is not None
post = importlib.util.module_from_spec(spec)
spec.loader.exec_module(post)

GITHUB = {
    "GITHUB_API_URL": "https://api", "GITHUB_REPOSITORY": "o/r", "ROADMAP_OWNER": "чужой",
    "ROADMAP_BRANCH": "main&head=x:y", "ROADMAP_HEAD": "abc", "ROADMAP_SARIF": "true",
}  # fmt: skip
GITLAB = {
    "CI_API_V4_URL": "https://api", "CI_PROJECT_ID": "7", "CI_MERGE_REQUEST_IID": "3",
    "CI_PIPELINE_ID": "11",
}  # fmt: skip
TEXT = f"{post.MARK}\n### Дорожные карты\n\n<details><summary>таблица</summary>\n\n| a |\n"


class Host:
    """Answers like a code host, and notes what was asked to be written."""

    def __init__(self, notes: list[dict[str, Any]], left: bytes = b"") -> None:
        self.notes, self.left, self.written = notes, left, list[tuple[str, str, Any]]()

    def __call__(self, method: str, address: str, body: Any = None, most: int | None = None) -> Any:
        if most is not None:
            assert address == "https://api/projects/7/jobs/22/artifacts/roadmap-left/comment.md"
            return self.left[: most + 1]
        if "/pipelines/11/jobs" in address:
            jobs = ({"name": "roadmap-test", "id": 21}, {"name": "roadmap-write", "id": 22})
            return jobs if self.left else ()
        if method != "GET":
            self.written.append((method, address, body))
            return None
        if address.endswith("/user"):
            return {"id": 1}
        if "/pulls?" in address:
            assert "head=%D1%87%D1%83%D0%B6%D0%BE%D0%B9:main%26head%3Dx:y" in address
            return [
                pull(5, "чужой", "abc"), pull(6, "чужой", "другая"),
                pull(7, "жертва", "abc"), pull(8, None, "abc"),
            ]  # fmt: skip
        return self.notes


def pull(number: int, owner: str | None, sha: str) -> dict[str, Any]:
    user = owner and {"login": owner}
    return {"number": number, "head": {"ref": "main&head=x:y", "sha": sha, "user": user}}


def note(number: int, body: str, login: str, author: int) -> dict[str, Any]:
    return {"id": number, "body": body, "user": {"login": login}, "author": {"id": author}}


OURS = note(9, f"{post.MARK}\nстарое", "github-actions[bot]", 1)
FORGED = note(8, f"{post.MARK}\nчужое", "stranger", 2)


def left(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize(
    ("notes", "call"),
    [
        ([], ("POST", "https://api/repos/o/r/issues/5/comments")),
        ([FORGED], ("POST", "https://api/repos/o/r/issues/5/comments")),
        ([FORGED, OURS], ("PATCH", "https://api/repos/o/r/issues/comments/9")),
    ],
)
def test_github_gets_one_comment_on_the_pull_request_of_the_event(
    tmp_path: Path, notes: list[dict[str, Any]], call: tuple[str, str]
) -> None:
    host = Host(notes)
    post.github(host, GITHUB, left(tmp_path, comment_md=TEXT))
    assert host.written == [(*call, {"body": TEXT})]


@pytest.mark.parametrize(
    ("notes", "call"),
    [
        ([], ("POST", "https://api/projects/7/merge_requests/3/notes")),
        ([FORGED, OURS], ("PUT", "https://api/projects/7/merge_requests/3/notes/9")),
    ],
)
def test_gitlab_gets_one_note(
    tmp_path: Path, notes: list[dict[str, Any]], call: tuple[str, str]
) -> None:
    host = Host(notes, TEXT.encode())
    post.gitlab(host, GITLAB, tmp_path)
    assert host.written == [(*call, {"body": TEXT})]


def test_of_what_a_gitlab_job_left_one_file_is_asked_for_and_read_within_bounds(
    tmp_path: Path,
) -> None:
    jobs = yaml.safe_load((ROOT / ".gitlab" / "roadmap.yml").read_text("utf-8"))
    assert jobs["roadmap-comment"]["needs"] == [{"job": "roadmap-write", "artifacts": False}]
    for content, why in ((TEXT.encode() + b"x" * post.MOST * 9, "at most"), (b"", "no job")):
        host = Host([], content)
        with pytest.raises(post.Refused, match=why):
            post.gitlab(host, GITLAB, tmp_path)
        assert host.written == []


def test_an_answer_that_does_not_end_is_read_up_to_its_bound(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Endless(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            assert size >= 0
            return b"x" * size

    monkeypatch.setattr(post.urllib.request.OpenerDirector, "open", lambda *_, **__: Endless())
    assert len(post.ask({}, "GET", "https://api/x", most=10)) == 11


def test_findings_are_posted_for_the_commit_of_the_event(tmp_path: Path) -> None:
    log = {"version": "2.1.0", "runs": []}
    host = Host([])
    post.github(host, GITHUB, left(tmp_path, validate_sarif=json.dumps(log)))
    ((method, address, body),) = host.written
    assert (method, address) == ("POST", "https://api/repos/o/r/code-scanning/sarifs")
    assert (body["commit_sha"], body["ref"]) == ("abc", "refs/pull/5/head")
    assert json.loads(gzip.decompress(base64.b64decode(body["sarif"]))) == log


@pytest.mark.parametrize(
    "content",
    [b"", b"no mark", post.MARK.encode(), post.MARK.encode() + b"\n" + b"x" * 60_001,
     post.MARK.encode() + b"\n\xff", b" " + TEXT.encode()],
)  # fmt: skip
def test_what_is_no_comment_of_ours_or_too_long_is_refused(content: bytes) -> None:
    if content == post.MARK.encode():
        assert post.comment(content) == f"{post.MARK}\n"
        return
    with pytest.raises(post.Refused):
        post.comment(content)


def sarif(**of_run: Any) -> bytes:
    run = {"tool": {"driver": {"name": "roadmap"}}, "results": [], **of_run}
    return json.dumps({"version": "2.1.0", "runs": [run]}).encode()


def unpacked(posted: str) -> Any:
    return json.loads(gzip.decompress(base64.b64decode(posted)))


def test_our_own_findings_are_posted_whole() -> None:
    done = run("validate", "tests/codes/R372/bad", "--format", "sarif")
    log = json.loads(done.out)
    posted = json.loads(
        json.dumps(unpacked(post.findings(done.out.encode()))).replace("\\u2060", "")
    )
    assert posted["runs"][0]["results"] == log["runs"][0]["results"] != []
    assert posted["runs"][0]["tool"]["driver"]["rules"] == log["runs"][0]["tool"]["driver"]["rules"]


def test_of_a_strangers_findings_only_what_ours_have_is_posted_and_nothing_alive() -> None:
    said = {"text": "[сюда](https://x) @owner", "markdown": "![](https://x)"}
    result = {"ruleId": "D1", "message": said, "hostedViewerUri": "https://x"}
    content = sarif(
        automationDetails={"id": "чужой/разбор"}, originalUriBaseIds={}, results=[result]
    )
    assert unpacked(post.findings(content))["runs"] == [
        {
            "tool": {"driver": {"name": "roadmap"}},
            "results": [{"ruleId": "D1", "message": {"text": post.harmless(said["text"])}}],
        }
    ]


@pytest.mark.parametrize(
    "content",
    [b"[", b"[]", b'{"version": "1"}', b"[" * 100_000, b'{"version": "2.1.0", "runs": 7}',
     sarif(tool={"driver": {"name": "CodeQL"}}), sarif(tool={}), sarif(results=[7]),
     sarif(results=[{"locations": [{"physicalLocation": {"region": {"startLine": "1"}}}]}])],
    ids=lambda content: content[:60].decode(),
)  # fmt: skip
def test_what_is_no_sarif_is_refused(content: bytes) -> None:
    with pytest.raises(post.Refused):
        post.findings(content)


@pytest.mark.parametrize(
    ("sign", "alive"),
    [
        ("@owner", r"@owner"), ("a@b.ru", r"a@b"), ("https://x.ru", r"https://"),
        ("www.x.ru", r"www\.x"), ("[сюда](x)", r"\]\("), ("[а]: x", r"\]:"), ("![к](x)", r"!\["),
        ("<img src=x>", r"<img"), ("<https://x>", r"<h"), ("#12", r"#1"), ("!34", r"!3"),
        ("GH-7", r"GH-7"), ("mailto:a", r"mailto:"), ("/approve", r"(?m)^[ \t]*/"),
        ("  /merge", r"(?m)^[ \t]*/"), ("~label", r"~l"), ("%\"в\"", r"%\""), ("&7", r"&7"),
        ("<!-- x -->", r"<!--"), ("<details open>", r"<details o"), ("</script>", r"</s"),
        ("&commat;owner", r"&c"), ("&#64;owner", r"&#"), ("https&colon;//x", r"&c"),
        (r"https:\//x.ru", r":\\/"), (r"www\.x.ru", r"www\\"), (r"@\_x", r"@\\"), ("GL-7", r"GL-7"),
        ("[vulnerability:7]", r"\[v"), ("```mermaid", r"```m"), ("``` math", r"``` m"),
        ("\u202egnp.exe", "\u202e"), ("\x1b[31m", "\x1b"),
    ],
)  # fmt: skip
def test_no_sign_of_a_strangers_text_stays_alive(sign: str, alive: str) -> None:
    assert re.search(alive, sign)
    for text in (sign, f"слово {sign} слово\n{sign}", f"```\n{sign}\n```"):
        posted = post.comment(f"{post.MARK}\n{text}".encode())
        assert not re.search(alive, posted.partition("\n")[2])
        if "\x1b" not in sign and "\u202e" not in sign:
            assert posted.replace("\u2060", "").partition("\n")[2] == text


def test_signs_that_stand_for_themselves_are_posted_as_they_are() -> None:
    text = "a &lt;b&gt; &amp; c\n```diff\n+ a\n```"
    assert post.comment(f"{post.MARK}\n{text}".encode()) == f"{post.MARK}\n{text}"


def test_a_step_that_prints_names_of_a_stranger_obeys_no_line_of_it() -> None:
    steps = yaml.safe_load((ROOT / FILES[0]).read_text("utf-8"))["runs"]["steps"]
    runs = [step.get("run", "") for step in steps]
    reading = [each for each in runs if "roadmap/bin/roadmap" in each and "pip" not in each]
    assert len(reading) == 4
    for script in reading:
        stop, command = script.splitlines()[:2]
        assert "/dev/urandom" in stop
        assert command == """echo "::stop-commands::$stop"; trap 'echo "::$stop::"' EXIT"""


def packed(archive: Path, **files: bytes) -> Path:
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in files.items():
            file.writestr(name.replace("_", "."), content)
    return archive


def test_of_an_archive_three_files_are_read_and_none_beyond_its_bound(tmp_path: Path) -> None:
    archive = packed(tmp_path / "left.zip", comment_md=TEXT.encode(), other_bin=b"0" * (64 << 20))
    host = Host([])
    post.github(host, GITHUB, archive)
    assert [each[:2] for each in host.written] == [
        ("POST", "https://api/repos/o/r/issues/5/comments")
    ]
    assert [path.name for path in tmp_path.iterdir()] == ["left.zip"]
    for name in ("comment_md", "lint_sarif"):
        with pytest.raises(post.Refused, match="at most"):
            post.github(host, GITHUB, packed(archive, **{name: b"0" * (64 << 20)}))
    whole = packed(archive, comment_md=TEXT.encode()).read_bytes()
    for spoilt in (b"", whole[:-30], whole.replace(b"comment.md", b"comment.mz", 1), b"x" * 70):
        archive.write_bytes(spoilt)
        with pytest.raises(post.Refused, match="no archive"):
            post.github(host, GITHUB, archive)
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_BZIP2) as file:
        file.writestr("comment.md", TEXT)
    with pytest.raises(post.Refused, match="packed"):
        post.github(host, GITHUB, archive)
    archive.write_bytes(b"0" * (post.MOST_LEFT + 1))
    with pytest.raises(post.Refused, match="more than"):
        post.github(host, GITHUB, archive)


def test_what_is_fetched_of_an_artifact_is_as_much_as_is_read() -> None:
    action = yaml.safe_load(
        (ROOT / ".github/actions/roadmap-comment/action.yml").read_text("utf-8")
    )
    script = action["runs"]["steps"][0]["run"]
    assert f"head -c {post.MOST_LEFT + 1} > left.zip" in script
    assert "gh run download" not in script


def test_a_link_among_what_was_left_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(TEXT, "utf-8")
    (tmp_path / "comment.md").symlink_to(tmp_path / "secret")
    host = Host([])
    post.github(host, GITHUB, tmp_path)
    assert host.written == []


ACTIONS = ROOT / ".github" / "actions"
FILES = (
    ".github/actions/roadmap/action.yml", ".github/actions/roadmap-comment/action.yml",
    ".gitlab/roadmap.yml", ".pre-commit-hooks.yaml", "README.md", "README.ru.md",
    "engine/messages/ru.yaml", "engine/messages/en.yaml",
)  # fmt: skip
"""What we ship that is run, or that users run because we print it."""


def shipped(file: str) -> str:
    """A file without its comments."""
    text = (ROOT / file).read_text("utf-8")
    return re.sub(r"(?m)^\s*#.*$", "", text) if file.endswith((".yml", ".yaml")) else text


def test_the_half_that_reads_has_no_token_and_the_half_that_posts_no_checkout() -> None:
    reads, posts = shipped(FILES[0]), shipped(FILES[1])
    jobs = yaml.safe_load((ROOT / ".gitlab" / "roadmap.yml").read_text("utf-8"))
    assert not re.search(
        r"(?i)token|secrets\.|github\.event\.pull_request\.(title|body|head)", reads
    )
    assert not re.search(r"checkout|pip install|roadmap validate|GITHUB_WORKSPACE", posts)
    assert jobs["roadmap-comment"]["variables"]["GIT_STRATEGY"] == "none"
    assert jobs["roadmap-comment"]["environment"]["name"] == "roadmap-comment"
    assert [name for name, job in jobs.items() if "post.py" in json.dumps(job)] == [
        "roadmap-comment"
    ]
    assert "TOKEN" not in json.dumps(jobs)


@pytest.mark.parametrize("file", [FILES[0], FILES[2]])
def test_no_file_of_the_request_keeps_its_tests_back_or_sends_a_jobs_output_elsewhere(
    file: str,
) -> None:
    text = shipped(file)
    assert text.count("roadmap test") + text.count('roadmap" test') == 1
    assert "-iname '*.test.yaml' -o -iname '*.test.yml'" in text
    assert not re.search(r"roadmap\"? (?:validate|lint)(?![^\n]*(?:\\\n[^\n]*)?-- )", text)
    for written in re.findall(r"> *((?:\w|-)[\w.-]*)(?:/[\w.-]+)?\n", text):
        assert re.search(rf"rm -rf [^\n]*\b{re.escape(written)}\b", text), written


@pytest.mark.parametrize("file", FILES)
def test_nothing_is_installed_or_linked_by_a_name_that_nobody_confirmed(file: str) -> None:
    text = shipped(file)
    assert not re.search(r"pip install[^\n]*\broadmap[-_]engine\b", text)
    assert "roadmap-engine/roadmap-engine" not in text
    for used in re.findall(r"uses: *([\w./-]+@\S+)", text):
        assert re.fullmatch(r"[\w./-]+@([0-9a-f]{40}|COMMIT)", used), used
    for call in re.findall(r"-m pip install(?:[^\n]*\\\n)*[^\n]*", text):
        assert "--require-hashes" in call or "-e " in call, call


@pytest.mark.parametrize("file", FILES[:4])
def test_python_is_never_started_with_the_working_folder_on_its_path(file: str) -> None:
    for call in re.findall(r"python3?\"? +(-\S+|\S+\.py)", shipped(file)):
        assert call in ("-I", "-P"), call


def test_the_engine_of_the_pull_request_is_not_installed() -> None:
    steps = yaml.safe_load((ROOT / FILES[0]).read_text("utf-8"))["runs"]["steps"]
    install = next(step["run"] for step in steps if step.get("name") == "Install")
    assert (
        install.index("GITHUB_WORKSPACE") < install.index("exit 2") < install.index("pip install")
    )


def test_addresses_come_from_the_metadata_of_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    from importlib.metadata import PackageNotFoundError

    from engine.packaged import address

    def nothing(_: str) -> None:
        raise PackageNotFoundError

    monkeypatch.setattr("importlib.metadata.metadata", nothing)
    assert address("Issues") is None
    message = Message()
    message["Project-URL"] = "Issues, https://example.org/issues"
    monkeypatch.setattr("importlib.metadata.metadata", lambda _: message)
    assert address("Issues") == "https://example.org/issues"
    assert address("Homepage") is None
