import pytest
from django.contrib.auth.models import Group

from directory.people.models import Membership
from directory.people.roles import EDITORS


@pytest.fixture
def moderator(django_user_model):
    return django_user_model.objects.create(username="moderator", is_staff=True, is_superuser=True)


@pytest.fixture
def editor_of(django_user_model):
    """Makes an editor of some organisations."""

    def make(*organizations, username="editor"):
        user = django_user_model.objects.create(username=username, is_staff=True)
        user.groups.add(Group.objects.get(name=EDITORS))
        for organization in organizations:
            Membership.objects.create(user=user, organization=organization)
        return django_user_model.objects.get(pk=user.pk)

    return make
