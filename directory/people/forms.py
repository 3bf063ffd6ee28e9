"""allauth's forms in our words: a label and, where it helps, a sentence; no placeholders."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django import forms
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator

LONGEST = 500
LONG = "At least 12 characters. Three or four words that do not belong together are good."
OWN_APP = "Six digits, from the app on your phone. A recovery code works too."


class InPlainWords(forms.BaseForm):
    """Gives each field named in `words` its label and its help."""

    words: dict[str, tuple[str, str]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (label, help_text) in self.words.items():
            if name in self.fields:
                self.fields[name].label = label
                self.fields[name].help_text = help_text
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
            # No address or password is longer; SQLite fails on comparing with what is far longer.
            field.validators = [*field.validators, MaxLengthValidator(LONGEST)]


class SignInForm(InPlainWords, account.LoginForm):
    words = {"login": ("E-mail address", ""), "password": ("Password", "")}


class AskForCodeForm(InPlainWords, account.RequestLoginCodeForm):
    words = {"email": ("E-mail address", "We send a code there, good for 15 minutes.")}


class CodeForm(InPlainWords, account.ConfirmLoginCodeForm):
    words = {"code": ("Code from the e-mail", "Capitals or not, with the dash or without.")}


class ForgottenForm(InPlainWords, account.ResetPasswordForm):
    words = {"email": ("E-mail address", "The one you sign in with.")}


class NewPasswordForm(InPlainWords, account.ResetPasswordKeyForm):
    words = {"password1": ("New password", LONG), "password2": ("The same again", "")}


class FirstPasswordForm(InPlainWords, account.SetPasswordForm):
    words = {"password1": ("Password", LONG), "password2": ("The same again", "")}


class ChangePasswordForm(InPlainWords, account.ChangePasswordForm):
    words = {
        "oldpassword": ("Present password", ""),
        "password1": ("New password", LONG),
        "password2": ("The same again", ""),
    }


class ChangeEmailForm(InPlainWords, account.AddEmailForm):
    words = {"email": ("New e-mail address", "We write there first, to see that it is yours.")}


class PasswordAgainForm(InPlainWords, account.ReauthenticateForm):
    words = {"password": ("Password", "")}


class SecondStepForm(InPlainWords, mfa.AuthenticateForm):
    words = {"code": ("Code", OWN_APP)}


class SecondStepAgainForm(InPlainWords, mfa.ReauthenticateForm):
    words = {"code": ("Code", OWN_APP)}


class TurnOnCodesForm(InPlainWords, totp.ActivateTOTPForm):
    words = {"code": ("Code the app shows now", "Six digits.")}


class AcceptForm(forms.Form):
    """What somebody tells who accepts an invitation and has no account yet."""

    name = forms.CharField(
        label="What is your name?",
        max_length=150,
        help_text="Those who look after the same entries see it. It is not published.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password = forms.CharField(
        label="A password, if you like",
        required=False,
        strip=False,
        max_length=LONGEST,
        help_text=f"{LONG} Left empty, you are e-mailed a code each time you sign in.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="The same password again",
        required=False,
        strip=False,
        max_length=LONGEST,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        password = cleaned.get("password", "")
        if password != cleaned.get("again", ""):
            self.add_error("again", "This is not the same password.")
        if password:
            try:
                user = User(email=self.email, first_name=cleaned.get("name", ""))
                validate_password(password, user)
            except ValidationError as weak:
                self.add_error("password", weak)
        return cleaned
