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

from directory.api import answers, filters
from directory.api.columns import CSV_COLUMNS
from directory.api.organizations import with_services
from directory.api.parameters import FULL_SERVICE, View
from directory.api.plans import Collection, Plan, only, plan_for
from directory.api.schema import described, described_root
from directory.api.values import IDENTIFIER
from directory.publication import reading
from directory.publication.deflate import deflated
from directory.publication.models import PublicKind
from directory.publication.storing import rfc3339

VERSION = "HSDS-UK-3.0"
PROFILE = "https://docs.openreferraluk.org/en/latest/"


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
        content = orjson.dumps(about)
        # It names the host it was asked by, so its tag must be that of no other host's answer.
        etag = answers.entity_tag(answers.tag_of(content), gzip=answers.takes_gzip(request))
        if same := answers.not_modified(request, etag):
            return same
        return answers.body(request, [answers.piece_for(request)(content)], etag)


class PublicViewSet(ViewSetMixin, Door):
    """Lists and shows one kind of public record. Drafts answer 404, as if they did not exist."""

    collection: Collection

    def find(self, request: Request) -> HttpResponseBase:
        plan = plan_for(self.collection, request)
        at = reading.version()
        etag = answers.entity_tag(at.tag, gzip=answers.takes_gzip(request))
        modified = at.at.timestamp()
        if request.method != "POST" and (same := answers.not_modified(request, etag, modified)):
            return same
        if plan.view.format == "json":
            return self._page(request, plan, at, etag)
        return self._stream(request, plan, etag, modified)

    def query(self, request: Request) -> HttpResponseBase:
        """HSDS 3.1's POST: the same question, asked in the body, out of access logs."""
        answer = self.find(request)
        answer.headers["Cache-Control"] = "no-store"
        for validator in ("ETag", "Last-Modified"):
            del answer.headers[validator]
        return answer

    def retrieve(self, request: Request, id: str) -> HttpResponseBase:
        view = only(request, self.collection.extras)
        try:
            identifier: UUID = IDENTIFIER.read(id)
        except ValueError:
            raise Http404 from None
        gzip = answers.takes_gzip(request)
        if view.full_service:
            return self._with_services(request, identifier)
        if "If-None-Match" in request.headers:
            known = reading.find(self.collection.kind, identifier)
            if known:
                etag = answers.entity_tag(known.etag, gzip=gzip)
                same = answers.not_modified(request, etag, known.last_modified.timestamp())
                if same:
                    return same
        found = reading.read(self.collection.kind, identifier, "full_deflated" if gzip else "full")
        if found is None:
            raise Http404
        record, document = found
        etag = answers.entity_tag(record.etag, gzip=gzip)
        return answers.body(request, [document], etag, record.last_modified.timestamp())

    # --- Pieces ----------------------------------------------------------------------------------

    def _page(
        self, request: Request, plan: Plan, at: reading.Version, etag: str
    ) -> HttpResponseBase:
        view, selection = plan.view, plan.selection
        total = selection.total(at)
        piece = answers.piece_for(request)
        contents: list[bytes] = []
        if view.offset < total and view.minimal:
            rows = selection.ids(at, offset=view.offset, limit=view.per_page)
            contents = [piece(minimal(id, date)) for id, date in rows]
        elif view.offset < total:
            gzip = answers.takes_gzip(request) and not view.full_service
            contents = selection.documents(
                at, offset=view.offset, limit=view.per_page, column=column(view, gzip=gzip)
            )
            if view.full_service:
                contents = [piece(document) for document in with_services(contents)]
        pieces = answers.page(
            contents, total=total, number=view.page, per_page=view.per_page, piece=piece
        )
        answer = answers.body(request, pieces, etag, at.at.timestamp())
        if request.method != "POST":
            pages = -(-total // view.per_page)
            answer.headers["Link"] = answers.links(request, number=view.page, pages=pages)
        return answer

    def _stream(self, request: Request, plan: Plan, etag: str, modified: float) -> HttpResponseBase:
        view = plan.view
        gzip = answers.takes_gzip(request)
        if view.format == "csv":
            columns = ["id", "last_modified"] if view.minimal else list(self.collection.csv_columns)
            rows = answers.table(self._documents(plan, gzip=False), columns)
            pieces: Iterator[bytes] = map(answers.piece_for(request), rows)
            content_type = answers.CSV
        else:
            pieces = answers.lines(self._documents(plan, gzip=gzip), answers.piece_for(request))
            content_type = answers.NDJSON
        answer = answers.streamed(request, pieces, content_type, etag, modified)
        answer.headers["Content-Disposition"] = (
            f'inline; filename="{self.collection.path}.{view.format}"'
        )
        return answer

    def _documents(self, plan: Plan, *, gzip: bool) -> Iterator[list[bytes]]:
        """Every document the plan selects, a bounded number at a time."""
        view = plan.view
        if view.minimal:
            rows = plan.selection.all_ids()
            yield from ([deflate(minimal(*row), gzip=gzip) for row in page] for page in rows)
            return
        finished = gzip and not view.full_service
        keys = plan.selection.all_keys()
        for batch in reading.stream(keys, column(view, gzip=finished)):
            if view.full_service:
                yield from ([deflate(document, gzip=gzip)] for document in with_services(batch))
            else:
                yield batch

    def _with_services(self, request: Request, id: UUID) -> HttpResponseBase:
        """An organization with its services in full. It changes with any of them."""
        at = reading.version()
        etag = answers.entity_tag(at.tag, gzip=answers.takes_gzip(request))
        if same := answers.not_modified(request, etag, at.at.timestamp()):
            return same
        found = reading.read(self.collection.kind, id, "full")
        if found is None:
            raise Http404
        [document] = with_services([found[1]])
        piece = answers.piece_for(request)
        return answers.body(request, [piece(document)], etag, at.at.timestamp())


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
        "services", PublicKind.SERVICE, filters.ServiceFilters, CSV_COLUMNS["service"]
    )


@described("service_at_location")
class ServiceAtLocationViewSet(PublicViewSet):
    """Services at each of their places."""

    collection = Collection(
        "service_at_locations",
        PublicKind.SERVICE_AT_LOCATION,
        filters.ServiceAtLocationFilters,
        CSV_COLUMNS["service_at_location"],
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
        "locations", PublicKind.LOCATION, filters.LocationFilters, CSV_COLUMNS["location"]
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
