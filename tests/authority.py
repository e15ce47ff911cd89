"""A time-stamping authority (RFC 3161) that exists for tests alone."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from asn1crypto import algos, cms, core, tsp, x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509 import (
    BasicConstraints,
    Certificate,
    CertificateBuilder,
    ExtendedKeyUsage,
    KeyUsage,
    Name,
    NameAttribute,
    SubjectKeyIdentifier,
    random_serial_number,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

POLICY = "1.3.6.1.4.1.99999.1"
DIGEST = algos.DigestAlgorithm({"algorithm": "sha256"})


def _named(name: str) -> Name:
    return Name([NameAttribute(NameOID.COMMON_NAME, name)])


def _certified(
    name: str,
    key: ec.EllipticCurvePrivateKey,
    issuer: "tuple[str, ec.EllipticCurvePrivateKey] | None",
) -> Certificate:
    by, with_key = issuer or (name, key)
    now = datetime.now(UTC)
    builder = (
        CertificateBuilder()
        .subject_name(_named(name))
        .issuer_name(_named(by))
        .public_key(key.public_key())
        .serial_number(random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(BasicConstraints(issuer is None, None), critical=True)
        .add_extension(SubjectKeyIdentifier.from_public_key(key.public_key()), False)
        .add_extension(_usage(issuer is None), critical=True)
    )
    if issuer:
        purpose = ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        builder = builder.add_extension(purpose, critical=True)
    return builder.sign(with_key, hashes.SHA256())


def _usage(root: bool) -> KeyUsage:
    never = dict.fromkeys(
        (
            "content_commitment",
            "key_encipherment",
            "data_encipherment",
            "key_agreement",
            "encipher_only",
            "decipher_only",
        ),
        False,
    )
    return KeyUsage(
        digital_signature=not root, key_cert_sign=root, crl_sign=root, **never
    )


@dataclass
class Authority:
    """Answers requests; its clock may be wrong by so much."""

    wrong_by: timedelta = timedelta()
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )

    def __post_init__(self) -> None:
        root_key = ec.generate_private_key(ec.SECP256R1())
        self.root = _certified("Root for tests", root_key, None)
        self.own = _certified("Clock for tests", self.key, ("Root for tests", root_key))

    def answer(self, request: bytes, *, about: bytes | None = None) -> bytes:
        """The response to a request; `about` says that it dates other bytes."""
        asked = tsp.TimeStampReq.load(request)
        imprint = asked["message_imprint"]
        if about is not None:
            digest = sha256(about).digest()
            imprint = {"hash_algorithm": DIGEST, "hashed_message": digest}
        info = tsp.TSTInfo(
            {
                "version": "v1",
                "policy": POLICY,
                "message_imprint": imprint,
                "serial_number": random_serial_number(),
                "gen_time": (datetime.now(UTC) + self.wrong_by).replace(microsecond=0),
                "nonce": asked["nonce"],
            }
        )
        return self._response(info).dump()  # type: ignore[no-any-return]

    def _response(self, info: Any) -> Any:
        own = x509.Certificate.load(self.own.public_bytes(serialization.Encoding.DER))
        attributes = cms.CMSAttributes(
            [
                {"type": "content_type", "values": ["tst_info"]},
                {
                    "type": "message_digest",
                    "values": [sha256(info.dump()).digest()],
                },
                {
                    "type": "signing_certificate_v2",
                    "values": [{"certs": [{"cert_hash": sha256(own.dump()).digest()}]}],
                },
            ]
        )
        signature = self.key.sign(attributes.dump(), ec.ECDSA(hashes.SHA256()))
        signer = {
            "version": "v1",
            "sid": {
                "issuer_and_serial_number": {
                    "issuer": own.issuer,
                    "serial_number": own.serial_number,
                }
            },
            "digest_algorithm": DIGEST,
            "signed_attrs": attributes,
            "signature_algorithm": {"algorithm": "sha256_ecdsa"},
            "signature": signature,
        }
        signed = cms.SignedData(
            {
                "version": "v3",
                "digest_algorithms": [DIGEST],
                "encap_content_info": {
                    "content_type": "tst_info",
                    "content": core.ParsableOctetString(info.dump()),
                },
                "certificates": [own],
                "signer_infos": [signer],
            }
        )
        content = {"content_type": "signed_data", "content": signed}
        return tsp.TimeStampResp(
            {"status": {"status": "granted"}, "time_stamp_token": content}
        )
