"""Who is asked to cosign and to date the audit trees."""

from cryptography.x509 import load_pem_x509_certificates

from api.mistakes import Mistake
from api.settings import Settings
from cases.tree.dating import Authority
from cases.tree.integrating import NO_WITNESSES
from verify.policy import BadPolicy, Policy


def policy(settings: Settings) -> Policy:
    """The witnesses that are asked, and which of them must have cosigned.

    Raises Mistake when the file does not say so.
    """
    if settings.witnesses is None:
        return NO_WITNESSES
    try:
        return Policy.parse(settings.witnesses.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, BadPolicy) as wrong:
        raise Mistake(f"CASES_WITNESSES: {wrong}") from None


def authority(settings: Settings) -> Authority | None:
    """Who dates the trees, if anybody; Mistake without certificates to check it by."""
    if settings.timestamp_url is None:
        return None
    if settings.timestamp_roots is None:
        raise Mistake("CASES_TIMESTAMP_ROOTS: is not set")
    try:
        roots = load_pem_x509_certificates(settings.timestamp_roots.read_bytes())
    except (OSError, ValueError) as wrong:
        raise Mistake(f"CASES_TIMESTAMP_ROOTS: {wrong}") from None
    return Authority(settings.timestamp_url, roots)
