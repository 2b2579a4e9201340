"""`fmt` moves and re-wraps; it never changes a value, loses a comment, or needs a second pass."""

import random
from io import StringIO
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.tokens import CommentToken

from engine.editing import canonical, format_file
from engine.yamltext import parse
from tests.examples import of_all
from tests.unit.editing.rewriting import rewritten

ROOT = Path(__file__).parents[3]
SPECS = sorted(
    path
    for path in (*ROOT.glob("specs/*/*.yaml"), *ROOT.glob("rules/measures/*.yaml"))
    if path.is_file()
)

GOOD = """\
# yaml-language-server: $schema=../../schemas/roadmap.schema.json
title: Система работы
# о показателях
indicators: []
events:

  -   title: 'Метод'   # дословно
      # имя не менять
      id: method
      serves: [ a,   b ]
      # конец мероприятия
  # конец плана
goals:
- {text: "Цель: главная", id: main}
slug:   low-results


format: roadmap/1
"""

WANTED = """\
# yaml-language-server: $schema=../../schemas/roadmap.schema.json
format: roadmap/1
slug: low-results
title: Система работы
goals:
  - {id: main, text: "Цель: главная"}
# о показателях
indicators: []
events:

  # имя не менять
  - id: method
    title: "Метод"     # дословно
    serves: [a, b]
    # конец мероприятия
  # конец плана
"""


def formatted(text: str) -> str:
    done = format_file(text.encode(), "x.yaml")
    assert done.text is not None, done.findings
    return done.text


def test_keys_come_in_the_order_of_the_schema_and_comments_go_with_them() -> None:
    assert formatted(GOOD).replace("\n\n", "\n") == WANTED.replace("\n\n", "\n")


@pytest.mark.parametrize("path", SPECS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_spec_keeps_its_values_and_comments_and_is_fine_at_once(path: Path) -> None:
    before = path.read_bytes()
    text = formatted(before.decode())
    assert values(text) == values(before.decode())
    assert comments_by_ruamel(text) == comments_by_ruamel(before.decode())
    assert formatted(text) == text
    assert all(
        len(line) <= 100 or "#" in line or '"' in line or " " not in line.strip()
        for line in text.splitlines()
    )


@pytest.mark.parametrize("path", SPECS[::4], ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_another_yaml_parser_reads_the_same_values_as_the_loader(path: Path) -> None:
    text = formatted(path.read_text("utf-8"))
    assert plain(YAML(typ="rt").load(StringIO(text))) == values(text)


def test_the_weight_of_a_rule_stands_behind_what_it_weighs() -> None:
    rule = "rule: {{measure: mean, in: schools, of: score, {}}}\n"
    head = "format: rule/1\nid: weighted\ntitle: Средний балл\nsource: null\nparameters: {}\n"
    written = head + rule.format("missing: exclude, weight: pupils")
    assert formatted(written) == head + rule.format("weight: pupils, missing: exclude")


def test_a_crlf_file_with_a_bom_and_a_document_sign_comes_out_plain() -> None:
    text = "\ufeff--- # знак\r\nformat: rule/1\r\nid: x\r\n"
    assert formatted(text) == "# знак\nformat: rule/1\nid: x\n"


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("a: 'x'", 'a: "x"'),
        ("a: 'it''s'", 'a: "it\'s"'),
        ('a: "say \\"yes\\""', "a: 'say \"yes\"'"),
        ("a: 1.10", "a: 1.10"),
        ("a: 2021-09-01", "a: 2021-09-01"),
        ("a: ~", "a: ~"),
        ("a:", "a:"),
        ("a: {b: , c: 1}", "a:\n  b:\n  c: 1"),
        ("a: >-\n  one\n  two", "a: one two"),
        ("a: |\n  one\n  two\n", "a: |\n  one\n  two"),
        ("a: >-\n  one\n\n  two", "a: |-\n  one\n  two"),
        ("a: |+\n  one\n\n\n", 'a: "one\\n\\n\\n"'),
        ("a: 'Приказ: об'", 'a: "Приказ: об"'),
        ("a: [x, y: z]", "a: [x, {y: z}]"),
        ("a:\n- - 1\n  - 2\n- - 3", "a:\n  - - 1\n    - 2\n  - - 3"),
        ("a: {}   # нет", "a: {}   # нет"),
        ("a: [ # первый\n  x, # второй\n  y ] # третий", None),
        ("a: >-  # о тексте\n  one", "a: one  # о тексте"),
        ("a:\n  # внутри\n  b: 1\n  # хвост\n# дальше\nc: 2", None),
        ("a:\n  - # над\n    b: 1", "a:\n  # над\n  - b: 1"),
        ("a: [\n  # пусто\n  ]", "# пусто\na: []"),
        ("# только\n\n\n\n# два\na: 1\n\n\nb: 2", "# только\n\n# два\na: 1\n\nb: 2"),
    ],
)
def test_small_things_are_written_in_one_way(written: str, wanted: str | None) -> None:
    document = parse(written.encode(), "x.yaml").document
    assert document is not None
    text = canonical(document, None)
    again = parse(text.encode(), "x.yaml").document
    assert again is not None
    assert again.data == document.data
    assert canonical(again, None) == text
    assert text == f"{wanted or written_anew(text)}\n"


