"""What files of tables of persons are called where their own names may be those of persons.

A file that data.yaml names is called so. One that a mask finds brings a name that nobody looked at,
and a surname is like any other word: such a file keeps its name where all its words are known, and
is called by its number otherwise, `results/№ 3.xlsx`, the place that it has by the alphabet.
"""

import re
from collections.abc import Collection, Sequence
from pathlib import PurePosixPath
from unicodedata import normalize

from engine.lazy import lazy_pattern
from engine.model.tables import Resource

_WORDS = lazy_pattern(r"[^\W\d_]+")
_NUMBERED = lazy_pattern(r"№ \d+")
_KNOWN = lazy_pattern(
    r"школ[аыеу]?|школьный|гимнази[яи]|лице[йя]|техникум|вуз|филиал|корпус|учреждение|образовани[ея]|"
    r"м[абк]?оу|г[бк]?оу|чоу|сош|оош|нош|доу|ноо|соо|ооо|оу|оо|имени|им|муниципальн\w+|"
    r"общеобразовательн\w+|бюджетн(?:ая|ое)|казенн(?:ая|ое)|автономн(?:ая|ое)|средняя|начальная|"
    r"основная|районы?|округ|города?|област[ьи]|республик[аи]|пос[её]лок|сел[оа]|"
    r"класс[ыа]?|групп[аы]|параллел[ьи]|ученики?|учащиеся|учител[ьия]|педагоги|кадры|персонал|"
    r"участники|выпускники|дети|впр|огэ|егэ|гиа|нед|фгос|тур|этап|"
    r"олимпиад[аы]|диагностик[аи]|экзамены?|тесты?|работ[аы]|контингент|курсы?|"
    r"результаты?|итоги?|отч[её]ты?|оценки|ответы|протоколы?|бланки?|ведомост[ьи]|"
    r"форм[аы]|таблиц[аы]|список|списки|свод|сводная|реестр|данные|выгрузка|уч[её]т|план|коды?|"
    r"года?|полугодие|четверть|семестр|период|по|на|за|из|от|для|все|"
    r"январь|февраль|март|апрель|май|июнь|июль|август|сентябрь|октябрь|ноябрь|декабрь|"
    r"русский|язык|математика|физика|химия|биология|география|история|обществознание|литература|"
    r"информатика|английский|немецкий|чтение|"
    r"schools?|class(?:es)?|grades?|pupils?|students?|teachers?|staff|results?|reports?|lists?|"
    r"tables?|forms?|data|tests?|scores?|sheets?|parts?|copy|final|totals?|terms?|years?|periods?"
)
"""Words of which names of files in education are made, and hardly a surname."""


def called_files(resource: Resource, paths: Sequence[str]) -> dict[str, str]:
    """What each of these files of the table is called, where that is not its path."""
    if not resource.personal:
        return {}
    known = {*_words(" ".join((*resource.paths, resource.name, resource.title or "")))}
    return {
        path: f"{folder}№ {number}{PurePosixPath(path).suffix.lower()}"
        for number, path in enumerate(paths, start=1)
        if path not in resource.paths
        for folder in [_named_folder(resource, path)]
        if not _is_plain(path.removeprefix(folder), known)
    }


def is_number(path: str) -> bool:
    """Whether the path is a number in the place of a name, as `called_files` gives it."""
    return _NUMBERED.fullmatch(PurePosixPath(path).stem) is not None


def is_called_so(resource: Resource, path: str) -> bool:
    """Whether the path is a name that stands for a file of the table."""
    own = PurePosixPath(path)
    return is_number(path) and any(
        _folder_of(pattern) in ("", f"{own.parent}/") for pattern in resource.paths
    )


def _is_plain(name: str, known: Collection[str]) -> bool:
    """Whether every word is known or a letter; a number alone could be that of another file."""
    file = PurePosixPath(name)
    spelt = file.as_posix().removesuffix(file.suffix)
    if is_number(name):
        return False
    return all(len(word) == 1 or word in known or _KNOWN.fullmatch(word) for word in _words(spelt))


def _words(text: str) -> list[str]:
    return _WORDS.findall(normalize("NFC", text).casefold())


def _named_folder(resource: Resource, path: str) -> str:
    """The folder that a mask of the table names, above the file; with its slash."""
    folders = [_folder_of(each) for each in resource.paths if path.startswith(_folder_of(each))]
    return max(folders, key=len, default="")


def _folder_of(pattern: str) -> str:
    literal = re.split(r"[*?\[]", pattern)[0]
    return literal[: literal.rfind("/") + 1]
