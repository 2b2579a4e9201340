"""Where specs are read from: a folder or a git revision, and nothing outside it."""

from engine.trees.overlay import OverlayTree
from engine.trees.trees import (
    LONGEST_OBJECT,
    FolderTree,
    GitTree,
    NoRevision,
    OutsideTree,
    Tree,
    content_of,
    is_mask,
    is_meant_by,
    leads_out,
    open_revision,
    repository_of,
)
from engine.trees.yaml_files import is_case_file, is_yaml, twins, yaml_below, yaml_files

__all__ = [
    "LONGEST_OBJECT",
    "FolderTree",
    "GitTree",
    "NoRevision",
    "OutsideTree",
    "OverlayTree",
    "Tree",
    "content_of",
    "is_case_file",
    "is_mask",
    "is_meant_by",
    "is_yaml",
    "leads_out",
    "open_revision",
    "repository_of",
    "twins",
    "yaml_below",
    "yaml_files",
]
