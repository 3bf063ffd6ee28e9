"""Signing in: by password, e-mailed code and app; and what it tells to those who only try."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.contrib.auth.models import User
from django.core import mail
from django.core.cache import caches
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_editor, make_moderator, make_organization

pytestmark = pytest.mark.django_db
PASSWORD = "otters swim upstream"


@pytest.fixture
def editor():
    return make_editor(
        make_organization(published=False), email="ana@example.org", password=PASSWORD
    )


def sign_in(client, login: str, password: str = PASSWORD, **more: str):
    return client.post(reverse("account_login"), {"login": login, "password": password, **more})


def is_signed_in(client) -> bool:
    return "_auth_user_id" in client.session


def link_in(letter) -> str:
    return urlsplit(re.search(r"https?://\S+/accounts/\S+", letter.body)[0]).path


# --- By password ---------------------------------------------------------------------------------


@pytest.mark.parametrize("login", ["ana@example.org", "Ana@Example.org", " ana@example.org "])
def test_an_editor_signs_in_with_their_address_and_password(client, editor, login):
    response = sign_in(client, login)

    assert (response.status_code, response["Location"]) == (302, "/admin/")
    assert client.get("/admin/").status_code == 200


def test_whoever_opens_the_admin_is_led_to_sign_in_and_back(client, editor):
    asked = client.get("/admin/directory/service/?q=lunch", follow=True)
    assert asked.redirect_chain[-1][0].startswith("/accounts/login/?next=")

    response = sign_in(client, editor.email, next="/admin/directory/service/?q=lunch")
    assert response["Location"] == "/admin/directory/service/?q=lunch"


def test_the_admins_own_log_in_form_is_never_shown(client, editor):
    response = client.post("/admin/login/", {"username": editor.email, "password": PASSWORD})

    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/")
    assert not is_signed_in(client)


def test_signed_in_the_admins_log_in_cannot_be_used_to_try_others_passwords(client, editor):
    client.force_login(editor)
    other = make_moderator(password=PASSWORD)

    client.post("/admin/login/", {"username": other.username, "password": PASSWORD})

    assert client.session["_auth_user_id"] == str(editor.pk)


def test_there_is_no_sign_up(client):
    for method in (client.get, client.post):
        assert method("/accounts/signup/").status_code == 404
    assert not User.objects.exists()


@pytest.mark.parametrize("path", ["/accounts", "/accounts/login", "/accounts/password/reset"])
def test_an_address_typed_without_its_last_slash_works(client, path):
    assert client.get(path, follow=True).status_code == 200


# --- Nobody learns who has an account ------------------------------------------------------------


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client, editor):
    pages = [
        sign_in(Client(), login, "not the password at all")
        for login in ("ana@example.org", "bea@example.org")
    ]

    assert {page.status_code for page in pages} == {200}
    assert len({without_token(page, "ana", "bea") for page in pages}) == 1


@pytest.mark.parametrize("login", ["ana@example.org", "bea@example.org", "closed@example.org"])
def test_one_password_is_checked_whether_or_not_there_is_an_account(
    client, editor, monkeypatch, login
):
    make_editor(email="closed@example.org", password=PASSWORD, is_active=False)
    editor.username = editor.email
    editor.save()
    hashed = []
    hasher = "django.contrib.auth.hashers.MD5PasswordHasher.encode"
    monkeypatch.setattr(hasher, lambda self, password, salt: hashed.append(password) or "md5$x$y")

    sign_in(client, login, "not the password at all")

    assert len(hashed) == 1


def test_asking_for_a_code_or_a_new_password_tells_nothing(editor):
    make_editor(email="closed@example.org", is_active=False)
    for path in ("/accounts/login/code/", "/accounts/password/reset/"):
        answers = set()
        for name in ("ana", "bea", "closed"):
            mail.outbox.clear()
            client = Client()
            response = client.post(path, {"email": f"{name}@example.org"}, follow=True)
            answers.add((without_token(response, name), tuple(response.redirect_chain)))
            assert [letter.to for letter in mail.outbox] == [[f"{name}@example.org"]]
        assert len(answers) == 1


def test_about_as_much_is_asked_of_the_database_either_way(editor, django_assert_max_num_queries):
    """What differs is the work of one row, far below what sending a letter takes."""
    for path in ("/accounts/login/code/", "/accounts/password/reset/"):
        counts = []
        for name in ("ana", "bea"):
            with django_assert_max_num_queries(60) as asked:
                Client().post(path, {"email": f"{name}@example.org"})
            counts.append(len(asked))
        assert abs(counts[0] - counts[1]) <= 8, counts


def test_a_code_that_was_never_sent_is_refused_like_a_wrong_one(editor):
    answers = set()
    for name in ("ana", "bea"):
        client = Client()
        client.post("/accounts/login/code/", {"email": f"{name}@example.org"})
        response = client.post("/accounts/login/code/confirm/", {"code": "AAAA-AAAA"})
        answers.add(without_token(response, name))
        assert not is_signed_in(client)
    assert len(answers) == 1


def without_token(response, *names: str) -> str:
    """The page, without what differs between any two: the form's token and what was typed."""
    page = re.sub(r'value="[A-Za-z0-9]{64}"', "", response.content.decode())
    return re.sub("|".join(names), "…", page)


