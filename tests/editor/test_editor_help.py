"""The author's editor, through the real yaml-language-server: completion, hover, errors.

The server is found and the schema named as users do it: by the first line of a file that
`roadmap new` or the README gives, with the schemas that `roadmap schema --write` puts there.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.editor.lsp import Server
from tests.node_tools import node_package
from tests.running import run

VERSION = "1.25.0"

SPEC = """\
# yaml-language-server: $schema=../../schemas/roadmap.schema.json
format: roadmap/1
slug: low-results
title: Работа со школами
goals:
  - {id: overcome, text: Преодоление факторов}
indicators:
  - id: model
    goal: overcome
    text: Описана модель
    not_measurable: no_method
events:
  - id: describe
    title: Описание модели
    stage: decision
    serves: [model]
    schedule: Сентябрь 2021 г.
    responsible: [{text: Отдел образования}]
    result: Описание
"""


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("workspace")
    assert run("schema", "--write", str(root / "schemas")).code == 0
    (root / "specs" / "example").mkdir(parents=True)
    return root


@pytest.fixture(scope="module")
def server(workspace: Path) -> Iterator[Server]:
    package = node_package("yaml-language-server", VERSION)
    node = shutil.which("node")
    assert node is not None
    settings = {
        "yaml": {
            "validate": True, "hover": True, "completion": True,
            "schemaStore": {"enable": False},
        },
    }  # fmt: skip
    running = Server(
        [node, str(package / "bin" / "yaml-language-server"), "--stdio"], workspace, settings
    )
    yield running
    running.close()


def test_a_good_spec_has_no_complaint(server: Server, workspace: Path) -> None:
    uri = server.open(workspace / "specs" / "example" / "good.yaml", SPEC)
    assert server.diagnostics(uri) == []


def test_hover_explains_a_key_in_russian(server: Server, workspace: Path) -> None:
    uri = server.open(workspace / "specs" / "example" / "hover.yaml", SPEC)
    line = SPEC.splitlines().index("    schedule: Сентябрь 2021 г.")
    told = server.at("hover", uri, line, 6)["contents"]["value"]
    assert "Срок" in told
    assert "приказа" in told or "документ" in told


def test_completion_offers_the_missing_keys_with_russian_words(
    server: Server, workspace: Path
) -> None:
    text = SPEC + "    ev"
    uri = server.open(workspace / "specs" / "example" / "keys.yaml", text)
    items = server.at("completion", uri, len(SPEC.splitlines()), 6)["items"]
    (evidence,) = [item for item in items if item["label"] == "evidence"]
    documentation = evidence["documentation"]
    told = documentation["value"] if isinstance(documentation, dict) else documentation
    assert "окумент" in told


def test_completion_offers_the_stages(server: Server, workspace: Path) -> None:
    text = SPEC.replace("stage: decision", "stage: ")
    uri = server.open(workspace / "specs" / "example" / "stages.yaml", text)
    line = text.splitlines().index("    stage: ")
    labels = {item["label"] for item in server.at("completion", uri, line, 11)["items"]}
    assert {"goal", "monitoring", "analysis", "effectiveness"} <= labels


def test_an_error_has_its_range_and_russian_words(server: Server, workspace: Path) -> None:
    text = SPEC.replace("slug: low-results", "slug: Низкие результаты")
    uri = server.open(workspace / "specs" / "example" / "wrong.yaml", text)
    (error,) = server.diagnostics(uri)
    assert error["range"] == {
        "start": {"line": 2, "character": 6},
        "end": {"line": 2, "character": 23},
    }
    assert "Строчные латинские буквы" in error["message"]


def test_an_unknown_key_is_marked_where_it_stands(server: Server, workspace: Path) -> None:
    text = SPEC.replace("    title: Описание модели", "    titel: Описание модели")
    uri = server.open(workspace / "specs" / "example" / "typo.yaml", text)
    found = server.diagnostics(uri)
    line = text.splitlines().index("    titel: Описание модели")
    marked = [each for each in found if "titel" in each["message"]]
    assert marked
    assert marked[0]["range"]["start"] == {"line": line, "character": 4}
