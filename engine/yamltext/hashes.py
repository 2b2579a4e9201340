"""`title: Приказ #5`: a hash after a space begins a comment and cuts the text."""

import re
from collections.abc import Iterator

from engine.codes import yaml as codes
from engine.diagnostics import Finding, Place, finding

_CUT = re.compile(
    r"^[\s-]*(?:[\w-]+:[ \t]+)?(?P<kept>[^\s#'\"\[{|>&*!%@`-][^#\n]*?)[ \t]+(?P<lost>#[^\s#].*)$",
    re.MULTILINE,
)


def texts_cut_by_hash(text: str, file: str) -> Iterator[Finding]:
    """Plain texts followed by a hash that no space follows: hardly meant as a comment."""
    if " #" not in text:
        return
    for cut in _CUT.finditer(text):
        line = text.count("\n", 0, cut.start("lost")) + 1
        column = cut.start("lost") - text.rfind("\n", 0, cut.start("lost"))
        place = Place(file, line, column, line, column + len(cut["lost"]))
        yield finding(codes.TEXT_CUT_BY_HASH, place, kept=cut["kept"].strip(), lost=cut["lost"])
