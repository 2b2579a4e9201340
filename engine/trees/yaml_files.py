"""Which files are YAML: those that end with .yaml or .yml, in large or small letters."""

from pathlib import Path, PurePosixPath

from engine.trees.trees import Tree

SUFFIXES = (".yaml", ".yml")
_CASES = ".test"
"""A file of cases is called `охват.test.yaml`."""


def is_yaml(path: str) -> bool:
    """Whether the path is that of a YAML file."""
    name = path.rpartition("/")[2].casefold()
    return name.endswith(SUFFIXES) and name not in SUFFIXES


def is_case_file(path: str) -> bool:
    """Whether the path is that of a file of cases."""
    return is_yaml(path) and PurePosixPath(path).stem.casefold().endswith(_CASES)


def yaml_files(tree: Tree, folder: str = "") -> tuple[str, ...]:
    """The YAML files of a folder, sorted; files of cases are none. Raises OSError where the folder
    cannot be read."""
    names = tree.names(folder)
    paths = (f"{folder}/{name}" if folder else name for name in names)
    return tuple(path for path in paths if is_yaml(path) and not is_case_file(path))


def yaml_below(folder: Path) -> tuple[Path, ...]:
    """The YAML files of a folder and of those below it, sorted."""
    return tuple(sorted(path for path in folder.rglob("*") if is_yaml(path.name)))


def twins(paths: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Pairs of files that differ in the ending alone."""
    first: dict[str, str] = {}
    return tuple(
        (before, path)
        for path in paths
        if (before := first.setdefault(str(PurePosixPath(path).with_suffix("")), path)) != path
    )
