"""A rules engine for roadmaps of education-quality management.

`engine.open(folder)` is the door for Python; see `engine.interface`. `roadmap` is the command line.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from engine.interface import Project

__version__ = "0.2.0"


def open(path: "Path | str", *, language: str = "ru") -> "Project":
    """The project of a folder, to check and to judge; see `engine.interface.open`."""
    from engine import interface

    return interface.open(path, language=language)
