"""A condition that is not understood: raised inside this package, a finding outside."""

from engine.diagnostics import Code, Finding, Origin, Param

Span = tuple[int, int]
"""Character offsets in the condition's text: first, and one past the last."""


class ConditionError(Exception):
    """Why a condition is not understood, and at which characters."""

    def __init__(self, code: Code, span: Span | None, **params: Param) -> None:
        super().__init__(code.name)
        self.code = code
        self.span = span
        self.params = params

    def finding(self, origin: Origin) -> Finding:
        """The finding at the refused characters of the scalar at `origin`."""
        place = Origin(origin.file, origin.route, span=self.span)
        return Finding(self.code, place, tuple(sorted(self.params.items())))
