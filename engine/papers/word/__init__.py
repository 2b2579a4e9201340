"""The one door to WordprocessingML: bytes of a .docx → a document with addresses."""

from engine.papers.word.reading import read_docx

__all__ = ["read_docx"]
