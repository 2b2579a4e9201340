"""From an outcome to sentences and rows: the one view model that HTML and Markdown share."""

from engine.reports.content.report import view_report

__all__ = ["view_report"]
