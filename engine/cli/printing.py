"""Papers on stdout, as Word files or printed by LibreOffice."""

import sys

import click

from engine.cli.words import word


def needs_office() -> None:
    """Refuse where LibreOffice, which prints papers, is not there."""
    from engine.reports.formats.pdf import can_print

    if not can_print():
        raise click.UsageError(word("options.no-office"))


def check_paper(format_: str) -> None:
    """Refuse to show a paper on a terminal, or to print one where nothing prints."""
    if sys.stdout.isatty():
        raise click.UsageError(word("plan.into-a-file", format=format_))
    if format_ == "pdf":
        needs_office()


def write_paper(paper: bytes, format_: str) -> None:
    """The paper on stdout."""
    if format_ == "pdf":
        from engine.reports.formats import NotPrinted
        from engine.reports.formats.pdf import printed

        try:
            paper = printed(paper)
        except NotPrinted as problem:
            raise click.UsageError(word("options.not-printed")) from problem
    write_bytes(paper)


def write_bytes(content: bytes) -> None:
    """On stdout as it is: the line ends of a calendar are CRLF everywhere."""
    binary = getattr(sys.stdout, "buffer", None)
    if binary is None:
        sys.stdout.write(content.decode("utf-8"))
    else:
        binary.write(content)
        binary.flush()
