"""The script that measures the house counts what it says it counts."""

from pathlib import Path
from textwrap import dedent

import pytest

from engine.measures.figures import ASKS
from engine.measures.kinds import MEASURES
from tests.house.measure import (
    KINDS,
    ROOT,
    House,
    Module,
    importers,
    measure,
    modules,
    outside_the_rooms,
    told,
)

FILES = {
    "engine/__init__.py": "",
    "engine/model.py": """\
        class Share:
            of: str
        """,
    "engine/rooms/__init__.py": """\
        from engine.rooms.inner import (
            look,
        )
        """,
    "engine/rooms/inner.py": '''\
        """A Share stands in this docstring alone."""
        from ..model import Share as Part

        def look():
            import json
            return json.dumps("share")
        ''',
    "engine/disclosure.py": """\
        import functools
        from . import model

        @functools.cache
        def hides(
            a,
        ):
            def inner():
                import re
                return re
            return inner() or model.Share
        """,
    "engine/cli.py": "from engine import disclosure, model\n",
}


@pytest.fixture
def house(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(dedent(text), encoding="utf-8")
    return tmp_path


def test_an_importer_is_a_module_that_names_another(house: Path) -> None:
    assert importers(modules(house)) == {
        "engine": set(),
        "engine.cli": set(),
        "engine.disclosure": {"engine.cli"},
        "engine.model": {"engine.rooms.inner", "engine.disclosure", "engine.cli"},
        "engine.rooms": set(),
        "engine.rooms.inner": {"engine.rooms"},
    }


def test_every_figure_of_a_small_house(house: Path) -> None:
    found = measure(modules(house))
    share = {kind: 3 if kind == "share" else 0 for kind in KINDS}
    assert found == House(
        files=6, lines=23, import_lines=9, one_importer=2, one_importer_small=2,
        longest=(8, "engine/disclosure.py:5 hides"), inner_imports=2, disclosure_importers=1,
        kinds=share,
    )  # fmt: skip


def test_the_kinds_are_all_the_measures_that_a_rule_can_name() -> None:
    assert list(KINDS) == [kind.name for kind in MEASURES]


@pytest.fixture(scope="module")
def ours() -> tuple[Module, ...]:
    return modules(ROOT)


def test_a_kind_is_named_in_its_rooms_alone(ours: tuple[Module, ...]) -> None:
    assert outside_the_rooms(ours) == {}


def test_every_type_of_measure_asks_and_computes() -> None:
    classes = {name for own in KINDS.values() for name in own}
    assert {ask.__name__ for ask in ASKS} == classes


def test_the_house_itself_is_measured(ours: tuple[Module, ...]) -> None:
    found = measure(ours)
    assert all(found.kinds.values()), "a kind that no module names has a class of another name"
    assert f"files                          {found.files}" in told(found)
