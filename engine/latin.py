"""Russian words in Latin letters: the one transliteration of ids, names of columns and hints."""

import re

_PAIRS = (
    "а:a б:b в:v г:g д:d е:e ё:e ж:zh з:z и:i й:y к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f "
    "х:kh ц:ts ч:ch ш:sh щ:shch ъ: ы:y ь: э:e ю:yu я:ya"
)
_LETTERS = dict(pair.split(":") for pair in _PAIRS.split())


def latin(text: str, between: str = "-") -> str:
    """Small Latin letters and digits, words joined by `between`; empty where the text has none."""
    letters = "".join(_LETTERS.get(each, each) for each in text.casefold())
    return re.sub(r"[^a-z0-9]+", between, letters).strip(between)
