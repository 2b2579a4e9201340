"""`roadmap git`: what git needs to show changes of specs by their meaning."""

from collections.abc import Iterator
from pathlib import Path

import click

from engine.children import Child, ChildFailed
from engine.cli import options
from engine.cli.exits import Exit
from engine.cli.git_setup import install_driver, remove_driver
from engine.cli.output import say
from engine.cli.repository import changed_files, git, git_file
from engine.cli.retelling import told_from
from engine.cli.russian import RussianCommand, RussianGroup
from engine.cli.verbs import VERBS
from engine.visible import harmless_lines

_TWO_SIDES = 6
"""Git names file, hash and mode of each side; then the new name, where it is another."""


@click.group("git", cls=RussianGroup)
def command() -> None:
    """Показывать правки дорожных карт в git по смыслу, а не по строкам.

    \b
    Примеры:
      roadmap git install            один раз в своём репозитории
      git diff                       теперь говорит, что изменилось
      roadmap git comment main       замечание к запросу на слияние, Markdown
    """


@command.command("install", cls=RussianCommand)
@click.argument("folders", nargs=-1, metavar="[ПАПКА]…")
@click.option("--shared", is_flag=True, help="Записать в .gitattributes, для всех, а не для себя.")
@click.option("--remove", is_flag=True, help="Убрать то, что было записано.")
def install(folders: tuple[str, ...], shared: bool, remove: bool) -> int:
    """Записать в настройки этого репозитория, чем сравнивать дорожные карты.

    Настройка своя у каждого: .git/config и .git/info/attributes. С --shared список файлов
    пишется в .gitattributes; команду install каждый всё равно выполняет у себя.
    """
    written = remove_driver() if remove else install_driver(folders or ("specs",), shared=shared)
    for line in written:
        say(line)
    if not remove:
        say(_say("no_patch"))
    return Exit.FINE


@command.command("textconv", cls=RussianCommand)
@click.argument("file", metavar="ФАЙЛ", type=click.Path(path_type=Path, exists=True))
def textconv(file: Path) -> int:
    """Напечатать файл по одному факту в строке: так его сравнивает git log -p."""
    from engine.editing.facts import facts_of

    say("\n".join(facts_of(file.read_bytes(), file.as_posix())))
    return Exit.FINE


@command.command("driver", cls=RussianCommand)
@click.argument("path", metavar="ПУТЬ")
@click.argument("sides", nargs=-1, metavar="СТАРЫЙ … НОВЫЙ …")
def driver(path: str, sides: tuple[str, ...]) -> int:
    """Сравнить две версии файла; git diff вызывает это сам с семью аргументами."""
    from engine.cli.git_sides import content_of

    if len(sides) < _TWO_SIDES:
        say(_say("unmerged", path=path))
        return Exit.FINE
    old, new = content_of(sides[0]), content_of(sides[3])
    if old is None or new is None:
        raise click.UsageError(_say("too_large", path=path))
    renamed = sides[_TWO_SIDES] if len(sides) > _TWO_SIDES else path
    say(harmless_lines(f"diff roadmap a/{path} b/{renamed}"))
    for line in _about_file(path, renamed, (sides[2], sides[5])):
        say(harmless_lines(line))
    if old != new:
        say(_by_meaning(renamed, old, new) or _by_facts(renamed, old, new))
    return Exit.FINE


def _say(key: str, **params: object) -> str:
    from engine.messages import catalogue

    return catalogue().text(f"git.{key}", **params)


def _about_file(path: str, renamed: str, modes: tuple[str, str]) -> Iterator[str]:
    """That the file has another name, or may be run now: no content says it."""
    if renamed != path:
        yield _say("renamed", old=path, new=renamed)
    if modes[0] != modes[1] and all(map(str.isdigit, modes)):
        yield _say("mode", old=modes[0], new=modes[1])


def _by_meaning(path: str, old: bytes, new: bytes) -> str:
    from engine.cli.git_sides import two_sides

    if not old or not new:
        return ""
    with two_sides(path, old, new) as sides:
        if sides is None:
            return ""
        said = _semantic(f"a/{sides.project}", f"b/{sides.project}", folder=sides.home)
        if said and sides.left_out:
            return f"{said}\n{harmless_lines(_say('left_out', files=', '.join(sides.left_out)))}"
        return said


def _by_facts(path: str, old: bytes, new: bytes) -> str:
    from engine.editing.facts import facts_diff

    return facts_diff(old, new, path) or _say("only_writing")


def _semantic(*arguments: str, folder: Path | None = None) -> str:
    """What `roadmap diff` says; nothing where it cannot compare the two."""
    if not any(verb.name == "diff" for verb in VERBS):
        return ""
    child = Child()
    try:
        code, told = child.call(told_from, str(folder or Path.cwd()), ["diff", *arguments])
    except ChildFailed:
        return ""
    child.close()
    return str(told).rstrip("\n") if code < Exit.UNUSABLE else ""


@command.command("comment", cls=RussianCommand)
@click.argument("base", metavar="ОСНОВА")
@click.argument("head", metavar="[ВЕРСИЯ]", default="HEAD")
@options.language
def comment(base: str, head: str, lang: str) -> int:
    """Замечание к запросу на слияние: что изменилось в дорожных картах и нет ли ошибок.

    ОСНОВА — ветка, в которую вливают. Проверяются файлы рабочей папки.

    \b
    Примеры:
      roadmap git comment origin/main > comment.md
    """
    from engine.cli.comment import comment_text

    git("rev-parse", "--verify", "--quiet", f"{base}^{{commit}}")
    files = changed_files(base, head)
    ancestor = git("merge-base", base, head)
    change = _semantic(f"{ancestor}..{head}", "--format", "md", "--approvals-from", base)
    if not change:
        change = _change_by_facts(files, ancestor, head)
    say(comment_text(files, change, lang))
    return Exit.FINE


def _change_by_facts(files: list[str], base: str, head: str) -> str:
    from engine.cli.comment import fenced
    from engine.editing.facts import facts_diff

    diffs = (facts_diff(git_file(base, file), git_file(head, file), file) for file in files)
    told = "\n".join(each for each in diffs if each)
    return fenced(told) if told else ""
