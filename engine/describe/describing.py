"""The proposal: one resource for the tables of one structure, in the words of data.yaml."""

from collections.abc import Iterator
from dataclasses import replace
from fnmatch import fnmatchcase
from itertools import chain
from pathlib import PurePosixPath

from engine.classes import dataclass
from engine.codes import tables as codes
from engine.datasets.files import BOOKS, PARQUET, TEXTS, is_panic, panicked
from engine.describe.guesses import Guess, guess_delimiter, guess_encoding
from engine.describe.heads import Head, find_head, head_at
from engine.describe.naming import name_of, shared_start
from engine.describe.proposal import Doubt, Proposal, Source
from engine.describe.proposing import propose
from engine.describe.wishes import Wish, wish_for
from engine.describe.writing import Writer, lines_of
from engine.diagnostics import Finding, Place, finding
from engine.lazy import lazy_pattern
from engine.messages import Catalogue
from engine.model.tables import Dialect
from engine.tables import RawSheet, open_workbook, plain, read_csv, read_parquet

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_YEAR = lazy_pattern(r"(?<!\d)(19|20)\d\d(?!\d)")
_SEEN = 1 << 22
_FEW = 2
"""Tables of so few columns may have the same headings by chance."""

_SHARED_LETTERS = 3

MOST_COLUMNS = 1_000
"""Columns of one file that are described, sheet after sheet: each is looked at for its type in some
hundredths of a second, and nobody reads a longer proposal."""

MOST_CELLS = 2_000_000
"""Cells of a sheet that are looked at; of a longer one the first rows."""

_LEAST_COLUMNS = 3
"""As which a sheet counts that has fewer."""


