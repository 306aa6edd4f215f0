"""SSH public keys as OpenSSH writes them: strictly parsed, and only of the kinds that a signature may rest on.

A key of the register is `<type> <base64>` without the comment: a comment is mostly a name, and names never enter Git.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Final

from sapat.model.points import on_edwards, on_nist, small_order

RSA_BITS: Final = 3072  # fewer are not believed to hold as long as a record is kept
_RSA_MOST: Final = 16384
_NAME: Final = re.compile(rb"[!-~]{0,64}")
ED25519: Final = "ssh-ed25519"
RSA: Final = "ssh-rsa"
SK_ED25519: Final = "sk-ssh-ed25519@openssh.com"
SK_ECDSA: Final = "sk-ecdsa-sha2-nistp256@openssh.com"
# type -> (name of the curve, length of an uncompressed point)
CURVES: Final[Mapping[str, tuple[str, int]]] = {
    "ecdsa-sha2-nistp256": ("nistp256", 65),
    "ecdsa-sha2-nistp384": ("nistp384", 97),
    "ecdsa-sha2-nistp521": ("nistp521", 133),
    SK_ECDSA: ("nistp256", 65),
}
TYPES: Final = (ED25519, SK_ED25519, *CURVES, RSA)


class Malformed(ValueError):
    """Bytes that are not what they should be; `says` names the sentence of a rule, `what` the part at fault."""

    def __init__(self, says: str, what: str = "") -> None:
        self.says = says
        self.what = what
        super().__init__(f"{says} {what}".strip())


class Wire:
    """Reads the SSH wire format (RFC 4251, 5): every length fits, and nothing is left over unasked."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def take(self, length: int, what: str) -> bytes:
        if length > len(self._data) - self._at:
            raise Malformed("short", what)
        self._at += length
        return self._data[self._at - length : self._at]

    def number(self, what: str) -> int:
        return int.from_bytes(self.take(4, what), "big")

    def string(self, what: str) -> bytes:
        return self.take(self.number(what), what)

    def text(self, what: str) -> str:
        """A name: short and printable, since it is told to people, and since OpenSSH drops a NUL at its end."""
        told = self.string(what)
        if not _NAME.fullmatch(told):
            raise Malformed("form", what)
        return told.decode("ascii")

    def natural(self, what: str) -> int:
        """A positive mpint in its only canonical form: two spellings of one number would be two signatures."""
        told = self.string(what)
        if not told or told[0] & 0x80 or (told[0] == 0 and (len(told) == 1 or not told[1] & 0x80)):
            raise Malformed("form", what)
        return int.from_bytes(told, "big")

    def end(self, what: str) -> None:
        if self._at != len(self._data):
            raise Malformed("trailing", what)


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A key that may be signed with: its type, its wire form, and its numbers by the needs of the type."""

    type: str
    blob: bytes
    point: bytes = b""  # of Ed25519 and of the curves
    modulus: int = 0
    exponent: int = 0
    application: bytes = b""  # of hardware keys

    @property
    def text(self) -> str:
        """As the register writes it."""
        return f"{self.type} {base64.b64encode(self.blob).decode()}"

    @property
    def fingerprint(self) -> str:
        """As `ssh-keygen -l` prints it."""
        return fingerprint(self.blob)


def fingerprint(blob: bytes) -> str:
    return "SHA256:" + base64.b64encode(sha256(blob).digest()).decode().rstrip("=")


@lru_cache(maxsize=4096)  # the keys of an institution stand in every signature
def of_blob(blob: bytes) -> PublicKey:
    """The key of a wire form. Raises Malformed for what is none, is weak, or may not be signed with."""
    wire = Wire(blob)
    type_ = wire.text("type")
    if type_ not in TYPES:
        raise Malformed("type", type_)
    if type_ == RSA:
        exponent, modulus = wire.natural("exponent"), wire.natural("modulus")
        wire.end("key")
        if not RSA_BITS <= modulus.bit_length() <= _RSA_MOST or exponent < 3 or not exponent & modulus & 1:
            raise Malformed("weak", f"RSA {modulus.bit_length()}")
        return PublicKey(type_, blob, modulus=modulus, exponent=exponent)
    if type_ in CURVES:
        curve, length = CURVES[type_]
        if wire.text("curve") != curve:
            raise Malformed("form", "curve")
        point = wire.string("point")
        if len(point) != length or point[0] != 4:
            raise Malformed("form", "point")
    else:
        point = wire.string("point")
        if len(point) != 32:
            raise Malformed("form", "point")
    application = wire.string("application") if type_.startswith("sk-") else b""
    wire.end("key")
    if not (on_nist(CURVES[type_][0], point) if type_ in CURVES else on_edwards(point)):
        raise Malformed("form", "point")
    if type_ not in CURVES and small_order(point):
        raise Malformed("order", type_)
    return PublicKey(type_, blob, point=point, application=application)


def of_text(text: str) -> PublicKey:
    """The key of a line of the register. Raises Malformed, also where the words before and inside the base64 differ."""
    words = text.split(" ")
    if len(words) > 2:
        raise Malformed("comment" if words[0] in TYPES else "options")
    if len(words) < 2:
        raise Malformed("line")
    try:
        blob = base64.b64decode(words[1], validate=True)
    except (binascii.Error, ValueError):
        raise Malformed("line") from None
    if base64.b64encode(blob).decode() != words[1]:
        raise Malformed("line")
    key = of_blob(blob)
    if key.type != words[0]:
        raise Malformed("form", "type")
    return key
