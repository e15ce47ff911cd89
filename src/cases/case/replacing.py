"""`dataclasses.replace` at the pace of a history."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import replace as replace
else:

    def replace(part, /, **changes):
        """A copy of a frozen dataclass without slots, with other values in some fields.

        Fields are not set one by one, as the standard library does: replaying a case
        was three quarters that.
        """
        changed = object.__new__(type(part))
        changed.__dict__.update(part.__dict__, **changes)
        return changed
