"""Lists are written out, and nothing of a folder is left out of its list."""

from importlib import import_module
from pathlib import Path

from engine import codes
from engine.cli.app import VERBS

ENGINE = Path(codes.__file__).parent.parent
NOT_VERBS = {"__init__"}


def modules_of(folder: str) -> set[str]:
    return {path.stem for path in (ENGINE / folder).glob("*.py")}


def test_every_verb_has_a_module_and_every_module_of_the_folder_is_a_verb() -> None:
    assert {verb.module.rpartition(".")[2] for verb in VERBS} == modules_of("cli/verbs") - NOT_VERBS
    assert all(import_module(verb.module).command.name == verb.name for verb in VERBS)


def test_codes_are_collected_from_every_file_and_are_unique() -> None:
    collected = {code.id for code in codes.CODES}
    declared = [
        code.id
        for name in modules_of("codes") - {"__init__"}
        for code in import_module(f"engine.codes.{name}").CODES
    ]
    assert sorted(declared) == sorted(collected)
    assert len({code.name for code in codes.CODES}) == len(codes.CODES)