# --- By an e-mailed code -------------------------------------------------------------------------


def ask_for_code(client, email: str) -> str:
    client.post("/accounts/login/code/", {"email": email})
    return re.search(r"^    (\S+)$", mail.outbox[-1].body, re.MULTILINE)[1]


def confirm(client, code: str):
    return client.post("/accounts/login/code/confirm/", {"code": code})


def test_an_e_mailed_code_signs_in_without_a_password(client, editor):
    code = ask_for_code(client, editor.email)

    assert confirm(client, code)["Location"] == "/admin/"
    assert is_signed_in(client)


def test_a_code_works_once(client, editor):
    code = ask_for_code(client, editor.email)
    confirm(client, code)
    client.post("/accounts/logout/")

    confirm(client, code)

    assert not is_signed_in(client)


def test_a_code_works_in_the_browser_that_asked_for_it_alone(client, editor):
    code = ask_for_code(client, editor.email)
    thief = Client()
    ask_for_code(thief, make_editor(email="bea@example.org").email)

    confirm(thief, code)

    assert not is_signed_in(thief)


def test_a_code_expires(client, editor, monkeypatch):
    code = ask_for_code(client, editor.email)
    later(monkeypatch, minutes=16)

    confirm(client, code)

    assert not is_signed_in(client)


def test_three_wrong_codes_and_the_right_one_is_void(client, editor):
    code = ask_for_code(client, editor.email)
    for _ in range(3):
        confirm(client, "ZZZZ-ZZZZ")

    confirm(client, code)

    assert not is_signed_in(client)


def later(monkeypatch, *, minutes: int) -> None:
    import time

    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + minutes * 60)


# --- A new password ------------------------------------------------------------------------------


def ask_for_new_password(client, email: str) -> str:
    client.post("/accounts/password/reset/", {"email": email})
    return link_in(mail.outbox[-1])


def choose(client, link: str, password: str = "herons stand quite still"):
    form = client.get(link, follow=True)
    return client.post(form.request["PATH_INFO"], {"password1": password, "password2": password})


def test_a_forgotten_password_is_replaced_by_a_link(client, editor):
    choose(client, ask_for_new_password(client, editor.email))

    assert not is_signed_in(client)
    assert sign_in(client, editor.email, "herons stand quite still").status_code == 302


def test_the_link_works_once(client, editor):
    link = ask_for_new_password(client, editor.email)
    choose(client, link)

    page = choose(Client(), link, "kingfishers dive steeply")

    assert "does not work any more" in page.content.decode()
    editor.refresh_from_db()
    assert editor.check_password("herons stand quite still")


def test_a_link_of_another_account_or_a_made_up_one_does_nothing(client, editor):
    other = make_editor(email="bea@example.org", password=PASSWORD)
    link = ask_for_new_password(client, editor.email)
    number, key = link.rstrip("/").rpartition("/")[2].split("-", 1)
    for forged in (f"{other.pk}-{key}", f"{number}-{key[:-1]}x", f"zzzzzzzzzzzzzzzz-{key}"):
        page = choose(Client(), f"/accounts/password/reset/key/{forged}/")
        assert "does not work any more" in page.content.decode()


