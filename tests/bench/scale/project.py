"""A project over the generated table: data.yaml and a roadmap with one indicator a rule."""

import argparse
from pathlib import Path

import yaml

from rules import rules, sql

FIELDS = {
    "municipality": "string", "school": "string", "grade": "integer", "subject": "string",
    "kind": "string", "mark": "integer", "absent": "boolean", "score": "number",
    "minutes": "number", "before": "number", "limited": "boolean", "index": "number",
}  # fmt: skip


def write(folder: Path, table: str, kind: str, count: int, by: str) -> None:
    """The project of `count` rules of a set over the Parquet file `table`, judged by `by`."""
    folder.mkdir(parents=True, exist_ok=True)
    _dump(folder / "project.yaml", {
        "format": "project/1",
        "id": "scale",
        "title": f"Синтетические результаты: {count} правил набора {kind}",
        "municipality": {"name": "Область", "kind": "регион", "region": "Область"},
        "method": "2020",
        "period": {"text": "2021-2022 учебный год", "from": "2021-09-01", "to": "2022-08-31"},
        "order": {
            "number": None, "date": None, "title": None, "annexes": [], "preamble": [],
            "not_printed": ["number", "date", "title"],
        },
        "roadmaps": ["rules.yaml"],
    })  # fmt: skip
    _dump(folder / "data.yaml", {
        "format": "data/1",
        "synthetic": True,
        "resources": [{
            "name": "results",
            "title": "Результаты работ",
            "path": table,
            "schema": {"fields": [{"name": k, "title": k, "type": t} for k, t in FIELDS.items()]},
            "organisation": by,
        }],
    })  # fmt: skip
    _dump(folder / "rules.yaml", {
        "format": "roadmap/1",
        "slug": "rules",
        "title": "Правила",
        "goals": [{"id": "goal", "text": "Замер"}],
        "indicators": [
            {
                "id": rule.name,
                "goal": "goal",
                "text": f"Правило {rule.name}",
                "rule": {
                    "measure": "share",
                    "in": "results",
                    "where": sql(rule.where),
                    "of": sql(rule.of),
                    "missing": "exclude",
                },
                "target": ">= 50 %",
            }
            for rule in rules(kind, count)
        ],
        "events": [],
    })  # fmt: skip


def _dump(path: Path, content: object) -> None:
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), "utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    for name, kind in {"folder": Path, "table": str, "kind": str, "count": int, "by": str}.items():
        parser.add_argument(name, type=kind)
    write(**vars(parser.parse_args()))
