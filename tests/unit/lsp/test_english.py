"""What an editor is told in English: what the schemas say is in Russian alone, and left out."""

import pytest

from engine.editing.assist import Named, What
from engine.messages import Language

KEY = Named(What.KEY, "goal", "Цель", None, "Имя цели")
EVENT = Named(What.EVENT, "contest", "Contest", None, "2022")


@pytest.mark.parametrize(
    ("language", "named", "told"),
    [
        (Language.RU, KEY, ("Цель", "Имя цели")),
        (Language.EN, KEY, ("", "")),
        (Language.EN, EVENT, ("Contest", "2022")),
    ],
)
def test_words_of_the_schemas_are_told_in_russian_alone(
    language: Language, named: Named, told: tuple[str, str]
) -> None:
    assert named.told(language) == told
