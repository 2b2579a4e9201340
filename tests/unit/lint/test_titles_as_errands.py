"""«Провести опрос»: titles that are put as errands have the deed of the same work as a noun."""

import pytest

from engine.lint.text.phrases import deed_of, head_of, made_by


@pytest.mark.parametrize(
    ("errand", "work"),
    [
        ("Провести опрос родителей", "Проведение опроса родителей"),
        ("Организовать и провести конкурс чтецов", "Организация и проведение конкурса чтецов"),
        ("Осуществлять мониторинг питания", "Осуществление мониторинга питания"),
        ("Проанализировать итоги опроса", "Анализ итогов опроса"),
        ("Разработать рекомендации школам", "Разработка рекомендаций школам"),
        ("Издать приказ об итогах", "Издание приказа об итогах"),
    ],
)
def test_an_errand_is_the_work(errand: str, work: str) -> None:
    assert [of(errand) for of in (head_of, deed_of, made_by)] == [
        of(work) for of in (head_of, deed_of, made_by)
    ]
