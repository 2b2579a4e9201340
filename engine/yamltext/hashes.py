"""`title: Приказ #5`: a hash after a space begins a comment and cuts the text.

A comment stands two spaces behind a value, with a space after the hash: `stage: analysis  # этап`.
"""

import re
from collections.abc import Iterator

from engine.codes import yaml as codes
from engine.diagnostics import Finding, finding
from engine.yamltext.places import SourceMap
from engine.yamltext.quoting import quote

_HASH = re.compile(r"(?<=\S)(?P<gap>[ \t]+)(?P<lost>#(?P<apart>[ \t#]*)[^\n]*)")
_WORDS = re.compile(r"[^\W\d_a-zA-Z]|\w\W+\w")
"""What a person writes in words: letters that are not Latin, or several words."""
_OF_TEXTS = re.compile(
    r"(?:^|[\s{,-])(?:title|text|name|label|result|note|reason|description|clause|source|period)"
    r"[\"']?:\s+\S[^\n]*$"
)


def texts_cut_by_hash(source: SourceMap) -> Iterator[Finding]:
    """Plain texts followed by a hash that was hardly meant as a comment: no space follows it, or
    only one stands between it and words."""
    if " #" not in source.text and "\t#" not in source.text:
        return
    for cut in _HASH.finditer(source.text):
        kept = source.plain_text_ending_at(cut.start())
        if kept and (not cut["apart"] or _is_near(cut, kept, source.text)):
            place = source.between(cut.start("lost"), cut.end("lost"))
            lost = quote(cut["lost"])
            yield finding(codes.TEXT_CUT_BY_HASH, place, kept=quote(kept), lost=lost)


def _is_near(cut: re.Match[str], kept: str, text: str) -> bool:
    if cut["gap"] != " ":
        return False
    line = text[text.rfind("\n", 0, cut.start()) + 1 : cut.start()]
    return bool(_WORDS.search(kept) or _OF_TEXTS.search(line))
