"""Letters: plain text, from us, with links that lead to this site whatever a request says."""

import pytest
from django.core import mail as post

from directory.people.mail import absolute, send

pytestmark = pytest.mark.django_db
NOTICE = "people/letters/notice.txt"


def test_a_letter_is_plain_text_from_the_directory(settings):
    settings.DEFAULT_FROM_EMAIL = "directory@example.org"

    send("ana@example.org", "Hello", NOTICE, {"notice": "Done."})

    letter = post.outbox[0]
    assert (letter.from_email, letter.to, letter.subject) == (
        "directory@example.org",
        ["ana@example.org"],
        "Hello",
    )
    assert letter.content_subtype == "plain"
    assert "Done." in letter.body


def test_nothing_is_escaped_where_nothing_is_run():
    send("ana@example.org", "Hello", NOTICE, {"notice": "Bread & <Butter> “Club”"})

    assert "Bread & <Butter> “Club”" in post.outbox[0].body


def test_a_line_break_in_a_name_is_no_header():
    send("ana@example.org", "Hello\r\nBcc: all@example.org", NOTICE, {"notice": ""})

    assert post.outbox[0].subject == "Hello Bcc: all@example.org"
    assert post.outbox[0].recipients() == ["ana@example.org"]


def test_a_link_leads_to_the_site_whatever_host_was_asked(client, settings):
    settings.SITE_URL = "https://directory.example.org"
    settings.ALLOWED_HOSTS = ["*"]

    client.post(
        "/accounts/password/reset/", {"email": "a@example.org"}, HTTP_HOST="evil.example.com"
    )

    assert "https://directory.example.org" in post.outbox[0].body
    assert "evil" not in post.outbox[0].body
    assert absolute("/admin/") == "https://directory.example.org/admin/"
