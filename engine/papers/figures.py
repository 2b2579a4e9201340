"""The rule of an indicator and the tables that it needs, proposed by the words of the order.

Five kinds are known: a document that is there («наличие регламента»), or is there in every school;
a share («не менее 20 % педагогов …»), a number («не менее 3 семинаров»), growth or decline of a
number («снижение числа школ …»). What the words do not say so plainly stays without a rule.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from fractions import Fraction

from engine.checks.wording.promised import Promised, promised, rises
from engine.classes import dataclass
from engine.lazy import lazy_pattern
from engine.messages import Catalogue
from engine.model.targets import Operator, Unit
from engine.papers.doubts import quoted
from engine.papers.naming import Names
from engine.papers.values import Mapped, Value

SCHOOLS = "schools"
REGISTER = "documents"

_HOLDS = r"наличи\w*|утвержд\w+|утверди\w+|разработ\w+|издан\w+|принят\w+|заключен\w+|подготов\w+"
_DOCUMENT = lazy_pattern(rf"^\W*(?:{_HOLDS})\b(?P<what>.*)", re.IGNORECASE | re.DOTALL)
_OWNED = lazy_pattern(
    r"^\W*(?:100 ?%|все|кажд\w+)\W+(?:\w+\W+){0,2}?(?:оо\b|школ|организац|учрежден)[^.;]*?"
    r"\b(?:имеют|имеет|разработали|утвердили|приняли)\b(?P<what>.*)",
    re.IGNORECASE | re.DOTALL,
)
_KINDS: tuple[tuple[str, str], ...] = (
    (r"локальн\w+ (?:нормативн\w+ )?акт\w*", "локальный акт"),
    (r"дорожн\w+ карт\w*", "дорожная карта"),
    (r"план(?:а|ов|ы)? (?:мероприятий|работы)|план-график\w*", "план мероприятий"),
    (r"методическ\w+ рекомендаци\w*", "методические рекомендации"),
    (r"экспертн\w+ заключени\w*", "экспертное заключение"),
    (r"аналитическ\w+ справк\w*|справк\w*", "справка"),
    (r"регламент\w*", "регламент"),
    (r"положени(?:е|я|й|ем)\b", "положение"),
    (r"приказ\w*", "приказ"),
    (r"распоряжени\w*", "распоряжение"),
    (r"программ\w*", "программа"),
    (r"методик\w*", "методика"),
    (r"переч(?:ень|ня|ней|ни)\b", "перечень"),
    (r"договор\w*|соглашени\w*", "договор"),
    (r"отч[её]т\w*", "отчет"),
    (r"протокол\w*", "протокол"),
    (r"план(?:а|ов|ы)?\b", "план мероприятий"),
)
_FIRST_WORDS = 8
"""A document that is named further on is what the first one is about."""
_EVERY = lazy_pattern(
    r"\b(?:в кажд\w+|во всех|в 100 ?%|у кажд\w+)\s+(?:\w+\s+){0,2}?"
    r"(?:организац|учрежден|школ|оо\b)",
    re.IGNORECASE,
)
_SHARES = lazy_pattern(
    r"%\W+(?:от (?:общ\w+ )?(?:числа|количества) )?(?P<whom>(?:[\w-]+\W+){0,3}[\w-]+)",
    re.IGNORECASE,
)
_WHOM: tuple[tuple[str, str], ...] = (
    (r"педагог|учител|руководител|директор|заместител|специалист|работник|воспитател", "teachers"),
    (r"обучающ|учащ|ученик|школьник|выпускник|воспитанник|дет(?:ей|и)\b|участник", "pupils"),
    (r"школ|организац|учрежден|оо\b|доо\b|доу\b", "schools"),
)
_COUNTED: tuple[tuple[str, str], ...] = (
    (
        r"семинар|вебинар|совещани|мероприяти|кругл\w+ стол|конференц|конкурс|мастер-класс|"
        r"консультац|заседани|курс|собрани|встреч|акци",
        "district_events",
    ),
    *_WHOM,
)
_NUMBER_OF = lazy_pattern(
    r"\b(?:динамик|рост|прирост|увеличени|снижени|сокращени|уменьшени)\w*\s+(?:общ\w+\s+)?"
    r"(?P<what>(?:числ|количеств)\w*\s+[^.;:()]+)",
    re.IGNORECASE,
)
_TITLE = 100


@dataclass(frozen=True, slots=True)
class Ruled:
    """A rule with its target, and the words that each was guessed from."""

    rule: Mapped
    ground: str
    target: str | None = None
    target_ground: str = ""


@dataclass(slots=True)
class Tables:
    """The tables that the rules of a project need, each once, with a column an indicator.

    `taken` are names of tables that the project has; `register` and `schools` are those of them
    that hold its documents and its organisations, `kinds` the documents that its register knows.
    """

    words: Catalogue
    taken: Iterable[str] = ()
    register: str | None = None
    schools: str | None = None
    kinds: tuple[str, ...] = ()
    found: dict[str, Mapped] = field(default_factory=dict)
    used_kinds: list[str] = field(default_factory=list)
    _names: Names = field(default_factory=Names)
    _given: dict[str, str] = field(default_factory=dict)
    _columns: dict[str, Names] = field(default_factory=dict)
    _for: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._names = Names(self.taken)

    def say(self, key: str, **params: str) -> str:
        """A heading, a title or a file's name in the language of the import."""
        return self.words.text(f"papers.table.{key}", **params)

    def documents(self, kind: str, whose: str, *, each: bool) -> None:
        """The register of documents, and the list of those who owe one."""
        if kind not in self.used_kinds:
            self.used_kinds.append(kind)
        if each:
            self.organisations(whose)
        if self.register is None:
            self._table(REGISTER, whose, _REGISTER, {"organisation": "organisation"})

    def organisations(self, whose: str) -> str:
        """The list of schools."""
        if self.schools is not None:
            return self.schools
        return self._table(SCHOOLS, whose, _SCHOOLS, {"organisation": "code"}, ["code"])

    def answers(self, kind: str, text: str, whose: str) -> tuple[str, str]:
        """A table of people, schools or events and the column of «да» and «нет» in it."""
        columns, key, more = _ANSWERS[kind]
        of_schools = kind != "district_events"
        table = self._table("school_answers" if kind == "schools" else kind, whose, columns,
                            more, key, owed=of_schools)  # fmt: skip
        yes, no = self.words.text("value.yes"), self.words.text("value.no")
        column = self._column(table, text, {
            "type": "boolean", "trueValues": [yes], "falseValues": [no],
        })  # fmt: skip
        return table, column

    def yearly(self, text: str, whose: str) -> tuple[str, str]:
        """The table of numbers by school and year, and the column of this one in it."""
        table = self._table("yearly_figures", whose, _YEARLY,
                            {"organisation": "school", "period": "year"},
                            ["school", "year"], owed=True)  # fmt: skip
        return table, self._column(table, text, {"type": "integer", "constraints": {"minimum": 0}})

    def resources(self) -> list[Mapped]:
        """The declarations, each with the indicators that it is for."""
        for name, table in self.found.items():
            whom = self._for[name]
            table["proposed"] = {
                "schema": self.words.text(
                    "papers.ground.table", rules=tuple(whom[:3]), count=len(whom),
                    more=len(whom) - 3 if len(whom) > 3 else "",
                ),
            }  # fmt: skip
        order = sorted(self.found, key=lambda name: name != self._given.get(SCHOOLS))
        return [self.found[name] for name in order]

    def of_project(self) -> Mapped:
        """What project.yaml says of the tables: who the organisations are, where documents lie."""
        found: Mapped = {}
        if SCHOOLS in self._given:
            found["organisations"] = [self._given[SCHOOLS]]
        if REGISTER in self._given:
            found["evidence"] = {"in": self._given[REGISTER], "kinds": [*self.used_kinds]}
        return found

    def _table(
        self, kind: str, whose: str, columns: Sequence[str], more: Mapping[str, Value],
        key: Sequence[str] = (), *, owed: bool = False,
    ) -> str:  # fmt: skip
        schools = self.organisations(whose) if owed else ""
        if kind not in self._given:
            name = self._names.unique(kind).replace("-", "_")
            self._given[kind] = name
            self._columns[name] = Names(column.partition(":")[0] for column in columns)
            schema: Mapped = {"fields": [self._field(kind, column) for column in columns]}
            if key:
                schema["primaryKey"] = [*key]
            if owed:
                reference: Mapped = {"resource": schools, "fields": "code"}
                schema["foreignKeys"] = [{"fields": "school", "reference": reference}]
            schema["missingValues"] = ["", self.words.text("scaffold.missing")]
            table: Mapped = {
                "name": name, "title": self.say(f"title.{kind}"),
                "path": self.say(f"file.{kind}"), "schema": schema, **more,
            }  # fmt: skip
            if owed:
                table["owes"] = schools
            self.found[name] = table
        name = self._given[kind]
        known = self._for.setdefault(name, [])
        if whose not in known:
            known.append(whose)
        return name

    def _field(self, kind: str, column: str) -> Mapped:
        name, _, of = column.partition(":")
        found: Mapped = {"name": name, "title": self.say(f"column.{name}"), "type": of.strip("!")}
        if of.endswith("!"):
            found["constraints"] = {"required": True}
        return found

    def _column(self, table: str, text: str, kind: Mapped) -> str:
        schema = self.found[table]["schema"]
        assert isinstance(schema, dict)
        fields = schema["fields"]
        assert isinstance(fields, list)
        name = self._columns[table].given(text, "answer").replace("-", "_")
        fields.append({"name": name, "title": _heading(text, fields), **kind})
        return name


