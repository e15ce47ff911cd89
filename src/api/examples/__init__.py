"""One case told from its report to its end: the examples of the documentation."""
