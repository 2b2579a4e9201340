"""Paragraphs above a table: titles, sections, annexes, goals, and events that stand outside."""

import re
from collections.abc import Sequence
from itertools import pairwise

from engine.codes import papers as codes
from engine.lazy import lazy_pattern
from engine.papers.below_plans import SIGNATURE
from engine.papers.documents import Address, Paragraph, Row, Table
from engine.papers.doubts import Doubt, doubt, quoted
from engine.papers.headings import is_month, is_passport_label, simple
from engine.papers.naming import roadmap_of
from engine.papers.plans import PlanSection
from engine.papers.row_values import number_of_section
from engine.papers.section_words import LINE_LENGTH, is_section
from engine.schedule import A_MONTH

_TITLE = lazy_pattern(
    r"((?!настоящ|данн|указанн|следующ|люб|так)(\w+(ый|ой|ий|ая)(-\w+)? ){1,3}"
    r"(план(-график)?|график|«?дорожная карта|программа|циклограмма)\b(?! (был|долж|явля))|"
    r"«?паспорт|план\b|планы\b|план-|«?дорожная карта|комплекс(ный план)?\b|муниципальн\w+ "
    r"(план|«?дорожная)|перечень мероприятий|циклограмма|график|программа|система мероприятий|"
    r"мероприятия по|календарный план|перспективный план|сетевой график)"
)
GOAL = lazy_pattern(
    r"(?:[^\W\d_]{2,20} ?/ ?)?(?P<label>(?:основн\w+ )?(?:цел(?:ью?|и)|задач[аи])\b[^:]{0,60}?)"
    r"(?::|\s[–—-]\s|\sявля[ею]тся\s|(?<=цел[ьи])\.\s|(?<=задач[аи])\.\s)\s*(?P<text>.*)",
    re.I,
)
NEGLIGIBLE = lazy_pattern(r"(продолжение|окончание)?( таблицы| приложения)?[\d\s.№-]*")
"""«Продолжение таблицы 2»: words of a page and of no roadmap."""
_TIMED = lazy_pattern(
    r"\b(до \d{1,2}[. ]|в срок до|ежемесячно|ежеквартально|ежегодно|"
    r"в течение (года|учебного|всего)|"
    rf"{A_MONTH},? 20\d\d)",
    re.IGNORECASE,
)
_COUNTED = lazy_pattern(r"\d{1,2}(\.\d{1,2})*[.)]\s*\S")
_TITLE_LINES = 5
_TITLE_LENGTH = 400


_COMMANDS = lazy_pattern(r"приказываю|обязываю|.*(постановля(ю|ет)|реши(л|ла|ло)|приказываю):?$")


def is_command(each: Paragraph) -> bool:
    """Whether what is decided follows: «п р и к а з ы в а ю:», «администрация ПОСТАНОВЛЯЕТ:»."""
    return _COMMANDS.match(simple(each.text).replace(" ", "")) is not None


def section_of(each: Paragraph) -> PlanSection:
    """A section of the plan; the number is that of an automatic list, or typed."""
    if not each.has_bullet and (number := each.label.rstrip(".)")):
        return PlanSection(number, each.text, each.address)
    return PlanSection(*number_of_section(each.text), each.address)


_OF_TITLE = lazy_pattern(r"\d{4}|№|[«»\"]|\b(на|за) .*(год|квартал|полугоди)|\b(\w{0,3}оу|сош)\b")
_GOES_ON = lazy_pattern(r"(по|для|в|во|на|к|о|об|при|с|со|из|за|до|от)\b")
"""«ПО ПОВЫШЕНИЮ КАЧЕСТВА»: in capitals too it is the rest of what stands above."""


def looks_alike(above: str, line: Paragraph, section: Paragraph) -> bool:
    """Whether a line under a title is drawn as a section further down, and says nothing that
    titles say, a year or a school; the words `above` it, which are a title without it, do."""

    def drawn(each: Paragraph) -> tuple[bool, bool, bool]:
        return each.is_bold, each.is_heading, each.text.isupper()

    is_drawn = drawn(line) == drawn(section) and any(drawn(section))
    words = simple(line.text)
    is_rest = (
        _OF_TITLE.search(words) or _GOES_ON.match(words) or not _OF_TITLE.search(simple(above))
    )
    return is_drawn and number_of_section(line.text)[1][:1].isupper() and not is_rest


