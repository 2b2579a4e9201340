"""Regular expressions so plain that reading a table is sure to run them.

Reading runs patterns on the engine of Rust that comes with Polars, which takes longer to import
than a project takes to check. What is written with the signs below is the same to that engine and
to Python, and small beside its limit of size; of everything else the engine is asked itself.
"""

import re
from math import prod

from engine.lazy import lazy_pattern

_LITERAL = r"[0-9A-Za-zА-Яа-яЁё «»№_,;:!\"'%&=<>@~`/-]"
_ESCAPED = r"\\[.+*?()|\[\]{}^$/\\dDsSwWb-]"
_INSIDE = r"(?:[0-9]-[0-9]|[A-Z]-[A-Z]|[a-z]-[a-z]|[А-Я]-[А-Я]|[а-я]-[а-я]" \
    r"|[0-9A-Za-zА-Яа-яЁё «»№_,;:!/.()+*?]|\\[.\\dswDSW\]\[^-])"  # fmt: skip
_TIMES = r"(?P<times>[*+?]|\{[0-9]{1,3}(?:,[0-9]{0,3})?\})?\??"
_TOKEN = lazy_pattern(
    r"\((?:\?:)?|[|^$]"
    rf"|(?:(?P<close>\))|\.|{_LITERAL}|{_ESCAPED}|\[\^?{_INSIDE}+-?\]){_TIMES}"
)
_MOST = 60
"""Characters to match, each as often as it is repeated. The engine's limit is 209 where each is the
largest class, `\\w`."""


def is_plain(pattern: str) -> bool:
    """Whether the engine is sure to know the pattern, by itself and as the whole of a text."""
    tokens = list(_TOKEN.finditer(pattern))
    if "".join(token[0] for token in tokens) != pattern or _size(tokens) > _MOST:
        return False
    try:
        re.compile(pattern)
    except re.error:
        return False
    return True


def _size(tokens: list[re.Match[str]]) -> int:
    """No less than what the pattern unfolds to: each group multiplies everything."""
    groups = prod(_times(token["times"]) for token in tokens if token["close"])
    return groups * sum(_times(token["times"]) for token in tokens if not token["close"])


def _times(sign: str | None) -> int:
    return max((int(number) for number in re.findall(r"\d+", sign or "")), default=1) or 1
