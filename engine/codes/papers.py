"""Findings about papers: Word files that are read, and what was not understood in them."""

from engine.diagnostics import Code, Severity

NOT_A_PAPER = Code("P901", "not-a-paper", Severity.ERROR)
"""The content of a file is of no kind that orders come in."""

PAPER_DAMAGED = Code("P902", "paper-damaged", Severity.ERROR)
"""A file is torn, is no XML inside, or unpacks past all limits."""

PAPER_LOCKED = Code("P903", "paper-locked", Severity.ERROR)
"""A file is encrypted with a password."""

PAPER_SCANNED = Code("P904", "paper-scanned", Severity.ERROR)
"""A picture of a document: there are no letters to read."""

MACROS_IN_PAPER = Code("P905", "macros-in-paper", Severity.WARNING)
"""A document carries programs, which are not run."""

PAPER_REFERS_OUTSIDE = Code("P906", "paper-refers-outside", Severity.WARNING)
"""A document names addresses that Word would open by itself; they are not."""

PLAN_NOT_FOUND = Code("P910", "plan-not-found", Severity.ERROR)
"""No table of the document has the head of a plan."""

TABLE_NOT_UNDERSTOOD = Code("P911", "table-not-understood", Severity.ERROR)
"""A table is neither a plan nor a passport nor an approval."""

EVENT_WITHOUT_TITLE = Code("P912", "event-without-title", Severity.ERROR)
"""A row of a plan has no words in the column of events."""

NUMBER_EMPTY = Code("P913", "event-number-empty", Severity.ERROR)
"""A row of a numbered plan has no number."""

NUMBER_DOUBLED = Code("P914", "event-number-doubled", Severity.ERROR)
"""Two events of one section bear one number."""

LISTS_DO_NOT_PAIR = Code("P915", "lists-do-not-pair", Severity.ERROR)
"""One row holds several events, and dates or persons in another number."""

CHANGE_NOT_ACCEPTED = Code("P916", "change-not-accepted", Severity.ERROR)
"""A correction that somebody has neither accepted nor rejected."""

EVENT_OUTSIDE_TABLE = Code("P917", "event-outside-table", Severity.ERROR)
"""A paragraph outside of tables reads like an event of the plan."""

TEXT_BESIDE = Code("P918", "text-beside", Severity.WARNING)
"""Words in a text box, header, footnote or comment, which are not part of the plan's cells."""

CONTROL_NOT_FILLED = Code("P919", "control-not-filled", Severity.ERROR)
"""A field to fill in still holds its hint."""

TO_FILL_IN = Code("P920", "to-fill-in", Severity.ERROR)
"""The project needs something that the document does not say."""

TEXT_NOT_PRINTED = Code("P921", "text-not-printed", Severity.WARNING)
"""Hidden text, or words in a cell that a merge covers: no print shows them."""

NESTED_TABLE = Code("P922", "nested-table", Severity.ERROR)
"""A table inside a cell; its words stand in the cell's text."""

COLUMN_OF_TWO = Code("P923", "column-of-two", Severity.ERROR)
"""One column holds two things, or has no heading."""

ROWS_JOINED = Code("P924", "rows-joined", Severity.WARNING)
"""Several rows of the table became one event."""

SIGN_NOT_KNOWN = Code("P925", "sign-not-known", Severity.WARNING)
"""A sign of a symbol font whose meaning the file does not tell."""

NOT_READ_INSIDE = Code("P926", "not-read-inside", Severity.ERROR)
"""Another document or object stands inside the document."""

DRAFT_ONLY = Code("P927", "draft-only", Severity.WARNING)
"""The way of reading loses things: a draft to be checked against the paper."""

CONVERTER_ABSENT = Code("P930", "converter-absent", Severity.ERROR)
"""An older kind of file, and no program on this machine that turns it into .docx."""

CONVERTER_FAILED = Code("P931", "converter-failed", Severity.ERROR)
"""The program that turns older files into .docx gave nothing."""

