"""Orders in, papers out: Word files → specs, specs and reports → Word and Excel files.

Reading WordprocessingML is a room of its own (`word`); programs that turn older files into .docx
are started by `children` alone.
"""

from engine.papers.annex import annex
from engine.papers.assembly import Role
from engine.papers.importing import Imported, import_paper
from engine.papers.specs import project_id

__all__ = ["Imported", "Role", "annex", "import_paper", "project_id"]
