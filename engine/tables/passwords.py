"""Whether a file is under a password, by its own bytes: nothing of it is decoded."""

import zipfile
from io import BytesIO

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The beginning of the files of Office 97-2003, and of any new one that is encrypted."""

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SECTOR = 512
_FIRST_OF_DOC = b"\xec\xa5"
_IS_CODED = 0x0100
_FIRST_OF_XLS = (b"\x09\x08\x10\x00\x00\x06", b"\x09\x08\x08\x00\x00\x05")
_FILE_PASS, _SHEETS = 0x2F, 0x85
_MANIFEST = "META-INF/manifest.xml"
_LONGEST_MANIFEST = 1 << 20
_PART_IS_CODED = 0x1
"""The bit of a part of an archive that says that a password is asked for."""


def has_password(data: bytes) -> bool:
    """Whether the cells or the words of a file of Office, OpenDocument or an archive are coded."""
    if data.startswith(COMPOUND):
        return _ENCRYPTED in data or _old_has_password(data)
    if not data.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(BytesIO(data)) as parts:
            return _is_coded(parts)
    except (zipfile.BadZipFile, ValueError, RuntimeError, OSError, NotImplementedError, EOFError):
        return False  # whoever reads it tells that it is damaged


def _is_coded(parts: zipfile.ZipFile) -> bool:
    """Whether a part asks for a password, or the list of parts says that they are coded."""
    if any(part.flag_bits & _PART_IS_CODED for part in parts.infolist()):
        return True
    if _MANIFEST not in parts.namelist():
        return False
    with parts.open(_MANIFEST) as file:
        return b"encryption-data" in file.read(_LONGEST_MANIFEST)


def _old_has_password(data: bytes) -> bool:
    """Whether an old file says that its words are coded: a flag in the first bytes of a .doc, a
    record before the list of sheets in an .xls. Streams begin where a sector does."""
    is_doc = "WordDocument".encode("utf-16-le") in data
    for at in range(_SECTOR, len(data) - 32, _SECTOR):
        if is_doc and data[at : at + 2] == _FIRST_OF_DOC:
            return bool(int.from_bytes(data[at + 10 : at + 12], "little") & _IS_CODED)
        if not is_doc and data.startswith(_FIRST_OF_XLS, at):
            return _has_record(data, at, _FILE_PASS, _SHEETS)
    return False


def _has_record(data: bytes, at: int, wanted: int, last: int) -> bool:
    while at + 4 <= len(data):
        kind, length = (int.from_bytes(data[at + i : at + i + 2], "little") for i in (0, 2))
        if kind in (wanted, last) or not (kind or length):
            return kind == wanted
        at += 4 + length
    return False
