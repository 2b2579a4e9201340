"""The words of a paragraph: accepted text out of runs, changes, fields, controls and breaks.

What a print does not show is handed to `note`, with its words.
"""

from collections.abc import Callable, Mapping
from xml.etree.ElementTree import Element

from engine.lazy import lazy_pattern
from engine.papers.documents import RemarkKind
from engine.papers.word.numbering import is_on
from engine.papers.word.xml import attribute, child, value

Note = Callable[[RemarkKind, str], None]

_INSIDE = frozenset(
    {
        "hyperlink", "smartTag", "customXml", "sdtContent", "fldSimple", "dir", "bdo", "rubyBase",
        "moveTo", "m:oMath", "m:oMathPara", "m:r", "m:f", "m:num", "m:den", "m:e", "m:sub", "m:sup",
        "m:sSub", "m:sSup", "m:d", "m:rad", "m:nary", "m:box", "m:acc", "m:bar", "m:func",
        "m:fName",
    }
)  # fmt: skip
"""What holds runs and adds nothing to them."""

_SIGNS = {
    "tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "", "pgNum": "",
}  # fmt: skip
_INVISIBLE = str.maketrans(
    {"\u00ad": None, "\u200b": None, "\u2060": None, "\ufeff": None, "\u2011": "-", "\u2028": "\n"}
)
"""A soft hyphen prints nothing where no line ends; a hyphen that does not break is a hyphen."""

_REFERENCES = {
    "footnoteReference": RemarkKind.FOOTNOTE,
    "endnoteReference": RemarkKind.FOOTNOTE,
    "commentReference": RemarkKind.COMMENT,
}
_DRAWN = frozenset({"other:relIds", "other:chart"})
"""Diagrams and charts: their words stand in parts of their own."""
_PICTURES = frozenset({"other:blip", "other:imagedata"})
_IS_MARK = lazy_pattern(r"\d{1,2}\)?|\*{1,5}")
_MARKED = lazy_pattern(r"([^\W\d_]{4,}|[»”\"“)\].,;])\s*$")
"""A raised figure behind a whole word refers to a note that was typed; behind «м» it is a power."""
_END = 16
_PRIVATE = range(0xE000, 0xF900)
_BULLETS = frozenset({0xB7, 0xA7, 0xD8, 0x6C, 0x6E, 0x71, 0x76, 0xFC, 0x2D})
"""Signs of Symbol and Wingdings that Word offers as bullets and ticks."""


