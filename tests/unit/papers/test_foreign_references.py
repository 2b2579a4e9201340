"""An older paper that names other files and addresses: LibreOffice opens none of them."""

import io
import socket
import zipfile
from pathlib import Path

import pytest

from engine.children import office, run_office

_SPACES = "".join(
    f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in (("office", "office"), ("text", "text"), ("draw", "drawing"))
)
_KIND = "application/vnd.oasis.opendocument.text"
_PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000a49444154789c6360000000020001e221bc330000000049454e44ae426082"
)


def odt(*addresses: str) -> bytes:
    """A paper that is to take in each of these: as its own words, and as a picture."""
    body = "".join(
        f'<text:section text:name="s{at}"><text:section-source xlink:href="{address}" '
        f'xlink:show="embed"/><text:p>прежнее</text:p></text:section>'
        f'<text:p><draw:frame draw:name="f{at}"><draw:image xlink:href="{address}" '
        f'xlink:show="embed" xlink:actuate="onLoad"/></draw:frame></text:p>'
        for at, address in enumerate(addresses)
    )
    link = ' xmlns:xlink="http://www.w3.org/1999/xlink"'
    content = (
        f"<office:document-content{_SPACES}{link}><office:body><office:text>{body}"
        "</office:text></office:body></office:document-content>"
    )
    entries = "".join(
        f'<m:file-entry m:full-path="{path}" m:media-type="{kind}"/>'
        for path, kind in (("/", _KIND), ("content.xml", "text/xml"))
    )
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr("mimetype", _KIND)
        made.writestr(
            "META-INF/manifest.xml", f'<m:manifest xmlns:m="{space}">{entries}</m:manifest>'
        )
        made.writestr("content.xml", content)
    return packed.getvalue()


@pytest.mark.skipif(office() is None, reason="LibreOffice is not installed")
def test_a_paper_takes_in_no_file_of_the_machine_and_asks_no_address(tmp_path: Path) -> None:
    """A PDF is asked for: into it LibreOffice puts the pictures that another format only names."""
    (tmp_path / "secret.txt").write_text("СЕКРЕТНОЕ СЛОВО\n", "utf-8")
    (tmp_path / "secret.png").write_bytes(_PICTURE)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.setblocking(False)
        web = f"http://127.0.0.1:{listening.getsockname()[1]}"
        files = [(tmp_path / name).as_uri() for name in ("secret.txt", "secret.png")]
        made = run_office(odt(*files, f"{web}/a.odt", f"{web}/a.png"), "odt", "pdf")
        with pytest.raises(BlockingIOError):
            listening.accept()
    assert made.startswith(b"%PDF")
    assert b"/Subtype/Image" not in made