def test_the_link_expires_after_a_day(client, editor, monkeypatch, settings):
    link = ask_for_new_password(client, editor.email)
    settings.PASSWORD_RESET_TIMEOUT = -1

    assert "does not work any more" in client.get(link, follow=True).content.decode()


def test_a_new_password_ends_other_sessions_and_is_told_by_letter(client, editor):
    thief = Client()
    sign_in(thief, editor.email)
    link = ask_for_new_password(client, editor.email)
    mail.outbox.clear()

    choose(client, link)

    assert thief.get("/admin/").status_code == 302
    assert [letter.subject for letter in mail.outbox] == ["You now have a new password."]


def test_a_weak_password_is_refused(client, editor):
    for weak in ("short", "password1234", "123456789012", "ana@example.org"):
        page = choose(client, ask_for_new_password(client, editor.email), weak)
        assert page.status_code == 200
        caches["default"].clear()
    editor.refresh_from_db()
    assert editor.check_password(PASSWORD)


# --- Failures ------------------------------------------------------------------------------------


def test_an_account_is_closed_to_guesses_after_five(client, editor):
    for _ in range(5):
        sign_in(client, editor.email, "not the password at all")

    page = sign_in(client, editor.email)

    assert "tried too often" in page.content.decode()
    assert not is_signed_in(client)


def test_the_same_host_by_another_name_is_no_way_round(editor, settings):
    settings.ALLOWED_HOSTS = ["*"]
    for port in range(5):
        sign_in_at(f"testserver:{8000 + port}", "not the password at all")

    assert "tried too often" in sign_in_at("testserver:9000", PASSWORD).content.decode()


def sign_in_at(host: str, password: str):
    form = {"login": "ana@example.org", "password": password}
    return Client().post("/accounts/login/", form, HTTP_HOST=host)


def test_guesses_do_not_lock_the_owner_out_of_their_letter_box(client, editor):
    for _ in range(6):
        sign_in(Client(), editor.email, "not the password at all")

    confirm(client, ask_for_code(client, editor.email))

    assert is_signed_in(client)


def test_a_caller_is_stopped_after_ten_failures_at_any_accounts(client):
    for number in range(10):
        sign_in(client, f"nobody{number}@example.org", "not the password at all")

    assert "tried too often" in sign_in(client, "other@example.org").content.decode()


