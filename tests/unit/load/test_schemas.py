"""The schemas are what editors show: sound, and in Russian throughout."""

import json
import re
from collections.abc import Iterator

import jsonschema_rs
import pytest

from engine.load.schemas import FORMATS, schema
from engine.packaged import schema_text

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


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_keeps_to_the_metaschema_of_2020_12(name: str) -> None:
    content = schema(name)
    assert content["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert content["$id"] == f"{name}.schema.json"
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
        is_open = name == "rules" and route == "properties/rule"
        if "properties" in value and "allOf" not in value and not is_open:
            assert value["additionalProperties"] is False, route


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_written_as_json_dumps_it(name: str) -> None:
    text = schema_text(name)
    assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=2) + "\n"
