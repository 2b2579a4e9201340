"""Where the engine's own YAML, schemas and templates are: beside the package or inside it.

A checkout has `schemas/` and `rules/` beside `engine/`; a wheel carries them as `engine/_schemas`
and `engine/_rules`.
"""

import sys
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from importlib.util import cache_from_source
from pathlib import Path

from engine.whole_files import NotWritten, write_files

DISTRIBUTION = "roadmap-engine"
_PACKAGE = Path(__file__).resolve().parent


def schemas_folder(package: Path = _PACKAGE) -> Path:
    """The folder of the JSON Schemas."""
    return _beside_or_inside(package, "schemas")


def rules_folder(package: Path = _PACKAGE) -> Path:
    """The folder of the library rules."""
    return _beside_or_inside(package, "rules")


def templates_folder(package: Path = _PACKAGE) -> Path:
    """The folder of the report templates."""
    return package / "reports" / "templates"


def schema_text(name: str) -> str:
    """A schema by its short name: roadmap, project, data, rules, tests, report."""
    return (schemas_folder() / f"{name}.schema.json").read_text(encoding="utf-8")


def schema_names() -> tuple[str, ...]:
    """Short names of the schemas, sorted."""
    return tuple(sorted(path.name.split(".")[0] for path in schemas_folder().glob("*.schema.json")))


def _beside_or_inside(package: Path, name: str) -> Path:
    inside = package / f"_{name}"
    return inside if inside.is_dir() else package.parent / name


def address(name: str) -> str | None:
    """An address of the project by its name in the package's metadata (`Homepage`, `Issues`); None
    where the package names none: then no other is guessed."""
    from importlib.metadata import PackageNotFoundError, metadata

    try:
        found = metadata(DISTRIBUTION).get_all("Project-URL") or []
    except PackageNotFoundError:
        return None
    named = dict(line.split(", ", 1) for line in found if ", " in line)
    return named.get(name)


def made_once(source: Path, make: Callable[[bytes], bytes]) -> bytes:
    """What `make` gives for a packaged file, kept where Python keeps bytecode, by the same rules:
    anew when the file changes, and made each time where nothing can or may be written there."""
    content = source.read_bytes()
    mark = sha256(content).digest()
    kept = Path(cache_from_source(str(source))).with_suffix(".made")
    with suppress(OSError):
        found = kept.read_bytes()
        if found.startswith(mark):
            return found.removeprefix(mark)
    made = make(content)
    if not sys.dont_write_bytecode:
        with suppress(NotWritten):
            write_files(kept.parent, {kept.name: mark + made})
    return made
