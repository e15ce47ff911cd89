"""Demo cases of IMS."""

TELLINGS = ()
