"""Copies of the logs: taken, kept, put back, and what has to follow that."""
