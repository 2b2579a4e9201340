"""LibreOffice, asked to turn one file into another: no macro, no network, an end, one at a time."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock

from engine.children.failures import ChildFailed, FailureKind
from engine.children.limits import Limits
from engine.children.programs import NoProgram, program, run_program

_NAMES = ("soffice", "libreoffice")
_LIMITS = Limits(seconds=120, memory=3 << 30)
_ONE_AT_A_TIME = Lock()
_NOWHERE = "http://127.0.0.1:9"
_PROXIES = ("http_proxy", "https_proxy", "ftp_proxy", "all_proxy")
_SCRATCH = ("TMPDIR", "TMP", "TEMP")
"""Where it puts what it works on, which it leaves there when it is stopped."""
_SETTINGS = """\
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">\
<prop oor:name="MacroSecurityLevel"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">\
<prop oor:name="DisableMacrosExecution"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">\
<prop oor:name="DisableActiveContent"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">\
<prop oor:name="BlockUntrustedRefererLinks"><value>true</value></prop></item>
</oor:items>
"""


def office() -> str | None:
    """How LibreOffice is called here; None where it is not."""
    return next((name for name in _NAMES if program(name)), None)


def run_office(data: bytes, suffix: str, target: str) -> bytes:
    """The file as `target` («docx», «pdf», «docx:MS Word 2007 XML»).

    It runs in a folder and with a profile of its own, which go with it. Raises NoProgram, and
    ChildFailed where it takes too long or gives nothing.
    """
    (made,) = run_office_once([(data, suffix)], target)
    return made


def run_office_once(files: Sequence[tuple[bytes, str]], target: str) -> list[bytes]:
    """The same of several files with their suffixes, in one start: a start takes longer than a
    file. ChildFailed where one of them gives nothing."""
    name = office()
    if name is None:
        raise NoProgram(_NAMES[0])
    with _ONE_AT_A_TIME, TemporaryDirectory(prefix="roadmap-office-") as folder:
        home = Path(folder)
        profile, out = home / "profile", home / "out"
        given = [home / f"paper{at}.{suffix}" for at, (_, suffix) in enumerate(files)]
        for path, (data, _) in zip(given, files, strict=True):
            path.write_bytes(data)
        (profile / "user").mkdir(parents=True)
        (home / "tmp").mkdir()
        (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
        ended = run_program(
            name,
            [
                f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore",
                "--nolockcheck", "--nodefault", "--convert-to", target, "--outdir", str(out),
                *map(str, given),
            ],
            folder=home, limits=_LIMITS,
            variables={
                "HOME": folder, **dict.fromkeys(_SCRATCH, str(home / "tmp")),
                **dict.fromkeys(_PROXIES, _NOWHERE),
            },
        )  # fmt: skip
        made = [out / f"{path.stem}.{target.partition(':')[0]}" for path in given]
        if not all(path.is_file() for path in made):
            said = ended.err.decode("utf-8", "replace").strip()[-200:]
            raise ChildFailed(FailureKind.ANSWER, said)
        return [path.read_bytes() for path in made]
