"""What is counted, by its message key: organisations of a kind, persons, rows."""

from engine.model.project import Project

_COUNTED_AS = ("teachers", "pupils", "schools", "kindergartens")
"""Datasets whose rows have a name of their own in reports."""


def rows_unit(dataset: str, project: Project) -> str:
    """Of the rows of a table: organisations where it lists them."""
    if lists_organisations(dataset, project):
        return organisations_unit(dataset, project)
    return dataset if dataset in _COUNTED_AS else "rows"


def organisations_unit(dataset: str, project: Project) -> str:
    """Of the organisations, or municipalities, that a table lists."""
    if _lists_municipalities(dataset, project):
        return "districts"
    return dataset if dataset in _COUNTED_AS else "organisations"


def listed_unit(listing: str, key: str, project: Project) -> str:
    """Of the rows of a list whose column `key` may name organisations."""
    resource = project.data.resource(listing) if project.data else None
    followed = resource.key_of(key) if resource else None
    for name in (followed.resource if followed else None, listing):
        if name is not None and lists_organisations(name, project):
            return organisations_unit(name, project)
    return listing if listing in _COUNTED_AS else "entries"


def lists_organisations(dataset: str, project: Project) -> bool:
    """Whether the rows of the table are organisations, or municipalities."""
    return dataset in project.organisations or _lists_municipalities(dataset, project)


def _lists_municipalities(dataset: str, project: Project) -> bool:
    """Whether the lists of organisations name their municipalities by that table."""
    lists = [project.data.resource(name) for name in project.organisations] if project.data else []
    keys = (
        resource.key_of(resource.municipality)
        for resource in lists
        if resource and resource.municipality
    )
    return any(key is not None and key.resource == dataset for key in keys)
