"""What is told of each organisation, counted by the municipality that it belongs to."""

from engine.measures.figures.rolling import added, rolled_organisations
from engine.results.verdicts import Element, Figure, Measurement, Tally

MEMBERS = {"a": "Брянск", "b": "Брянск", "c": "Клинцы"}
WHOLE = Tally(None, 0, None)


def counted(measured: Measurement) -> list[tuple[str | None, float, float | None, int]]:
    """Municipality, n, N, of how many nothing is known."""
    return [(one.key, one.n, one.total, one.missing) for one in measured.by_municipality]


def test_organisations_with_the_sign_are_n_and_those_of_unknown_sign_are_missing() -> None:
    signs = {"a": True, "b": None, "c": False, "stranger": True}
    figures = tuple(Figure(code, 1.0, sign=sign) for code, sign in signs.items())
    measured = Measurement(WHOLE, figures=(Figure(None, 1.0, sign=True), *figures))
    assert counted(rolled_organisations(measured, MEMBERS)) == [
        ("Брянск", 1, 1, 1), ("Клинцы", 0, 1, 0), (None, 1, 1, 0),
    ]  # fmt: skip
    without = rolled_organisations(measured, MEMBERS, wanted=False)
    assert counted(without) == [("Брянск", 0, 1, 1), ("Клинцы", 1, 1, 0), (None, 0, 1, 0)]


def test_where_no_sign_is_known_nothing_is_counted() -> None:
    measured = Measurement(WHOLE, figures=(Figure("a", 1.0), Figure("c", 2.0)))
    assert rolled_organisations(measured, MEMBERS).by_municipality == ()


def test_organisations_with_a_document_are_n_of_all() -> None:
    elements = (Element("a", True), Element("b", False), Element("c", True))
    measured = Measurement(WHOLE, elements=elements)
    assert counted(rolled_organisations(measured, MEMBERS)) == [
        ("Брянск", 1, 2, 0), ("Клинцы", 1, 1, 0),
    ]  # fmt: skip


def test_tallies_are_added_up_with_their_rows_and_what_they_lack() -> None:
    (town, other) = added(
        [Tally("a", 1, 4, 2, 1, 5), Tally("b", 3, 6, 0, 2, 7), Tally("c", 2, None)], MEMBERS
    )
    assert town == Tally("Брянск", 4, 10, 2, 3, 12)
    assert other == Tally("Клинцы", 2, None)
