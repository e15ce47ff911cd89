"""Checks an audit trail from outside, with the standard library and `cryptography`.

Also the formats that the service writes, so that both sides read the same lines.
"""
