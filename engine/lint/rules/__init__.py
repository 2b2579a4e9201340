"""The checks of documents: one file a subject, listed in `engine.lint.DOCUMENT_CHECKS`."""
