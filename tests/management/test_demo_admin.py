import io
import re

import pytest
from django.core.management import CommandError, call_command

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def local_copy(settings, tmp_path):
    settings.DEBUG = True
    settings.BASE_DIR = tmp_path


def printed_login() -> tuple[str, str]:
    output = io.StringIO()
    call_command("demo_admin", stdout=output)
    match = re.search(r"user: (\S+) +password: (.+)", output.getvalue())
    assert match
    return match[1], match[2]


def test_the_printed_log_in_opens_the_admin(client):
    user, password = printed_login()

    assert client.login(username=user, password=password)
    assert client.get("/admin/").status_code == 200


def test_a_second_run_prints_the_same_log_in():
    assert printed_login() == printed_login()


def test_a_new_database_keeps_the_old_log_in(client, django_user_model):
    login = printed_login()
    django_user_model.objects.all().delete()

    assert printed_login() == login


def test_nobody_else_may_read_the_password(tmp_path):
    printed_login()

    assert (tmp_path / "var/demo-admin-password").stat().st_mode & 0o777 == 0o600


def test_a_password_somebody_changed_is_left_alone(client, django_user_model):
    user, _ = printed_login()
    account = django_user_model.objects.get(username=user)
    account.set_password("my own")
    account.save()

    assert "the one you set" in printed_login()[1]
    assert client.login(username=user, password="my own")


def test_a_deployment_has_no_demo_log_in(settings, django_user_model):
    settings.DEBUG = False

    with pytest.raises(CommandError, match="createsuperuser"):
        call_command("demo_admin")

    assert not django_user_model.objects.exists()
