"""The working copy in the admin: every form opens, and publishing says what came of it."""

import pytest
from django.contrib import admin
from django.urls import reverse

from directory.models import HSDSModel, Organization
from directory.publication.models import Revision
from tests.factories import make_location, make_organization, make_service, make_term

pytestmark = pytest.mark.django_db

MODELS = [model for model in admin.site._registry if issubclass(model, HSDSModel)]


def address(model: type[HSDSModel], page: str, *args: object) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def act(client, model: type[HSDSModel], action: str, *records: HSDSModel) -> str:
    """What the list page says after `action` on `records`."""
    chosen = {"action": action, "_selected_action": [str(record.pk) for record in records]}
    return client.post(address(model, "changelist"), chosen, follow=True).content.decode()


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.entity())
@pytest.mark.parametrize("page", ["changelist", "add"])
def test_every_page_opens(admin_client, model, page):
    assert admin_client.get(address(model, page)).status_code == 200


def test_every_form_opens_on_a_record_with_rows(admin_client):
    term = make_term()
    location = make_location()
    service = make_service(at=location)
    place = service.service_at_locations.get()

    for record in (term, term.taxonomy, location, service, service.organization, place):
        response = admin_client.get(address(type(record), "change", record.pk))
        assert response.status_code == 200, record.entity()


def test_a_list_is_searched(admin_client):
    make_organization(name="Heron House")
    make_organization(name="Otter Row")

    page = admin_client.get(address(Organization, "changelist") + "?q=heron").content.decode()

    assert "Heron House" in page
    assert "Otter Row" not in page


def test_saving_does_not_publish(admin_client, client):
    organization = make_organization(name="Before")
    organization.name = "After"
    organization.save()

    assert client.get(f"/api/v3/organizations/{organization.pk}").json()["name"] == "Before"


def test_publishing_says_what_was_published_and_what_is_missing(admin_client, client):
    ready = make_organization(published=False)
    blank = make_organization(published=False, name="Otter Row", description="")

    page = act(admin_client, type(ready), "publish_selected", ready, blank)

    assert "1 record is now public" in page
    assert "It needs a description" in page
    assert client.get(f"/api/v3/organizations/{ready.pk}").status_code == 200
    assert client.get(f"/api/v3/organizations/{blank.pk}").status_code == 404


def test_withdrawing_takes_a_record_from_the_public_alone(admin_client, client):
    organization = make_organization()

    page = act(admin_client, type(organization), "withdraw_selected", organization)

    assert "no longer public" in page
    assert client.get(f"/api/v3/organizations/{organization.pk}").status_code == 404
    assert type(organization).objects.filter(pk=organization.pk).exists()


def test_the_log_tells_who_published(admin_client, admin_user):
    organization = make_organization(published=False)
    act(admin_client, type(organization), "publish_selected", organization)

    assert Revision.objects.get(record_id=organization.pk).by == admin_user


def test_a_stranger_is_asked_to_log_in(client):
    response = client.get(address(Organization, "changelist"))

    assert response.status_code == 302
    assert "/admin/login/" in response["Location"]


def test_deleting_withdraws_first(admin_client, client):
    service = make_service()
    organization = service.organization
    chosen = {
        "action": "delete_selected",
        "_selected_action": [str(organization.pk)],
        "post": "yes",
    }

    admin_client.post(address(Organization, "changelist"), chosen, follow=True)

    assert not Organization.objects.filter(pk=organization.pk).exists()
    assert client.get(f"/api/v3/organizations/{organization.pk}").status_code == 404
    assert client.get(f"/api/v3/services/{service.pk}").status_code == 404


def test_withdrawing_an_organisation_says_that_its_services_go_along(admin_client):
    organization = make_service().organization

    page = act(admin_client, Organization, "withdraw_selected", organization)

    assert "Its 1 service went along" in page


def test_nothing_is_said_to_be_published_when_nothing_was(admin_client):
    blank = make_organization(published=False, description="")

    page = act(admin_client, Organization, "publish_selected", blank)

    assert "now public" not in page
