"""What stands before a place is read nearby: a text of many places is read in its length."""

import re
from pathlib import Path

import engine.lint
from engine.lint.text.morphology import words_before

RULES = Path(engine.lint.__file__).parent
ANCHORED = {"levels_of_bodies.py": 1, "turns_of_schedule.py": 1}
"""Where a text is matched from its first word."""


def test_the_words_before_a_place_are_those_of_its_sentence() -> None:
    assert words_before("опыт школ города Тулы", 10) == "опыт школ "
    assert words_before("Тула", 0) == ""


def test_of_a_long_text_only_the_end_is_read_from_a_whole_word_on() -> None:
    text = "подготовка " * 2000 + "школ города Тулы"
    read = words_before(text, len(text) - 4)
    assert read.endswith("подготовка школ города ")
    assert read.startswith("подготовка ")
    assert len(read) <= 400


def test_one_endless_word_is_no_word_before() -> None:
    assert words_before("а" * 20_000, 20_000) == ""


def test_no_rule_reads_all_that_stands_before_each_place() -> None:
    whole = re.compile(r"\b(?:text|string)\[\s*:\s*\w+(?:\.start\(\)|\.span\[0\])\s*\]")
    left = {
        path.name: len(found)
        for path in RULES.rglob("*.py")
        if (found := whole.findall(path.read_text("utf-8")))
    }
    assert left.items() <= ANCHORED.items()
