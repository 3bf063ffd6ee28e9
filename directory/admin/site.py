"""The admin's site: its doors, its log-in, and what it says where there is nothing to see."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.decorators import secure_admin_login
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.auth.views import LogoutView
from django.core.exceptions import BadRequest, PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import Resolver404, URLPattern, URLResolver, path, resolve, reverse
from django.utils.decorators import method_decorator
from django.utils.http import escape_leading_slashes
from django.views.decorators.common import no_append_slash

from directory.review.choosing import nameable

View = Callable[..., Any]

PAGES: list[tuple[str, View, str]] = []


def page(route: str, *, name: str) -> Callable[[View], View]:
    """Adds a page of ours to the admin, for whoever is signed in: a decorator for its view.

    Whose records it shows is for the view to mind: directory/people/scope.py.
    """

    def add(view: View) -> View:
        PAGES.append((route, view, name))
        return view

    return add


class ChoicesView(AutocompleteJsonView):
    """Suggestions for a field that names another record: those that may be named there."""

    def get_queryset(self) -> QuerySet[Any]:
        known = admin.ModelAdmin.get_queryset(self.model_admin, self.request)
        known = known.complex_filter(self.source_field.get_limit_choices_to())
        choices = nameable(self.request.user, self.source_field, known)
        found, repeats = self.model_admin.get_search_results(self.request, choices, self.term)
        return found.distinct() if repeats else found


def _home(request: HttpRequest) -> HttpResponse:
    return HttpResponseRedirect(reverse("admin:index"))


class DirectoryAdminSite(admin.AdminSite):
    site_title = settings.DIRECTORY_NAME
    site_header = settings.DIRECTORY_NAME
    index_title = "Home"

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Signing in is allauth's, which counts failures and asks for one-time codes.

        Django's own form, which does neither, is never shown.
        """
        return secure_admin_login(_home)(request)

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> Any:
        return HttpResponseRedirect(reverse("account_change_password"))

    def logout(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """A POST signs out; for who typed the address in, there is a page with the button."""
        if request.method != "POST":
            return HttpResponseRedirect(reverse("account_logout"))
        return LogoutView.as_view(next_page=reverse("account_login"))(request)

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """`view`, for whoever is signed in; what it may not show them does not exist."""

        @wraps(view)
        def hiding(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if any("\0" in value for values in request.GET.lists() for value in values[1]):
                raise BadRequest("A NUL is in no name, and PostgreSQL fails on it.")
            try:
                return view(request, *args, **kwargs)
            except PermissionDenied:
                raise Http404 from None

        return super().admin_view(hiding, cacheable)

    def autocomplete_view(self, request: HttpRequest) -> Any:
        return ChoicesView.as_view(admin_site=self)(request)

    @method_decorator(no_append_slash)
    def catch_all_view(self, request: HttpRequest, url: str) -> HttpResponse:
        """People type addresses without the slash at the end."""
        if not request.path.endswith("/"):
            try:
                match = resolve(f"{request.path_info}/")
            except Resolver404:
                raise Http404 from None
            if getattr(match.func, "should_append_slash", True):
                query = f"?{request.GET.urlencode()}" if request.GET else ""
                return HttpResponseRedirect(escape_leading_slashes(f"{request.path}/{query}"))
        raise Http404

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Ours, and Django's but for the door that leads from any row of any table to its page."""
        ours = [path(route, self.admin_view(view), name=name) for route, view, name in PAGES]
        stock = [url for url in super().get_urls() if getattr(url, "name", "") != "view_on_site"]
        return [*ours, *stock]