class Runs:
    """Reads the paragraphs of one part in their order: a field may begin in one and end in
    another."""

    def __init__(
        self, note: Note, block: Callable[[Element], None], asides: Mapping[tuple[str, str], str]
    ) -> None:
        self._note = note
        self._block = block
        self._asides = asides
        self._fields: list[bool] = []
        """Of each open field: whether its instruction has ended, and its result stands."""
        self._is_raised = False
        self.text: list[str] = []
        self.bold = 0
        self.thin = 0
        self.bookmarks: list[str] = []

    def take(self) -> tuple[tuple[str, ...], bool, tuple[str, ...], tuple[str, ...]]:
        """The lines since the last call, whether all of them is bold, the bookmarks, and what
        tabs part an only line into."""
        joined = "".join(self.text).translate(_INVISIBLE)
        lines = tuple(" ".join(line.split()) for line in joined.split("\n"))
        is_bold = self.bold > 0 and self.thin == 0
        marks = tuple(self.bookmarks)
        self.text, self.bold, self.thin, self.bookmarks = [], 0, 0, []
        told = tuple(line for line in lines if line)
        parts = [" ".join(part.split()) for part in joined.split("\t")] if "\t" in joined else []
        kept = tuple(part for part in parts if part) if len(told) == 1 else ()
        return told, is_bold, marks, kept

    def walk(self, element: Element) -> None:
        """Add the words of what an element holds."""
        for each in element:
            self._one(each)

    def _one(self, each: Element) -> None:
        tag = each.tag
        if tag == "r":
            self._run(each)
        elif tag in _INSIDE:
            self.walk(each)
        elif tag == "m:t":
            self.text.append(each.text or "")
        elif tag == "ins":
            self._inserted(each)
        elif tag in ("del", "moveFrom"):
            if gone := plain(each):
                self._note(RemarkKind.DELETED, gone)
        elif tag == "sdt":
            self.control(each)
        elif tag == "bookmarkStart":
            self.bookmarks.append(attribute(each, "name"))
        elif tag == "ruby":
            self.walk(each)
        elif tag == "mc:AlternateContent":
            self._alternative(each)

    def _inserted(self, each: Element) -> None:
        before = len(self.text)
        self.walk(each)
        if new := "".join(self.text[before:]).strip():
            self._note(RemarkKind.INSERTED, new)

    def control(self, each: Element) -> Element | None:
        """A content control: its words, unless they only say what to put there."""
        content = child(each, "sdtContent")
        properties = child(each, "sdtPr")
        if properties is not None and child(properties, "showingPlcHdr") is not None:
            self._note(RemarkKind.PLACEHOLDER, plain(each))
        elif content is not None:
            self.walk(content)
        return content

    def _alternative(self, each: Element) -> None:
        chosen = alternative(each)
        if chosen is not None:
            for part in chosen:
                self._in_run(part, "")
                self._one(part)

    def _letters_of(self, text: str, font: str) -> None:
        if self._is_raised and _IS_MARK.fullmatch(text.strip()) and _MARKED.search(self._end()):
            self._note(RemarkKind.FOOTNOTE, text.strip())
            return
        self.text.append(self._letters(text, font))

    def _end(self) -> str:
        """The last letters that were read: a word of four and what stands behind it."""
        return "".join(self.text[-_END:])[-_END:]

    def _run(self, run: Element) -> None:
        if is_on(run, "vanish"):
            if hidden := plain(run):
                self._note(RemarkKind.HIDDEN, hidden)
            return
        before = len(self.text)
        properties = child(run, "rPr")
        fonts = None if properties is None else child(properties, "rFonts")
        font = "" if fonts is None else attribute(fonts, "ascii")
        raised = None if properties is None else value(properties, "vertAlign")
        self._is_raised = raised == "superscript"
        for element in run:
            self._in_run(element, font)
        words = "".join(self.text[before:]).strip()
        if words and (is_on(run, "strike") or is_on(run, "dstrike")):
            self._note(RemarkKind.STRUCK, words)
        letters = len(words)
        if is_on(run, "b"):
            self.bold += letters
        else:
            self.thin += letters

    def _in_run(self, each: Element, font: str) -> None:
        tag = each.tag
        if tag == "fldChar":
            self._field(attribute(each, "fldCharType"))
        elif self._fields and not self._fields[-1]:
            return
        elif tag == "t":
            self._letters_of(each.text or "", font)
        elif tag in _SIGNS:
            self.text.append(_SIGNS[tag])
        elif tag == "br":
            is_line = attribute(each, "type") in ("", "textWrapping")
            self.text.append("\n" if is_line else " ")
        elif tag == "sym":
            self._symbol(attribute(each, "char"))
        elif tag in ("drawing", "pict", "object"):
            self._drawing(each)
        elif tag == "mc:AlternateContent":
            self._alternative(each)
        elif tag == "ruby":
            self.walk(each)
        elif tag in _REFERENCES:
            self._note(_REFERENCES[tag], self._asides.get((tag, attribute(each, "id")), ""))

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _letters(self, text: str, font: str) -> str:
        if not any(ord(sign) in _PRIVATE for sign in text):
            return text
        return "".join(self._private(sign) for sign in text)

    def _private(self, sign: str) -> str:
        if ord(sign) not in _PRIVATE:
            return sign
        return self._named(ord(sign) & 0xFF, sign)

    def _symbol(self, code: str) -> None:
        try:
            number = int(code, 16)
        except ValueError:
            return
        if number in _PRIVATE or number < 0x100:
            self.text.append(self._named(number & 0xFF, f"U+{number:04X}"))
        elif number < 0x110000:
            self.text.append(chr(number))

    def _named(self, code: int, sign: str) -> str:
        if code not in _BULLETS:
            self._note(RemarkKind.SYMBOL, sign)
        return "•"

    def _drawing(self, each: Element) -> None:
        boxes = [found for found in each.iter() if found.tag == "txbxContent"]
        for box in boxes:
            self._block(box)
        if boxes:
            return
        tags = {found.tag for found in each.iter()}
        if each.tag == "object" or tags & _DRAWN:
            self._note(RemarkKind.EMBEDDED, "")
        elif tags & _PICTURES:
            self._note(RemarkKind.PICTURE, _described(each))


def _described(drawing: Element) -> str:
    """What the author of a picture says that it shows."""
    found = (attribute(element, "descr") or attribute(element, "alt") for element in drawing.iter())
    return next((each for each in found if each), "")


def alternative(element: Element) -> Element | None:
    """Word takes the choice; the fallback says the same for older programs, or says it alone."""
    chosen, fallback = child(element, "mc:Choice"), child(element, "mc:Fallback")
    is_empty = chosen is None or not len(chosen)
    return fallback if is_empty and fallback is not None else chosen


def plain(element: Element) -> str:
    """All letters below an element, whatever became of them."""
    found = (
        " " if each.tag in _PARTS else each.text or ""
        for each in element.iter() if each.tag in _PARTS or each.tag in ("t", "delText", "m:t")
    )  # fmt: skip
    return " ".join("".join(found).split())


_PARTS = frozenset({"p", "br", "tab", "cr"})
"""What stands between words that are apart."""


def paragraph_mark(paragraph: Element) -> tuple[Element | None, str | None, bool]:
    """The properties of a paragraph, its style, and whether its end is deleted: then its words
    go on in the next."""
    properties = child(paragraph, "pPr")
    if properties is None:
        return None, None, False
    mark = child(properties, "rPr")
    gone = mark is not None and (
        child(mark, "del") is not None or child(mark, "moveFrom") is not None
    )
    return properties, value(properties, "pStyle"), gone
