"""What holds for all tests."""

import os

os.environ["ROADMAP_NO_CACHE"] = "1"
"""Tests see what the program computes, not what it computed before; those of the cache say so."""
