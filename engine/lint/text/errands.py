"""What the clauses of an order charge somebody with, and which row of the plan is that very work.

«3. Старшему воспитателю ознакомить педагогов с программой до 5 сентября» → who, the verb, the
words of the thing, the day.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from engine.classes import dataclass
from engine.lazy import lazy_pattern
from engine.lint.text.deeds import stem
from engine.lint.text.morphology import Word, can_be, content, forms, words_of
from engine.lint.text.phrases import family, is_paperwork
from engine.lint.text.things import Use, use_of
from engine.model.spec import Event
from engine.schedule import A_MONTH

DEADLINE = lazy_pattern(
    r"(?:\bдо|не\s+поз(?:днее|же)|\bк)\s+(?P<day>\d{1,2}\s?[.]\s?\d{1,2}(?:\s?[.]\s?20\d\d)?|"
    rf"\d{{1,2}}\s+{A_MONTH}(?:\s+20\d\d)?|{A_MONTH}\s+20\d\d)",
    re.IGNORECASE,
)
_NUMBER = lazy_pattern(r"^\W*\d{1,2}(?:\.\d{1,2})*[.)\s]*")
_PERSON = lazy_pattern(r"\b[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?\s+[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?|\([^()]*\)")
_SENTENCE = lazy_pattern(r"[.;](?:\s|$)")
_IN_TIME = lazy_pattern(r"\bв\s+срок\b", re.IGNORECASE)
_YEAR = lazy_pattern(
    r"^\s*(?:20\d\d\s*)?(?:года?\b|г\.)(?:\s*,?\s*(?:и|а)\s+)?|^\s*,?\s*(?:и|а)\s+|\s+и\s*$",
    re.IGNORECASE,
)
_OPENING = 3
_LEAST = 0.7
_LIGHT = frozenset({"провести", "организовать", "обеспечить", "осуществить", "продолжить"})
"""Verbs whose work is named by the noun after them."""
_HANDS_IN = lazy_pattern(
    r"представ|предостав|сда(?:ть|ва)|направ|подготов|составит|разработ|сформир"
)
_PAPER_OF = (Use.MAKE,)


@dataclass(frozen=True, slots=True)
class Errand:
    """One act of a clause: the words before the verb, the verb, what it is done with, and the
    deadline, if it has one."""

    who: str
    verb: str
    asked: str
    due: re.Match[str] | None

    @property
    def things(self) -> frozenset[str]:
        """The families of the words of what is asked."""
        return frozenset(map(family, content(self.asked)))


@lru_cache(maxsize=256)
def errands_of(clause: str) -> tuple[Errand, ...]:
    """The acts of a clause, in order. The words of one end where the next verb begins."""
    number = _NUMBER.match(clause)
    start = number.end() if number else 0
    end = next((each.start() for each in _ends(clause, start)), len(clause))
    words = [word for word in words_of(clause) if start <= word.start < end]
    verbs = [word for word in words if forms(word.text)[0].part == "INFN"]
    if verbs and verbs[0].lemma == "рекомендовать" and len(verbs) > 1:
        start, verbs = verbs[0].end, verbs[1:]
    if not verbs:
        return ()
    before = clause[start : verbs[0].start]
    who = _PERSON.sub(" ", _IN_TIME.sub(" ", DEADLINE.sub(" ", before))).strip(" :,")
    early = DEADLINE.search(clause, start, verbs[0].start)
    return tuple(_errands(clause, who, verbs, end, early))


def _ends(clause: str, start: int) -> Iterator[re.Match[str]]:
    """Ends of sentences; the point of an initial or of a number is none."""
    for found in _SENTENCE.finditer(clause, start):
        before = clause[max(0, found.start() - 2) : found.start()]
        if not re.search(r"(?:\W|^)[А-ЯЁг]$|\d$", before) or clause[found.start()] == ";":
            yield found


def _errands(
    clause: str, who: str, verbs: list[Word], end: int, early: re.Match[str] | None
) -> Iterator[Errand]:
    """«представить промежуточный отчет до … и итоговый отчет до …» are two."""
    for verb, after in zip(verbs, [*verbs[1:], None], strict=True):
        ahead = _due_ahead(clause, verb.end, after.start) if after else None
        stop, at = ahead.start() if ahead else after.start if after else end, verb.end
        begin = at
        for due in DEADLINE.finditer(clause, verb.end, stop):
            if at == begin and not clause[at : due.start()].strip():
                early, begin, at = due, due.end(), due.end()
                continue
            yield _errand(who, verb, clause[at : due.start()], due)
            at = due.end()
        rest = _YEAR.sub("", clause[at:stop])
        if at == begin or len(content(rest)) > 1:
            yield _errand(who, verb, rest, early if at == begin else None)
        early = ahead


_BEFORE_VERB = lazy_pattern(r"\s*(?:20\d\d\s*)?(?:года?\b|г\.)?\s*", re.IGNORECASE)


def _due_ahead(clause: str, start: int, verb: int) -> re.Match[str] | None:
    """«…, до 19 сентября 2025 года разместить план»: right before a verb a day is of that verb."""
    found = list(DEADLINE.finditer(clause, start, verb))
    ends = found and _BEFORE_VERB.fullmatch(clause, found[-1].end(), verb)
    return found[-1] if ends else None


def _errand(who: str, verb: Word, asked: str, due: re.Match[str] | None) -> Errand:
    plain = _IN_TIME.sub(" ", _YEAR.sub("", asked)).strip(" ,")
    return Errand(who, verb.text.lower(), _without_addressee(plain), due)


def _without_addressee(asked: str) -> str:
    """«в управление образования итоговый отчет» → «итоговый отчет»."""
    words = words_of(asked)
    if not words or words[0].text.lower() not in ("в", "на"):
        return asked
    noun = next((at for at, word in enumerate(words) if at and can_be(word.text, "NOUN")), 0)
    rest = (
        word
        for word in words[noun + 1 :]
        if not any(each.case == "gent" for each in forms(word.text))
    )
    following = next(rest, None)
    return asked[following.start :] if following else asked


def row_of(errand: Errand, events: tuple[Event, ...]) -> Event | None:
    """The one row that does the very thing: its deed is the verb's, and its words are said."""
    alike = [(share, each) for each in events if (share := _share(errand, each)) >= _LEAST]
    best = max((share for share, _ in alike), default=0.0)
    rows = [each for share, each in alike if share == best]
    return rows[0] if len(rows) == 1 else None


