"""Whenever … then …: what follows from an event without anybody's asking.

`table` lists the rules; `happened` says what they are told, and what they may ask.
"""
