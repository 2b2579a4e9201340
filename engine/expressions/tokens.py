"""The words and signs of a condition: which may stand, and which may follow which.

The first of two allow-lists (the second walks the parsed tree). It knows the exact characters of
what it refuses, and it bounds size and depth before the recursive parser sees the text.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from engine.classes import dataclass
from engine.codes.rules import (
    CHAINED_COMPARISON,
    CONDITION_NOT_ALLOWED,
    CONDITION_SYNTAX,
    CONDITION_TOO_LARGE,
    NULL_COMPARISON,
)
from engine.expressions.refusals import ConditionError, Span
from engine.lazy import lazy_pattern

MOST_CHARACTERS = 4_000
MOST_TOKENS = 1_200
MOST_ARITHMETIC = 40
DEEPEST = 16
_NUMBER = lazy_pattern(r"\d+(\.\d+)?")
_WORD = lazy_pattern(r"[^\W\d]\w*")
_WRITTEN = lazy_pattern(
    r"""
      (?P<string> '(?:[^']|'')*' )
    | (?P<quoted> "(?:[^"]|"")*" )
    | (?P<open> ['"] )
    | (?P<comment> --[^\n]* | /\*.*?(?:\*/|\Z) )
    | (?P<number> [0-9]+(?:\.[0-9]*)?(?:[eE][+-]?[0-9]+)? )
    | (?P<foreign> [«„“”‘’][^«»„“”‘’]*[»“”’] )
    | (?P<sign> [nN]'(?:[^']|'')*' | \$\w+ | <> | [<>!=]= | =[<>] | >< | && | ::
        | := | \|\| | -> | << | >> )
    | (?P<word> (?:[^\W\d]|[^\x00-\x7f\s])(?:\w|[^\x00-\x7f\s])* )
    | (?P<other> \S )
    """,
    re.VERBOSE | re.DOTALL,
)
"""What may be written anywhere, so that a refusal names the whole of it: «1e9», «::», «n'x'»."""
_KEYWORDS = {"and", "or", "not", "in", "between", "is", "null", "like", "true", "false"}
_SIGNS = {
    **{sign: sign for sign in ("(", ")", ",", ".", "=", "<>", "<", "<=", ">", ">=", "+", "-", "*")},
    "!=": "<>",
}
NAMES = {"name", "quoted"}
_VALUES = {*NAMES, "string", "number", "true", "false", "null"}
_COMPARISONS = {"=", "<>", "<", "<=", ">", ">=", "between", "like", "matches", "in", "is"}
_BEFORE_VALUES = {*_COMPARISONS, "and", "(", ","}
_DAY_WORDS = ("date", "timestamp")
_FOREIGN = {"select", "case", "cast", "escape", "exists", "from", "interval", "union", "with"}
_FOREIGN_QUOTES = "«»„“”‘’"
_MEANT = {
    "и": "and", "или": "or", "не": "not", "в": "in", "между": "between",
    "соответствует": "matches", "regexp": "matches", "rlike": "matches",
}  # fmt: skip
_SIGNS_MEANT = {
    "≥": ">=", "⩾": ">=", "≤": "<=", "⩽": "<=", "≠": "<>", "==": "=", "&&": "and", "||": "or",
    "=>": ">=", "=<": "<=", "><": "<>",
}  # fmt: skip
"""Signs of books and of other languages."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word or sign: `kind` is itself, or name, quoted, string, number; `text` has no quotes."""

    kind: str
    text: str
    start: int
    end: int

    @property
    def span(self) -> Span:
        """Its characters."""
        return self.start, self.end


def condition_tokens(text: str) -> list[Token]:
    """The tokens of a condition; ConditionError with the place of the first that may not be."""
    if len(text) > MOST_CHARACTERS:
        raise ConditionError(CONDITION_TOO_LARGE, None, characters=MOST_CHARACTERS)
    tokens = _with_operators(list(_screened(text)))
    if not tokens:
        raise ConditionError(CONDITION_SYNTAX, None, found="", hint="")
    if len(tokens) > MOST_TOKENS:
        raise ConditionError(CONDITION_TOO_LARGE, None, tokens=MOST_TOKENS)
    _check_neighbours(tokens)
    _check_depth(tokens)
    _check_chains(tokens)
    return tokens


def written_tokens(text: str) -> Iterator[tuple[str, Token]]:
    """Everything that is written, with what it looks like; comments, and quotes that nobody
    closed, among it."""
    for found in _WRITTEN.finditer(text):
        looks, written = found.lastgroup or "", found[0]
        if looks in ("string", "quoted"):
            quote = written[0]
            plain = written[1:-1].replace(quote * 2, quote)
            yield looks, Token(looks, plain, *found.span())
        else:
            yield looks, Token(_kind(looks, written), written, *found.span())


def _kind(looks: str, written: str) -> str:
    """What conditions know it by; an empty text where they do not."""
    if looks == "number":
        return "number" if _NUMBER.fullmatch(written) and len(written) <= 16 else ""
    if looks == "word" and _WORD.fullmatch(written):
        return written.lower() if written.lower() in _KEYWORDS else "name"
    return _SIGNS.get(written, "")


