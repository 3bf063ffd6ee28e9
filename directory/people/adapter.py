"""How allauth works here: nobody signs up, letters are ours, links lead to this site alone."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from directory.people import mail

NOT_RECOGNISED = "We do not recognise that e-mail address and password together."

# The letters people ask for, by allauth's name: our subject.
LETTERS = {
    "login_code": "Your code to sign in",
    "password_reset_key": "Choose a new password",
    "unknown_account": "You tried to sign in",
    "email_confirmation": "Is this your e-mail address?",
}
# What people are told was done to their account, in case it was not them.
NOTICES = {
    "password_changed": "Your password was changed.",
    "password_set": "Your account now has a password.",
    "password_reset": "You now have a new password.",
    "email_changed": "Your e-mail address was changed.",
    "email_confirm": "Your e-mail address was confirmed.",
    "email_deleted": "An e-mail address was taken off your account.",
    "totp_activated": "Signing in now also asks for a code from an app on your phone.",
    "totp_deactivated": "Signing in no longer asks for a code from an app on your phone.",
    "recovery_codes_generated": "New recovery codes were made for your account.",
}


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": NOT_RECOGNISED,
        "username_password_mismatch": NOT_RECOGNISED,
        "invalid_login": NOT_RECOGNISED,
        "incorrect_code": "That is not the code we sent. Is it the newest one?",
        "incorrect_password": "That is not your password.",
        "enter_current_password": "That is not your present password.",
        "too_many_login_attempts": (
            "That was tried too often. Wait five minutes, or ask for a code by e-mail."
        ),
        "rate_limited": "That was tried too often. Please wait a few minutes.",
        "same_as_current": "That is your e-mail address already.",
        "email_taken": "That e-mail address cannot be used. Try another.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts come by invitation."""
        return False

    def is_safe_url(self, url: str) -> bool:
        """Only addresses on this site, without its name: `next` cannot lead elsewhere."""
        return url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """An account's failures are counted together, whatever the Host header says."""
        return str(credentials.get("email") or credentials.get("username") or "").lower()

    def get_reset_password_from_key_url(self, key: str) -> str:
        path = reverse("account_reset_password_from_key", args=["UID", "KEY"])
        return mail.absolute(path.replace("UID-KEY", key))

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: Any) -> str:
        return mail.absolute(reverse("account_confirm_email", args=[emailconfirmation.key]))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """One of our letters in place of allauth's."""
        name = template_prefix.rpartition("/")[2]
        if name in NOTICES:
            context = {**context, "notice": NOTICES[name]}
            mail.send(email, NOTICES[name], "people/letters/notice.txt", context)
        else:
            mail.send(email, LETTERS[name], f"people/letters/{name}.txt", context)
