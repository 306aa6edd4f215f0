"""Our reading of SSH signatures against stock ssh-keygen: never more lenient, and stricter only where we say so."""

from __future__ import annotations

import base64
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from sapat.model.points import ORDER, on_edwards, small_order
from sapat.model.sshkeys import Malformed, of_text
from sapat.read.signatures import seen
from tests.support.keys import (
    SSH_KEYGEN,
    armored,
    blob_of,
    envelope,
    hardware,
    key,
    mpint,
    stock_takes,
    string,
)

MESSAGE = "schema: agreement/1\nrole: юрист\n".encode()
NAMESPACE = "sapat-check"
KINDS = (("ed25519", ""), ("ecdsa", "256"), ("ecdsa", "384"), ("ecdsa", "521"), ("rsa", "3072"), ("rsa", "4096"))
stock = pytest.mark.skipif(SSH_KEYGEN is None, reason="ssh-keygen is not here")


def taken(signature: bytes, public: str, message: bytes = MESSAGE, namespace: str = NAMESPACE) -> bool:
    """Our answer to the question that ssh-keygen is asked."""
    told = seen(message, signature)
    return not told.get("fault") and told["key"] == public and told["namespace"] == namespace


def good(kind: str, bits: str) -> tuple[str, bytes]:
    if kind.startswith("sk-"):
        return hardware(NAMESPACE, MESSAGE, kind[3:])
    one = key("differential", kind, bits)
    return one.public, one.sign(MESSAGE, NAMESPACE)


@stock
@pytest.mark.parametrize(("kind", "bits"), [*KINDS, ("sk-ed25519", ""), ("sk-ecdsa", "")])
def test_a_good_signature_is_taken_by_both(kind: str, bits: str, tmp_path: Path) -> None:
    public, signature = good(kind, bits)
    assert taken(signature, public)
    assert stock_takes(signature, MESSAGE, public, NAMESPACE, tmp_path)
    assert of_text(public).text == public


@stock
@pytest.mark.parametrize("hash_", ["sha256", "sha512"])
def test_both_hashes_of_the_message_are_taken(hash_: str, tmp_path: Path) -> None:
    one = key("differential")
    signature = one.sign(MESSAGE, NAMESPACE, "-O", f"hashalg={hash_}")
    assert taken(signature, one.public)
    assert stock_takes(signature, MESSAGE, one.public, NAMESPACE, tmp_path)


def flipped(signature: bytes, seed: int) -> Iterator[bytes]:
    """One changed byte in each part of the binary form, and in the armor."""
    rng = random.Random(seed)
    blob = blob_of(signature)
    for at in sorted({*range(40), *rng.sample(range(len(blob)), 40)}):
        yield armored(blob[:at] + bytes([blob[at] ^ (1 << rng.randrange(8))]) + blob[at + 1 :])
    for at in rng.sample(range(len(signature)), 20):
        yield signature[:at] + bytes([signature[at] ^ 1]) + signature[at + 1 :]


@stock
@pytest.mark.parametrize(("kind", "bits"), [("ed25519", ""), ("ecdsa", "256"), ("rsa", "3072"), ("sk-ed25519", "")])
def test_with_one_byte_changed_both_refuse_and_no_byte_makes_us_lenient(kind: str, bits: str, tmp_path: Path) -> None:
    public, signature = good(kind, bits)
    for broken in flipped(signature, 20261122):
        ours, theirs = taken(broken, public), stock_takes(broken, MESSAGE, public, NAMESPACE, tmp_path)
        assert not ours, broken
        assert not theirs or base64_only(broken, signature), broken


def base64_only(broken: bytes, signature: bytes) -> bool:
    """Whether only the spelling of the armor differs: OpenSSH forgives that, we do not."""
    try:
        return blob_of(broken) == blob_of(signature)
    except ValueError:
        return False