def _screened(text: str) -> Iterator[Token]:
    """The tokens; words of SQL are plain names here."""
    for looks, token in written_tokens(text):
        if looks == "open":
            span = token.start, len(text)
            raise ConditionError(CONDITION_SYNTAX, span, found=text[token.start :], hint="")
        if looks == "comment":
            written = token.text.rstrip()
            span = token.start, token.start + len(written)
            raise ConditionError(CONDITION_NOT_ALLOWED, span, comment=written)
        if token.text[:1] in _FOREIGN_QUOTES and not token.kind:
            hint = f"'{token.text.strip(_FOREIGN_QUOTES) or '…'}'"
            raise ConditionError(CONDITION_SYNTAX, token.span, found=token.text[:60], hint=hint)
        if token.text in _SIGNS_MEANT:
            told = {"sign": token.text, "hint": _SIGNS_MEANT[token.text]}
            raise ConditionError(CONDITION_NOT_ALLOWED, token.span, **told)
        if not token.kind:
            refused = "number" if looks == "number" else "sign"
            raise ConditionError(CONDITION_NOT_ALLOWED, token.span, **{refused: token.text[:60]})
        yield token


def _with_operators(tokens: list[Token]) -> list[Token]:
    """`matches` is a word of conditions right behind a column, where no name may stand; elsewhere
    it is a column, as it was before there was the word."""
    found = list(tokens)
    for at, token in enumerate(tokens):
        kinds = [each.kind for each in found[max(at - 2, 0) : at]]
        behind = kinds[-1:] if kinds[-1:] != ["not"] else kinds[:-1]
        if token.kind == "name" and token.text.lower() == "matches" and {*behind} & NAMES:
            found[at] = replace(token, kind="matches")
    return found


def _check_neighbours(tokens: list[Token]) -> None:
    padded = [None, None, *tokens, None]
    for before, last, token, following in zip(
        padded, padded[1:], padded[2:], [*padded[3:], None], strict=False
    ):
        if token is not None:
            _check_pair(before, last, token)
            _check_null(before, last, token)
            _check_dot(last, token, following)


def _check_pair(before: Token | None, last: Token | None, token: Token) -> None:
    if last is None:
        return
    kind, opens = token.kind, token.kind == "("
    if last.kind in NAMES and opens:
        raise ConditionError(CONDITION_NOT_ALLOWED, last.span, function=last.text)
    if (last.kind in _VALUES or last.kind == ")") and (kind in _VALUES or opens):
        is_day = before is not None and before.kind in _BEFORE_VALUES
        raise _nothing_between(last, token, is_day=is_day)
    if last.kind == "is" and kind not in ("null", "not"):
        raise ConditionError(CONDITION_NOT_ALLOWED, last.span, is_test=last.text)


def _nothing_between(last: Token, token: Token, *, is_day: bool) -> ConditionError:
    for each in (last, token):
        if each.kind == "name" and each.text.lower() in _FOREIGN:
            return ConditionError(CONDITION_NOT_ALLOWED, each.span, word=each.text)
    hint = _MEANT.get(token.text.lower(), "")
    if (last.kind, token.kind) == ("number", "number") and re.fullmatch(r"\d{3}", token.text):
        hint = f"{last.text}{token.text}"  # 1 000
    if is_day and last.text.lower() in _DAY_WORDS and token.kind == "string":
        hint = f"'{token.text}'"  # date '2025-06-06' of other dialects
    return ConditionError(CONDITION_SYNTAX, token.span, found=token.text, hint=hint)


def _check_null(before: Token | None, last: Token | None, token: Token) -> None:
    if token.kind != "null":
        return
    first = before if last is not None and last.kind == "not" else last
    if first is None or first.kind != "is":
        raise ConditionError(NULL_COMPARISON, token.span)


def _check_dot(last: Token | None, token: Token, following: Token | None) -> None:
    if token.kind != ".":
        return
    names = [each is not None and each.kind in NAMES for each in (last, following)]
    if last and following and (day := _day_of(last, following)):
        span, found = (last.start, following.end), f"{last.text}.{following.text}"
        raise ConditionError(CONDITION_SYNTAX, span, found=found, hint=f"'{day}'")
    if not all(names):
        raise ConditionError(CONDITION_NOT_ALLOWED, token.span, dot=".")


def _day_of(last: Token, following: Token) -> str:
    """The day of 01.02.2022, which reads as the number 01.02, a point and the number 2022."""
    found = _DAY.fullmatch(f"{last.text}.{following.text}")
    return f"{found[3]}-{found[2]:0>2}-{found[1]:0>2}" if found else ""


_DAY = lazy_pattern(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


def _check_depth(tokens: list[Token]) -> None:
    """Brackets, and the `not` and `-` before them, count alike; a parser recurses into each."""
    depths, run, last = [0], 0, None
    for token in tokens:
        kind = token.kind
        run = run + 1 if _is_prefix(last, kind) else run if kind == "(" else 0
        if kind == "(":
            depths.append(depths[-1] + run + 1)
            run = 0
        elif kind == ")" and len(depths) > 1:
            depths.pop()
        if depths[-1] + run > DEEPEST:
            raise ConditionError(CONDITION_TOO_LARGE, token.span, brackets=DEEPEST)
        last = kind
    if sum(token.kind in ("+", "-", "*") for token in tokens) > MOST_ARITHMETIC:
        raise ConditionError(CONDITION_TOO_LARGE, None, operations=MOST_ARITHMETIC)


def _is_prefix(last: str | None, kind: str) -> bool:
    ended = last in _VALUES or last == ")"
    return kind == "not" or (kind in ("-", "+") and not ended)


def _check_chains(tokens: list[Token]) -> None:
    """At most one comparison between `and`, `or`, `not` and commas of one pair of brackets."""
    compared = [False]
    for token in tokens:
        kind = token.kind
        if kind == "(":
            compared.append(False)
        elif kind == ")" and len(compared) > 1:
            compared.pop()
        elif kind in ("and", "or", ","):
            compared[-1] = False
        elif kind in _COMPARISONS:
            if compared[-1]:
                raise ConditionError(CHAINED_COMPARISON, token.span, found=token.text)
            compared[-1] = True
