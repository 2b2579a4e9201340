"""What the checks of texts see, and what they leave alone."""

from collections.abc import Iterable
from dataclasses import replace
from time import process_time

import pytest

from engine.codes.texts import UNPAIRED_BRACKET
from engine.diagnostics import Finding, finding
from engine.lint.one_fact import as_one
from engine.lint.rules.abbreviations import check_abbreviations
from engine.lint.rules.copied_results import check_copied_results
from engine.lint.rules.cut_off import check_cut_off
from engine.lint.rules.dates_in_texts import check_dates_in_texts
from engine.lint.rules.event_titles import check_titles
from engine.lint.rules.misprints import check_misprints
from engine.lint.rules.missing_cells import check_missing_cells
from engine.lint.rules.order_heading import check_order, read_day
from engine.lint.rules.other_level import check_level
from engine.lint.rules.other_municipality import check_municipality
from engine.lint.rules.other_roadmap import check_other_roadmap, named_systems
from engine.lint.rules.repeated_events import check_repeated_events
from engine.lint.rules.result_and_title import check_result_and_title
from engine.lint.rules.twin_indicators import check_twin_indicators
from engine.lint.rules.unknown_bodies import check_bodies
from engine.lint.rules.unpaired_marks import check_pairs
from engine.lint.text import likeness, passages_of
from engine.lint.text.abbreviations import introductions
from engine.lint.text.passages import surrounding
from engine.messages import catalogue
from engine.model.project import Municipality, Project
from engine.model.spec import Event
from tests.unit.builders import SCHOOL_YEAR, event, indicator, project, roadmap

DISTRICT = Municipality("Дятьковский район", "район", "Брянская область", "Дятьковского района")
OKRUG = Municipality("городской округ Баксан", "городской округ", None, "городского округа Баксан")


def of(*events: Event, municipality: Municipality = DISTRICT, title: str = "План") -> Project:
    return replace(project(roadmap("r", *events, title=title)), municipality=municipality)


def titled(text: str, municipality: Municipality = DISTRICT) -> Project:
    return of(event("e", title=text), municipality=municipality)


def codes(found: Iterable[Finding]) -> list[str]:
    return [each.code.id for each in found]


def said(found: Iterable[Finding]) -> list[str]:
    return [str(dict(each.params)["said"]) for each in found]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Сайт администрации г.о.г. Кулебаки", ["г.о.г. Кулебаки"]),
        ("Школы Ртищевского муниципального района", ["Ртищевского муниципального района"]),
        ("Сайт городского округа Саранск", ["городского округа Саранск"]),
        ("Сайт муниципалитета Арзамас", ["муниципалитета Арзамас"]),
        ("Изучение опыта городского округа Саранск", []),
        ("Семинар Саранского центра развития образования", ["Саранского центра развития"]),
        ("Семинар Городского центра развития образования", []),
        ("Практикумы объединений Сасовского района", ["Сасовского района"]),
        ("Практика Сасовского района", []),
        ("Занятия Детского центра развития", []),
        ("Отчёт для Саратовской области", ["Саратовской области"]),
        ("Школы Дятьковского района и Брянской области", []),
        ("План района, муниципальном районе Всероссийских работ", []),
    ],
)
def test_other_municipalities_are_told_from_the_own_one(text: str, named: list[str]) -> None:
    assert said(check_municipality(titled(text))) == named


def test_initials_of_a_strange_municipality_are_found_too() -> None:
    events = (
        event("a", title="Школы Ртищевского муниципального района"),
        event("b", title="Участие школ РМР"),
    )
    assert said(check_municipality(of(*events)))[-1] == "РМР"


def test_an_okrug_in_a_district_is_an_error_and_a_federal_one_is_not() -> None:
    assert said(check_level(titled("Анализ рынка труда округа"))) == ["округа"]
    for certain in ("федерального", "сельского", "Центрального образовательного"):
        assert check_level(titled(f"Совещание {certain} округа")) == ()
    assert check_level(titled("Анализ рынка труда округа", OKRUG)) == ()
    assert said(check_level(titled("Банк потребностей района", OKRUG))) == ["района"]


