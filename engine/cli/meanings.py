"""What a code of a finding or of a change means: a text, and a file that a terminal can open."""

from functools import cache
from pathlib import Path

from engine.cli.sealing import own_folder
from engine.cli.words import spoken
from engine.messages import Language, catalogue
from engine.trees import content_of


def meaning_of(name: str, language: Language) -> str | None:
    """What `roadmap explain` says of a code, by its id or name; None when there is no such code."""
    from engine.codes import CODES
    from engine.model.changes import KINDS
    from engine.reports.content.findings import explain_change, explain_code

    words = catalogue(language)
    for code in CODES:
        if name.upper() == code.id or name == code.name:
            return explain_code(code, words)
    for kind in KINDS:
        if name.upper() == kind.id or name == kind.name:
            return explain_change(kind, words)
    return None


@cache
def page_of(code: str) -> Path | None:
    """The file with the meaning of the code in the language of the command line, in the user's own
    folder; None where it cannot be written."""
    text = meaning_of(code, spoken())
    if text is None:
        return None
    try:
        path = own_folder("codes") / spoken().value / f"{code}.txt"
        content = text.encode("utf-8")
        if not path.is_file() or content_of(path, len(content) + 1) != content:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            path.write_bytes(content)
    except (OSError, RuntimeError):  # the last: nobody has a home
        return None
    return path