def variants() -> Iterator[tuple[str, bytes, bool]]:
    """(name, signature, whether some OpenSSH forgives it)."""
    one = key("differential")
    signature = one.sign(MESSAGE, NAMESPACE)
    blob = blob_of(signature)
    raw = base64.b64decode(one.public.split(" ")[1])
    inner = string(b"ssh-ed25519") + string(blob[-64:])
    assert envelope(raw, NAMESPACE.encode(), inner) == blob
    yield "another namespace", one.sign(MESSAGE, "git"), False
    yield "another message", one.sign(MESSAGE + b" ", NAMESPACE), False
    yield "another key", key("other").sign(MESSAGE, NAMESPACE), False
    yield "no end", signature[:-30], False
    yield "half of it", signature[: len(signature) // 2], False
    yield "nothing", b"", False
    yield "the message itself", MESSAGE, False
    yield "a word before it", b"x" + signature, False
    yield "an unknown hash", armored(envelope(raw, NAMESPACE.encode(), inner, hash_=b"md5")), False
    yield "the other hash", armored(envelope(raw, NAMESPACE.encode(), inner, hash_=b"sha256")), False
    yield "no namespace", armored(envelope(raw, b"", inner)), False
    yield "version 2", armored(blob[:9] + b"\x02" + blob[10:]), False
    yield "bytes after the signature", armored(blob + b"\0"), False
    yield "bytes after the inner one", armored(envelope(raw, NAMESPACE.encode(), inner + b"\0")), False
    yield "bytes after the key", armored(envelope(raw + b"\0", NAMESPACE.encode(), inner)), False
    yield "of another algorithm", armored(envelope(raw, NAMESPACE.encode(), string(b"ssh-rsa") + inner[15:])), False
    yield "a short one", armored(envelope(raw, NAMESPACE.encode(), inner[:-2])), False
    yield "a filled reserved field", armored(envelope(raw, NAMESPACE.encode(), inner, reserved=b"x")), True
    yield "CRLF", signature.replace(b"\n", b"\r\n"), True
    yield "text after the end", signature + b"more\n", True
    yield "one long line", armored(blob, width=4000), True
    yield "no last line end", signature[:-1], True
    yield "a NUL after the namespace", armored(envelope(raw, NAMESPACE.encode() + b"\0", inner)), True
    yield "a NUL after the hash", armored(envelope(raw, NAMESPACE.encode(), inner, hash_=b"sha512\0")), True
    yield (
        "a NUL after the algorithm",
        armored(envelope(raw, NAMESPACE.encode(), string(b"ssh-ed25519\0") + inner[15:])),
        True,
    )
    yield "a namespace in capitals", one.sign(MESSAGE, NAMESPACE.upper()), False
    yield "a namespace that moves the cursor", one.sign(MESSAGE, "sapat\x1b[2J"), False
    yield "a namespace of 5,000 letters", one.sign(MESSAGE, "x" * 5000), False
    yield (
        "S + L for S",
        armored(blob[:-32] + (int.from_bytes(blob[-32:], "little") + ORDER).to_bytes(32, "little")),
        True,
    )
    yield "two in one file", signature * 2, True


@stock
def test_every_broken_signature_is_refused_and_what_openssh_may_forgive_is_known(tmp_path: Path) -> None:
    public = key("differential").public
    for name, broken, forgiven in variants():
        assert not taken(broken, public), name
        assert not stock_takes(broken, MESSAGE, public, NAMESPACE, tmp_path) or forgiven, name


@stock
def test_a_number_spelled_at_length_is_not_another_signature(tmp_path: Path) -> None:
    one = key("differential", "ecdsa", "256")
    blob = blob_of(one.sign(MESSAGE, NAMESPACE))
    at = blob.rindex(b"ecdsa-sha2-nistp256") + 19 + 4
    size = int.from_bytes(blob[at : at + 4], "big")
    r, s = blob[at + 4 : at + 4 + size], blob[at + 4 + size + 4 :]
    raw = base64.b64decode(one.public.split(" ")[1])

    def made(first: bytes, second: bytes) -> bytes:
        inner = string(b"ecdsa-sha2-nistp256") + string(string(first) + string(second))
        return armored(envelope(raw, NAMESPACE.encode(), inner))

    assert taken(made(r, s), one.public)
    assert not taken(made(b"\0\0" + r, s), one.public)
    order = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
    twin = made(
        r, mpint(order - int.from_bytes(s, "big"))
    )  # both hold mathematically: a person counts once all the same
    assert taken(twin, one.public) == stock_takes(twin, MESSAGE, one.public, NAMESPACE, tmp_path)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("", "line"),
        ("ssh-ed25519", "line"),
        ("ssh-ed25519 AAAA!", "line"),
        ("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIG9A", "short"),
        ("ssh-dss " + base64.b64encode(string(b"ssh-dss")).decode(), "type"),
        ("x " + base64.b64encode(string(b"ssh-ed25519-cert-v01@openssh.com")).decode(), "type"),
        ("ssh-ed25519 " + base64.b64encode(string(b"ssh-ed25519") + string(b"1" * 31)).decode(), "form"),
        ("ssh-ed25519 " + base64.b64encode(string(b"ssh-ed25519") + string(b"1" * 32) + b"0").decode(), "trailing"),
        ("ssh-rsa " + base64.b64encode(string(b"ssh-ed25519") + string(b"1" * 32)).decode(), "form"),
        ("ssh-ed25519 " + base64.b64encode(string(b"ssh-ed25519") + string(b"1" * 32)).decode() + " aida", "comment"),
        ("cert-authority ssh-ed25519 AAAA", "options"),
        ('command="ls -l",no-pty ssh-ed25519 AAAA', "options"),
        ("ecdsa-sha2-nistp256 " + base64.b64encode(string(b"ecdsa-sha2-nistp256") + string(b"nistp256") + string(b"\4" + b"1" * 64)).decode(), "form"),
        ("ssh-rsa " + base64.b64encode(string(b"ssh-rsa") + string(b"\x03") + string(b"\x7f" + b"\xff" * 255)).decode(), "weak"),
    ],
)  # fmt: skip
def test_a_line_that_is_no_key_is_refused_by_name(line: str, says: str) -> None:
    with pytest.raises(Malformed) as caught:
        of_text(line)
    assert caught.value.says == says


