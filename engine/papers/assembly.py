"""Blocks of a document → an order and its roadmaps: which table is what, and what belongs together.

A passport or a title begins a roadmap; pieces of one table that pages or retyped heads cut apart
are joined; paragraphs before the first annex are the order.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import field, replace

from engine.classes import dataclass
from engine.codes import papers as codes
from engine.papers.as_above import add_piece, columns_as_above
from engine.papers.assembled import Assembled, Role
from engine.papers.below_plans import SIGNATURE, is_below_plans
from engine.papers.beside_plans import PERSONS, Said, what_else
from engine.papers.continuing import (
    are_headings,
    counts_on,
    first_of_counted,
    goes_on_below,
    has_same_columns,
    looks_as_row,
    widened,
)
from engine.papers.documents import Address, Block, Document, Paragraph, RemarkKind, Table
from engine.papers.doubts import Doubt, doubt, quoted
from engine.papers.drafts import Draft, gather, told_below, untail
from engine.papers.head_columns import Head
from engine.papers.headings import Column, is_approval, is_goal, simple
from engine.papers.heads import find_head, fitted, guessed_head, settled
from engine.papers.lines_above import (
    GOAL,
    NEGLIGIBLE,
    annexes_of,
    ends_in_section,
    holds_persons,
    is_annex,
    is_command,
    is_note,
    is_timed,
    is_title,
    likely_title,
    lists_persons,
    order_end,
    paragraphs_in,
    section_of,
    tables_as_words,
    title_at,
    title_end,
)
from engine.papers.listed import begins_at, listed_plan
from engine.papers.naming import roadmap_of
from engine.papers.orders import read_order
from engine.papers.passports import (
    PassportEntry,
    between_figures,
    entries,
    figures,
    is_carried,
    is_passport,
    nested_in,
)
from engine.papers.plan_doubts import check_plan
from engine.papers.plans import Plan
from engine.papers.section_words import is_section
from engine.papers.shapes import drawn_as_tables, on_its_side
from engine.papers.shared_figures import is_apart, share_out, title_of_figures
from engine.papers.written_passports import read_written


def assemble(document: Document) -> Assembled:
    """The order and the roadmaps of a document."""
    kinds = (RemarkKind.TEXT_BOX, RemarkKind.HEADER)
    beside = [remark.text for remark in document.remarks if remark.kind in kinds]
    assembly = _Assembly(beside=beside, as_above=columns_as_above(document.blocks))
    blocks: list[Block] = []
    for source, part in document.parts():
        own = tuple(drawn_as_tables(part))
        for block in own:
            assembly.add(block)
        if source is not None:
            assembly.end_file(is_order=source.is_order)
        blocks += own
    return replace(assembly.finished(), blocks=tuple(blocks))


@dataclass(slots=True)
class _Assembly:
    drafts: list[Draft] = field(default_factory=list)
    roles: list[tuple[Address, Role]] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    order: list[str] = field(default_factory=list)
    annexes: list[str] = field(default_factory=list)
    approvals: list[str] = field(default_factory=list)
    pending: list[Paragraph] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    """The words of text boxes and headers, where a stamp of approval may stand."""
    last: Role | None = None
    head: Head | None = None
    goals: list[tuple[str, Address]] = field(default_factory=list)
    small: list[Table] = field(default_factory=list)
    """Tables that were taken for parts of the order."""
    is_new_file: bool = False
    """Whether the plan before stands in another file."""
    as_above: frozenset[Column] = frozenset()
    """The columns whose empty cells mean what stands above."""

    def add(self, block: Block) -> None:
        if isinstance(block, Paragraph):
            if is_note(block) and self.drafts and not self.pending:
                self._after_plans(block)
            elif block.lines:
                self.pending.append(block)
                self.texts.append(block.printed)
            return
        role = self._table(block)
        self.roles.append((block.address, role))
        if role in (Role.PLAN, Role.PASSPORT):
            self.last = role

    def _table(self, table: Table) -> Role:
        if is_carried(table):
            return self._passport(table)
        head = find_head(table)
        if head is not None:
            head = settled(head, table.rows[head.first + head.depth :])
        is_continued = self._is_continued(table)
        if head is not None and not head.of(Column.SCHEDULE) and lists_persons(self.pending):
            return self._not_understood(table, PERSONS)
        if (head or is_continued) and (said := what_else(table, head, self.pending)):
            self._leave_words_above()
            return self._not_understood(table, said)
        is_below = is_continued and self.last is Role.PLAN
        if head is not None and not (is_below and looks_as_row(head)):
            is_again = self.head is not None and head.texts == self.head.texts
            if is_goal(head.named(Column.TITLE)) and not is_again:
                self._tell_columns(table, head)
            return self._plan(table, head)
        if (measured := figures(table)) is not None and measured.items:
            return self._figures(table, measured)
        if is_continued:
            return self._continue(table)
        named = any(simple(paragraph.text).startswith("паспорт") for paragraph in self.pending)
        if (turned := on_its_side(table)) is not None:
            return self._table(turned)
        if is_passport(table, is_named=named):
            return self._passport(table)
        return self._by_content(table) or self._other(table)

    def _by_content(self, table: Table) -> Role | None:
        """A table whose heading says nothing that is known, where no plan was read yet, a title of
        one stands above or its numbers go on: a plan by what its columns hold, to be looked at."""
        plan = self.drafts[-1].plan if self.drafts and self.last is Role.PLAN else None
        wider = widened(self.head, table) if plan else None
        is_free = wider or (plan and counts_on(plan, table)) or self._begins_anew()
        is_free = is_free or not any(draft.plan for draft in self.drafts)
        is_other = not is_free or what_else(table, None, self.pending)
        if is_other or (head := wider or guessed_head(table)) is None:
            return None
        self._tell_columns(table, head)
        return self._plan(table, head)

    def _leave_words_above(self) -> None:
        """The words above a table that is no plan are its own, and no section of a plan."""
        if not self.drafts:
            return
        self.last = None
        annexes = [at for at, each in enumerate(self.pending) if is_annex(each)]
        begin = annexes[0] if annexes else len(self.pending)
        for line in self.pending[:begin]:
            self._after_plans(line)
        if annexes:
            self.annexes.append(" ".join(line.printed for line in self.pending[begin:]))
        self.pending = []

    def _tell_columns(self, table: Table, head: Head) -> None:
        self.doubts.append(doubt(
            codes.COLUMNS_BY_CONTENT, table.address, event=head.named(Column.TITLE),
            schedule=head.named(Column.SCHEDULE), responsible=head.named(Column.RESPONSIBLE),
        ))  # fmt: skip

    # Plans

    def _plan(self, table: Table, head: Head) -> Role:
        over = paragraphs_in(table.rows[: head.first])
        self.doubts += tables_as_words(table.rows[: head.first], table.address)
        self.pending += over
        self.texts += [paragraph.text for paragraph in over]
        first = [section_of(self.pending.pop())] if ends_in_section(self.pending) else []
        draft = self.drafts[-1] if self.drafts else None
        if draft is None or is_apart(draft, self.pending) or (draft.plan and self._begins_anew()):
            draft = self._begin(is_plan=True)
        elif draft.plan is None:
            self._lead(draft, is_plan=True)
        else:
            self._sections_between(draft.plan)
        if draft.plan is None:
            draft.plan = Plan(head)
            draft.plan.sections += first
        self.doubts += add_piece(draft.plan, table, head, head.first + head.depth, self.as_above)
        self.head = head
        return Role.PLAN

    def _begins_anew(self) -> bool:
        """Whether the words between two plans are the title of another one."""
        return self.is_new_file or any(
            is_annex(paragraph) or is_title(paragraph) or roadmap_of(paragraph.bookmarks)
            for paragraph in self.pending
        )

    def _sections_between(self, plan: Plan) -> None:
        draft = self.drafts[-1]
        if draft.tail is not None and not plan.sections and self.pending:
            untail(draft, draft.tail, plan, self.pending)
        draft.tail = None
        for paragraph in self.pending:
            if is_below_plans(paragraph.text):
                self._after_plans(paragraph)
            elif not NEGLIGIBLE.fullmatch(simple(paragraph.text)):
                plan.sections.append(section_of(paragraph))
        self.pending = []

    def _is_continued(self, table: Table) -> bool:
        """Whether a table without a head goes on with the one before it."""
        lines = [each for each in self.pending if not (
            NEGLIGIBLE.fullmatch(simple(each.text)) or is_below_plans(each.text)
        )]  # fmt: skip
        if self.last is Role.PLAN and self.head is not None:
            if not has_same_columns(table, self.head, self.drafts[-1].plan):
                return False
            if are_headings([cell.text for cell in table.rows[0].cells if cell.text]):
                return False
            is_below = not self._begins_anew() and goes_on_below(lines, table, self.head)
            return all(map(is_section, lines)) or is_below
        if self.last is Role.PASSPORT and not lines:
            return max((len(row.cells) for row in table.rows), default=0) in (2, 3)
        return False

    def _continue(self, table: Table) -> Role:
        draft = self.drafts[-1]
        if self.last is Role.PLAN:
            assert draft.plan is not None
            assert self.head is not None
            self._sections_between(draft.plan)
            self.doubts += add_piece(draft.plan, table, fitted(self.head, table), 0, self.as_above)
            return Role.PLAN
        self.pending = []
        self._add_entries(draft, table)
        return Role.PASSPORT

    # Passports

    def _passport(self, table: Table) -> Role:
        draft = self.drafts[-1] if self.drafts else None
        if draft is None or draft.plan is not None or self._begins_anew():
            draft = self._begin(is_plan=False)
        heading = " ".join(paragraph.printed for paragraph in self.pending) or None
        self.pending, count = [], len(draft.passport)
        self._add_entries(draft, table)
        if heading and len(draft.passport) > count:
            first = draft.passport[count]
            draft.passport[count] = replace(first, heading=first.heading or heading)
        return Role.PASSPORT

    def _figures(self, table: Table, measured: PassportEntry) -> Role:
        begin = title_of_figures(self.pending)
        own, self.pending = self.pending[begin:], self.pending[:begin]
        draft = self.drafts[-1] if self.drafts else None
        if draft is None or self._begins_anew():
            draft = self._begin(is_plan=False)
        heading = " ".join(paragraph.printed for paragraph in (*self.pending, *own)) or None
        self.pending = []
        draft.passport.append(replace(measured, heading=heading))
        for words, address in between_figures(table):
            self.doubts.append(doubt(codes.WORDS_LEFT_OUT, address, text=words))
        return Role.FIGURES

    def _add_entries(self, draft: Draft, table: Table) -> None:
        above = draft.passport[-1] if draft.passport else None
        draft.passport[-1:] = entries(table, above)
        for words, address in nested_in(table):
            self.doubts.append(doubt(codes.NESTED_TABLE, address, text=quoted(words)))

    def _begin(self, *, is_plan: bool) -> Draft:
        draft = Draft()
        if not self.drafts:
            self._give_order(order_end(self.pending))
        self.is_new_file = False
        self.drafts.append(draft)
        self.head = None
        self._lead(draft, is_plan=is_plan)
        return draft

    def _give_order(self, end: int) -> None:
        own, self.pending = self.pending[:end], self.pending[end:]
        self.order += [paragraph.printed for paragraph in own]
        self.goals += read_written([each for each in own if GOAL.match(each.text)]).goals

    def _lead(self, draft: Draft, *, is_plan: bool) -> None:
        """The words right before a table: annex, title, goals, and what else is said."""
        lines: Sequence[Paragraph] = self.pending
        self.pending = []
        draft.slug = draft.slug or roadmap_of(mark for line in lines for mark in line.bookmarks)
        carried = (n for n, each in enumerate(lines) if roadmap_of(each.bookmarks))
        at = next(carried, title_at(lines))
        if annexes := annexes_of(lines, at):
            texts = [" ".join(line.printed for line in lines[each]) for each in annexes]
            self.annexes += texts
            draft.annex = draft.annex or texts[-1]
            begin, stop = annexes[0].start, annexes[-1].stop
            for line in lines[begin:stop]:
                self._tell_timed(line)
            lines = [*lines[:begin], *lines[stop:]]
            at = None if at is None else at - (stop - begin)
        title: str | None = None
        last = lines[-1:]
        if at is not None:
            end = at + 1 if roadmap_of(lines[at].bookmarks) else title_end(lines, at)
            title = " ".join(line.text for line in lines[at:end])
            if end < len(lines) and is_annex(lines[end]) and draft.annex is None:
                draft.annex = lines[end].printed
                self.annexes.append(draft.annex)
                lines = [*lines[:end], *lines[end + 1 :]]
            draft.tail = lines[end - 1] if end - at > 1 else None
            lines = [*lines[:at], *lines[end:]]
        elif not self.drafts[0].plan or not draft.passport:
            title, lines = likely_title(lines)
        if is_plan and (draft.passport or draft.title):
            draft.plan_title = draft.plan_title or title
        else:
            draft.title = draft.title or title
        self._goals(draft, lines)
        if is_plan:
            draft.tail = first_of_counted(last, draft.goals) or draft.tail

    def _goals(self, draft: Draft, lines: Sequence[Paragraph]) -> None:
        """«Цель: …», «Показатели: …» before a table are those of the roadmap; other words are kept
        as they are, and so are these but for a goal that is its whole line."""
        written = read_written(lines)
        draft.goals += written.goals
        draft.indicators += written.indicators
        told = Counter(address for _, address in (*written.goals, *written.indicators))
        for line in lines:
            if not (GOAL.match(line.printed) and told[line.address] == 1):
                draft.lead.append(line.printed)
            self._tell_timed(line)

    def _tell_timed(self, line: Paragraph) -> bool:
        is_event = is_timed(line)
        if is_event:
            said = quoted(line.printed)
            self.doubts.append(doubt(codes.EVENT_OUTSIDE_TABLE, line.address, text=said))
        return is_event

    def _other(self, table: Table) -> Role:
        whole = " ".join(cell.text for cell in table.cells() if cell.text)
        lines = [each for cell in table.cells() for each in cell.paragraphs if each.lines]
        is_small = len(table.rows) <= 3 and len(whole) < 1200
        if is_approval(whole) and len(whole) < 1500 and len(table.rows) < 12:
            self.approvals.append(whole)
            self._keep(lines, table.address)
            return Role.APPROVAL
        said = what_else(table, None, self.pending) if len(table.rows) > 1 else {}
        if not self.drafts and (said or holds_persons(self.pending, table)):
            return self._not_understood(table, said or PERSONS)
        if not self.drafts and (is_small or not whole):
            self.doubts += tables_as_words(table.rows, table.address)
            self.pending += lines
            self.small.append(table)
            return Role.ORDER
        if said:
            self._leave_words_above()
        if not whole or (is_small and SIGNATURE.search(whole)):
            self._keep(lines, table.address)
            return Role.APPROVAL
        return self._not_understood(table, said)

    def _not_understood(self, table: Table, said: Said) -> Role:
        text = " ".join(cell.text for cell in table.cells() if cell.text)
        self.doubts.append(doubt(codes.TABLE_NOT_UNDERSTOOD, table.address, text=text, **said))
        return Role.UNKNOWN

    def _keep(self, lines: Sequence[Paragraph], address: Address) -> None:
        """Approvals and signatures: words of the order before its first annex, and words that
        belong to no roadmap behind it."""
        if not self.drafts:
            self.pending += lines
            return
        if words := " ".join(line.printed for line in lines):
            self.doubts.append(doubt(codes.WORDS_LEFT_OUT, address, text=words))

    def end_file(self, *, is_order: bool) -> None:
        """What follows stands in another file: what was said until here is of the order or of the
        plans before."""
        if is_order and not self.drafts:
            self._give_order(len(self.pending))
        elif self.drafts:
            for paragraph in self.pending:
                self._after_plans(paragraph)
            self.pending = []
            self.is_new_file = self.drafts[-1].plan is not None
        self.last = self.head = None

    def finished(self) -> Assembled:
        self._listed()
        if not self.drafts:
            self.order += [paragraph.printed for paragraph in self.pending]
        is_order = not self.drafts and any(map(is_command, self.pending))
        below = [] if is_order else told_below(self.drafts[-1:], self.pending)
        for paragraph in self.pending:
            if paragraph not in below and (not is_order or is_timed(paragraph)):
                self._after_plans(paragraph)
        if not any(draft.plan and draft.plan.events for draft in self.drafts):
            self.doubts.append(doubt(codes.PLAN_NOT_FOUND, ()))
            for table in self.small:
                if table.width > 1 and len(table.rows) > 1:
                    self._not_understood(table, {})
        gather(self.drafts, self.goals)
        self.doubts = share_out(self.drafts, self.doubts)
        doubts = [each for draft in self.drafts if draft.plan for each in check_plan(draft.plan)]
        return Assembled(
            read_order(self.order, self.annexes, self.approvals, [*self.texts, *self.beside]),
            tuple(self.drafts), tuple(self.roles), (*self.doubts, *doubts), tuple(self.texts),
            (*self.annexes, *self.approvals, *self.beside),
        )  # fmt: skip

    def _listed(self) -> None:
        """A plan that is no table but counted lines below a title, where there is no other."""
        if any(draft.plan for draft in self.drafts):
            return
        begin = begins_at(self.pending)
        if begin is None or (found := listed_plan(self.pending[begin:])) is None:
            return
        plan, left = found
        self.pending = self.pending[:begin]
        draft = self._begin(is_plan=True)
        draft.plan, self.pending = plan, left
        at = plan.events[0].address
        self.roles.append((at, Role.PLAN))
        self.doubts.append(doubt(codes.PLAN_OF_LINES, at, events=len(plan.events)))

    def _after_plans(self, each: Paragraph) -> None:
        """A paragraph that no table follows."""
        if self._tell_timed(each):
            return
        if is_annex(each):
            self.annexes.append(each.printed)
        elif self.drafts and not NEGLIGIBLE.fullmatch(simple(each.text)):
            self.doubts.append(doubt(codes.WORDS_LEFT_OUT, each.address, text=each.printed))
