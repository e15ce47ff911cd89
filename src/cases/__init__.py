"""Cases: what may happen to a case, and the record of what has happened.

Read in this order: events, case, edition, commands; then handling, log and vault.
"""
