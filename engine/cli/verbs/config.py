"""`roadmap config`: which settings hold here, and where they come from."""

from dataclasses import asdict, dataclass

import click

from engine.cli import options
from engine.cli.output import Exit, say, write_json
from engine.cli.russian import RussianCommand
from engine.cli.settings import OWN_FILE, SETTINGS, settings
from engine.messages import Language, catalogue


@dataclass(frozen=True, slots=True)
class Held:
    """A setting with its value (None: not set) and the place that says so."""

    key: str
    value: object
    source: str | None


@click.command("config", cls=RussianCommand)
@options.formats("text", "json")
@options.output
@options.language
def command(format_: str, lang: str) -> int:
    """Показать, какие настройки здесь действуют и откуда они.

    Настройки лежат в roadmap.toml (или в разделе [tool.roadmap] файла pyproject.toml) этой папки
    или выше, до корня репозитория. Параметр командной строки важнее.

    \b
    Пример roadmap.toml:
      paths = ["specs"]
      as-of = 2022-06-01
      report-formats = ["html", "md"]
      fail-on = "warning"

    \b
    Примеры:
      roadmap config
      roadmap config --format json
    """
    held, words = settings(), catalogue(Language(lang))
    file = held.file.name if held.file else None
    told = [
        Held(
            each.key,
            held.values.get(each.key),
            f"{file}:{held.lines[each.key]}" if each.key in held.values else None,
        )
        for each in SETTINGS
    ]
    if format_ == "json":
        write_json([asdict(each) for each in told])
        return Exit.FINE
    key = "settings.from" if file else "settings.none"
    say(words.text(key, file=file or OWN_FILE))
    width = max(len(each.key) for each in told)
    for each in told:
        source = each.source or words.text("settings.by_default")
        shown = "—" if each.source is None else _shown(each.value)
        say(f"  {each.key:<{width}}  {shown}  ({source})")
    return Exit.FINE


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return str(value).lower() if isinstance(value, bool) else str(value)
