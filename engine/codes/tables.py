"""D2xx: tables that cannot be read, and cells that do not hold what data.yaml declares."""

from engine.diagnostics import Code, Severity

MISSING_FILE = Code("D201", "missing-table", Severity.ERROR)
"""The file of a declared table is not there."""

OUTSIDE_PROJECT = Code("D202", "table-outside-project", Severity.ERROR)
"""The path of a table leaves the project's folder."""

UNSUPPORTED_FORMAT = Code("D203", "unsupported-table-format", Severity.ERROR)
"""The file is neither a workbook (xlsx, xls, ods) nor csv nor Parquet."""

EMPTY = Code("D204", "empty-table", Severity.ERROR)
"""The file or the sheet holds nothing at all, not even a header."""

UNREADABLE = Code("D205", "unreadable-workbook", Severity.ERROR)
"""The bytes are not a workbook, or the workbook is damaged."""

LOCKED = Code("D206", "old-or-locked-workbook", Severity.ERROR)
"""A workbook under a password, or a damaged workbook of Excel 97-2003."""

TOO_LARGE = Code("D207", "table-too-large", Severity.ERROR)
"""The file unpacks, or its sheet spreads, beyond what any table needs (a zip bomb among others)."""

MISSING_SHEET = Code("D208", "missing-sheet", Severity.ERROR, ("hint", "sheets"))
"""The workbook has no sheet of that name."""

SHEET_NOT_NAMED = Code("D209", "sheet-not-named", Severity.ERROR, ("sheets", "hidden"))
"""data.yaml names no sheet and the workbook has several."""

WRONG_ENCODING = Code("D210", "wrong-encoding", Severity.ERROR)
"""The csv file is not in the declared encoding."""

BROKEN_CSV = Code("D211", "broken-csv", Severity.ERROR)
"""The csv text cannot be split into cells: a quotation mark is opened and never closed."""

MISSING_HEADER = Code("D212", "missing-header", Severity.ERROR)
"""No row near the top holds the declared headings."""

MISSING_COLUMN = Code("D213", "missing-column", Severity.ERROR, ("hint", "headings"))
"""The header lacks a declared column; the table is set aside, since absent is not false."""

EXTRA_COLUMN = Code("D214", "extra-column", Severity.WARNING, ("columns",))
"""The header has columns that data.yaml does not declare; they are not read."""

REPEATED_COLUMN = Code("D215", "repeated-column", Severity.ERROR, ("column",))
"""Two columns have the same declared heading; the table is set aside."""

FORMULA_WITHOUT_VALUE = Code("D216", "formula-without-value", Severity.ERROR, ("value",))
"""A formula cell stores no result: the file was written by a program that does not calculate."""

ERROR_IN_CELL = Code("D217", "error-in-cell", Severity.ERROR, ("value",))
"""A cell holds an error of Excel, such as #DIV/0!."""

WRONG_TYPE = Code("D218", "wrong-type", Severity.ERROR, ("value", "others"))
"""A cell does not hold a value of the declared type; it is read as missing."""

VALUE_MISSING = Code("D219", "required-value-missing", Severity.ERROR)
"""A cell of a required or key column is empty."""

NOT_IN_LIST = Code("D220", "value-not-in-list", Severity.ERROR, ("value", "hint"))
"""A cell holds a value that `enum` does not list; it is read as missing."""

OUT_OF_RANGE = Code("D221", "value-out-of-range", Severity.ERROR, ("value",))
"""A cell holds less than `minimum` or more than `maximum`; it is read as missing."""

WRONG_PATTERN = Code("D222", "value-breaks-pattern", Severity.ERROR, ("value",))
"""A cell does not fit `pattern`; it is read as missing."""

REPEATED_VALUE = Code("D223", "repeated-value", Severity.ERROR, ("value",))
"""A value of a unique column stands in several rows."""

REPEATED_KEY = Code("D224", "repeated-primary-key", Severity.ERROR, ("value",))
"""Several rows have the same primary key."""

UNRESOLVED_REFERENCE = Code(
    "D225", "unresolved-reference", Severity.ERROR, ("value", "hint", "total")
)
"""A foreign key holds a value that the other table lacks."""

TOTAL_ROW = Code("D226", "total-row", Severity.WARNING, ("value",))
"""A row of totals («Итого», «Всего») stands among the rows; it is left out and never counted."""

