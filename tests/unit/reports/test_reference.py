"""The reference of the language: made of the schemas, whole, and never older than they are."""

import os
from pathlib import Path

import pytest

from engine.messages import Language, catalogue
from engine.reports.content.reference import KINDS, keys_named, known_keys, parts_of, reference
from engine.yamltext import parse
from tests.running import run

COMMITTED = Path(__file__).parents[3] / "schemas" / "reference.ru.md"


def test_the_committed_reference_is_that_of_the_schemas() -> None:
    made = reference(catalogue(Language.RU))
    if os.environ.get("UPDATE_GOLDEN"):
        COMMITTED.write_text(made, encoding="utf-8", newline="\n")
    assert COMMITTED.read_text("utf-8") == made, "UPDATE_GOLDEN=1 python -m pytest this file"


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_has_a_meaning_a_value_and_examples_that_can_be_read(kind: str) -> None:
    for part in parts_of(kind):
        for key in part.keys:
            assert key.title, (part.title, key.name)
            assert key.types or key.values or key.text, (part.title, key.name)
            for example in key.examples:
                lines = [line for line in example.splitlines() if not line.startswith(" ")]
                alike = len(lines) > 1 and len({line.partition(":")[0] for line in lines}) == 1
                for text in lines if alike else [example]:
                    read = parse(text.encode(), "example.yaml")
                    assert read.document is not None, (kind, key.name, text)


def test_a_key_is_found_by_its_name_and_by_its_way() -> None:
    (key,) = keys_named("roadmap.indicators.baseline")
    assert (key.title, key.types) == ("Базовое значение", ("object",))
    assert {each.within for each in keys_named("roadmap.indicators.rule.missing")} >= {
        "Правило share", "Правило count",
    }  # fmt: skip
    assert [each.title for each in keys_named("roadmap.indicators.target.by")] == ["Срок цели"]
    assert keys_named("roadmap.nothing") == keys_named("no-such-key") == ()


def test_every_key_can_be_asked_for() -> None:
    assert all(keys_named(name) for name in known_keys())


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("ru", ("anchors — Опоры сроков", "где: project/1; может не быть; ключи", "ВПР: {event:")),
        ("en", ("anchors — Опоры сроков", "where: project/1; optional; keys", "ВПР: {event:")),
    ],
)
def test_explain_tells_what_a_key_means(lang: str, told: tuple[str, ...]) -> None:
    done = run("explain", "anchors", "--lang", lang)
    assert done.code == 0, done.err
    assert all(each in done.out for each in told)


def test_a_project_that_is_named_is_asked_first() -> None:
    done = run("explain", "target", "specs/livny-2020")
    assert done.code == 2
    assert "«target»" in done.err
