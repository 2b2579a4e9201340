"""A heading → a short Latin name for conditions."""

import re

_RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
_AS_LATIN = "a b v g d e e zh z i i k l m n o p r s t u f h c ch sh sch _ y _ e yu ya"
_LATIN = dict(zip(_RUSSIAN, _AS_LATIN.split(" "), strict=True))
_LONGEST = 40


def name_of(heading: str, taken: set[str]) -> str:
    """A name that is not yet taken; it becomes taken."""
    letters = "".join(_LATIN.get(sign, sign) for sign in heading.casefold()).replace("_", "")
    words = re.sub(r"[^a-z0-9]+", "_", letters).strip("_")[:_LONGEST].strip("_") or "column"
    bare = words if words[0].isalpha() else f"c_{words}"
    name, number = bare, 2
    while name in taken or name in ("as_of", "period_start", "period_end"):
        name, number = f"{bare}_{number}", number + 1
    taken.add(name)
    return name
