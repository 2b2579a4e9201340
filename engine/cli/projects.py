"""From the paths of a command line to project folders."""

from pathlib import Path

import click

from engine.load import find_projects

DEFAULT_FOLDER = Path("specs")


def project_folders(paths: tuple[Path, ...]) -> tuple[Path, ...]:
    """The project folders that the paths name; specs/ or the current folder when none is given."""
    given = paths or ((DEFAULT_FOLDER,) if DEFAULT_FOLDER.is_dir() else (Path(),))
    return tuple(dict.fromkeys(folder for path in given for folder in _folders_of(path)))


def _folders_of(path: Path) -> tuple[Path, ...]:
    if not path.exists():
        raise click.UsageError(f"такого файла или папки нет: {path.as_posix()}.")
    folders = find_projects((path,))
    if not folders:
        raise click.UsageError(
            f"в {path.as_posix()} нет дорожных карт: нужна папка с файлом project.yaml."
        )
    return folders


def only_project(paths: tuple[Path, ...]) -> Path:
    """The one project folder that a verb needs."""
    folders = project_folders(paths)
    if len(folders) > 1:
        names = ", ".join(folder.name for folder in folders)
        raise click.UsageError(f"здесь несколько проектов ({names}): укажите папку одного из них.")
    return folders[0]


def distinct_names(folders: tuple[Path, ...]) -> tuple[str, ...]:
    """A name for each folder: its own, after as many parents as tell it from the others."""
    parts = [folder.resolve().parts for folder in folders]
    return tuple("-".join(own[-_depth(own, parts) :]) for own in parts)


def _depth(own: tuple[str, ...], all_of_them: list[tuple[str, ...]]) -> int:
    others = [each for each in all_of_them if each != own]
    return next(
        (n for n in range(1, len(own)) if all(each[-n:] != own[-n:] for each in others)), len(own)
    )
