"""What stands behind the pages: the projects of the folders, the ledger, the jobs, the words."""

from collections.abc import Callable, Hashable, Mapping
from contextlib import suppress
from dataclasses import field
from datetime import date
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

from engine.classes import dataclass
from engine.diagnostics import Finding
from engine.load import find_projects
from engine.messages import Catalogue
from engine.papers.kept_words import lint_with_order
from engine.pipeline import Checked, check, outdated
from engine.runs.seen import distinct_names
from engine.trees import FolderTree, OverlayTree, yaml_below
from engine.web.blobs import Blobs
from engine.web.drafts import Drafts
from engine.web.evidence import Evidences
from engine.web.jobs import Jobs
from engine.web.ledger import BrokenLedger, Ledger
from engine.web.orders import Orders
from engine.web.persons import declared_now, forget_persons
from engine.web.policy import Policy
from engine.web.uploads import Uploads
from engine.whole_files import settle, write_files

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")
_MOST_DERIVED = 300
"""Pictures and the like that are kept for a project: some for each of its roadmaps."""
_MOST_TYPED = 20
"""Files with unsaved text that are remembered, as they were last read."""
_MOST_DRAFTED = 10
"""Drafts with what was found in them: whoever looked at one saves it next."""
Stamps = tuple[tuple[str, int, int], ...]


@dataclass(slots=True)
class Shelf:
    """Projects that were checked, until one of their files changes."""

    _known: dict[Path, tuple[Stamps, Checked]] = field(default_factory=dict, init=False)
    _derived: dict[Path, tuple[Checked, dict[Hashable, Any]]] = field(
        default_factory=dict, init=False
    )
    _good: dict[Path, Checked] = field(default_factory=dict, init=False)
    """As each project was when it could last be read."""
    _typed: dict[tuple[Path, str, str], Checked] = field(default_factory=dict, init=False)
    _drafted: dict[tuple[Path, Hashable], tuple[Checked, Any]] = field(
        default_factory=dict, init=False
    )
    _lock: Lock = field(default_factory=Lock, init=False)
    changed: Callable[[Path, Checked], None] | None = None
    """Is told of a project whose files are new or others."""

    def checked(self, folder: Path) -> Checked:
        """The project as its files are now."""
        stamps = _stamps(folder)
        with self._lock:
            known = self._known.get(folder)
        if known and known[0] == stamps:
            return known[1]
        found = check(folder)
        if self.changed:
            self.changed(folder, found)
        with self._lock:
            self._known[folder] = stamps, found
            if found.loaded.project is not None:
                self._good[folder] = found
        return found

    def last_good(self, folder: Path, path: str) -> bytes | None:
        """What a file held when the project could last be read here; None where it never could."""
        with self._lock:
            known = self._good.get(folder)
        source = known.loaded.sources.maps.get(path) if known else None
        return source.text.encode("utf-8") if source else None

    def typed(self, folder: Path, path: str, content: bytes, who: str) -> Checked:
        """The project with what somebody has typed into a file and not saved."""
        found = check(folder, OverlayTree(FolderTree(folder), {path: content}))
        if found.loaded.project is not None:
            with self._lock:
                _keep_last(self._typed, (folder, path, who), found, _MOST_TYPED)
        return found

    def names(self, folder: Path, path: str, who: str) -> Checked | None:
        """The project as that was last read without errors, else as its files were."""
        self.checked(folder)
        with self._lock:
            return self._typed.get((folder, path, who)) or self._good.get(folder)

    def documents(self, folder: Path, day: date) -> tuple[Finding, ...]:
        """Everything found in the specs and in the documents as the files are now."""
        key = ("documents", day, _order_written(self.checked(folder)))
        return self.derived(folder, key, lambda checked: _documents(checked, day))

    def drafted(self, folder: Path, contents: Mapping[str, bytes]) -> Checked:
        """The project as it would be with the contents of a draft."""
        tree = OverlayTree(FolderTree(folder), contents)
        key = ("specs", *sorted(contents.items()))
        return self._of_draft(folder, key, lambda: check(folder, tree))

    def documents_drafted(
        self, folder: Path, contents: Mapping[str, bytes], day: date
    ) -> tuple[Finding, ...]:
        """Everything found in the specs and in the documents as they would be with a draft: its
        page asks, and so does whoever saves it."""
        would = self.drafted(folder, contents)
        key = ("documents", day, _order_written(would), *sorted(contents.items()))
        return self._of_draft(folder, key, lambda: (*would.findings, *lint_with_order(would, day)))

    def _of_draft(self, folder: Path, key: Hashable, make: Callable[[], T]) -> T:
        """What follows from a draft, made once for the last ones until a file changes."""
        checked = self.checked(folder)
        at = folder, key
        known = self._drafted.get(at)
        if known is None or known[0] is not checked:
            known = checked, make()
        with self._lock:
            _keep_last(self._drafted, at, known, _MOST_DRAFTED)
        found: T = known[1]
        return found

    def derived(self, folder: Path, key: Hashable, make: Callable[[Checked], T]) -> T:
        """What follows from the specs alone, made once until one of them changes. `key` says all
        that it depends on beside them."""
        checked = self.checked(folder)
        with self._lock:
            known = self._derived.get(folder)
            if known is None or known[0] is not checked or len(known[1]) >= _MOST_DERIVED:
                known = self._derived[folder] = checked, {}
        if key not in known[1]:
            known[1][key] = make(checked)
        found: T = known[1][key]
        return found