def test_callers_are_told_apart_behind_a_proxy(editor, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(12):
        form = {"login": f"nobody{number}@example.org", "password": "not the password at all"}
        # What a caller says comes first; what the proxy adds, last.
        Client().post(
            "/accounts/login/", form, HTTP_X_FORWARDED_FOR=f"203.0.113.{number}, 198.51.100.7"
        )

    form = {"login": editor.email, "password": PASSWORD}
    stopped = Client().post(
        "/accounts/login/", form, HTTP_X_FORWARDED_FOR="203.0.113.99, 198.51.100.7"
    )
    other = Client().post("/accounts/login/", form, HTTP_X_FORWARDED_FOR="198.51.100.8")
    assert "tried too often" in stopped.content.decode()
    assert other.status_code == 302


def test_failures_are_counted_where_every_process_sees_them(client, editor, settings):
    assert settings.CACHES["default"]["BACKEND"].endswith("DatabaseCache")
    sign_in(client, editor.email, "not the password at all")

    key = "allauth:rl:allauth.account:login_failed:5/300.0/key:"
    with_it = [row for row in cached_keys() if key in row]
    assert len(with_it) == 1


def cached_keys() -> list[str]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM people_shared_cache")
        return [row[0] for row in cursor.fetchall()]


def test_letters_cannot_be_asked_for_without_end(client):
    for _ in range(8):
        client.post("/accounts/password/reset/", {"email": "ana@example.org"})
        Client().post("/accounts/login/code/", {"email": "ana@example.org"})

    assert len(mail.outbox) == 10


# --- Where it leads ------------------------------------------------------------------------------

ELSEWHERE = [
    "https://evil.example.com/",
    "//evil.example.com/",
    "/\\evil.example.com/",
    "///evil.example.com",
    "http:evil.example.com",
    "javascript:alert(1)",
    "\thttps://evil.example.com/",
    "https://testserver@evil.example.com/",
    "http://testserver/",
]


@pytest.mark.parametrize("next", ELSEWHERE)
def test_next_leads_nowhere_else(editor, next):
    client = Client()
    assert sign_in(client, editor.email, next=next)["Location"] == "/admin/"
    assert client.get("/accounts/login/", {"next": next})["Location"] == "/admin/"
    out = client.post("/accounts/logout/", {"next": next})
    assert out["Location"] == "/accounts/login/"
    shown = client.get("/admin/login/", {"next": next})
    # In the query of a link it is no address; nothing leads there.
    assert not re.search(
        r'(href|action|value)="[^"?]*evil', client.get(shown["Location"]).content.decode()
    )


def test_a_code_leads_nowhere_else_either(client, editor):
    client.post(
        "/accounts/login/code/", {"email": editor.email, "next": "https://evil.example.com/"}
    )
    code = re.search(r"^    (\S+)$", mail.outbox[-1].body, re.MULTILINE)[1]
    response = client.post(
        "/accounts/login/code/confirm/", {"code": code, "next": "//evil.example.com"}
    )

    assert response["Location"] == "/admin/"


@pytest.mark.parametrize(
    "path",
    [
        "/accounts/login/",
        "/accounts/login/code/",
        "/accounts/password/reset/",
        "/accounts/logout/",
        "/accounts/email/",
        "/accounts/password/change/",
        "/admin/logout/",
        "/accounts/invitation/anything/",
    ],
)
def test_a_form_sent_from_elsewhere_is_refused(editor, path):
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)

    assert client.post(path, {}).status_code == 403


# --- How long it lasts ---------------------------------------------------------------------------


@pytest.mark.parametrize(("hours", "status"), [(11.9, 200), (12.1, 302)])
def test_a_session_ends_twelve_idle_hours_later(client, editor, monkeypatch, hours, status):
    sign_in(client, editor.email)
    now = timezone.now() + timedelta(hours=hours)
    monkeypatch.setattr(timezone, "now", lambda: now)

    assert client.get("/admin/").status_code == status


def test_work_puts_the_end_off_but_not_with_every_page(client, editor, monkeypatch):
    sign_in(client, editor.email)
    client.get("/admin/")
    assert "sessionid" not in client.get("/admin/").cookies

    later(monkeypatch, minutes=6)

    assert client.get("/admin/").cookies["sessionid"]["max-age"] == 12 * 60 * 60


def test_closing_an_account_ends_its_sessions(client, editor):
    client.force_login(editor)
    User.objects.filter(pk=editor.pk).update(is_active=False)

    assert client.get("/admin/").status_code == 302


def test_signing_out_is_a_post(client, editor):
    client.force_login(editor)
    client.get("/admin/logout/")
    client.get("/accounts/logout/")
    assert is_signed_in(client)

    client.post("/admin/logout/")
    assert not is_signed_in(client)


# --- One-time codes from an app ------------------------------------------------------------------


