"""What a bundle of evidence says of itself: always these words, no forger's."""

from collections.abc import Mapping
from typing import Any, Final

_WORDS: Final = """\
The history of case {case} of {organisation}, as it may be shown to: {audience}.

history.html is for reading. Everything else is for checking, without the organisation
and without a network:

    pip install cases_verify-*.whl
    cases-verify bundle THIS.zip --key KEY

The wheel is made by `make verifier` from the source of conduct-cases; take it from
somebody you trust, too.

KEY is the verifier key of {origin}. Get it from somebody who had it from the
organisation, not from whoever gave you this file. With --witness or --policy you also
ask for the cosignatures of witnesses: without them nobody but the organisation says
that others are shown the same history.

entries/       what the log holds of each event, byte for byte
proofs/        that each of them is in the tree of the checkpoint (C2SP tlog-proof)
checkpoint     what the log signed, and what witnesses cosigned (C2SP tlog-checkpoint)
history.json   the history; history.html is made of it and of nothing else
manifest.json  what is shown, and what is withheld and why
sealed/        sealed texts whose keys are disclosed in history.json, if there are any

Any other program that knows RFC 9162 and the C2SP formats can check the proofs too.
"""


def readme(about: Mapping[str, Any]) -> bytes:
    """The text of `README.txt`; of case, organisation, audience and origin."""
    return _WORDS.format_map(about).encode()