_SCHOOLS = ("code:string!", "name:string")
_REGISTER = (
    "proves:string", "organisation:string", "kind:string!", "title:string", "number:string",
    "date:date", "address:string",
)  # fmt: skip
_PEOPLE = ("school:string!", "person:string!")
_YEARLY = ("school:string!", "year:string!")
_OF_SCHOOL: Mapping[str, Value] = {"organisation": "school"}
_ANSWERS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...], Mapping[str, Value]]] = {
    "teachers": (_PEOPLE, ("school", "person"), _OF_SCHOOL),
    "pupils": (_PEOPLE, ("school", "person"), _OF_SCHOOL),
    "schools": (("school:string!",), ("school",), _OF_SCHOOL),
    "district_events": (("held_on:date!", "event:string!"), (), {"date": "held_on"}),
}


def _heading(text: str, fields: Sequence[Value]) -> str:
    """The text of the indicator as the heading of its column, unlike all others."""
    plain = " ".join(text.split()).strip(" ;.")
    cut = plain if len(plain) <= _TITLE else f"{plain[:_TITLE].rstrip()}…"
    known = {each["title"] for each in fields if isinstance(each, dict)}
    found, count = cut, 2
    while found in known:
        found, count = f"{cut} ({count})", count + 1
    return found


def ruled(text: str, whose: str, years: Sequence[str], tables: Tables) -> Ruled | None:
    """The rule that the words of an indicator name; its tables are added to `tables`. `whose` is
    the indicator's full id, `years` the years of the project's period."""
    figures = promised(text)
    plain = " ".join(text.split())
    if all(figure.value == 100 and figure.unit is Unit.PERCENT for figure in figures) and (
        found := _document(plain, whose, tables)
    ):
        return found
    if len(figures) == 1 and not figures[0].is_step:
        return _share(plain, whose, figures[0], tables) or _count(plain, whose, figures[0], tables)
    return None if figures else _change(plain, whose, years, tables)


