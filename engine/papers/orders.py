"""Paragraphs before the annexes → the order: its number, date, title, and all its other words."""

import re
from collections.abc import Iterable, Sequence

from engine.classes import dataclass
from engine.lazy import lazy_pattern
from engine.papers.headings import simple

_DATE = lazy_pattern(
    r"(?:[«\"“„]?\s*_*\d{1,2}_*\s*[»\"”]?\s*(?:_*[а-я]{3,8}_*|\.?\s*_*\d{1,2}_*\s*\.)\s*"
    r"(?:20)\d\d\s*(?:года|год|г\.?)?|(?<![\d.])\d\d\.\d\d\.\d\d(?![\d.]*\d))",
    re.IGNORECASE,
)
_NUMBER = lazy_pattern(r"(?:№|\bN(?=[ \d]))\s*(?P<number>[\w/.\-]*\d[\w/.\-]*)")
_BARE_NUMBER = lazy_pattern(
    r"((приказ|распоряжение|постановление|решение)\s*)?№\s*\S+", re.IGNORECASE
)
_BY_ORDER = lazy_pattern(
    r"(приказ|распоряжени|постановлени|решени|\bпр\b)\w*[^№]{0,80}№", re.IGNORECASE
)
_TITLE = lazy_pattern(r"(О|Об|Обо)\s+[а-яё«]")
_REASON = lazy_pattern(
    r"(в соответствии|с целью|в целях|на основании|во исполнение|в связи|руководствуясь|согласно|"
    r"в рамках|по результатам|для |учитывая|приказ|распоряж|постановл|обязываю)",
    re.IGNORECASE,
)
_KINDS = (
    ("decree", "постановление", r"постановля(?:ю|ет)"),
    ("directive", "распоряжение", r"обязываю|распоряжаюсь"),
    ("decision", "решение", r"реши(?:л|ла|ло)\b|решает\b"),
    ("order", "приказ", r"приказываю"),
)
"""Kind, its word, the words by which it orders."""
_SHORT = 120


