"""Detached SSH signatures (SSHSIG, PROTOCOL.sshsig of OpenSSH): parsed strictly, without judging who signed.

What is taken here stock `ssh-keygen -Y verify` takes too; what it would forgive (CRLF, text after the end, a filled
reserved field, numbers spelled at length or beyond their order, a NUL after a name) is refused, since the file is kept for decades and read by other programs.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sapat.model.points import ORDER
from sapat.model.sshkeys import ED25519, RSA, SK_ECDSA, SK_ED25519, Malformed, PublicKey, Wire, of_blob

BEGIN: Final = b"-----BEGIN SSH SIGNATURE-----\n"
END: Final = b"-----END SSH SIGNATURE-----\n"
MAGIC: Final = b"SSHSIG"
HASHES: Final = ("sha512", "sha256")
_LONGEST: Final = 16_384  # bytes of a file: an RSA key of 16,384 bits and its signature fit, nothing larger is read
_LINES: Final = re.compile(rb"(?:[A-Za-z0-9+/]{1,76}\n)*[A-Za-z0-9+/]{1,76}={0,2}\n")
_ALGORITHMS: Final[Mapping[str, tuple[str, ...]]] = {RSA: ("rsa-sha2-512", "rsa-sha2-256")}  # RSA with SHA-1: never


@dataclass(frozen=True, slots=True)
class Signed:
    """The parts of a signature that is well formed."""

    key: PublicKey
    namespace: str
    hash: str  # of the message: sha512 | sha256
    algorithm: str
    numbers: tuple[int, int] = (0, 0)  # r and s of the curves
    raw: bytes = b""  # of Ed25519 and RSA
    flags: bytes = b""  # of hardware keys: flags and counter, as they were signed

    def message(self, digest: bytes) -> bytes:
        """What the key has signed for a file of this *digest*."""
        parts = (self.namespace.encode(), b"", self.hash.encode(), digest)
        return MAGIC + b"".join(len(part).to_bytes(4, "big") + part for part in parts)


def parse(data: bytes) -> Signed:
    """The signature of an armored file. Raises Malformed that names the part at fault."""
    wire = Wire(dearmored(data))
    if wire.take(len(MAGIC), "magic") != MAGIC:
        raise Malformed("magic")
    if wire.number("version") != 1:
        raise Malformed("version")
    blob = wire.string("key")
    namespace = wire.text("namespace")
    if not namespace:
        raise Malformed("form", "namespace")
    if wire.string("reserved"):
        raise Malformed("form", "reserved")
    hash_ = wire.text("hash")
    if hash_ not in HASHES:
        raise Malformed("hash", hash_)
    signature = wire.string("signature")
    wire.end("signature")
    return _signed(of_blob(blob), namespace, hash_, Wire(signature))


def dearmored(data: bytes) -> bytes:
    """The bytes between the two lines that OpenSSH writes; line ends are LF, and nothing stands before or after."""
    if len(data) > _LONGEST or not (data.startswith(BEGIN) and data.endswith(b"\n" + END)):
        raise Malformed("armor")
    body = data[len(BEGIN) : -len(END)]
    if not _LINES.fullmatch(body):
        raise Malformed("armor")
    text = body.replace(b"\n", b"")
    try:
        made = base64.b64decode(text, validate=True)
    except binascii.Error:
        raise Malformed("armor") from None
    if base64.b64encode(made) != text:
        raise Malformed("armor")
    return made


def _signed(key: PublicKey, namespace: str, hash_: str, wire: Wire) -> Signed:
    """The inner signature, of the algorithm that belongs to the key."""
    algorithm = wire.text("algorithm")
    if algorithm not in _ALGORITHMS.get(key.type, (key.type,)):
        raise Malformed("algorithm", algorithm)
    inner = wire.string("signature")
    flags = wire.take(5, "flags") if key.type.startswith("sk-") else b""
    wire.end("signature")
    if key.type in (ED25519, SK_ED25519):
        if len(inner) != 64 or int.from_bytes(inner[32:], "little") >= ORDER:  # S + L would be a second signature
            raise Malformed("form", "signature")
        return Signed(key, namespace, hash_, algorithm, raw=inner, flags=flags)
    if key.type == RSA:
        if len(inner) != (key.modulus.bit_length() + 7) // 8:
            raise Malformed("form", "signature")
        return Signed(key, namespace, hash_, algorithm, raw=inner)
    pair = Wire(inner)
    numbers = (pair.natural("r"), pair.natural("s"))
    pair.end("signature")
    return Signed(key, namespace, hash_, algorithm, numbers=numbers, flags=flags)


HARDWARE: Final = (SK_ED25519, SK_ECDSA)
