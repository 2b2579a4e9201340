"""`roadmap verify`: whether the tables that are here give the reports of a parcel, byte by byte."""

from pathlib import Path

import click

from engine.cli import options
from engine.cli.command import Command, argument
from engine.cli.output import Exit, say
from engine.messages import Language, catalogue

_PART = 200
"""Letters of the name of a part that are told: an archive may have names of 65,000."""


@click.command("verify", cls=Command, help="verify.verb")
@argument("file", metavar="file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@options.data_dir("verify.data")
@options.language
def command(file: Path, data_dir: Path | None, lang: str) -> int:
    """Open a parcel and make its reports again."""
    from engine.runs.parcels import Verdict, differences, read_parcel, verify
    from engine.runs.writing import NoParcel

    words = catalogue(Language(lang))
    try:
        parcel = read_parcel(file)
    except NoParcel as problem:
        reason = words.text(f"parcel.refused.{problem.key}", part=problem.part[:_PART])
        say(words.text("parcel.unusable", file=file.as_posix(), reason=reason), err=True)
        return Exit.UNUSABLE
    say(words.text("parcel.of", project=parcel.project, date=parcel.as_of,
                   audience=parcel.audience, files=", ".join(parcel.reports)))  # fmt: skip
    for name, there, here in differences(parcel):
        say(words.text("parcel.version", name=name, there=there, here=here))
    if parcel.earlier:
        say(words.text("parcel.earlier"))
    found = verify(parcel, data_dir)
    files = ", ".join(found.files)
    say(words.text(f"parcel.verdict.{found.verdict.value}", files=files))
    return Exit.FINE if found.verdict is Verdict.SAME else Exit.FINDINGS
