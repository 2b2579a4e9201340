"""How the text of an indicator is read by checks."""
