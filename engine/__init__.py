"""A rules engine for roadmaps of education-quality management."""

__version__ = "0.1.0"
