"""YAML text becomes plain data, and what a spec may not hold is refused with its place."""

import pytest

from engine.diagnostics import Finding
from engine.yamltext import Lookalike, parse


def data_of(text: str) -> object:
    parsed = parse(text.encode(), "spec.yaml")
    assert parsed.document is not None, parsed.findings
    return parsed.document.data


def findings_of(content: str | bytes) -> tuple[Finding, ...]:
    raw = content.encode() if isinstance(content, str) else content
    parsed = parse(raw, "spec.yaml")
    assert parsed.document is None
    return parsed.findings


def only(content: str | bytes) -> Finding:
    (finding,) = findings_of(content)
    return finding


@pytest.mark.parametrize("pure", [False, True], ids=["c parser", "python parser"])
def test_lists_mappings_and_scalars_become_plain_data(pure: bool) -> None:
    text = "a: один\nb: [1, 2.5, true, null]\nc:\n  - {d: e}\n"
    parsed = parse(text.encode(), "spec.yaml", pure=pure)
    assert parsed.document is not None
    assert parsed.document.data == {"a": "один", "b": [1, 2.5, True, None], "c": [{"d": "e"}]}


def test_folded_text_is_one_line() -> None:
    assert data_of("a: >-\n  один\n  два\n") == {"a": "один два"}


def test_a_byte_order_mark_is_accepted() -> None:
    parsed = parse(b"\xef\xbb\xbfa: b\n", "spec.yaml")
    assert parsed.document is not None
    assert parsed.document.data == {"a": "b"}


def test_windows_line_ends_are_accepted() -> None:
    assert data_of("a: b\r\nc: d\r\n") == {"a": "b", "c": "d"}


def test_a_plain_date_keeps_its_characters_and_is_remembered() -> None:
    parsed = parse(b"period: {from: 2021-09-01}\n", "spec.yaml")
    assert parsed.document is not None
    assert parsed.document.data == {"period": {"from": "2021-09-01"}}
    assert parsed.document.lookalikes == ((("period", "from"), Lookalike.DATE),)


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("2021-09-01 10:00:00", Lookalike.TIMESTAMP),
        ("2021-9-1", Lookalike.TIMESTAMP),
        ("12:30", Lookalike.NUMBER),
        ("032", Lookalike.NUMBER),
        ("1_000", Lookalike.NUMBER),
        ("0x1F", Lookalike.NUMBER),
        (".inf", Lookalike.NUMBER),
    ],
)
def test_text_that_another_reader_takes_for_something_else_is_remembered(
    written: str, kind: Lookalike
) -> None:
    parsed = parse(f"a: [{written}]\n".encode(), "spec.yaml")
    assert parsed.document is not None
    assert parsed.document.data == {"a": [written]}
    assert parsed.document.lookalikes == ((("a", 0), kind),)


@pytest.mark.parametrize("written", ["2019/20", "1.2.3", "до 01.11.2021", "2021 г.", "+", "1а"])
def test_ordinary_text_that_begins_with_a_digit_or_sign_is_text(written: str) -> None:
    parsed = parse(f"a: {written}\n".encode(), "spec.yaml")
    assert parsed.document is not None
    assert parsed.document.lookalikes == ()


def test_an_empty_file_says_so() -> None:
    assert only("# пояснение\n").code.name == "empty-file"


@pytest.mark.parametrize("encoding", ["windows-1251", "koi8-r", "cp866"])
def test_a_file_in_another_encoding_names_the_line_and_the_encoding(encoding: str) -> None:
    finding = only("format: roadmap/1\ntitle: План мероприятий\n".encode(encoding))
    assert finding.code.name == "not-utf8"
    assert dict(finding.params)["guess"] == encoding
    assert str(finding.at) == "spec.yaml:2:8"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_letters_without_a_mark_are_told(encoding: str) -> None:
    for text in ("format: roadmap/1\ntitle: План мероприятий\n", "format: roadmap/1\n"):
        finding = only(text.encode(encoding))
        assert finding.code.name == "not-utf8"
        assert dict(finding.params)["guess"] == encoding[:6].upper()


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-8-sig"])
def test_a_file_that_says_its_encoding_itself_is_read(encoding: str) -> None:
    """`roadmap … > file` writes UTF-16 in Windows PowerShell."""
    parsed = parse("format: roadmap/1\r\ntitle: План\r\n".encode(encoding), "spec.yaml")
    assert parsed.findings == ()
    assert parsed.document is not None
    assert parsed.document.data["title"] == "План"
    assert parsed.document.source.line(2) == "title: План"


def test_half_a_character_of_utf_16_is_told() -> None:
    finding = only("a: План\n".encode("utf-16")[:-1])
    assert finding.code.name == "not-utf8"
    assert dict(finding.params)["guess"] == "UTF-16"


def test_bytes_that_are_no_text_at_all_get_no_guess() -> None:
    assert dict(only(b"a: \x98\xa0\xff\xe0\x81\n").params)["guess"] == ""


def test_a_file_beyond_eight_megabytes_is_not_parsed() -> None:
    finding = only(b"# " + b"x" * (8 * 1024 * 1024))
    assert finding.code.name == "file-too-large"
    assert dict(finding.params) == {"limit": 8, "values": ""}


def test_a_duplicate_key_points_at_both_places() -> None:
    finding = only("a: 1\nb: 2\na: 3\n")
    assert (finding.code.name, str(finding.at)) == ("duplicate-key", "spec.yaml:3:1")
    assert [(str(related.at), related.caption) for related in finding.related] == [
        ("spec.yaml:1:1", "first-here")
    ]


def test_every_refused_thing_of_a_file_is_reported() -> None:
    names = [each.code.name for each in findings_of("a: &x {b: 1}\nc: {<<: *x}\nd: !!str 1\n")]
    assert names == ["yaml-anchor", "merge-key", "yaml-anchor", "yaml-tag"]


def test_a_second_document_is_refused_where_it_begins() -> None:
    finding = only("a: 1\n---\nb: 2\n")
    assert (finding.code.name, str(finding.at)) == ("several-documents", "spec.yaml:2:1")


@pytest.mark.parametrize("key", ["1", "no", "2021-09-01", "null", "~", "[a]", "12:30"])
def test_a_key_that_is_not_a_word_is_refused(key: str) -> None:
    assert only(f"? {key}\n: a\n").code.name == "key-not-text"


def test_a_quoted_key_may_look_like_a_number() -> None:
    assert data_of('"1": a\n') == {"1": "a"}


@pytest.mark.parametrize("root", ["- a\n", "текст\n", "null\n", "[]\n"])
def test_a_file_that_is_no_mapping_is_refused(root: str) -> None:
    assert only(root).code.name == "not-a-mapping"


def test_a_control_character_written_as_an_escape_is_refused() -> None:
    assert only('a: "\\0"\n').code.name == "control-character"
