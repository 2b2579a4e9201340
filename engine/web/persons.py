"""Earlier versions of tables that name persons: there are none, whenever a column became such."""

from collections.abc import Iterable
from pathlib import Path

from engine.load import load_data
from engine.model.tables import Resource
from engine.pipeline import Checked
from engine.trees import is_meant_by
from engine.web.sheets import DATA_FILE
from engine.web.uploads import Uploads


def names_persons(resources: Iterable[Resource], path: str) -> bool:
    """Whether a table with personal columns is read from the file."""
    return any(
        resource.personal and any(is_meant_by(path, pattern) for pattern in resource.paths)
        for resource in resources
    )


def declared_now(folder: Path, checked: Checked) -> tuple[Resource, ...]:
    """The declared tables, where data.yaml can be read although the project cannot."""
    project = checked.loaded.project
    package = project.data if project else None
    if package is None and (folder / DATA_FILE).is_file():
        package = load_data(folder / DATA_FILE).package
    return package.resources if package else ()


def forget_persons(uploads: Uploads, project: str, resources: tuple[Resource, ...]) -> None:
    """Take away what is kept of files whose tables name persons by now, and what waits and was
    checked as nobody's: its page shows cells."""
    kept = uploads.kept_paths(project)
    uploads.forget(project, [path for path in kept if names_persons(resources, path)])
    for upload in uploads.waiting(project):
        shows = not upload.is_new and not upload.found["of_persons"]
        if shows and names_persons(resources, upload.path):
            uploads.take_away(upload)