def test_taking_part_in_regional_work_is_no_finding() -> None:
    assert check_level(titled("Участие в региональной конференции")) == ()
    assert check_level(titled("Анализ результатов региональных мониторингов")) == ()
    assert codes(check_level(titled("Проведение региональных совещаний"))) == ["L653"]


def test_a_strange_roadmap_is_told_from_the_own_one() -> None:
    own = "Дорожная карта по формированию системы методической работы"
    text = "Коррективы в «дорожную карту» реализации {}"
    other = of(event("e", title=text.format("системы оценки качества")), title=own)
    same = of(event("e", title=text.format("системы методической работы")), title=own)
    assert codes(check_other_roadmap(other)) == ["L654"]
    assert check_other_roadmap(same) == ()


def test_a_roadmap_may_call_itself_as_it_is_called_in_the_title_of_another_document() -> None:
    named = "О дорожной карте по развитию системы оценки качества"
    own = replace(roadmap("r", event("e"), title=named), plan_title="План методической работы")
    assert list(named_systems(own)) == []
    told = roadmap("r", event("e", title=f"Обсуждение: {named}"), title="План")
    assert len(list(named_systems(told))) == 1


def test_schools_of_a_region_are_strange_to_a_district_and_not_to_a_region() -> None:
    region = Municipality("Брянская область", "область", None, "Брянской области")
    for municipality, found in ((DISTRICT, ["L653"]), (region, [])):
        order = replace(project().order, number="1", title="О работе школ региона")
        plan = replace(of(municipality=municipality), order=order)
        assert codes(check_level(plan)) == found


def test_a_common_result_may_stand_twice() -> None:
    short = "Аналитический отчет"
    assert check_copied_results(of(event("a", result=short), event("b", result=short))) == ()


def test_a_lost_text_is_never_reported() -> None:
    broken = event("e", title="Анализ […] результатов (в", result="Проведено совещание и […]")
    lost = replace(event("f", title="Отчёт о"), lost=(("title", "конец строки"),))
    plan = of(broken, lost)
    for check in (check_cut_off, check_pairs, check_misprints, check_result_and_title):
        assert check(plan) == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Отчёт о результатах ГИА в", ["L690"]),
        ("Работа со школами с низкими образовательными", ["L690"]),
        ("- по поддержке талантов", []),
        ("Анализ результатов,", ["L691"]),
        ("Сведения об обучающихся", []),
        ("Сбор данных", []),
        ("Работа с 5 по 9", []),
    ],
)
def test_a_text_that_breaks_off_is_told_from_a_whole_one(text: str, code: list[str]) -> None:
    assert codes(check_cut_off(titled(text))) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Сбор: 1) по школам; 2) по садам", []),
        ("План («дорожная карта» (2.1))", []),
        ("поддержки)", ["L692"]),
        ("(сборы (лагеря) и т.д.", ["L692"]),
        ("«План «Школа»", []),
        ("«частично сформированной", ["L693"]),
        ('стол "Анализ "дорожной карты" района', ["L693"]),
        ('стол "Анализ карты"', []),
    ],
)
def test_signs_without_a_pair(text: str, code: list[str]) -> None:
    assert codes(check_pairs(titled(text))) == code


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("( ( план", [None, None]),
        ("( " * 2_000, [1_999]),
        ("( ( план ) ] ] ]", [2, None]),
        (" ".join(f"№ {at}) план" for at in range(100, 125)), [24]),
    ],
    ids=["two", "thousands", "of two kinds", "numbers"],
)
def test_a_text_of_lone_marks_has_one_thing_wrong(text: str, others: list[int | None]) -> None:
    found = as_one(check_pairs(titled(text)))
    assert [dict(each.params).get("more_of_text") for each in found] == others
    tail = f"таких мест в этом тексте ещё {others[0]}."
    assert catalogue().finding(found[0]).endswith(tail) == bool(others[0])