NO_ROWS = Code("D227", "table-without-rows", Severity.WARNING)
"""The table has a header and no rows."""

UNUSABLE_PATTERN = Code("D228", "unusable-pattern", Severity.ERROR)
"""The `pattern` of a column is not a regular expression that the engine can run."""

INCOMPLETE = Code("D229", "incomplete-declaration", Severity.ERROR)
"""A key of data.yaml asks for another key that is not there (`from: group` without `group`)."""

IDENTICAL_FILES = Code("D230", "identical-files", Severity.WARNING)
"""Two files of one table hold the same bytes; the second is not counted."""

ROW_SHIFTED = Code("D231", "row-shifted", Severity.ERROR)
"""The cells of a row stand one column to the right of their headings; the row is left out."""

TOTAL_MISMATCH = Code("D232", "total-mismatch", Severity.WARNING, ("value", "sum"))
"""A total of the file is not the sum of its rows."""

TWO_SCALES = Code("D233", "percent-on-two-scales", Severity.WARNING, ("value",))
"""A column of percents holds some as 0-1 and some as 0-100."""

ABSENT_AS_ZERO = Code("D234", "absent-as-zero", Severity.WARNING)
"""A zero stands where there probably is no value."""

PERSONAL = Code("D235", "personal-data-column", Severity.WARNING)
"""A column that is read holds names, numbers of documents, or addresses of persons."""

NOT_EXTRACTED = Code("D236", "cell-not-split", Severity.ERROR, ("value",))
"""A composite cell does not fit `extract`; it is read as missing."""

NOTHING_IN_NAME = Code("D237", "nothing-in-name", Severity.ERROR, ("value",))
"""The name of the file or sheet, or the text above the header, does not fit `extract`."""

AMBIGUOUS_CODE = Code("D238", "ambiguous-crosswalk", Severity.ERROR, ("value",))
"""The crosswalk gives several new codes for an old one; it is read as missing."""

MERGED_NUMBER = Code("D239", "merged-number", Severity.WARNING)
"""A number stands in a cell merged over several rows; it is read in each of them."""

DATABASE_UNREACHABLE = Code("D240", "database-unreachable", Severity.ERROR)
"""The database does not answer, or has no such table or column."""

NO_ADDRESS = Code("D241", "database-without-address", Severity.ERROR)
"""The environment holds no address for a declared database."""

AMBIGUOUS_COLUMN = Code("D242", "ambiguous-column", Severity.ERROR, ("headings",))
"""Several headings fit the one pattern of a column; the table is set aside."""

MOVED_AND_LISTED = Code("D244", "moved-and-listed", Severity.ERROR, ("old", "new"))
"""Rows of an old code count under its successor, and the list of organisations still has both: the
organisation is counted twice."""

LIFETIME_NO_DATE = Code("D245", "lifetime-without-day", Severity.ERROR)
"""A column of `lifetime` is not declared as a date."""

DIVIDED_NO_NUMBER = Code("D246", "divided-no-number", Severity.ERROR)
"""A column that a crosswalk divides between successors holds no numbers."""

WRONG_SHARES = Code("D247", "wrong-shares", Severity.ERROR, ("value",))
"""The shares of the successors of one code do not add up to one; the code is read as missing."""

TWO_MUNICIPALITIES = Code(
    "D248", "in-two-municipalities", Severity.ERROR, ("organisation", "first", "second")
)
"""An organisation stands in two municipalities at the same time; it is counted in neither."""

ENDED_BEFORE_BEGUN = Code("D249", "ended-before-begun", Severity.ERROR, ("value",))
"""The last day of an organisation is earlier than its first one; it counts on no day."""

CODE_AS_POWER = Code("D284", "code-as-power", Severity.WARNING, ("value",))
"""A code of many digits that Excel has written as a power of ten."""

LOST_LETTERS = Code("D285", "lost-letters", Severity.WARNING, ("value",))
"""A text whose letters an encoding could not keep."""

LIKE_NUMBERING = Code("D290", "row-like-numbering", Severity.WARNING)
"""A row «1 2 3» of a table of numbers was read as data, and may number the columns."""

TAKEN_FOR_NUMBERING = Code("D291", "row-taken-for-numbering", Severity.WARNING)
"""A row «1 2 3» below the headings of a table of numbers was left out, and may be data."""

