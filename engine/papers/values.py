"""Values of a spec as plain data, in the order of their keys."""

Value = str | int | None | list["Value"] | dict[str, "Value"]
"""A bool is an int."""
Mapped = dict[str, Value]
