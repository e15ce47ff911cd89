"""The two ways in which a check does not succeed."""


class Refuted(Exception):
    """What was claimed is not so; the message says what, and repeats nothing long."""


class Unchecked(Exception):
    """It could not be checked: something needed is not there or cannot be read."""
