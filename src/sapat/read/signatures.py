"""The door to cryptography: whether the key inside a signature signed exactly the bytes of the file beside it.

That answer depends on two blobs only, so the index keeps it by them, and a warm check verifies nothing. Whose key it is, and
whether it counted that day, is judged by the model from facts that may change.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any, Final

from sapat.model.errors import SapatError
from sapat.model.files import Facts, File
from sapat.model.signatures import SUFFIX, Signature, signed_file
from sapat.model.sshkeys import CURVES, ED25519, RSA, SK_ED25519, Malformed, PublicKey
from sapat.model.sshsig import HARDWARE, Signed, parse
from sapat.model.words import Words
from sapat.read.index import FactIndex
from sapat.read.source import Source

_FORM: Final = "sig"  # of the index: followed by the two blobs
_CURVE_HASHES: Final = {"nistp256": "SHA256", "nistp384": "SHA384", "nistp521": "SHA512"}
_AT_ONCE: Final = 2000  # files whose bytes are held in memory together


def read_signatures(
    source: Source, files: Mapping[str, File], facts: Mapping[str, Facts], index: FactIndex
) -> dict[str, tuple[Signature, ...]]:
    """Every signature among *facts*, by the file it is for; those beside no file stand under "".

    Raises SapatError where there is something to verify and nothing to verify it with: unread is not unsigned.
    """
    pairs = [(path, *signed_file(path, facts)) for path in sorted(facts) if path.endswith(SUFFIX)]
    known = {path: index.get(_FORM, _blobs(files, signed, path)) for path, signed, *_ in pairs if signed}
    fresh = [(path, signed) for path, signed, *_ in pairs if signed and known[path] is None]
    for start in range(0, len(fresh), _AT_ONCE):
        part = fresh[start : start + _AT_ONCE]
        held = {f.path: data for f, data in source.read([files[p] for p in {p for pair in part for p in pair}])}
        for path, signed in part:
            known[path] = fact = Facts(facts[path].sha256, len(held[path]), seen(held[signed], held[path]))
            index.put(_FORM, _blobs(files, signed, path), fact)
    found: dict[str, list[Signature]] = {}
    for path, signed, person, number in pairs:
        row = known.get(path)
        told = row.value if row else {}
        found.setdefault(signed, []).append(Signature(path, signed, person, number, **told))
    return _with_origins(source, files, facts, found)


def _blobs(files: Mapping[str, File], signed: str, path: str) -> str:
    return f"{files[signed].blob}+{files[path].blob}"


def seen(message: bytes, signature: bytes) -> dict[str, str]:
    """What a signature file says of *message*: its key and namespace, and what is wrong with it."""
    try:
        told = parse(signature)
    except Malformed as error:
        return {"fault": error.says, "what": error.what}
    fault = "" if signs(told, message) else "bytes"
    return {"key": told.key.text, "namespace": told.namespace} | ({"fault": fault} if fault else {})


def _with_origins(
    source: Source, files: Mapping[str, File], facts: Mapping[str, Facts], found: Mapping[str, Iterable[Signature]]
) -> dict[str, tuple[Signature, ...]]:
    """The same, where a signature is of other bytes with the neighbouring file they are of, if there is one."""
    made: dict[str, tuple[Signature, ...]] = {}
    for signed, all_ in found.items():
        told = []
        for one in all_:
            if one.fault == "bytes":
                one = replace(one, origin=_origin(source, files, facts, one))
            told.append(one)
        made[signed] = tuple(told)
    return made


def _origin(source: Source, files: Mapping[str, File], facts: Mapping[str, Facts], one: Signature) -> str:
    """The file a signature was made for: looked for in the same register folder or document only."""
    parts = one.path.split("/")
    near = "/".join(parts[:3] if parts[1] == "changes" else parts[:-1]) + "/"
    around = [files[p] for p in facts if p.startswith(near) and p.endswith(".yaml") and p != one.signed]
    data = next(data for _, data in source.read([files[one.path]]))
    told = parse(data)
    return next((file.path for file, held in source.read(around[:_AT_ONCE]) if signs(told, held)), "")


def signs(told: Signed, message: bytes) -> bool:
    """Whether the key of a signature made it over *message*."""
    data = told.message(hashlib.new(told.hash, message).digest())
    if told.key.type in HARDWARE:
        data = hashlib.sha256(told.key.application).digest() + told.flags + hashlib.sha256(data).digest()
    invalid, verifying = _tools()
    try:
        return bool(verifying(told, data))
    except (invalid, ValueError):  # ValueError: a point that is not on its curve
        return False


@lru_cache(maxsize=1)
def _tools() -> tuple[type[Exception], Any]:
    """The exception of an invalid signature, and what verifies one; 30 ms to import, so only where a signature exists."""
    try:
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives import hashes
        from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
        from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
    except ModuleNotFoundError as error:
        raise SapatError(
            Words(
                "бул жерде кол тамгалар бар, аларды текшерүүгө {name} пакети керек",
                "здесь есть подписи, для их проверки нужен пакет {name}",
                "there are signatures here, and to verify them the package {name} is needed",
            ),
            do='pip install "sapat[sign]"',
            name=error.name,
        ) from None
    curves = {"nistp256": ec.SECP256R1(), "nistp384": ec.SECP384R1(), "nistp521": ec.SECP521R1()}

    @lru_cache(maxsize=4096)
    def public(key: PublicKey) -> Any:
        if key.type in (ED25519, SK_ED25519):
            return ed25519.Ed25519PublicKey.from_public_bytes(key.point)
        if key.type == RSA:
            return rsa.RSAPublicNumbers(key.exponent, key.modulus).public_key()
        return ec.EllipticCurvePublicKey.from_encoded_point(curves[CURVES[key.type][0]], key.point)

    def verify(told: Signed, data: bytes) -> bool:
        key = public(told.key)
        if told.key.type in (ED25519, SK_ED25519):
            key.verify(told.raw, data)
        elif told.key.type == RSA:
            kind = hashes.SHA512() if told.algorithm == "rsa-sha2-512" else hashes.SHA256()
            key.verify(told.raw, data, padding.PKCS1v15(), kind)
        else:
            kind = getattr(hashes, _CURVE_HASHES[CURVES[told.key.type][0]])()
            key.verify(encode_dss_signature(*told.numbers), data, ec.ECDSA(kind))
        return True

    return InvalidSignature, verify
