"""A renamed item whose wording was touched goes with the likest one."""

from engine.diagnostics import Origin
from engine.diff.pairing import Placed, pair_items


def placed(id: str, text: str, slug: str = "r") -> Placed[None]:
    return Placed(slug, id, text, None, Origin(f"{slug}.yaml", ()))


def pairs(old: list[Placed[None]], new: list[Placed[None]]) -> list[tuple[str | None, str | None]]:
    return [
        (pair.old.id if pair.old else None, pair.new.id if pair.new else None)
        for pair in pair_items(old, new)
    ]


def test_of_two_renamed_items_each_goes_with_the_likest_in_whatever_order() -> None:
    text = "Проведение семинара для учителей {} школ {}"
    old = [placed("a", text.format("математики", "района")),
           placed("b", text.format("информатики", "района"))]  # fmt: skip
    new = [placed("c", text.format("информатики", "округа")),
           placed("d", text.format("математики", "округа"))]  # fmt: skip
    assert pairs(old, new) == [("b", "c"), ("a", "d")]
    assert pairs(old, new[::-1]) == [("a", "d"), ("b", "c")]


def test_of_one_item_and_two_like_it_the_likest_is_the_same() -> None:
    old = [placed("a", "Мониторинг условий обучения в школах района")]
    new = [placed("b", "Мониторинг условий обучения в садах района"),
           placed("c", "Мониторинг условий обучения в школе района")]  # fmt: skip
    assert pairs(old, new) == [(None, "b"), ("a", "c")]


def test_items_of_two_roadmaps_are_never_one() -> None:
    old, new = [placed("a", "Мониторинг школ")], [placed("b", "Мониторинг школы", "other")]
    assert pairs(old, new) == [(None, "b"), ("a", None)]
