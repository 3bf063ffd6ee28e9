"""Puts finished bytes together into answers: pages, streams, gzip, and what caches need."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from hashlib import blake2b
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import orjson
from django.http import (
    HttpResponse,
    HttpResponseBase,
    HttpResponsePermanentRedirect,
    StreamingHttpResponse,
)
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date
from rest_framework.request import Request

from directory.formulas import neutral
from directory.publication.deflate import deflated, gzip_of

JSON = "application/json"
NDJSON = "application/x-ndjson"
CSV = "text/csv; charset=utf-8"
GEOJSON = "application/geo+json"
# Caches may keep an answer but ask, with its ETag, whether it still holds.
CACHE_CONTROL = "public, max-age=0, must-revalidate"
NO_WEIGHT = re.compile(r"\s*q\s*=\s*0(\.0*)?\s*")


def takes_gzip(request: Request) -> bool:
    """Whether the client takes gzip (RFC 9110 section 12.5.3)."""
    return _offers_gzip(request.META.get("HTTP_ACCEPT_ENCODING", ""))


@lru_cache(maxsize=256)  # Clients send few different headers, and each answer asks a few times.
def _offers_gzip(accepted: str) -> bool:
    """What the header says of gzip, by its name or its old one; else what it says of all others."""
    weights: dict[str, bool] = {}
    for offer in accepted.lower().split(","):
        coding, _, weight = offer.partition(";")
        weights.setdefault(coding.strip(), not NO_WEIGHT.fullmatch(weight))
    return next((weights[name] for name in ("gzip", "x-gzip", "*") if name in weights), False)


def entity_tag(tag: str, *, gzip: bool) -> str:
    """A strong ETag. The gzip form has its own, as RFC 9110 section 8.8.3 asks."""
    return f'"{tag}-gzip"' if gzip else f'"{tag}"'


def tag_of(content: bytes) -> str:
    """A tag for what depends on the request itself: no other content has it."""
    return blake2b(content, digest_size=16).hexdigest()


def not_modified(
    request: Request, etag: str, modified: float | None = None
) -> HttpResponseBase | None:
    """A 304, if what the client has still holds, by its ETag alone.

    A date cannot tell: HTTP's has whole seconds and two acts of publishing may share one, and an
    act is dated when it begins but seen when it ends.
    """
    answer = get_conditional_response(request._request, etag=etag)
    if answer is None or answer.status_code != 304:
        return None
    return _with_validators(answer, etag, modified)


def body(
    request: Request,
    pieces: list[bytes],
    etag: str,
    modified: float | None = None,
    *,
    content_type: str = JSON,
) -> HttpResponseBase:
    """`pieces` as one answer; they are gzip pieces if the client takes gzip."""
    if takes_gzip(request):
        answer = HttpResponse(b"".join(gzip_of(pieces)), content_type=content_type)
        answer.headers["Content-Encoding"] = "gzip"
    else:
        answer = HttpResponse(b"".join(pieces), content_type=content_type)
    return _with_validators(answer, etag, modified)


def finished(
    request: Request, content: bytes, modified: float | None = None, *, content_type: str = JSON
) -> HttpResponseBase:
    """`content` as one answer, under a tag that no other content has; or a 304."""
    etag = entity_tag(tag_of(content), gzip=takes_gzip(request))
    if request.method != "POST" and (same := not_modified(request, etag, modified)):
        return same
    piece = piece_for(request)
    return body(request, [piece(content)], etag, modified, content_type=content_type)


def kept_by_nobody(answer: HttpResponseBase) -> HttpResponseBase:
    """`answer` for one request alone: no cache may keep it."""
    answer.headers["Cache-Control"] = "no-store"
    for validator in ("ETag", "Last-Modified"):
        if validator in answer.headers:
            del answer.headers[validator]
    return answer


def streamed(
    request: Request,
    pieces: Iterator[bytes],
    content_type: str,
    etag: str | None,
    modified: float,
) -> HttpResponseBase:
    """`pieces` sent as they come; memory stays flat however many there are."""
    gzip = takes_gzip(request)
    if request.method == "HEAD":
        answer: HttpResponseBase = HttpResponse(content_type=content_type)
    else:
        answer = StreamingHttpResponse(
            gzip_of(pieces) if gzip else pieces, content_type=content_type
        )
    if gzip:
        answer.headers["Content-Encoding"] = "gzip"
    return _with_validators(answer, etag, modified)


def _with_validators(
    answer: HttpResponseBase, etag: str | None, modified: float | None
) -> HttpResponseBase:
    if etag is not None:
        answer.headers["ETag"] = etag
    if modified is not None:
        answer.headers["Last-Modified"] = http_date(modified)
    answer.headers["Cache-Control"] = CACHE_CONTROL
    patch_vary_headers(answer, ["Accept-Encoding"])
    return answer


def page(
    contents: list[bytes],
    *,
    total: int,
    number: int,
    per_page: int,
    piece: Callable[[bytes], bytes],
    told: dict[str, Any],
) -> list[bytes]:
    """The pieces of an HSDS page: its envelope round `contents`. `piece` makes one of text.

    What is `told` of the whole stands in the envelope.
    """
    pages = -(-total // per_page)
    envelope = orjson.dumps(
        {
            "total_items": total,
            "total_pages": pages,
            "page_number": number,
            "size": len(contents),
            "first_page": number == 1,
            "last_page": number >= pages,
            "empty": not contents,
            **told,
        }
    )
    pieces = [piece(envelope[:-1] + b',"contents":[')]
    comma = piece(b",")
    for content in contents:
        pieces += (content, comma)
    if contents:
        pieces.pop()
    pieces.append(piece(b"]}"))
    return pieces


def plain(text: bytes) -> bytes:
    """`text` as a piece of an answer that is not compressed."""
    return text


def piece_for(request: Request) -> Callable[[bytes], bytes]:
    """What makes a piece of plain text for this client: gzip pieces or the text itself."""
    return deflated if takes_gzip(request) else plain


def links(request: Request, *, number: int, pages: int) -> str:
    """A `Link` header (RFC 8288) to the first, previous, next and last page.

    Its targets name no host: the answer may be kept in a cache, and the host is the client's word.
    """
    last = max(pages, 1)
    targets = {"first": 1, "last": last}
    if number > 1:
        targets["prev"] = min(number - 1, last)
    if number < last:
        targets["next"] = number + 1
    query = [(name, value) for name, value in _pairs(request) if name != "page"]
    return ", ".join(
        f'<{request.path}?{urlencode([*query, ("page", page)])}>; rel="{relation}"'
        for relation, page in targets.items()
    )


def _pairs(request: Request) -> Iterable[tuple[str, str]]:
    return [(name, value) for name, values in request.query_params.lists() for value in values]


def lines(documents: Iterable[list[bytes]], piece: Callable[[bytes], bytes]) -> Iterator[bytes]:
    """Documents as NDJSON, a few hundred to a piece where they need no joining of their own."""
    if piece is plain:
        for batch in documents:
            yield b"\n".join([*batch, b""])
        return
    newline = piece(b"\n")
    for batch in documents:
        for document in batch:
            yield document
            yield newline


def moved(request: Request, old: str, new: UUID) -> HttpResponse:
    """A pointer (308) from the address of `old` to the same address of what took its place.

    It names no host, as `links` does not, and is asked for anew: that record may be merged in turn.
    """
    before, _, after = request.path.partition(f"/{old}")
    asked = request.query_params.urlencode()
    target = f"{before}/{new}{after}" + (f"?{asked}" if asked else "")
    answer = HttpResponsePermanentRedirect(target, preserve_request=True)
    answer.headers["Cache-Control"] = CACHE_CONTROL
    del answer.headers["Content-Type"]
    return answer


def table(documents: Iterable[list[bytes]], columns: list[str]) -> Iterator[bytes]:
    """Documents' one-to-one fields as CSV (RFC 4180), a header first.

    `organization.name` names a field of a one-to-one object. Texts are quoted, and one that a
    spreadsheet would run as a formula is made harmless.
    """
    paths = [column.split(".") for column in columns]
    yield _rows([columns])
    for batch in documents:
        nodes = map(orjson.loads, batch)
        yield _rows([[_cell(node, path) for path in paths] for node in nodes])


def _cell(node: Any, path: list[str]) -> Any:
    for name in path:
        node = node.get(name, "") if isinstance(node, dict) else ""
    return neutral(node) if isinstance(node, str) else node


def _rows(rows: Iterable[list[Any]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_NONNUMERIC).writerows(rows)
    return text.getvalue().encode()
