"""What people may ask for, and when the answer is yes.

`command` says what a command is, `order` when a step may be taken; the others are
commands by what they are about.
"""
