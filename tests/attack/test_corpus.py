"""What was found once is read in peace, and a short run of the fuzzer finds nothing."""

import time
from pathlib import Path

import pytest

from tests.attack.fuzz import attack, inputs
from tests.attack.languages import LANGUAGES, Language
from tests.attack.mutation import made
from tests.attack.verbs import VERBS

HERE = Path(__file__).parent
CORPUS = sorted(path for path in (HERE / "corpus").rglob("*") if path.is_file())
BY_NAME = {language.name: language for language in (*LANGUAGES, *VERBS)}
SECONDS = 60.0
SEED = 1
FROM_NATIVE_CODE = ("workbook", "xls", "ods-workbook", "parquet")
"""What may end its process is attacked by the long run alone, in a process of its own."""


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_what_was_found_once_is_read_in_peace(path: Path) -> None:
    assert attack(BY_NAME[path.parent.name], path.read_bytes()) == ("ok", "")


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda it: it.name)
def test_the_same_number_gives_the_same_input(language: Language) -> None:
    first = [made(language, SEED, number) for number in range(3)]
    if not language.name.endswith("workbook"):  # an archive carries the time of its making
        assert [made(language, SEED, number) for number in range(3)] == first
    assert len(set(first)) > 1


def test_a_short_run_finds_nothing() -> None:
    until, found = time.monotonic() + SECONDS, []
    for number, language in inputs(SEED, 0, 4000):
        if time.monotonic() > until:
            break
        if language.name not in FROM_NATIVE_CODE:
            kind, words = attack(language, made(language, SEED, number))
            found += [(kind, language.name, number, words)] if kind != "ok" else []
    assert found == []


def test_the_ways_to_go_wrong_are_told_apart() -> None:
    def fails(_: bytes) -> object:
        raise ZeroDivisionError("проба")

    def hangs(_: bytes) -> object:
        while True:
            pass

    assert attack(Language("проба", fails, tuple), b"")[0] == "traceback"
    from tests.attack import fuzz

    def hangs_in_a_verb(_: bytes) -> object:
        try:
            return hangs(_)
        except BaseException as problem:
            raise AssertionError(3) from problem

    before, fuzz.TOO_LONG = fuzz.TOO_LONG, 0.2
    try:
        for reads in (hangs, hangs_in_a_verb):
            assert attack(Language("проба", reads, tuple), b"")[0] == "hang"
    finally:
        fuzz.TOO_LONG = before
