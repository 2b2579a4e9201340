"""How pages are made from templates: always escaped, and a missing value is an error."""

from functools import lru_cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from engine.packaged import templates_folder


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates of all reports."""
    return Environment(
        loader=FileSystemLoader(templates_folder()),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