@pytest.fixture
def moderator():
    user = make_moderator(email="mod@example.org", password=PASSWORD)
    totp.TOTP.activate(user, secret="JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(user)
    return user


def app_code() -> str:
    counter = next(totp.yield_hotp_counters_from_time())
    return totp.format_hotp_value(totp.hotp_value("JBSWY3DPEHPK3PXP", counter))


def test_a_moderator_with_an_app_is_asked_for_its_code(client, moderator):
    assert sign_in(client, moderator.email)["Location"] == "/accounts/codes/authenticate/"
    assert not is_signed_in(client)
    assert client.get("/admin/").status_code == 302

    client.post("/accounts/codes/authenticate/", {"code": app_code()})

    assert is_signed_in(client)


def test_an_e_mailed_code_does_not_stand_in_for_the_apps(client, moderator):
    confirm(client, ask_for_code(client, moderator.email))

    assert not is_signed_in(client)


def test_an_apps_code_works_once(client, moderator):
    code = app_code()
    sign_in(client, moderator.email)
    client.post("/accounts/codes/authenticate/", {"code": code})
    thief = Client()
    sign_in(thief, moderator.email)

    thief.post("/accounts/codes/authenticate/", {"code": code})

    assert not is_signed_in(thief)


def test_guessing_an_apps_code_is_stopped(client, moderator):
    sign_in(client, moderator.email)
    for _ in range(6):
        client.post("/accounts/codes/authenticate/", {"code": "000000"})

    client.post("/accounts/codes/authenticate/", {"code": app_code()})

    assert not is_signed_in(client)


def test_a_recovery_code_signs_in_once(moderator):
    code = moderator.authenticator_set.get(type="recovery_codes").wrap().get_unused_codes()[0]
    for client, works in ((Client(), True), (Client(), False)):
        sign_in(client, moderator.email)
        client.post("/accounts/codes/authenticate/", {"code": code})
        assert is_signed_in(client) is works


def test_an_app_is_set_up_after_the_password_was_asked_for_again(
    client, django_capture_on_commit_callbacks
):
    user = make_moderator(email="mod@example.org", password=PASSWORD)
    sign_in(client, user.email)
    asked = client.get("/accounts/codes/totp/activate/", follow=True)
    assert "Is it still you?" in asked.content.decode()

    client.post(asked.redirect_chain[-1][0], {"password": PASSWORD})
    page = client.get("/accounts/codes/totp/activate/")
    secret = page.context["form"].secret
    counter = next(totp.yield_hotp_counters_from_time())
    code = totp.format_hotp_value(totp.hotp_value(secret, counter))
    with django_capture_on_commit_callbacks(execute=True):
        shown = client.post("/accounts/codes/totp/activate/", {"code": code}, follow=True)

    assert "They are shown this once" in shown.content.decode()
    assert "They are shown this once" not in client.get(shown.request["PATH_INFO"]).content.decode()
    assert {tuple(letter.to) for letter in mail.outbox} == {("mod@example.org",)}


# --- One's own account ---------------------------------------------------------------------------


def test_a_new_address_counts_once_its_owner_has_confirmed_it(client, editor):
    sign_in(client, editor.email)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    client.post("/accounts/email/", {"email": "new@example.org", "action_add": ""})
    letter = next(letter for letter in mail.outbox if letter.to == ["new@example.org"])
    editor.refresh_from_db()
    assert editor.email == "ana@example.org"

    link = link_in(letter)
    client.get(link)
    editor.refresh_from_db()
    assert editor.email == "ana@example.org"

    client.post(link)
    editor.refresh_from_db()
    assert editor.email == "new@example.org"
    assert ["ana@example.org"] in [letter.to for letter in mail.outbox]


def test_taking_another_accounts_address_tells_nothing(client, editor):
    make_editor(email="bea@example.org")
    sign_in(client, editor.email)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    answers = set()
    for name in ("bea", "cay"):
        mail.outbox.clear()
        form = {"email": f"{name}@example.org", "action_add": ""}
        answers.add(without_token(client.post("/accounts/email/", form, follow=True), name))
        assert [letter.to for letter in mail.outbox] == [[f"{name}@example.org"]]
        form = {"email": f"{name}@example.org", "action_remove": ""}
        client.post("/accounts/email/", form, follow=True)
    assert len(answers) == 1


@pytest.mark.parametrize("value", ["\0", "a" * 100_000, "ana@example.org\0", "😀" * 300])
def test_odd_and_huge_values_are_never_a_fault(client, editor, value):
    for path, names in {
        "/accounts/login/": ("login", "password"),
        "/accounts/login/code/": ("email",),
        "/accounts/password/reset/": ("email",),
        "/accounts/login/code/confirm/": ("code",),
    }.items():
        response = client.post(path, dict.fromkeys(names, value), follow=True)
        assert response.status_code in (200, 429)
    for path in ("/accounts/password/reset/key/", "/accounts/confirm-email/"):
        assert client.get(f"{path}{value[:200]}-x/").status_code in (200, 404)
