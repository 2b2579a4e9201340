"""The marks of clauses are read as a grammar: each list counts for itself."""

import pytest

from engine.lint.text.clause_marks import MarkSlip, read_mark, slips_of_marks


def slips(*clauses: str) -> list[tuple[str, MarkSlip]]:
    marks = [mark for clause in clauses if (mark := read_mark(clause))]
    return [(mark.written, slip) for mark, slip in slips_of_marks(marks)]


@pytest.mark.parametrize(
    "clauses",
    [
        (
            "1. Утвердить",
            "2. Отделу",
            "3. Школам:",
            "3.1. Назначить",
            "3.2 Провести",
            "4. Контроль",
        ),
        ("1) утвердить", "2) назначить", "3) школам:", "а) принять", "б) сдать", "4) контроль"),
        ("1. Школам:", "1) принять", "2) сдать", "2. Отделу:", "1) принять", "2) сдать", "3. Иное"),
        ("1. Утвердить", "1.1. План", "1.1.1. Часть", "1.1.2. Часть", "1.2. Состав", "2. Отделу"),
        ("I. Общее", "1. принять", "2. сдать", "II. Иное", "3. принять", "4. сдать", "III. Срок"),
        ("1.Утвердить", "2.Отделу", "г. Баксан", "2020 год", "3.Контроль"),
    ],
)
def test_lists_within_lists_are_no_slips(clauses: tuple[str, ...]) -> None:
    assert slips(*clauses) == []


@pytest.mark.parametrize(
    ("clauses", "wrong"),
    [
        (("3) школам:", "а) принять"), [("3)", MarkSlip(missing=("1", "2")))]),
        (("1) один", "2) школам:", "а) принять", "в) сдать"), [("в)", MarkSlip(missing=("б",)))]),
        (("1) один", "2) два", "3. три", "4) четыре"), [("3.", MarkSlip(signs="3."))]),
        (("1) один", "2) два", "2) три"), [("2)", MarkSlip(again="2"))]),
        (("1. Один", "2. Два", "3.. Три", "4 Четыре"),
         [("3..", MarkSlip(signs="3..")), ("4", MarkSlip(signs="4"))]),
        (("1. Один", "2. Два", "3. Три:", "3.1. Раз", "2.2. Два", "3.3. Три"),
         [("2.2", MarkSlip(turn="2.2")), ("3.3", MarkSlip(missing=("3.2",)))]),
        (("1. Один", "3.1. Раз", "3.2. Два"), [("3.1", MarkSlip(turn="3.1"))]),
    ],
)  # fmt: skip
def test_what_a_list_does_not_go_on_with_is_told(
    clauses: tuple[str, ...], wrong: list[tuple[str, MarkSlip]]
) -> None:
    assert slips(*clauses) == wrong
