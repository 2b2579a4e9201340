"""Each trap of YAML that a methodologist may fall into has its own code and place."""

import pytest

from engine.diagnostics import Finding
from engine.yamltext import parse


def trap(text: str, *, pure: bool = False) -> Finding:
    parsed = parse(text.encode(), "spec.yaml", pure=pure)
    assert parsed.document is None
    (finding,) = parsed.findings
    return finding


TRAPS = [
    ("target: >= 70 %\n", "unquoted-target", "1:9", {"value": ">= 70 %"}),
    ("a: {target: >= 70 %, due: x}\n", "unquoted-target", "1:13", {"value": ">= 70 %"}),
    ("target: > 0\n", "unquoted-target", "1:9", {"value": "> 0"}),
    ('of: "Класс" = 1\n', "text-after-quote", "1:5", {"value": '"Класс" = 1'}),
    ('a: {of: "Класс" in (4, 8), in: b}\n', "text-after-quote", "1:9",
     {"value": '"Класс" in (4, 8)'}),
    ("title: 'Билет' и другие\n", "text-after-quote", "1:8", {"value": "'Билет' и другие"}),
    ("title: Цели: раз\n", "colon-in-text", "1:8", {"value": "Цели: раз", "key": "title"}),
    ("a: {title: Цели: раз}\n", "colon-in-text", "1:12", {"value": "Цели: раз", "key": "title"}),
    ("title: [проект] приказа\n", "reserved-first-character", "1:8", {"sign": "["}),
    ("title: *важно* знать\n", "reserved-first-character", "1:8", {"sign": "*"}),
    ("title: - пункт\n", "reserved-first-character", "1:8", {"sign": "-"}),
    ("- % охвата\n", "reserved-first-character", "1:3", {"sign": "%"}),
    ("a:\n\t- b\n", "tab-indent", "2:1", {}),
    ("a:\n  b: 1\n\tc: 2\n", "tab-indent", "3:1", {}),
    ("a:\n\u00a0\u00a0b: 1\n", "odd-space-indent", "2:1", {"character": "U+00A0"}),
    ("a: 1\n\u00a0b\nc: 1\n", "odd-space-indent", "2:1", {"character": "U+00A0"}),
    ("a:\n\u00a0- b\n- c\n", "odd-space-indent", "2:1", {"character": "U+00A0"}),
    ("a: 'x\nb: 1\n", "unclosed-quote", "1:4", {"sign": "'"}),
    ('a: "x\nb: "y"\nc: d\n', "unclosed-quote", "1:4", {"sign": '"'}),
    ("a: [1, 2\nb: 1\n", "unpaired-bracket", "1:4", {"sign": "["}),
    ("a: 1\nb: [\n", "unpaired-bracket", "2:4", {"sign": "["}),
    ("a: {\n\n", "unpaired-bracket", "1:4", {"sign": "{"}),
    ("a: [1, 2]]\n", "unpaired-bracket", "1:10", {"sign": "]"}),
    ("a: {b: c]\n", "unpaired-bracket", "1:4", {"sign": "{"}),
    ("a: 1\nb: [1,\n   2\nc: 3\n", "unpaired-bracket", "2:4", {"sign": "["}),
    ("a: 1\nb: {c: 2}}\nd: 3\n", "unpaired-bracket", "2:10", {"sign": "}"}),
    ("a: 1\n  b: 2\n", "bad-indent", "2:3", {"found": 2}),
    ("a:\n    b: 1\n  c: 2\n", "bad-indent", "3:3", {"found": 2}),
    ("key:value\nb: 1\n", "no-space-after-colon", "1:1", {"key": "key"}),
    ("a: 1\nkey:value\nb: 1\n", "no-space-after-colon", "2:1", {"key": "key"}),
    ('a: "C:\\Users"\n', "unknown-escape", "1:7", {"escape": "\\U"}),
    ("a: b\n- c\n", "list-beside-keys", "2:1", {}),
    ("a: 1\nпросто строка\nb: c\n", "stray-line", "2:1", {"value": "просто строка"}),
    ("a:\n - b\n-c\n", "stray-line", "3:1", {"value": "-c"}),
    ("a: 1\nb:\n  c: 2\n  просто строка\n  d: e\n", "stray-line", "4:3",
     {"value": "просто строка"}),
    ("a: 1\nпросто строка\n\n# пояснение\nb: c\n", "stray-line", "2:1",
     {"value": "просто строка"}),
    ("первая\nстрока\nb: c\n", "stray-line", "2:1", {"value": "строка"}),
    (": a\n", "key-not-text", "1:1", {}),
    ("a: b\u2028c\n", "control-character", "1:5", {"character": "U+2028"}),
    ("a: \x01\n", "control-character", "1:4", {"character": "U+0001"}),
    ("%TAG ! x y\n---\na: b\n", "yaml-syntax", "1:10", {}),
    ("%YAML 9.9\n---\na: b\n", "other-version", "1:1", {}),
    ("a: b\n...\nc: d\n", "several-documents", "2:1", {"mark": "..."}),
    ("a: b\rc: d\re: f\r", "control-character", "1:5", {"character": "U+000D", "breaks": 3}),
]  # fmt: skip