def test_other_words_of_a_text_are_shown_up_to_ten() -> None:
    place = event("a").origin
    words = [
        finding(UNPAIRED_BRACKET, replace(place, span=(at, at + 1)), quote=str(at), said=str(at))
        for at in range(50)
    ]
    kept = as_one(words)
    assert [dict(each.params)["said"] for each in kept] == [str(at) for at in range(10)]
    assert [dict(each.params).get("more_of_text") for each in kept] == [40, *[None] * 9]
    assert as_one(words[:10]) == tuple(words[:10])


def test_years_of_a_title_are_read_once_for_all_those_of_the_result() -> None:
    years = "план на 2024-2025 учебный год "
    long = event("a", title=years * 400, result=years * 400, when=[SCHOOL_YEAR])
    begun = process_time()
    check_dates_in_texts(of(long))
    assert process_time() - begun < 3


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("контроль процедур и опроцедур", ["опроцедур"]),
        ("в гДятьковском районе", ["гДятьковском"]),
        ("реализации м дорожной карты", ["м"]),
        ("итоги итоги года", ["итоги итоги"]),
        ("митапы и скафолдинг для школ", []),
        ("человек и человеко/часов", []),
        ("Проверкапищеблока школьной столовой", ["Проверкапищеблока"]),
        ("здоровьесберегающие технологии в садах", []),
        ("распростронение опыта наставников", ["распростронение"]),
        ("неуспешность и методкабинет, методкабинет", []),
        ("справка о питании7", ["питании7"]),
        ("занятия по по плану и из в школы", ["по по", "из в"]),
    ],
)
def test_misprints_are_told_from_rare_words(text: str, found: list[str]) -> None:
    assert said(check_misprints(titled(text))) == found


@pytest.mark.parametrize(
    ("text", "short", "meaning", "fits"),
    [
        ("педагоги образовательных организаций (далее – ОО)", "ОО",
         "образовательных организаций", True),
        ("школ и организаций дополнительного образования (далее - ОО)", "ОО",
         "школ и организаций дополнительного образования", False),
        ("всероссийской олимпиады школьников (далее ВсОШ)", "ВсОШ",
         "всероссийской олимпиады школьников", True),
        ("региональной информационной системы ГИА (далее - РИС ГИА)", "РИС ГИА",
         "региональной информационной системы ГИА", True),
        ("Всероссийских проверочных работ (далее РПР)", "РПР",
         "Всероссийских проверочных работ", False),
        ("внутренние системы оценки качества образования (ВСОКО)", "ВСОКО",
         "внутренние системы оценки качества образования", True),
    ],
)  # fmt: skip
def test_the_meaning_of_an_abbreviation(text: str, short: str, meaning: str, fits: bool) -> None:
    (introduction,) = introductions(passages_of(titled(text))[1:])
    assert (introduction.short, introduction.meaning, introduction.fits) == (short, meaning, fits)


def test_what_one_annex_introduces_is_known_in_all_and_the_field_knows_the_rest() -> None:
    first = roadmap("a", event("x", title="Центр диагностики (далее – ЦД)"))
    second = roadmap("b", event("x", title="Отчёт ЦД о ГИА детей с ОВЗ, отчёт ЩЖЮ"))
    findings = check_abbreviations(project(first, second))
    assert [(each.code.id, dict(each.params)["short"]) for each in findings] == [("L680", "ЩЖЮ")]


def test_the_brackets_of_another_abbreviation_end_its_words() -> None:
    text = "государственной итоговой аттестации (ГИА), единого экзамена (далее – ЕЭ)"
    made = introductions(passages_of(titled(text))[1:])
    assert sorted((each.short, each.meaning) for each in made) == [
        ("ГИА", "государственной итоговой аттестации"),
        ("ЕЭ", "единого экзамена"),
    ]


def test_the_same_words_with_more_before_them_are_no_second_meaning() -> None:
    first = "план этапа всероссийской олимпиады школьников (далее – ВсОШ)"
    again = "итоги всероссийской олимпиады школьников (далее – ВсОШ)"
    findings = check_abbreviations(
        project(roadmap("a", event("x", title=first), event("y", title=again)))
    )
    assert [each.code.id for each in findings] == ["L682"]


def test_roman_numbers_and_capital_headings_are_no_abbreviations() -> None:
    assert check_abbreviations(titled("ПРИКАЗЫВАЮ: раздел IV, граждане РФ")) == ()


