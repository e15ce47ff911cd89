"""A case as its history makes it: only what decisions need."""
