"""Gzip answers made by joining pieces that were deflated when their records were published.

Compressing a page of fifty services on every request costs more than everything else together.
RFC 1951 lets deflated blocks follow one another, and RFC 1952 wants one CRC over the whole, which
can be worked out from the CRCs of the parts. A stored piece is

    CRC-32 of the plain text      4 bytes, big-endian
    its length                    4 bytes
    its blocks                    the rest, ending on a byte boundary
"""

import struct
from collections.abc import Iterable, Iterator

from isal import isal_zlib as zlib

HEADER = struct.Struct(">II")
GZIP_START = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
LAST_BLOCK = b"\x03\x00"
# ISA-L's level 2 makes pieces as small as zlib's 3 in a quarter of the time.
LEVEL = 2
# No header or checksum of its own, and the usual window.
WINDOW_BITS = -15

ZEROS = memoryview(bytes(1 << 16))
ALL_ONES = 0xFFFFFFFF


def deflated(plain: bytes) -> bytes:
    """`plain` as a piece that `gzip_of` can join with others."""
    press = zlib.compressobj(LEVEL, zlib.DEFLATED, WINDOW_BITS)
    blocks = press.compress(plain) + press.flush(zlib.Z_SYNC_FLUSH)
    return HEADER.pack(zlib.crc32(plain), len(plain)) + blocks


def gzip_of(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """One gzip file (RFC 1952), bit by bit, whose content is that of `pieces`, in order."""
    crc = length = 0
    yield GZIP_START
    for piece in pieces:
        piece_crc, piece_length = HEADER.unpack_from(piece)
        crc = _followed(crc, by=piece_length) ^ piece_crc
        length += piece_length
        yield piece[HEADER.size :]
    yield LAST_BLOCK
    yield struct.pack("<II", crc, length & ALL_ONES)


def _followed(crc: int, by: int) -> int:
    """What a text with this CRC gives to the CRC of a longer one, `by` bytes after it.

    Without the inversion at each end CRC-32 is linear: the CRC of AB is that of A run on through
    as many zeros as B has bytes, XOR that of B. zlib runs through zeros far faster than Python
    multiplies polynomials.
    """
    state = crc ^ ALL_ONES
    for start in range(0, by, len(ZEROS)):
        state = zlib.crc32(ZEROS[: by - start], state)
    return state ^ ALL_ONES
