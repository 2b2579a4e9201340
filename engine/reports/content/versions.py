"""Versions of roadmaps and rules that have not kept step with their changes, in words."""

from engine.classes import dataclass
from engine.diagnostics import Place
from engine.messages import Catalogue
from engine.reports.places import Places
from engine.results.changes import Step


@dataclass(frozen=True, slots=True)
class VersionView:
    """A version that has not grown as the changes ask, and where it stands."""

    sentence: str
    place: Place


def versions_behind(
    steps: tuple[Step, ...], places: Places, words: Catalogue
) -> tuple[VersionView, ...]:
    """Those that have not grown enough, in their order."""
    behind = (step for step in steps if not step.is_enough)
    return tuple(VersionView(_sentence(step, words), places.place(step.at)) for step in behind)


def _sentence(step: Step, words: Catalogue) -> str:
    """«дорожная карта „talents“: версия осталась 1.2, нужна 2.0» or what else is wrong with it."""
    told = {
        "subject": words.text(f"diff.about.{step.about.kind}", id=step.about.id),
        "before": step.before or "",
        "after": step.after or "",
    }
    if step.before is None or step.after is None:
        key = "gone" if step.before else "none"
    else:
        key = "asked" if step.asked else "back"
    sentence = words.text(f"diff.version.{key}", wanted=_wanted(step), **told)
    return sentence[:1].upper() + sentence[1:]


def _wanted(step: Step) -> str:
    """The version that would do."""
    numbers = [int(each) for each in (step.before or "").split(".") if each]
    if not step.asked or not numbers:
        return step.before or "1.0"
    grown = step.asked.value - 1
    return ".".join(
        str(each + 1 if at == grown else each if at < grown else 0)
        for at, each in enumerate(numbers)
    )