def _document(text: str, whose: str, tables: Tables) -> Ruled | None:
    owned = _OWNED.match(text)
    found = owned or _DOCUMENT.match(text)
    if found is None:
        return None
    opening = " ".join(found["what"].split()[:_FIRST_WORDS])
    named = [
        (at.start(), kind) for words, kind in _KINDS
        if (at := re.search(rf"\b(?:{words})", opening, re.IGNORECASE))
    ]  # fmt: skip
    if not named:
        return None
    kind = min(named)[1]
    if tables.kinds and kind not in tables.kinds:
        return None
    every = owned is not None or _EVERY.search(text) is not None
    tables.documents(kind, whose, each=every)
    evidence: Mapped = {"kind": [kind]}
    if owned or re.match(r"\W*наличи", text, re.IGNORECASE):
        evidence["dated"] = "any"
    rule: Mapped = {"measure": "exists", "evidence": evidence}
    if every:
        rule = {"measure": "each", "per": tables.organisations(whose), "evidence": evidence}
    return Ruled(rule, tables.words.text("papers.ground.document", words=quoted(text)))


def _share(text: str, whose: str, figure: Promised, tables: Tables) -> Ruled | None:
    whom = _SHARES.search(text)
    if figure.unit is not Unit.PERCENT or whom is None or _is_bound(text, figure):
        return None
    kind = _kind_of(whom["whom"], _WHOM)
    if kind is None:
        return None
    table, column = tables.answers(kind, text, whose)
    rule: Mapped = {"measure": "share", "in": table, "of": column, "missing": "indeterminate"}
    return _aimed(rule, "share", whom[0], figure, " %", tables.words)


