"""Gzip made of pieces is gzip: every reader finds the text of the pieces, in order."""

import gzip
import subprocess
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.publication.deflate import deflated, gzip_of
from directory.publication.models import PublicRecord
from tests.factories import make_location, make_service, make_term, tag


@given(st.lists(st.binary(max_size=3000), max_size=12))
@settings(max_examples=100, deadline=None)
def test_any_pieces_join_to_their_text(texts):
    joined = b"".join(gzip_of(deflated(text) for text in texts))

    assert gzip.decompress(joined) == b"".join(texts)


def test_many_equal_pieces_join():
    """As a page's commas do."""
    comma = deflated(b",")

    assert gzip.decompress(b"".join(gzip_of([comma] * 5000))) == b"," * 5000


def test_a_long_piece_joins():
    text = b"0123456789" * 300_000

    assert gzip.decompress(b"".join(gzip_of([deflated(text), deflated(b"!")]))) == text + b"!"


def test_a_reader_that_checks_nothing_less_than_gzip_itself_is_content():
    joined = b"".join(gzip_of([deflated(b"otter"), deflated(b""), deflated(b"bank")]))

    checked = subprocess.run(["gzip", "-dc"], input=joined, capture_output=True, check=True)

    assert checked.stdout == b"otterbank"


def test_the_length_and_checksum_at_the_end_are_those_of_the_whole():
    joined = b"".join(gzip_of([deflated(b"otter"), deflated(b"bank")]))

    assert joined[-4:] == (9).to_bytes(4, "little")
    assert joined[-8:-4] == zlib.crc32(b"otterbank").to_bytes(4, "little")


@pytest.mark.django_db
def test_every_stored_document_has_its_own_text_deflated():
    tag(make_service(at=make_location()), make_term())

    for record in PublicRecord.objects.all():
        for plain, piece in (
            (record.full, record.full_deflated),
            (record.listed, record.listed_deflated),
        ):
            assert gzip.decompress(b"".join(gzip_of([bytes(piece)]))) == bytes(plain)
