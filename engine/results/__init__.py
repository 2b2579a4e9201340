"""What a run gives: verdicts, events, decisions, changes."""
