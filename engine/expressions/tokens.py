"""The words and signs of a condition: which may stand, and which may follow which.

The first of two allow-lists (the second walks the parsed tree). It knows the exact characters of
what it refuses, and it bounds size and depth before the recursive parser sees the text.

Screened tokens → sqlglot's tree. Nothing of the tree is trusted: the checker walks it.
"""

import re

from sqlglot import Token, Tokenizer, TokenType, exp
from sqlglot.errors import ParseError, TokenError
from sqlglot.parser import Parser

from engine.codes.rules import (
    CHAINED_COMPARISON,
    CONDITION_NOT_ALLOWED,
    CONDITION_SYNTAX,
    CONDITION_TOO_LARGE,
    NULL_COMPARISON,
)
from engine.expressions.refusals import ConditionError, Span

MOST_CHARACTERS = 4_000
MOST_TOKENS = 1_200
MOST_ARITHMETIC = 40
DEEPEST = 16

T = TokenType
_WORD = re.compile(r"[^\W\d]\w*")
_NUMBER = re.compile(r"\d+(\.\d+)?")
_KEYWORDS = {
    "and": T.AND, "or": T.OR, "not": T.NOT, "in": T.IN, "between": T.BETWEEN,
    "is": T.IS, "null": T.NULL, "like": T.LIKE, "true": T.TRUE, "false": T.FALSE,
}  # fmt: skip
_SIGNS = {
    "(": T.L_PAREN, ")": T.R_PAREN, ",": T.COMMA, ".": T.DOT, "=": T.EQ, "<>": T.NEQ, "!=": T.NEQ,
    "<": T.LT, "<=": T.LTE, ">": T.GT, ">=": T.GTE, "+": T.PLUS, "-": T.DASH, "*": T.STAR,
}  # fmt: skip
_NAMES = {T.VAR, T.IDENTIFIER}
_VALUES = {*_NAMES, T.STRING, T.NUMBER, T.TRUE, T.FALSE, T.NULL}
_COMPARISONS = {T.EQ, T.NEQ, T.LT, T.LTE, T.GT, T.GTE, T.BETWEEN, T.LIKE, T.IN, T.IS}
_FOREIGN = {"select", "case", "cast", "escape", "exists", "from", "interval", "union", "with"}
_FOREIGN_QUOTES = "«»„“”‘’"
_RUSSIAN = {"и": "and", "или": "or", "не": "not", "в": "in", "между": "between"}


def condition_tokens(text: str) -> list[Token]:
    """The tokens of a condition; ConditionError with the place of the first that may not be."""
    if len(text) > MOST_CHARACTERS:
        raise ConditionError(CONDITION_TOO_LARGE, None, characters=MOST_CHARACTERS)
    tokens = [_screen(token, text) for token in _tokenize(text)]
    if not tokens:
        raise ConditionError(CONDITION_SYNTAX, None, found="", hint="")
    if len(tokens) > MOST_TOKENS:
        raise ConditionError(CONDITION_TOO_LARGE, None, tokens=MOST_TOKENS)
    _check_gaps(tokens, text)
    _check_neighbours(tokens)
    _check_depth(tokens)
    _check_chains(tokens)
    return tokens


def span_of(token: Token) -> Span:
    """The characters of a token."""
    return token.start, token.end + 1


def _tokenize(text: str) -> list[Token]:
    try:
        return list(Tokenizer().tokenize(text))
    except TokenError:
        quote = max(text.rfind("'"), text.rfind('"'), 0)
        span = quote, len(text)
        raise ConditionError(CONDITION_SYNTAX, span, found=text[quote:], hint="") from None


def _screen(token: Token, text: str) -> Token:
    """The token with the type that conditions know it by: words of SQL are plain names here."""
    written = text[token.start : token.end + 1]
    kind = _kind(token, written)
    if kind is None:
        if written[:1] in _FOREIGN_QUOTES:
            bare = written.strip(_FOREIGN_QUOTES)
            hint = f"'{bare or '…'}'"
            raise ConditionError(CONDITION_SYNTAX, span_of(token), found=written[:60], hint=hint)
        refused = "number" if token.token_type is T.NUMBER else "sign"
        raise ConditionError(CONDITION_NOT_ALLOWED, span_of(token), **{refused: written[:60]})
    return Token(kind, token.text, token.line, token.col, token.start, token.end)


def _kind(token: Token, written: str) -> TokenType | None:
    if token.token_type is T.STRING and written.startswith("'"):
        return T.STRING
    if token.token_type is T.IDENTIFIER and written.startswith('"'):
        return T.IDENTIFIER
    if token.token_type is T.NUMBER:
        return T.NUMBER if _NUMBER.fullmatch(written) and len(written) <= 16 else None
    if _WORD.fullmatch(written):
        return _KEYWORDS.get(written.lower(), T.VAR)
    return _SIGNS.get(written)


def _check_gaps(tokens: list[Token], text: str) -> None:
    """Between tokens only white space may stand; what else does is a comment."""
    starts = [token.start for token in tokens[1:]] + [len(text)]
    ends = [token.end + 1 for token in tokens]
    for begin, end in zip([0, *ends], [tokens[0].start, *starts], strict=True):
        gap = text[begin:end]
        if gap.strip():
            first = begin + len(gap) - len(gap.lstrip())
            span = first, begin + len(gap.rstrip())
            raise ConditionError(CONDITION_NOT_ALLOWED, span, comment=gap.strip())


