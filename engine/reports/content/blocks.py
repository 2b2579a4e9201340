"""Pieces of the report: badges, links, bars, proofs, problems. What is made of them is `views`.

Every string is plain text in the language of the edition; whoever writes HTML or Markdown escapes
it. `anchor` is an id that is unique within the report.
"""

from engine.classes import dataclass


@dataclass(frozen=True, slots=True)
class Badge:
    """A verdict or status: `kind` chooses shape and colour, `label` says it in words."""

    kind: str
    label: str


GOOD, DOUBTFUL, BAD = "good", "doubtful", "bad"
TONES = {
    **dict.fromkeys(("met", "met_late", "done", "done_late"), GOOD),
    **dict.fromkeys(("warned", "indeterminate", "in_progress"), DOUBTFUL),
    **dict.fromkeys(("not_met", "overdue", "error"), BAD),
}
"""Kind of a badge → how cells that show it are coloured; others are not."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A labelled value; `code` when it is written by the author of the spec."""

    label: str
    value: str
    code: bool = False


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads, and what the filter there shows («indicator:not_met»)."""

    anchor: str
    filter: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """Text that leads to an anchor of the report."""

    text: str
    anchor: str
    filter: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a bar: how many, and where it lies in percent of the whole."""

    badge: Badge
    count: str
    start: str
    width: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A stacked bar with its description for those who cannot see it."""

    segments: tuple[Segment, ...]
    description: str


@dataclass(frozen=True, slots=True)
class Gauge:
    """How full, and where the target stands: percents of the width, as CSS and SVG write them."""

    filled: str
    mark: str | None
    description: str


@dataclass(frozen=True, slots=True)
class Proof:
    """A document of the register; `remark` says why it does not count."""

    text: str
    address: str | None
    href: str | None
    place: str
    counts: bool
    remark: str | None


@dataclass(frozen=True, slots=True)
class TallyLine:
    """What one organisation or one period gave; `share` (0–100) only where it may be shown."""

    name: str
    figure: str
    remark: str
    badge: Badge | None = None


@dataclass(frozen=True, slots=True)
class ElementLine:
    """One thing that must be there."""

    name: str
    badge: Badge
    proofs: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class CarriedLine:
    """Rows of a table that count under another organisation."""

    table: str
    old: str
    new: str
    rows: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """An SVG drawing, already safe markup, for a `narrow` or a `wide` page."""

    width: str
    svg: str


@dataclass(frozen=True, slots=True)
class Picture:
    """One or several drawings, in both widths, with their caption."""

    anchor: str
    caption: str
    drawings: tuple[Drawing, ...]


@dataclass(frozen=True, slots=True)
class Working:
    """«Как посчитано»: the calculation of one verdict, from the rule to the figures.

    `note` says what is hidden; `remark` is the transcriber's.
    """

    facts: tuple[Fact, ...]
    readings: tuple[Fact, ...]
    place: Fact
    periods: tuple[TallyLine, ...]
    municipalities: tuple[TallyLine, ...]
    organisations: tuple[TallyLine, ...]
    values: tuple[TallyLine, ...]
    elements: tuple[ElementLine, ...]
    proofs: tuple[Proof, ...]
    note: str | None
    remark: str | None
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class Tile:
    """A large figure of the summary, with the place that holds the details."""

    badge: Badge
    figure: str
    text: str
    target: Target


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that needs a decision: where it stands, what it is, its figures, how far."""

    anchor: str
    code: str
    text: str
    detail: str
    key: str
    badge: Badge


@dataclass(frozen=True, slots=True)
class ProblemGroup:
    """Problems of one kind, the worst first; `more` leads to the rest."""

    title: str
    problems: tuple[Problem, ...]
    more: Link | None


@dataclass(frozen=True, slots=True)
class PlannedView:
    """An event in its turn: its number, title and outer dates."""

    link: Link
    title: str
    dates: str


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One finding: its sentence and place."""

    place: str
    text: str


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file that the run read."""

    path: str
    sha256: str
    rows: str


@dataclass(frozen=True, slots=True)
class Option:
    """A choice of the filter with the number of things that it shows."""

    badge: Badge
    count: str
