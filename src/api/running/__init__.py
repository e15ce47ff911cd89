"""Everything that `make run` starts: PostgreSQL, the API and the followers."""
