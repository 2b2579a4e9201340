"""Decisions of report.md."""

from engine.messages import Catalogue
from engine.reports.markdown_parts import Lines, bold, plain, table
from engine.reports.view.decision_values import DecisionView, EffectView, ZoneView


def decision_lines(decisions: tuple[DecisionView, ...], words: Catalogue) -> Lines:
    """The section about decisions; nothing where there are none."""
    if decisions:
        yield f"\n## {words.text('deciding.title')}\n"
    for each in decisions:
        yield f"\n### {plain(each.title)}\n"
        yield f"{plain(each.lead)}\n"
        if each.reason:
            yield f"{plain(each.reason)}\n"
        for zone in each.zones:
            yield from _zone(zone, words)
        if each.undecided:
            yield f"{plain(each.undecided)}\n"
        if each.effect:
            yield from _effect(each.effect, words)


def _zone(zone: ZoneView, words: Catalogue) -> Lines:
    yield f"{bold(zone.title)}: {plain(zone.count)}\n"
    if zone.is_quiet:
        return
    for each in zone.flagged:
        yield f"- {bold(each.name)}: {plain(each.why)}" if each.why else f"- {bold(each.name)}"
    yield ""
    if zone.advice:
        head = [words.text(f"deciding.{key}") for key in ("who", "what", "when")]
        yield from table(head, ((each.to, each.what, each.by or "—") for each in zone.advice))
        yield ""
    if zone.events:
        names = "; ".join(link.text for link in zone.events)
        yield f"{plain(words.text('deciding.carried_out'))} {plain(names)}\n"


def _effect(effect: EffectView, words: Catalogue) -> Lines:
    yield f"{bold(words.text('deciding.worked'))} {plain(effect.verdict)}\n"
    yield f"{plain(words.text('deciding.compared'))} {plain(effect.measured)}\n"
    yield from (f"{plain(sentence)}\n" for sentence in effect.sentences)
    yield f"{plain(effect.caution)}\n"
