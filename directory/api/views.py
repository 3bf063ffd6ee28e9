"""The doors of `/api/v3/`. Each list and record is finished bytes out of the public record."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import orjson
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from rest_framework.request import Request
from rest_framework.views import APIView
from rest_framework.viewsets import ViewSetMixin

from directory.api import answers, filters, questions
from directory.api.columns import CSV_COLUMNS
from directory.api.organizations import with_services
from directory.api.parameters import (
    FORMAT_ON_MAPS,
    FULL_SERVICE,
    SORT_OF_OFFERS,
    SORT_OF_PLACES,
    View,
)
from directory.api.plans import Collection, Plan, only, plan_for
from directory.api.schema import described, described_root
from directory.api.standard import PROFILE, VERSION
from directory.api.values import IDENTIFIER
from directory.publication import reading
from directory.publication.deflate import deflated
from directory.publication.models import PublicKind
from directory.publication.reading import Selection
from directory.publication.storing import rfc3339
from directory.search.finding.answer import Answer
from directory.search.finding.selections import Found
from directory.search.nearby.features import feature_collection


class Door(APIView):
    """What all doors share."""

    def initialize_request(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Request:
        # URLs and JSON are UTF-8, whatever charset a header makes up.
        request.encoding = "utf-8"
        return super().initialize_request(request, *args, **kwargs)

    def options(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """Which methods there are, in the `Allow` header that every answer has."""
        return HttpResponse(status=204)


@described_root
class RootView(Door):
    """What this API is."""

    def get(self, request: Request) -> HttpResponseBase:
        only(request, [])
        about: dict[str, Any] = {
            "version": VERSION,
            "profile": PROFILE,
            "openapi_url": request.build_absolute_uri(reverse("openapi")),
            "name": settings.DIRECTORY_NAME,
            "documentation_url": request.build_absolute_uri(reverse("swagger")),
        }
        if settings.PUBLISHER_NAME:
            publisher = {"name": settings.PUBLISHER_NAME, "url": settings.PUBLISHER_URL}
            about["publisher"] = {name: text for name, text in publisher.items() if text}
        # It names the host it was asked by, so its tag is that of no other host's answer.
        return answers.finished(request, orjson.dumps(about))


class PublicViewSet(ViewSetMixin, Door):
    """Lists and shows one kind of public record. Drafts answer 404, as if they did not exist."""

    collection: Collection

    def find(self, request: Request) -> HttpResponseBase:
        plan = plan_for(self.collection, request)
        at = reading.version()
        if plan.asks:
            return self._answered(request, plan, at)
        etag = answers.entity_tag(at.tag, gzip=answers.takes_gzip(request))
        modified = at.at.timestamp()
        if request.method != "POST" and (same := answers.not_modified(request, etag, modified)):
            return same
        answer = plan.answer(at)
        if plan.view.format == "json":
            return self._page(request, plan.view, answer, at, etag)
        return self._stream(request, plan.view, answer, etag, modified)

    def _answered(self, request: Request, plan: Plan, at: reading.Version) -> HttpResponseBase:
        """The answer to a question.

        It may depend on more than the public record, such as the time, so its tag is of what it
        says; and what is streamed has none.
        """
        answer = plan.answer(at)
        if plan.view.format != "json":
            return self._stream(request, plan.view, answer, None, at.at.timestamp())
        return self._page(request, plan.view, answer, at, None)

    def query(self, request: Request) -> HttpResponseBase:
        """HSDS 3.1's POST: the same question, asked in the body, out of access logs."""
        return answers.kept_by_nobody(self.find(request))

    def retrieve(self, request: Request, id: str) -> HttpResponseBase:
        view = only(request, self.collection.extras)
        try:
            identifier: UUID = IDENTIFIER.read(id)
        except ValueError:
            raise Http404 from None
        gzip = answers.takes_gzip(request)
        if view.full_service:
            return self._with_services(request, identifier, id)
        if "If-None-Match" in request.headers:
            known = reading.find(self.collection.kind, identifier)
            if known:
                etag = answers.entity_tag(known.etag, gzip=gzip)
                same = answers.not_modified(request, etag, known.last_modified.timestamp())
                if same:
                    return same
        found = reading.read(self.collection.kind, identifier, "full_deflated" if gzip else "full")
        if found is None:
            return moved_or_missing(request, self.collection.kind, identifier, id)
        record, document = found
        etag = answers.entity_tag(record.etag, gzip=gzip)
        return answers.body(request, [document], etag, record.last_modified.timestamp())

    # --- Pieces ----------------------------------------------------------------------------------

    def _page(
        self, request: Request, view: View, answer: Answer, at: reading.Version, etag: str | None
    ) -> HttpResponseBase:
        """One page. Where its `etag` is known it is joined of finished pieces, else made whole."""
        finished = etag is not None and not view.full_service and not view.minimal
        gzip = answers.takes_gzip(request)
        total, contents = _contents(view, answer.selection, at, gzip=finished and gzip)
        pieces = answers.page(
            contents,
            total=total,
            number=view.page,
            per_page=view.per_page,
            piece=answers.piece_for(request) if finished else answers.plain,
            told=answer.told,
        )
        if not finished:
            whole = b"".join(pieces)
            pieces = [deflate(whole, gzip=gzip)]
            etag = etag or answers.entity_tag(answers.tag_of(whole), gzip=gzip)
        assert etag
        if request.method != "POST" and (same := answers.not_modified(request, etag)):
            return same
        response = answers.body(request, pieces, etag, at.at.timestamp())
        if request.method != "POST":
            pages = -(-total // view.per_page)
            response.headers["Link"] = answers.links(request, number=view.page, pages=pages)
        return response

    def _stream(
        self, request: Request, view: View, answer: Answer, etag: str | None, modified: float
    ) -> HttpResponseBase:
        gzip = answers.takes_gzip(request)
        piece = answers.piece_for(request)
        pieces: Iterator[bytes]
        if view.format == "csv":
            columns = ["id", "last_modified"] if view.minimal else list(self.collection.csv_columns)
            rows = answers.table(self._documents(view, answer, gzip=False), columns)
            pieces = map(piece, rows)
            content_type = answers.CSV
        elif view.format == "geojson":
            found = answer.selection
            read = found.documents_by_key if isinstance(found, Found) else reading.documents_by_key
            pieces = map(piece, feature_collection(found.all_keys(), read))
            content_type = answers.GEOJSON
        else:
            pieces = answers.lines(self._documents(view, answer, gzip=gzip), piece)
            content_type = answers.NDJSON
        response = answers.streamed(request, pieces, content_type, etag, modified)
        response.headers["Content-Disposition"] = (
            f'inline; filename="{self.collection.path}.{view.format}"'
        )
        return response

    def _documents(self, view: View, answer: Answer, *, gzip: bool) -> Iterator[list[bytes]]:
        """Every document that was found, a bounded number at a time."""
        selection = answer.selection
        if view.minimal:
            for page in selection.all_ids():
                yield [deflate(minimal(*row), gzip=gzip) for row in page]
            return
        finished = gzip and not view.full_service and not selection.adds
        for documents in selection.stream(column(view, gzip=finished)):
            if view.full_service:
                yield from ([deflate(one, gzip=gzip)] for one in with_services(documents))
            elif finished or not gzip:
                yield documents
            else:
                yield [deflated(document) for document in documents]

    def _with_services(self, request: Request, id: UUID, typed: str) -> HttpResponseBase:
        """An organization with its services in full. It changes with any of them."""
        at = reading.version()
        etag = answers.entity_tag(at.tag, gzip=answers.takes_gzip(request))
        if same := answers.not_modified(request, etag, at.at.timestamp()):
            return same
        found = reading.read(self.collection.kind, id, "full")
        if found is None:
            return moved_or_missing(request, self.collection.kind, id, typed)
        [document] = with_services([found[1]])
        piece = answers.piece_for(request)
        return answers.body(request, [piece(document)], etag, at.at.timestamp())


def moved_or_missing(request: Request, kind: PublicKind, id: UUID, typed: str) -> HttpResponseBase:
    """The answer for a record that is not public: where it went, if it was merged, else 404.

    `typed` is the id as it stands in the address.
    """
    if new := reading.replacement(kind, id):
        return answers.moved(request, typed, new)
    raise Http404


def _contents(
    view: View, selection: Selection | Found, at: reading.Version, *, gzip: bool
) -> tuple[int, list[bytes]]:
    """How many records there are, and those of the page that `view` shows."""
    span = {"offset": view.offset, "limit": view.per_page}
    if view.minimal:
        total = selection.total(at)
        rows = selection.ids(at, **span) if view.offset < total else []
        return total, [minimal(id, date) for id, date in rows]
    page = selection.page(at, **span, column=column(view, gzip=gzip))
    return page.total, list(with_services(page.documents)) if view.full_service else page.documents


def minimal(id: UUID, last_modified: Any) -> bytes:
    """What `minimal=true` shows of a record."""
    return orjson.dumps({"id": id, "last_modified": rfc3339(last_modified)})


def deflate(document: bytes, *, gzip: bool) -> bytes:
    return deflated(document) if gzip else document


def column(view: View, *, gzip: bool) -> reading.Bytes:
    """The stored form a list shows."""
    if view.full or view.full_service:
        return "full_deflated" if gzip else "full"
    return "listed_deflated" if gzip else "listed"


# --- One class a kind ----------------------------------------------------------------------------


@described("service")
class ServiceViewSet(PublicViewSet):
    """Help that organizations offer to people."""

    collection = Collection(
        "services",
        PublicKind.SERVICE,
        filters.ServiceFilters,
        CSV_COLUMNS["service"],
        sort=SORT_OF_OFFERS,
        format=FORMAT_ON_MAPS,
        questions=questions.OFFERS,
    )


@described("service_at_location")
class ServiceAtLocationViewSet(PublicViewSet):
    """Services at each of their places."""

    collection = Collection(
        "service_at_locations",
        PublicKind.SERVICE_AT_LOCATION,
        filters.ServiceAtLocationFilters,
        CSV_COLUMNS["service_at_location"],
        sort=SORT_OF_OFFERS,
        format=FORMAT_ON_MAPS,
        questions=questions.OFFERS,
    )


@described("organization")
class OrganizationViewSet(PublicViewSet):
    """Groups, charities and bodies that run services."""

    collection = Collection(
        "organizations",
        PublicKind.ORGANIZATION,
        filters.OrganizationFilters,
        CSV_COLUMNS["organization"],
        extras=(FULL_SERVICE,),
    )


@described("location")
class LocationViewSet(PublicViewSet):
    """Places where services happen. Not in HSDS, which shows them inside other records."""

    collection = Collection(
        "locations",
        PublicKind.LOCATION,
        filters.LocationFilters,
        CSV_COLUMNS["location"],
        sort=SORT_OF_PLACES,
        format=FORMAT_ON_MAPS,
        questions=questions.PLACES,
    )


@described("taxonomy")
class TaxonomyViewSet(PublicViewSet):
    """Lists of terms that records are filed under."""

    collection = Collection(
        "taxonomies", PublicKind.TAXONOMY, filters.TaxonomyFilters, CSV_COLUMNS["taxonomy"]
    )


@described("taxonomy_term")
class TaxonomyTermViewSet(PublicViewSet):
    """Terms that records are filed under, broader and narrower."""

    collection = Collection(
        "taxonomy_terms",
        PublicKind.TAXONOMY_TERM,
        filters.TaxonomyTermFilters,
        CSV_COLUMNS["taxonomy_term"],
    )
