"""Somebody who looks after one organisation, and the pages they see."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.urls import reverse

from directory.models import HSDSModel
from directory.people.models import Membership
from tests.admin.browsing import Form
from tests.factories import make_organization


class Pages:
    """The admin as `client` sees it."""

    def __init__(self, client: Any) -> None:
        self.client = client

    def address(self, record: HSDSModel | type[HSDSModel]) -> str:
        meta = record._meta
        if isinstance(record, type):
            return reverse(f"admin:directory_{meta.model_name}_add")
        return reverse(f"admin:directory_{meta.model_name}_change", args=[record.pk])

    def open(self, record: HSDSModel | type[HSDSModel]) -> Form:
        page = self.client.get(self.address(record))
        assert page.status_code == 200
        return Form(page.content.decode(), f"{record._meta.model_name}_form")

    def send(self, record: Any, button: str = "_save", **typed: Any) -> Any:
        """Open the form, type, and press a button: `_more=places` presses the one of places."""
        form = self.open(record)
        return self.client.post(self.address(record), form.data(**typed) | {button: ["1"]})

    def again(self, record: Any, answer: Any) -> Form:
        """The form that came in answer."""
        assert answer.status_code == 200
        return Form(answer.content.decode(), f"{record._meta.model_name}_form")

    def save(self, record: Any, **typed: Any) -> None:
        answer = self.send(record, **typed)
        assert answer.status_code == 302, told(answer)
        if isinstance(record, HSDSModel):
            record.refresh_from_db()


def told(answer: Any) -> str:
    """What the list of errors on a page says."""
    page = answer.content.decode()
    start = page.find('id="form-top"')
    return page[start : page.find("</div>", start)] if start > 0 else page[:200]


@pytest.fixture
def organization() -> Any:
    return make_organization(name="Otter Bank Neighbours")


@pytest.fixture
def editor(organization: Any) -> Any:
    user = get_user_model().objects.create_user("ann", "ann@example.org", is_staff=True)
    user.groups.add(Group.objects.get(name="Editors"))
    Membership.objects.create(user=user, organization=organization, role="manager")
    return user


@pytest.fixture
def pages(client: Any, editor: Any) -> Pages:
    client.force_login(editor)
    return Pages(client)


@pytest.fixture
def moderated(admin_client: Any) -> Pages:
    """The same for somebody who publishes."""
    return Pages(admin_client)