SIGN_OF_THOUSANDS = Code("D292", "sign-of-thousands", Severity.WARNING, quotes=("value",))
"""A point before three digits in a column of decimal commas was read as decimal."""

TITLE_AMONG_ROWS = Code("D293", "title-among-rows", Severity.WARNING)
"""A title above a header that is printed again was read as a row: another table may begin there."""

TWIN_TABLES = Code("D308", "twin-tables", Severity.WARNING)
"""The same headings stand once more to the right: the rows below them are not read as rows."""

TOTAL_AMONG_WIDE = Code("D309", "total-among-wide", Severity.WARNING, quotes=("value",))
"""A column of totals is unpivoted with those that it adds up, and all of them count."""

TITLE_OF_GROUP = Code("D307", "title-of-group", Severity.WARNING)
"""A cell that is merged over all columns names the rows below it, and is counted as one of them."""

UNKNOWN_NAMES = Code("D287", "unknown-names", Severity.ERROR, ("names", "more"))
"""A column of names has some that are neither in the list nor accepted: their rows have no code."""

ACCEPTED_AMISS = Code("D288", "accepted-name-amiss", Severity.ERROR, ("written", "given", "other"))
"""An accepted name leads to no organisation of the list, or to two."""

UNLISTED_ORGANISATION = Code(
    "D250", "unlisted-organisation", Severity.WARNING, ("names", "more", "total")
)
"""Rows name an organisation that no list knows, or none: they count in the whole and in no part."""

AMBIGUOUS_REFERENCE = Code("D251", "ambiguous-reference", Severity.ERROR, ("key",))
"""A foreign key leads to several rows: nothing can be looked up over it."""

UNREADABLE_PARQUET = Code("D243", "unreadable-parquet", Severity.ERROR)
"""The bytes are not a Parquet file, or it is damaged."""

CONSTRAINT_OF_OTHER_TYPE = Code("D254", "constraint-of-other-type", Severity.ERROR)
"""A value of `enum`, `minimum` or `maximum` that no cell of the column's type can be."""

KEY_OF_OTHER_TYPE = Code("D255", "key-of-other-type", Severity.ERROR)
"""A key of a column that means something for columns of other types only."""

BOUNDS_CROSSED = Code("D256", "bounds-crossed", Severity.ERROR)
"""`minimum` is greater than `maximum`: no value fits."""

ROW_LONGER = Code("D257", "row-longer-than-header", Severity.ERROR)
"""A row of csv has more cells than the header; which of them belong where is unknown, and the row
is left out."""

ROW_SHORTER = Code("D258", "row-shorter-than-header", Severity.WARNING)
"""A row of csv has fewer cells than the header; those that lack are read as blank."""

STRAY_QUOTE = Code("D259", "stray-quote", Severity.ERROR)
"""Quotation marks of a row of csv make no pairs; where its cells end is unknown, and it is left
out."""

BLANK_WHERE_DECLARED = Code("D260", "row-blank-where-declared", Severity.WARNING)
"""A row is filled under other headings and blank in every declared column; it is not counted."""

HIDDEN = Code("D264", "hidden-rows", Severity.WARNING)
"""Rows that a filter or a person has hidden, or a hidden sheet, are read and counted."""

DAY_IN_TEXT = Code("D267", "day-in-text-column", Severity.WARNING)
"""A column of text holds a day or time of Excel: a code such as 1-2 that Excel took for one."""

LOOK_UNKNOWN = Code("D268", "look-unknown", Severity.WARNING)
"""A code is a number whose look (012) the file does not tell, or that is not drawn here."""

UNNAMED_TOTAL = Code("D261", "unnamed-total", Severity.WARNING, ("value",))
"""A row holds the sums of all others, or names a region among organisations; it is counted."""

TWO_ALPHABETS = Code("D262", "two-alphabets", Severity.WARNING, ("values",))
"""A word has letters of two alphabets: it equals no word that looks the same."""

LOGICAL_IN_TEXT = Code("D286", "logical-values-in-text", Severity.WARNING, ("values",))
"""A column of text has cells that are no text but TRUE and FALSE of a workbook."""

NEARLY_THE_SAME = Code("D263", "nearly-the-same-values", Severity.WARNING, ("values",))
"""Values differ in case, spaces or the alphabet of a letter only; they are counted apart."""

APART_BY_NOUGHTS = Code("D282", "codes-apart-by-noughts", Severity.WARNING, ("values",))
"""Codes of one column are the same number written with more or fewer noughts before it; they are
counted apart."""

