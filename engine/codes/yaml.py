"""Y0xx: files that cannot be read, and YAML that would mean something else than it says."""

from engine.diagnostics import Code, Severity

SYNTAX = Code("Y001", "yaml-syntax", Severity.ERROR)
"""The YAML cannot be parsed, and no narrower code fits."""

EMPTY = Code("Y002", "empty-file", Severity.ERROR)
"""Nothing but comments and blank lines stands in the file."""

NOT_UTF8 = Code("Y003", "not-utf8", Severity.ERROR)
"""The bytes are not UTF-8; `guess` names the encoding in which they do decode."""

TOO_LARGE = Code("Y004", "file-too-large", Severity.ERROR)
"""The file is larger than 8 MB, or has more than 400,000 keys and values."""

TOO_DEEP = Code("Y005", "nested-too-deep", Severity.ERROR)
"""Lists and mappings stand in each other deeper than any spec needs."""

CONTROL_CHARACTER = Code("Y006", "control-character", Severity.ERROR)
"""An invisible character that YAML forbids, or that breaks lines where no editor does."""

TAB_INDENT = Code("Y007", "tab-indent", Severity.ERROR)
"""A tab stands where the indentation needs spaces."""

ODD_SPACE_INDENT = Code("Y008", "odd-space-indent", Severity.ERROR)
"""A non-breaking space, pasted from Word, stands where the indentation needs spaces."""

ANCHOR = Code("Y009", "yaml-anchor", Severity.ERROR)
"""An anchor (&name) or an alias (*name)."""

MERGE_KEY = Code("Y010", "merge-key", Severity.ERROR)
"""The merge key <<."""

TAG = Code("Y011", "yaml-tag", Severity.ERROR)
"""A tag (!name)."""

DUPLICATE_KEY = Code("Y012", "duplicate-key", Severity.ERROR)
"""A key stands twice in one mapping; most parsers silently keep the last."""

SEVERAL_DOCUMENTS = Code("Y013", "several-documents", Severity.ERROR)
"""`---` begins a second document in the file."""

KEY_TOO_LONG = Code("Y040", "key-too-long", Severity.ERROR)
"""A key is longer than 500 letters or goes over several lines."""

KEY_NOT_TEXT = Code("Y014", "key-not-text", Severity.ERROR)
"""A key is a number, a date, yes/no, empty, or a list."""

NOT_A_MAPPING = Code("Y015", "not-a-mapping", Severity.ERROR)
"""The file is a list or a bare text instead of `key: value` lines."""

UNQUOTED_TARGET = Code("Y016", "unquoted-target", Severity.ERROR)
"""`target: >= 70 %`: the sign > begins a block text in YAML."""

UNQUOTED_NUMBER = Code("Y017", "unquoted-number", Severity.ERROR)
"""`number: 1.10`: YAML makes it the number 1.1 where text belongs."""

UNQUOTED_DATE = Code("Y018", "unquoted-date", Severity.ERROR)
"""A bare date, or date and time, where text belongs."""

UNQUOTED_BOOLEAN = Code("Y019", "unquoted-boolean", Severity.ERROR)
"""`no`, `yes`, `on`, `off`, `true`, `false` where text belongs."""

UNQUOTED_NULL = Code("Y020", "unquoted-null", Severity.ERROR)
"""`~` or `NULL` where text belongs."""

TEXT_AFTER_QUOTE = Code("Y021", "text-after-quote", Severity.ERROR)
"""`of: "x" = 1`: the value begins with a quoted name, and YAML ends it at the closing quote."""

COLON_IN_TEXT = Code("Y022", "colon-in-text", Severity.ERROR)
"""`title: Цели: …`: a colon and a space inside a text without quotes."""

RESERVED_FIRST = Code("Y023", "reserved-first-character", Severity.ERROR)
"""A text without quotes begins with one of @ ` % * & ! | > - ? [ {."""

UNCLOSED_QUOTE = Code("Y024", "unclosed-quote", Severity.ERROR)
"""A quote is opened and never closed."""

UNPAIRED_BRACKET = Code("Y025", "unpaired-bracket", Severity.ERROR)
"""A square or curly bracket has no pair, or one of the other kind."""

