"""What decision tables decided → a letter to each organisation and to each addressee.

Made of a published edition alone: what must not be told is not in it.
"""

from collections.abc import Iterator, Mapping

from engine.classes import dataclass
from engine.model.decision_tables import Decision, DecisionRow
from engine.model.spec import Level
from engine.papers.naming import file_stem
from engine.reports.content.attention import view_organisations
from engine.reports.content.decision_tables import addressee, due_text, filled, value_text
from engine.reports.content.events import event_name
from engine.reports.content.views import OrganisationView
from engine.reports.edition import Edition
from engine.reports.numbers import long_date
from engine.reports.word import Cell, Paper, cell
from engine.results.decision_tables import Decided, DecisionOutcome


@dataclass(frozen=True, slots=True)
class _Fired:
    """A row of a decision table that fired for an organisation."""

    decision: Decision
    row: DecisionRow
    decided: Decided


def letters(edition: Edition, letterhead: bytes | None = None) -> Mapping[str, bytes]:
    """The letters by the names of their files; none where nothing follows from any decision."""
    fired = list(_fired(edition))
    needs = {
        organisation.code: organisation
        for organisation in view_organisations(edition, Level.SCHOOL)
    }
    files: dict[str, bytes] = {}
    for code in dict.fromkeys(each.decided.organisation for each in fired):
        own = [each for each in fired if each.decided.organisation == code]
        stem = file_stem(code or "municipality", files)
        paper = _Letter(edition, letterhead).to_organisation(code, own, needs.get(code or ""))
        files[f"{stem}.docx"] = paper
    for to in dict.fromkeys(rec.to for each in fired for rec in each.row.recommendations):
        stem = file_stem(f"to-{to}", files)
        own = [each for each in fired if any(rec.to == to for rec in each.row.recommendations)]
        files[f"{stem}.docx"] = _Letter(edition, letterhead).to_addressee(to, own)
    return files


def _fired(edition: Edition) -> Iterator[_Fired]:
    for outcome in edition.outcome.decisions:
        decision = edition.outcome.project.decision(outcome.id)
        if decision is not None:
            yield from _rows(decision, outcome)


def _rows(decision: Decision, outcome: DecisionOutcome) -> Iterator[_Fired]:
    for decided in outcome.decided:
        for row in decision.rows:
            if row.id in decided.rows and (row.recommendations or row.events or row.why):
                yield _Fired(decision, row, decided)


class _Letter:
    """A letter under way."""

    def __init__(self, edition: Edition, letterhead: bytes | None) -> None:
        self._edition = edition
        self._paper = Paper(language=edition.words.language.value, letterhead=letterhead)

    def _say(self, key: str, **params: object) -> str:
        return self._edition.say(f"letters.{key}", **params)

    def to_organisation(
        self, code: str | None, fired: list[_Fired], needs: OrganisationView | None
    ) -> bytes:
        """Its figures, what it is advised, by when."""
        project = self._edition.outcome.project
        name = self._edition.organisation(code) or project.municipality.name
        self._opening(name)
        for each in fired:
            self._decision(each)
        if needs and needs.lines:
            self._paper.paragraph(self._say("behind"), "Heading1")
            head = [cell(self._say(key)) for key in ("point", "indicator", "figure")]
            rows = [
                [cell(line.code), cell(line.link.text), Cell((line.figure, line.text))]
                for line in needs.lines
            ]
            self._paper.table((2, 9, 6), [head, *rows])
        return self._closed()

    def to_addressee(self, to: str, fired: list[_Fired]) -> bytes:
        """Everything that one addressee is asked for, organisation by organisation."""
        first = next(rec for rec in fired[0].row.recommendations if rec.to == to)
        self._opening(addressee(first, self._edition))
        for decision in dict.fromkeys(each.decision for each in fired):
            self._paper.paragraph(decision.title, "Heading1")
            head = [cell(self._say(key)) for key in ("organisation", "why", "what", "by")]
            rows = [
                [
                    cell(self._whose(each)), cell(self._why(each)),
                    cell(filled(rec.what, each.decision, each.decided, self._edition)),
                    cell(due_text(rec, self._edition)),
                ]
                for each in fired if each.decision is decision
                for rec in each.row.recommendations if rec.to == to
            ]  # fmt: skip
            self._paper.table((6, 4, 5, 3), [head, *rows])
        return self._closed()

    def _whose(self, each: _Fired) -> str:
        project = self._edition.outcome.project
        return self._edition.organisation(each.decided.organisation) or project.municipality.name

    def _why(self, each: _Fired) -> str:
        return filled(each.row.why or "", each.decision, each.decided, self._edition)

    def _opening(self, name: str) -> None:
        project, paper = self._edition.outcome.project, self._paper
        paper.paragraph(self._edition.say("paper.registered"))
        paper.paragraph(name, "Right")
        paper.paragraph(self._say("title"), "Title")
        day = long_date(self._edition.as_of, self._edition.words)
        paper.paragraph(self._say("opening", project=project.title, date=day))
        data = project.data
        if data is not None and data.synthetic:
            paper.paragraph(self._edition.say("report.synthetic"), "Quiet")

    def _decision(self, each: _Fired) -> None:
        edition, paper = self._edition, self._paper
        paper.paragraph(each.decision.title, "Heading1")
        why = self._why(each)
        zone = each.row.zone or ""
        paper.paragraph(f"{zone}: {why}" if zone and why else zone or why)
        values = {value.input: value for value in each.decided.values}
        rows = [
            [cell(one.title), cell(value_text(one, values[one.id], edition), is_right=True)]
            for one in each.decision.inputs if one.id in values
        ]  # fmt: skip
        if rows:
            head = [cell(self._say(key)) for key in ("figures", "value")]
            paper.table((12, 5), [head, *rows])
        advice = [
            [
                cell(addressee(rec, edition)),
                cell(filled(rec.what, each.decision, each.decided, edition)),
                cell(due_text(rec, edition)),
            ]
            for rec in each.row.recommendations
        ]  # fmt: skip
        if advice:
            paper.table((4, 9, 4), [[cell(self._say(k)) for k in ("whom", "what", "by")], *advice])
        if each.row.events:
            paper.paragraph(self._say("events"))
            for full in each.row.events:
                slug, _, id = full.rpartition("/")
                title = edition.event(slug, id).title or ""
                name = event_name(slug, id, edition)
                paper.paragraph(edition.say("deciding.event", name=name, title=title))

    def _closed(self) -> bytes:
        if self._edition.is_external:
            self._paper.paragraph(self._say("hidden", least=self._edition.least), "Quiet")
        self._paper.paragraph("")
        for key in ("signed_by", "made_by"):
            self._paper.paragraph(self._edition.say(f"paper.{key}"))
        return self._paper.content()