def test_indicators_of_different_groups_are_no_twins() -> None:
    texts = (
        "100% олимпиад проходят с присутствием независимых наблюдателей",
        "100% процедур проходят с присутствием независимых наблюдателей",
    )
    assert twins(*texts) == []
    assert twins("не менее 70% школ в 2021 году", "не менее 80% школ в 2022 году") == []
    assert twins("20% педагогов обучены оценке", "50% молодых педагогов обучены оценке") == []


def twins(*texts: str) -> list[str]:
    two = [indicator(f"i{number}", text=text) for number, text in enumerate(texts)]
    return codes(check_twin_indicators(project(roadmap("r", indicators=two))))


def test_an_empty_column_is_one_finding_and_an_empty_cell_its_own() -> None:
    full = event("a", responsible=["Отдел"])
    empty = [replace(event(id), not_printed=("responsible",)) for id in "bcd"]
    assert codes(check_missing_cells(of(full, empty[0]))) == ["L673"]
    (finding,) = check_missing_cells(of(*empty))
    assert (finding.code.id, len(finding.related)) == ("L676", 3)


def test_the_same_deed_with_another_thing_is_no_repetition() -> None:
    pair = ("Реализация программы поддержки школ", "Мониторинг реализации программы поддержки школ")
    assert check_repeated_events(of(*(event(t, title=t) for t in pair))) == ()
    again = ("Разработка программы школ района", "Разработка программы (на 3 года) школ района")
    assert codes(check_repeated_events(of(*(event(t, title=t) for t in again)))) == ["L658"]


def test_titles_may_differ_in_their_endings() -> None:
    own = roadmap("r", title="Паспорт дорожной карты по развитию системы на 2021 учебный год")
    same = replace(own, plan_title="Дорожная карта по развитию системы в 2021 учебном году")
    other = replace(own, plan_title="Дорожная карта по внедрению системы в 2021 учебном году")
    assert check_titles(project(same)) == ()
    assert codes(check_titles(project(other))) == ["L677"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("08.09.2020 г.", (2020, 9, 8)),
        ("« 14 » июля 2020 г.", (2020, 7, 14)),
        ("«_28_»_10. 2022 г.", (2022, 10, 28)),
        ("2 мая 2021", (2021, 5, 2)),
        ("летом", None),
    ],
)
def test_dates_of_orders_are_read_as_they_are_printed(text: str, day: object) -> None:
    assert read_day(text) == day


def test_an_order_without_a_date_has_no_conflict() -> None:
    assert check_order(project()) == ()
    assert check_bodies(project()) == ()


def test_likeness_does_not_mind_endings() -> None:
    assert likeness("анализ работы школ", "анализа работ школы") == 1
    assert likeness("анализ работы школ", "конкурс молодых педагогов") == 0


def test_a_quote_shows_the_neighbours() -> None:
    text = "удовлетворение потребности в кадрах на основе анализа рынка труда округа района"
    at = text.index("округа")
    assert surrounding(text, (at, at + 6)) == "…на основе анализа рынка труда округа района"


def test_a_word_without_an_end_is_quoted_by_its_beginning() -> None:
    assert surrounding("а" * 80, (0, 80)) == "а" * 80
    assert surrounding("а" * 100_000, (0, 100_000)) == "а" * 80 + "…"


def test_a_plan_of_400_events_takes_no_time() -> None:
    events = [event(f"e{n}", title=f"Мониторинг работы школ номер {n}") for n in range(400)]
    started = process_time()
    plan = of(*events)
    for check in (check_repeated_events, check_abbreviations, check_misprints, check_cut_off):
        check(plan)
    assert process_time() - started < 3


def test_titles_of_two_exams_differ_by_three_letters() -> None:
    own = roadmap("r", title="Паспорт дорожной карты по подготовке к ОГЭ")
    assert not check_titles(project(replace(own, plan_title="Дорожная карта по подготовке к ОГЭ")))
    other = replace(own, plan_title="Дорожная карта по подготовке к ВПР")
    assert codes(check_titles(project(other))) == ["L677"]
