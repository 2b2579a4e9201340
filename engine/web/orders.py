"""Orders that were sent: read in a child, shown beside the specs that they became, until somebody
takes them into a project or they go after some hours."""

import shutil
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from engine.children import Limits, Value
from engine.classes import dataclass
from engine.editing.scaffold import nearest_schemas
from engine.load import Sources
from engine.messages import Catalogue, Language, catalogue
from engine.papers import Imported, Role, import_paper, side_by_side, summary_of
from engine.pipeline import check
from engine.reports.content.findings import findings_model
from engine.trees import content_of
from engine.web.apart import call
from engine.web.waiting import begun, note, noted
from engine.whole_files import write_files

_ABOUT = "order.json"
_PAPER = "paper"
_LIMITS = Limits(seconds=300)


def read_order(
    paper: str, file: str, id: str, existing: Mapping[str, str], home: str, lang: str
) -> Value:
    """An order as specs of the project `id` in the folder `home`, whose files are `existing`.

    files: by name as they would be, none where the order was not read; page: the document beside
    them; findings about it; errors: of the specs of a new project; lines: what was read.
    """
    words = catalogue(Language(lang))
    schemas = nearest_schemas(Path(home)) or "schemas"
    result = import_paper(
        content_of(paper), file, id=id, schemas=schemas, words=words, existing=existing
    )
    told: Any = findings_model(result.findings, Sources({}), words)
    errors: Any = [] if existing else _errors(result, words)
    return {
        "files": dict(result.files),
        "page": _page(result, words),
        "findings": told,
        "errors": errors,
        "lines": summary_of(result, words) if result.files else [],
    }


def _page(result: Imported, words: Catalogue) -> str:
    if result.document is None or not result.files:
        return ""
    roles = result.assembled.roles if result.assembled else ()
    plans = [address for address, role in roles if role is Role.PLAN]
    return side_by_side(result.document, result.files, result.findings, words, plans)


def _errors(result: Imported, words: Catalogue) -> Any:
    """What stands in the way of a new project, as `validate` would tell it."""
    with TemporaryDirectory() as folder:
        write_files(Path(folder), {**result.files})
        checked = check(Path(folder))
        if checked.usable:
            return []
        return findings_model(checked.findings, checked.loaded.sources, words)


@dataclass(frozen=True, slots=True)
class Order:
    """An order that waits: `project` is where it goes, `is_new` whether that is yet to be made."""

    id: str
    project: str
    file: str
    is_new: bool
    folder: Path
    told: dict[str, Any]

    @property
    def files(self) -> dict[str, str]:
        """The files that it gives, as they would be."""
        return dict(self.told["files"])

    @property
    def page(self) -> str:
        """The document beside the specs."""
        return str(self.told["page"])


@dataclass(frozen=True, slots=True)
class Orders:
    """The orders that wait, in a folder that only its owner may look into."""

    folder: Path

    def take(
        self, content: Path, file: str, project: str, existing: Mapping[str, str] | None,
        home: Path, lang: str,
    ) -> str:  # fmt: skip
        """The id of an order that waits, moved from `content`; `existing` is None for a new
        project. Raises NotChecked and OSError, with nothing left."""
        with begun(self.folder) as (id, folder):
            shutil.move(content, folder / _PAPER)
            told = call(
                read_order, str((folder / _PAPER).resolve()), file, project, existing or {},
                str(home.resolve()), lang, limits=_LIMITS,
            )  # fmt: skip
            about = {"project": project, "file": file, "is_new": existing is None, "told": told}
            note(folder, _ABOUT, about)
        return id

    def find(self, id: str) -> Order | None:
        """The order that waits, or None."""
        known = noted(self.folder, id, _ABOUT)
        if known is None:
            return None
        folder, about = known
        return Order(id, about["project"], about["file"], about["is_new"], folder, about["told"])

    def forget(self, order: Order) -> None:
        """Nothing of it stays here."""
        shutil.rmtree(order.folder, ignore_errors=True)
