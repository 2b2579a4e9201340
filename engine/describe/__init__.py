"""A file of tables → a proposal of its declaration, with what the proposal is not sure of."""

from engine.describe.describing import Described, GivenFile, describe

__all__ = ["Described", "GivenFile", "describe"]
