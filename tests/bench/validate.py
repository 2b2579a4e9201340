"""`roadmap validate` of 1,000 roadmaps against check-jsonschema on the same files and schema.

Both are started once and given everything. The copies have their own slugs; nothing is cached
between runs. Needs check-jsonschema: python -m pip install check-jsonschema

Run: python tests/bench/validate.py [COUNT]
"""

import shutil
import sys
import tempfile
from pathlib import Path

from sidebyside import side_by_side, wall_seconds

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "specs" / "dyatkovo-2021"
PER_PROJECT = 10
MOST = 2_000
"""More roadmaps than this are validated alone: the other takes a third of a second for each."""


def copies(folder: Path, count: int) -> list[Path]:
    """`count` roadmaps in projects of ten, each roadmap with a slug of its own."""
    roadmaps = sorted(
        path for path in EXAMPLE.glob("*.yaml") if path.name not in ("project.yaml", "data.yaml")
    )
    written = []
    for number in range(count // PER_PROJECT):
        project = folder / f"dyatkovo-{number}"
        project.mkdir()
        shutil.copy(EXAMPLE / "data.yaml", project)
        text = (EXAMPLE / "project.yaml").read_text("utf-8")
        for roadmap in roadmaps:
            slug = f"{roadmap.stem}-{number}"
            text = text.replace(f"{roadmap.stem}.yaml", f"{slug}.yaml")
            text = text.replace(f"{roadmap.stem}/", f"{slug}/")
        (project / "project.yaml").write_text(
            text.replace("id: dyatkovo-2021", f"id: dyatkovo-{number}"), "utf-8"
        )
        written += [_renamed(roadmap, project, number, roadmaps) for roadmap in roadmaps]
    return written


def _renamed(roadmap: Path, project: Path, number: int, all_roadmaps: list[Path]) -> Path:
    text = roadmap.read_text("utf-8").replace(
        f"slug: {roadmap.stem}\n", f"slug: {roadmap.stem}-{number}\n"
    )
    for other in all_roadmaps:
        for before in ("[", ", ", "- "):
            text = text.replace(f"{before}{other.stem}/", f"{before}{other.stem}-{number}/")
    path = project / f"{roadmap.stem}-{number}.yaml"
    path.write_text(text, "utf-8")
    return path


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    checker = Path(sys.executable).with_name("check-jsonschema")
    if not checker.exists():
        sys.exit("check-jsonschema is not installed: python -m pip install check-jsonschema")
    with tempfile.TemporaryDirectory() as temporary:
        files = copies(Path(temporary), count)
        ours = [sys.executable, "-m", "engine.cli", "validate", "-q", temporary]
        schema = str(ROOT / "schemas" / "roadmap.schema.json")
        theirs = [str(checker), "--schemafile", schema, *map(str, files)]
        if count > MOST:
            print(f"validate of {count} roadmaps alone: {wall_seconds(ours):.1f} s")
            return
        ratio = side_by_side(ours, theirs, runs=3)
    print(ratio.line(f"validate of {count} roadmaps against check-jsonschema", 0.2))


if __name__ == "__main__":
    main()