@dataclass(frozen=True, slots=True)
class Described:
    """data.yaml as proposed, how many things in it are not sure, and sheets that were no tables."""

    text: str
    doubts: int
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file by the path that data.yaml will name; `is_outside` where it does not lie there."""

    path: str
    content: bytes
    is_outside: bool = False


def describe(files: list[GivenFile], words: Catalogue) -> Described:
    """A proposal for files."""
    proposals, findings = propose_tables(files)
    writer = Writer(words)
    for proposal in proposals:
        writer.table(proposal)
    text = "\n".join(lines_of(writer)) + "\n" if writer.lines else ""
    return Described(text, writer.doubts, tuple(findings))


def propose_tables(
    files: list[GivenFile], wishes: tuple[Wish, ...] = (), taken: frozenset[str] = frozenset()
) -> tuple[list[Proposal], list[Finding]]:
    """Proposals for the tables of the files, corrected as somebody wishes; `taken` are names that
    other tables have."""
    found = [panic for file in files for panic in _without_panics(file, wishes)]
    paths = [file.path for file in files]
    making = _Making(paths, wishes, set(taken))
    proposals = [
        proposal
        for group in _groups([each for each in found if isinstance(each, Source)])
        for proposal in _proposals(group, making)
    ]
    for each in proposals:
        _say_year(each)
    return proposals, [each for each in found if isinstance(each, Finding)]


@dataclass(frozen=True, slots=True)
class _Making:
    """What every proposal asks: the paths of all files, the wishes, the names that are taken."""

    paths: list[str]
    wishes: tuple[Wish, ...]
    taken: set[str]


def _without_panics(file: GivenFile, wishes: tuple[Wish, ...]) -> Iterator[Source | Finding]:
    """The tables of a file; a finding where the library that reads it gives up."""
    try:
        found = list(_sources(file, wishes))
    except BaseException as problem:
        if not is_panic(problem):
            raise
        found = [panicked(file.path)]
    yield from found or [finding(codes.EMPTY, Place(file.path))]


_Seen = tuple[str | None, RawSheet | Finding, Dialect, tuple[Doubt, ...]]
"""A sheet of a file with its name, its dialect, and what is not sure."""


def _sources(file: GivenFile, wishes: tuple[Wish, ...]) -> Iterator[Source | Finding]:
    """The tables of a file up to `MOST_COLUMNS`; what is left out is told once."""
    columns = 0
    for sheet, raw, dialect, doubts in _tables(file):
        if isinstance(raw, Finding):
            yield raw
            continue
        columns += max(raw.frame.width - 1, _LEAST_COLUMNS)
        if columns > MOST_COLUMNS:
            yield finding(codes.NOT_DESCRIBED, raw.place(1), most=MOST_COLUMNS, sheet=sheet or "")
            return
        rows = MOST_CELLS // raw.frame.width
        if raw.frame.height > rows:
            yield finding(codes.FIRST_ROWS, raw.place(rows), rows=rows)
            raw = replace(raw, frame=raw.frame.head(rows))
        head, doubt = _head(raw, wish_for(sheet, wishes))
        yield Source(file.path, sheet, raw, dialect, head, (*doubts, *doubt))


def _head(raw: RawSheet, wish: Wish) -> tuple[Head | None, tuple[Doubt, ...]]:
    """The header: where somebody says it is, else, and where that is no place for one, where it
    seems to be."""
    if wish.head == (0, 0):
        return None, ()
    if wish.head is None:
        return find_head(raw), ()
    first, last = wish.head
    named = head_at(raw, first, last)
    told: Doubt = ("not_header", {"first": str(first), "last": str(last)})
    return (named, ()) if named else (find_head(raw), (told,))


def _tables(file: GivenFile) -> Iterator[_Seen]:
    kind, content = file.path.lower(), file.content
    doubts: tuple[Doubt, ...] = (("outside", {}),) if file.is_outside else ()
    if not content:
        yield _wrong(finding(codes.EMPTY, Place(file.path)))
    elif content.startswith((_ZIP, _OLE)) or kind.endswith(BOOKS):
        yield from _sheets(file, doubts)
    elif kind.endswith(PARQUET):
        yield None, read_parquet(content, file.path), Dialect(), doubts
    elif kind.endswith(TEXTS):
        yield _csv(file, doubts)
    else:
        suffix = PurePosixPath(file.path).suffix or file.path
        yield _wrong(finding(codes.UNSUPPORTED_FORMAT, Place(file.path), kind=suffix))


def _wrong(found: Finding) -> _Seen:
    return None, found, Dialect(), ()


def _sheets(file: GivenFile, doubts: tuple[Doubt, ...]) -> Iterator[_Seen]:
    book = open_workbook(file.content, file.path)
    if isinstance(book, Finding):
        yield _wrong(book)
        return
    for sheet in book.sheets:
        name = sheet if len(book.sheets) > 1 else None
        yield name, book.read(sheet), Dialect(), doubts


def _csv(file: GivenFile, doubts: tuple[Doubt, ...]) -> _Seen:
    encoding = guess_encoding(file.content)
    head = file.content[:_SEEN].decode(encoding.value, errors="replace")
    delimiter = guess_delimiter(head)
    dialect = Dialect(encoding.value, delimiter.value)
    raw = read_csv(file.content, file.path, dialect)
    if isinstance(raw, Finding) and raw.code is codes.BROKEN_CSV:
        dialect = Dialect(encoding.value, delimiter.value, quote="")
        raw = read_csv(file.content, file.path, dialect)
    return None, raw, dialect, (*doubts, *_unsure(encoding, delimiter))


def _unsure(encoding: Guess, delimiter: Guess) -> Iterator[Doubt]:
    if not encoding.is_sure:
        yield "encoding", {"encoding": encoding.value}
    if not delimiter.is_sure:
        yield "delimiter", {"delimiter": delimiter.value.replace("\t", "\\t")}


def _groups(sources: list[Source]) -> list[list[Source]]:
    """Sources of one structure together: the same headings in the same columns, in files of one
    folder and kind; with few columns also a part of the names."""
    groups: list[list[Source]] = []
    for source in sources:
        fitting = (group for group in groups if _is_alike(group, source))
        same = next(fitting, None)
        if same is None:
            groups.append([source])
        else:
            same.append(source)
    return groups


def _is_alike(group: list[Source], source: Source) -> bool:
    first = group[0]
    if first.head is None or source.head is None or _kind(first) != _kind(source):
        return False
    same = {at: plain(text) for at, text in first.head.headings.items()} == {
        at: plain(text) for at, text in source.head.headings.items()
    }
    if not same or first.head.depth != source.head.depth:
        return False
    names = [
        each.sheet or "" if first.path == source.path else each.path for each in (first, source)
    ]
    return len(first.head.headings) > _FEW or _shared(names) >= _SHARED_LETTERS


def _kind(source: Source) -> tuple[object, ...]:
    path = PurePosixPath(source.path)
    return path.parent, path.suffix.lower(), source.dialect, source.raw.sheet is None


def _shared(names: list[str]) -> int:
    stems = [PurePosixPath(name).stem for name in names]
    start, end = shared_start(stems), shared_start([stem[::-1] for stem in stems])
    return max(sum(sign.isalpha() for sign in start), sum(sign.isalpha() for sign in end))


def _proposals(group: list[Source], making: _Making) -> Iterator[Proposal]:
    """One proposal for the whole group; where one does not fit all, one for each."""
    whole = _proposal(group, making) if _is_rectangular(group) else None
    if whole is not None and propose(whole):
        yield whole
        return
    if whole is not None:
        making.taken.discard(whole.name)
    for source in group:
        single = _proposal([source], making)
        propose(single)
        yield single


def _is_rectangular(group: list[Source]) -> bool:
    """Each file with the same sheets, as one declaration can name them."""
    by_path: dict[str, list[str | None]] = {}
    for source in group:
        by_path.setdefault(source.path, []).append(source.sheet)
    return all(sheets == by_path[group[0].path] for sheets in by_path.values())


def _proposal(group: list[Source], making: _Making) -> Proposal:
    own = list(dict.fromkeys(source.path for source in group))
    sheets = tuple(dict.fromkeys(source.sheet for source in group if source.sheet))
    stems = [PurePosixPath(path).stem for path in own]
    title = stems[0] if len(own) == 1 else shared_start(stems).rstrip("0123456789") or stems[0]
    if len(own) == 1 and len(sheets) == 1:
        title = sheets[0]
    path: str | tuple[str, ...] = own[0] if len(own) == 1 else _mask(own, making.paths)
    wish = wish_for(group[0].sheet, making.wishes)
    name = name_of(wish.name or title, making.taken)
    return Proposal(name, path, sheets, tuple(group), wish=wish)


def _mask(own: list[str], paths: list[str]) -> str | tuple[str, ...]:
    """A mask that fits these of the given files and no other; else their list."""
    names = [PurePosixPath(path).name for path in own]
    start = shared_start(names).rstrip("0123456789")
    end = shared_start([name[len(start) :][::-1] for name in names])[::-1].lstrip("0123456789")
    folder = PurePosixPath(own[0]).parent.as_posix()
    mask = f"{start}*{end}" if folder == "." else f"{folder}/{start}*{end}"
    is_odd = any(sign in each for each in (start, end, folder) for sign in "*?[")
    fitting = [path for path in paths if fnmatchcase(path, mask)]
    has_stem = any(sign.isalpha() for sign in chain(start, PurePosixPath(f"x{end}").stem[1:]))
    return mask if has_stem and not is_odd and sorted(fitting) == sorted(own) else tuple(own)


def _say_year(proposal: Proposal) -> None:
    source = proposal.sources[0]
    year = _YEAR.search(f"{PurePosixPath(source.path).stem} {source.raw.sheet or ''}")
    if year:
        proposal.doubt("year", year=year[0])
