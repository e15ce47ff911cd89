"""Whom to trust, from what was given on the command line."""

from collections.abc import Sequence
from pathlib import Path

from verify.errors import Refuted, Unchecked
from verify.note import COSIGNATURE, ED25519, Verifier
from verify.policy import LARGEST_POLICY, BadPolicy, Group, Policy

_ALL = "all"


def trusted(
    keys: Sequence[str], witnesses: Sequence[str], policy: Path | None
) -> Policy:
    """A policy of these keys, or the one in a file; Unchecked without either.

    A key is `name+id+base64`, or a file of it. Every witness must have cosigned.
    """
    if policy is not None:
        if keys or witnesses:
            raise Unchecked("a policy has its own keys: give it, or keys, not both")
        return _read(policy)
    if not keys:
        raise Unchecked(
            "no key is trusted: get the log's verifier key from somebody who had it "
            "from the organisation, not from the log, and give it with --key"
        )
    named = {key: _key(key, COSIGNATURE) for key in witnesses}
    groups = {_ALL: Group(len(named), tuple(named))} if named else {}
    logs = tuple(_key(key, ED25519) for key in keys)
    return Policy(logs, named, groups, _ALL if named else None)


def _read(path: Path) -> Policy:
    try:
        content = path.read_bytes()
        if len(content) > LARGEST_POLICY:
            raise Unchecked("the policy is too large")
        return Policy.parse(content.decode("utf-8", "surrogateescape"))
    except OSError as failed:
        raise Unchecked("the policy cannot be read") from failed
    except BadPolicy as bad:
        raise Unchecked(f"the policy cannot be followed: {bad}") from bad


def _key(given: str, kind: int) -> Verifier:
    try:
        if "+" not in given:
            given = Path(given).read_text("utf-8").strip()
        key = Verifier.parse(given)
    except (OSError, ValueError) as failed:
        raise Unchecked("a key cannot be read") from failed
    except Refuted as refused:
        raise Unchecked(f"a key cannot be used: {refused}") from refused
    if key.kind != kind:
        raise Unchecked("a log's key goes with --key, a witness's with --witness")
    return key
