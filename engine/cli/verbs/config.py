"""`roadmap config`: which settings hold here, and where they come from."""

from dataclasses import asdict

import click

from engine.classes import dataclass
from engine.cli import options
from engine.cli.command import Command
from engine.cli.output import Exit, say, write_json
from engine.cli.settings import OWN_FILE, SETTINGS, settings
from engine.messages import Language, catalogue


@dataclass(frozen=True, slots=True)
class Held:
    """A setting with its value (None: not set) and the place that says so."""

    key: str
    value: object
    source: str | None


@click.command("config", cls=Command, help="config.verb")
@options.formats("text", "json")
@options.output
@options.language
def command(format_: str, lang: str) -> int:
    """The settings that hold here, each with its place."""
    held, words = settings(), catalogue(Language(lang))
    file = held.file.name if held.file else None
    told = [
        Held(
            setting.key,
            held.values.get(setting.key),
            f"{file}:{held.lines[setting.key]}" if setting.key in held.values else None,
        )
        for setting in SETTINGS
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
