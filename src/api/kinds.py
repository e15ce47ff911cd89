"""The kinds of problems, the same wherever they occur (RFC 9457).

A refusal is 409: the request was understood and could be granted in another state of
the case or to another office. 422 is for what no state of any case would allow.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Kind:
    """One kind of problem, the same wherever it occurs."""

    status: int
    title: str
    meaning: str


KINDS: Final[Mapping[str, Kind]] = {
    "bad-request": Kind(
        400,
        "The request cannot be read",
        "The body is not the JSON that RFC 8259 and this service allow (one value, no "
        "repeated names, no lone surrogates, integers within 2^53), or a header has "
        "another form than documented. `rule` says what was broken.",
    ),
    "unauthenticated": Kind(
        401,
        "Nobody is known to be asking",
        "The request carries no bearer token, or one that this service does not "
        "accept. Why it does not is not said.",
    ),
    "not-permitted": Kind(
        403,
        "The office does not allow this",
        "The caller may know of what was asked about, but the office acted in gives no "
        "right to do it. `clause` says whose right it is.",
    ),
    "not-found": Kind(
        404,
        "Nothing here",
        "There is nothing at this address, or nothing the caller may know of. Which "
        "of the two is not said.",
    ),
    "method-not-allowed": Kind(
        405,
        "Not a method of this address",
        "The header Allow lists the methods there are.",
    ),
    "not-acceptable": Kind(
        406,
        "The answer has another media type",
        "The Accept header leaves out what is spoken here: JSON, unless documented "
        "otherwise.",
    ),
    "refused": Kind(
        409,
        "A rule does not allow this now",
        "The code of conduct, or data protection, forbids it in the state the case is "
        "in. `clause` is the place that says so. The case is as it was.",
    ),
    "erased": Kind(
        410,
        "The text has been made unreadable",
        "It existed and its retention ended. Nothing can bring it back.",
    ),
    "outdated": Kind(
        412,
        "The case has moved on",
        "If-Match names another version than the case is at. Read it again.",
    ),
    "too-large": Kind(
        413, "The body is too large", "The limit is a setting of the service."
    ),
    "unsupported-media-type": Kind(
        415, "Only JSON is understood here", "Content-Type must be application/json."
    ),
    "invalid": Kind(
        422,
        "The request breaks rules of form",
        "Each of `errors` points to a part of the request and names the rule it "
        "breaks. What was sent is not repeated.",
    ),
    "key-reused": Kind(
        422,
        "The Idempotency-Key belongs to another command",
        "A key may be sent again only with the command it was first sent with.",
    ),
    "file-type": Kind(
        415,
        "Files of this kind are not taken",
        "What a file is is seen by its content. Which kinds are taken is a setting.",
    ),
    "file-too-large": Kind(
        413,
        "The file is too large",
        "Or it is longer than was said when it was begun. The limit is a setting of "
        "the service; `Upload-Limit` says it.",
    ),
    "offset": Kind(
        409,
        "The file goes on elsewhere",
        "`Upload-Offset` says how much of it has arrived: what is sent goes on there. "
        "Or somebody else is sending it at this moment.",
    ),
    "file-unreadable": Kind(
        422,
        "The file cannot be read as what it is",
        "It is broken, or holds more than can be looked through. Nothing of it is "
        "kept.",
    ),
    "infected": Kind(
        422,
        "A virus scanner refuses the file",
        "Nothing of it is kept.",
    ),
    "version-missing": Kind(
        428,
        "The version acted on is missing",
        "A command needs If-Match with the ETag of the case as it was read.",
    ),
    "too-many": Kind(
        429,
        "Too much is asked at once",
        "Each caller has a share of what is asked in a minute. People without an "
        "account have one together, so that none of them has to be told from the "
        "others; events are followed on a few connections at once. Try again after "
        "Retry-After seconds; a report sent again with its Idempotency-Key is received "
        "once.",
    ),
    "failure": Kind(
        500,
        "The service made a mistake",
        "`id` finds the line in the service's log; it is left out for those of whom "
        "nothing is kept. A command sent again with its Idempotency-Key happens once.",
    ),
    "tampered": Kind(
        500,
        "A record is not as it was written",
        "A digest or seal does not fit. Nothing is shown; the operators are alarmed.",
    ),
    "unavailable": Kind(
        503,
        "A store does not answer",
        "Nothing was shown. Try again after Retry-After seconds; a command sent again "
        "with its Idempotency-Key happens once.",
    ),
    "quarantined": Kind(
        503,
        "The log is in quarantine",
        "It is not what was signed of it: the database went back in time, or something "
        "was removed. Nothing is recorded until somebody has looked.",
    ),
    "not-yet": Kind(
        503,
        "The position is not yet visible",
        "The projections have not reached `after`. Try again after Retry-After "
        "seconds.",
    ),
}
"""Every kind by its name; `/problems/{name}` serves it."""