PROPOSALS_WAIT = Code("P940", "proposals-wait", Severity.WARNING)
"""A spec holds guesses that no person has accepted."""

NOT_A_FORM = Code("P941", "not-a-form", Severity.ERROR)
"""A returned file without the hidden sheet that says what it answers."""

FORM_OUTDATED = Code("P942", "form-outdated", Severity.ERROR)
"""A form that was made of an older declaration."""

FORM_OF_ANOTHER = Code("P943", "form-of-another", Severity.ERROR)
"""A form of another project, or of an organisation that no list knows."""

FORM_SENT_TWICE = Code("P944", "form-sent-twice", Severity.WARNING)
"""The same file under two names; it counts once."""

TWO_FORMS_OF_ONE = Code("P945", "two-forms-of-one", Severity.ERROR)
"""Two different forms of one organisation; neither counts."""

ROW_OF_ANOTHER = Code("P946", "row-of-another", Severity.ERROR, ("value",))
"""A row of a form that bears the code of another organisation."""

TABLE_WITHOUT_FORM = Code("P947", "table-without-form", Severity.WARNING)
"""A table whose rows no form can ask for."""

TABLE_NOT_REFILLED = Code("P948", "table-not-refilled", Severity.ERROR)
"""A table of the project that holds what cannot be kept when rows are put into it."""

ROWS_NOT_KEPT = Code("P949", "rows-not-kept", Severity.WARNING)
"""Rows under the headings that belong to no table: what was a total is none any more."""

COLUMNS_BY_CONTENT = Code("P950", "columns-by-content", Severity.ERROR)
"""The headings of a table say nothing that is known: its columns were told apart by their cells."""

WORDS_LEFT_OUT = Code("P951", "words-left-out", Severity.WARNING)
"""Words behind or between the plans (a note, a signature) that no file of the project holds."""

PICTURE_NOT_READ = Code("P952", "picture-not-read", Severity.WARNING)
"""A picture stands in the document: if it holds words, nobody read them."""

SHEET_BESIDE = Code("P953", "sheet-beside-the-form", Severity.WARNING)
"""A sheet of a returned form that none of its tables is: its rows are not counted."""

ANSWER_NOT_READ = Code("P954", "answer-not-read", Severity.WARNING)
"""A file among the returned forms that is no workbook, or a folder with workbooks: not read."""

CELL_BESIDE = Code("P955", "cell-beside-the-form", Severity.WARNING)
"""Words beside a table of a returned form, in a column without a heading: not counted."""

PLAN_OF_LINES = Code("P956", "plan-of-lines", Severity.WARNING)
"""The plan is no table but counted lines: times and doers were taken from their words."""

MACROS_IN_FORM = Code("P957", "macros-in-form", Severity.WARNING)
"""A returned form carries programs, which are not run: it had none when it was sent."""

ROW_HIDDEN = Code("P958", "row-hidden", Severity.WARNING)
"""A row that the sheet does not show was read as the others."""

COLUMN_NOT_KNOWN = Code("P959", "column-not-known", Severity.WARNING)
"""Words under a heading that says nothing known, where a plan has no result, time or doer."""

DOERS_TOGETHER = Code("P960", "doers-together", Severity.WARNING)
"""Commas may part several bodies, of which not all are known: they stay one."""

SAID_AS_ABOVE = Code("P933", "said-as-above", Severity.WARNING)
"""A cell says «то же»: its executor is taken from above, its time must be written."""

EMPTY_AS_ABOVE = Code("P934", "empty-as-above", Severity.WARNING)
"""A note says that empty cells mean what stands above: the words were taken over."""

FIGURES_NOT_SHARED_OUT = Code("P961", "figures-not-shared-out", Severity.ERROR)
"""A table of indicators of several roadmaps says of none of them whose they are."""

TIME_NOT_MARKED = Code("P962", "time-not-marked", Severity.WARNING)
"""Rows without a mark below any of the months or quarters that say when."""

