"""Files that a browser sends: taken in pieces up to a limit, looked at by what they begin with.

A file of a browser is known by its bare name; folders in it lead nowhere.
"""

import os
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import IO
from unicodedata import normalize

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.types import Message

from engine.datasets.files import BOOKS, PARQUET, TEXTS
from engine.lazy import lazy_pattern
from engine.trees import FolderTree
from engine.visible import without_steering
from engine.web.refusals import Refusal
from engine.whole_files import is_of_a_device

MOST = 50 << 20
"""Bytes of what is sent at once."""
MOST_FILES = 20
_FORM = 64 << 10
_FIELDS = 10
_HEAD = 512
_KINDS = {
    ".xlsx": b"PK\x03\x04", ".xlsm": b"PK\x03\x04", ".ods": b"PK\x03\x04",
    ".xls": b"\xd0\xcf\x11\xe0", ".parquet": b"PAR1", ".pq": b"PAR1",
}  # fmt: skip
"""How files begin that are what their names say."""
_ODD = lazy_pattern(r'[<>:"|?*/\\]')
_LONGEST = 100


@asynccontextmanager
async def sent_files(request: Request, most_files: int = MOST_FILES) -> AsyncIterator[FormData]:
    """The fields and files of a form, up to the limit. Raises Refusal."""
    length = request.headers.get("content-length", "")
    if length.isdecimal() and int(length) > MOST + _FORM:
        raise Refusal(413, "table_size", most=MOST >> 20)
    counted = Request(request.scope, _Counted(request).receive)
    try:
        async with counted.form(
            max_files=most_files, max_fields=_FIELDS, max_part_size=_FORM
        ) as form:
            yield form
    except (HTTPException, ClientDisconnect) as problem:
        raise Refusal(400, "form_broken") from problem


class _Counted:
    """The pieces of a request, until they are too many."""

    def __init__(self, request: Request) -> None:
        self._request, self._taken = request, 0

    async def receive(self) -> Message:
        message = await self._request.receive()
        self._taken += len(message.get("body", b""))
        if self._taken > MOST + _FORM:
            raise Refusal(413, "table_size", most=MOST >> 20)
        return message


def number_of(text: str, signs: int = 18) -> int | None:
    """The whole number that was sent; None for what no form and no address of ours sends."""
    return int(text) if re.fullmatch(f"[0-9]{{1,{signs}}}", text) else None


def files_of(form: FormData) -> list[UploadFile]:
    """The files of a form. Raises Refusal where there is none."""
    sent = form.getlist("file")
    files = [each for each in sent if isinstance(each, UploadFile) and each.filename]
    if not files:
        raise Refusal(422, "no_file")
    return files


def bare_name(filename: str | None) -> str:
    """The name of a file without the folders that a browser may tell."""
    return normalize("NFC", (filename or "").replace("\\", "/").rpartition("/")[2])


def safe_name(filename: str | None) -> str:
    """The name of a file as any system takes it; empty where nothing of it is left."""
    own = PurePosixPath(without_steering(_ODD.sub("", bare_name(filename))).strip(". "))
    name = f"{own.stem[:_LONGEST].strip(' .')}{own.suffix[:_LONGEST].lower()}"
    return f"_{name}" if is_of_a_device(name) else name


def new_place(home: Path, filename: str | None) -> str:
    """Where in the project a file that is not declared would lie: in `data`, under its own name,
    or beside another of that name. Raises Refusal for a kind of file that no table comes in."""
    own = safe_name(filename)
    stem, suffix = PurePosixPath(own).stem, PurePosixPath(own).suffix
    if suffix not in (*TEXTS, *BOOKS, *PARQUET) or not stem:
        raise Refusal(422, "no_table", file=own)
    tree, number = FolderTree(home), 1
    path = f"data/{stem}{suffix}"
    while tree.exists(path):
        number += 1
        path = f"data/{stem} ({number}){suffix}"
    return path


@contextmanager
def scratch_of(sent: IO[bytes], folder: Path) -> Iterator[Path]:
    """What was sent, on the disk below a folder, until it is moved or forgotten."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    # What a killed program leaves here is swept with what waits too long.
    with TemporaryDirectory(prefix="part-", dir=folder) as scratch:
        content = Path(scratch) / "content"
        with content.open("wb") as written:
            while piece := sent.read(1 << 20):
                written.write(piece)
            written.flush()
            os.fsync(written.fileno())
        yield content


def check_kind(sent: IO[bytes], path: str) -> None:
    """Refuse a file that is empty, or is not what the name of its place says."""
    head = sent.read(_HEAD)
    sent.seek(0)
    if not head:
        raise Refusal(422, "empty_file")
    begins = _KINDS.get(Path(path).suffix.lower())
    is_binary = head.startswith(tuple(_KINDS.values())) or b"\0" in head
    is_utf16 = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    wrong = not head.startswith(begins) if begins else is_binary and not is_utf16
    if wrong:
        raise Refusal(422, "other_kind", kind=Path(path).suffix)