def _keep_last(store: dict[K, T], key: K, value: T, most: int) -> None:
    """Keep the value with the last ones that were asked for."""
    store.pop(key, None)
    store[key] = value
    while len(store) > most:
        del store[next(iter(store))]


def _order_written(checked: Checked) -> int | None:
    """When the order's own file was written last; it is none of the specs."""
    project = checked.loaded.project
    if project is None or project.order.file is None:
        return None
    try:
        return (Path(project.folder) / project.order.file).stat().st_mtime_ns
    except OSError:
        return None


def _documents(checked: Checked, day: date) -> tuple[Finding, ...]:
    return (*checked.findings, *outdated(checked, day), *lint_with_order(checked, day))


def _stamps(folder: Path) -> Stamps:
    found = []
    for path in yaml_below(folder):
        try:
            state = path.stat()
        except OSError:
            continue
        found.append((path.as_posix(), state.st_mtime_ns, state.st_size))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Desk:
    """A workspace: `roots` are the folders that it was opened on, `home` is where it keeps what is
    its own, `history` the store of kept runs that the command line writes too."""

    roots: tuple[Path, ...]
    home: Path
    history: Path
    words: Catalogue
    policy: Policy
    ledger: Ledger
    jobs: Jobs
    drafts: Drafts
    uploads: Uploads
    orders: Orders
    evidences: Evidences
    shelf: Shelf = field(default_factory=Shelf)

    def projects(self) -> dict[str, Path]:
        """The folders of the projects by the names that stand in addresses."""
        folders = find_projects(self.roots)
        return dict(zip(distinct_names(folders), folders, strict=True))

    def forget_persons(self, folder: Path, checked: Checked) -> None:
        """A column that became personal: what its file held before goes."""
        names = [name for name, each in self.projects().items() if each == folder]
        for name in names:
            forget_persons(self.uploads, name, declared_now(folder, checked))


_OWN = ("workspace.sqlite", "jobs", "contents", "incoming")


def open_desk(
    roots: tuple[Path, ...], home: Path, history: Path, words: Catalogue, policy: Policy
) -> Desk:
    """The workspace of the folders; its own folder is made, private, and kept out of git. A set of
    specs that a killed program was writing is finished before anybody reads half of it.

    Raises OSError, NotWritten and BrokenLedger.
    """
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    home.chmod(0o700)
    for name in _OWN:
        if (home / name).is_symlink():  # what is swept away or written would be elsewhere
            raise BrokenLedger("web.link", name=name)
    write_files(home, {".gitignore": "*\n"})
    ledger = Ledger(home / "workspace.sqlite")
    ledger.prepare()
    for folder in {path.parent for root in find_projects(roots) for path in yaml_below(root)}:
        with suppress(OSError):  # where nothing may be written, nothing was begun
            settle(folder)
    jobs = Jobs(home / "jobs", ledger)
    jobs.recover()
    blobs, writing = Blobs(home / "contents"), Lock()
    drafts = Drafts(ledger, blobs, writing)
    uploads = Uploads(home / "incoming", ledger, blobs, writing)
    uploads.sweep()
    orders = Orders(home / "incoming")  # swept with the tables that wait
    evidences = Evidences(home / "incoming")
    desk = Desk(
        roots, home, history, words, policy, ledger, jobs, drafts, uploads, orders, evidences
    )
    desk.shelf.changed = desk.forget_persons
    return desk
