"""A paper as PDF, printed by LibreOffice: the same paper gives the same bytes."""

from hashlib import sha256

from engine.children import ChildFailed, NoProgram, office, run_office
from engine.lazy import lazy_pattern
from engine.reports.formats import NotPrinted, docx
from engine.reports.report import Report


def write(report: Report) -> bytes:
    """The report as a paper, printed. Raises NotPrinted."""
    return printed(docx.write(report))


def can_print() -> bool:
    """Whether LibreOffice is there."""
    return office() is not None


_DAY = lazy_pattern(rb"(?<=/CreationDate\(D:)\d{14}[^)]*(?=\))")
_MARKS = lazy_pattern(rb"(?<=/ID \[)[^\]]*(?=\])|(?<=/DocChecksum /)[0-9A-F]{32}")
_SIGNS = lazy_pattern(rb"[0-9A-Fa-f]")


def printed(paper: bytes) -> bytes:
    """A Word file as PDF. The moment and the marks that a printing leaves in it are those of the
    paper, so that the same paper gives the same bytes. Raises NotPrinted."""
    try:
        pdf = run_office(paper, "docx", "pdf")
    except (NoProgram, ChildFailed) as failed:
        raise NotPrinted from failed
    dated = _DAY.sub(lambda found: _of_length(b"20000101000000Z", found[0]), pdf)
    mark = sha256(paper).hexdigest().upper().encode()
    return _MARKS.sub(lambda found: _marked(found[0], mark), dated)


def _of_length(text: bytes, old: bytes) -> bytes:
    """As long as what it replaces: places in a PDF are counted in bytes."""
    return text[: len(old)].ljust(len(old), b" ")


def _marked(old: bytes, mark: bytes) -> bytes:
    signs = iter(mark * (len(old) // len(mark) + 1))
    return _SIGNS.sub(lambda _: bytes([next(signs)]), old)