def test_what_a_line_names_is_printable_and_short_wherever_it_is_told() -> None:
    one = key("differential")
    raw = base64.b64decode(one.public.split(" ")[1])
    for made in (
        envelope(string(b"\x1b[31mssh\n::error::x"), b"sapat-check", b""),
        envelope(raw, b"sapat-check", string(b"z" * 9000)),
        envelope(raw, b"sapat-check", b"", hash_=b"\x1b]0;x\x07"),
    ):
        told = seen(MESSAGE, armored(made))
        assert told["fault"] == "form"
        assert told["what"].isprintable()
        assert len(told["what"]) < 20


PRIME = 2**255 - 19
EIGHTH = 0x5FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826  # y of a point of order 8


@pytest.mark.parametrize("y", [1, 0, PRIME - 1, EIGHTH, PRIME - EIGHTH])
def test_a_point_of_small_order_is_no_key(y: int) -> None:
    for sign in (0, 0x80):
        point = y.to_bytes(32, "little")
        point = point[:31] + bytes([point[31] | sign])
        if y in (1, PRIME - 1) and sign:  # x is 0: there is no such point
            assert not on_edwards(point)
            continue
        assert on_edwards(point)
        assert small_order(point)
        with pytest.raises(Malformed) as caught:
            of_text("ssh-ed25519 " + base64.b64encode(string(b"ssh-ed25519") + string(point)).decode())
        assert caught.value.says == "order"


def test_what_anybody_makes_with_a_key_that_has_no_secret_proves_nothing() -> None:
    raw = string(b"ssh-ed25519") + string((1).to_bytes(32, "little"))
    inner = string(b"ssh-ed25519") + string((1).to_bytes(32, "little") + bytes(32))
    assert seen(MESSAGE, armored(envelope(raw, NAMESPACE.encode(), inner)))["fault"] == "order"


def test_a_point_has_one_spelling() -> None:
    assert not on_edwards((PRIME + 1).to_bytes(32, "little"))
    assert not on_edwards(b"1" * 32)
    assert not small_order(base64.b64decode(key("differential").public.split(" ")[1])[-32:])
