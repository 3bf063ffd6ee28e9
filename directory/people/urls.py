"""Signing in and one's own account, under /accounts/. Nobody signs up."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import include, path
from django.views.generic import RedirectView

from directory.people.views import InvitationView


def no_sign_up(request: HttpRequest) -> HttpResponse:
    """allauth has a page to say that sign-up is closed; there is nothing to say."""
    raise Http404


urlpatterns = [
    path("", RedirectView.as_view(pattern_name="account_email"), name="people_account"),
    path("signup/", no_sign_up, name="account_signup"),
    path("invitation/<str:secret>/", InvitationView.as_view(), name="people_invitation"),
    path("codes/", include("allauth.mfa.urls")),
    path("", include("allauth.account.urls")),
]
