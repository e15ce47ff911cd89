"""The event log: one for each organisation, appended to and never changed."""
