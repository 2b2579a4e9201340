"""The formats of reports: writers over one content, one file a format."""
