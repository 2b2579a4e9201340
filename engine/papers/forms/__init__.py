"""Forms for organisations: made of data.yaml, and collected again when they come back."""

from engine.papers.forms.asked import lists_of_organisations
from engine.papers.forms.beside import MARKED
from engine.papers.forms.collecting import ORIGINS, Collected, Returned, collect, told
from engine.papers.forms.making import Made, make

__all__ = [
    "Collected",
    "MARKED",
    "Made",
    "ORIGINS",
    "Returned",
    "collect",
    "lists_of_organisations",
    "make",
    "told",
]
