"""Accounts, which administrators manage: names, addresses, roles, closing.

There is no page to add one: people are invited (membership.py). Nor can anybody set another's
password, or make a superuser.
"""

from typing import Any

from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import Group, User
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html_join
from django.utils.timezone import localtime

from directory.admin.asking import titled, yes_no
from directory.admin.scoping import ScopedAdmin
from directory.people import mail
from directory.people.accounts import address_is_theirs, normalised, person_called
from directory.people.models import Account, Duty, Membership
from directory.people.roles import ADMINISTRATORS, MODERATORS

ROLES = [(MODERATORS, "Moderator"), (ADMINISTRATORS, "Administrator")]


class AccountForm(forms.ModelForm):
    roles = forms.MultipleChoiceField(
        label="Do they run the directory?",
        required=False,
        choices=ROLES,
        widget=forms.CheckboxSelectMultiple,
        help_text="Moderators see and approve everything. Administrators manage accounts and "
        "categories too.",
    )

    class Meta:
        model = Account
        fields = ("email", "first_name", "last_name", "is_active")
        labels = {
            "email": "E-mail address",
            "first_name": "First name",
            "last_name": "Last name",
            "is_active": "May they sign in?",
        }
        help_texts = {
            "email": "They sign in with it. Both addresses are told of a change.",
            "is_active": "Untick to close the account. What they did stays in the history.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].required = True
        groups = self.instance.groups.all() if self.instance.pk else []
        self.fields["roles"].initial = [group.name for group in groups]

    def clean_email(self) -> str:
        email = normalised(self.cleaned_data["email"])
        if User.objects.filter(email__iexact=email).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError("Another account has this e-mail address.")
        return email


class OwnAccountForm(AccountForm):
    """One's own: nobody locks themselves out, or up."""

    def clean_is_active(self) -> bool:
        return True

    def clean_roles(self) -> list[str]:
        return list(self.fields["roles"].initial)


@admin.register(Account)
class AccountAdmin(ScopedAdmin):
    form = AccountForm
    list_display = ("email", "named", "role_names", "looks_after", "may_sign_in", "last_seen")
    list_display_links = ("email", "named")
    list_filter = (
        ("is_active", titled(admin.BooleanFieldListFilter, "May they sign in?")),
        ("groups", titled(admin.RelatedFieldListFilter, "What do they do here?")),
    )
    search_fields = ("email", "first_name", "last_name")
    ordering = ("email", "pk")
    list_per_page = 50
    fields = (
        "email",
        "first_name",
        "last_name",
        "is_active",
        "roles",
        "looks_after",
        "second_step",
        "last_seen",
        "opened",
    )
    readonly_fields = ("looks_after", "second_step", "last_seen", "opened")
    actions = ("take_away_codes",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """All accounts, but superusers' only for superusers: their address is worth a password."""
        memberships = Membership.objects.select_related("organization").order_by("pk")
        found = (
            super()
            .get_queryset(request)
            .prefetch_related("groups", Prefetch("memberships", memberships))
        )
        assert isinstance(request.user, User)
        return found if request.user.is_superuser else found.filter(is_superuser=False)

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        if obj is not None and obj.pk == request.user.pk:
            kwargs["form"] = OwnAccountForm
        return super().get_form(request, obj, change=change, **kwargs)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Closed, not deleted: the history says who did what."""
        return False

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        allowed = super().lookup_allowed(lookup, value, request)  # type: ignore[arg-type]
        return not lookup.startswith("password") and allowed

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        before = User.objects.get(pk=obj.pk)
        super().save_model(request, obj, form, change)
        self._give_roles(obj, form.cleaned_data["roles"])
        if before.email != obj.email:
            address_is_theirs(obj)
            for address in filter(None, (before.email, obj.email)):
                notice = f"An administrator changed your e-mail address to {obj.email}."
                told = "Your e-mail address was changed"
                mail.send(address, told, "people/letters/notice.txt", {"notice": notice})
        if before.is_active and not obj.is_active:
            self._warn_of_missing_leads(request, obj)

    def _give_roles(self, user: User, names: list[str]) -> None:
        """The groups among ROLES that were ticked; an editor's group and any others stay."""
        offered = [name for name, _ in ROLES]
        user.groups.remove(*Group.objects.filter(name__in=offered).exclude(name__in=names))
        user.groups.add(*Group.objects.filter(name__in=set(names) & set(offered)))

    def _warn_of_missing_leads(self, request: HttpRequest, user: User) -> None:
        led = Membership.objects.filter(user=user, role=Duty.LEAD).select_related("organization")
        others = Membership.objects.filter(role=Duty.LEAD, user__is_active=True)
        for membership in led:
            if not others.filter(organization=membership.organization).exists():
                told = f"{membership.organization} has nobody left who leads. Invite somebody."
                messages.warning(request, told)

    @admin.display(description="Name")
    def named(self, user: User) -> str:
        return person_called(user)

    @admin.display(description="Role")
    def role_names(self, user: User) -> str:
        names = [group.name.removesuffix("s") for group in user.groups.all()]
        return ", ".join(["Superuser"] * user.is_superuser + sorted(names)) or "–"

    @admin.display(description="Looks after")
    def looks_after(self, user: User) -> str:
        rows = [
            (reverse("admin:organization_people", args=[one.organization_id]), one.organization)
            for one in user.memberships.all()
        ]
        return format_html_join(", ", '<a href="{}">{}</a>', rows) or "–"

    @admin.display(description="Signs in with one-time codes")
    def second_step(self, user: User) -> str:
        return yes_no(Authenticator.objects.filter(user_id=user.pk).exists())

    @admin.display(description="May sign in", ordering="is_active")
    def may_sign_in(self, user: User) -> str:
        return yes_no(user.is_active)

    @admin.display(description="Last signed in", ordering="last_login")
    def last_seen(self, user: User) -> str:
        return date_format(localtime(user.last_login)) if user.last_login else "never"

    @admin.display(description="Account since", ordering="date_joined")
    def opened(self, user: User) -> str:
        return date_format(localtime(user.date_joined))

    @admin.action(
        description="Stop asking the selected people for one-time codes", permissions=["change"]
    )
    def take_away_codes(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """For who lost their phone and their recovery codes. They are told."""
        for user in queryset:
            if Authenticator.objects.filter(user_id=user.pk).delete()[0]:
                notice = (
                    "An administrator took away your one-time codes: your password alone, or an "
                    "e-mailed code, will do to sign in."
                )
                told = "Signing in no longer asks for a one-time code"
                mail.send(user.email, told, "people/letters/notice.txt", {"notice": notice})
                self.log_change(request, user, "Took away one-time codes.")
                messages.success(
                    request, f"{person_called(user)} signs in without one-time codes now."
                )
