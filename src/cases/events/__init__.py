"""Every fact that can be recorded, by what it is about.

`event` says what an event is; `catalogue` lists them all under their stored names.
"""
