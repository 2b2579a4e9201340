"""Where specs are read from: a folder or a git revision, and nothing outside it."""

from engine.trees.folder import FolderTree, OutsideTree, Tree, leads_out
from engine.trees.revision import GitTree, NoRevision, open_revision, repository_of

__all__ = [
    "FolderTree",
    "GitTree",
    "NoRevision",
    "OutsideTree",
    "Tree",
    "leads_out",
    "open_revision",
    "repository_of",
]
