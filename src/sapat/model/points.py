"""Points of the curves that keys stand on: whether a public key is one, by the arithmetic of its curve alone.

A point of small order is a key without a secret: whoever likes makes signatures that hold for it (RFC 8032 5.1; RFC 7748 6).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_P: Final = 2**255 - 19
_D: Final = -121665 * pow(121666, -1, _P) % _P
_A: Final = 486662  # of the same curve in the form of Montgomery, whose doubling needs no second coordinate
ORDER: Final = 2**252 + 27742317777372353535851937790883648493  # of the Ed25519 base point
# curve -> (prime, b) of y^2 = x^3 - 3x + b (FIPS 186-4, D.1.2)
_NIST: Final[Mapping[str, tuple[int, int]]] = {
    "nistp256": (
        2**256 - 2**224 + 2**192 + 2**96 - 1,
        0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B,
    ),
    "nistp384": (
        2**384 - 2**128 - 2**96 + 2**32 - 1,
        0xB3312FA7E23EE7E4988E056BE3F82D19181D9C6EFE8141120314088F5013875AC656398D8A2ED19D2A85C8EDD3EC2AEF,
    ),
    "nistp521": (
        2**521 - 1,
        0x51953EB9618E1C9A1F929A21A0B68540EEA2DA725B99B315F3B8B489918EF109E156193951EC7E937B1652C0BD3BB1BF073573DF883D2C34F1EF451FD46B503F00,
    ),
}


def on_edwards(point: bytes) -> bool:
    """Whether 32 bytes are the one spelling of a point of edwards25519."""
    y = _y(point)
    if y >= _P:
        return False
    square = (y * y - 1) * pow(_D * y * y + 1, -1, _P) % _P
    return pow(square, (_P - 1) // 2, _P) == 1 or (square == 0 and not point[31] & 0x80)


def small_order(point: bytes) -> bool:
    """Whether a point of edwards25519 becomes the neutral one when it is doubled three times."""
    y = _y(point)
    x, z = (1 + y) % _P, (1 - y) % _P
    for _ in range(3):
        x, z = pow(x * x - z * z, 2, _P), 4 * x * z * (x * x + _A * x * z + z * z) % _P
    return z == 0


def on_nist(curve: str, point: bytes) -> bool:
    """Whether an uncompressed point lies on its curve; these have no points of small order."""
    prime, b = _NIST[curve]
    half = len(point) // 2
    x, y = int.from_bytes(point[1 : half + 1], "big"), int.from_bytes(point[half + 1 :], "big")
    return x < prime and y < prime and (y * y - x * x * x + 3 * x - b) % prime == 0


def _y(point: bytes) -> int:
    return int.from_bytes(point, "little") & (2**255 - 1)