def is_annex(each: Paragraph) -> bool:
    """«Приложение № 2 к приказу …»."""
    return re.match(r"\(?приложение\b", simple(each.text)) is not None and len(each.text) < 300


def annexes_of(lines: Sequence[Paragraph], title: int | None) -> list[slice]:
    """The lines of each annex above a title, or above a table that has none: the last is that of
    the plan, and what stands between it and the title is its own."""
    above = lines if title is None else lines[:title]
    begins = [at for at, each in enumerate(above) if is_annex(each)]
    if not begins:
        return []
    stop = begins[-1] + 1 if title is None else title
    return [slice(*each) for each in pairwise([*begins, stop])]


def title_at(lines: Sequence[Paragraph]) -> int | None:
    """Where the title of a plan stands: below the last annex, if one is there; else the first."""
    titles = [at for at, each in enumerate(lines) if is_title(each)]
    last = max((at for at, each in enumerate(lines) if is_annex(each)), default=-1)
    return next((at for at in titles if at > last), titles[0] if titles else None)


_PERSONS = lazy_pattern(
    r"((персональный|примерный|численный) )?состав\b|список (член|участник|состав|рабоч)|"
    r"члены \w+|распределение (обязанност|функци)"
)
_PERSON_HEADING = lazy_pattern(r"фио|ф\. ?и\. ?о\b.*|фамилия.*|должность.*|члены? .*")


def lists_persons(lines: Sequence[Paragraph]) -> bool:
    """Whether the words above a table say that it names the members of a group: «Состав рабочей
    группы», with no title of a plan and no annex below them."""
    last = max((at for at, each in enumerate(lines) if is_annex(each) or is_title(each)), default=0)
    return any(_PERSONS.match(simple(each.text)) for each in lines[last:])


def holds_persons(lines: Sequence[Paragraph], table: Table) -> bool:
    """Whether a small table holds members of a group, and is no part of an order drawn as cells:
    its headings or the words above it say so."""
    is_grid = len(table.rows) > 1 and all(len(row.cells) > 1 for row in table.rows)
    heads = [simple(cell.text).strip(" .:") for cell in table.rows[0].cells] if is_grid else []
    named = [head for head in heads if _PERSON_HEADING.fullmatch(head)]
    return len(named) > 1 or (is_grid and lists_persons(lines))


def tables_as_words(rows: Sequence[Row], address: Address) -> list[Doubt]:
    """A doubt about rows that become lines though they look like a table of their own: two of them
    or more say something in several cells, and nothing there is of a letterhead, a signature or an
    order's number."""
    filled = [{id(cell) for cell in row.cells if cell.text} for row in rows]
    texts = [cell.text for row in rows for cell in row.cells if cell.text]
    is_head = any(SIGNATURE.search(text) or "№" in text[1:] or "_" in text for text in texts)
    if is_head or sum(len(each) > 1 for each in filled) < 2:
        return []
    return [doubt(codes.TABLE_AS_WORDS, address, text=quoted(" ".join(texts)))]


_NOTE = lazy_pattern(r"\*+ ?\S|(примечани[ея]|сноск[аи])( \d+)? ?[:.]")


def is_note(each: Paragraph) -> bool:
    """«* при наличии финансирования», «Примечание: …»: a note, and neither title nor section."""
    return _NOTE.match(simple(each.text)) is not None


def is_title(each: Paragraph) -> bool:
    """Whether a line names a plan or a passport."""
    if each.label or len(each.text) > _TITLE_LENGTH or each.text.endswith(":"):
        return False
    return _TITLE.match(simple(_SPACED.sub(_closed, each.text))) is not None


_SPACED = lazy_pattern(r"^([^\W\d_] ){3,}[^\W\d_]\b")
"""«П Л А Н»."""


def _closed(found: re.Match[str]) -> str:
    return found[0].replace(" ", "")


_CUT = ("–", "—")
"""What a line ends with that is cut: «на 2026– / 2028 годы»."""


def title_end(lines: Sequence[Paragraph], at: int) -> int:
    """A title goes on in the next lines while they are short and begin nothing else."""
    end = at + 1
    while (
        end < len(lines)
        and end - at < _TITLE_LINES
        and (_goes_on(lines[end]) or lines[end - 1].text.endswith(_CUT))
    ):
        end += 1
    return end