OTHER_VERSION = Code("Y043", "other-version", Severity.ERROR)
"""A directive asks for a version of YAML that there is not."""

BAD_INDENT = Code("Y026", "bad-indent", Severity.ERROR)
"""A line is indented by more or fewer spaces than the lines it belongs to."""

NO_SPACE_AFTER_COLON = Code("Y027", "no-space-after-colon", Severity.ERROR)
"""`key:value` without the space that makes it a key."""

UNKNOWN_ESCAPE = Code("Y028", "unknown-escape", Severity.ERROR)
"""A backslash in double quotes that begins no escape known to YAML."""

MISSING = Code("Y029", "missing-file", Severity.ERROR)
"""A file that the project names is not there."""

OUTSIDE_PROJECT = Code("Y030", "path-outside-project", Severity.ERROR)
"""A path is absolute, climbs out with `..`, or follows a link out of the project's folder."""

TEXT_CUT_BY_HASH = Code("Y031", "text-cut-by-hash", Severity.WARNING)
"""`title: Приказ #5`: YAML takes the rest of the line for a comment."""

LIST_BESIDE_KEYS = Code("Y032", "list-beside-keys", Severity.ERROR)
"""Items of a list (`- …`) and keys (`key: …`) stand on one level."""

STRAY_LINE = Code("Y033", "stray-line", Severity.ERROR)
"""A line is neither `key: value` nor `- item`."""

UNREADABLE = Code("Y034", "unreadable-file", Severity.ERROR)
"""The file is there and cannot be read: it is a folder, or permissions are lacking."""

TEXT_CUT_BY_COMMA = Code("Y035", "text-cut-by-comma", Severity.ERROR)
"""`{name: Руководители 9, 11 классов}`: between curly brackets a comma begins the next key."""

BRACKET_IN_TEXT = Code("Y036", "bracket-in-text", Severity.ERROR)
"""`{name: Школы [все]}`: between brackets another bracket ends the text."""

NAMED_OTHERWISE = Code("K433", "file-named-otherwise", Severity.ERROR)
"""`project.yml` or `data.yml`: these two files have one name each, with .yaml."""

NAMED_TWICE = Code("K434", "file-named-twice", Severity.ERROR)
"""`a.yaml` and `a.yml` in one folder: both are read, and one is a copy left behind."""

NOT_READ = Code("K435", "file-not-read", Severity.WARNING)
"""A YAML file of ours lies where nothing is read: in a folder of `decisions/`, beside `rules/`."""

TOO_MANY_FILES = Code("Y041", "too-many-files", Severity.ERROR)
"""More than 5,000 YAML files in the folder of one project: each would be looked at."""

CODES = (
    SYNTAX,
    EMPTY,
    NOT_UTF8,
    TOO_LARGE,
    TOO_DEEP,
    CONTROL_CHARACTER,
    TAB_INDENT,
    ODD_SPACE_INDENT,
    ANCHOR,
    MERGE_KEY,
    TAG,
    DUPLICATE_KEY,
    SEVERAL_DOCUMENTS,
    KEY_NOT_TEXT,
    NOT_A_MAPPING,
    UNQUOTED_TARGET,
    UNQUOTED_NUMBER,
    UNQUOTED_DATE,
    UNQUOTED_BOOLEAN,
    UNQUOTED_NULL,
    TEXT_AFTER_QUOTE,
    COLON_IN_TEXT,
    RESERVED_FIRST,
    UNCLOSED_QUOTE,
    UNPAIRED_BRACKET,
    BAD_INDENT,
    OTHER_VERSION,
    NO_SPACE_AFTER_COLON,
    UNKNOWN_ESCAPE,
    MISSING,
    OUTSIDE_PROJECT,
    TEXT_CUT_BY_HASH,
    LIST_BESIDE_KEYS,
    STRAY_LINE,
    UNREADABLE,
    TEXT_CUT_BY_COMMA,
    BRACKET_IN_TEXT,
    NAMED_OTHERWISE,
    NAMED_TWICE,
    KEY_TOO_LONG,
    NOT_READ,
    TOO_MANY_FILES,
)
