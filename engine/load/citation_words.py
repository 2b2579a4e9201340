"""The words of addresses in orders, as patterns: «раздел», «п.», «второй», «№ 80-р».

Each step in all cases and as it is cut short; what may count it, stand behind or before it."""

import re

from engine.lazy import lazy_pattern
from engine.model.citations import StepKind

WORDS: tuple[tuple[str, StepKind], ...] = (
    (r"дорожн\w+ карт\w*|карт[аеуы]|roadmap", StepKind.ROADMAP),
    (r"(?:под)?программ[аеуы]|programme?", StepKind.PROGRAMME),
    (r"приказ(?:а|е|у|ом)?|распоряжени[еяию]|постановлени[еяию]|order", StepKind.ORDER),
    (r"приложени(?:е|я|и|ю|ях)|прил|annex|appendix", StepKind.ANNEX),
    (r"преамбул[аеуы]|вводн\w+ част[ьи]|preamble", StepKind.PREAMBLE),
    (r"положени[еяию]|поряд(?:ок|ка|ке)|регламент[ае]?|regulations?", StepKind.REGULATION),
    (r"пояснительн\w+ записк[аеиу]|записк[аеиу]|explanatory note", StepKind.NOTE),
    (r"паспорт[ае]?|passport", StepKind.PASSPORT),
    (r"план[ае]?(?: мероприятий)?|plan", StepKind.PLAN),
    (r"част(?:ь|и|ью)|ч|part", StepKind.PART),
    (r"глав[аеуы]|гл|chapter", StepKind.CHAPTER),
    (r"раздел(?:а|е|у|ы|ов|ах)?|разд|section|sec", StepKind.SECTION),
    (r"подраздел(?:а|е|у|ы|ов|ах)?|subsection", StepKind.SUBSECTION),
    (r"стать(?:я|и|е|ю|ях)|ст|article|art", StepKind.ARTICLE),
    (r"таблиц(?:а|е|у|ы|ах)?|табл|table", StepKind.TABLE),
    (r"пункт(?:а|е|у|ы|ов|ах)?|п\s?[./]\s?п|п|point|clause", StepKind.POINT),
    (r"строк(?:а|е|у|и|ах)?|rows?|lines?", StepKind.ROW),
    (r"подпункт(?:а|е|у|ы|ов|ах)?|подп|пп|sub(?:point|clause)", StepKind.SUBPOINT),
    (
        r"столб(?:ец|ца|це|цы|цах)|граф(?:а|е|у|ы|ах)?|гр|колонк(?:а|е|у|и|ах)|columns?",
        StepKind.COLUMN,
    ),
    (r"перечислени(?:е|я|и|ю)|позици(?:я|и|ю)|item", StepKind.ITEM),
    (r"абзац(?:а|е|у|ы|ах)?|абз|paragraph|para", StepKind.PARAGRAPH),
    (r"лист(?:а|е|у|ы|ах)?|л|sheet", StepKind.SHEET),
    (r"страниц(?:а|е|у|ы|ах)?|стр|[сc]|pages?|pp?", StepKind.PAGE),
    (
        r"цел[ьи]|задач[аеиу]|показател[ьяеи]|(?:ожидаем\w+ )?результат[аы]?|мероприяти[еяи]|срок"
        r"|ответственны[ей]|исполнител[ьи]|заголов(?:ок|ка|ке|ки)|названи[ея]|примечани[еяи]"
        r"|сноск[аеиу]|goal|task|indicator|result|event|heading|title|footnote|note",
        StepKind.FIELD,
    ),
)
NAMES = (
    "приказ", "приложение", "преамбула", "положение", "пояснительная", "паспорт", "план", "часть",
    "глава", "раздел", "подраздел", "статья", "таблица", "пункт", "строка", "подпункт", "столбец",
    "графа", "перечисление", "абзац", "лист", "страница", "annex", "section", "table", "point",
    "row", "column", "paragraph", "page",
)  # fmt: skip
"""What a misspelt word may have been meant to be."""
BARE = frozenset({
    StepKind.ROADMAP, StepKind.PROGRAMME, StepKind.ORDER, StepKind.ANNEX, StepKind.PREAMBLE,
    StepKind.REGULATION, StepKind.NOTE, StepKind.PASSPORT, StepKind.PLAN, StepKind.FIELD,
    StepKind.TABLE,
})  # fmt: skip
"""Steps that need no number."""
HEADINGS = frozenset({StepKind.PART, StepKind.CHAPTER, StepKind.SECTION, StepKind.SUBSECTION})
LETTERED = frozenset({StepKind.SUBPOINT, StepKind.ITEM, StepKind.ANNEX, StepKind.POINT})
HYPHENED = frozenset({StepKind.ANNEX, StepKind.ARTICLE})
"""«Приложение 3-1» is one annex, added behind the third."""
BARE_LETTERED = frozenset({StepKind.SUBPOINT, StepKind.ITEM})
"""Of these a letter needs no sign behind it: «подпункт в пункта 3»."""
_ORDINALS = (
    r"перв\w+|first", r"втор\w+|second", r"трет\w+|third", r"четв[её]рт\w+|fourth",
    r"пят\w+|fifth", r"шест\w+|sixth", r"седьм\w+|seventh", r"восьм\w+|eighth",
    r"девят\w+|ninth", r"десят\w+|tenth",
)  # fmt: skip
_EACH_ORDINAL = "|".join(f"({words})" for words in _ORDINALS)
NTH = lazy_pattern(_EACH_ORDINAL)
_QUOTED = (
    r"«(?P<quoted>[^«»]*(?:«[^«»]*»[^«»]*)*)»|\"(?P<straight>[^\"]*)\"|„(?P<low>[^„“”\"]*)[“”\"]"
    r"|“(?P<high>[^“”]*)”|«(?P<merged>[^»]*)»"
)
"""Words in quotes, which may hold quotes of their own; of these the last may close both."""
_STEP = "|".join(f"(?P<{kind}>{words})" for words, kind in WORDS)
_ANY_STEP = "|".join(words for words, _ in WORDS)
_NUMBER = r"\d+(?:\.\d+)*(?:-?[a-zа-яё](?!\w)|\.[а-яё](?![\w.]))?|(?-i:[IVXLХ]+)(?:\.\d+)*(?!\w)"
_ORDINAL = rf"{'|'.join(_ORDINALS)}|последн\w+|last|\d{{1,4}}-(?:[йяе]|го|ая|ий|ый|ой|ую)"
_BEFORE = (
    r"\d{1,4}(?=\s+(?:(?:под)?раздел|глава|часть|статья|таблиц[ае]|(?:под)?пункте?|строк[ае]|столбец"
    r"|граф[ае]|абзаце?|листе?|страниц[ае]|приложение)(?!\w)"
    rf"(?!\.?\s*(?:№\s*)?[«\"(]?(?:(?:{_NUMBER})(?!\w)|[а-яёa-z]\))))"
)
"""«3 раздел»: a number before a step that has none behind it."""
TOKEN = lazy_pattern(
    rf"(?P<blank>[\s,:()\[\].№]+)|(?P<next>;)|{_QUOTED}"
    rf"|(?P<nth>{_BEFORE}|(?:{_ORDINAL})(?=\s+(?:{_ANY_STEP})(?!\w)))"
    rf"|(?P<sub>[а-яёa-z])(?=\))|(?:{_STEP})(?!\w)(?P<dot>\.?)|(?P<number>{_NUMBER})(?![\w])"
    r"|(?P<and>и|или|and|or)(?!\w)|(?P<small>в|во|на|к|из|of|the|in|on|to)(?!\w)"
    r"|(?P<word>[^\s,;«»\"]+)",
    re.IGNORECASE,
)
COUNTED = lazy_pattern(
    rf"[\s.:]*(?:№|N|no\.)?\s*[«\"(]?(?P<first>{_NUMBER}|(?P<letter>[а-яёa-z])(?=[»\")]|\s*(?:$|[,;])"
    rf"|(?P<bare>\s+(?:{_ANY_STEP})(?!\w))))"
    rf"[»\")]?\.?(?:\s*[-–—]\s*(?P<last>{_NUMBER})\.?)?(?![\w%])",
    re.IGNORECASE,
)
MORE = lazy_pattern(
    rf"\s*(?:,|(?:и|and)(?!\w))\s*(?=(?:{_NUMBER})(?!\w))(?!(?:{_ORDINAL})\s|{_BEFORE})",
    re.IGNORECASE,
)
MORE_LETTERS = lazy_pattern(r"\s*(?:,|(?:и|and)(?!\w))\s*(?=[«\"(]?[а-яёa-z][»\")])", re.IGNORECASE)
AFTER = lazy_pattern(rf"\s+(?P<nth>{_ORDINAL})(?!\w)", re.IGNORECASE)
"""«абзац второй»."""
NAMED = lazy_pattern(rf"\s*(?:{_QUOTED})")
WORDS_BEHIND = lazy_pattern(r"[\s:(\[–—-]*[^\W\d]")
HEADED = lazy_pattern(
    rf"(?<=\.)\s+(?!(?:{_ANY_STEP})(?!\w))(?P<words>(?-i:[А-ЯЁA-Z])[^,;()«»\"]+?)"
    rf"(?=\s*(?:$|[,;()«»\"]|\s(?:{_ANY_STEP})(?!\w)\.?\s*(?:№\s*)?\d))",
    re.IGNORECASE,
)
"""«Раздел 1. Общие положения»: the number and the words of one heading."""
DATED = lazy_pattern(r"\s+от\s+\d[\w.]*(?:\s+[а-яё]+\s+\d{4})?(?:\s+г(?:ода|\.)?)?", re.IGNORECASE)
OF_ORDER = lazy_pattern(r"\s*(?:№|N)\s*(?P<number>[\w/-]+)")
