"""What a test asks of an import: the roadmap that was read, and codes with addresses."""

from dataclasses import dataclass
from typing import Any

from engine.messages import Language, catalogue
from engine.papers import import_paper
from tests.plain_yaml import plain_yaml
from tests.unit.papers.wordxml import docx

WORDS = catalogue(Language.RU)
OTHERS = ("project.yaml", "data.yaml")


@dataclass(frozen=True)
class Read:
    """Files as plain data by name, and «CODE address» of each finding, in order."""

    files: dict[str, Any]
    found: list[str]

    @property
    def roadmaps(self) -> list[Any]:
        return [each for name, each in self.files.items() if name not in OTHERS]

    @property
    def roadmap(self) -> Any:
        (only,) = self.roadmaps
        return only

    @property
    def events(self) -> list[Any]:
        events: list[Any] = self.roadmap["events"]
        return events

    @property
    def project(self) -> Any:
        return self.files["project.yaml"]

    def column(self, key: str) -> list[Any]:
        return [event.get(key) for event in self.events]

    def responsible(self) -> list[list[str]]:
        return [[one["text"] for one in event["responsible"]] for event in self.events]

    def codes(self) -> set[str]:
        return {each.split()[0] for each in self.found}


def read(data: bytes) -> Read:
    """The import of a file."""
    result = import_paper(data, "план.docx", id="plan", schemas="schemas", words=WORDS)
    return Read(
        {name: plain_yaml(text) for name, text in result.files.items()},
        [f"{finding.code.id} {getattr(finding.at, 'cell', None) or ''}".strip()
         for finding in result.findings],
    )  # fmt: skip


def read_blocks(*blocks: str, **given: Any) -> Read:
    """The import of a document of these blocks."""
    return read(docx(*blocks, **given))