LONG = "я" * 1100


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (f"? {LONG}\n: 1\n", "1:3"),
        (f"{LONG[:501]}: 1\n", "1:1"),
        (f'"{LONG}": 1\n', "1:1"),
        (f"a: {{b: 1, {LONG}: 1}}\n", "1:10"),
        (f"a: [{{? {LONG} : 1}}]\n", "1:8"),
        ("a: {b\n c: 1}\n", "2:1"),
    ],
    ids=["asked", "plain", "quoted", "in brackets", "asked in brackets", "over lines"],
)
def test_a_key_that_no_reader_takes_for_one_is_named_at_its_place(text: str, place: str) -> None:
    finding = trap(text)
    assert (finding.code.name, str(finding.at)) == ("key-too-long", f"spec.yaml:{place}")
    assert dict(finding.params)["limit"] == 500


@pytest.mark.parametrize("pure", [False, True], ids=["c", "python"])
@pytest.mark.parametrize(("text", "name", "place", "params"), TRAPS, ids=[row[0] for row in TRAPS])
def test_a_trap_is_named_at_its_place(
    text: str, name: str, place: str, params: dict[str, object], pure: bool
) -> None:
    finding = trap(text, pure=pure)
    assert (finding.code.name, str(finding.at)) == (name, f"spec.yaml:{place}")
    assert params.items() <= dict(finding.params).items()


@pytest.mark.parametrize(
    "line",
    [
        "title: Приказ #5 об утверждении",
        "  - Приказ #5",
        "a: b #5",
        "title: Сбор # информации",
        "  - Сбор # информации",
        "a: {name: Сбор # информации\n}",
        "title: Survey # of schools",
        "title: Model # 5",
        "note: Сбор #",
    ],
)
def test_a_hash_that_cuts_a_text_is_a_warning(line: str) -> None:
    text = f"a:\n{line}\n" if line.startswith(" ") else f"{line}\n"
    parsed = parse(text.encode(), "spec.yaml")
    assert parsed.document is not None
    assert [each.code.name for each in parsed.findings] == ["text-cut-by-hash"]


@pytest.mark.parametrize(
    "line",
    [
        "title: Приказ  # без номера",
        "stage: analysis # этап",
        "count: 5 # человек",
        'title: "Сбор # информации"',
        'title: "Приказ #5"',
        "title: Приказ№5#6",
        "# title: x #5",
        "title: >-\n  по приказу #5 от",
        "title: Приказ\n  #5 на новой строке",
    ],
)
def test_a_comment_or_a_hash_inside_a_text_is_no_warning(line: str) -> None:
    assert parse(f"{line}\nz: 1\n".encode(), "spec.yaml").findings == ()


@pytest.mark.parametrize("pure", [False, True], ids=["c", "python"])
@pytest.mark.parametrize(
    ("line", "name", "column"),
    [
        ("a: {id: c, name: Руководители 9, 11 классов}", "text-cut-by-comma", 34),
        ("a: {name: Школы, лицеи, гимназии, id: c}", "text-cut-by-comma", 18),
        ("a: {name: 'Школы', лицеи}", "text-cut-by-comma", 20),
        ("a: [{text: Отдел, сектор}, {text: Школы}]", "text-cut-by-comma", 19),
        ("a: {name: Школы [все], id: c}", "bracket-in-text", 11),
        ("a: {name: Школы {все}}", "bracket-in-text", 11),
        ("a: [Школы [все], лицеи]", "bracket-in-text", 5),
    ],
)
def test_a_text_between_brackets_that_needs_quotes_is_told(
    line: str, name: str, column: int, pure: bool
) -> None:
    parsed = parse(f"{line}\n".encode(), "spec.yaml", pure=pure)
    assert [(each.code.name, str(each.at)) for each in parsed.findings] == [
        (name, f"spec.yaml:1:{column}")
    ]


def test_a_key_with_its_colon_and_no_value_is_no_piece_of_a_text() -> None:
    parsed = parse(b"a: {name: , id: c, kind: }\n", "spec.yaml")
    assert parsed.document is not None
    assert parsed.document.data == {"a": {"name": None, "id": "c", "kind": None}}
