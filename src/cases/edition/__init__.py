"""Editions: what a code of conduct provides for, read from TOML and checked.

Read in this order: procedure, terms, edition, code; then reading and checks.
"""