def named(name: str, unit: str, whose: str, tables: Tables) -> Ruled | None:
    """The rule that the name of an indicator decides alone, its values standing beside it: «Доля
    педагогов, …» is a share of them, «Число школ …» counts them. `unit` is that of the values."""
    found = _NAMED.match(name)
    if found is None:
        return None
    is_share = unit == " %"
    if is_share is (found["number"] is not None) or unit not in _UNITS_OF_NAMED:
        return None
    kind = _kind_of(found["whom"], _WHOM if is_share else _COUNTED)
    if kind is None:
        return None
    table, column = tables.answers(kind, name, whose)
    measure = "share" if is_share else "count"
    rule: Mapped = {"measure": measure, "in": table, "of": column, "missing": "indeterminate"}
    said = tables.words.text(f"papers.ground.{measure}", words=found["whom"])
    return Ruled(rule, said)


_NAMED = lazy_pattern(
    r"\W*(?:общ\w+\s+)?"
    r"(?:доля|процент|удельный вес|охват|(?P<number>числ[оа]|количество|численность))"
    r"\s+(?:[\w-]+[ыи]х\s+){0,3}(?P<whom>[\w-]+)",
    re.IGNORECASE,
)
"""Only adjectives may stand before whom it counts: «доля уроков педагогов» counts lessons."""
_UNITS_OF_NAMED = ("", " %", " чел.", " ед.", " шт.")


def _is_bound(text: str, figure: Promised) -> bool:
    """«до 5 %»: whether it is to be reached or not to be passed, the words do not say."""
    bound = rf"\bдо {_number(figure.value)}"
    return figure.operator is None and re.search(bound, text, re.IGNORECASE) is not None


def _count(text: str, whose: str, figure: Promised, tables: Tables) -> Ruled | None:
    if figure.operator is None or figure.unit not in (None, Unit.PERSONS, Unit.ITEMS):
        return None
    number = re.search(
        rf"\b{_number(figure.value)}\s+(?P<what>(?:[\w-]+\W+){{0,3}}[\w-]+)", text, re.IGNORECASE
    )
    kind = _kind_of(number["what"], _COUNTED) if number else None
    if number is None or kind is None:
        return None
    table, column = tables.answers(kind, text, whose)
    rule: Mapped = {"measure": "count", "in": table, "of": column, "missing": "indeterminate"}
    unit = " чел." if kind in ("teachers", "pupils") else " шт."
    return _aimed(rule, "count", number[0], figure, unit, tables.words)


def _kind_of(words: str, kinds: Sequence[tuple[str, str]]) -> str | None:
    """Whom or what words name first."""
    named = [
        (at.start(), kind) for pattern, kind in kinds
        if (at := re.search(rf"\b(?:{pattern})", words, re.IGNORECASE))
    ]  # fmt: skip
    return min(named)[1] if named else None


_SIGNS = {
    Operator.AT_LEAST: ">=", Operator.AT_MOST: "<=", Operator.MORE: ">", Operator.LESS: "<",
    Operator.EQUAL: "=",
}  # fmt: skip


def _aimed(
    rule: Mapped, kind: str, said: str, figure: Promised, unit: str, words: Catalogue
) -> Ruled:
    sign = _SIGNS[figure.operator or Operator.AT_LEAST]
    target = f"{sign} {_number(figure.value).replace('.', ',')}{unit}"
    said = " ".join(said.split()).strip(" %,;.")
    ground = words.text(f"papers.ground.{kind}", words=said)
    aim = words.text("papers.ground.figure" if figure.operator else "papers.ground.bare_figure")
    return Ruled(rule, ground, target, aim)


def _number(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else str(float(value))


def _change(text: str, whose: str, years: Sequence[str], tables: Tables) -> Ruled | None:
    up, what = rises(text), _NUMBER_OF.search(text)
    if up is None or what is None or len(years) < 2:
        return None
    table, column = tables.yearly(what["what"], whose)
    of: Mapped = {"measure": "sum", "in": table, "of": column, "missing": "indeterminate"}
    rule: Mapped = {"measure": "change", "of": of, "over": [*years], "shape": "ends"}
    words = tables.words
    ground = words.text("papers.ground.change", words=quoted(what["what"].strip()))
    aim = "рост" if up else "снижение"
    return Ruled(rule, ground, aim, words.text("papers.ground.direction"))