PARTS_IN_STEP = Code("P963", "parts-in-step", Severity.WARNING)
"""Parts of one event, each with a time or a doer of its own."""

WORDS_NOT_CARRIED = Code("P964", "words-not-carried", Severity.WARNING)
"""Words of the paper that no file of the project holds and that nothing else tells."""

TABLE_AS_WORDS = Code("P965", "table-as-words", Severity.WARNING)
"""A table above the first plan whose cells became lines of the order or of an introduction."""

SECTION_BY_PLACE = Code("P966", "section-by-place", Severity.WARNING)
"""A line or a row between events that became a section though it reads as something else."""

TEXT_STRUCK = Code("P967", "text-struck", Severity.WARNING)
"""Words that the paper crosses out, carried over like the others."""

ROWS_COLOURED = Code("P968", "rows-coloured", Severity.WARNING)
"""Some events stand on a colour: it says something that no key holds."""

VALUES_NOT_TARGETS = Code("P969", "values-not-targets", Severity.WARNING)
"""Values of an indicator by year that stay words: which side is better is not seen, or one of them
was not read."""

ORDER_ALONE = Code("P928", "order-alone", Severity.WARNING)
"""A paper without a plan gave a project that is there the words of its order."""

COLOURED_BY_RULE = Code("P929", "coloured-by-rule", Severity.WARNING)
"""Cells whose colours follow from their values by rules of the workbook."""

BASE_WITHOUT_YEAR = Code("P932", "base-without-year", Severity.WARNING)
"""The value that an indicator starts from is printed without its year."""

CODES = (
    NOT_A_PAPER,
    PAPER_DAMAGED,
    PAPER_LOCKED,
    PAPER_SCANNED,
    MACROS_IN_PAPER,
    PAPER_REFERS_OUTSIDE,
    PLAN_NOT_FOUND,
    TABLE_NOT_UNDERSTOOD,
    EVENT_WITHOUT_TITLE,
    NUMBER_EMPTY,
    NUMBER_DOUBLED,
    LISTS_DO_NOT_PAIR,
    CHANGE_NOT_ACCEPTED,
    EVENT_OUTSIDE_TABLE,
    TEXT_BESIDE,
    CONTROL_NOT_FILLED,
    TO_FILL_IN,
    TEXT_NOT_PRINTED,
    NESTED_TABLE,
    COLUMN_OF_TWO,
    ROWS_JOINED,
    SIGN_NOT_KNOWN,
    NOT_READ_INSIDE,
    DRAFT_ONLY,
    CONVERTER_ABSENT,
    CONVERTER_FAILED,
    PROPOSALS_WAIT,
    NOT_A_FORM,
    FORM_OUTDATED,
    FORM_OF_ANOTHER,
    FORM_SENT_TWICE,
    TWO_FORMS_OF_ONE,
    ROW_OF_ANOTHER,
    TABLE_WITHOUT_FORM,
    TABLE_NOT_REFILLED,
    ROWS_NOT_KEPT,
    COLUMNS_BY_CONTENT,
    WORDS_LEFT_OUT,
    PICTURE_NOT_READ,
    SHEET_BESIDE,
    ANSWER_NOT_READ,
    CELL_BESIDE,
    PLAN_OF_LINES,
    MACROS_IN_FORM,
    ROW_HIDDEN,
    COLUMN_NOT_KNOWN,
    DOERS_TOGETHER,
    SAID_AS_ABOVE,
    EMPTY_AS_ABOVE,
    FIGURES_NOT_SHARED_OUT,
    TIME_NOT_MARKED,
    PARTS_IN_STEP,
    WORDS_NOT_CARRIED,
    TABLE_AS_WORDS,
    SECTION_BY_PLACE,
    TEXT_STRUCK,
    ROWS_COLOURED,
    VALUES_NOT_TARGETS,
    ORDER_ALONE,
    BASE_WITHOUT_YEAR,
    COLOURED_BY_RULE,
)