@dataclass(frozen=True, slots=True)
class OrderWords:
    """The order as printed; what was not found is None."""

    number: str | None
    date: str | None
    title: str | None
    preamble: tuple[str, ...]
    annexes: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether the document holds no order at all."""
        return not (self.number or self.date or self.title or self.preamble)


def read_order(
    lines: Sequence[str],
    annexes: Iterable[str],
    approvals: Iterable[str],
    around: Sequence[str] = (),
) -> OrderWords:
    """The order of its paragraphs; a block «УТВЕРЖДАЮ», or a stamp «УТВЕРЖДЁН приказом …» or
    «Приложение к приказу …» among the lines `around` tells number and date where no order is
    printed."""
    annexes, approvals = tuple(annexes), tuple(approvals)
    rest: list[str] = []
    number = date = None
    title: list[str] = []
    ended = False
    for line in lines:
        ended = ended or simple(line).replace(" ", "").startswith(("приказываю", "обязываю"))
        is_head = not ended and len(line) < _SHORT
        found = _requisites(line) if is_head and not (number and date) else None
        if found and not _TITLE.match(line):
            date, number = date or found[0], number or found[1]
        elif title and not (ended or rest_begins(line)) and _is_open(title, rest, line):
            title.append(line)
        elif not ended and not title and _TITLE.match(line):
            title.append(line)
            rest.append("")
        else:
            rest.append(line)
    for text in approvals:
        named = _BY_ORDER.search(text)
        if named and not (number or date):
            date, number = _stamped([text]) or _pair(text[named.start() :])
    if not (number and date):
        stamps = [part for text in approvals for part in _APPROVED.split(text)]
        stamp = _stamped(stamps) or _stamped(annexes) or _stamped(around)
        signed = [each for each in rest if _SIGNED.match(each)]
        told = _named_order([*rest, *around])
        date, number = _completed(
            (date, number), stamp or _signed_on((*approvals, *annexes, *signed)) or told
        )
    return OrderWords(
        number, date, " ".join(title) or None, tuple(each for each in rest if each), tuple(annexes)
    )


_STAMP = lazy_pattern(
    r"\W*(?:утвержд[её]н\w*|утв\b|приложени\w*|введ[её]н\w*|согласован\w*|рассмотрен\w*|принят\w*)\b"
    r"(?P<before>.{0,120}?)\b(?:приказ|распоряжени|постановлени|решени)\w*(?P<rest>.{0,260})",
    re.IGNORECASE | re.DOTALL,
)
_ABOVE = lazy_pattern(
    r"\bминист|\bмин(просв|обр)|рособрнадз|правительств|президент|федераци|федеральн", re.I
)
_STAMP_LINES = 8
_APPROVED = lazy_pattern(r"(?=\bутвержд)", re.IGNORECASE)
"""Where the stamp of approval begins in a table of several: «РАССМОТРЕНО … УТВЕРЖДЕНО …»."""
_DATED_NUMBER = lazy_pattern(rf"(?P<date>{_DATE.pattern})\s*,?\s*{_NUMBER.pattern}", re.IGNORECASE)
_NUMBERED_DATE = lazy_pattern(
    rf"{_NUMBER.pattern}\s*,?\s*от\s*(?P<date>{_DATE.pattern})", re.IGNORECASE
)


def _stamped(lines: Sequence[str]) -> tuple[str | None, str | None] | None:
    """Date and number of «УТВЕРЖДЁН приказом … от … № …» or «Приложение № 1 к приказу …», which
    may take several lines; an act of a ministry is none. None where no stamp names both."""
    for at, line in enumerate(lines):
        if not _STAMP.match(line) and not re.match(r"\W*(утвержд|приложени)", line, re.IGNORECASE):
            continue
        found = _STAMP.match(" ".join(lines[at : at + _STAMP_LINES]))
        if found is None or _ABOVE.search(found["before"]):
            continue
        pairs = (_DATED_NUMBER.search(found["rest"]), _NUMBERED_DATE.search(found["rest"]))
        first = min((each for each in pairs if each), key=lambda each: each.start(), default=None)
        if first is not None and not _ABOVE.search(found["rest"][: first.start()]):
            return " ".join(first["date"].split()), first["number"].rstrip(".")
    return None


_NAMED_ORDER = lazy_pattern(
    rf"(?:приказ|распоряжение|постановление)\b(?P<whose>[^;:]{{0,90}}?)\bот\s+"
    rf"(?P<date>{_DATE.pattern})\s*,?\s*{_NUMBER.pattern}\.?",
    re.IGNORECASE,
)


def _named_order(lines: Sequence[str]) -> tuple[str | None, str | None] | None:
    """Date and number of a line «Приказ по лицею № 3 от 09.01.2026 № 5/1» that says nothing else;
    None where two lines do, or where a ministry is named."""
    found = [each for line in lines if (each := _NAMED_ORDER.fullmatch(line.strip()))]
    pairs = {
        (" ".join(each["date"].split()), each["number"].rstrip("."))
        for each in found if not _ABOVE.search(each["whose"])
    }  # fmt: skip
    return pairs.pop() if len(pairs) == 1 else None


_SIGNED = lazy_pattern(r"\bутвержда(?:ю|ем)\b(?P<rest>.{0,200})", re.IGNORECASE | re.DOTALL)


def _signed_on(texts: Iterable[str]) -> tuple[str | None, str | None] | None:
    """The date below «УТВЕРЖДАЮ», with the number beside it; None where it is not the only one."""
    rests = [found["rest"] for text in texts if (found := _SIGNED.search(text))]
    dates = {" ".join(date.group().split()) for rest in rests for date in _DATE.finditer(rest)}
    pairs = (
        found for rest in rests for pattern in (_NUMBERED_DATE, _DATED_NUMBER)
        if (found := pattern.search(rest))
    )  # fmt: skip
    number = next((found["number"].rstrip(".") for found in pairs), None)
    return (dates.pop(), number) if len(dates) == 1 else None


def _completed(
    own: tuple[str | None, str | None], stamp: tuple[str | None, str | None] | None
) -> tuple[str | None, str | None]:
    """What the order says itself; what a stamp says where it says neither."""
    return stamp if stamp is not None and own == (None, None) else own


def kind_of(preamble: Iterable[str], annexes: Iterable[str]) -> str:
    """What the document is called: `order`, `decree`, `directive` or `decision`; what it orders by
    comes before what its annexes say they belong to. An order where neither tells."""
    for line in preamble:
        plain = simple(line).replace(" ", "")
        for kind, head, verb in _KINDS:
            if plain == head or re.search(verb, plain):
                return kind
    for line in annexes:
        for kind, head, _ in _KINDS:
            if re.search(rf"\bк\s+{head[:-1]}", line, re.IGNORECASE):
                return kind
    return "order"


def rest_begins(line: str) -> bool:
    """Whether the title of an order has ended: grounds, or the words «ПРИКАЗЫВАЮ»."""
    return _REASON.match(line) is not None


_CLAUSE = lazy_pattern(r"\d{1,2}(\.\d{1,2})*[.)]\s*[А-ЯЁ]")


def _is_open(title: Sequence[str], rest: Sequence[str], line: str) -> bool:
    """The title goes on while nothing else stood behind it, in short lines; «1. Утвердить …» is
    what the order says."""
    is_small = line[:1].islower() or line[:1] in "«(" or line[:1].isdigit()
    is_cut = re.search(r"\b[а-яё]{1,3}$", title[-1]) is not None
    at_title = bool(rest) and rest[-1] == "" and len(line) < _SHORT and not _CLAUSE.match(line)
    return at_title and (is_small or is_cut) and not title[-1].endswith(".")


def _requisites(line: str) -> tuple[str | None, str | None] | None:
    """Date and number of a line that holds nothing else: «от « 14 » июля 2020 г. № 80»."""
    date, number = _pair(line)
    if len(_DATE.findall(line)) > 1:  # from one day to another
        return None
    if not date and not _BARE_NUMBER.fullmatch(line):
        return None
    left = _NUMBER.sub(" ", _DATE.sub(" ", line))
    words = re.findall(r"[а-яё]{3,}", left, re.IGNORECASE)
    known = {
        "приказ",
        "распоряжение",
        "постановление",
        "решение",
        "года",
        "город",
        "район",
        "село",
        "пос",
    }
    strange = [word for word in words if word.casefold() not in known and word.islower()]
    return None if strange or len(words) > 4 else (date, number)


def _pair(text: str) -> tuple[str | None, str | None]:
    date, number = _DATE.search(text), _NUMBER.search(text)
    return (
        " ".join(date.group().split()) if date else None,
        number["number"].rstrip(".") if number else None,
    )


_PLACE = lazy_pattern(
    r"\b(?P<name>[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?)(?P<end>ском|ского|ский)\s+"
    r"(?P<kind>муниципальн\w+\s+|городск\w+\s+)?(?P<what>район|округ)(?:а|е)?\b"
)
_TOWN = lazy_pattern(
    r"\b(?:г\.\s?о\.|[Гг]ородско\w+ округ\w*)\s+(?:-\s+)?[«\"]?"
    r"(?:(?:[Гг]ород\w*|г\.|ЗАТО)\s+)?[«\"]?"
    r"(?P<name>[А-ЯЁ][а-яё]+(?:-[А-ЯЁа-яё]+)*)"
)
_DISTRICT = lazy_pattern(
    r"\b[Мм]униципальн\w+\s+(?P<kind>район|округ|образовани)\w*\s+[-–—]?\s*[«\"]?"
    r"(?P<name>[А-ЯЁ][а-яё]+(?:-[А-ЯЁа-яё]+)*(?:\s+(?:район|муниципальный район|округ))?)[»\"]?"
)
_NAMED_DISTRICT = lazy_pattern(
    r"\b(?!Данн|Указанн|Кажд|Одн)(?P<name>[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?)"
    r"(?P<end>цк|ск|н|в)(?:ого|ом|ий|ый|ому)\s+"
    r"(?P<kind>муниципальн\w+\s+|городск\w+\s+)?(?P<what>район|округ)(?:а|е|у)?\b"
)
_CITY = lazy_pattern(
    r"(?:\b[Гг]ород(?:а|е|ской администрации)|(?<![\w.])[Гг]\.)\s*(?P<name>[А-ЯЁ][а-яё]+"
    r"(?:[- ][А-ЯЁа-яё]+(?=[-\s,]|$))?(?:-[А-ЯЁа-яё]+)*)"
)
_NO_CITY = lazy_pattern(r"(Москв|Федерац|Росс)")


def find_municipality(texts: Iterable[str]) -> tuple[str, str] | None:
    """Name of a municipality as a title of a project writes it, and the words that gave it; a
    letterhead in capitals comes after words that are written small."""
    texts = [each for each in texts if each]
    texts += [_in_small_letters(each) for each in texts if each.isupper()]
    for text in texts:
        if found := _PLACE.search(text):
            kind = simple(found["kind"] or "")
            middle = "муниципальный " if kind.startswith("муниц") else ""
            middle = "городской " if kind.startswith("город") else middle
            return f"{found['name']}ский {middle}{found['what']}", found.group()
        if town := _TOWN.search(text):
            return f"городской округ {town['name']}", town.group()
    return _named_otherwise(texts)


_NAME_IN_CAPITALS = lazy_pattern(
    r"(?<!\w)(?P<kind>город[ае]?(?!\w)|г\.)(?P<gap>\s*)(?P<town>\w[\w-]*)|"
    r"(?<![\w-])(?!муниципальн|городск|административн)"
    r"(?P<before>[\w-]+)(?=\s+(?:муниципальн\w+\s+|городск\w+\s+)?(?:район|округ))|"
    r"(?<=[«\"])(?P<quoted>\w[\w-]*)"
)


def _in_small_letters(text: str) -> str:
    """«АДМИНИСТРАЦИЯ БЕЛООЗЁРСКОГО РАЙОНА» with no capitals but those of names."""

    def written(found: re.Match[str]) -> str:
        name = (found["before"] or found["quoted"] or found["town"]).title()
        return f"{found['kind']}{found['gap']}{name}" if found["town"] else name

    return _NAME_IN_CAPITALS.sub(written, text.lower())


def _named_otherwise(texts: Iterable[str]) -> tuple[str, str] | None:
    """«муниципального района «Ивановский район»», «Раменского округа», «города Коврова»: in the
    case that is printed where the nominative is not sure."""
    whole = [each for each in texts if each]
    for text in whole:
        if found := _DISTRICT.search(text):
            kind = "муниципальное образование" if found["kind"] == "образовани" else (
                f"муниципальный {found['kind']}"
            )  # fmt: skip
            return f"{kind} «{found['name']}»", found.group()
        if found := _NAMED_DISTRICT.search(text):
            middle = simple(found["kind"] or "")[:5]
            adjective = {"муниц": "муниципальный ", "город": "городской "}.get(middle, "")
            ending = "ий" if found["end"] in ("цк", "ск") else "ый"
            return (
                f"{found['name']}{found['end']}{ending} {adjective}{found['what']}",
                found.group(),
            )
    for text in whole:
        if (city := _CITY.search(text)) and not _NO_CITY.match(city["name"]):
            return f"город {_nominative(city['name'], city.group())}", city.group().strip()
    return None


def _nominative(name: str, printed: str) -> str:
    """The name of a town whose genitive is plain: «Коврова», «Брянска», «Жуковского», «Мирного»;
    else as printed."""
    is_case = re.match(r"[Гг]ород[ае]", printed) is not None
    endings = "ов|ев|ёв|ин|ын|ск|град|бург" if is_case else "ск|град|бург"
    plain = re.fullmatch(rf"(.+(?:{endings}))[ае]", name)
    adjective = re.fullmatch(r"(.+(?:(ск|цк)|н|в|л))(?:ого|ом)", name) if is_case else None
    if adjective:
        return f"{adjective[1]}{'ий' if adjective[2] else 'ый'}"
    return plain[1] if plain else name
