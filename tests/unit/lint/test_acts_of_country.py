"""Laws under their numbers and days, ministries under their orders."""

from dataclasses import replace

import pytest

from engine.lint.rules.acts_of_country import check_acts_of_country
from tests.unit.builders import project

LAW = "«Об образовании в Российской Федерации»"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"На основании Федерального закона от 29.12.2012 № 237-ФЗ {LAW}", ["237-ФЗ"]),
        (f"Законом от 29 декабря 2021 г. № 273-ФЗ {LAW}", ["29 декабря 2021"]),
        ("Законом «О персональных данных» от 27.07.2006 № 125-ФЗ", ["125-ФЗ"]),
        ("Приказ Министерства образования и науки Российской Федерации от 27.11.2020 № 678",
         ["Министерства образования и науки Российской Федерации"]),
        ("Приказ Министерства просвещения РФ от 17.10.2013 № 5", ["Министерства просвещения РФ"]),
        (f"На основании Федерального закона от 29 декабря 2012 г. № 273-ФЗ {LAW}", []),
        ("Закон от 25.12.2008 № 273-ФЗ «О противодействии коррупции»", []),
        ("Законом «О персональных данных» от 27.07.2006 № 152-ФЗ", []),
        ("Приказ Министерства образования и науки Российской Федерации от 17.10.2013 № 1155", []),
        ("Приказ Министерства просвещения Российской Федерации от 27.11.2020 № 678", []),
        ("Приказ Министерства образования и науки Калужской области от 27.11.2020 № 6", []),
        ("Приказ Минобрнауки России от 10.02.2022 № 5", []),
    ],
)  # fmt: skip
def test_an_act_of_the_country_has_its_number_day_and_ministry(text: str, told: list[str]) -> None:
    made = project()
    made = replace(made, order=replace(made.order, preamble=(text,)))
    assert [str(dict(each.params)["said"]) for each in check_acts_of_country(made)] == told
