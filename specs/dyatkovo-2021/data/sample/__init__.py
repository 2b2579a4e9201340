"""The synthetic district: what make_tables.py writes into the sample tables."""
