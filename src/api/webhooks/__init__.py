"""Telling programs at their own addresses what happens: signed, until it is taken."""
