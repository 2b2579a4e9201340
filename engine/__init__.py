"""A rules engine for roadmaps of education-quality management."""

__version__ = "0.2.0"
