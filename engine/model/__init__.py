"""What a spec is made of, typed and frozen."""
