"""Words that are cut or wrapped never take more room than they have."""

from hypothesis import given
from hypothesis import strategies as st

from engine.reports.charts.svg import element, hyphenated, printable, shorten, text, width_of, wrap
from tests.unit.reports.drawings import parsed

TITLE = "Проведение мониторинга результатов дорожных карт повышения качества образования"


def test_a_short_title_stays_whole() -> None:
    assert shorten("Семинар", 200, 12) == "Семинар"
    assert wrap("Семинар для педагогов", 400, 12, lines=2) == ("Семинар для педагогов",)


def test_a_long_title_ends_with_an_ellipsis_in_its_last_line() -> None:
    lines = wrap(TITLE, 250, 12, lines=2)
    assert lines == ("Проведение мониторинга результатов", "дорожных карт повышения качества…")


def test_no_splinter_of_a_word_is_left_before_the_ellipsis() -> None:
    assert shorten("Разработка программы поддержки школ", 175, 12) == "Разработка программы…"


def test_a_label_breaks_at_its_soft_hyphen_only_where_it_must() -> None:
    assert hyphenated("Эффектив\u00adность", 200, 10) == ("Эффективность",)
    assert hyphenated("Эффектив\u00adность", 60, 10) == ("Эффектив-", "ность")
    assert hyphenated("Анализ", 10, 10) == ("Анализ",)


@given(st.text(), st.floats(60, 600), st.floats(8, 16), st.integers(1, 3))
def test_lines_are_never_wider_than_their_room(
    words: str, width: float, size: float, lines: int
) -> None:
    shown = wrap(words, width, size, lines=lines)
    assert 1 <= len(shown) <= lines
    assert all(width_of(line, size) <= width for line in shown)


@given(st.text())
def test_any_text_gives_well_formed_xml(words: str) -> None:
    assert parsed(text(words, 0, 0)).text == (printable(words) or None)


def test_an_attribute_cannot_be_left_by_a_quote() -> None:
    drawn = parsed(element("rect", class_='a" onload="alert(1)'))
    assert dict(drawn.attrib) == {"class": 'a" onload="alert(1)'}


def test_marks_of_direction_and_control_characters_do_not_survive() -> None:
    assert printable("отчёт\u202etxt\x1b[31m") == "отчёт txt [31m"
