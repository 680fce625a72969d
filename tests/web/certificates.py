"""Certificates of the labelled web: one authority that is trusted, one that is not."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import trustme
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from web.model import Tls

_DAY = timedelta(days=1)


class Authority:
    """Makes the TLS of each host, and the file that clients trust."""

    def __init__(self) -> None:
        self._trusted = trustme.CA()
        self._issuer = self._trusted.create_child_ca()
        self._untrusted = trustme.CA(organization_name="Nobody's Authority")

    def write(self, file: Path) -> None:
        """The trusted authority's certificate as PEM."""
        self._trusted.cert_pem.write_to_path(str(file))

    def context(self, host: str, tls: Tls) -> ssl.SSLContext:
        """What a host on port 443 is set up with."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.set_alpn_protocols(["http/1.1"])
        if tls is Tls.OLD_PROTOCOL:
            context.set_ciphers("DEFAULT:@SECLEVEL=0")
            context.minimum_version = ssl.TLSVersion.TLSv1
            context.maximum_version = ssl.TLSVersion.TLSv1_1
        if tls is Tls.ALERT:
            context.sni_callback = lambda *_: ssl.ALERT_DESCRIPTION_UNRECOGNIZED_NAME
        if tls is Tls.SELF_SIGNED:
            _load(context, *_self_signed(host))
        elif tls is Tls.INCOMPLETE:
            made = self._issuer.issue_cert(host)
            _load(context, made.private_key_pem.bytes(), made.cert_chain_pems[0].bytes())
        else:
            self._issued(host, tls).configure_cert(context)
        return context

    def _issued(self, host: str, tls: Tls) -> trustme.LeafCert:
        now = datetime.now(UTC)
        if "_" in host:  # no host name of RFC 952, so only a wildcard certificate may stand for it
            host = f"*.{host.partition('.')[2]}"
        if tls is Tls.EXPIRED:
            return self._trusted.issue_cert(
                host, not_before=now - 400 * _DAY, not_after=now - 9 * _DAY
            )
        if tls is Tls.NOT_YET_VALID:
            return self._trusted.issue_cert(
                host, not_before=now + 40 * _DAY, not_after=now + 300 * _DAY
            )
        if tls is Tls.WRONG_HOST:
            return self._trusted.issue_cert(f"shared-hosting.{'.'.join(host.split('.')[-2:])}")
        return (self._untrusted if tls is Tls.UNTRUSTED else self._trusted).issue_cert(host)


def _load(context: ssl.SSLContext, key: bytes, certificate: bytes) -> None:
    with trustme.Blob(key + certificate).tempfile() as path:
        context.load_cert_chain(path)


def _self_signed(host: str) -> tuple[bytes, bytes]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    now = datetime.now(UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _DAY)
        .not_valid_after(now + 300 * _DAY)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return private, builder.public_bytes(serialization.Encoding.PEM)
