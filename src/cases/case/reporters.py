"""Whether whoever reported a case is known, and can be written to."""

from cases.case.case import Case


def reads(case: Case) -> bool:
    """Whoever reported has an account, or a mailbox, in which they can answer."""
    marked = any(one.marks.reporter for one in case.concealed)
    return bool(case.reporter or marked)


def unknown(case: Case) -> bool:
    """Nobody can say who reported, or did not; they are asked to object instead."""
    if case.identity_mode == "anonymous":
        return True
    return case.identity_mode is not None and not reads(case)
