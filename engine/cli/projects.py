"""From the paths of a command line to project folders."""

from pathlib import Path

import click

from engine.load import find_projects

DEFAULT_FOLDER = Path("specs")


def project_folders(paths: tuple[Path, ...]) -> tuple[Path, ...]:
    """The project folders that the paths name; specs/ or the current folder when none is given."""
    given = paths or ((DEFAULT_FOLDER,) if DEFAULT_FOLDER.is_dir() else (Path(),))
    missing = next((path for path in given if not path.exists()), None)
    if missing is not None:
        raise click.UsageError(f"такого файла или папки нет: {missing.as_posix()}.")
    folders = tuple(find_projects(given))
    if not folders:
        raise click.UsageError(
            f"в {', '.join(path.as_posix() for path in given)} нет дорожных карт: "
            "нужна папка с файлом project.yaml."
        )
    return folders


def only_project(paths: tuple[Path, ...]) -> Path:
    """The one project folder that a verb needs."""
    folders = project_folders(paths)
    if len(folders) > 1:
        names = ", ".join(folder.name for folder in folders)
        raise click.UsageError(f"здесь несколько проектов ({names}): укажите папку одного из них.")
    return folders[0]
