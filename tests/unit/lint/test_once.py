"""What is made once for each object."""

from engine.lint.text.once import once_for_each


def test_the_same_object_is_known_again_an_equal_one_is_not_and_the_oldest_is_forgotten() -> None:
    asked: list[list[str]] = []

    @once_for_each(2)
    def counted(words: list[str]) -> int:
        asked.append(words)
        return len(words)

    one, like_it, other = ["а"], ["а"], ["а", "б"]
    assert [counted(each) for each in (one, one, like_it, one, other, like_it, other)] == [
        1, 1, 1, 1, 2, 1, 2,
    ]  # fmt: skip
    assert asked == [one, like_it, other]
    assert counted(one) == 1
    assert asked == [one, like_it, other, one]
    assert asked[3] is one
