"""Real SSH keys and signatures, made by ssh-keygen, and hardware signatures made by hand from OpenSSH's PROTOCOL.u2f."""

from __future__ import annotations

import base64
import hashlib
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

SSH_KEYGEN: Final = shutil.which("ssh-keygen")
SMALLEST: Final = {"ed25519": "256", "ecdsa": "256", "rsa": "3072"}


@dataclass(frozen=True)
class Key:
    """A key pair in files, as a person holds it."""

    path: Path

    @property
    def public(self) -> str:
        """`<type> <base64>`, as the register writes it."""
        return " ".join((self.path.parent / (self.path.name + ".pub")).read_text().split()[:2])

    def sign(self, message: bytes, namespace: str, *options: str) -> bytes:
        """The armored signature, made by stock ssh-keygen."""
        told = ["ssh-keygen", "-q", "-Y", "sign", "-f", str(self.path), "-n", namespace, *options]
        return subprocess.run(told, input=message, capture_output=True, check=True).stdout


def key(name: str, kind: str = "ed25519", bits: str = "") -> Key:
    """The key of a name, the same within a test run: making an RSA key takes a second."""
    path = Path(_folder()) / f"{name}-{kind}{bits}"
    if path.exists():
        return Key(path)
    told = ["ssh-keygen", "-q", "-t", kind, "-b", bits or SMALLEST[kind], "-N", "", "-C", "", "-f", str(path)]
    subprocess.run(told, check=True, capture_output=True, stdin=subprocess.DEVNULL)
    return Key(path)


@cache
def _folder() -> str:
    return mkdtemp(prefix="sapat-keys-")


def string(data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + data


def armored(blob: bytes, *, width: int = 70, end: str = "\n") -> bytes:
    text = base64.b64encode(blob).decode()
    lines = [text[at : at + width] for at in range(0, len(text), width)]
    return end.join(["-----BEGIN SSH SIGNATURE-----", *lines, "-----END SSH SIGNATURE-----", ""]).encode()


def blob_of(signature: bytes) -> bytes:
    return base64.b64decode(b"".join(signature.splitlines()[1:-1]))


def envelope(
    key: bytes, namespace: bytes, signature: bytes, *, hash_: bytes = b"sha512", reserved: bytes = b""
) -> bytes:
    """The binary form of a signature, from PROTOCOL.sshsig."""
    parts = (key, namespace, reserved, hash_, signature)
    return b"SSHSIG" + (1).to_bytes(4, "big") + b"".join(string(one) for one in parts)


def hardware(namespace: str, message: bytes, kind: str = "ed25519") -> tuple[str, bytes]:
    """(public key, armored signature) as a FIDO token makes them: flags and a counter are signed with the message."""
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519
    from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    inner = b"SSHSIG" + b"".join(
        string(one) for one in (namespace.encode(), b"", b"sha512", hashlib.sha512(message).digest())
    )
    flags = b"\x01" + (7).to_bytes(4, "big")
    signed = hashlib.sha256(b"ssh:").digest() + flags + hashlib.sha256(inner).digest()
    if kind == "ed25519":
        own = ed25519.Ed25519PrivateKey.generate()
        name = b"sk-ssh-ed25519@openssh.com"
        blob = string(name) + string(own.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)) + string(b"ssh:")
        made = own.sign(signed)
    else:
        other = ec.generate_private_key(ec.SECP256R1())
        name = b"sk-ecdsa-sha2-nistp256@openssh.com"
        point = other.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        blob = string(name) + string(b"nistp256") + string(point) + string(b"ssh:")
        r, s = decode_dss_signature(other.sign(signed, ec.ECDSA(hashes.SHA256())))
        made = string(mpint(r)) + string(mpint(s))
    text = f"{name.decode()} {base64.b64encode(blob).decode()}"
    return text, armored(envelope(blob, namespace.encode(), string(name) + string(made) + flags))


def mpint(number: int) -> bytes:
    return number.to_bytes(number.bit_length() // 8 + 1, "big")


def stock_takes(signature: bytes, message: bytes, public: str, namespace: str, folder: Path) -> bool:
    """Whether stock `ssh-keygen -Y verify` takes a signature as that of *public* for *namespace*."""
    allowed, held = folder / "allowed_signers", folder / "signature"
    allowed.write_text(f'someone namespaces="{namespace}" {public}\n')
    held.write_bytes(signature)
    told = ["ssh-keygen", "-Y", "verify", "-f", str(allowed), "-I", "someone", "-n", namespace, "-s", str(held)]
    return subprocess.run(told, input=message, capture_output=True, check=False).returncode == 0
