"""A catalogue of one language, read once from package data."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from engine.diagnostics import Finding
from engine.messages.templates import fill, outline
from engine.yamltext import parse


class Language(StrEnum):
    """Languages of messages and reports; codes are the same in both."""

    RU = "ru"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Sentences by dotted key: «unknown-key.message», «verdict.met»."""

    language: Language
    entries: Mapping[str, str]

    def has(self, key: str) -> bool:
        """Whether the catalogue knows the key."""
        return key in self.entries

    def text(self, key: str, /, **params: object) -> str:
        """The sentence of `key` with its parameters filled in."""
        return fill(self.entries[key], params, self.language.value)

    def finding(self, finding: Finding) -> str:
        """The sentence of a finding."""
        return self.text(f"{finding.code.name}.message", **dict(finding.params))

    def outline(self, name: str) -> str:
        """The sentence of a kind of finding with «…» where a finding fills something in."""
        return self.blank(f"{name}.message")

    def blank(self, key: str) -> str:
        """The sentence of `key` with «…» where something is filled in."""
        return outline(self.entries[key])

    def why(self, name: str) -> str:
        """Why a kind of finding matters."""
        return self.entries[f"{name}.why"]

    def advice(self, finding: Finding) -> str:
        """What to do about a finding, with the names that it has."""
        text = self.fix(finding.code.name)
        for name, value in finding.params:
            text = text.replace(f"{{{name}}}", str(value))
        return text

    def fix(self, name: str) -> str:
        """What to do about a kind of finding."""
        return self.entries[f"{name}.fix"]


@lru_cache(maxsize=2)
def catalogue(language: Language = Language.RU) -> Catalogue:
    """The catalogue of a language (cached)."""
    path = Path(__file__).parent / f"{language.value}.yaml"
    parsed = parse(path.read_bytes(), path.name)
    if parsed.document is None:
        raise ValueError(f"{path.name} cannot be read: {parsed.findings}")
    return Catalogue(language, dict(_flatten("", parsed.document.data)))


def _flatten(prefix: str, node: object) -> list[tuple[str, str]]:
    if not isinstance(node, dict):
        return [(prefix, str(node))]
    return [
        pair
        for key, value in node.items()
        for pair in _flatten(f"{prefix}.{key}" if prefix else str(key), value)
    ]