def _check_neighbours(tokens: list[Token]) -> None:
    padded = [None, None, *tokens, None]
    for before, last, token, following in zip(
        padded, padded[1:], padded[2:], [*padded[3:], None], strict=False
    ):
        if token is not None:
            _check_pair(last, token)
            _check_null(before, last, token)
            _check_dot(before, last, token, following)


def _check_pair(last: Token | None, token: Token) -> None:
    if last is None:
        return
    kind, opens = token.token_type, token.token_type is T.L_PAREN
    if last.token_type in _NAMES and opens:
        raise ConditionError(CONDITION_NOT_ALLOWED, span_of(last), function=last.text)
    if (last.token_type in _VALUES or last.token_type is T.R_PAREN) and (kind in _VALUES or opens):
        raise _nothing_between(last, token)
    if last.token_type is T.IS and kind not in (T.NULL, T.NOT):
        raise ConditionError(CONDITION_NOT_ALLOWED, span_of(last), is_test=last.text)


def _nothing_between(last: Token, token: Token) -> ConditionError:
    for each in (last, token):
        if each.token_type is T.VAR and each.text.lower() in _FOREIGN:
            return ConditionError(CONDITION_NOT_ALLOWED, span_of(each), word=each.text)
    hint = _RUSSIAN.get(token.text.lower(), "")
    return ConditionError(CONDITION_SYNTAX, span_of(token), found=token.text, hint=hint)


def _check_null(before: Token | None, last: Token | None, token: Token) -> None:
    if token.token_type is not T.NULL:
        return
    first = before if last is not None and last.token_type is T.NOT else last
    if first is None or first.token_type is not T.IS:
        raise ConditionError(NULL_COMPARISON, span_of(token))


def _check_dot(
    before: Token | None, last: Token | None, token: Token, following: Token | None
) -> None:
    if token.token_type is not T.DOT:
        return
    names = [each is not None and each.token_type in _NAMES for each in (last, following)]
    if not all(names) or (before is not None and before.token_type is T.DOT):
        raise ConditionError(CONDITION_NOT_ALLOWED, span_of(token), dot=".")


def _check_depth(tokens: list[Token]) -> None:
    """Brackets, and the `not` and `-` before them, count alike; a parser recurses into each."""
    depths, run, last = [0], 0, None
    for token in tokens:
        kind = token.token_type
        run = run + 1 if _is_prefix(last, kind) else run if kind is T.L_PAREN else 0
        if kind is T.L_PAREN:
            depths.append(depths[-1] + run + 1)
            run = 0
        elif kind is T.R_PAREN and len(depths) > 1:
            depths.pop()
        if depths[-1] + run > DEEPEST:
            raise ConditionError(CONDITION_TOO_LARGE, span_of(token), brackets=DEEPEST)
        last = kind
    if sum(token.token_type in (T.PLUS, T.DASH, T.STAR) for token in tokens) > MOST_ARITHMETIC:
        raise ConditionError(CONDITION_TOO_LARGE, None, operations=MOST_ARITHMETIC)


def _is_prefix(last: TokenType | None, kind: TokenType) -> bool:
    ended = last in _VALUES or last is T.R_PAREN
    return kind is T.NOT or (kind in (T.DASH, T.PLUS) and not ended)


def _check_chains(tokens: list[Token]) -> None:
    """At most one comparison between `and`, `or`, `not` and commas of one pair of brackets."""
    compared = [False]
    for token in tokens:
        kind = token.token_type
        if kind is T.L_PAREN:
            compared.append(False)
        elif kind is T.R_PAREN and len(compared) > 1:
            compared.pop()
        elif kind in (T.AND, T.OR, T.COMMA):
            compared[-1] = False
        elif kind in _COMPARISONS:
            if compared[-1]:
                raise ConditionError(CHAINED_COMPARISON, span_of(token), found=token.text)
            compared[-1] = True


def syntax_tree(text: str) -> exp.Expr:
    """The tree of one expression; ConditionError with the place where reading stopped."""
    tokens = condition_tokens(text)
    try:
        trees = Parser().parse(tokens, text)
    except ParseError as error:
        raise _stopped(error, tokens) from None
    if len(trees) != 1 or trees[0] is None:
        raise ConditionError(CONDITION_SYNTAX, None, found=text, hint="")
    return trees[0]


def span_of_tree(node: exp.Expr) -> Span | None:
    """The characters from the first to the last name or literal under the node."""
    leaves = [leaf.meta for leaf in node.walk() if "start" in leaf.meta]
    if not leaves:
        return None
    return min(each["start"] for each in leaves), max(each["end"] for each in leaves) + 1


def _stopped(error: ParseError, tokens: list[Token]) -> ConditionError:
    told = error.errors[0] if error.errors else {}
    place = told.get("line"), told.get("col")
    token = next((each for each in tokens if (each.line, each.col) == place), tokens[-1])
    return ConditionError(
        CONDITION_SYNTAX, span_of(token), found=token.text, hint=_with_point(token, tokens)
    )


def _with_point(comma: Token, tokens: list[Token]) -> str:
    """«1.5» where a comma stands between the digits of a number; else nothing."""
    at = tokens.index(comma)
    beside = (*tokens[max(at - 1, 0) : at], *tokens[at + 1 : at + 2])
    if comma.text != "," or [each.token_type for each in beside] != [T.NUMBER, T.NUMBER]:
        return ""
    return ".".join(each.text for each in beside)
