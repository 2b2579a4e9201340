"""Every address of the workspace."""

from engine.web.rooms import (
    api,
    assisting,
    declaring,
    editing,
    entrance,
    figures,
    forms,
    importing,
    journal,
    judging,
    projects,
    proving,
    renaming,
    roadmaps,
    tables,
    weeks,
)
from engine.web.visits import Page

PAGES: tuple[Page, ...] = (
    *entrance.PAGES,
    *projects.PAGES,
    *judging.PAGES,
    *roadmaps.PAGES,
    *proving.PAGES,
    *weeks.PAGES,
    *figures.PAGES,
    *editing.PAGES,
    *assisting.PAGES,
    *renaming.PAGES,
    *forms.PAGES,
    *tables.PAGES,
    *declaring.PAGES,
    *importing.PAGES,
    *journal.PAGES,
    *api.PAGES,
)