MISSED_BY_NOUGHTS = Code("D283", "missed-by-noughts", Severity.WARNING)
"""Rows find nothing over an optional key because of the noughts before their codes alone."""

BEYOND_PERCENTS = Code("D294", "beyond-percents", Severity.WARNING, quotes=("value",))
"""A column of percents has values below 0 or above 100, and no limits that say that it may."""

NUMBER_AS_POWER = Code("D295", "number-as-power", Severity.WARNING, quotes=("value",))
"""A number of csv is written as a power of ten: digits that were not shown are gone."""

CANNOT_OPEN = Code("D265", "table-cannot-be-opened", Severity.ERROR)
"""The file is there, and is locked by a program, has too long a path, or its disk is away."""

OTHER_SCALE = Code("D266", "other-scale", Severity.WARNING, quotes=("value",))
"""All values of a column of percents lie between 0 and 1, or all of one of fractions above 1."""

PERCENT_SIGN = Code("D269", "percent-sign", Severity.ERROR, quotes=("value",))
"""A cell shows percents, and the column does not say on which scale they are kept."""

NOT_DESCRIBED = Code("D278", "not-described", Severity.ERROR)
"""A file has more columns on its sheets than one proposal of `data describe` holds."""

TOO_MANY_DIGITS = Code("D273", "too-many-digits", Severity.ERROR, ("value",))
"""A number is so large that its last digits are not kept: two codes would be one."""

FILE_TOO_LARGE = Code("D274", "file-of-table-too-large", Severity.ERROR)
"""A file says that it has more bytes than any table is read of; none of them is read."""

SHEETS_WITHOUT_END = Code("D275", "sheets-without-end", Severity.ERROR)
"""A workbook that is read as a paper has more sheets than any plan."""

FILES_WITHOUT_END = Code("D276", "files-without-end", Severity.ERROR)
"""A table consists of more files than are opened."""

ROW_TWICE = Code("D299", "row-twice", Severity.WARNING)
"""A row repeats another one whole, in a table whose rows a column tells apart otherwise."""

PASTED_TWICE = Code("D270", "pasted-twice", Severity.WARNING)
"""The same rows stand in the same order once more: a table that was pasted twice counts twice."""

SUM_OF_OTHERS = Code("D306", "sum-of-others", Severity.WARNING)
"""A sheet or a file of a table sums up its others, or repeats their rows: all counts twice."""

VERSIONS_OF_FILE = Code("D305", "versions-of-one-table", Severity.WARNING)
"""Files of a table share most of their rows: two versions of it are counted twice."""

BLANK_WORD = Code("D271", "blank-word", Severity.WARNING, ("value",))
"""A dash or «н/д» stands in a column of text and is read as a value like any other."""

THINGS_OF_PERSONS = Code("D272", "things-of-persons", Severity.WARNING)
"""A column counts things, and a row of its table may be a person: the sum is hidden by rows."""

SHORT_YEAR = Code("D277", "short-year", Severity.WARNING, ("value",))
"""Two digits of a year were taken for one of the century before: 68 is read as 1968."""

TIME_DROPPED = Code("D300", "time-dropped", Severity.WARNING, ("value",))
"""Cells of a column of dates have a time, which is dropped."""

SHOWN_SCALED = Code("D301", "shown-scaled", Severity.WARNING)
"""Numbers that their format shows in thousands, while the cells hold ones."""

PART_OF_ABOVE = Code("D302", "part-of-above", Severity.WARNING, ("value",))
"""Rows that are a part of the row above by their own words."""

STRUCK = Code("D303", "crossed-out", Severity.WARNING)
"""Cells that are crossed out, and count as any other."""

CUMULATIVE = Code(
    "D304", "cumulative-unsaid", Severity.WARNING, ("heading", "above", "called", "note")
)
"""A column holds in each period those before it, by its words or its numbers; data.yaml does not
say so."""

KEY_NAME_TAKEN = Code("D280", "key-name-taken", Severity.ERROR)
"""A foreign key has the name of another one, or of a column that it is not."""

KEY_UNEVEN = Code("D281", "key-uneven", Severity.ERROR)
"""A foreign key has more columns on one side than on the other."""

FIRST_ROWS = Code("D279", "first-rows-described", Severity.WARNING)
"""A sheet has more cells than `data describe` looks at: its first rows are described."""