def written_anew(text: str) -> str:
    return text.removesuffix("\n")


def test_a_file_that_cannot_be_read_or_is_of_an_unknown_format_is_left_alone() -> None:
    broken = format_file(b"a: [", "x.yaml")
    assert broken.text is None
    assert broken.findings
    unknown = format_file(b"format: roadmap/7\n", "x.yaml")
    assert unknown.text is None
    assert unknown.findings[0].code.id in ("S116", "S150")


texts = st.one_of(
    st.text(alphabet="ab яЁ:#-?,[]{}'\"\\&*!|>%@`\n\t\xa0=<0123.", max_size=40),
    st.sampled_from(
        ["no", "~", "1.10", "2021-09-01", ">= 70 %", "a: b", "a #b", "- x", "", " x", "x ", "\n",
         "слово " * 40, "строка\n" * 3, ("слово " * 30).strip() + "\n\nабзац", "12:30", "<<"]
    ),
)  # fmt: skip
keys = st.text(alphabet="abcя: -'", min_size=1, max_size=8)
trees = st.recursive(
    st.one_of(texts, st.integers(-9, 99), st.booleans(), st.none()),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(keys, inner, max_size=4)),
    max_leaves=12,
)


@settings(max_examples=of_all(400), deadline=None)
@given(
    tree=st.dictionaries(keys, trees, min_size=1, max_size=4),
    flow=st.sampled_from([None, True, False]),
    style=st.sampled_from([None, '"', "'", "|", ">"]),
    width=st.sampled_from([20, 80, 1000]),
    marked=st.integers(0, 5),
)
def test_whatever_is_written_is_read_back_the_same(
    tree: dict[str, object], flow: bool | None, style: str | None, width: int, marked: int
) -> None:
    text = yaml.dump(
        tree, allow_unicode=True, default_flow_style=flow, default_style=style, width=width
    )
    document = parse(with_comments(text, marked).encode(), "x.yaml").document
    if document is None:
        return
    once = canonical(document, None)
    again = parse(once.encode(), "x.yaml").document
    assert again is not None
    assert again.data == document.data
    assert canonical(again, None) == once


def with_comments(text: str, marked: int) -> str:
    """Comments above some lines that begin an entry; where they would hurt, the loader says so."""
    lines = text.splitlines()
    every = marked or len(lines) + 1
    return "\n".join(
        f"{' ' * (len(line) - len(line.lstrip()))}# к строке {number}\n{line}"
        if number % every == 0 and line.lstrip()[:2] == "- "
        else line
        for number, line in enumerate(lines)
    )


def values(text: str) -> object:
    document = parse(text.encode(), "x.yaml").document
    assert document is not None
    return document.data


def plain(value: object) -> object:
    if isinstance(value, dict):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    if isinstance(value, bool | int | float) or value is None:
        return value
    return str(value)


def comments_by_ruamel(text: str) -> list[str]:
    """The comments as another library's scanner sees them."""
    loaded = YAML(typ="rt").load(StringIO(text))
    found: list[str] = []
    collect(loaded, found)
    return sorted(found)


def collect(node: object, found: list[str]) -> None:
    comment = getattr(node, "ca", None)
    if comment is not None:
        take(comment.comment, found)
        for item in comment.items.values():
            take(item, found)
        take(comment.end, found)
    children = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    for child in children:
        collect(child, found)
    scalar = getattr(node, "comment", None)
    take(scalar, found)


def take(value: object, found: list[str]) -> None:
    if isinstance(value, CommentToken):
        found += [line.strip() for line in value.value.splitlines() if line.strip()]
    elif isinstance(value, list | tuple):
        for each in value:
            take(each, found)


@pytest.mark.parametrize("path", SPECS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_specs_written_by_another_hand_come_out_with_the_same_values(path: Path) -> None:
    before = path.read_text("utf-8")
    said = values(before)
    for seed in range(3):
        other = rewritten(before, random.Random(seed))
        text = formatted(other)
        assert values(text) == said
        assert formatted(text) == text
