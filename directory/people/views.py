"""The page an invitation leads to."""

from allauth.account.utils import perform_login
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from directory.people.accounts import account_of
from directory.people.forms import AcceptForm
from directory.people.invitations import accept, invitation_with


@method_decorator([never_cache, sensitive_post_parameters("password", "again")], name="dispatch")
class InvitationView(View):
    """Says what is asked; accepting is a POST, so that no scanner of letters does it.

    Who has no account yet is signed in at once. Who has one signs in as always: the letter does
    not stand for their password and their one-time code.
    """

    def get(self, request: HttpRequest, secret: str) -> HttpResponse:
        return self._page(request, secret)

    def post(self, request: HttpRequest, secret: str) -> HttpResponse:
        invitation = invitation_with(secret)
        if invitation is None:
            return self._page(request, secret)
        known = account_of(invitation.email)
        told: dict[str, str] = {}
        if known is None:
            form = AcceptForm(request.POST, email=invitation.email)
            if not form.is_valid():
                return self._page(request, secret, form)
            told = {key: form.cleaned_data[key] for key in ("name", "password")}
        user = accept(secret, **told)
        if user is None:
            return self._page(request, secret)
        messages.success(request, f"Thank you. You now look after {_what(invitation)}.")
        home = reverse("admin:index")
        if known is None:
            return perform_login(request, user, email_verification="none", redirect_url=home)
        return HttpResponseRedirect(home)

    def _page(
        self, request: HttpRequest, secret: str, form: AcceptForm | None = None
    ) -> HttpResponse:
        invitation = invitation_with(secret)
        if invitation is None:
            return render(request, "people/invitation_void.html", status=410)
        known = account_of(invitation.email)
        if known is None and form is None:
            form = AcceptForm(email=invitation.email)
        return render(
            request,
            "people/invitation.html",
            {
                "invitation": invitation,
                "what": _what(invitation),
                "form": form if known is None else None,
                "closed": known is not None and not known.is_active,
            },
        )


def _what(invitation: object) -> str:
    return str(getattr(invitation, "organization", None) or "the directory")
