"""What a reader knows an event by."""

from engine.model.spec import Event, Roadmap


def event_number(roadmap: Roadmap, event: Event) -> str:
    """The printed number; «III.2» where sections count from 1 again; the id where none is left."""
    if event.number is None:
        return event.id
    same = [each for each in roadmap.events if each.number == event.number]
    if len(same) == 1:
        return event.number
    section = next((each.number for each in roadmap.sections if each.id == event.section), None)
    if section is None or sum(each.section == event.section for each in same) > 1:
        return event.id
    return f"{section}.{event.number}"


def event_label(roadmap: Roadmap, event: Event) -> str:
    """«1.2/2.5»: the roadmap's code (its slug without one) and the event's number."""
    return f"{roadmap.code or roadmap.slug}/{event_number(roadmap, event)}"
