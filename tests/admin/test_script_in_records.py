"""Whatever stands in a record, by whatever way it came, is text on every page that shows it."""

from html import unescape

import pytest
from django.db import models
from django.test import Client
from django.urls import reverse

from directory.models import Location, Organization, Service
from directory.models.base import HSDSModel
from directory.publication.publish import publish
from directory.review.models import Submission
from directory.review.submitting import submit
from tests.admin.examples import address, pages_of, registered
from tests.admin.reviewing import decision, page, signed_in
from tests.conformance.full_house import build
from tests.factories import make_administrator, make_editor
from tests.upkeep.asking import links_in, months_ago, remind

pytestmark = pytest.mark.django_db

SCRIPT = "<script>alert(1)</script>\"' onfocus=alert(2) x='<img src=x onerror=alert(3)>"
LINK = "javascript:alert(4)"
RUNS = ("<script>alert", "' onfocus", "<img src=x", 'href="javascript:', 'src="javascript:')
# They say whose a row is; another value would only take it off every page.
OWNERS = {"link_entity", "resource_type"}
REPORTS = {Organization: "organizations", Service: "services", Location: "locations"}


def say_it_everywhere() -> int:
    """Put it into every column of text there is, past all forms; gives how many there are."""
    columns = 0
    for model in HSDSModel.__subclasses__():
        for field in model._meta.concrete_fields:
            is_text = isinstance(field, models.CharField | models.TextField) and not field.choices
            if is_text and field.name not in OWNERS:
                text = LINK if isinstance(field, models.URLField) else SCRIPT
                model._default_manager.update(**{field.name: text[: field.max_length]})
                columns += 1
    return columns


def pages_of_the_admin(*records: HSDSModel) -> list[str]:
    """Home, every list of records, and the pages of these and of a row of each other kind."""
    kinds = [model for model in registered() if issubclass(model, HSDSModel)]
    others = [model._default_manager.first() for model in kinds if model not in REPORTS]
    pages = [reverse("admin:index"), *(address(model, "changelist") for model in kinds)]
    pages += [there for row in (*records, *others) for there in pages_of(row).values()]
    return pages + [page(row, name) for row in records for name in ("preview", "public")]


def public_pages(*records: HSDSModel) -> list[str]:
    """The page to report each record on, and those a reminder leads to."""
    [confirm] = [link for letter in remind() for link in links_in(letter)]
    reports = [f"/report/{REPORTS[type(record)]}/{record.pk}" for record in records]
    return [*reports, confirm, confirm.rpartition("/")[0]]


def look(person: Client, *addresses: str) -> str:
    """What these pages tell their reader, none of which runs."""
    told = ""
    for there in addresses:
        answer = person.get(there)
        assert answer.status_code == 200, there
        shown = answer.content.decode()
        assert not [one for one in RUNS if one in shown], there
        told += unescape(shown)
    return told


def test_stored_script_is_text_on_every_page(client):
    build()
    Service.objects.update(assured_date=months_ago(7))
    assert say_it_everywhere() > 100
    service, place = Service.objects.get(), Location.objects.get()
    records = (service.organization, place, service)
    editor, administrator = make_editor(service.organization), make_administrator()
    for record in records:
        submit(record, by=editor)
    decisions = [decision(one) for one in Submission.objects.all()]
    assert len(decisions) == 3

    # What waits, beside what the public sees; then what the public sees of it.
    assert SCRIPT in look(signed_in(administrator), *decisions, *pages_of_the_admin(*records))
    for record in records:
        publish(record)
    assert SCRIPT in look(client, *public_pages(*records))
    assert LINK in look(signed_in(editor), page(service, "public"), page(service, "preview"))
