"""The schemas are what editors show: sound, and in Russian throughout."""

import json
import os
import re
from collections.abc import Iterator
from uuid import NAMESPACE_OID, uuid5

import jsonschema_rs
import pytest

from engine.load.schemas import FORMATS, schema
from engine.measures.change import BREAK
from engine.measures.composites import PART
from engine.measures.interval import REFERENCE
from engine.measures.kinds import MEASURES
from engine.measures.reader import EVIDENCE
from engine.measures.signs import USE
from engine.packaged import schema_names, schema_text, schemas_folder
from tests.unit.load.schema_copies import PARTS, names_of_rules, written

NAMES = sorted(set(FORMATS.values()))
RUSSIAN = re.compile("[А-Яа-яё]")


def parts(node: object, route: tuple[str, ...] = ()) -> Iterator[tuple[str, dict[str, object]]]:
    """Every property and definition of a schema, with its route."""
    if not isinstance(node, dict):
        for number, item in enumerate(node if isinstance(node, list) else ()):
            yield from parts(item, (*route, str(number)))
        return
    in_condition = {"if", "allOf", "not"} & set(route)
    for key in ("properties", "$defs"):
        for name, value in node.get(key, {}).items():
            if not in_condition:
                yield "/".join((*route, key, name)), value
    for key, value in node.items():
        yield from parts(value, (*route, key))


def id_of(name: str, version: int = 1) -> str:
    """Absolute, and no address: it names a schema and its version wherever the file lies."""
    return f"urn:uuid:{uuid5(NAMESPACE_OID, f'roadmap-engine schema {name}/{version}')}"


def test_every_schema_has_its_own_absolute_id_and_refers_to_itself_alone() -> None:
    """Editors read the file beside a spec and look nowhere else."""
    for name in schema_names():
        text = schema_text(name)
        assert json.loads(text)["$id"] == id_of(name), name
        assert re.findall(r'"\$ref": "(?!#/\$defs/)', text) == [], name


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_keeps_to_the_metaschema_of_2020_12(name: str) -> None:
    content = schema(name)
    assert content["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert content["$id"] == id_of(name)
    jsonschema_rs.meta.validate(content)


@pytest.mark.parametrize("name", NAMES)
def test_every_property_has_a_russian_title_and_description(name: str) -> None:
    for route, value in parts(schema(name)):
        for word in ("title", "description"):
            text = str(value.get(word, ""))
            assert RUSSIAN.search(text) or (word == "title" and "id" in route), (route, word)
        assert not str(value["description"]).endswith(" "), route


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_left_to_chance(name: str) -> None:
    """Objects with properties know no others, and nothing is discriminated by trial."""
    text = schema_text(name)
    assert '"anyOf"' not in text
    assert '"oneOf"' not in text
    for route, value in parts(schema(name)):
        if "properties" in value and "allOf" not in value:
            assert value["additionalProperties"] is False, route


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_written_as_json_dumps_it(name: str) -> None:
    text = schema_text(name)
    assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=2) + "\n"


@pytest.mark.parametrize("name", NAMES)
def test_what_schemas_share_is_written_into_each(name: str) -> None:
    """`UPDATE_GOLDEN=1` writes the parts of `schemas/parts/` into the schemas."""
    file = schemas_folder() / f"{name}.schema.json"
    content = json.loads(file.read_text("utf-8"))
    if os.environ.get("UPDATE_GOLDEN"):
        text = json.dumps(written(name, content), ensure_ascii=False, indent=2)
        file.write_text(f"{text}\n", "utf-8")
    assert json.loads(file.read_text("utf-8")) == written(name, content)


def test_every_part_is_taken_by_two_schemas() -> None:
    for file in PARTS.glob("*.json"):
        takers = [name for name in NAMES if file.stem in schema(name).get("$defs", {})]
        assert len(takers) > 1, file.name


def test_every_definition_of_rules_is_a_part() -> None:
    for name in names_of_rules(schema("roadmap")["$defs"]):
        assert (PARTS / f"{name}.json").is_file(), name
    assert schema("rules")["properties"]["rule"]["$ref"] == "#/$defs/measure"


def keys(definition: str) -> tuple[str, ...]:
    properties = schema("roadmap")["$defs"][definition]["properties"]
    return tuple(key for key in properties if key != "measure")


FORMS = {("each", "in"): "each_row", ("each", None): "each_document",
         ("coverage", "list"): "coverage_list", ("coverage", None): "coverage_values"}  # fmt: skip
"""The name of a form of a measure in the schema."""


def test_the_engine_knows_the_keys_of_rules_that_the_schema_knows() -> None:
    """A key that is new in the schema is new in the room of the measure."""
    known = {
        FORMS.get((kind.name, form), kind.name): own
        for kind in MEASURES
        for form, own in kind.forms.items()
    }
    measures = {
        name.removeprefix("measure_"): keys(name)
        for name, told in schema("roadmap")["$defs"].items()
        if name.startswith("measure_") and "properties" in told
    }
    assert {name: sorted(each) for name, each in measures.items()} == {
        name: sorted(each) for name, each in known.items()
    }
    for name, inner in (("use", USE), ("evidence", EVIDENCE), ("part", PART)):
        assert sorted(keys(name)) == sorted(inner)
    interval = schema("roadmap")["$defs"]["measure_interval"]["properties"]
    assert sorted(interval["reference"]["else"]["properties"]) == sorted(REFERENCE)
    breaks = schema("roadmap")["$defs"]["measure_change"]["properties"]["breaks"]
    assert sorted(breaks["items"]["properties"]) == sorted(BREAK)
