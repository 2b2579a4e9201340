"""`roadmap lsp`: a language server, a thin door to `engine.editing.assist` and the checks."""
