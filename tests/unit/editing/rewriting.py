"""A spec written otherwise: another order of keys, other quotes, widths and indents."""

import random
from typing import TYPE_CHECKING

import yaml

from engine.yamltext import parse

if TYPE_CHECKING:
    from yaml import SafeDumper
else:  # the one in C writes the same in a fifth of the time
    SafeDumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class Loose(SafeDumper):
    """Writes lists and mappings in flow or block style, and texts in any quotes, by chance."""

    dice: random.Random


def rewritten(text: str, dice: random.Random) -> str:
    """The same values, written by another hand."""
    document = parse(text.encode(), "x.yaml").document
    assert document is not None
    Loose.dice = dice
    return yaml.dump(
        shuffled(document.data, dice), Dumper=Loose, allow_unicode=True, sort_keys=False,
        width=dice.choice((40, 80, 100, 200)), indent=dice.choice((2, 4)),
    )  # fmt: skip


def shuffled(value: object, dice: random.Random) -> object:
    if isinstance(value, dict):
        keys = list(value)
        dice.shuffle(keys)
        return {key: shuffled(value[key], dice) for key in keys}
    return [shuffled(each, dice) for each in value] if isinstance(value, list) else value


def _text(dumper: Loose, text: str) -> yaml.Node:
    style = dumper.dice.choice(("'", '"', ">", "|"))
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _mapping(dumper: Loose, value: dict[str, object]) -> yaml.Node:
    flow = dumper.dice.random() < 0.3
    return dumper.represent_mapping("tag:yaml.org,2002:map", value.items(), flow_style=flow)


Loose.add_representer(str, _text)
Loose.add_representer(dict, _mapping)
