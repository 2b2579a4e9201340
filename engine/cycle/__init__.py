"""The order of work: circles, edges, conflicts, and the coverage of the management cycle."""

from engine.cycle.order import find_circle, order_events

__all__ = ["find_circle", "order_events"]
