"""Results of participants in which each published sign of bias is planted at one school.

Every other school is ordinary: its scores spread alike around nearly the same mean, and its journal
marks follow them. The data are made up; no school of it exists.
"""

from collections.abc import Iterator

Row = tuple[str, str, str, str, int, int, int, int]
"""school, school year, procedure, subject, grade, journal mark, score, maximum."""

COLUMNS = ("school", "school_year", "procedure", "subject", "grade", "mark", "score", "maximum")
SCHOOLS = tuple(f"{number:02}" for number in range(1, 41))
BEFORE, NOW = "2020/21", "2021/22"
MAXIMUM = 40
SPREAD = (-9, -7, -6, -5, -4, -3, -2, -1, 0, 0, 1, 2, 3, 4, 5, 6, 7, 9)

HIGH = {
    ("ВПР", "РУ", 4): "01", ("ВПР", "РУ", 5): "02", ("ВПР", "МА", 4): "03",
    ("ВПР", "МА", 5): "04", ("ОГЭ", "РУ", 9): "05", ("ОГЭ", "МА", 9): "06",
}  # fmt: skip
"""Where the mean is planted too high, this year."""

CONTRARY = {("РУ", 4): "07", ("РУ", 5): "08", ("МА", 4): "09", ("МА", 5): "10"}
"""Where the journal says the contrary of the scores, this year."""

FELL, ROSE = ("РУ", "11"), ("МА", "12")
"""Where the fourth grade of last year was far better, or far worse, than the fifth of this one."""

SMALL = "40"
"""A school with two participants a procedure: too few where the rule asks for five."""


def results() -> Iterator[Row]:
    """All rows, in the order of schools."""
    for school in SCHOOLS:
        for subject in ("РУ", "МА"):
            for grade in (4, 5):
                for year in (BEFORE, NOW):
                    yield from _class(school, year, "ВПР", subject, grade)
            yield from _class(school, NOW, "ОГЭ", subject, 9)


def _class(school: str, year: str, procedure: str, subject: str, grade: int) -> Iterator[Row]:
    middle = 20 + int(school) % 3 * 0.5 + _planted(school, year, procedure, subject, grade)
    spread = SPREAD[:2] if school == SMALL else SPREAD
    turned = year == NOW and procedure == "ВПР" and CONTRARY.get((subject, grade)) == school
    for number, step in enumerate(spread):
        score = round(middle + step)
        mark = 2 + (number * 4) // len(spread)
        yield (
            school,
            year,
            procedure,
            subject,
            grade,
            7 - mark if turned else mark,
            score,
            MAXIMUM,
        )


def _planted(school: str, year: str, procedure: str, subject: str, grade: int) -> int:
    if year == NOW:
        return 8 if HIGH.get((procedure, subject, grade)) == school else 0
    if grade == 4 and HIGH.get(("ВПР", subject, 5)) == school:
        return 8  # good a year ago too: a high mean is no sharp change
    if grade == 4 and (subject, school) == FELL:
        return 14
    return -12 if grade == 4 and (subject, school) == ROSE else 0
