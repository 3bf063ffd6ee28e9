"""Checks a password, once, whatever was typed and whether or not there is such an account."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.internal.userkit import filter_users_by_email, get_user_by_username
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest


class AccountBackend(AuthenticationBackend):
    """allauth's, which tries a name as user name and as e-mail address, hashing for each account
    it meets: the time would tell which exist.
    """

    def _authenticate(
        self, request: HttpRequest | None, **credentials: Any
    ) -> AbstractBaseUser | None:
        typed = credentials.get("email") or credentials.get("username") or ""
        accounts = filter_users_by_email(typed, prefer_verified=True, for_login=True)
        account = accounts[0] if accounts else get_user_by_username(typed)
        return self._check_password(account, credentials.get("password") or "")
