"""Regular expressions that are compiled when they are first asked.

A module tells its expressions at its top, and compiling them was another fifth of every start of
the command line, most of it for expressions that the verb never asked.
"""

import re
from typing import Any, AnyStr, Generic, cast


def lazy_pattern(pattern: AnyStr, flags: int | re.RegexFlag = 0) -> re.Pattern[AnyStr]:
    """`re.compile`, later: its methods and attributes are those of the compiled expression.
    `re.sub` and its like, which look at the type, are not given one."""
    return cast("re.Pattern[AnyStr]", LazyPattern(pattern, flags))


_NEAR = 200
"""Letters before a place in which the words that end there are looked for."""


def ends_at(pattern: re.Pattern[str], text: str, end: int) -> re.Match[str] | None:
    """What a text says right before a place, by a pattern that ends in `$`. A search from the
    beginning of the text, for each of its words, reads a long one in the square of its length."""
    return pattern.search(text, max(end - _NEAR, 0), end)


class LazyPattern(Generic[AnyStr]):
    """An expression, compiled when a method or an attribute of it is first asked for."""

    def __init__(self, pattern: AnyStr, flags: int | re.RegexFlag) -> None:
        self.pattern: AnyStr = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return self.__dict__.setdefault(name, getattr(self.compiled, name))

    @property
    def compiled(self) -> re.Pattern[AnyStr]:
        """The expression itself."""
        kept: dict[str, re.Pattern[AnyStr]] = self.__dict__
        if "_compiled" not in kept:
            kept["_compiled"] = re.compile(self.pattern, self._flags)
        return kept["_compiled"]