FILES_OF_PERSONS = Code("D298", "files-named-after-persons", Severity.ERROR)
"""A mask of a table of persons finds files that have a person's name; reports tell files."""

FILES_BY_NUMBER = Code("D296", "files-called-by-number", Severity.WARNING)
"""Files of a table of persons whose names nobody declared have words that may be surnames."""

PATH_NOT_OF_WINDOWS = Code("D297", "path-not-of-windows", Severity.ERROR)
"""A name in the path of a table is that of a device of Windows, or is cut there."""

CODES = (
    MISSING_FILE,
    OUTSIDE_PROJECT,
    PATH_NOT_OF_WINDOWS,
    FILES_OF_PERSONS,
    FILES_BY_NUMBER,
    UNSUPPORTED_FORMAT,
    EMPTY,
    UNREADABLE,
    LOCKED,
    TOO_LARGE,
    FILE_TOO_LARGE,
    SHEETS_WITHOUT_END,
    FILES_WITHOUT_END,
    MISSING_SHEET,
    SHEET_NOT_NAMED,
    WRONG_ENCODING,
    BROKEN_CSV,
    MISSING_HEADER,
    MISSING_COLUMN,
    EXTRA_COLUMN,
    REPEATED_COLUMN,
    FORMULA_WITHOUT_VALUE,
    ERROR_IN_CELL,
    WRONG_TYPE,
    TOO_MANY_DIGITS,
    VALUE_MISSING,
    NOT_IN_LIST,
    OUT_OF_RANGE,
    WRONG_PATTERN,
    REPEATED_VALUE,
    REPEATED_KEY,
    UNRESOLVED_REFERENCE,
    TOTAL_ROW,
    NO_ROWS,
    UNUSABLE_PATTERN,
    INCOMPLETE,
    IDENTICAL_FILES,
    ROW_SHIFTED,
    TOTAL_MISMATCH,
    TWO_SCALES,
    ABSENT_AS_ZERO,
    PERSONAL,
    NOT_EXTRACTED,
    NOTHING_IN_NAME,
    AMBIGUOUS_CODE,
    MOVED_AND_LISTED,
    MERGED_NUMBER,
    DATABASE_UNREACHABLE,
    NO_ADDRESS,
    AMBIGUOUS_COLUMN,
    UNREADABLE_PARQUET,
    LIFETIME_NO_DATE,
    DIVIDED_NO_NUMBER,
    WRONG_SHARES,
    TWO_MUNICIPALITIES,
    ENDED_BEFORE_BEGUN,
    CONSTRAINT_OF_OTHER_TYPE,
    KEY_OF_OTHER_TYPE,
    BOUNDS_CROSSED,
    THINGS_OF_PERSONS,
    SHORT_YEAR,
    TIME_DROPPED,
    SHOWN_SCALED,
    PART_OF_ABOVE,
    STRUCK,
    CUMULATIVE,
    ROW_LONGER,
    ROW_SHORTER,
    STRAY_QUOTE,
    BLANK_WHERE_DECLARED,
    HIDDEN,
    DAY_IN_TEXT,
    LOOK_UNKNOWN,
    UNNAMED_TOTAL,
    TWO_ALPHABETS,
    LOGICAL_IN_TEXT,
    NEARLY_THE_SAME,
    APART_BY_NOUGHTS,
    MISSED_BY_NOUGHTS,
    BEYOND_PERCENTS,
    NUMBER_AS_POWER,
    CANNOT_OPEN,
    OTHER_SCALE,
    PERCENT_SIGN,
    NOT_DESCRIBED,
    KEY_NAME_TAKEN,
    KEY_UNEVEN,
    FIRST_ROWS,
    UNLISTED_ORGANISATION,
    CODE_AS_POWER,
    LOST_LETTERS,
    LIKE_NUMBERING,
    SIGN_OF_THOUSANDS,
    TITLE_AMONG_ROWS,
    TITLE_OF_GROUP,
    TOTAL_AMONG_WIDE,
    TWIN_TABLES,
    TAKEN_FOR_NUMBERING,
    UNKNOWN_NAMES,
    ACCEPTED_AMISS,
    AMBIGUOUS_REFERENCE,
    PASTED_TWICE,
    ROW_TWICE,
    SUM_OF_OTHERS,
    VERSIONS_OF_FILE,
    BLANK_WORD,
)
