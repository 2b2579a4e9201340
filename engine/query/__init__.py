"""What is asked of tables: columns, scans and their totals, the rows in scope."""
