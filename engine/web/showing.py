"""Pages from templates: always escaped, a missing value is an error, words of the catalogue."""

import json
import secrets
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse, Response

from engine.messages import Catalogue
from engine.packaged import templates_folder
from engine.reports.numbers import numerals
from engine.visible import harmless, harmless_lines
from engine.web.gate import styles_of
from engine.web.visits import Visit

_HERE = Path(__file__).parent
STATIC = {
    "report.css": (templates_folder() / "report.css", "text/css"),
    "workspace.css": (_HERE / "static" / "workspace.css", "text/css"),
    "icon.svg": (_HERE / "static" / "icon.svg", "image/svg+xml"),
    "workspace.js": (_HERE / "static" / "workspace.js", "text/javascript"),
    "editor.js": (_HERE / "static" / "editor.js", "text/javascript"),
    "codemirror.js": (_HERE / "static" / "codemirror.js", "text/javascript"),
    "codemirror.txt": (_HERE / "static" / "codemirror.txt", "text/plain"),
}
"""The files that pages load, by name: there are no others."""


_PHRASES = (
    "Completions", "Control character", "Diagnostics", "Find", "Go to line", "No diagnostics",
    "Replace", "Selection deleted", "all", "by word", "close", "current match", "go", "match case",
    "next", "on line", "previous", "regexp", "replace", "replace all", "replaced $ matches",
    "replaced match on line $",
)  # fmt: skip
"""What the vendored editor says by itself."""


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader([_HERE / "templates", templates_folder()]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["visible"] = lambda value: harmless(str(value))
    environment.filters["lines"] = lambda value: harmless_lines(str(value))
    return environment


def page(visit: Visit, template: str, status: int = 200, /, **values: object) -> HTMLResponse:
    """The page of a template for whoever asks."""
    return HTMLResponse(text_of(visit.desk.words, template, **values), status)


def page_with_editor(
    visit: Visit, template: str, status: int = 200, /, **values: object
) -> HTMLResponse:
    """The page of a template with the field of a file's text."""
    nonce = secrets.token_urlsafe(16)
    told = {
        key: visit.desk.words.text(f"web.editor.{key}")
        for key in ("label", "line", "silent", "unknown", "no_rename", "where")
    }
    phrases = {
        phrase: visit.desk.words.text(f"web.editor.phrase.{'_'.join(phrase.split())}")
        for phrase in _PHRASES
    }
    text = text_of(
        visit.desk.words, template, nonce=nonce, hash=_editor_hash(),
        told=json.dumps({**told, "phrases": phrases}, ensure_ascii=False), **values,
    )  # fmt: skip
    return HTMLResponse(text, status, styles_of(nonce))


@lru_cache(maxsize=1)
def _editor_hash() -> str:
    """What the browser holds the vendored editor against."""
    return (_HERE / "static" / "codemirror.sha384").read_text("ascii").strip()


def taken_file(content: bytes, name: str) -> Response:
    """A file to be kept elsewhere; never shown as a page."""
    # What stands in the name is said twice: as it is, and for those who know Latin letters alone.
    plain = "".join(each if each.isascii() and each.isalnum() else "_" for each in name[:-5])
    disposition = f"attachment; filename=\"{plain}{name[-5:]}\"; filename*=utf-8''{quote(name)}"
    return Response(
        content, media_type="application/octet-stream", headers={"content-disposition": disposition}
    )


def text_of(words: Catalogue, template: str, **values: object) -> str:
    """The page as text. In it `t` is a sentence of the catalogue and `w` one below `web`."""
    return (
        _environment()
        .get_template(template)
        .render(
            t=words.text,
            w=lambda key, /, **params: words.text(f"web.{key}", **params),
            has=words.has,
            number=numerals(words.language).number,
            language=words.language.value,
            token=lambda: secrets.token_urlsafe(24),
            **values,
        )
    )
