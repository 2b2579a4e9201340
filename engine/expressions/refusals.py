"""A condition that is not understood: raised inside this package, a finding outside."""

from engine.diagnostics import Code, Finding, Origin, Param

Span = tuple[int, int]
"""Character offsets in the condition's text: first, and one past the last."""


FOUND = "…"
"""A parameter whose value is the refused text itself."""


class ConditionError(Exception):
    """Why a condition is not understood, and at which characters."""

    def __init__(self, code: Code, span: Span | None, **params: Param) -> None:
        super().__init__(code.name)
        self.code = code
        self.span = span
        self.params = params

    def quoting(self, text: str) -> "ConditionError":
        """The same with the refused characters of the condition among its parameters."""
        written = text[slice(*self.span)] if self.span else text
        self.params = {"found": written, **self.params}
        self.params = {n: written if v == FOUND else v for n, v in self.params.items()}
        return self

    def finding(self, origin: Origin) -> Finding:
        """The finding at the refused characters of the scalar at `origin`."""
        place = Origin(origin.file, origin.route, span=self.span)
        return Finding(self.code, place, tuple(sorted(self.params.items())))
