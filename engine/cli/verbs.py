"""The verbs, written out: name, module, one line of help. Modules are imported when called."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verb:
    """A command of `roadmap`; `module` holds a click command named `command`."""

    name: str
    module: str
    summary: str


VERBS: tuple[Verb, ...] = (
    Verb("validate", "engine.cli.validate", "проверить дорожные карты: схема, ссылки, типы"),
    Verb("lint", "engine.cli.lint", "проверить сами документы: сроки, порядок, номера, цикл"),
    Verb("evaluate", "engine.cli.evaluate", "оценить показатели по таблицам и составить отчёт"),
    Verb("test", "engine.cli.test", "проверить правила на примерах из YAML"),
    Verb("plan", "engine.cli.plan", "порядок мероприятий по циклу, даты и противоречия"),
    Verb("graph", "engine.cli.graph", "граф зависимостей: svg, mermaid, dot, json"),
    Verb("explain", "engine.cli.explain", "объяснить вердикт показателя или код замечания"),
    Verb("show", "engine.cli.show", "показать, как программа прочитала дорожные карты"),
    Verb("new", "engine.cli.new", "завести проект, дорожную карту или правило"),
    Verb("fmt", "engine.cli.fmt", "записать файлы единообразно, сохранив пояснения"),
    Verb("migrate", "engine.cli.migrate", "перевести файлы прежней версии формата в новую"),
    Verb("git", "engine.cli.git", "показывать правки в git по смыслу"),
    Verb("diff", "engine.cli.diff", "сравнить две версии: что стало строже, что слабее"),
    Verb("compare", "engine.cli.compare", "сравнить два прогона: чей вердикт изменился и почему"),
    Verb("schedule", "engine.cli.schedule", "разобрать срок, записанный словами"),
    Verb("completion", "engine.cli.completion", "дополнение команд по Tab: bash, zsh, fish"),
    Verb("data", "engine.cli.data", "помощь с таблицами: describe, check, preview"),
    Verb("schema", "engine.cli.schema", "схемы файлов для подсказок в редакторе"),
)
