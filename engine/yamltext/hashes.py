"""`title: Приказ #5`: a hash after a space begins a comment and cuts the text."""

import re
from collections.abc import Iterator

from engine.codes import yaml as codes
from engine.diagnostics import Finding, finding
from engine.yamltext.places import SourceMap
from engine.yamltext.quoting import quote

_HASH = re.compile(r"(?<=\S)[ \t]+(?P<lost>#[^\s#][^\n]*)")


def texts_cut_by_hash(source: SourceMap) -> Iterator[Finding]:
    """Plain texts followed by a hash that no space follows: hardly meant as a comment."""
    if " #" not in source.text and "\t#" not in source.text:
        return
    for cut in _HASH.finditer(source.text):
        kept = source.plain_text_ending_at(cut.start())
        if kept:
            place = source.between(cut.start("lost"), cut.end("lost"))
            lost = quote(cut["lost"])
            yield finding(codes.TEXT_CUT_BY_HASH, place, kept=quote(kept), lost=lost)
