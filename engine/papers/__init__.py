"""Orders in, papers out: Word files → specs, specs and reports → Word and Excel files.

Reading WordprocessingML is a room of its own (`word`); programs that turn older files into .docx
are started by `children` alone.
"""

from engine.papers.annex import annex
from engine.papers.assembled import Role
from engine.papers.importing import Imported, Paper, import_paper, import_papers, summary_of
from engine.papers.side_by_side import PAGE, side_by_side
from engine.papers.specs import project_id

__all__ = [
    "Imported",
    "PAGE",
    "Paper",
    "Role",
    "annex",
    "import_paper",
    "import_papers",
    "project_id",
    "side_by_side",
    "summary_of",
]
