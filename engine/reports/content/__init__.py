"""From an outcome to sentences and rows: the one view model that HTML and Markdown share."""
