"""CPU seconds of verifying 5,000 Ed25519 signatures of 20 keys: `ours` as `sapat check` reads them, `raw` the mathematics alone."""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from sapat.model.sshsig import parse
from sapat.read.signatures import seen
from sapat.write import signer
from sapat.write.signer import signed

MANY = 5_000
PEOPLE = 20


def used() -> float:
    return sum(os.times()[:4])


def made() -> list[tuple[bytes, bytes]]:
    """(message, armored signature) of each of 5,000 records."""
    signer.shutil.which = lambda _: None  # in this process: 5,000 runs of ssh-keygen would take a minute
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number in range(PEOPLE):
            path = Path(folder, str(number))
            own = Ed25519PrivateKey.generate()
            path.write_bytes(own.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption()))
            public = own.public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH)
            path.with_suffix(".pub").write_bytes(public)
            paths.append(str(path))
        messages = [f"schema: change/1\nversion: 1.{number}\n".encode() * 40 for number in range(MANY)]
        return [(m, signed(m, paths[n % PEOPLE], "", "sapat-approve")) for n, m in enumerate(messages)]


pairs = made()
if sys.argv[1] == "ours":
    before = used()
    told = [seen(message, armored) for message, armored in pairs]
    assert not any(one.get("fault") for one in told)
else:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    parsed = [(parse(armored), hashlib.sha512(message).digest()) for message, armored in pairs]
    ready = [(Ed25519PublicKey.from_public_bytes(one.key.point), one.raw, one.message(sha)) for one, sha in parsed]
    before = used()
    for key, raw, data in ready:
        key.verify(raw, data)
print(used() - before)
