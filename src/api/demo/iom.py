"""Demo cases of IOM."""

TELLINGS = ()
