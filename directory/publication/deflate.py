"""Gzip answers made by joining pieces that were deflated when their records were published.

Compressing a page of fifty services on every request costs more than everything else together.
RFC 1951 lets deflated blocks follow one another, and RFC 1952 wants one CRC over the whole, which
can be worked out from the CRCs of the parts. A stored piece is

    CRC-32 of the plain text      4 bytes, big-endian
    x^(8 * its length) mod P      4 bytes: what the CRC before it is multiplied by
    its length                    4 bytes
    its blocks                    the rest, ending on a byte boundary
"""

import struct
import zlib
from collections.abc import Iterable, Iterator

HEADER = struct.Struct(">III")
GZIP_START = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
LAST_BLOCK = b"\x03\x00"
LEVEL = 5

# CRC-32's polynomial, bits reversed as in RFC 1952; in that order the number 1 is the top bit.
POLYNOMIAL = 0xEDB88320
ONE = 0x80000000


def deflated(plain: bytes) -> bytes:
    """`plain` as a piece that `gzip_of` can join with others."""
    press = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    blocks = press.compress(plain) + press.flush(zlib.Z_FULL_FLUSH)
    return HEADER.pack(zlib.crc32(plain), _shift(len(plain)), len(plain)) + blocks


def gzip_of(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """One gzip file (RFC 1952), bit by bit, whose content is that of `pieces`, in order."""
    crc = length = 0
    yield GZIP_START
    for piece in pieces:
        piece_crc, shift, piece_length = HEADER.unpack_from(piece)
        crc = _multiply(crc, shift) ^ piece_crc
        length += piece_length
        yield piece[HEADER.size :]
    yield LAST_BLOCK
    yield struct.pack("<II", crc, length & 0xFFFFFFFF)


def _multiply(a: int, b: int) -> int:
    """The product of two polynomials over GF(2), modulo CRC-32's."""
    product = 0
    while b:
        if b & ONE:
            product ^= a
        a = (a >> 1) ^ POLYNOMIAL if a & 1 else a >> 1
        b = (b << 1) & 0xFFFFFFFF
    return product


def _shift(length: int) -> int:
    """x to the power of 8 * `length`, modulo CRC-32's polynomial."""
    power, square = ONE, ONE >> 8
    while length:
        if length & 1:
            power = _multiply(power, square)
        square = _multiply(square, square)
        length >>= 1
    return power