def likely_title(lines: Sequence[Paragraph]) -> tuple[str | None, Sequence[Paragraph]]:
    """Where no line says that it is a title: the bold lines right above the table, or the last
    line, unless it is a sentence or a goal."""
    begin = len(lines)
    while begin and (lines[begin - 1].is_bold or lines[begin - 1].is_heading):
        if is_annex(lines[begin - 1]):
            break
        begin -= 1
    if begin == len(lines) and lines and _may_be_title(lines[-1]):
        begin -= 1
    title = " ".join(line.text for line in lines[begin:]) or None
    return title, lines[:begin]


def _may_be_title(line: Paragraph) -> bool:
    text = line.text
    is_sentence = text.endswith((".", ":", ";")) or bool(line.label) or len(text) > LINE_LENGTH
    is_other = GOAL.match(text) or is_note(line) or SIGNATURE.search(text) or is_annex(line)
    return not is_sentence and not is_other


def _goes_on(line: Paragraph) -> bool:
    text = line.text
    if _OWN_NUMBER.match(text) or _HEADING.match(simple(text)) or is_annex(line):
        return False
    if _REST_OF_TITLE.match(text) and len(text) <= _REST_LENGTH:
        return not (line.label or text.endswith((":", ";")) or SIGNATURE.search(text))
    if line.label or len(text) > LINE_LENGTH or GOAL.match(text) or is_note(line):
        return False
    if is_title(line) or is_section(line):
        return False
    if text[:1].islower():  # «ПЛАН / мероприятий по …», which a row of a passport could be called
        return True
    is_small = text[:1] in '(«"' or text.isupper()
    return (is_small or line.is_bold or line.is_heading) and not is_passport_label(text[:40])


_OWN_NUMBER = lazy_pattern(r"\d{1,2}(\.\d{1,2})*[.)]\s*[^\W\d]")
_HEADING = lazy_pattern(
    r"((принятые|используемые|условные) (сокращения|обозначения)|((список|перечень) )?(\w+ )?"
    r"(сокращени|терминов)\w*\b.{0,30}$|содержание$|оглавление$|общие положения|введение|"
    r"пояснительная записка|актуальность|нормативн\w+ (база|основ)|"
    r"(глава|часть) (\d|[ivx])|(основн\w+ )?(цел[ьи]|задач[аи])\b.{0,40}$)"
)
_REST_LENGTH = 160
_REST_OF_TITLE = lazy_pattern(
    r"(М[БКА]?Д?ОУ|ГБ\w?ОУ|МА?ОУ|МБУ|муниципальн\w+ (бюджетн|казенн|казённ|автономн|образоват|"
    r"общеобр)|Муниципальн\w+ (бюджетн|казенн|казённ|автономн|образоват|общеобр))\w*\b|"
    r"[^.:;]*\b(на|за|в) .{0,40}20\d\d.{0,30}(год|уч|г\.)"
)
"""Whose plan it is, and of which year: «МБОУ СОШ № 31 на 2024-2025 учебный год»."""


def paragraphs_in(rows: Sequence[Row]) -> list[Paragraph]:
    """What rows over the head of a plan hold: words of its title."""
    cells = (cell for row in rows for cell in dict.fromkeys(row.cells))
    return [paragraph for cell in cells for paragraph in cell.paragraphs if paragraph.lines]


def is_timed(each: Paragraph) -> bool:
    """Numbered words with a time: an event that stands outside of the tables."""
    is_counted = bool(each.label and not each.has_bullet) or bool(_COUNTED.match(each.text))
    return is_counted and _TIMED.search(each.text) is not None and len(each.text) > 25


def ends_in_section(lines: Sequence[Paragraph]) -> bool:
    """Whether the section of the first table stands under the title as a line of its own."""
    is_below_title = any(map(is_title, lines[:-1]))
    return is_below_title and (is_section(lines[-1]) or is_month(lines[-1].text))


def order_end(lines: Sequence[Paragraph]) -> int:
    """How many of the lines above the first table are those of the order: what stands before the
    first annex, or before the first title."""
    annexes = [at for at, each in enumerate(lines) if is_annex(each)]
    titles = [
        at for at, each in enumerate(lines) if is_title(each) or roadmap_of(each.bookmarks)
    ]  # fmt: skip
    commands = [at for at, each in enumerate(lines) if is_command(each)]
    least = commands[-1] if commands else -1
    begin = next((at for at in (*annexes, *titles) if at > least), None)
    if begin is None:
        return 0 if not commands else len(lines)
    if lines[begin].text.startswith("("):  # «(приложение 1 к приказу …)» below a title
        return max((at for at in titles if least < at < begin), default=begin)
    return begin
