"""A witness (C2SP tlog-witness): cosigns what follows on all that it saw before.

For somebody else's machine, with the standard library and `cryptography` alone. It
knows each log by the key it was told, keeps the last checkpoint of each in a file, and
refuses, and keeps, whatever does not follow on it.
"""