def _share(errand: Errand, event: Event) -> float:
    """How much of what is asked the row says; 0 where its deed is another."""
    title = event.title or ""
    if not _same_deed(errand, title):
        return 0.0
    told = frozenset(map(family, content(_in_full(title))))
    things = frozenset(map(family, content(_ABOUT.split(title, maxsplit=1)[0])))
    head = next((word for word in words_of(errand.asked) if can_be(word.text, "NOUN")), None)
    light = errand.verb in _LIGHT
    if not errand.things or head is None or not (light or family(head.lemma) in things):
        return 0.0
    return len(errand.things & told) / len(errand.things)


_IN_FULL = {
    "ГИА": "государственная итоговая аттестация", "ВПР": "всероссийские проверочные работы",
    "ЕГЭ": "единый государственный экзамен", "ОГЭ": "основной государственный экзамен",
    "ВсОШ": "всероссийская олимпиада школьников",
}  # fmt: skip
_SHORT = lazy_pattern(rf"\b(?:{'|'.join(_IN_FULL)})\b")


def _in_full(title: str) -> str:
    """«ответственного за проведение ГИА»: an order has the words, and a row their short form."""
    return _SHORT.sub(lambda found: f"{found[0]} {_IN_FULL[found[0]]}", title)


_ABOUT = lazy_pattern(r"\s(?:о|об|обо|по|для)\s", re.IGNORECASE)
"""What stands after it is no thing of the deed: «Размещение отчета о выполнении плана»."""


def _same_deed(errand: Errand, title: str) -> bool:
    """«назначить» is done by «Назначение …»; an exam that is held is «Экзамен …»; a report that is
    handed in is made by «Подготовка …»."""
    opening = words_of(title)[:_OPENING]
    if any(family(word.text) in _roots(errand.verb) for word in opening):
        return True
    if errand.verb in _LIGHT:
        deed = next((word for word in words_of(errand.asked) if can_be(word.text, "NOUN")), None)
        return any(deed is not None and family(word.lemma) == family(deed.lemma) for word in
                   opening) or any(
            family(word.lemma) in errand.things
            for word in opening
            if can_be(word.text, "NOUN")
        )  # fmt: skip
    made = next((use for word in opening if (use := use_of(word.text))), None)
    return bool(_HANDS_IN.match(errand.verb)) and made in _PAPER_OF and _tells(errand.asked)


_TAKES = lazy_pattern(r"(?P<prefix>со|ото|подо|на|вы|пере|разо)бра(?:ть|в)", re.IGNORECASE)


def _roots(verb: str) -> frozenset[str]:
    """The family of the verb, and of its noun where the root changes: «собрать» → «сбор»."""
    found = _TAKES.match(verb)
    noun = f"{found['prefix'].rstrip('о') or 'с'}бор" if found else verb
    return frozenset({family(verb), family(noun)})


def _tells(asked: str) -> bool:
    """Whether the words tell one paper from another: «итоговый отчет», not «планы работы»."""
    words = [word for word in words_of(asked) if word.text.isalpha()]
    return any(
        forms(word.text)[0].part == "ADJF"
        or (can_be(word.text, "NOUN") and not is_paperwork(word.lemma))
        for word in words
    )


_HEADS = frozenset({
    "руководитель", "директор", "начальник", "заведующий", "методист", "специалист", "председатель",
    "ректор", "администрация", "коллектив", "сотрудник", "работник",
})  # fmt: skip
"""Who acts for a body: its head and its people."""


def is_body(who: str, name: str) -> bool:
    """Whether the words of a clause name the body: whole, or after the head that acts for it."""
    told = [stem(word) for word in content(who)]
    own = [stem(word) for word in content(name)]
    if not own or len(own) > len(told):
        return _is_spelt(who, name)
    for at in range(len(told) - len(own) + 1):
        if told[at : at + len(own)] == own:
            return _acts_for(content(who)[:at]) and at + len(own) == len(told)
    return _is_spelt(who, name)


def _acts_for(before: tuple[str, ...]) -> bool:
    return not before or any(word in _HEADS for word in before)


def _is_spelt(who: str, name: str) -> bool:
    """«Институту развития образования» is «ИРО»."""
    words = [word.text for word in words_of(who) if can_be(word.text, "NOUN", "ADJF")]
    initials = "".join(word[0] for word in words).upper()
    return name.isupper() and len(name) > 1 and initials.endswith(name)
