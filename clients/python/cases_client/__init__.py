"""A typed client of the service, which needs nothing but Python."""
