"""No bytes make the reader raise, hang or crash, and both parsers read the same."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.yamltext import parse
from tests.examples import of_all

PIECES = [
    "a: ", "b", ":", " ", "\n", "\n  ", "- ", "? ", "[", "]", "{", "}", ",", '"', "'", "#", " #x",
    "&a ", "*a", "!t ", ">", "|", ">-\n", "%", "@", "`", "---\n", "...\n", "<<: ", "\\", "\t", "\r",
    "я", "\u00a0", "\u2028", "\ufeff", "1", "0x1", "12:30", "2021-09-01", "no", "~", "\x00", "\x85",
]  # fmt: skip


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    parsed = parse(content, "spec.yaml")
    assert (parsed.document is None) == any(
        finding.severity.value == "error" for finding in parsed.findings
    )


@settings(max_examples=of_all(400), deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_pieces_of_yaml_in_any_order_are_read_or_refused(text: str) -> None:
    fast, slow = parse(text.encode(), "f"), parse(text.encode(), "f", pure=True)
    for parsed in (fast, slow):
        assert parsed.document or parsed.findings
    if fast.document and slow.document:
        assert fast.document.data == slow.document.data


@pytest.mark.parametrize(
    "text",
    ["[" * 100_000, "{a: " * 100_000, "- " * 100_000, "? " * 100_000, "[{a: " * 50_000],
    ids=["brackets", "braces", "dashes", "keys", "both"],
)
def test_deep_nesting_does_not_crash_the_process(text: str) -> None:
    """In a process of its own: a crash of the C parser would take the tests along."""
    program = (
        "import sys; from engine.yamltext import parse;"
        "print(parse(sys.stdin.buffer.read(), 'f').findings[0].code.name)"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], input=text.encode(), capture_output=True, timeout=60
    )
    assert run.stdout.decode().strip() in ("nested-too-deep", "key-not-text")


def test_a_bomb_of_aliases_is_refused_before_it_grows() -> None:
    levels = ["a0: &a0 [x, x]"] + [
        f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}]" for n in range(1, 40)
    ]
    parsed = parse("\n".join(levels).encode(), "spec.yaml")
    assert parsed.document is None
    assert {finding.code.name for finding in parsed.findings} == {"yaml-anchor"}


@pytest.mark.parametrize("text", ["a: {" + "b, " * 600, "".join(f"k{n}: 1\n" for n in range(600))])
def test_a_file_of_more_values_than_are_kept_is_told_and_read_no_further(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.yamltext.MOST_VALUES", 1000)
    parsed = parse(text.encode(), "spec.yaml")
    assert [(finding.code.name, dict(finding.params)["values"]) for finding in parsed.findings] == [
        ("file-too-large", 1000)
    ]
