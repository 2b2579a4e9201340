"""Parts against the number that they are parts of."""

from dataclasses import replace

import pytest

from engine.lint.rules.parts_of_sums import check_parts_of_sums
from tests.unit.builders import project


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        ("14 ОО района: 9 средних и 6 основных школ.", ["15"]),
        ("22 школы (12 городских, 9 сельских)", ["21"]),
        ("Средства – 240 тыс. рублей, в том числе 120 тыс. рублей на курсы и 90 тыс. рублей на "
         "мероприятия.", ["210"]),
        ("1,5 млн руб., из них: областной бюджет – 1 000 тыс. руб., местный – 400 тыс. руб.",
         ["1,4"]),
        ("300 тыс. рублей, в том числе: 2024 год – 100 тыс. рублей; 2025 год – 150 тыс. рублей",
         ["250"]),
        ("14 ОО района: 9 средних и 5 основных школ.", []),
        ("240 тыс. рублей, в том числе 150 тыс. рублей на курсы и 90 тыс. рублей на занятия.", []),
        ("240 тыс. рублей, в том числе 150 тыс. рублей на курсы.", []),
        ("240 тыс. рублей, в том числе 150 тыс. рублей на 30 человек и 50 тыс. рублей", []),
        ("15 занятий: 3 по 40 минут и 2 по 20", []),
        ("120 педагогов, из них 70 молодых, 80 сельских", []),
        ("Приказ № 14 школы (9 средних, 2 основных)", []),
    ],
)  # fmt: skip
def test_parts_add_up_to_their_whole(text: str, sums: list[str]) -> None:
    made = project()
    made = replace(made, order=replace(made.order, preamble=(text,)))
    assert [dict(each.params)["sum"] for each in check_parts_of_sums(made)] == sums
